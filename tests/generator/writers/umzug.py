"""Runs outside the tests, under a Python that has LibreOffice's `uno`: edits documents as a person would and reads them back.

Usage: python umzug.py AUFTRAEGE ERGEBNIS PROFIL SOFFICE. `AUFTRAEGE` is JSON: a list of objects with `datei`, `schritte`
(each an operation and the bookmarks or texts it needs), `pdf` (path of a PDF made before, "" for none), `verzeichnis` (path of
a PDF made after the contents were made anew). `ERGEBNIS` gets, per document, the list of pairs (label, text) of its paragraphs.
All documents are worked on in one process of LibreOffice.
"""

import json
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


def eigenschaft(name, wert) -> Any:
    neu = PropertyValue()
    neu.Name, neu.Value = name, wert
    return neu


def adresse(pfad) -> Any:
    return uno.systemPathToFileUrl(str(pathlib.Path(pfad).resolve()))


class Bearbeitung:
    """One open document."""

    def __init__(self, dokument, kontext) -> None:
        self.dokument = dokument
        self.text = dokument.Text
        self.sicht = dokument.CurrentController
        self.verteiler = kontext.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", kontext)

    def anfang(self, marke) -> Any:
        return self.dokument.Bookmarks.getByName(marke).getAnchor().getStart()

    def absatz(self, marke) -> Any:
        """Return a cursor over the paragraph of a bookmark and its end."""
        zeiger = self.text.createTextCursorByRange(self.anfang(marke))
        zeiger.gotoStartOfParagraph(False)
        zeiger.gotoEndOfParagraph(True)
        zeiger.goRight(1, True)
        return zeiger

    def neuer_absatz(self, marke, text) -> Any:
        """Press Enter at the end of the paragraph before, and give the new one the style of the paragraph of the bookmark."""
        davor = self.text.createTextCursorByRange(self.anfang(marke))
        davor.gotoStartOfParagraph(False)
        stil = davor.ParaStyleName
        davor.goLeft(1, False)
        self.text.insertControlCharacter(davor, 0, False)
        davor.ParaStyleName = stil
        self.text.insertString(davor, text, False)

    def eingabe_am_anfang(self, marke, text) -> Any:
        """Press Enter at the beginning of the paragraph and write into the new one above."""
        ort = self.text.createTextCursorByRange(self.anfang(marke))
        ort.gotoStartOfParagraph(False)
        self.sicht.select(ort)
        self.tue(".uno:InsertPara")
        zeiger = self.sicht.ViewCursor
        zeiger.goUp(1, False)
        zeiger.Text.insertString(zeiger, text, False)

    def loesche_absatz(self, marke) -> Any:
        self.absatz(marke).setString("")

    def neuer_satz(self, marke, text) -> Any:
        self.text.insertString(self.text.createTextCursorByRange(self.anfang(marke)), text, False)

    def loesche_bis(self, von, bis) -> Any:
        self.spanne(von, bis).setString("")

    def spanne(self, von, bis) -> Any:
        zeiger = self.text.createTextCursorByRange(self.anfang(von))
        zeiger.gotoRange(self.anfang(bis), True)
        return zeiger

    def verschiebe_absatz(self, marke, vor) -> Any:
        self.schneide(self.absatz(marke))
        ziel = self.text.createTextCursorByRange(self.anfang(vor))
        ziel.gotoStartOfParagraph(False)
        self.fuege_ein(ziel)

    def verschiebe_satz(self, von, bis, vor) -> Any:
        self.schneide(self.spanne(von, bis))
        self.fuege_ein(self.text.createTextCursorByRange(self.anfang(vor)))

    def schneide(self, bereich) -> Any:
        self.sicht.select(bereich)
        self.tue(".uno:Cut")

    def fuege_ein(self, ort) -> Any:
        self.sicht.select(ort)
        self.tue(".uno:Paste")

    def tue(self, befehl) -> Any:
        self.verteiler.executeDispatch(self.sicht.Frame, befehl, "", 0, ())

    def absaetze(self) -> Any:
        return list(self.lies(self.text))

    def lies(self, text) -> Any:
        aufzaehlung = text.createEnumeration()
        while aufzaehlung.hasMoreElements():
            absatz = aufzaehlung.nextElement()
            if absatz.supportsService("com.sun.star.text.TextTable"):
                for name in absatz.getCellNames():
                    yield from self.lies(absatz.getCellByName(name))
            else:
                yield absatz.ListLabelString, absatz.getString()

    def drucke(self, pfad) -> Any:
        if pfad:
            self.dokument.storeToURL(adresse(pfad), (eigenschaft("FilterName", "writer_pdf_Export"),))

    def erneuere_verzeichnis(self) -> Any:
        for nummer in range(self.dokument.DocumentIndexes.Count):
            self.dokument.DocumentIndexes.getByIndex(nummer).update()


def verbinde(soffice, profil) -> Any:
    rohr = f"umzug{os.getpid()}"
    lauf = subprocess.Popen(
        [soffice, f"-env:UserInstallation={adresse(profil)}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={rohr};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    hier = uno.getComponentContext()
    loeser = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    for _ in range(240):
        try:
            return lauf, loeser.resolve(f"uno:pipe,name={rohr};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    lauf.kill()
    raise SystemExit("LibreOffice does not answer")


def bearbeite(tisch, kontext, auftrag) -> Any:
    dokument = tisch.loadComponentFromURL(adresse(auftrag["datei"]), "_blank", 0, (eigenschaft("Hidden", True),))
    b = Bearbeitung(dokument, kontext)
    for schritt, *angaben in auftrag["schritte"]:
        getattr(b, schritt)(*angaben)
    dokument.TextFields.refresh()
    b.drucke(auftrag["pdf"])
    if auftrag["verzeichnis"]:
        b.erneuere_verzeichnis()
        b.drucke(auftrag["verzeichnis"])
    gelesen = b.absaetze()
    dokument.close(True)
    return gelesen


def main(auftraege, ergebnis, profil, soffice) -> Any:
    with pathlib.Path(auftraege).open(encoding="utf-8") as datei:
        liste = json.load(datei)
    lauf, kontext = verbinde(soffice, profil)
    tisch = kontext.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", kontext)
    try:
        gelesen = [bearbeite(tisch, kontext, auftrag) for auftrag in liste]
    finally:
        try:
            tisch.terminate()
        except DisposedException:
            lauf.kill()
        lauf.wait(60)
    with pathlib.Path(ergebnis).open("w", encoding="utf-8") as datei:
        json.dump(gelesen, datei)


main(*sys.argv[1:])
