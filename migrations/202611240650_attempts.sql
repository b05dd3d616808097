-- Tries to say who sent an invitation, when somebody declines it without signing in.
create table attempt (
    -- Of which invitation.
    delegation_id uuid primary key,
    -- How many there were.
    tries bigint not null,
    -- Since the first of them; after an hour it begins anew.
    since timestamptz not null
);
