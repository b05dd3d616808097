-- The subject that its e-mail went with, and in which language (en, cy): what it is called in the list that its reader has, whatever
-- language they read that in. Null where none went.
alter table message add column subject text, add column language text;
