"""Second half of the numbering: the text of references and the numbers of footnotes, in reading order."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..merkspeicher import NEBENHER, Merkspeicher
from ..query import query_with_parents, rewrite
from ..satzstellen import split_inlines
from ..tree import Abschnitt, Diagramm, Dokument, Fussnote, Tabelle, Textblock, Unterschrift, Verweis
from .zaehler import TEIL, ZEILE
from .zitierort import Teil, VerweisFehler, Zitierort, cite, zahlmarke

if TYPE_CHECKING:
    from .zaehler import Zaehler

A = TypeVar("A")

TRAEGER = frozenset({Abschnitt, Diagramm, Tabelle, Textblock, Unterschrift})
"""Nodes whose id is named as the place of a reference."""


def carrier(eltern: list[Any]) -> str:
    """Return the id of the block that a reference stands in, by the nodes around it."""
    return next((k.id for k in reversed(eltern) if type(k) in TRAEGER), "?")


def fill_references(dokument: Dokument, zaehler: Zaehler) -> Dokument:
    """Return the counted document with all references and footnotes; raises VerweisFehler naming all that lead nowhere."""
    fueller = _Fueller(zaehler)
    rubrum = fueller.rewrite(dokument.rubrum)
    abschnitte = tuple([fueller.fill_section(a) for a in dokument.abschnitte])
    if fueller.fehler:
        meldung = "\n".join(f"Verweis in „{wo}“ auf „{ziel}“: {grund}." for wo, ziel, grund in fueller.fehler)
        raise VerweisFehler(meldung, tuple((wo, ziel) for wo, ziel, _ in fueller.fehler))
    return replace(dokument, rubrum=rubrum, abschnitte=abschnitte)


@dataclass(frozen=True, slots=True, eq=False)
class _Bekannt:
    """A counted section, what it refers to from which block, and how many footnotes it has."""

    abschnitt: Abschnitt
    verweise: tuple[tuple[str, Verweis], ...]
    fussnoten: int


_BEKANNTE: Merkspeicher[_Bekannt] = Merkspeicher()
_GEFUELLTE: Merkspeicher[Abschnitt] = Merkspeicher()
_SAETZE: Merkspeicher[tuple[Textblock, int]] = Merkspeicher()


def _look_at(abschnitt: Abschnitt) -> _Bekannt:
    bekannt = _BEKANNTE.get(id(abschnitt))
    if bekannt is None:
        gefunden = query_with_parents(abschnitt, Verweis, Fussnote)
        verweise = tuple([(carrier(list(um)), v) for um, v in gefunden if isinstance(v, Verweis)])
        neu = _Bekannt(abschnitt, verweise, len(gefunden) - len(verweise))
        bekannt = _BEKANNTE.keep(id(abschnitt), neu, NEBENHER)
    return bekannt


def _count_saetze(text: Textblock) -> int:
    bekannt = _SAETZE.get(id(text)) or _SAETZE.keep(id(text), (text, len(split_inlines(text.inhalt))), NEBENHER)
    return bekannt[1]


class _Fueller:
    def __init__(self, zaehler: Zaehler) -> None:
        self.fehler: list[tuple[str, str, str]] = []
        self._zaehler = zaehler
        self._fussnoten = 0

    def is_without(self, tabelle: Tabelle) -> bool:
        """Tell whether no reference stands in a table."""
        return tabelle.id not in self._zaehler.verweisende

    def rewrite(self, teil: A) -> A:
        """Return a piece of the document with its references and footnotes."""
        # Half of all nodes are cells of tables, and hardly a table refers to anything.
        return rewrite(teil, self.change, Verweis, Fussnote, ausser=self.is_without)

    def fill_section(self, abschnitt: Abschnitt) -> Abschnitt:
        """Return a section of the top level with its references and footnotes, made once for all contracts in which they read the same."""
        bekannt = _look_at(abschnitt)
        if not bekannt.verweise and not bekannt.fussnoten:
            return abschnitt
        ziele = [self._target(wo, verweis) for wo, verweis in bekannt.verweise]
        if None in ziele:
            return self.rewrite(abschnitt)
        schluessel = (bekannt, bekannt.fussnoten and self._fussnoten, tuple(ziele))
        fertig = _GEFUELLTE.get(schluessel)
        if fertig is None:
            davor = len(self.fehler)
            fertig = self.rewrite(abschnitt)
            return fertig if len(self.fehler) > davor else _GEFUELLTE.keep(schluessel, fertig, NEBENHER)
        self._fussnoten += bekannt.fussnoten
        return fertig

    def _target(self, wo: str, verweis: Verweis) -> Hashable:
        """Return all that the text of a reference hangs on outside its section, None where nothing has the id it names."""
        orte = self._zaehler.orte
        ort = orte.get(verweis.ziel)
        if ort is None or wo not in orte:
            return None
        return ort, self._is_ambiguous(ort), self._satzmarke(verweis, ort)

    def _is_ambiguous(self, ort: Zitierort) -> bool:
        return bool(ort.liste_in) and self._zaehler.eigene_listen[ort.liste_in] > 1

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
        if text is None or verweis.satz > _count_saetze(text):
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
        if self._is_ambiguous(ort) and ist_punkt:
            return f"in „{ort.liste_in}“ zählt mehreres je für sich, die Nummer wäre mehrdeutig"
        if satz < 0 or satz > 99:
            return f"die Satznummer {satz} ist nicht möglich"
        return f"das Ziel {ort.kein_satz}" if satz and ort.kein_satz else ""
