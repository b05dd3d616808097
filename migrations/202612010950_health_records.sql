-- Health records (docs/record-import.md): the patients whose records a practice holds, what stands in them, and the bytes of their documents.

-- A patient of a practice, whose record it holds.
create table health_record_patient (
    -- The record.
    id uuid primary key,
    -- ODS code of the practice that holds it.
    practice text not null,
    -- Whose it is.
    nhs_number text not null,
    -- How surely the number is theirs: a code of CareConnect-NHSNumberVerificationStatus-1, '01' where it is present and verified.
    number_status text not null,
    -- All given names.
    given_name text not null,
    -- Family name, or the only one.
    family_name text not null,
    -- Gender, as FHIR writes it.
    gender text,
    -- Date of birth.
    birth_date date,
    -- First day of registration here.
    registered_from date,
    -- Last day of it; set: has left.
    registered_to date,
    -- Whether they said no to sharing the record.
    dissents boolean not null default false,
    -- Whether PDS had them as sensitive when it was last asked.
    sensitive boolean not null default false,
    -- Day of death.
    deceased_on date,
    -- The Patient resource as it came.
    body jsonb not null,
    -- Set where the record of the practice before is not yet here: from which day on it is whole.
    in_transit_since date,
    -- Set where something waits to be looked at before it is filed: from which day on the record is whole.
    awaiting_filing_since date,
    -- When it was last imported.
    imported_at timestamptz not null,
    unique (practice, nhs_number)
);

-- One FHIR resource of a record.
create table health_record_resource (
    -- Whose record.
    patient_id uuid not null references health_record_patient on delete cascade,
    -- Its type.
    kind text not null,
    -- Its id; that of a list without one is its code, and what a list contains has the list's id before its own, with # between.
    resource_id text not null,
    -- Which of the record's resources, in the order in which they came.
    place integer not null,
    -- The day by which it is sorted and by which reviewed periods go.
    day date,
    -- The codes of the primary and secondary lists in which it stands.
    areas text[] not null default '{}',
    -- Whether only a transfer with confidential items has it.
    confidential boolean not null default false,
    -- Whether neither the patient nor anybody close to them may see it.
    nopat boolean not null default false,
    -- Whether the practice has restricted it from view.
    restricted boolean not null default false,
    -- Whether somebody at the practice has looked at it; a document that nobody has looked at is hidden.
    reviewed boolean not null default true,
    -- All of it, as it came.
    body jsonb not null,
    primary key (patient_id, kind, resource_id)
);
-- A record is read in its order, from the first to the last.
create index health_record_resource_place on health_record_resource (patient_id, place);

-- A stretch of days of a record that the practice has reviewed: what stands in it shows although it is older than the access.
create table health_record_reviewed (
    -- Whose record.
    patient_id uuid not null references health_record_patient on delete cascade,
    -- First day.
    from_day date not null,
    -- Last day.
    to_day date not null,
    primary key (patient_id, from_day)
);

-- The bytes of documents, in parts of 256 KiB, each content once.
create table health_record_content (
    -- Which bytes: their hash.
    sha256 bytea not null,
    -- Which part, from 0.
    part integer not null,
    -- The part.
    bytes bytea not null,
    primary key (sha256, part)
);
-- Most documents are compressed already.
alter table health_record_content alter column bytes set storage external;

-- A document of a record: which bytes it has.
create table health_record_document (
    -- Whose record.
    patient_id uuid not null references health_record_patient on delete cascade,
    -- Its id, as Binary/{id} names it.
    document_id text not null,
    -- What kind of file.
    content_type text not null,
    -- How many bytes.
    size bigint not null,
    -- Which bytes.
    sha256 bytea not null,
    -- How often it has come with other bytes, from 1.
    version integer not null default 1,
    primary key (patient_id, document_id)
);
create index health_record_document_content on health_record_document (sha256);
create index health_record_document_name on health_record_document (document_id);

-- Who looked at a record, and when; nothing here is changed or taken away.
create table health_record_look (
    -- Which look.
    id bigint generated always as identity primary key,
    -- When.
    at timestamptz not null,
    -- At whose record.
    patient_id uuid not null,
    -- The citizen who looked.
    by_person uuid,
    -- The member of staff who looked.
    by_staff uuid,
    -- For whom a trusted person looked.
    for_person uuid,
    -- At what.
    what text not null,
    -- How far they could see, by code.
    level text
);
create index health_record_look_of on health_record_look (patient_id, id desc);
