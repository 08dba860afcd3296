"""Der Personenkreis ist nicht bestimmt.

Prüft: Der Vertragstext nennt den Personenkreis und den Stichtag, zu dem er festgestellt ist; der Stichtag liegt nicht nach der
Unterzeichnung und nicht mehr als ein Jahr vor dem Beginn der Laufzeit.

Warum: Das Budget bemisst sich nach einem bestimmten Personenkreis. Ohne Stichtag lässt sich weder die Zahl nachrechnen noch
sagen, wessen Leistungen mit dem Budget abgegolten sind.

Beispiel: Der Stichtag liegt sechs Wochen nach der Unterzeichnung.

Stattdessen: Einen Stichtag nennen, zu dem der beidseitige Datenabgleich Ist-Zahlen hatte.

Grenzen: Ob die Beschreibung genau genug ist, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.rechnen.zeitraum import end_of_frist

from ...bedarf import HatLaufzeit, HatPersonengruppe, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import shows
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="VOL-03",
    name="personenkreis-unbestimmt",
    titel="Personenkreis bestimmt",
    schwere="fehler",
    meldung="Der Stichtag des Personenkreises ({ist}) liegt nach der Unterzeichnung ({soll}).",
    varianten={
        "alt": "Der Stichtag des Personenkreises ({ist}) liegt mehr als ein Jahr vor dem Beginn der Laufzeit ({soll}).",
        "text": "Kein Paragraf des Vertrags nennt {was}. Nehmen Sie die Angabe in den Text auf.",
    },
    ebene="dokument",
    normen=("§ 125 Abs. 2 SGB IX", "§ 99 SGB IX"),
    quellen=("VOL-03", "A-TB1-15"),
    braucht=(HatPersonengruppe, HatLaufzeit, HatUnterzeichnung),
)

ANGABEN = {"beschreibung": "den Personenkreis", "stichtag": "den Stichtag des Personenkreises"}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield an impossible Stichtag and statements that the text does not make."""
    laufzeit, unterzeichnung = kontext.als(HatLaufzeit).laufzeit, kontext.als(HatUnterzeichnung).unterzeichnung
    stichtag, pfad = kontext.als(HatPersonengruppe).personenkreis.stichtag, ("personenkreis", "stichtag")
    if stichtag > unterzeichnung.am:
        bezug = ((("unterzeichnung", "am"), "Unterzeichnung"),)
        yield Fund(pfad, show_datum(stichtag), show_datum(unterzeichnung.am), bezug=bezug)
    elif end_of_frist(stichtag, 12) < laufzeit.beginn:
        yield Fund(pfad, show_datum(stichtag), show_datum(laufzeit.beginn), variante="alt", schwere="warnung")
    for feld, was in ANGABEN.items():
        if not shows(kontext, [f"personenkreis.{feld}"], ["paragraf"]):
            yield Fund(("personenkreis", feld), variante="text", werte={"was": was})
