#!/usr/bin/env bash
# On the last day of an access that ends with a day, one FHIRPath engine says it is over, two cannot tell, none says it runs.
#
# What       Three engines of FHIRPath: `fhirpath` 5.2.2 and `@medplum/core` 4.5.2 (npm), `fhirpathpy` 2.2.4 (PyPI).
# Right      A Period that ends with a date includes that whole day (FHIR R4, datatypes, Period). Roles in the national store have
#            days or instants in `provision.period` (docs/sources.md#vrs-api). FHIRPath N1 (comparison) has an empty result where
#            one side is known to the day and the other to the second.
# Seen       At noon of the last day `end >= noon` is empty in `fhirpath` and `fhirpathpy`, and so is `end < noon`: asked "does it
#            run?" a filter drops the role, asked "is it over?" it drops it too, and `.not()` of either is empty again.
#            `@medplum/core` says that it is over: for it a date is the midnight it begins with (5.2.13, for newer
#            Node.js, alike). On any other day all three are right, so that samples seldom show it.
# We         Days and instants meet in one place (src/fhir/lenient.rs): a day that ends a period is its last second in London, one
#            that begins a period its first. No question of "active today" is asked by expression.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund fhirpath@5.2.2 @medplum/core@4.5.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhirpathpy==2.2.4

cat >asked.json <<'JSON'
{ "role": { "resourceType": "Consent", "status": "active",
            "provision": { "period": { "start": "2026-01-01", "end": "2026-11-27" } } },
  "ways": ["provision.period.end >= @2026-11-27T12:00:00Z", "provision.period.end < @2026-11-27T12:00:00Z",
           "(provision.period.end < @2026-11-27T12:00:00Z).not()", "provision.period.end >= @2026-11-26T12:00:00Z",
           "provision.period.end >= @2026-11-28T12:00:00Z"] }
JSON
cat >look.mjs <<'NODE'
import { readFileSync } from 'node:fs'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4/index.js'
import { evalFhirPath } from '@medplum/core'

const { ways, role } = JSON.parse(readFileSync('asked.json'))
const engines = {
  fhirpath: (way) => fhirpath.evaluate(role, way, null, r4),
  medplum: (way) => evalFhirPath(way, role),
}
for (const [name, asked] of Object.entries(engines))
  for (const way of ways)
    console.log(`${name}, ${way}: ${asked(way).join(' ') || 'empty'}`)
NODE
cat >look.py <<'PYTHON'
import json
from fhirpathpy import evaluate

asked = json.load(open("asked.json"))
for way in asked["ways"]:
    said = " ".join(str(one).lower() for one in evaluate(asked["role"], way, {})) or "empty"
    print(f"fhirpathpy, {way}: {said}")
PYTHON
export TZ=Europe/London
{ node look.mjs; venv/bin/python look.py; } | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
fhirpath, provision.period.end >= @2026-11-27T12:00:00Z: empty
fhirpath, provision.period.end < @2026-11-27T12:00:00Z: empty
fhirpath, (provision.period.end < @2026-11-27T12:00:00Z).not(): empty
fhirpath, provision.period.end >= @2026-11-26T12:00:00Z: true
fhirpath, provision.period.end >= @2026-11-28T12:00:00Z: false
medplum, provision.period.end >= @2026-11-27T12:00:00Z: false
medplum, provision.period.end < @2026-11-27T12:00:00Z: true
medplum, (provision.period.end < @2026-11-27T12:00:00Z).not(): false
medplum, provision.period.end >= @2026-11-26T12:00:00Z: true
medplum, provision.period.end >= @2026-11-28T12:00:00Z: false
fhirpathpy, provision.period.end >= @2026-11-27T12:00:00Z: empty
fhirpathpy, provision.period.end < @2026-11-27T12:00:00Z: empty
fhirpathpy, (provision.period.end < @2026-11-27T12:00:00Z).not(): empty
fhirpathpy, provision.period.end >= @2026-11-26T12:00:00Z: true
fhirpathpy, provision.period.end >= @2026-11-28T12:00:00Z: false
EXPECTED
