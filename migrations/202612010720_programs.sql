-- Programs that use the API, for themselves or for people.
create table client (
    -- Its id in tokens, made by us.
    id text primary key,
    -- Name, as people read it.
    name text not null,
    -- For whom it acts: itself, citizen or staff.
    acts_for text not null default 'itself' check (acts_for in ('itself', 'citizen', 'staff')),
    -- Where its codes may be sent, exactly (RFC 9700 §2.1); none for a program that acts for itself.
    redirect_uris text[] not null default '{}',
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

-- Answers to calls with an Idempotency-Key, kept for a day: the same key gets the same answer.
create table answered_call (
    -- Made from the caller and the key.
    id uuid primary key,
    -- The id of the command that the call gives (given_command), and of a request's draft: new when a key is used anew.
    command uuid not null,
    -- SHA-256 of method, path and body, in hex: another call under the same key is refused.
    fingerprint text not null,
    -- When the call came in; a call that was begun and never answered is begun again after a minute.
    begun_at timestamptz not null,
    -- Status of the answer; none while it is under way.
    status smallint,
    -- Headers and body of the answer, as JSON. Bodies that hold personal data go with the row after a day.
    answer jsonb
);
create index answered_call_begun on answered_call (begun_at);

-- What a person agreed that an app may do, so that they are not asked each time; gone when they stop the app.
create table agreement (
    -- The citizen or member of staff: person.id or staff.id, as the app acts for the one or the other.
    holder_id uuid not null,
    -- The app.
    client_id text not null references client (id),
    -- Scopes agreed to, by code.
    scopes text[] not null,
    -- When they last agreed.
    given_at timestamptz not null,
    primary key (holder_id, client_id)
);

-- One authorisation of an app by a person (OAuth 2.0 authorization code): its code and all tokens that come of it live and die together.
create table app_grant (
    -- Its id, told in access tokens.
    id uuid primary key,
    -- The app.
    client_id text not null references client (id),
    -- The citizen or member of staff behind it: person.id or staff.id.
    holder_id uuid not null,
    -- The practice that a member of staff works for, by ODS code.
    practice text,
    -- The CIS2 role that a member of staff had chosen; whether it may work here is asked at each call.
    role jsonb,
    -- The provider that signed a member of staff in; back-channel logout names it.
    issuer text,
    -- Their CIS2 user id.
    subject text,
    -- Their session at CIS2.
    sid text,
    -- Scopes allowed, by code.
    scopes text[] not null,
    -- How surely the person was recognised: the vector of NHS login, or the level of CIS2.
    acr text,
    -- When the person had signed in.
    signed_in_at timestamptz not null,
    -- When it was given.
    given_at timestamptz not null,
    -- From then on it is worth nothing.
    expires_at timestamptz not null,
    -- When it was ended before its time: by the person, the app, a logout at CIS2, or because a code or token was used twice.
    revoked_at timestamptz
);
create index app_grant_holder on app_grant (holder_id, client_id);
create index app_grant_subject on app_grant (issuer, subject) where issuer is not null;
create index app_grant_sid on app_grant (issuer, sid) where issuer is not null;
create index app_grant_expiry on app_grant (expires_at);
create index app_grant_revoked on app_grant (revoked_at) where revoked_at is not null;

-- Authorisation codes: used once, within a minute; kept with the grant, so that a second use is seen.
create table auth_code (
    -- SHA-256 of the code.
    code_hash bytea primary key,
    -- What it opens.
    grant_id uuid not null references app_grant (id) on delete cascade,
    -- The redirect address of the request that it answered.
    redirect_uri text not null,
    -- PKCE challenge, S256 (RFC 7636).
    challenge text not null,
    -- From then on it is worth nothing.
    expires_at timestamptz not null,
    -- When it was used, rightly or not.
    used_at timestamptz
);
create index auth_code_grant on auth_code (grant_id);

-- Refresh tokens: each is used once and replaced; one that comes back ends the grant (RFC 9700 §4.14.2).
create table refresh_token (
    -- SHA-256 of the token.
    token_hash bytea primary key,
    -- What it continues.
    grant_id uuid not null references app_grant (id) on delete cascade,
    -- When it was given out.
    issued_at timestamptz not null,
    -- Unused until then, it is worth nothing.
    expires_at timestamptz not null,
    -- When it was replaced.
    used_at timestamptz
);
create index refresh_token_grant on refresh_token (grant_id);
