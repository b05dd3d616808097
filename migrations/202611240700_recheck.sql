-- When each delegation that is set was last compared with PDS: the walk's place, kept for all workers.
alter table delegation
    -- When PDS was last asked about both people; none before the first time.
    add column checked_at timestamptz;
create index delegation_recheck on delegation (checked_at nulls first, id) where stage in ('active', 'suspended');
