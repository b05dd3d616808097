-- Cases are marked whose message to the practice did not arrive by MESH or at all: few messages, found without reading the others.
create index message_undelivered on message (delegation_id, queued_at)
    where recipient = 'practice' and (undelivered_at is not null or failed_at is not null);
