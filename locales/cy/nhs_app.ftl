# Tudalennau yn yr Ap GIG, a dod ohono.

nhs-app-back = Yn ôl i’r Ap GIG
nhs-app-no-print = Ni allwch argraffu yn yr Ap GIG. I argraffu hwn, agorwch y gwasanaeth mewn porwr gwe.

nhs-app-failed = Ni allem eich mewngofnodi o’r Ap GIG
nhs-app-failed-why = Nid oes dim wedi newid, ac nid oes neb wedi mewngofnodi i’r gwasanaeth hwn ar y ddyfais hon nawr.
nhs-app-failed-next = Ewch yn ôl i’r Ap GIG ac agorwch y gwasanaeth hwn oddi yno eto. Os yw hyn yn dal i ddigwydd, cysylltwch â ni.

nhs-app-no-consent = Ni allwch barhau heb rannu eich gwybodaeth
nhs-app-no-consent-why = Mae ar ddarparwr y gwasanaeth angen eich gwybodaeth NHS login i wirio pwy ydych chi.
nhs-app-no-consent-go = Os oes angen help meddygol arnoch, ewch i
nhs-app-no-consent-or-call = neu ffoniwch
nhs-app-no-consent-or-gp = neu eich meddyg teulu.
nhs-app-no-consent-call = Ffoniwch
nhs-app-no-consent-emergency = os yw’n argyfwng sy’n bygwth bywyd.
nhs-app-no-consent-close = Caewch y tab hwn i fynd yn ôl i’r Ap GIG.
