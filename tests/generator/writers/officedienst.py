"""Runs outside the tests, under a Python that has LibreOffice's `uno`: opens, edits, prints and reads documents for `office.py`.

Usage: python officedienst.py SOFFICE. Each line of standard input is an order in JSON: `datei`, `gewandelt` (pairs of the name of a
filter with its options, and a path: what becomes of the file as it is), `schritte` (each an operation and the bookmarks or texts
it needs), `verzeichnis` (path of a PDF made after the contents were made anew, "" for none), `liest`. Each is answered by a line:
the pairs (label, text) of all paragraphs after the steps, none unless asked for. One process of LibreOffice does all of it, with a
profile of its own; both go when standard input ends.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

LESER = """
Private Liste() As Variant
Private Anzahl As Long

Function Lies(oDokument) As Variant
    ReDim Liste(1023)
    Anzahl = 0
    Nimm(oDokument.Text)
    ReDim Preserve Liste(Anzahl - 1)
    Lies = Liste
End Function

Sub Nimm(oText)
    Dim oFolge, oAbsatz, Namen, n
    oFolge = oText.createEnumeration()
    Do While oFolge.hasMoreElements()
        oAbsatz = oFolge.nextElement()
        If oAbsatz.supportsService("com.sun.star.text.TextTable") Then
            Namen = oAbsatz.getCellNames()
            For n = LBound(Namen) To UBound(Namen)
                Nimm(oAbsatz.getCellByName(Namen(n)))
            Next n
        Else
            If Anzahl + 1 > UBound(Liste) Then
                ReDim Preserve Liste(2 * Anzahl)
            End If
            Liste(Anzahl) = oAbsatz.ListLabelString
            Liste(Anzahl + 1) = oAbsatz.getString()
            Anzahl = Anzahl + 2
        End If
    Loop
End Sub
"""
"""Reads within LibreOffice: paragraph by paragraph through a pipe took longer than all the rest."""


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

    def wandle(self, filter, optionen, pfad) -> Any:
        angaben = (eigenschaft("FilterName", filter), eigenschaft("FilterOptions", optionen))
        self.dokument.storeToURL(adresse(pfad), angaben)

    def erneuere_verzeichnis(self) -> Any:
        for nummer in range(self.dokument.DocumentIndexes.Count):
            self.dokument.DocumentIndexes.getByIndex(nummer).update()


def verbinde(soffice, profil) -> Any:
    rohr = f"dienst{os.getpid()}"
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


def leser(kontext) -> Any:
    """Return what gives label and text of all paragraphs of a document, one after the other."""
    dienste = kontext.ServiceManager
    bibliotheken = dienste.createInstanceWithContext("com.sun.star.script.ApplicationScriptLibraryContainer", kontext)
    bibliotheken.getByName("Standard").insertByName("Leser", LESER)
    fabrik = dienste.createInstanceWithContext("com.sun.star.script.provider.MasterScriptProviderFactory", kontext)
    ort = "vnd.sun.star.script:Standard.Leser.Lies?language=Basic&location=application"
    skript = fabrik.createScriptProvider("").getScript(ort)
    return lambda dokument: skript.invoke((dokument,), (), ())[0]


def bearbeite(tisch, kontext, lies, auftrag) -> Any:
    dokument = tisch.loadComponentFromURL(adresse(auftrag["datei"]), "_blank", 0, (eigenschaft("Hidden", True),))
    b = Bearbeitung(dokument, kontext)
    for filter, optionen, pfad in auftrag["gewandelt"]:
        b.wandle(filter, optionen, pfad)
    for schritt, *angaben in auftrag["schritte"]:
        getattr(b, schritt)(*angaben)
    gelesen = ()
    if auftrag["liest"]:
        dokument.TextFields.refresh()
        gelesen = lies(dokument)
    if auftrag["verzeichnis"]:
        b.erneuere_verzeichnis()
        b.wandle("writer_pdf_Export", "", auftrag["verzeichnis"])
    dokument.close(True)
    return list(zip(gelesen[::2], gelesen[1::2], strict=True))


def main(soffice) -> Any:
    with tempfile.TemporaryDirectory() as profil:
        lauf, kontext = verbinde(soffice, profil)
        tisch = kontext.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", kontext)
        try:
            lies = leser(kontext)
            for zeile in sys.stdin:
                sys.stdout.write(json.dumps(bearbeite(tisch, kontext, lies, json.loads(zeile))) + "\n")
                sys.stdout.flush()
        finally:
            try:
                tisch.terminate()
            except DisposedException:
                lauf.kill()
            lauf.wait(60)


main(*sys.argv[1:])
