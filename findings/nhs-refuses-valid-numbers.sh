#!/usr/bin/env bash
# Of the NHS numbers kept for tests, all of them valid, one validator refuses one in eleven, and one the way they are printed.
#
# What       `nhs` 2.0.0, `nhs-number` 2.2.0 and `python-stdnum` 2.2 (PyPI), `nhs-number-validator` 1.1.2 (npm).
# Right      Modulus 11 with weights 10 to 2 (docs/sources.md#nhs-number). Numbers are shown and printed in groups of 3, 3 and 4,
#            with spaces (docs/sources.md#nhs-manual). Those that begin with 999 are for tests and belong to nobody.
# Seen       Asked for the 909 valid numbers from 999 000 0000 to 999 000 9999, `nhs` refuses 82: its weights are 9 to 1, and
#            it looks only whether its own sum gives 10, never at the check digit. A test with a handful of numbers passes.
#            `nhs-number-validator` takes all of them as ten digits and none in groups. The other two take both.
# We         domain::NhsNumber has the check written out and takes what people paste; the national store's parameters take ten
#            digits alone. Of others' programs we expect ten digits, and never that they checked them.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

npm install --silent --ignore-scripts --no-audit --no-fund nhs-number-validator@1.1.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nhs==2.0.0 nhs-number==2.2.0 python-stdnum==2.2

# The valid numbers, by the rule itself.
cat >numbers.py <<'PYTHON'
for first in range(999000000, 999001000):
    check = -sum(int(digit) * weight for digit, weight in zip(str(first), range(10, 1, -1))) % 11
    if check < 10:
        print(f"{first}{check}")
PYTHON
cat >look.py <<'PYTHON'
import nhs, nhs_number
from stdnum.gb import nhs as stdnum

numbers = open("numbers.txt").read().split()
grouped = [f"{one[:3]} {one[3:6]} {one[6:]}" for one in numbers]
for name, takes in [("nhs", nhs.validate), ("nhs-number", nhs_number.is_valid), ("python-stdnum", stdnum.is_valid)]:
    print(f"{name}: takes {sum(map(takes, numbers))} of {len(numbers)}, in groups {sum(map(takes, grouped))}")
PYTHON
cat >look.cjs <<'NODE'
const { readFileSync } = require('node:fs')
const { validate } = require('nhs-number-validator')

const numbers = readFileSync('numbers.txt', 'utf8').trim().split('\n')
const taken = (all) => all.filter((one) => validate(one)).length
const grouped = numbers.map((one) => one.replace(/^(...)(...)/, '$1 $2 '))
console.log(`nhs-number-validator: takes ${taken(numbers)} of ${numbers.length}, in groups ${taken(grouped)}`)
NODE
venv/bin/python numbers.py >numbers.txt
{ venv/bin/python look.py; node look.cjs; } | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
nhs: takes 827 of 909, in groups 827
nhs-number: takes 909 of 909, in groups 909
python-stdnum: takes 909 of 909, in groups 909
nhs-number-validator: takes 909 of 909, in groups 0
EXPECTED
