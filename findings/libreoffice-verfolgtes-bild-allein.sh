#!/usr/bin/env bash
# LibreOffice Writer 7.4.7 reads a DOCX paragraph that holds nothing but one tracked inline picture (w:ins or w:del around a run with
# w:drawing) as a change that runs over the end of the paragraph into the next one, though the paragraph mark is not tracked. A paragraph
# of tracked words ends where it should, and so does the picture as soon as one word stands before or behind it. Refusing the inserted
# picture therefore joins its paragraph with the next, which may be a heading that then loses its number. Valid WordprocessingML.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
cd "$ordner"
cat > lauf.py <<'PY'
import base64
import re
import subprocess
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RAUM = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BILD = (
    '<w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Bild"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="b"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
TYPEN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BEZUG = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'


def write_docx(name, innen, davor="", danach=""):
    """One paragraph with a tracked insertion, words before and behind it if any, and a paragraph „danach“."""
    absatz = f'<w:p>{davor}<w:ins w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r>{innen}</w:r></w:ins>{danach}</w:p>'
    text = f"<w:document {RAUM}><w:body>{absatz}<w:p><w:r><w:t>danach</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(f"{name}.docx", "w") as paket:
        paket.writestr("[Content_Types].xml", TYPEN)
        paket.writestr("_rels/.rels", BEZUG.format("r1", "officeDocument", "word/document.xml"))
        paket.writestr("word/_rels/document.xml.rels", BEZUG.format("r2", "image", "media/b.png"))
        paket.writestr("word/document.xml", text)
        paket.writestr("word/media/b.png", PNG)


def ends_in_next(name):
    """Return whether LibreOffice ends the change in the paragraph „danach“."""
    subprocess.run(["soffice", f"-env:UserInstallation={Path('lo').resolve().as_uri()}", "--headless", "--convert-to", "fodt", f"{name}.docx"], check=True, capture_output=True, timeout=180)
    absaetze = re.findall(r"<text:p\b.*?</text:p>", Path(f"{name}.fodt").read_text(encoding="utf-8").split("<office:text", 1)[1], re.S)
    (stelle,) = [a for a in absaetze if "<text:change-end" in a]
    return "danach" in stelle


print(subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.strip())
WORT = "<w:r><w:t>Wort</w:t></w:r>"
write_docx("worte", "<w:t>Worte</w:t>")
write_docx("bild", BILD)
write_docx("hinterwort", BILD, davor=WORT)
write_docx("vorwort", BILD, danach=WORT)
gefunden = {name: ends_in_next(name) for name in ("worte", "bild", "hinterwort", "vorwort")}
print(gefunden)
assert gefunden == {"worte": False, "bild": True, "hinterwort": False, "vorwort": False}, "LibreOffice reads it otherwise now"
PY
python3 lauf.py
