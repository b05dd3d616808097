-- Work that was not tried yet does not stand behind work that was put off, nor one task behind another: each lane of the
-- worker finds what is due in its own index.
create index outbox_first on outbox (task, run_at, id) where dead_at is null and attempts = 0;
create index outbox_later on outbox (task, run_at, id) where dead_at is null and attempts > 0;
