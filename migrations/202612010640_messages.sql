-- The ledger of messages: who was told what, when, how, with what result.
create table message (
    -- Our opaque id.
    id uuid primary key,
    -- What kind of thing it is about, as in the event.
    kind text not null,
    -- About which one.
    aggregate_id uuid not null,
    -- Which message, by code.
    message text not null,
    -- To whom, by code: of a delegation the delegator, delegate or practice.
    recipient text not null,
    -- How it goes; to a practice, the last way that was tried.
    channel text not null check (channel in ('mesh', 'email', 'notice')),
    -- The way it goes by because the one before did not deliver; until then, the practice's own.
    next_channel text check (next_channel in ('mesh', 'email', 'notice')),
    -- The subject that its e-mail went with: what it is called in the list that its reader has, whatever language they read that in.
    -- Null where none went.
    subject text,
    -- In which language that is: en or cy.
    language text,
    -- When it was decided to send it.
    queued_at timestamptz not null,
    -- How often delivery was tried.
    attempts integer not null default 0,
    -- When the mail server took it.
    sent_at timestamptz,
    -- When the message was left out, because the practice had switched this kind off.
    muted_at timestamptz,
    -- When we gave up; a person can have it tried again.
    failed_at timestamptz,
    -- The last fault, by code; never an address.
    last_fault text,
    -- When it was first handed to MESH: after that, MESH may have it though we never read the answer.
    mesh_begun_at timestamptz,
    -- MESH's id of it, as soon as it is known.
    mesh_id text,
    -- When we learned that a way did not deliver it.
    undelivered_at timestamptz,
    -- Why, by code.
    undelivered_fault text
);
create index message_about on message (aggregate_id, queued_at);
-- Messages that were given up, whoever they were to, are few: their cases are found without reading the others.
create index message_failed on message (aggregate_id, queued_at) where failed_at is not null;
create index message_mesh on message (mesh_id) where mesh_id is not null;
-- Cases are marked whose message to the practice did not arrive by MESH or at all: few messages, found without reading the others.
create index message_undelivered on message (aggregate_id, queued_at)
    where recipient = 'practice' and (undelivered_at is not null or failed_at is not null);

-- When our own mailbox was last looked into; one row, shared by all workers.
create table mesh_poll (
    -- Always true, so that there is one row.
    only_row boolean primary key default true check (only_row),
    -- When a worker last took its turn.
    polled_at timestamptz not null
);
