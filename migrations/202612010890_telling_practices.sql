-- Telling practices that their linked accounts are to be moved (docs/migration.md#telling-practices).

-- A letter to a practice about a round, with all that it says; how it went stands in the ledger, under the same id.
create table transfer_letter (
    -- Our opaque id, ordered by time; of its message and its work the same.
    id uuid primary key,
    -- The round.
    round_id uuid not null references transfer_round (id),
    -- ODS code.
    practice text not null,
    -- Who had it sent.
    told_by text not null,
    -- When.
    told_at timestamptz not null,
    -- Rows that move, as it says.
    moves bigint not null,
    -- Rows that are excluded, as it says.
    excluded bigint not null,
    -- Rows that could not be read, as it says.
    wrong bigint not null,
    -- When the move begins, as it says.
    opens_at timestamptz not null,
    -- When that window closes, as it says.
    closes_at timestamptz not null
);
create index transfer_letter_by_round on transfer_letter (round_id, practice, id);
