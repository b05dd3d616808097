-- Roles of delegations in the national store, as this service follows them (docs/national-store.md).

-- Whether the practice's roles are recorded in the national store: off; shadow, recorded and compared, while nothing rests on it; or on.
alter table practice add column national text not null default 'off';
-- When the numbers of the roles that were moved there were confirmed; before that the practice cannot be switched on.
alter table practice add column tally_confirmed_at timestamptz;

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
    -- When it was looked at last.
    looked_at timestamptz not null
);
create index followed_role_turn on followed_role (looked_at, delegation_id) where role_id is not null;
create index followed_role_differs on followed_role (differs_since, delegation_id) where difference is not null;
