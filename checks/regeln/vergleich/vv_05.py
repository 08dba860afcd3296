"""Eine Unterschrift oder Bestätigung ist älter als das, was sie deckt.

Prüft: Ist von diesem Vertrag eine frühere Fassung besiegelt, so ist jede Unterschrift, jede Bestätigung des Datenabgleichs, die
Beteiligung der Interessenvertretung, der Beschluss der Vertragskommission, jede Zustimmung und jede Prüfbestätigung jünger als die
Besiegelung, wenn sich seither geändert hat, was sie deckt: eine Unterschrift und eine Zustimmung den ganzen Vertrag samt eigenen und
mitgelieferten Textbausteinen und Beilagen, der Beschluss die Steigerungsrate, der Datenabgleich Personenkreis, Leistungspaket und Budget, die
Beteiligung auch Ziele und Fachkonzept, eine Prüfbestätigung die Gegenleistungen.

Warum: Der Vertrag bedarf der Schriftform; eine Unterschrift unter einem anderen Text erfüllt sie nicht. Eine Bestätigung, die vor der
Änderung gegeben ist, bestätigt den alten Stand, auch wenn niemand sie zurückgenommen hat.

Beispiel: Fassung 1.0 ist am 18. Dezember besiegelt. In Fassung 1.1 ist eine Menge anders, die Bestätigung des Datenabgleichs trägt
noch den 5. Dezember.

Stattdessen: Neu bestätigen oder unterschreiben lassen und den neuen Tag eintragen, oder die Änderung zurücknehmen.

Grenzen: Die Regel kennt nur die zuletzt besiegelte Fassung. Ist keine besiegelt, läuft sie nicht, und niemand hat geprüft, ob Bestätigungen noch
passen. Wann zwischen Besiegelung und heute etwas geändert wurde, weiß sie nicht: Eine Bestätigung, die nach der
Besiegelung, aber vor der Änderung gegeben ist, hält sie für gültig. Ist ein mitgelieferter Textbaustein in einer neuen Version des
Programms anders, gelten Unterschriften und Zustimmungen als älter, auch wenn nur ein Komma anders steht.
Ob das Inkrafttreten in der Zukunft liegt, prüft RK-06.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.angaben import Zeit
from contracts.datenvergleich import compare_daten

from ...befund import Fund
from ...kontext import Kontext
from ...muster.nachbarn import list_declared
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="VV-05",
    name="bestaetigung-vor-der-aenderung",
    titel="Unterschriften und Bestätigungen sind jünger als die Änderung",
    schwere="fehler",
    meldung=(
        "{was}: Der Tag {ist} liegt nicht nach dem {soll}, an dem die Fassung {nummer} besiegelt wurde; seither ist anders, was er "
        "deckt: {geaendert}."
    ),
    normen=("§ 56 SGB X", "§ 126 Abs. 3 SGB IX"),
    quellen=("VV-05",),
    braucht_vorfassung=True,
)
GANZ = "*"
"""Stands for everything that a contract says."""
_UNGEDECKT = ("fassung", "unterzeichnung", "pruefbestaetigungen", "vorlagenwerte", "vorlagenbestaetigungen")
"""What tells which version this is and who signed and confirmed it; no signature is about these."""
_GENANNT = 3


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every day of a signature or confirmation that is not after the sealing, although what it covers has changed since."""
    vorher = kontext.pruefling.vorfassung
    if vorher is None:
        return
    geaendert = _list_changed(kontext)
    for pfad, tag, angabe in list_declared(kontext):
        zeit = angabe.zeit
        if zeit is None or not zeit.deckt or not isinstance(tag, date) or tag > vorher.besiegelt_am:
            continue
        betroffen = [g for g in geaendert if _covers(zeit, g, kontext.pruefling.write_pfad(pfad[:-1]))]
        if GANZ in zeit.deckt:
            betroffen += vorher.andere_dateien
        if betroffen:
            werte = {"was": zeit.was, "nummer": vorher.nummer, "geaendert": _name(betroffen)}
            yield Fund(pfad, show_datum(tag), show_datum(vorher.besiegelt_am), werte=werte)


def _list_changed(kontext: Kontext) -> list[str]:
    """Return the written paths of all data that are other than in the sealed Fassung."""
    pruefling = kontext.pruefling
    if pruefling.vorfassung is None or pruefling.quelle is None or pruefling.modell is None:
        return []
    vorher, modell = pruefling.vorfassung.daten, pruefling.modell
    # Who confirms anew changes a day, and nothing that anybody else has confirmed.
    tage = {pruefling.write_pfad(p) for p, _, a in list_declared(kontext) if a.zeit is not None and a.zeit.durch}
    return [d.pfad for d in compare_daten(vorher, pruefling.quelle.daten, modell, modell) if d.pfad not in tage]


def _covers(zeit: Zeit, geaendert: str, eigene: str) -> bool:
    """Tell whether a day is about a changed value; its own entry (`eigene`, who confirmed and when) is not what it confirms."""
    if _lies_in(geaendert, eigene):
        return False
    if GANZ in zeit.deckt:
        return not any(_lies_in(geaendert, ort) for ort in _UNGEDECKT)
    return any(_lies_in(geaendert, ort) for ort in zeit.deckt)


def _lies_in(pfad: str, ort: str) -> bool:
    return pfad == ort or pfad.startswith((f"{ort}.", f"{ort}["))


def _name(betroffen: list[str]) -> str:
    genannt = ", ".join(f"„{g}“" for g in betroffen[:_GENANNT])
    weitere = len(betroffen) - _GENANNT
    return genannt if weitere <= 0 else f"{genannt} und {weitere} weitere"
