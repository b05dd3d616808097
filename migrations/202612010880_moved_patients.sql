-- Patients who move to another practice of the trial: what was set for their trusted people comes before the new practice.

-- The delegation at the practice from which the delegator moved here; null where it began with a request.
alter table delegation add column former uuid;
-- Whether it ended because the delegator is registered elsewhere: the pair may have another one there, whatever must still be removed here.
alter table delegation add column moved_on boolean not null default false;
drop index delegation_open_pair;
create unique index delegation_open_pair on delegation (delegator_id, delegate_id) where open and not moved_on;
-- What came with a patient is looked at while it waits, too.
drop index delegation_recheck;
create index delegation_recheck on delegation (checked_at nulls first, id)
    where stage in ('active', 'suspended') or (stage = 'with_practice' and former is not null);
