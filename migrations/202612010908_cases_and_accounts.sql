-- What a case decides and what an account gives are one (docs/decisions/0060-one-access-store-for-cases-and-accounts.md). From here
-- on account.associated says whether any association has not ended that no case decides about: what a case has is compared with it.

-- Whether something linked was taken away since a letter was last used: only a letter links it again, and no case.
alter table account add column by_letter boolean not null default false;
-- The case that decides about it; null where the practice does so on the account's own pages.
alter table association add column case_id uuid;
create unique index association_case on association (case_id) where case_id is not null and state <> 'ended';
