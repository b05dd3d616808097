-- Browser sessions. The id itself is only in the browser's cookie.
create table session (
    -- SHA-256 of the id.
    id_hash bytea primary key,
    -- What the session holds.
    data jsonb not null,
    -- Forms that are parked: a list of what each is (path, body, writer, when), the newest last. Written apart from the rest.
    parked jsonb,
    -- After this it is gone.
    expires_at timestamptz not null,
    -- Issuer of the sign-in, for back-channel logout.
    issuer text,
    -- Subject of the sign-in, for back-channel logout.
    subject text,
    -- The provider's session, for back-channel logout.
    sid text,
    -- When the person signed in.
    signed_in_at timestamptz
);
create index session_subject on session (issuer, subject) where subject is not null;
create index session_sid on session (issuer, sid) where sid is not null;
create index session_expiry on session (expires_at);

-- Logout tokens seen lately, so that none is used twice.
create table logout_token (
    -- Issuer and jti.
    key text primary key,
    -- After this it may be forgotten.
    expires_at timestamptz not null
);
create index logout_token_expiry on logout_token (expires_at);
