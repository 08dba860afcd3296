#!/usr/bin/env bash
# LibreOffice Writer 7.4.7 saves a DOCX in which a hyperlink is directly followed by a tracked field (w:ins, w:del or a tracked move around
# a complex field) as XML whose ends are crossed: it puts the field into the link and closes the link inside the change
# (`</w:hyperlink></w:del>`). No program opens the saved file again, LibreOffice included. A blank between the two, a field inside the
# link, or tracked words instead of a field are saved well. Valid WordprocessingML: „Absatz “ as a link, the number as a REF field.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
cd "$ordner"
cat > lauf.py <<'PY'
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPEN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BEZUG = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(text, art="t"):
    return f'<w:r><w:{art} xml:space="preserve">{text}</w:{art}></w:r>'


def mark(zeichen):
    return f'<w:r><w:fldChar w:fldCharType="{zeichen}"/></w:r>'


def field(anweisung="instrText", art="t"):
    return mark("begin") + run(" REF ziel \\h ", anweisung) + mark("separate") + run("4", art) + mark("end")


def tracked(art, innen):
    return f'<w:{art} w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">{innen}</w:{art}>'


def link(innen):
    return f'<w:hyperlink w:anchor="ziel">{innen}</w:hyperlink>'


GELOESCHT = tracked("del", field("delInstrText", "delText"))
FAELLE = {
    "geloeschtes_feld": link(run("Absatz ")) + GELOESCHT,
    "eingefuegtes_feld": link(run("Absatz ")) + tracked("ins", field()),
    "blank_dazwischen": link(run("Absatz")) + run(" ") + GELOESCHT,
    "feld_im_verweis": link(run("Absatz ") + GELOESCHT),
    "geloeschtes_wort": link(run("Absatz ")) + tracked("del", run("4", "delText")),
    "nichts_verfolgt": link(run("Absatz ")) + field(),
}


def is_sound(name, stueck):
    """Return whether what LibreOffice saves of a paragraph is well-formed."""
    ziel = f'<w:p><w:bookmarkStart w:id="1" w:name="ziel"/>{run("Ziel")}<w:bookmarkEnd w:id="1"/></w:p>'
    text = f'<w:document xmlns:w="{W}"><w:body>{ziel}<w:p>{run("nach ")}{stueck}{run(" gilt.")}</w:p></w:body></w:document>'
    ElementTree.fromstring(text)
    with zipfile.ZipFile(f"{name}.docx", "w") as paket:
        paket.writestr("[Content_Types].xml", TYPEN)
        paket.writestr("_rels/.rels", BEZUG)
        paket.writestr("word/document.xml", text)
    subprocess.run(["soffice", f"-env:UserInstallation={Path('lo').resolve().as_uri()}", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "aus", f"{name}.docx"], check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(f"aus/{name}.docx") as paket:
        try:
            ElementTree.fromstring(paket.read("word/document.xml"))
        except ElementTree.ParseError as fehler:
            print(f"{name}: {fehler}")
            return False
    return True


print(subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.strip())
gefunden = {name for name, stueck in FAELLE.items() if not is_sound(name, stueck)}
assert gefunden == {"geloeschtes_feld", "eingefuegtes_feld"}, f"LibreOffice saves it otherwise now: {gefunden}"
PY
python3 lauf.py
