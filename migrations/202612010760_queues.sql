-- Messages that were given up, whoever they were to, are few: their cases are found without reading the others.
create index message_failed on message (aggregate_id, queued_at) where failed_at is not null;
