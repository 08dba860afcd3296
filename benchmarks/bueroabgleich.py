"""Runs under a Python that has LibreOffice's `uno`: lets LibreOffice compare documents and save the tracked result.

Usage: python bueroabgleich.py SOFFICE PROFIL ALT NEU ZIEL [ANZAHL]. Prints the seconds of each comparison, loading and saving with it.
"""

import os
import pathlib
import subprocess
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException


def _value(name, wert) -> Any:
    neu = PropertyValue()
    neu.Name, neu.Value = name, wert
    return neu


def _url(pfad) -> Any:
    return uno.systemPathToFileUrl(str(pathlib.Path(pfad).resolve()))


def main(soffice, profil, alt, neu, ziel, anzahl="1") -> None:
    """Start LibreOffice, compare as often as asked, end it."""
    rohr = f"abgleich{os.getpid()}"
    lauf = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={_url(profil)}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={rohr};urp;",
        ]
    )
    hier = uno.getComponentContext()
    loeser = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    for _ in range(240):
        try:
            kontext = loeser.resolve(f"uno:pipe,name={rohr};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.25)
    dienste = kontext.ServiceManager
    tisch = dienste.createInstanceWithContext("com.sun.star.frame.Desktop", kontext)
    verteiler = dienste.createInstanceWithContext("com.sun.star.frame.DispatchHelper", kontext)
    for _ in range(int(anzahl)):
        beginn = time.perf_counter()
        dokument = tisch.loadComponentFromURL(_url(neu), "_blank", 0, (_value("Hidden", True),))
        verteiler.executeDispatch(
            dokument.CurrentController.Frame,
            ".uno:CompareDocuments",
            "",
            0,
            (_value("URL", _url(alt)), _value("NoAcceptDialog", True)),
        )
        dokument.storeToURL(_url(ziel), (_value("FilterName", "MS Word 2007 XML"),))
        dokument.close(True)
        sys.stdout.write(f"{time.perf_counter() - beginn}\n")
    try:
        tisch.terminate()
    except DisposedException:
        lauf.kill()
    lauf.wait(60)


main(*sys.argv[1:])
