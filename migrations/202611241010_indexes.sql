-- Ways to rows that were found by reading whole tables: sessions by the provider's session, old logout tokens, practices that left.
create index session_sid on session (issuer, sid) where sid is not null;
create index logout_token_expiry on logout_token (expires_at);
create index practice_left on practice (ods_code) where not enabled;
