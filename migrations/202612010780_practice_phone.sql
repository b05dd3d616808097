-- Telephone number, from the organisation directory when the practice was enabled: for those who are told to contact it.
alter table practice add column phone text;
