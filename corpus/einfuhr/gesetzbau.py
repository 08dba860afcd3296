"""Build the index of a law that the program knows from its prepared file and the tables of dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ..index.indexbau import build_gesetzesindex
from ..index.indexmodell import Gesetzesindex, Gesetzeskopf
from ..index.roh import Sichtung
from ..index.zeitgrenzen import Belege, Wirksamkeit


def build_gesetz(eintrag: dict[str, Any], sichtungen: list[Sichtung], belege: Belege) -> Gesetzesindex:
    """Build the index of one shipped law; `eintrag` are the facts about it (`load_gesetze`)."""
    belege = _extend(belege, eintrag)
    kopf = Gesetzeskopf(
        gesetz=eintrag["gesetz"],
        text=eintrag["text"],
        titel=eintrag["titel"],
        beobachtet=belege.beobachtet,
        gilt_ab=_tag(eintrag.get("gilt_ab")),
        gilt_bis=_tag(eintrag.get("gilt_bis")),
        grund_ende=eintrag.get("grund_ende", ""),
        nachfolger=eintrag.get("nachfolger", ""),
    )
    return build_gesetzesindex(kopf, sichtungen, belege)


def _extend(belege: Belege, eintrag: dict[str, Any]) -> Belege:
    """Let a known day of effect open the first span; a text known never to have changed has no gaps."""
    spannen = list(belege.beobachtet)
    ab, bis = _tag(eintrag.get("gilt_ab")), _tag(eintrag.get("gilt_bis"))
    if ab and any(w.wirksam_ab == ab and w.gesehen_am == spannen[0][0] for w in belege.wirksamkeiten):
        spannen[0] = (ab, spannen[0][1])
    if eintrag.get("nie_geaendert") and ab and bis:
        erste = Wirksamkeit(spannen[0][0], ab, ist_belegt=True)
        return replace(belege, beobachtet=((ab, bis),), wirksamkeiten=(*belege.wirksamkeiten, erste))
    return replace(belege, beobachtet=tuple(spannen))


def _tag(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
