#!/usr/bin/env bash
# num2words 0.5.14, German: a group that ends in one keeps its "s" before "tausend", "Millionen" and "Milliarden", although the
# same library drops it before "Euro". 701.000 in words, the usual form of an amount in a contract, comes out as
# "siebenhunderteinstausend" (right: "siebenhunderteintausend"); 101 and 1.000 alone look right, so spot checks miss it.
# The money form gives the right ending but takes a whole number as cents: 701000 is "siebentausendzehn Euro".
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
python3 -m venv "$ordner/venv"
"$ordner/venv/bin/python" -m pip install -q num2words==0.5.14
"$ordner/venv/bin/python" - <<'PY'
from decimal import Decimal
from num2words import num2words

gesehen = {
    "101": num2words(101, lang="de"),
    "1000": num2words(1000, lang="de"),
    "101000": num2words(101_000, lang="de"),
    "701000": num2words(701_000, lang="de"),
    "101 Millionen": num2words(101_000_000, lang="de"),
    "701000. (Ordnungszahl)": num2words(701_000, lang="de", to="ordinal"),
    "Decimal 101.21 als Betrag": num2words(Decimal("101.21"), lang="de", to="currency", currency="EUR"),
    "int 701000 als Betrag": num2words(701_000, lang="de", to="currency", currency="EUR"),
}
erwartet = {
    "101": "einhunderteins",
    "1000": "eintausend",
    "101000": "einhunderteinstausend",
    "701000": "siebenhunderteinstausend",
    "101 Millionen": "einhunderteins Millionen",
    "701000. (Ordnungszahl)": "siebenhunderteinstausendste",
    "Decimal 101.21 als Betrag": "einhundertein Euro und einundzwanzig Cent",
    "int 701000 als Betrag": "siebentausendzehn Euro und null Cent",
}
for name, wert in gesehen.items():
    print(f"{name}: {wert}")
assert gesehen == erwartet, {k: v for k, v in gesehen.items() if v != erwartet[k]}
print("num2words 0.5.14: wie beschrieben")
PY
