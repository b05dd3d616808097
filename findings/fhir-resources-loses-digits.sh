#!/usr/bin/env bash
# A laboratory result of 7.40 that passes through a typed FHIR model in Python comes out as 7.4, though the model holds 7.40.
#
# What       `fhir.resources` 8.3.0 (PyPI) with its `fhir-core` 1.1.12, STU3 models, as in a GP Connect record; R4B alike.
# Right      "7.40" and "7.4" are two values in FHIR: the precision of a decimal counts, and systems must not change it
#            (datatypes, decimal, in STU3 and R4). A transferred record is handed on unchanged (docs/sources.md#gpc-migrate).
# Seen       Zeros at the end are dropped, 100.00 becomes 100.0. The library's type is Decimal, and who reads the JSON with
#            Decimal has all digits in the model, where one would look to check; writing goes through a binary float all the
#            same, so 12345678901234567.1 becomes another number. An instant of +00:00 comes out as Z, .5 of a second as
#            .500000: the same moment in another text, so that comparing what went with what came finds it everywhere.
# We         An entry is cut from the text of the Bundle and kept so (docs/decisions/0063-a-record-is-kept-as-it-came.md): it
#            goes into a `jsonb`, which has every digit, and out as text. Nothing is written from a model.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhir.resources==8.3.0 fhir-core==1.1.12

cat >look.py <<'PYTHON'
import json
from decimal import Decimal
from fhir.resources.R4B.observation import Observation as R4B
from fhir.resources.STU3.observation import Observation as STU3

RESULT = """{"resourceType": "Observation", "status": "final", "code": {"text": "HbA1c"},
 "issued": "%s", "valueQuantity": {"value": %s, "unit": "%%"}}"""
SOME_TIME = "2010-03-05T09:16:33+01:00"

def written(model):
    """The model's own JSON, numbers as the text that stands there."""
    return json.loads(model.model_dump_json(), parse_float=str, parse_int=str)

for digits in ["7.40", "100.00", "12345678901234567.1"]:
    came = RESULT % (SOME_TIME, digits)
    for name, kind in [("STU3", STU3), ("R4B", R4B)]:
        by_text = kind.model_validate_json(came)
        by_decimal = kind.model_validate(json.loads(came, parse_float=Decimal))
        goes = [written(model)["valueQuantity"]["value"] for model in (by_text, by_decimal)]
        print(f"{name} {digits}: from text {goes[0]}; from Decimal, held as {by_decimal.valueQuantity.value}, {goes[1]}")

for instant in ["2010-03-05T09:16:33+00:00", "2019-10-27T01:30:00.5+01:00"]:
    print(f"STU3 {instant}: {written(STU3.model_validate_json(RESULT % (instant, '7.40')))['issued']}")
PYTHON
venv/bin/python look.py | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
STU3 7.40: from text 7.4; from Decimal, held as 7.40, 7.4
R4B 7.40: from text 7.4; from Decimal, held as 7.40, 7.4
STU3 100.00: from text 100.0; from Decimal, held as 100.00, 100.0
R4B 100.00: from text 100.0; from Decimal, held as 100.00, 100.0
STU3 12345678901234567.1: from text 12345678901234568; from Decimal, held as 12345678901234567.1, 1.2345678901234568e+16
R4B 12345678901234567.1: from text 12345678901234568; from Decimal, held as 12345678901234567.1, 1.2345678901234568e+16
STU3 2010-03-05T09:16:33+00:00: 2010-03-05T09:16:33Z
STU3 2019-10-27T01:30:00.5+01:00: 2019-10-27T01:30:00.500000+01:00
EXPECTED
