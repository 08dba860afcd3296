"""General checks on wording: a wording that must not be there, a statement that must be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..baum import Bereich, Stelle
from ..befund import Fund
from ..kontext import Kontext
from ..volltext import Volltext
from ..wert import zitat
from .verneinung import is_verneint
from .wortdaten import Muster


def find_wortlaut(kontext: Kontext, muster: Sequence[Muster]) -> Iterator[tuple[Muster, Stelle, str, tuple[int, int]]]:
    """Yield every place where a wording stands unnegated: the wording, the passage, its sentence, the span in the whole text.

    Headings name a subject and regulate nothing; they are left out.
    """
    volltext = kontext.baum.volltext
    for eines in muster:
        gesehen: set[int] = set()
        for satz in _saetze_mit(volltext, eines.staemme):
            klein = volltext.klein[satz[0] : satz[1]]
            for treffer in eines.regex.finditer(klein):
                von = satz[0] + treffer.start()
                if von in gesehen:
                    continue
                gesehen.add(von)
                stelle = volltext.stelle(von)
                if stelle.sorte != "ueberschrift" and _applies(eines, klein, treffer.start(), treffer.end(), stelle):
                    yield eines, stelle, volltext.text[satz[0] : satz[1]], (von, satz[0] + treffer.end())


def _saetze_mit(volltext: Volltext, staemme: Sequence[str]) -> list[tuple[int, int]]:
    """Return the sentences that contain one of the pieces, in order."""
    saetze: set[tuple[int, int]] = set()
    for stamm in staemme:
        ort = volltext.klein.find(stamm)
        while ort >= 0:
            saetze.add(volltext.satz(ort))
            ort = volltext.klein.find(stamm, ort + len(stamm))
    return sorted(saetze)


def _applies(muster: Muster, satz: str, von: int, bis: int, stelle: Stelle) -> bool:
    umfeld = f"{stelle.einleitung.lower()} {satz}" if stelle.einleitung else satz
    if muster.naehe and not any(stueck in umfeld for stueck in muster.naehe):
        return False
    if any(ausnahme.search(umfeld) for ausnahme in muster.ausser):
        return False
    return not (muster.ist_verneinbar and is_verneint(satz, von, bis, stelle.einleitung))


def report_wortlaut(kontext: Kontext, muster: Sequence[Muster], soll: str, variante: str = "") -> Iterator[Fund]:
    """Report each passage at most once per wording that must not be there."""
    gemeldet: set[tuple[str, str]] = set()
    text = kontext.baum.volltext.text
    for eines, stelle, satz, (von, bis) in find_wortlaut(kontext, muster):
        if (eines.name, stelle.ort.anker) in gemeldet:
            continue
        gemeldet.add((eines.name, stelle.ort.anker))
        yield Fund(
            anker=stelle.ort.anker,
            ist=zitat(satz),
            soll=soll,
            werte={"wendung": eines.name},
            variante=variante,
            wortlaut=text[von:bis],
        )


def has_wortlaut(kontext: Kontext, muster: Sequence[Muster], bereiche: Sequence[Bereich] = ("paragraf",)) -> bool:
    """Tell whether one of the wordings stands, unnegated, in a part of the document that binds."""
    return any(stelle.ort.bereich in bereiche for _, stelle, _, _ in find_wortlaut(kontext, muster))
