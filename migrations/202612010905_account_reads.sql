-- Who of a practice works with its online service accounts (docs/accounts.md).

-- Who looked at an account, and when: once a minute for each kind of page.
create table account_read (
    -- The account.
    account_id uuid not null,
    -- The minute.
    at timestamptz not null,
    -- Who looked.
    staff_id uuid not null references staff (id),
    -- account, letter or reads.
    page text not null,
    primary key (account_id, at, staff_id, page)
);

-- Who of a practice has ever looked at one of its accounts: among them is chosen who vouches for somebody.
create table account_colleague (
    -- The practice.
    practice text not null references practice (ods_code),
    -- Who.
    staff_id uuid not null references staff (id),
    primary key (practice, staff_id)
);
