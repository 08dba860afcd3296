"""Eine Budgetklausel fehlt.

Prüft: Die Paragrafen regeln Höhe, Raten und Fälligkeit, Fortschreibung, Anpassung, Investitionen und ausgeschlossene Leistungen;
die Berechnung steht in einem Paragrafen oder einer Anlage. Erkannt wird eine Klausel daran, dass der Text die zugehörigen Angaben
der Daten druckt.

Warum: Diese sieben Punkte bestimmen zusammen, was zu zahlen ist. Fehlt einer, ist der Vertrag lückenhaft und der Streit
vorgezeichnet.

Beispiel: Der Textbaustein zur jährlichen Fortschreibung ist weggelassen.

Stattdessen: Den Textbaustein wieder aufnehmen oder durch einen eigenen ersetzen, der die Angaben der Daten verwendet.

Grenzen: Eine Klausel, die nur mit festem Text statt mit Angaben aus den Daten arbeitet, gilt als fehlend.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudget
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import shows
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="VOL-06",
    name="budgetklausel-fehlt",
    titel="Budgetklauseln vollständig",
    schwere="fehler",
    meldung="Der Vertragstext regelt nicht: {thema}. Es fehlt ein Paragraf, der die Angaben unter „{pfad}“ verwendet.",
    ebene="dokument",
    normen=("§ 125 Abs. 3 SGB IX", "§ 127 SGB IX", "§ 132 SGB IX"),
    quellen=("VOL-06", "A-TB1-01", "A-TB1-08", "A-TB1-09"),
    braucht=(HatBudget,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every budget topic whose data no binding part of the document prints."""
    for thema in load_daten("vol_06")["thema"]:
        pfad = tuple(thema["pfad"].split("."))
        # A part that this kind of contract does not have needs no clause.
        if hasattr(kontext.vertrag, pfad[0]) and not shows(kontext, thema["felder"], thema["bereiche"]):
            yield Fund(pfad, werte={"thema": thema["name"], "pfad": thema["pfad"]})
