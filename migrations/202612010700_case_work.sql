-- Who of the practice works on a case now. No citizen sees what staff do around a case.
create table assignment (
    -- The case.
    delegation_id uuid primary key,
    -- Who has taken it.
    staff_id uuid not null references staff (id),
    -- When.
    taken_at timestamptz not null
);

-- Notes of staff; never changed, never deleted: a wrong one is corrected by another.
create table note (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- To which case.
    delegation_id uuid not null,
    -- Who wrote it.
    staff_id uuid not null references staff (id),
    -- What was written.
    text text not null,
    -- When.
    at timestamptz not null
);
create index note_delegation on note (delegation_id, at);

-- Who of the practice looked at a case, and when: once a minute for each kind of page.
create table case_read (
    -- The case.
    delegation_id uuid not null,
    -- The minute.
    at timestamptz not null,
    -- Who looked.
    staff_id uuid not null references staff (id),
    -- case or print.
    page text not null,
    primary key (delegation_id, at, staff_id, page)
);
