"""Eine geeinte oder gesperrte Klausel ist danach geändert.

Prüft: Der Text jeder Klausel, die „verhandlung.yaml“ als geeint oder gesperrt führt, hat noch die Prüfsumme, die dort steht.

Warum: Wer einer Klausel zugestimmt hat, liest sie nicht noch einmal. Was sich danach ändert, muss neu geeint werden.

Beispiel: § 9 Absatz 2 ist seit dem 3. November geeint; in der Fassung vom 10. November steht eine andere Frist.

Stattdessen: Den geeinten Text wiederherstellen, oder die Klausel neu verhandeln und die neue Prüfsumme eintragen.

Grenzen: Andere Nummern der Klausel und der Stellen, auf die sie verweist, gelten nicht als Änderung; geänderte Werte im Text schon.
Ohne Prüfsumme prüft die Regel nichts (VV-07 meldet das).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.vereinbarungstext import find_clause, hash_clause

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="VV-06",
    name="geeintes-geaendert",
    titel="Geeinte und gesperrte Klauseln unverändert",
    schwere="fehler",
    meldung="Die Klausel „{klausel}“ ist geeint, ihr Text ist seitdem geändert. Die Prüfsumme ist jetzt {ist}.",
    varianten={
        "gesperrt": "Der Text der Klausel „{klausel}“ ist durch Gesetz vorgegeben und trotzdem geändert. Die Prüfsumme ist jetzt {ist}.",
    },
    ebene="dokument",
    quellen=("VV-05",),
    ist_ausnehmbar=False,
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield one hit per clause whose text is not that of its checksum."""
    akte = kontext.pruefling.verhandlung
    if akte is None:
        return
    for nummer, punkt in enumerate(akte.verhandlung.punkte):
        if punkt.pruefsumme is None or punkt.stand not in ("geeint", "gesperrt"):
            continue
        klausel = find_clause(kontext.dokument, punkt.klausel)
        if klausel is None or (summe := hash_clause(klausel)) == punkt.pruefsumme:
            continue
        yield Fund(
            ("punkte", nummer, "pruefsumme"),
            datei=akte.datei,
            ist=summe,
            soll=punkt.pruefsumme,
            werte={"klausel": punkt.klausel},
            variante="gesperrt" if punkt.stand == "gesperrt" else "",
        )
