-- Finding cases by name: each word of a name as people type it, in lower case and without marks, with a space around it.
alter table person
    -- The words of both names, folded; none before the first sign-in.
    add column search_name text;
update person set search_name = ' ' || lower(given_name) || ' ' || lower(family_name) || ' '
    where given_name is not null and family_name is not null;
