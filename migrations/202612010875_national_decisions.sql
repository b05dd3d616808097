-- What was seen of a role before a decision, and what people decided where it differed.

-- The last decision when the role was first seen to stand so for this reason: who decided later could read it; 0 once a person settled it.
alter table followed_role add column reason_version integer not null default 0;

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

-- What was given up without an id is compared too.
drop index followed_role_turn;
create index followed_role_turn on followed_role (looked_at, delegation_id) where role_id is not null or fault is not null;
