## Hafan dinesydd

home-title = Pobl rydych yn ymddiried ynddynt
home-drafts = Gwahoddiadau nad ydych wedi’u hanfon eto
home-draft = Gwahoddiad a ddechreuwyd gennych ar { $day }.
home-draft-for = Gwahoddiad i { $name }, newidiwyd ddiwethaf ar { $day }.
home-continue = Parhau
home-given = Pobl sy’n gallu gweithredu ar eich rhan
home-tab-waiting = Yn aros
home-tab-active = Gweithredol
home-tab-history = Hanes
home-given-none-waiting = Nid oes dim yn aros. Gallwch wahodd rhywun i weithredu ar eich rhan.
home-given-none-active = Ni all neb weithredu ar eich rhan nawr.
home-given-none-history = Nid oes dim wedi dod i ben eto.
home-messages = E-byst a anfonwyd gennym atoch
home-nhs-login = Newid eich manylion NHS login
home-invite = Gwahodd rhywun i weithredu ar eich rhan
home-received = Pobl rydych yn gweithredu ar eu rhan
home-received-none-waiting = Nid oes neb yn aros am eich ateb.
home-received-none-active = Nid ydych yn gweithredu ar ran neb nawr.
home-received-none-history = Nid oes dim wedi dod i ben eto.
home-answer = Darllen ac ateb
home-see = Gweld manylion
