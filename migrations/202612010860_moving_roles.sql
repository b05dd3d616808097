-- Moving the roles that GP systems have to the national store (docs/migration.md).

-- A row of a list of linked accounts, as it stood there when the list was imported last.
create table transfer_row (
    -- Our own number of it.
    id bigint generated always as identity primary key,
    -- The list that it stands in.
    list text not null,
    -- What makes it the same row when the list is imported again: its pair and the GP system's id, or its line where it does not move.
    key text not null,
    -- The import that had it last.
    import_id uuid not null,
    -- Its line there.
    line bigint not null,
    -- What becomes of it; gone means that its list does not have it any more.
    standing text not null check (standing in ('moves', 'excluded', 'wrong', 'gone')),
    -- Why it does not move: the code of the exclusion, or each wrong column with the code of what is expected there.
    why text not null default '',
    -- By what the GP system knows it.
    supplier_id text,
    -- ODS code of the practice.
    practice text,
    -- NHS number of the patient; none where it was forgotten.
    patient text,
    -- NHS number of the proxy; none where it was forgotten.
    proxy text,
    -- The first day.
    starts_on date,
    -- The last day.
    ends_on date,
    -- On what ground, by the code of the national service.
    basis text,
    constraint transfer_row_once unique (list, key)
);
create index transfer_row_by_practice on transfer_row (practice, standing);

-- A list that was imported.
create table transfer_import (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- The list.
    list text not null,
    -- When.
    at timestamptz not null,
    -- Rows that move.
    moves bigint not null,
    -- Rows that are excluded.
    excluded bigint not null,
    -- Rows that could not be read.
    wrong bigint not null
);

-- One go at moving the linked accounts of agreed practices, for a test or in earnest.
create table transfer_round (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- What people call it.
    name text not null constraint transfer_round_name unique,
    -- Where it runs: the integration environment or the live one; only a round there opens a practice's switch.
    environment text not null check (environment in ('int', 'live')),
    -- Address of the store that it runs against: that of its first run.
    store text,
    -- Header that every call of the round carries, where one was agreed.
    header_name text,
    -- Its value.
    header_value text,
    -- Calls in a second, as agreed.
    rate double precision not null,
    -- When it may run, as it was written; at any time where nothing was agreed.
    run_window text,
    -- When it was planned.
    planned_at timestamptz not null
);

-- A practice of a round.
create table transfer_practice (
    -- The round.
    round_id uuid not null references transfer_round (id),
    -- ODS code.
    practice text not null,
    -- Roles that this round created, by the store's own count.
    store_created bigint,
    -- Roles that this round found and changed, by the store's own count.
    store_reactivated bigint,
    -- When the store's count was noted.
    told_at timestamptz,
    -- Who confirmed that both counts agree.
    confirmed_by text,
    -- When.
    confirmed_at timestamptz,
    primary key (round_id, practice)
);
create index transfer_practice_by_practice on transfer_practice (practice);

-- A row in a round: what became of it.
create table transfer_move (
    -- The round.
    round_id uuid not null references transfer_round (id),
    -- The row.
    row_id bigint not null references transfer_row (id),
    -- Where it stands.
    state text not null default 'waiting'
        check (state in ('waiting', 'under_way', 'created', 'existed', 'reactivated', 'failed')),
    -- Id of the role in the store.
    role_id text,
    -- Why it failed, by code.
    fault text,
    -- How often it was taken up.
    attempts integer not null default 0,
    -- How often the store gave no answer though it was there.
    strikes integer not null default 0,
    -- How often people had it tried again after it had failed.
    retries integer not null default 0,
    -- Since when a call may have been done whose answer we do not have.
    uncertain_since timestamptz,
    -- When it came to its end, good or bad.
    settled_at timestamptz,
    primary key (round_id, row_id)
);
create index transfer_move_waiting on transfer_move (round_id, attempts, row_id) where state = 'waiting';
create index transfer_move_under_way on transfer_move (round_id) where state = 'under_way';
create index transfer_move_by_row on transfer_move (row_id);
create index transfer_move_failed on transfer_move (round_id) where state = 'failed';

-- Each time that a row failed, also when it was moved later.
create table transfer_failure (
    -- Its place in the list.
    id bigint generated always as identity primary key,
    -- The round.
    round_id uuid not null references transfer_round (id),
    -- The row.
    row_id bigint not null references transfer_row (id),
    -- Why, by code.
    fault text not null,
    -- When.
    at timestamptz not null
);
create index transfer_failure_by_round on transfer_failure (round_id);

-- A run of a round: from when a process began to when it ended, or was last seen.
create table transfer_run (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- The round.
    round_id uuid not null references transfer_round (id),
    -- Whether it tried only rows that had failed.
    is_retry boolean not null,
    -- When it began.
    began_at timestamptz not null,
    -- When it was last seen.
    seen_at timestamptz not null,
    -- Calls that it made until then.
    calls bigint not null default 0,
    -- How often the store said that it is called too fast.
    too_fast bigint not null default 0,
    -- Calls that it made in a second, of late.
    per_second double precision not null default 0,
    -- When its window opens; none while that is open.
    opens_at timestamptz,
    -- Whether it takes the store to be away.
    is_away boolean not null default false,
    -- How it ended; none where it was killed.
    ended text
);
create index transfer_run_by_round on transfer_run (round_id);
