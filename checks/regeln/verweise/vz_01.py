"""Ein Binnenverweis führt ins Leere.

Prüft: Jeder Verweis zeigt auf einen vorhandenen Paragrafen, Absatz, Satz oder eine vorhandene Anlage; das gilt auch für Verweise,
die als fester Text geschrieben sind.

Warum: Ein Verweis auf eine Stelle, die es nicht (mehr) gibt, macht die Regel unverständlich, in der er steht.

Beispiel: „nach Maßgabe der Anlage 9“ in einem Vertrag mit sieben Anlagen.

Stattdessen: Auf die Kennung des Textbausteins verweisen; die Nummer setzt das Programm.

Grenzen: Ob der Verweis die gemeinte Stelle trifft, muss ein Mensch lesen. Fest geschriebene Verweise, die es gibt, meldet die
Regel als Hinweis, weil sie beim Umnummerieren stehen bleiben.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.query import query
from generator.tree import INLINES, Begriff, Betont, Fussnote, Inline, Verweis

from ...baum import Baumindex, Ort, Stelle
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...volltext import glaetten, iter_saetze
from ...zitate import Fundzitat

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
    quellen=("VZ-01",),
)

EINZAHL = re.compile(r"\bAnlagen (?=\d)")
ZU_ANDEREM = re.compile(r" zu (?:den )?§| zu[mr] (?:\w{1,40}(?:vertrag|vereinbarung|gesetz|ordnung)(?:e?s|en)?|LRV)\b")
VERWEIS = "\ufffc"
"""Stands for a real reference: its words are the program's, not the author's."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield dead references, sentences that the target lacks, and references typed as text."""
    for anker, ziel in kontext.pruefling.tote_verweise:
        yield Fund(anker=anker, ist=ziel.replace("_", ".", 1), stelle=kontext.place_of_reference(ziel))
    baum = kontext.baum
    for verweis, stelle in baum.verweise:
        if verweis.satz:
            yield from _satz(baum, verweis, stelle)
    for fund in _fest_geschriebene(kontext):
        yield from _feste(fund, baum)


def _satz(baum: Baumindex, verweis: Verweis, stelle: Stelle) -> Iterator[Fund]:
    ziel = baum.orte.get(verweis.ziel)
    if ziel is None:
        return
    texte = [s.text for s in baum.nach_abschnitt[ziel.abschnitt] if s.sorte == "text" and _belongs(s.ort, ziel)]
    anzahl = sum(1 for text in texte for _ in iter_saetze(text))
    if 0 < anzahl < verweis.satz:
        soll = "einen Satz" if anzahl == 1 else f"{anzahl} Sätze"
        werte = {"stelle": ziel.fundstelle}
        yield Fund(anker=stelle.ort.anker, ist=str(verweis.satz), soll=soll, variante="satz", werte=werte)


def _belongs(ort: Ort, ziel: Ort) -> bool:
    return ort.anker == ziel.anker or ort.fundstelle == ziel.fundstelle


def _fest_geschriebene(kontext: Kontext) -> Iterator[Fundzitat]:
    """Yield the places inside the document that fixed text and texts of the data cite."""
    mit_verweis = {id(stelle) for _, stelle in kontext.baum.verweise}
    eigene: set[int] = set()
    for stelle in kontext.baum.stellen:
        text = _without_references(stelle.inhalt) if id(stelle) in mit_verweis else stelle.text
        if text is not stelle.text or "Anlagen " in text:
            eigene.add(id(stelle))
            yield from (Fundzitat(z, stelle) for z in find_feste(text))
    for fund in kontext.zitate:
        if (
            id(fund.stelle) not in eigene
            and fund.zitat.art == "intern"
            and not _is_outside(fund.zitat, fund.stelle.text)
        ):
            yield fund


def _without_references(inhalt: tuple[Inline, ...]) -> str:
    """Return the text of a passage with a mark in place of each real reference."""
    teile = []
    for inline in query(inhalt, *INLINES):
        if isinstance(inline, Verweis):
            teile.append(VERWEIS)
        elif isinstance(inline, Begriff):
            teile.append(f"„{inline.text}“")
        elif not isinstance(inline, (Betont, Fussnote)):
            teile.append(getattr(inline, "text", " "))
    return glaetten("".join(teile))


@lru_cache(maxsize=4096)
def find_feste(text: str) -> tuple[Zitat, ...]:
    """Return the places inside the document that a text cites; the scanner reads annexes in the singular."""
    if "§" not in text and "Anlage" not in text:
        return ()
    from corpus.zitate import find

    mehrzahl = {fund.start() - i for i, fund in enumerate(EINZAHL.finditer(text))}
    text = EINZAHL.sub("Anlage ", text)
    return tuple(
        z._replace(text=f"Anlagen{z.text[6:]}") if z.start in mehrzahl else z  # as the author wrote it
        for z in find(text)
        if z.art == "intern" and not _is_outside(z, text)
    )


def _is_outside(zitat: Zitat, text: str) -> bool:
    """Tell whether an annex belongs to another text, which stands behind it (“Anlage 1 zu § 15 SGB XI”)."""
    return not zitat.stellen[-1].von.paragraf and ZU_ANDEREM.match(text, zitat.end) is not None


def _feste(fund: Fundzitat, baum: Baumindex) -> Iterator[Fund]:
    """Yield each place of a citation: an error where it does not exist, a hint where it does."""
    stelle = fund.stelle
    if not fund.zitat.start and stelle.sorte == "ueberschrift":
        return  # a typed number of the heading itself; rule VZ-02 reports it
    for ziel in dict.fromkeys(filter(None, map(_ziel, fund.zitat.teile))):
        ist_da = ziel in baum.fundstellen
        yield Fund(
            anker=stelle.ort.anker,
            ist=ziel,
            variante="fest" if ist_da else "text",
            schwere="hinweis" if ist_da else None,
            wortlaut=fund.zitat.text,
        )


def _ziel(norm: Norm) -> str:
    """Return the printed place a citation names, empty for one below the § alone or with letters, which no document has."""
    if norm.paragraf:
        ist_unser = norm.art == "§" and norm.paragraf.isdigit()
        return f"§ {norm.paragraf}{f' Absatz {norm.absatz}' if norm.absatz else ''}" if ist_unser else ""
    name, wert = norm.einheiten[0]
    return f"Anlage {wert}" if name == "anlage" and wert.isdigit() else ""
