-- Online service accounts (docs/accounts.md): views of their events, and beside them what no event may hold.

-- The account of one person at one practice: a view of its events, written in the same statement, rebuilt by replay.
create table account (
    -- The account.
    id uuid primary key,
    -- How many events it has.
    version integer not null,
    -- Whose it is.
    person_id uuid not null references person (id),
    -- The practice that made it.
    practice text not null references practice (ods_code),
    -- Nine digits by which a letter names it: drawn from its id, typed with the code of the practice and the key.
    number text not null,
    -- When it was made.
    opened_at timestamptz not null,
    -- When the key that counts was made; null where there is none.
    key_since timestamptz,
    -- The online accounts that are linked.
    linked uuid[] not null,
    -- Since when each of them is, in the same order.
    linked_at timestamptz[] not null,
    -- When and how the practice made sure who it is.
    verification jsonb,
    -- Why somebody at the practice switched it off, by code.
    switched_off text,
    -- Whether the history last said that it is active; the dates of associations count besides.
    active boolean not null,
    -- Whether any of its associations has not ended.
    associated boolean not null,
    -- The London day on which the worker must look at it next.
    next_look date,
    -- The London day from which on one of its associations may be unused.
    unused_from date,
    -- The London day on which the worker looked at it last; the walk's place, and no part of the view.
    looked_on date,
    -- When PDS was last asked about its people; the walk's place, and no part of the view.
    checked_at timestamptz
);
-- Nobody has two accounts at a practice.
create unique index account_one_each on account (person_id, practice);
create unique index account_number on account (practice, number);
create index account_newest on account (practice, opened_at desc, id);
create index account_next_look on account (next_look) where next_look is not null;
create index account_unused on account (unused_from) where unused_from is not null;
create index account_recheck on account (checked_at nulls first, id) where associated;

-- An account's association with one patient; a view of the same events.
create table association (
    -- The association.
    id uuid primary key,
    -- Of which account.
    account_id uuid not null,
    -- Whose account that is.
    person_id uuid not null,
    -- At which practice.
    practice text not null,
    -- Which of the account's associations, from 0, in the order in which they were made.
    place integer not null,
    -- Whose record.
    patient_id uuid not null references person (id),
    -- Their own, or the relationship and the ground.
    tie jsonb not null,
    -- Whether somebody acts for another by it.
    proxy boolean not null,
    -- Services, level of the record, first and last day.
    access jsonb not null,
    -- First day.
    starts date not null,
    -- Last day, or none.
    ends date,
    -- running, suspended or ended.
    state text not null,
    -- Why it is suspended or has ended, by code.
    reason text,
    -- The London day on which it was last decided.
    decided_on date not null,
    -- The age of which both were told that it is near, by code.
    told_of text,
    -- The last day of which both were told that it is near.
    warned_of date,
    -- The day for which the practice was asked last, since the last decision, to look at it again.
    review_asked date
);
create index association_account on association (account_id, place);
create index association_pair on association (person_id, patient_id) where state <> 'ended';
create index association_practice on association (practice) where state = 'running';
create index association_patient on association (patient_id, practice) where state <> 'ended';

-- What a practice offers to all, and what is on for one patient: a view of their events. Without a row everything is on.
create table switches (
    -- The switches; made of practice and patient, so that two who touch them first touch the same.
    id uuid primary key,
    -- How many events they have.
    version integer not null,
    -- At which practice.
    practice text not null references practice (ods_code),
    -- For which patient; null for the whole practice.
    patient_id uuid references person (id),
    -- The services that are on, by code.
    services text[] not null,
    -- How much of the record may be seen, and from which day on.
    record jsonb not null
);
create unique index switches_one_each on switches (practice, patient_id) nulls not distinct;

-- The linkage keys, as keyed hashes: the keys are kept nowhere.
create table linkage_key (
    -- Of which account.
    account_id uuid primary key,
    -- Keyed hash of the key.
    key_hash bytea not null,
    -- Wrong tries since it was made, or since the last right one.
    wrong bigint not null default 0
);

-- People as a practice has described them, confirmed by PDS: personal data beside the events, for each practice its own.
create table traced_person (
    -- At which practice.
    practice text not null references practice (ods_code),
    -- Who.
    person_id uuid not null references person (id),
    -- Title, such as Dr; empty for none.
    title text not null,
    -- Given names.
    given_name text not null,
    -- Family name.
    family_name text not null,
    -- The words of both names, as those of people are kept.
    search_name text not null,
    -- Date of birth.
    birth_date date not null,
    -- Address, line by line; empty for none.
    address text not null,
    -- Telephone number; empty for none.
    phone text not null,
    -- E-mail address.
    email text,
    -- The practice that PDS last said they are registered at; null where it does not say.
    registered text,
    -- The next London day on which something may come of their age; null from sixteen on.
    age_look date,
    -- When PDS confirmed it.
    traced_at timestamptz not null,
    primary key (practice, person_id)
);
create index traced_person_person on traced_person (person_id);
create index traced_person_age on traced_person (age_look) where age_look is not null;

-- When an association was last used: of five years without use, one thing comes.
create table association_use (
    -- Which association.
    association_id uuid primary key,
    -- The London day, within some weeks.
    used_on date not null
);

-- Copies of documents that a practice has seen, or links to them: sealed with a key that is not in the database, and for it alone.
create table evidence (
    -- By this an event names it.
    id uuid primary key,
    -- With which account.
    account_id uuid not null,
    -- Whose they are.
    practice text not null references practice (ods_code),
    -- Its media type.
    media text not null,
    -- The file or the link, encrypted and signed, bound to the account and the id.
    sealed bytea not null,
    -- By what it is sealed otherwise than everything else.
    nonce bytea not null,
    -- Who kept it.
    staff_id uuid not null,
    -- When.
    kept_at timestamptz not null
);

-- What a practice has set about accounts. Without a row the first choices count.
create table account_options (
    -- Which practice.
    practice text primary key references practice (ods_code),
    -- Whether identity is verified before an account is associated with anybody.
    verify_first boolean not null,
    -- The age below sixteen at which access for a child is suspended; null where it is at sixteen alone.
    young_age smallint check (young_age between 1 and 13),
    -- Who set it last.
    staff_id uuid not null,
    -- When.
    updated_at timestamptz not null
);

-- Tries to link an account are counted too: of what was typed as an account (account), and of who types (linker).
alter table attempt drop constraint attempt_what_check;
-- The same rule with two words more.
alter table attempt add constraint attempt_what_check check (what in ('sender', 'code', 'account', 'linker'));
