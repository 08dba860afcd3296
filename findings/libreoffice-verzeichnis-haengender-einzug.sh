#!/usr/bin/env bash
# LibreOffice Writer 7.4.7: a table of contents loses its right tab when it is updated, if the style of its entries has a hanging
# indent. The entry template ends in a right tab without position, which Writer itself puts at the right margin. For a paragraph that
# begins at 2.2 cm and whose first line hangs back to 0 the tab must stand 13.8 cm behind the indent (16 cm of text). Writer takes off
# the indent and then the negative first line, which adds 2.2 cm again: the tab lies 2.2 cm beyond the margin, is ignored, and the page
# stands right behind the title. Without hanging indent the page stands at the margin. Valid ODF, no message.
set -euo pipefail
ordner=$(mktemp -d)
trap 'rm -rf "$ordner"' EXIT
cd "$ordner"
cat > lauf.py <<'PY'
import re
import subprocess
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

MUSTER = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>
<style:style style:name="Contents_20_1" style:family="paragraph"><style:paragraph-properties fo:margin-left="2.2cm" fo:text-indent="{}cm"/></style:style>
</office:styles><office:automatic-styles><style:page-layout style:name="S"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="S"/></office:master-styles><office:body><office:text>
<text:table-of-content text:name="I"><text:table-of-content-source text:outline-level="1"><text:table-of-content-entry-template
 text:outline-level="1" text:style-name="Contents_20_1"><text:index-entry-text/><text:index-entry-tab-stop style:type="right"
 style:leader-char="."/><text:index-entry-page-number/></text:table-of-content-entry-template></text:table-of-content-source>
<text:index-body/></text:table-of-content><text:h text:style-name="Heading_20_1" text:outline-level="1">Titel</text:h>
</office:text></office:body></office:document>"""


def angabe(name, wert):
    neu = PropertyValue()
    neu.Name, neu.Value = name, wert
    return neu


def verbinde():
    hier = uno.getComponentContext()
    loeser = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    for _ in range(120):
        try:
            return loeser.resolve("uno:pipe,name=verzeichnisfund;urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def rechter_rand(tisch, einzug):
    """Return where the page of the entry ends, in points from the left edge of the paper; the margin lies at 524."""
    Path("d.fodt").write_text(MUSTER.format(einzug), encoding="utf-8")
    dokument = tisch.loadComponentFromURL(Path("d.fodt").resolve().as_uri(), "_blank", 0, (angabe("Hidden", True),))
    dokument.DocumentIndexes.getByIndex(0).update()
    dokument.storeToURL(Path("d.pdf").resolve().as_uri(), (angabe("FilterName", "writer_pdf_Export"),))
    dokument.close(True)
    woerter = subprocess.run(["pdftotext", "-bbox", "d.pdf", "-"], check=True, capture_output=True, text=True).stdout
    return max(float(x) for x in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">[^<]*1</word>', woerter))


lauf = subprocess.Popen(["soffice", f"-env:UserInstallation={Path('profil').resolve().as_uri()}", "--headless", "--norestore",
                         "--accept=pipe,name=verzeichnisfund;urp;"])
kontext = verbinde()
tisch = kontext.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", kontext)
gerade, haengend = rechter_rand(tisch, "0"), rechter_rand(tisch, "-2.2")
tisch.terminate()
lauf.wait(60)
print(f"ohne hängenden Einzug endet die Seitenzahl bei {gerade:.0f} pt, mit ihm bei {haengend:.0f} pt")
assert gerade > 520 and haengend < 300, (gerade, haengend)
print("wie beschrieben")
PY
/usr/bin/python3 lauf.py
