-- Our own store of roles (docs/national-store.md). Its tables stand alone: nothing of the service's own refers to them.

-- A role: a proxy may act, or might have acted, for a patient. There is one for each pair.
create table national_role (
    -- Its id in the store's addresses.
    id uuid primary key,
    -- How often it was changed, from 1: who changes it names the one they read.
    version integer not null default 1,
    -- NHS number of the patient.
    patient text not null,
    -- NHS number of the proxy.
    proxy text not null check (proxy <> patient),
    -- How it stands, by the code of the national service.
    status text not null,
    -- Why it stands so, by code.
    reason text not null,
    -- Free text to the reason.
    reason_text text,
    -- On what ground, by code.
    basis text not null,
    -- ODS code of the organisation that granted it last.
    grantor text,
    -- When the consent was made.
    made_at timestamptz not null,
    -- Its first instant.
    starts_at timestamptz,
    -- Its last instant.
    ends_at timestamptz,
    -- The end of which both people were warned.
    warned_of timestamptz,
    -- The round of moving roles in which it was created.
    created_in text,
    -- The round of moving roles in which it was changed last.
    changed_in text,
    -- When it was created.
    created_at timestamptz not null,
    -- When it was changed last.
    updated_at timestamptz not null,
    constraint national_role_pair unique (patient, proxy)
);
create index national_role_by_proxy on national_role (proxy);
create index national_role_by_end on national_role (ends_at) where status = 'active' and ends_at is not null;
create index national_role_unwarned on national_role (ends_at)
    where status = 'active' and ends_at is not null and warned_of is distinct from ends_at;
create index national_role_by_change on national_role (changed_in) where changed_in is not null;
create index national_role_by_grantor on national_role (grantor, created_in);

-- What happened to roles, in order, for whoever follows: the outbox of the store.
create table national_event (
    -- Its place in the feed.
    seq bigint generated always as identity primary key,
    -- Its id for subscribers: the same when it is sent again.
    id uuid not null,
    -- What happened: created, changed or deleted.
    kind text not null,
    -- To which role; it may be gone.
    role_id uuid not null,
    -- NHS number of the patient.
    patient text not null,
    -- ODS code of the patient's practice, where it is known.
    patient_ods text,
    -- ODS code of the proxy's practice, where it is known.
    proxy_ods text,
    -- When.
    at timestamptz not null
);

-- How far each subscriber has been told; they stand in the settings.
create table national_subscriber (
    -- Where events are sent.
    url text primary key,
    -- The last event that was taken there.
    told_to bigint not null,
    -- How often in a row the next one was sent in vain.
    attempts integer not null default 0,
    -- When the next one is sent; while it is being sent, when it is given to another worker.
    next_at timestamptz not null
);

-- What patient and proxy are told about the end of a role, before and after.
create table national_notice (
    -- Its place in the list.
    seq bigint generated always as identity primary key,
    -- Of which role.
    role_id uuid not null,
    -- Who is told: patient or proxy.
    recipient text not null,
    -- What: ending or ended.
    kind text not null,
    -- The end that it is about.
    ends_at timestamptz not null,
    -- When it was written.
    at timestamptz not null
);

-- What PDS says of people, as the store was told.
create table national_person (
    -- NHS number.
    nhs_number text primary key,
    -- Family name.
    family text not null,
    -- Given names.
    given text[] not null,
    -- Day of birth.
    born date,
    -- ODS code of their practice, where they have one.
    practice text,
    -- ODS code of the practice to which an event said last that they moved.
    moved_to text,
    -- How their record stands: known, deceased, invalidated or sensitive; of the last two nothing is shown.
    state text not null default 'known',
    -- When the store was told last.
    updated_at timestamptz not null
);

-- Whether there may be a role of these people: an active one where none of them has died, has another number, or may not be
-- shown; one that is not active, and a request for access, where somebody has died too. Sees what was committed when the lock that
-- all writers of roles and requests share was had, and not what the statement that asks saw at its start.
create function national_role_may_stand(numbers text[], is_active boolean) returns boolean language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(202612010840);
    return not exists (select from national_person
                       where nhs_number = any(numbers) and state <> 'known' and (is_active or state <> 'deceased'));
end $$;

-- What somebody is to a patient: no role, and a hint for who grants one.
create table national_relationship (
    -- Its id in answers.
    id uuid primary key,
    -- NHS number of the one who might act.
    proxy text not null,
    -- NHS number of the patient.
    patient text not null,
    -- System of the code.
    system text not null,
    -- What the proxy is to the patient.
    code text not null,
    -- What that is called.
    display text not null,
    constraint national_relationship_once unique (proxy, patient, system, code)
);
create index national_relationship_by_patient on national_relationship (patient);

-- Requests for access, as they were filled in.
create table national_request (
    -- Its id in the store's addresses.
    id uuid primary key,
    -- The code that people are told.
    reference text not null constraint national_request_reference unique,
    -- NHS number of the one who filled it in.
    source text not null,
    -- NHS number of the patient.
    subject text not null,
    -- NHS number of the one who would act, where it says so.
    proxy text,
    -- All of it.
    document jsonb not null,
    -- The round of moving roles in which it came.
    created_in text,
    -- When it came.
    created_at timestamptz not null
);
create index national_request_by_source on national_request (source);
create index national_request_by_subject on national_request (subject);
create index national_request_by_proxy on national_request (proxy);

-- Every call of the store, those that were refused too: who asked what, when.
create table national_call (
    -- Its place in the list.
    id bigint generated always as identity primary key,
    -- When it was answered.
    at timestamptz not null,
    -- The caller's id of the request, where it was a good one.
    request_id uuid,
    -- The caller's id of what the request belongs to, where it was a good one.
    correlation_id uuid,
    -- The program that called; none where the token was not good.
    client_id text,
    -- For whom it called: app, staff or patient.
    caller text,
    -- Who stood behind it, by the subject of the token.
    subject text,
    -- With which method.
    method text not null,
    -- On which route, without ids.
    route text not null,
    -- On which role or request, where the address named one.
    target text,
    -- NHS numbers that the address or the body named.
    asked_for text[] not null default '{}',
    -- Status of the answer.
    status smallint not null,
    -- Code of the fault, where it was one.
    fault text,
    -- The round of moving roles that it belongs to.
    round text
);
create index national_call_by_round on national_call (round) where round is not null;
create index national_call_by_target on national_call (target) where target is not null;

-- Assertions by which programs proved who they are, each good once; forgotten when they have ended.
create table national_assertion (
    -- The program and the assertion's own id.
    key text primary key,
    -- When it ends.
    expires_at timestamptz not null
);
create index national_assertion_expires on national_assertion (expires_at);
