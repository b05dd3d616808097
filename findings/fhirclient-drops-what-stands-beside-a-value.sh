#!/usr/bin/env bash
# A name's "this part is not known" and a birth time, which FHIR writes beside the value, vanish without a word; the gap stays.
#
# What       SMART's client for Python, `fhirclient` 4.4.0 (PyPI), R4 models in their strict mode, which refuses unknown members.
# Right      In JSON, ids and extensions of a primitive stand in a member with `_` before its name, lists padded with null on both
#            sides (FHIR R4, JSON, primitive elements). Such an extension may be all there is: data-absent-reason.
# Seen       `_given` and `_birthDate` are taken as known, so nothing is refused, and thrown away; written again, the name has a
#            bare null in its list that no `_given` explains, which is no valid FHIR any more. A birth date that is known to
#            the month alone is offered as the first of that month in `.date`. The project has had an open issue since 2017
#            (smart-on-fhir/client-py 30). `fhir.resources` 8.3.0 keeps all of it.
# We         Nothing is rebuilt from a model: what came is kept as text (docs/decisions/0063-a-record-is-kept-as-it-came.md).
#            A date of birth that is not a whole day is no date of birth for us: nobody becomes 16 by a month's first day.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhirclient==4.4.0

cat >look.py <<'PYTHON'
import json
from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirclient.models.patient import Patient

UNKNOWN = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
BORN_AT = {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime", "valueDateTime": "1985-03-02T10:00:00Z"}
CAME = {
    "resourceType": "Patient",
    "name": [{"family": "Example", "given": ["Ada", None], "_given": [None, {"extension": [UNKNOWN]}]}],
    "birthDate": "1985-03-02", "_birthDate": {"extension": [BORN_AT]},
}
try:
    Patient({**CAME, "favourite": "tea"})
except FHIRValidationError:
    print("an unknown member: refused")
print("goes on:", json.dumps(Patient(CAME).as_json(), sort_keys=True))
print("born in 1985-03:", Patient({"resourceType": "Patient", "birthDate": "1985-03"}).birthDate.date)
PYTHON
venv/bin/python look.py | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
an unknown member: refused
goes on: {"birthDate": "1985-03-02", "name": [{"family": "Example", "given": ["Ada", null]}], "resourceType": "Patient"}
born in 1985-03: 1985-03-01
EXPECTED
