"""Commands in words as blocks of an Absatz: a numbered list; a table that a command quotes stands behind its item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..klauseltext import fit_id
from ..tree import Aufzaehlung, Block, Punkt, Tabelle, Textblock, plain
from .befehlstext import Befehlspunkt
from .lesetext import Blocksetzer

Listenblock = Textblock | Aufzaehlung


def list_points(punkte: Sequence[Befehlspunkt]) -> tuple[Block, ...]:
    """Return the numbered points; the count runs on through all lists of the Absatz."""
    bloecke: list[Block] = []
    offen: list[Punkt] = []
    for punkt in punkte:
        n = next((n for n, z in enumerate(punkt.zitat) if isinstance(z, Tabelle)), len(punkt.zitat))
        offen.append(_item(punkt, [z for z in punkt.zitat[:n] if isinstance(z, str)]))
        if n < len(punkt.zitat):
            bloecke += [_list_of(offen), *_behind(punkt, n)]
            offen = []
    return tuple([*bloecke, _list_of(offen)] if offen else bloecke)


def _list_of(punkte: Sequence[Punkt]) -> Aufzaehlung:
    return Aufzaehlung(tuple(punkte), id=fit_id(f"liste_{punkte[0].id}"))


def _item(punkt: Befehlspunkt, zitat: Sequence[str]) -> Punkt:
    kennung = f"befehl_{punkt.kennung.lower()}"
    bloecke: list[Listenblock] = [_text(punkt, f"{kennung}_t", punkt.text)]
    bloecke += [_text(punkt, f"{kennung}_z{n}", z) for n, z in enumerate(zitat, 1)]
    if punkt.unter:
        unter = [_item(p, [z for z in p.zitat if isinstance(z, str)]) for p in punkt.unter]
        bloecke.append(Aufzaehlung(tuple(unter), id=fit_id(f"{kennung}_l")))
    return Punkt(fit_id(kennung), tuple(bloecke))


def _text(punkt: Befehlspunkt, kennung: str, text: str) -> Textblock:
    setzer = Blocksetzer(_path(punkt), f"{kennung}_f")
    return Textblock(fit_id(kennung), setzer.inlines(text))


def _path(punkt: Befehlspunkt) -> str:
    return f"berechnet.befehle.{punkt.kennung.lower()}"


def _behind(punkt: Befehlspunkt, ab: int) -> Iterator[Block]:
    """Yield the table that an item quotes, and what of the quotation comes after it."""
    setzer = Blocksetzer(_path(punkt), f"befehl_{punkt.kennung.lower()}_q")
    for z in punkt.zitat[ab:]:
        if isinstance(z, Tabelle):
            vorn = f"Neue Fassung der {z.nummer} des Vertrages" if z.nummer else "Neue Tabelle des Vertrages"
            yield setzer.table(z, f"{vorn}: {plain(z.titel)}" if z.titel else vorn)
        else:
            yield Textblock(setzer.next_id(), setzer.inlines(z))
