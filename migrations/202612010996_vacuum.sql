-- When tables that grow large are cleaned (docs/size.md#vacuum). By default Postgres waits until a fifth of a table is new or dead:
-- of two hundred million events that is most of a year, and then everything at once.

-- Rows of these never change: few new ones are enough, and what is met is frozen for good, so that no later pass reads it again.
alter table event set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02);
-- The same of who looked at a case.
alter table case_read set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02);
-- At an account.
alter table account_read set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02);
-- At a health record.
alter table health_record_look set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02);
-- And of the calls by which records come and go.
alter table gp_connect_call set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_freeze_min_age = 0, autovacuum_analyze_scale_factor = 0.02);
-- A ledger line is written, and soon written again when it was sent: it finds room for that in its own page, and no index has to know.
alter table message set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000,
    autovacuum_analyze_scale_factor = 0.02);
-- Where each delegation stands is written anew with most of its events, and at each comparison with PDS.
alter table delegation set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
-- Work comes and goes: every row is dead within seconds, and what is due is looked for among them until they are cleaned away.
alter table outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_cost_delay = 0);
-- Sessions too, though more slowly.
alter table session set (autovacuum_vacuum_scale_factor = 0.05);
