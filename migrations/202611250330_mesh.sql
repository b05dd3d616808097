-- How messages reach each practice.
alter table practice
    -- First way that is tried: mesh, email (with details where the address is secure) or notice (e-mail without details).
    add column if not exists channel text not null default 'email';

-- What became of a message on its way to a practice.
alter table message
    -- The way it goes by because the one before did not deliver; until then, the practice's own.
    add column next_channel text,
    -- When it was first handed to MESH: after that, MESH may have it though we never read the answer.
    add column mesh_begun_at timestamptz,
    -- MESH's id of it, as soon as it is known.
    add column mesh_id text,
    -- When we learned that a way did not deliver it.
    add column undelivered_at timestamptz,
    -- Why, by code.
    add column undelivered_fault text;
create index message_mesh on message (mesh_id) where mesh_id is not null;

-- When our own mailbox was last looked into; one row, shared by all workers.
create table mesh_poll (
    -- Always true, so that there is one row.
    only_row boolean primary key default true check (only_row),
    -- When a worker last took its turn.
    polled_at timestamptz not null
);
