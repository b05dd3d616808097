-- Roles of delegations in the national store, as this service follows them (docs/national-roles.md).

-- A delegation's role in the national store, as it was seen last.
create table followed_role (
    -- Which delegation.
    delegation_id uuid primary key,
    -- The role's id there, whatever it looks like; null where it has none that we know of.
    role_id text,
    -- How it stood, by the code of the national service; null where there was none, or its code is not known here.
    status text,
    -- Why, by code.
    reason text,
    -- The last decision when the role was first seen to stand so for this reason: who decided later could read it; 0 once a person
    -- settled it.
    reason_version integer not null default 0,
    -- Since when it is seen to stand so.
    since timestamptz not null,
    -- The version of the delegation up to which everything was brought there.
    followed integer not null default 0,
    -- What went wrong last, by code; null when it went well since.
    fault text,
    -- When it went wrong.
    fault_at timestamptz,
    -- What differs there and here, by code, until a person or a later look settles it.
    difference text,
    -- Since when it differs.
    differs_since timestamptz,
    -- How often people settled a difference: who looked before that writes nothing of it down any more.
    settlings integer not null default 0,
    -- When it was looked at last.
    looked_at timestamptz not null
);
-- What was given up without an id is compared too.
create index followed_role_turn on followed_role (looked_at, delegation_id) where role_id is not null or fault is not null;
create index followed_role_differs on followed_role (differs_since, delegation_id) where difference is not null;

-- What people decided where a role differed: that what is set here is brought there.
create table role_decision (
    -- Our opaque id, of the work that it gave too.
    id uuid primary key,
    -- Of which delegation.
    delegation_id uuid not null,
    -- Who decided.
    staff_id uuid not null references staff (id),
    -- What differed, by code.
    difference text not null,
    -- Why the role stood so, by code; null where that is not known here.
    reason text,
    -- When.
    at timestamptz not null
);
create index role_decision_delegation on role_decision (delegation_id, at);
