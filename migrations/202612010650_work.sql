-- Work to be done after the commit, delivered at least once by whichever worker holds the lease.
create table outbox (
    -- Our opaque id, ordered by time; of a message the same as in the ledger.
    id uuid primary key,
    -- Idempotency key: the same work is never queued twice, and the far side can tell a repeat.
    key text not null unique,
    -- What is to be done, by code: send_message, or a task of the kind.
    task text not null,
    -- What kind of thing it is about, as in the event.
    kind text not null,
    -- About which one.
    aggregate_id uuid not null,
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
-- Work that was not tried yet does not stand behind work that was put off, nor one task behind another: each lane of the
-- worker finds what is due in its own index.
create index outbox_first on outbox (task, run_at, id) where dead_at is null and attempts = 0;
create index outbox_later on outbox (task, run_at, id) where dead_at is null and attempts > 0;
create index outbox_dead on outbox (dead_at) where dead_at is not null;

create function outbox_wakes_the_worker() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;
create trigger outbox_wakes_the_worker after insert on outbox
    for each statement execute function outbox_wakes_the_worker();
