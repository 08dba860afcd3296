"""Das Controlling beantwortet eine Frage des Projekts nicht.

Prüft: Die fünf Fragen (Leistungsumfang, Ziele, Organisationsentwicklung, Ressourcen, Menschen mit komplexem Bedarf) kommen vor;
jede ist mindestens einer vorhandenen Kennzahl zugeordnet; es gibt mindestens einen Bericht.

Warum: Das Budget kehrt die Anreize der Einzelabrechnung um. Vertrauen trägt nur, wenn Leistungsumfang, Ziele und die
Versorgung von Menschen mit komplexem Bedarf sichtbar bleiben.

Beispiel: Die Frage nach Menschen mit komplexem Bedarf nennt keine Kennzahl.

Stattdessen: Der Frage eine Kennzahl zuordnen, etwa Aufnahmen und nicht zustande gekommene Aufnahmen.

Grenzen: Ob die Kennzahl die Frage wirklich beantwortet, muss ein Mensch beurteilen.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatControlling
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte, find_unbekannte
from ...regel import Regel

REGEL = Regel(
    code="VOL-09",
    name="controllingfrage-unbeantwortet",
    titel="Controllingklausel beantwortet die Projektfragen",
    schwere="fehler",
    meldung="Die Controllingfrage „{ist}“ fehlt. Ergänzen Sie sie mit mindestens einer Kennzahl.",
    varianten={
        "ohne": "Der Controllingfrage „{ist}“ ist keine Kennzahl zugeordnet.",
        "unbekannt": "Die Controllingfrage „{frage}“ nennt die Kennzahl „{ist}“, die es nicht gibt.",
        "doppelt": "Die Kennung „{ist}“ kommt im Controlling zweimal vor.",
    },
    normen=("§ 132 Abs. 1 SGB IX",),
    quellen=("VOL-09", "A-CON-02", "A-CON-03", "A-CON-04", "A-CON-05", "A-CON-06"),
    braucht=(HatControlling,),
)

FRAGEN = ("leistungsumfang", "ziele", "organisationsentwicklung", "ressourcen", "komplexer_bedarf")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield missing questions, questions without Kennzahl, and ids that lead nowhere or occur twice."""
    controlling = kontext.als(HatControlling).controlling
    vorhanden = [f.id for f in controlling.fragen]
    for frage in FRAGEN:
        if frage not in vorhanden:
            yield Fund(("controlling", "fragen"), ist=frage)
    kennzahlen = [k.id for k in controlling.kennzahlen]
    for nummer, eintrag in enumerate(controlling.fragen):
        pfad = ("controlling", "fragen", nummer, "kennzahlen")
        if not eintrag.kennzahlen:
            yield Fund(pfad, ist=eintrag.id, variante="ohne")
        for stelle, kennung in find_unbekannte(eintrag.kennzahlen, kennzahlen):
            yield Fund((*pfad, stelle), ist=kennung, variante="unbekannt", werte={"frage": eintrag.id})
    for liste, kennungen in (("fragen", vorhanden), ("kennzahlen", kennzahlen)):
        for nummer, _, kennung in find_doppelte(kennungen):
            yield Fund(("controlling", liste, nummer, "id"), ist=kennung, variante="doppelt")
