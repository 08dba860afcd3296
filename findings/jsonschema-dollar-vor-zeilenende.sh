#!/usr/bin/env bash
# One pattern, three answers: pydantic 2.14.3, its own JSON Schema read by jsonschema 4.26.0, and check-jsonschema 0.39.0.
# A model with pattern ^[0-9]+\.[0-9]{2}$ refuses "92.40" followed by a line break (the regex engine of pydantic knows no "$ before a
# last line break"), and publishes the pattern as it stands. JSON Schema names the regular expressions of ECMA-262, where $ is the
# end and nothing else; check-jsonschema, which builds on jsonschema, refuses the value. jsonschema itself searches with Python's re
# and accepts it: an amount with a line break is valid for the schema and invalid for the model it was made from. A YAML block text
# (`|` instead of a quoted value) is how such a value comes about. A published pattern that ends in $(?!\n) says the same to every
# validator; pydantic itself has no such look ahead.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
python3 -m venv "$ordner/venv"
"$ordner/venv/bin/python" -m pip install -q pydantic==2.14.3 jsonschema==4.26.0 check-jsonschema==0.39.0
cd "$ordner"
venv/bin/python - <<'PY'
import json
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field, ValidationError


def ask(muster: str, wert: str, danach: str = "") -> tuple[bool, bool, bool, bool]:
    class Posten(BaseModel):
        betrag: str = Field(pattern=muster)

    try:
        Posten(betrag=wert)
        modell = True
    except ValidationError:
        modell = False
    schema = Posten.model_json_schema()
    schema["properties"]["betrag"]["pattern"] += danach
    Path("s.json").write_text(json.dumps(schema), encoding="utf-8")
    Path("w.json").write_text(json.dumps({"betrag": wert}), encoding="utf-8")
    befehl = [sys.executable, "-m", "check_jsonschema", "--schemafile", "s.json"]
    ecma = subprocess.run([*befehl, "w.json"], capture_output=True, check=False).returncode == 0
    python = subprocess.run([*befehl, "--regex-variant", "python", "w.json"], capture_output=True, check=False).returncode == 0
    return modell, Draft202012Validator(schema).is_valid({"betrag": wert}), ecma, python


print("pydantic, jsonschema, check-jsonschema, check-jsonschema --regex-variant python")
OFFEN = r"^[0-9]+\.[0-9]{2}$"
gesehen = [ask(OFFEN, "92.40"), ask(OFFEN, "92.40\n"), ask(OFFEN, "92.40\n\n")]
gesehen += [ask(OFFEN, "92.40", r"(?!\n)"), ask(OFFEN, "92.40\n", r"(?!\n)")]
for zeile in gesehen:
    print(*zeile)
ALLE, KEINER = (True,) * 4, (False,) * 4
assert gesehen == [ALLE, (False, True, False, True), KEINER, ALLE, KEINER], gesehen
print("wie beschrieben")
PY
