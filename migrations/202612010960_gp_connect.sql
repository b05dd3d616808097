-- Calls of GP Connect between practices (docs/gp-connect.md): those that others make to us, and those that we make to others.

-- Every call, those that were refused too: who asked for whose record, when, and how it was answered.
create table gp_connect_call (
    -- Its place among all calls, whatever any clock said.
    id bigint generated always as identity primary key,
    -- When it was answered.
    at timestamptz not null,
    -- Which side of it we were on: provider or consumer.
    side text not null check (side in ('provider', 'consumer')),
    -- The id of the message, where it was a good one.
    trace_id uuid,
    -- The system that asked.
    from_asid text,
    -- The system that was asked.
    to_asid text,
    -- What was asked for: migrate, binary or metadata; none where the address leads to nothing.
    way text not null,
    -- With which method.
    method text not null,
    -- ODS code of the practice that was asked.
    practice text,
    -- ODS code of the organisation of whoever asked, as the token says.
    organisation text,
    -- What that organisation is called in the token.
    organisation_name text,
    -- The user of the other system, by its own id.
    user_id text,
    -- What the token calls them.
    user_name text,
    -- The role in which they asked, by its id.
    user_role text,
    -- The system they used: model and version.
    device text,
    -- Why it was asked for.
    reason text,
    -- How far.
    scope text,
    -- NHS number that was asked for, where it was one.
    nhs_number text,
    -- The document that was asked for.
    document text,
    -- Status of the answer.
    status smallint not null,
    -- Code of what was wrong; broken-off where the answer began and could not be given to its end.
    fault text
);
create index gp_connect_call_by_number on gp_connect_call (nhs_number, id) where nhs_number is not null;
create index gp_connect_call_by_trace on gp_connect_call (trace_id) where trace_id is not null;

create function gp_connect_call_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'calls of GP Connect are append-only';
end $$;

create trigger gp_connect_call_is_append_only before update or delete or truncate on gp_connect_call
    for each statement execute function gp_connect_call_is_append_only();
-- Also where a session says that it is a replica.
alter table gp_connect_call enable always trigger gp_connect_call_is_append_only;
