-- The append-only history of everything that is decided, whatever its kind. No personal data: ids, codes, dates.
create table event (
    -- Order of arrival; readers that follow it must not skip late commits.
    seq bigint generated always as identity,
    -- What kind of thing it happened to, such as delegation.
    kind text not null,
    -- To which one; an id is of one kind only.
    aggregate_id uuid not null,
    -- 1 for the first; the primary key makes two writers at once collide.
    version integer not null check (version > 0),
    -- Name of the event, as in the timeline and the API.
    name text not null,
    -- The event itself.
    payload jsonb not null,
    -- Who did it, by opaque id.
    actor jsonb not null,
    -- When.
    at timestamptz not null,
    -- The practice that may read the event in the feed; none before the case was sent to it.
    practice text,
    primary key (aggregate_id, version)
);
create unique index event_seq on event (seq);
create index event_feed on event (practice, seq) where practice is not null;

create function event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only';
end $$;
-- For every statement, even one that meets no row.
create trigger event_is_append_only before update or delete or truncate on event
    for each statement execute function event_is_append_only();
-- Always: for whoever owns the table too, and in a session that replays what happened on another server.
alter table event enable always trigger event_is_append_only;

-- Free text to a decision (a reason, a note): personal data beside the events.
create table remark (
    -- To what it was written.
    aggregate_id uuid not null,
    -- To which of its events.
    version integer not null,
    -- What was written.
    text text not null,
    primary key (aggregate_id, version)
);

-- Commands given with an id of their own, written with their events: done once, also when the answer was lost.
create table given_command (
    -- The command's id.
    id uuid primary key,
    -- To what it was given.
    aggregate_id uuid not null,
    -- When it was done; forgotten after two days.
    done_at timestamptz not null
);
create index given_command_done on given_command (done_at);
