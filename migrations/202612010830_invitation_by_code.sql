-- The codes that an invitation without an address may have one after the other, as keyed hashes: the codes are kept nowhere.
create table invitation_code (
    -- Keyed hash of the code, by which what was typed is found.
    code_hash bytea primary key,
    -- Of which invitation.
    delegation_id uuid not null,
    -- Which of its codes, from 0: it opens the invitation while this is how often the invitation was sent again.
    number smallint not null
);

-- Codes that somebody has typed: so that nobody guesses for long.
create table code_attempt (
    -- Who.
    person_id uuid primary key,
    -- How many there were.
    tries bigint not null,
    -- Since the first of them; after an hour it begins anew, and the row goes.
    since timestamptz not null
);
create index code_attempt_since on code_attempt (since);
