"""Holds a list of parts against the published schema of CycloneDX 1.6: sbom.py FILE. bin/interop runs this."""

import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

validator = JsonStrictValidator(SchemaVersion.V1_6)
text = open(sys.argv[1]).read()
# A validator that takes anything would prove nothing.
if not validator.validate_str(text.replace('"type": "library"', '"type": "leaflet"')):
    sys.exit("the schema takes a component that is a leaflet")
if fault := validator.validate_str(text):
    sys.exit(f"not CycloneDX 1.6: {fault}")
