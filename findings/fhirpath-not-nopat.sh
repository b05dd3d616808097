#!/usr/bin/env bash
# "Everything that is not labelled NOPAT" in FHIRPath leaves out what has no label, and shows what has NOPAT and another label.
#
# What       Three engines of FHIRPath: `fhirpath` 5.2.2 and `@medplum/core` 4.5.2 (npm), `fhirpathpy` 2.2.4 (PyPI).
# Right      In a GP record NOPAT in `meta.security` says: not for the patient (docs/sources.md#gpc-migrate). Most have no label;
#            some have several, one being NOPAT.
# Seen       All three agree, and FHIRPath (N1, equality and the empty collection) bears them out: `code != 'NOPAT'` compares
#            collections. None against one is empty and `where` drops it, two against one differ in number, so they are "not
#            equal" and stay. The question the other way round, `= 'NOPAT'`, does not find the doubly labelled one either, so
#            the two filters seem to prove each other right. On samples with one label each, nothing is to be noticed.
#            `exists(code = 'NOPAT').not()`, one label at a time, chooses rightly. `@medplum/core` 5.2.13, which needs a newer
#            Node.js, does the same.
# We         src/fhir/stu3/security.rs goes through the labels one by one, in the resource, in what it contains and in a document's
#            own labels, and asks whether any says NOPAT. No filter is written as an expression.
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
{ "ways": ["where(meta.security.code != 'NOPAT')", "where(meta.security.code = 'NOPAT')",
           "where((meta.security.code = 'NOPAT').not())", "where(meta.security.exists(code = 'NOPAT').not())"],
  "record": { "resourceType": "Bundle", "type": "collection", "entry": [
    { "resource": { "resourceType": "Condition", "id": "unlabelled" } },
    { "resource": { "resourceType": "Condition", "id": "normal", "meta": { "security": [
      { "system": "http://hl7.org/fhir/v3/Confidentiality", "code": "N" }] } } },
    { "resource": { "resourceType": "Condition", "id": "nopat", "meta": { "security": [
      { "system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT" }] } } },
    { "resource": { "resourceType": "Condition", "id": "nopat-and-normal", "meta": { "security": [
      { "system": "http://hl7.org/fhir/v3/Confidentiality", "code": "N" },
      { "system": "http://hl7.org/fhir/v3/ActCode", "code": "NOPAT" }] } } }
  ] } }
JSON
cat >look.mjs <<'NODE'
import { readFileSync } from 'node:fs'
import fhirpath from 'fhirpath'
import { evalFhirPath } from '@medplum/core'

const { ways, record } = JSON.parse(readFileSync('asked.json'))
const engines = { fhirpath: (way) => fhirpath.evaluate(record, way), medplum: (way) => evalFhirPath(way, record) }
for (const [name, asked] of Object.entries(engines))
  for (const way of ways) console.log(`${name} ${way}: ${asked(`Bundle.entry.resource.${way}.id`).join(' ')}`)
NODE
cat >look.py <<'PYTHON'
import json
from fhirpathpy import evaluate

asked = json.load(open("asked.json"))
for way in asked["ways"]:
    print(f"fhirpathpy {way}:", *evaluate(asked["record"], f"Bundle.entry.resource.{way}.id", {}))
PYTHON
{ node look.mjs; venv/bin/python look.py; } | tee seen

for engine in fhirpath medplum fhirpathpy; do
    sed "s/^/$engine /" <<'EXPECTED'
where(meta.security.code != 'NOPAT'): normal nopat-and-normal
where(meta.security.code = 'NOPAT'): nopat
where((meta.security.code = 'NOPAT').not()): normal nopat-and-normal
where(meta.security.exists(code = 'NOPAT').not()): unlabelled normal
EXPECTED
done | diff - seen || { echo "It behaves otherwise now." >&2; exit 1; }
