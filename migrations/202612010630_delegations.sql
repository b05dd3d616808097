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
    -- Whether the delegator passes the invitation on by its code: nobody writes to the delegate before they agree.
    by_code boolean not null default false,
    -- How often the delegator had the invitation sent again.
    resends smallint not null default 0,
    -- When the invitation was last sent, the first time or again.
    last_sent_at timestamptz,
    -- The delegate's answer.
    accepted boolean,
    -- When the delegate answered.
    responded_at timestamptz,
    -- When the practice was given the case.
    sent_to_practice_at timestamptz,
    -- When the practice confirmed, last time.
    confirmed_at timestamptz,
    -- Why the practice set less than was asked for, by code, in so far as it says so.
    less text,
    -- Why the practice refused, and what each of the two is told.
    refused jsonb,
    -- While it is paused: the reason, and what each of the two is told of it.
    suspended jsonb,
    -- Who stopped it, why, and what each of the two is told.
    revoked jsonb,
    -- Why the request was closed through nobody's choice, by code.
    closed text,
    -- Access that the delegator asks for in place of what is set.
    change_asked jsonb,
    -- The access that the delegator last asked for as a change, whether it was answered or not.
    wished jsonb,
    -- The last day of access of which both citizens were warned.
    warned_of date,
    -- The London day on which the access was last decided, or everybody was asked whether it still fits.
    reviewed_on date,
    -- When the stage was entered.
    stage_since timestamptz not null,
    -- The London day on which the worker must look at it next.
    next_look date,
    -- Whether the pair has it under way.
    open boolean not null,
    -- When PDS was last asked about both people, once access is set; the walk's place, kept for all workers and no part of the view.
    checked_at timestamptz
);
create unique index delegation_open_pair on delegation (delegator_id, delegate_id) where open;
create index delegation_delegator on delegation (delegator_id, requested_at desc);
create index delegation_delegate on delegation (delegate_id, requested_at desc);
create index delegation_worklist on delegation (practice, stage, stage_since, id);
create index delegation_of_practice on delegation (practice, id) where sent_to_practice_at is not null;
create index delegation_next_look on delegation (next_look) where next_look is not null;
create index delegation_recheck on delegation (checked_at nulls first, id) where stage in ('active', 'suspended');

-- The user access store: who may act for whom, as the practices set it; a view of the same events.
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
create index role_delegator on role (delegator_id);
create index role_delegate on role (delegate_id);

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
    -- Address as the delegator gave it; null where the invitation goes by no e-mail.
    entered_email text,
    -- The address chosen after the check with PDS; never shown to the delegator.
    email text,
    -- How often the delegator gave another address, because the one before took no letter.
    readdressed integer not null default 0
);

-- Tries that are counted, so that nobody guesses for long.
create table attempt (
    -- What is tried: to say who sent an invitation when somebody declines it without signing in (sender), or a code (code).
    what text not null check (what in ('sender', 'code')),
    -- Which invitation that is, or who types the code.
    about uuid not null,
    -- How many there were.
    tries bigint not null,
    -- Since the first of them; after an hour it begins anew, and the row goes.
    since timestamptz not null,
    primary key (what, about)
);
create index attempt_since on attempt (since);

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
