-- People as NHS login and PDS know them. A row may know only the NHS number: somebody was invited and never signed in.
create table person (
    -- Our opaque id; the only id of a person in events, URLs and logs.
    id uuid primary key,
    -- Ten digits; the one place that ties a person to a number.
    nhs_number text not null unique check (nhs_number ~ '^[0-9]{10}$'),
    -- Subject at NHS login, once the person has signed in.
    subject text unique,
    -- Given names, from NHS login.
    given_name text,
    -- Family name, from NHS login.
    family_name text,
    -- The words of both names in lower case and without marks, with a space around each; from each word on also those that
    -- follow, as one word, so that ONeill finds O'Neill; none before the first sign-in.
    search_name text,
    -- Date of birth, from NHS login.
    birth_date date,
    -- Verified address from NHS login; where messages to this person go.
    email text,
    -- Registered practice at the last sign-in or check.
    practice text,
    -- Language the person chose, en or cy; messages are written in it.
    language text not null default 'en',
    -- When the row was last written.
    updated_at timestamptz not null
);

-- Practice staff as CIS2 knows them.
create table staff (
    -- Our opaque id.
    id uuid primary key,
    -- CIS2 user id.
    subject text not null unique,
    -- Name at the last sign-in.
    name text not null,
    -- When the row was last written.
    updated_at timestamptz not null
);
