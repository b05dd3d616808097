-- GP practices, whether they take part in the trial, and what each has set for itself.
create table practice (
    -- ODS code.
    ods_code text primary key,
    -- Name, from the organisation directory.
    name text not null,
    -- Telephone number, from the organisation directory when the practice was enabled: for those who are told to contact it.
    phone text,
    -- Whether its patients and staff may use the service.
    enabled boolean not null,
    -- Address for messages to the practice; our own configured data, no directory has it.
    email text,
    -- How messages go to the practice: mesh, email (with details where the address is secure), or notice (never with details).
    channel text not null default 'email' check (channel in ('mesh', 'email', 'notice')),
    -- Codes of the messages that the practice has switched off; the ones it must get are sent all the same.
    muted text[] not null default '{}',
    -- Where a trusted person uses the access that it sets: unsaid, nhs_app, own (its own online service), both, or ask (they ask).
    place text not null default 'unsaid' check (place in ('unsaid', 'nhs_app', 'own', 'both', 'ask')),
    -- What its own online service is called, where the place is one.
    online_name text,
    -- Where that service begins, https.
    online_address text,
    -- Whether its roles are recorded in the national store: off; shadow, recorded and compared, while nothing rests on it; or on.
    national text not null default 'off',
    -- When the numbers of the roles that were moved there were confirmed; before that it cannot be switched on.
    tally_confirmed_at timestamptz,
    -- Counts the changes of the settings, so that nobody overwrites what they have not seen.
    settings_version integer not null default 0,
    -- When the row was last written.
    updated_at timestamptz not null,
    check ((place in ('own', 'both')) = (online_name is not null and online_address is not null))
);
create index practice_left on practice (ods_code) where not enabled;

-- Who changed which setting of a practice, and when. Append-only by use: nothing changes or deletes a row.
create table practice_setting_change (
    -- Of which practice.
    ods_code text not null references practice (ods_code),
    -- The version of the settings that this change led to; all settings that were saved together have the same.
    version integer not null check (version > 0),
    -- Which setting: email, asked_email (another address was asked for), channel, muted, place, online_name, online_address or
    -- national.
    setting text not null,
    -- Who changed it; none when the operator of the service did.
    staff_id uuid references staff (id),
    -- As it was before: the practice's own address, a name, a code, or codes with commas; may be empty.
    was text not null,
    -- As it was from then on, in the same form.
    became text not null,
    -- When.
    at timestamptz not null,
    primary key (ods_code, version, setting)
);
