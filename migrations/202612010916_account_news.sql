-- Messages about accounts (docs/accounts.md#who-is-told): which association one is about, as the account has several.
-- About which part of that one: of an account, the association; null where it is about the whole.
alter table message add column part uuid;
