-- People as NHS login and PDS know them. A row may know only the NHS number: somebody was invited and never signed in.
create table person (
    -- Our opaque id; the only id of a person in events, URLs and logs.
    id uuid primary key,
    -- Ten digits; the one place that ties a person to a number.
    nhs_number text not null unique check (nhs_number ~ '^[0-9]{10}$'),
    -- Subject at NHS login, once the person has signed in.
    subject text unique,
    -- Given names, from NHS login.
    given_name text,
    -- Family name, from NHS login.
    family_name text,
    -- Date of birth, from NHS login.
    birth_date date,
    -- Verified address from NHS login; where messages to this person go.
    email text,
    -- Registered practice at the last sign-in or check.
    practice text,
    -- Language the person chose, en or cy; messages are written in it.
    language text not null default 'en',
    -- When the row was last written.
    updated_at timestamptz not null
);

-- Practice staff as CIS2 knows them.
create table staff (
    -- Our opaque id.
    id uuid primary key,
    -- CIS2 user id.
    subject text not null unique,
    -- Name at the last sign-in.
    name text not null,
    -- When the row was last written.
    updated_at timestamptz not null
);

-- GP practices and whether they take part in the trial.
create table practice (
    -- ODS code.
    ods_code text primary key,
    -- Name, from the organisation directory.
    name text not null,
    -- Whether its patients and staff may use the service.
    enabled boolean not null,
    -- Address for messages to the practice; our own configured data, no directory has it.
    email text,
    -- MESH mailbox for messages to the practice.
    mesh_mailbox text,
    -- When the row was last written.
    updated_at timestamptz not null
);

-- The append-only history of all delegations. No personal data: ids, codes, dates.
create table event (
    -- Order of arrival; readers that follow it must not skip late commits.
    seq bigint generated always as identity,
    -- Of which delegation.
    delegation_id uuid not null,
    -- 1 for the first; the primary key makes two writers at once collide.
    version integer not null check (version > 0),
    -- Name of the event, as in the timeline and the API.
    name text not null,
    -- The event itself.
    payload jsonb not null,
    -- Who did it, by opaque id.
    actor jsonb not null,
    -- When.
    at timestamptz not null,
    primary key (delegation_id, version)
);
create unique index event_seq on event (seq);

create function event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only';
end $$;
create trigger event_is_append_only before update or delete on event
    for each row execute function event_is_append_only();
create trigger event_is_never_truncated before truncate on event
    for each statement execute function event_is_append_only();

-- Where each delegation stands: a view of its events, written in the same statement, rebuilt by replay.
create table delegation (
    -- The delegation.
    id uuid primary key,
    -- How many events it has.
    version integer not null,
    -- Stage, by code.
    stage text not null,
    -- The patient who gives access.
    delegator_id uuid not null references person (id),
    -- The person who receives it.
    delegate_id uuid not null references person (id),
    -- The delegator's practice when the request was made.
    practice text not null references practice (ods_code),
    -- How they are related, by code.
    relationship text not null,
    -- Access asked for.
    asked jsonb not null,
    -- Access that the practice set.
    access jsonb,
    -- When it was asked.
    requested_at timestamptz not null,
    -- When the invitation was sent.
    invited_at timestamptz,
    -- Last day on which the invitation can be accepted.
    lapses_on date,
    -- Number of the last reminder.
    reminders smallint not null,
    -- The delegate's answer.
    accepted boolean,
    -- When the delegate answered.
    responded_at timestamptz,
    -- When the practice was given the case.
    sent_to_practice_at timestamptz,
    -- When the practice confirmed, last time.
    confirmed_at timestamptz,
    -- Why the practice refused, and what may be told.
    refused jsonb,
    -- Who stopped it, why, and what may be told.
    revoked jsonb,
    -- When the stage was entered.
    stage_since timestamptz not null,
    -- The London day on which the worker must look at it next.
    next_look date,
    -- Whether the pair has it under way.
    open boolean not null
);
create unique index delegation_open_pair on delegation (delegator_id, delegate_id) where open;
create index delegation_delegator on delegation (delegator_id, requested_at desc);
create index delegation_delegate on delegation (delegate_id, requested_at desc);
create index delegation_worklist on delegation (practice, stage, stage_since, id);
create index delegation_next_look on delegation (next_look) where next_look is not null;

-- What the delegator said of the delegate, and the address the invitation goes to: personal data beside the events.
create table invitation (
    -- Of which delegation.
    delegation_id uuid primary key,
    -- Given names as the delegator wrote them; the only name the delegator is ever shown.
    given_name text not null,
    -- Family name as the delegator wrote it.
    family_name text not null,
    -- Date of birth as the delegator gave it.
    birth_date date not null,
    -- Address as the delegator gave it.
    entered_email text not null,
    -- The address chosen after the check with PDS; never shown to the delegator.
    email text
);

-- The user access store: who may act for whom, as the practices set it.
create table role (
    -- The delegation it comes from.
    delegation_id uuid primary key,
    -- Whose services are used.
    delegator_id uuid not null,
    -- Who may use them.
    delegate_id uuid not null,
    -- The practice that set it.
    practice text not null,
    -- Services, by code.
    services text[] not null,
    -- Level for the record, by code.
    record_level text not null,
    -- First day.
    starts date not null,
    -- Last day, or none.
    ends date,
    -- Whether it counts at all; the dates must hold besides.
    active boolean not null
);
create index role_pair on role (delegate_id, delegator_id) where active;

-- Free text to a decision (a reason, a note): personal data beside the events.
create table remark (
    -- Of which delegation.
    delegation_id uuid not null,
    -- To which of its events.
    version integer not null,
    -- What was written.
    text text not null,
    primary key (delegation_id, version)
);

-- The ledger of messages: who was told what, when, how, with what result.
create table message (
    -- Our opaque id.
    id uuid primary key,
    -- About which delegation.
    delegation_id uuid not null,
    -- Which message, by code.
    message text not null,
    -- To whom: delegator, delegate or practice.
    recipient text not null,
    -- How it goes: email, or none when there is no way to reach the recipient.
    channel text not null,
    -- When it was decided to send it.
    queued_at timestamptz not null,
    -- How often delivery was tried.
    attempts integer not null default 0,
    -- When the mail server took it.
    sent_at timestamptz,
    -- When we gave up; a person can have it tried again.
    failed_at timestamptz,
    -- The last fault, by code; never an address.
    last_fault text
);
create index message_delegation on message (delegation_id, queued_at);

-- Work to be done after the commit, delivered at least once by whichever worker holds the lease.
create table outbox (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- Idempotency key: the same work is never queued twice, and the far side can tell a repeat.
    key text not null unique,
    -- check_details or send_message.
    kind text not null,
    -- About which delegation.
    delegation_id uuid not null,
    -- Which message of the ledger, for send_message.
    message_id uuid references message (id),
    -- Not before.
    run_at timestamptz not null,
    -- Counted when a worker takes it, so that a crash counts too.
    attempts integer not null default 0,
    -- A worker has it until then.
    leased_until timestamptz,
    -- The last fault, by code.
    last_fault text,
    -- When we gave up; listed and retried by people.
    dead_at timestamptz
);
create index outbox_due on outbox (run_at) where dead_at is null;
create index outbox_dead on outbox (dead_at) where dead_at is not null;

create function outbox_wakes_the_worker() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;
create trigger outbox_wakes_the_worker after insert on outbox
    for each statement execute function outbox_wakes_the_worker();

-- Answers of a form that is not sent yet.
create table draft (
    -- Our opaque id.
    id uuid primary key,
    -- Whose.
    person_id uuid not null references person (id),
    -- The answers, as typed.
    answers jsonb not null,
    -- The delegation it became, so that sending it twice has one outcome.
    sent_as uuid,
    -- When it was last written.
    updated_at timestamptz not null,
    -- After this it is gone.
    expires_at timestamptz not null
);
create index draft_person on draft (person_id, updated_at desc);
create index draft_expiry on draft (expires_at);

-- Browser sessions. The id itself is only in the browser's cookie.
create table session (
    -- SHA-256 of the id.
    id_hash bytea primary key,
    -- What the session holds.
    data jsonb not null,
    -- After this it is gone.
    expires_at timestamptz not null,
    -- Issuer of the sign-in, for back-channel logout.
    issuer text,
    -- Subject of the sign-in, for back-channel logout.
    subject text,
    -- The provider's session, for back-channel logout.
    sid text,
    -- When the person signed in.
    signed_in_at timestamptz
);
create index session_subject on session (issuer, subject) where subject is not null;
create index session_expiry on session (expires_at);

-- Logout tokens seen lately, so that none is used twice.
create table logout_token (
    -- Issuer and jti.
    key text primary key,
    -- After this it may be forgotten.
    expires_at timestamptz not null
);
