-- The address to which a practice's messages go is changed only when both mailboxes have agreed: the one that would lose
-- the messages and the one that would get them.

-- One wish to change the address. It counts once every mailbox that there is has confirmed.
create table address_change (
    -- Our opaque id; the links in the letters are made of it.
    id uuid primary key,
    -- Of which practice.
    ods_code text not null references practice (ods_code),
    -- The address that would lose the messages; null where there is none.
    was text,
    -- The address that would get them; null where there is to be none.
    became text,
    -- Who asked.
    staff_id uuid not null references staff (id),
    -- When.
    asked_at timestamptz not null,
    -- After that the links lead nowhere.
    expires_at timestamptz not null,
    -- When the old mailbox confirmed.
    old_confirmed_at timestamptz,
    -- When the new mailbox confirmed.
    new_confirmed_at timestamptz,
    -- When it began to count.
    done_at timestamptz,
    -- When it ended without counting: called off, refused by a mailbox, or another wish took its place.
    ended_at timestamptz
);
-- One wish at a time is open.
create unique index address_change_open on address_change (ods_code) where done_at is null and ended_at is null;

-- Letters with the links, until they are sent.
create table address_letter (
    -- Our opaque id, also the key by which the mail server can tell a repeat.
    id uuid primary key,
    -- About which wish.
    change_id uuid not null references address_change (id),
    -- Whether it goes to the old address; else to the new one.
    to_old boolean not null,
    -- Not before.
    run_at timestamptz not null,
    -- Counted when a worker takes it.
    attempts integer not null default 0,
    -- When the mail server took it.
    sent_at timestamptz,
    -- When we gave up.
    failed_at timestamptz
);
create index address_letter_change on address_letter (change_id);
create index address_letter_due on address_letter (run_at) where sent_at is null and failed_at is null;
-- The worker hears of them as of all work.
create trigger address_letter_wakes_the_worker after insert on address_letter
    for each statement execute function outbox_wakes_the_worker();
