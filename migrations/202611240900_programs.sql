-- Programs that use the API: who they are, and which of their assertions were used.

-- A registered program.
create table client (
    -- Its id in tokens, made by us.
    id text primary key,
    -- Name, as people read it.
    name text not null,
    -- Scopes it may be given, by code.
    scopes text[] not null,
    -- Its public keys, a JSON Web Key Set (RFC 7517).
    keys jsonb not null,
    -- Practices it acts for, by ODS code.
    practices text[] not null,
    -- When it was registered.
    registered_at timestamptz not null,
    -- When it was shut out; from then on its tokens are worth nothing.
    disabled_at timestamptz
);

-- Client assertions seen lately, so that none is used twice.
create table used_assertion (
    -- Client and jti.
    key text primary key,
    -- After this it may be forgotten.
    expires_at timestamptz not null
);
create index used_assertion_expiry on used_assertion (expires_at);

-- A delegation's role is looked up by both people when a program asks whether one may act for the other now.
create index role_delegator on role (delegator_id);
create index role_delegate on role (delegate_id);
