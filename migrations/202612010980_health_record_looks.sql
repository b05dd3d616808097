-- Whoever's record was looked at reads who did: newest first, whichever practice holds it.
create index health_record_look_for on health_record_look (for_person, id desc);
