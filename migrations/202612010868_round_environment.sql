-- A round says where it runs, in place of whether it is a test; only one in the live environment opens a practice's switch.
alter table transfer_round
    -- The environment: int or live.
    add column environment text not null default 'int' check (environment in ('int', 'live'));
update transfer_round set environment = 'live' where not is_test;
-- Every round says its own, and the older column is gone.
alter table transfer_round alter column environment drop default, drop column is_test;
