-- Getting a patient's record from the practice they were registered with before (docs/gp-connect.md#getting-a-record).

-- One record that staff have asked for, from asking until everything of it is here.
create table record_fetch (
    -- Our opaque id, ordered by time.
    id uuid primary key,
    -- ODS code of the practice that asks.
    practice text not null references practice (ods_code),
    -- Whose record.
    nhs_number text not null,
    -- Their date of birth, as staff or the case have it.
    born date,
    -- Their given name, where a case has it.
    given_name text,
    -- Their family name, where a case has it.
    family_name text,
    -- ODS code of the practice that is asked.
    from_practice text not null,
    -- Its name, where it is known.
    from_name text,
    -- Whether it is asked for with confidential items.
    sensitive boolean not null,
    -- The case it was asked from, where it was.
    case_id uuid,
    -- Who asked.
    asked_by uuid not null references staff (id),
    -- In which role, by the id of their role profile.
    asked_role text,
    -- When.
    asked_at timestamptz not null,
    -- asked, staged, taking, documents, done, thrown_away or failed.
    state text not null,
    -- What is in the way, by code; also while it is tried again.
    fault text,
    -- The call whose answer is staged: its parts lie under this id.
    trace_id uuid,
    -- What was seen in that answer: warnings, differences, counts.
    seen jsonb,
    -- How many bytes that answer has.
    size bigint,
    -- Who took it over or threw it away.
    decided_by uuid references staff (id),
    -- What came of taking it over.
    taken jsonb,
    -- When the row was last written.
    changed_at timestamptz not null
);
-- Nobody asks for a record that is on its way.
create unique index record_fetch_open on record_fetch (practice, nhs_number)
    where state in ('asked', 'staged', 'taking', 'documents');
create index record_fetch_of_practice on record_fetch (practice, id desc);
create index record_fetch_of_patient on record_fetch (practice, nhs_number, id desc);

-- What has arrived and is not taken over yet, as bytes in parts: a record, or one document at a time.
create table record_fetch_part (
    -- The call that brought it.
    trace_id uuid not null,
    -- Which part, from 0.
    part integer not null,
    -- For which record.
    fetch_id uuid not null references record_fetch (id) on delete cascade,
    -- The part.
    bytes bytea not null,
    primary key (trace_id, part)
);
create index record_fetch_part_of on record_fetch_part (fetch_id);

-- A document that belongs to a record which was taken over.
create table record_fetch_document (
    -- To which record.
    fetch_id uuid not null references record_fetch (id) on delete cascade,
    -- Its place in the record, from 0.
    place integer not null,
    -- Its id, as Binary/{id} names it.
    document_id text not null,
    -- Where its bytes lie.
    url text not null,
    -- What kind of file it is said to be.
    content_type text not null,
    -- How many bytes it is said to have.
    size bigint,
    -- When its bytes were here.
    done_at timestamptz,
    -- Why they will not come, by code.
    fault text,
    primary key (fetch_id, place)
);
