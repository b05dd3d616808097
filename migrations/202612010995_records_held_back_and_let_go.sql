-- What belongs to something confidential goes to no other practice without it (docs/decisions/0073-a-mark-goes-with-what-it-holds.md).

-- Whether it belongs to something confidential; worked out anew whenever the record is imported, and no mark of its own.
alter table health_record_resource add column in_confidential boolean not null default false;

-- A record from another practice that nobody takes over is let go after a while (docs/gp-connect.md#getting-a-record).
comment on column record_fetch.state is 'asked, staged, taking, documents, done, thrown_away, failed or lapsed.';
create index record_fetch_waits on record_fetch (changed_at)
    where state = 'staged' or (state = 'failed' and trace_id is not null);
