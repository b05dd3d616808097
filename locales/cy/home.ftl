## Hafan dinesydd

home-title = Pobl rydych yn ymddiried ynddynt
home-drafts = Gwahoddiadau nad ydych wedi’u hanfon eto
home-draft = Gwahoddiad a ddechreuwyd gennych ar { $day }.
home-draft-for = Gwahoddiad i { $name }, newidiwyd ddiwethaf ar { $day }.
home-continue = Parhau
home-given = Pobl sy’n gallu gweithredu ar eich rhan
home-given-none = Nid ydych wedi gwahodd neb.
home-invite = Gwahodd rhywun i weithredu ar eich rhan
home-received = Pobl rydych yn gweithredu ar eu rhan
home-received-none = Nid ydych yn gweithredu ar ran neb yma.
home-answer = Darllen ac ateb
home-see = Gweld manylion
