-- Attempts of staff to reach one of the two people of a case; like notes never changed, never deleted, for the practice alone.
create table contact (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- In which case.
    delegation_id uuid not null,
    -- Who wrote it down.
    staff_id uuid not null references staff (id),
    -- Whom they tried to reach: patient or trusted_person.
    whom text not null,
    -- How, by code.
    way text not null,
    -- What came of it, by code.
    outcome text not null,
    -- On which day, in London.
    day date not null,
    -- What was noted; may be empty.
    note text not null,
    -- When it was written down.
    at timestamptz not null
);
create index contact_delegation on contact (delegation_id, at);

-- What a practice waits for in a case, until a day; meanwhile the case is not overdue. When it counts no more, `waiting_now` says.
create table waiting (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- In which case.
    delegation_id uuid not null,
    -- Who said so.
    staff_id uuid not null references staff (id),
    -- For whom: patient or trusted_person.
    whom text not null,
    -- The London day on which it is over.
    until date not null,
    -- Why; may be empty.
    reason text not null,
    -- When it began.
    at timestamptz not null,
    -- When somebody ended it, by a button, a decision or another day. Null while nobody has.
    ended_at timestamptz,
    -- Who did; null where a program decided.
    ended_by uuid references staff (id)
);
create unique index waiting_one on waiting (delegation_id) where ended_at is null;
create index waiting_delegation on waiting (delegation_id, at);

-- What is waited for, one row a case at most: nobody has ended it, and the case is open and has been at its stage since before; no
-- row needs to be written when that changes. Who asks whether it lasts compares the day: it is over on `until` itself.
create view waiting_now as
    select w.id, w.delegation_id, w.until
    from waiting w
    join delegation d on d.id = w.delegation_id
    where w.ended_at is null and w.at >= d.stage_since and d.open;
