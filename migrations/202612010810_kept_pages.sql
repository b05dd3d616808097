-- Pages that answered a form, so that browsers reach them by an address of their own. They go with their session.
create table kept_page (
    -- Session of the reader.
    session_hash bytea not null references session (id_hash) on delete cascade,
    -- Names the page in its address.
    id uuid not null,
    -- Path of the form.
    path text not null,
    -- Status of the answer.
    status smallint not null,
    -- The page, compressed (gzip).
    page bytea not null,
    -- After this it is gone.
    expires_at timestamptz not null,
    primary key (session_hash, id)
);
create index kept_page_expiry on kept_page (expires_at);
