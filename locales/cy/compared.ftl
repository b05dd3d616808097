## Yr hyn y gofynnwyd amdano, sydd wedi’i drefnu ac sydd i’w drefnu, ochr yn ochr. (A machine draft; no Welsh speaker has reviewed it.)

compared-title = Beth sy’n newid
compared-same = Yr un fath ag y gofynnwyd amdano
compared-what = Mynediad
compared-asked = Gofynnwyd amdano
compared-now = Wedi’i drefnu nawr
compared-new = Newydd
compared-record = Cofnod meddyg teulu
compared-more-than-asked = Mwy nag y gofynnwyd
compared-more-than-now = Mwy na nawr
compared-differs-title = Nid dyma’r hyn y gofynnwyd amdano
compared-differs-more = Rydych ar fin rhoi mwy nag y gofynnodd y claf amdano neu sydd ganddo nawr. Rhowch yr hyn sydd ei angen yn unig. Siaradwch â’r claf amdano yn gyntaf, ar ei ben ei hun.
compared-differs-less = Rydych ar fin rhoi llai nag y gofynnodd y claf amdano. Rydym yn dweud hynny wrth y claf.
compared-consent = Cydsyniad i fwy nag y gofynnwyd amdano
compared-consent-tick = Rydym wedi gofyn i’r claf am yr hyn sydd y tu hwnt i’r hyn y gofynnodd amdano, ac mae’n cydsynio iddo
compared-consent-empty = Ticiwch fod y claf yn cydsynio i fwy nag y gofynnodd amdano. Heb hynny, peidiwch â threfnu mwy nag y gofynnwyd amdano
compared-less = Pam mae’n llai? (dewisol)
compared-less-hint = Dim ond y claf sy’n darllen hyn.
compared-less-not-needed = Nid oes angen y gweddill
compared-less-not-offered = Ni allwn gynnig y gweddill ar-lein
compared-less-talk-first = Rydym am siarad â’r claf am y gweddill yn gyntaf
compared-less-other = Peidio â dweud. Gall y claf ofyn i ni
