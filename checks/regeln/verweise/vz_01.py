"""Ein Binnenverweis führt ins Leere.

Prüft: Jeder Verweis zeigt auf einen vorhandenen Paragrafen, Absatz, Satz oder eine vorhandene Anlage; das gilt auch für Verweise,
die als fester Text geschrieben sind.

Warum: Ein Verweis auf eine Stelle, die es nicht (mehr) gibt, macht die Regel unverständlich, in der er steht.

Beispiel: „nach Maßgabe der Anlage 9“ in einem Vertrag mit sieben Anlagen.

Stattdessen: Auf die Kennung des Textbausteins verweisen; die Nummer setzt das Programm.

Grenzen: Wo ein Satz endet, lässt sich nicht an jedem Punkt sicher sagen („500 EUR. Der Rest“); gezählt wird dort zugunsten des
Verweises. Ob der Verweis die gemeinte Stelle trifft, muss ein Mensch lesen. Fest geschriebene Verweise, die es gibt, meldet die
Regel als Hinweis, weil sie beim Umnummerieren stehen bleiben.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from contracts.position import Position
from corpus.regex import compile_later
from corpus.saetze import count_saetze
from generator.tree import Inline, Verweis

from ...bedarf import HatAenderung
from ...befund import Fund, Schwere
from ...dokumentindex import Dokumentindex, Teilindex
from ...glaettung import glaetten
from ...kontext import Kontext
from ...regel import Regel
from ...stelle import Spanne, Stelle, Textstueck, iter_leaves, printed

if TYPE_CHECKING:
    from corpus.norm import Norm
    from corpus.zitate import Zitat

REGEL = Regel(
    code="VZ-01",
    name="verweis-ins-leere",
    titel="Binnenverweise lösen auf",
    schwere="fehler",
    meldung="Der Verweis auf „{ist}“ hat kein Ziel. Berichtigen Sie die Kennung, oder nehmen Sie den Textbaustein auf.",
    varianten={
        "satz": "Der Verweis zeigt auf Satz {ist}; die Stelle ({stelle}) hat nur {soll}.",
        "text": "Der Text verweist auf „{ist}“; diese Stelle gibt es im Vertrag nicht.",
        "fest": "Der Verweis „{ist}“ ist als fester Text geschrieben und bleibt beim Umnummerieren stehen. "
        "Verwenden Sie einen Verweis auf die Kennung.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-01",),
)

ZU_ANDEREM = compile_later(
    r" zu (?:den )?§| zu[mr] (?:\w{1,40}(?:vertrag|vereinbarung|gesetz|ordnung)(?:e?s|en)?|LRV)\b"
)
VERWEIS = "\ufffc"
"""Stands for a real reference: its words are the program's, not the author's."""


HINWEIS: Schwere = "hinweis"


class Festzitat(NamedTuple):
    """A citation in a text, and the offsets of its words there."""

    zitat: Zitat
    von: int
    bis: int


class Festverweis(NamedTuple):
    """A reference typed as text, and its words in their passage."""

    zitat: Zitat
    spanne: Spanne


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield dead references, sentences that the target lacks, and references typed as text."""
    for anker, ziel in kontext.schriftstueck.tote_verweise:
        yield Fund(anker=anker, ist=ziel.replace("_", ".", 1), position=_place_of_reference(kontext, ziel))
    baum = kontext.baum
    for verweis, stelle in baum.verweise:
        if verweis.satz:
            yield from _satz(baum, verweis, stelle)
    if kontext.hat(HatAenderung):
        # What an amendment cites as text are places of the contract that it amends (VV-01).
        return
    for fest in _fest_geschriebene(kontext):
        yield from _feste(fest, baum)


def _place_of_reference(kontext: Kontext, ziel: str) -> Position | None:
    """Return where an own clause text refers to a block, None where only the library does."""
    ort = kontext.schriftstueck.verweisorte.get(ziel)
    return ort if ort is not None and kontext.is_own(ort) else None


def _satz(baum: Dokumentindex, verweis: Verweis, stelle: Stelle) -> Iterator[Fund]:
    abschnitt, fundstelle = baum.orte.get(verweis.ziel), baum.fundstelle(verweis.ziel)
    if abschnitt is None:
        return
    dort = [s for s in baum.nach_abschnitt.get(abschnitt, ()) if s.sorte == "text"]
    texte = [s.text for s in dort if s.anker == verweis.ziel or baum.fundstelle(s.anker) == fundstelle]
    zahlen = [count_saetze(text) for text in texte]
    anzahl = sum(hoechstens for _, hoechstens in zahlen)
    if 0 < anzahl < verweis.satz:
        ist_sicher = all(mindestens == hoechstens for mindestens, hoechstens in zahlen)
        soll = "einen Satz" if anzahl == 1 else f"{'' if ist_sicher else 'höchstens '}{anzahl} Sätze"
        werte = {"stelle": fundstelle}
        yield Fund.at(stelle.spanne_of(verweis), str(verweis.satz), soll, variante="satz", werte=werte)


def _fest_geschriebene(kontext: Kontext) -> Iterator[Festverweis]:
    """Yield the places inside the document that fixed text and texts of the data cite."""
    mit_verweis = {id(stelle) for _, stelle in kontext.baum.verweise}
    yield from chain.from_iterable(kontext.baum.read_each(_beside_references))
    for fund in kontext.zitate:
        if (
            id(fund.stelle) not in mit_verweis
            and fund.zitat.art == "intern"
            and not _is_outside(fund.zitat, fund.stelle.text)
        ):
            yield Festverweis(fund.zitat, fund.stelle.spanne(fund.zitat.start, fund.zitat.end))


def _beside_references(teil: Teilindex) -> list[Festverweis]:
    """Return what passages with real references cite besides as text."""
    mit_verweis = {id(stelle) for _, stelle in teil.verweise}
    feste = []
    for stelle in (s for s in teil.stellen if id(s) in mit_verweis):
        rueckweg = Rueckweg(stelle)
        for fest in find_feste(_without_references(stelle.inhalt)):
            feste.append(Festverweis(fest.zitat, stelle.spanne(rueckweg.at(fest.von), rueckweg.at(fest.bis))))
    return feste


class Rueckweg:
    """The way back from the text of a passage without references, each of which is one mark there, to the passage."""

    def __init__(self, stelle: Stelle) -> None:
        self._stelle = stelle

    @cached_property
    def _verweise(self) -> list[Textstueck]:
        return [s for s in self._stelle.stuecke() if isinstance(s.inline, Verweis)]

    @cached_property
    def _zuwachs(self) -> list[int]:
        """Return by how much the first n references are longer than their marks, for every n."""
        return list(accumulate((v.bis - v.von - 1 for v in self._verweise), initial=0))

    @cached_property
    def _marken(self) -> list[int]:
        return [v.von - mehr for v, mehr in zip(self._verweise, self._zuwachs, strict=False)]

    def at(self, ort: int) -> int:
        """Return the offset in the passage for one in its text without references."""
        return ort + self._zuwachs[bisect_left(self._marken, ort)]


def _without_references(inhalt: tuple[Inline, ...]) -> str:
    """Return the text of a passage with a mark in place of each real reference."""
    return glaetten("".join([VERWEIS if isinstance(i, Verweis) else printed(i) for i in iter_leaves(inhalt)]))


@lru_cache(maxsize=4096)
def find_feste(text: str) -> tuple[Festzitat, ...]:
    """Return the places inside the document that a text cites."""
    if "§" not in text and "Anlage" not in text:
        return ()
    from corpus.zitate import find

    return tuple(Festzitat(z, z.start, z.end) for z in find(text) if z.art == "intern" and not _is_outside(z, text))


def _is_outside(zitat: Zitat, text: str) -> bool:
    """Tell whether an annex belongs to another text, which stands behind it (“Anlage 1 zu § 15 SGB XI”)."""
    return not zitat.stellen[-1].von.paragraf and ZU_ANDEREM.match(text, zitat.end) is not None


def _feste(fest: Festverweis, baum: Dokumentindex) -> Iterator[Fund]:
    """Yield each place of a citation: an error where it does not exist, a hint where it does."""
    if not fest.zitat.start and fest.spanne.stelle.sorte == "ueberschrift":
        return  # a typed number of the heading itself; rule VZ-02 reports it
    for ziel in dict.fromkeys(filter(None, map(_ziel, fest.zitat.teile))):
        ist_da = ziel in baum.fundstellen
        variante, schwere = ("fest", HINWEIS) if ist_da else ("text", None)
        yield Fund.at(fest.spanne, ist=ziel, variante=variante, schwere=schwere)


def _ziel(norm: Norm) -> str:
    """Return the printed place a citation names, empty for one below the § alone or with letters, which no document has."""
    if norm.paragraf:
        ist_unser = norm.art == "§" and norm.paragraf.isdigit()
        return f"§ {norm.paragraf}{f' Absatz {norm.absatz}' if norm.absatz else ''}" if ist_unser else ""
    name, wert = norm.einheiten[0]
    return f"Anlage {wert}" if name == "anlage" and wert.isdigit() else ""
