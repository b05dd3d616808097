-- The subject that its e-mail went with, in the reader's language: what it is called in the list that they read. Null where none went.
alter table message add column subject text;
