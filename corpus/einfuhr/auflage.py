"""Build the shipped index of all known laws from the prepared files: `python -m corpus.einfuhr.auflage ORDNER`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..index.indexbau import build_gesetzesindex
from ..index.indexformat import dump_index, pack_index
from ..index.indexmodell import Gesetzesindex, Gesetzeskopf
from ..index.zeitgrenzen import Belege, Wirksamkeit
from .aufbereitet import read_belege, read_sichtungen


def load_gesetze() -> list[dict[str, Any]]:
    """Return the facts about each shipped law: key, title, in force from and to, what followed."""
    daten = files("corpus") / "data" / "normen" / "gesetze.json"
    gesetze: list[dict[str, Any]] = json.loads(daten.read_text(encoding="utf-8"))
    return gesetze


def file_name(text: str) -> str:
    """Return the file name of the index of one text: `SGB_IX_2018` → `sgb_ix_2018.jsonl.gz`."""
    return f"{text.lower()}.jsonl.gz"


def build_gesetz(eintrag: dict[str, Any], ordner: Path) -> Gesetzesindex:
    """Build the index of one law from the folder of prepared files."""
    belege = _extend(read_belege(ordner, eintrag["text"]), eintrag)
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
    return build_gesetzesindex(kopf, read_sichtungen(ordner / f"{eintrag['text']}.jsonl.gz"), belege)


def build_zeilen(eintrag: dict[str, Any], ordner: Path) -> bytes:
    """Return the uncompressed lines of the index of one law."""
    return dump_index(build_gesetz(eintrag, ordner))


def write_auflage(ordner: Path, ziel: Path) -> int:
    """Write the index of every shipped law and return the number of bytes."""
    groesse = 0
    for eintrag in load_gesetze():
        inhalt = pack_index(build_zeilen(eintrag, ordner))
        (ziel / file_name(eintrag["text"])).write_bytes(inhalt)
        groesse += len(inhalt)
    return groesse


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


if __name__ == "__main__":
    import sys

    sys.stdout.write(f"{write_auflage(Path(sys.argv[1]), Path(sys.argv[2]))} Bytes\n")
