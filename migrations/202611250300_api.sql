-- What the API for programs needs beside the delegations themselves.

-- Answers to calls with an Idempotency-Key, kept for a day: the same key gets the same answer.
create table answered_call (
    -- Made from the caller and the key.
    id uuid primary key,
    -- The id of the command that the call gives (given_command), and of a request's draft: new when a key is used anew.
    command uuid not null,
    -- SHA-256 of method, path and body, in hex: another call under the same key is refused.
    fingerprint text not null,
    -- When the call came in; a call that was begun and never answered is begun again after a minute.
    begun_at timestamptz not null,
    -- Status of the answer; none while it is under way.
    status smallint,
    -- Headers and body of the answer, as JSON. Bodies that hold personal data go with the row after a day.
    answer jsonb
);
create index answered_call_begun on answered_call (begun_at);

-- Commands given with an id of their own, written with their events: done once, also when the answer was lost.
create table given_command (
    -- The command's id.
    id uuid primary key,
    -- To which delegation it was given.
    delegation_id uuid not null,
    -- When it was done; forgotten after two days.
    done_at timestamptz not null
);
create index given_command_done on given_command (done_at);

-- The practice that may read the event in the feed; none before the case was sent to it.
alter table event add column practice text;
-- Events are append-only; what this column says of those that are there is filled in once.
alter table event disable trigger event_is_append_only;
update event set practice = d.practice from delegation d
where d.id = event.delegation_id and d.sent_to_practice_at is not null and event.at >= d.sent_to_practice_at;
-- And append-only again.
alter table event enable trigger event_is_append_only;
create index event_feed on event (practice, seq) where practice is not null;

-- A practice's cases in the order of their ids, for programs that list them page by page.
create index delegation_of_practice on delegation (practice, id) where sent_to_practice_at is not null;
