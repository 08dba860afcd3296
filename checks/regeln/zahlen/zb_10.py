"""Die Anpassungsklausel passt nicht zu ihrem Typ.

Prüft: Bei „flexibel_ohne_grenzwert“ steht weder in den Daten noch im Paragrafen zur Anpassung ein Schwellenwert; bei
„korridor“ sind Grenze und Wirkung angegeben und der Paragraf nennt die Grenze.

Warum: Die flexible Klausel lebt davon, dass keine Zahl über die Anpassung entscheidet; die Korridorklausel davon, dass eine Zahl
dasteht. Eine Mischung lässt offen, was gilt.

Beispiel: Die flexible Klausel enthält den Satz „Abweichungen bis 3 % bleiben außer Betracht“.

Stattdessen: Den Satz streichen oder den Typ „korridor“ wählen und die Grenze in den Daten angeben.

Grenzen: Einen Schwellenwert ohne Prozentzeichen, Prozentwort oder Betrag erkennt die Regel nur an den Wörtern der Wortliste.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatAnpassung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import abschnitte_mit, shows
from ...muster.wendungen import find_wortlaut
from ...regel import Regel
from ...wert import quote, show_anteil

REGEL = Regel(
    code="ZB-10",
    name="anpassungsklausel-passt-nicht-zum-typ",
    titel="Anpassungsklausel passt zum Typ",
    schwere="fehler",
    meldung="Die flexible Anpassungsklausel nennt einen Schwellenwert: {ist}. Streichen Sie ihn oder wählen Sie den Typ „korridor“.",
    varianten={
        "daten": "Eine flexible Anpassungsklausel hat keinen Korridor. Streichen Sie „anpassung.korridor“.",
        "grenze": "Die Korridorklausel hat keine brauchbare Grenze. Geben Sie unter „anpassung.korridor“ Grenze und Wirkung an.",
        "text": "Der Paragraf zur Anpassung nennt die Grenze des Korridors nicht.",
    },
    ebene="dokument",
    normen=("§ 59 SGB X", "§ 127 Abs. 3 SGB IX"),
    quellen=("ZB-10", "A-TB1-04"),
    braucht=(HatAnpassung,),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield thresholds where none may be and missing ones where one must be."""
    anpassung = kontext.als(HatAnpassung).anpassung
    if anpassung.typ == "flexibel_ohne_grenzwert":
        if anpassung.korridor is not None:
            yield Fund(("anpassung", "korridor"), variante="daten")
        yield from _schwellenwerte(kontext)
    elif anpassung.korridor is None:
        yield Fund(("anpassung",), ist="fehlt", variante="grenze")
    elif not 0 < anpassung.korridor.grenze < 1:
        yield Fund(("anpassung", "korridor", "grenze"), ist=show_anteil(anpassung.korridor.grenze), variante="grenze")
    elif not shows(kontext, ["anpassung.korridor.grenze"], ["paragraf"]):
        yield Fund(("anpassung", "korridor", "grenze"), variante="text")


def _schwellenwerte(kontext: Kontext) -> Iterator[Fund]:
    abschnitte = abschnitte_mit(kontext, ["anpassung.ausloeser", "anpassung.verhandlung_wochen"], "paragraf")
    gemeldet: set[str] = set()
    for stelle, treffer in find_wortlaut(kontext, "zb_10"):
        if stelle.abschnitt in abschnitte and stelle.anker not in gemeldet:
            gemeldet.add(stelle.anker)
            ist = quote(treffer.satz.rstrip("."))
            yield Fund.at(stelle.spanne(treffer.von, treffer.bis), ist=ist, soll="kein Schwellenwert")
