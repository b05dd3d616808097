## Why, and what may be told: the form that refusing and revoking share. (A machine draft; no Welsh speaker has reviewed it.)

reason-form-reason-hint = Rydym yn cadw’r rheswm gyda’r cais. Mae’r feddygfa’n ei weld.
reason-form-reason-safeguarding = Pryder diogelu
reason-form-reason-capacity = Nid oes gan y person dibynadwy alluedd
reason-form-reason-other = Rheswm arall
reason-form-other = Beth yw’r rheswm?
reason-form-other-empty = Rhowch y rheswm
reason-form-other-long = Rhaid i’r rheswm fod yn 500 nod neu lai
reason-form-other-unfit = Dim ond llythrennau, rhifau ac atalnodi a all fod yn y rheswm
reason-form-check-note = Nodyn i’r feddygfa
reason-form-check-none = Dim
