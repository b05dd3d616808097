#!/usr/bin/env bash
# "For the 7th time" in Welsh: two of Fluent's own implementations choose the word of another number, one without a word.
#
# What       `@fluent/bundle` 0.19.1 (npm) and `fluent.runtime` 0.4.0 (PyPI), with the example of Fluent's own guide for ordinals.
# Right      `NUMBER($n, type: "ordinal")` selects by ordinal (Fluent guide, Selectors). Welsh has six ordinal forms, which are
#            not those of its counting: 4 is few, 5 and 6 are many, 7, 8 and 9 are zero (CLDR, plural rules, cy). The same
#            Node.js says so by `Intl.PluralRules`.
# Seen       JavaScript takes the parameter without an error and selects by counting: 4, 5, 7, 8 and 9 get "other". In English
#            the same fault gives "2th", which everybody sees; in Welsh it gives a form that is right for 1, 2, 3 and 6, and
#            whoever tries the first three finds nothing. Python calls the parameter an error, which goes into a list that few
#            read, and gives "other" for all. Counting is right in both.
# We         Our messages have no ordinals: days are written "5 Mai", and counts have all forms of counting (locales/cy). Words
#            are made by the Rust implementation; files from locales/ that another one reads may hold counts but no ordinals.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund @fluent/bundle@0.19.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fluent.runtime==0.4.0

for message in 'nth = { NUMBER($n, type: "ordinal") ->' 'count = { $n ->'; do
    printf '%s\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n*[other] other\n }\n' "$message"
done >words.ftl
cat >look.mjs <<'NODE'
import { readFileSync } from 'node:fs'
import { FluentBundle, FluentResource } from '@fluent/bundle'

const words = new FluentBundle('cy')
words.addResource(new FluentResource(readFileSync('words.ftl', 'utf8')))
const said = (id, n) => {
  const errors = []
  return words.formatPattern(words.getMessage(id).value, { n }, errors) + (errors.length ? ' with an error' : '')
}
const rules = new Intl.PluralRules('cy', { type: 'ordinal' })
for (let n = 0; n < 11; n++)
  console.log(`Node.js ${n}: nth ${said('nth', n)}, is ${rules.select(n)}; count ${said('count', n)}`)
NODE
cat >look.py <<'PYTHON'
from fluent.runtime import FluentBundle, FluentResource

words = FluentBundle(["cy"])
words.add_resource(FluentResource(open("words.ftl").read()))

def said(name, n):
    text, errors = words.format_pattern(words.get_message(name).value, {"n": n})
    return text + " with an error" * bool(errors)

for n in range(11):
    print(f"Python {n}: nth {said('nth', n)}; count {said('count', n)}")
PYTHON
{ node look.mjs; venv/bin/python look.py; } | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
Node.js 0: nth zero, is zero; count zero
Node.js 1: nth one, is one; count one
Node.js 2: nth two, is two; count two
Node.js 3: nth few, is few; count few
Node.js 4: nth other, is few; count other
Node.js 5: nth other, is many; count other
Node.js 6: nth many, is many; count many
Node.js 7: nth other, is zero; count other
Node.js 8: nth other, is zero; count other
Node.js 9: nth other, is zero; count other
Node.js 10: nth other, is other; count other
Python 0: nth other with an error; count zero
Python 1: nth other with an error; count one
Python 2: nth other with an error; count two
Python 3: nth other with an error; count few
Python 4: nth other with an error; count other
Python 5: nth other with an error; count other
Python 6: nth other with an error; count many
Python 7: nth other with an error; count other
Python 8: nth other with an error; count other
Python 9: nth other with an error; count other
Python 10: nth other with an error; count other
EXPECTED
