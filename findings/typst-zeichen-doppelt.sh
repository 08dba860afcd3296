#!/usr/bin/env bash
# Typst 0.15.2, PDF: a letter that only a combining mark makes ("S̄", one of the some hundred letters of DIN 91379 that German
# authorities must print) looks right on the page and comes out twice when it is copied, searched or read aloud: "S̄S̄ahin". The mark
# is drawn as a piece of text of its own, and its entry in the ToUnicode table names the whole letter; the base letter has it as
# ActualText besides. Letters that Unicode knows as one character ("ş", "ǭ") are right, so names of most languages hide it, and
# both PDF/UA-1 and PDF/A-3a are declared fulfilled.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
python3 -m venv "$ordner/venv"
"$ordner/venv/bin/python" -m pip install -q typst==0.15.2 pypdfium2
"$ordner/venv/bin/python" - <<'PY'
import pypdfium2
import typst

quelle = '#set document(title: "T", date: datetime(year: 2025, month: 1, day: 1))\n#set text(lang: "de")\n= T\nS\u0304ahin und M\u0302\n\nŞahin\n'
pdf = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False)).compile(
    quelle.encode(), pdf_standards=["a-3a", "ua-1"]
)
text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
print(text)
assert "\u015eahin" in text, "one character: right"
assert text.count("S\u0304") == 2, "combined: twice"
assert text.count("M\u0302") == 2, "combined: twice"
print("Typst: wie beschrieben")
PY
