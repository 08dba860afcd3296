"""Second half of the numbering: the text of references and the numbers of footnotes, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..query import rewrite
from ..satzstellen import split_inlines
from ..tree import Abschnitt, Diagramm, Dokument, Fussnote, Tabelle, Textblock, Unterschrift, Verweis
from .zaehler import TEIL, ZEILE
from .zitierort import Teil, VerweisFehler, Zitierort, cite, zahlmarke

if TYPE_CHECKING:
    from .zaehler import Zaehler

TRAEGER = frozenset({Abschnitt, Diagramm, Tabelle, Textblock, Unterschrift})
"""Nodes whose id is named as the place of a reference."""


def carrier(eltern: list[Any]) -> str:
    """Return the id of the block that a reference stands in, by the nodes around it."""
    return next((k.id for k in reversed(eltern) if type(k) in TRAEGER), "?")


def fill_references(dokument: Dokument, zaehler: Zaehler) -> Dokument:
    """Return the counted document with all references and footnotes; raises VerweisFehler naming all that lead nowhere."""
    fueller = _Fueller(zaehler)
    # Half of all nodes are cells of tables, and hardly a table refers to anything.
    gefuellt = rewrite(dokument, fueller.change, Verweis, Fussnote, ausser=fueller.is_without)
    if fueller.fehler:
        meldung = "\n".join(f"Verweis in „{wo}“ auf „{ziel}“: {grund}." for wo, ziel, grund in fueller.fehler)
        raise VerweisFehler(meldung, tuple((wo, ziel) for wo, ziel, _ in fueller.fehler))
    return gefuellt


class _Fueller:
    def __init__(self, zaehler: Zaehler) -> None:
        self.fehler: list[tuple[str, str, str]] = []
        self._zaehler = zaehler
        self._fussnoten = 0

    def is_without(self, tabelle: Tabelle) -> bool:
        """Tell whether no reference stands in a table."""
        return tabelle.id not in self._zaehler.verweisende

    def change(self, inline: Verweis | Fussnote, eltern: list[Any]) -> Verweis | Fussnote:
        if isinstance(inline, Fussnote):
            self._fussnoten += 1
            return Fussnote(inline.inhalt, str(self._fussnoten))
        wo = carrier(eltern)
        orte = self._zaehler.orte
        ort = orte.get(inline.ziel)
        grund = self._obstacle(inline.ziel, ort, inline.satz)
        teile: tuple[Teil, ...] = ()
        if ort and not grund:
            ist_aus_anlage = self._zaehler.is_in_anlage(orte[wo])
            satzmarke = self._satzmarke(inline, ort)
            teile = cite(ort, orte[wo], inline.satz, self._zaehler.ist_dezimal, satzmarke, ist_aus_anlage)
        if not teile:
            self.fehler.append((wo, inline.ziel, grund or "das Ziel hat weder Nummer noch Überschrift"))
            return inline
        return Verweis(inline.ziel, inline.satz, "".join([t for t, _ in teile]), teile)

    def _satzmarke(self, verweis: Verweis, ort: Zitierort) -> str:
        """Return the mark of the cited Satz, "" where it cannot be told which words it begins with."""
        if not verweis.satz:
            return ""
        absatz = next((s.id for s in ort.stufen if s.art == "absatz"), verweis.ziel)
        text = self._zaehler.erste_texte.get(absatz)
        if text is None or verweis.satz > len(split_inlines(text.inhalt)):
            return ""
        return zahlmarke(text.id, verweis.satz)

    def _obstacle(self, ziel: str, ort: Zitierort | None, satz: int) -> str:
        if ort is None:
            if ziel not in self._zaehler.teile:
                return "diese Kennung gibt es im Dokument nicht"
            return f"das Ziel {ZEILE if ziel in self._zaehler.zeilen else TEIL}"
        if ort.sperre:
            return f"das Ziel {ort.sperre}"
        ist_punkt = any(s.art == "punkt" for s in ort.stufen)
        if ort.liste_in and self._zaehler.eigene_listen[ort.liste_in] > 1 and ist_punkt:
            return f"in „{ort.liste_in}“ zählt mehreres je für sich, die Nummer wäre mehrdeutig"
        if satz < 0 or satz > 99:
            return f"die Satznummer {satz} ist nicht möglich"
        return f"das Ziel {ort.kein_satz}" if satz and ort.kein_satz else ""
