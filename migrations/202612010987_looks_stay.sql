-- Who looked at a record is added to and never changed: the patient reads it.
create function health_record_look_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'looks at health records are append-only';
end $$;

create trigger health_record_look_is_append_only before update or delete or truncate on health_record_look
    for each statement execute function health_record_look_is_append_only();
-- Also where a session says that it is a replica.
alter table health_record_look enable always trigger health_record_look_is_append_only;
