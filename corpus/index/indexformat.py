"""The index of one law as bytes: gzip over JSON lines, the head first, then one line per provision.

Lines are found by their beginning (`{"p":"29",`), so that a question about one § parses one line. Same index, same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from typing import Any

from ..regex import compile_later
from .indexmodell import (
    Gesetzesfassung,
    Gesetzesindex,
    Gesetzeskopf,
    Grenzart,
    Grenze,
    Normabsatz,
    Normpunkt,
    Normsatz,
    Status,
)

FORMAT = 1
_ZIFFERN = compile_later(r"[0-9]{1,9}")
_STATUS: dict[str, Status] = {"g": "geltend", "a": "aufgehoben", "k": "kuenftig", "l": "leer"}
_STATUS_KURZ = {lang: kurz for kurz, lang in _STATUS.items()}
_GRENZE: dict[str, Grenzart] = {
    "b": "belegt", "e": "erschlossen", "o": "beobachtet", "f": "fenster", "l": "luecke", "a": "anfang",
}  # fmt: skip
_GRENZE_KURZ = {lang: kurz for kurz, lang in _GRENZE.items()}


class IndexFehler(ValueError):
    """An index file is damaged or of another format; the message is a German sentence."""


def dump_index(index: Gesetzesindex) -> bytes:
    """Return the lines of the index, not yet compressed."""
    zeilen = [_dump({"format": FORMAT, **_dump_kopf(index.kopf)})]
    for nummer in sorted(index.paragrafen, key=sort_key):
        zeilen.append(_dump({"p": nummer, **_dump_paragraf(index.paragrafen[nummer])}))
    return b"\n".join(zeilen) + b"\n"


def pack_index(zeilen: bytes) -> bytes:
    """Compress without time stamp or file name."""
    ziel = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=ziel, mtime=0) as datei:
        datei.write(zeilen)
    return ziel.getvalue()


def sort_key(nummer: str) -> tuple[int, int, str]:
    """Order provisions as the law does: 9, 9a, 10; other kinds after them."""
    ziffern = _ZIFFERN.match(nummer)
    return (0, int(ziffern[0]), nummer[ziffern.end() :]) if ziffern else (1, 0, nummer)


def _dump(wert: dict[str, Any]) -> bytes:
    return json.dumps(wert, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _dump_kopf(kopf: Gesetzeskopf) -> dict[str, Any]:
    return {
        "gesetz": kopf.gesetz,
        "text": kopf.text,
        "titel": kopf.titel,
        "beobachtet": [[str(a), str(b)] for a, b in kopf.beobachtet],
        "gilt_ab": str(kopf.gilt_ab or ""),
        "gilt_bis": str(kopf.gilt_bis or ""),
        "grund_ende": kopf.grund_ende,
        "nachfolger": kopf.nachfolger,
    }


def load_kopf(zeile: bytes) -> Gesetzeskopf:
    """Read the first line. Raises IndexFehler for another format."""
    try:
        roh = json.loads(zeile)
        kennung = roh["format"]
        if kennung == FORMAT:
            (erste, *weitere) = ((date.fromisoformat(a), date.fromisoformat(b)) for a, b in roh["beobachtet"])
            return Gesetzeskopf(
                roh["gesetz"], roh["text"], roh["titel"], (erste, *weitere),
                _tag(roh["gilt_ab"]), _tag(roh["gilt_bis"]), roh["grund_ende"], roh["nachfolger"],
            )  # fmt: skip
    except (KeyError, TypeError, ValueError, RecursionError) as fehler:
        raise IndexFehler("Der Normindex ist beschädigt. Bitte neu importieren.") from fehler
    raise IndexFehler(f"Der Normindex hat das Format {kennung}, gelesen wird {FORMAT}. Bitte neu importieren.")


def _dump_paragraf(fassungen: tuple[Gesetzesfassung, ...]) -> dict[str, Any]:
    """Units are listed once; versions point to them, because most changes touch one Absatz of many."""
    absaetze: dict[Normabsatz, int] = {}
    zeilen = []
    for f in fassungen:
        nummern = [absaetze.setdefault(a, len(absaetze)) for a in f.absaetze]
        zeile: list[Any] = [_dump_grenze(f.von), str(f.gesehen_bis), _STATUS_KURZ[f.status], f.ueberschrift, nummern]
        if f.kuenftig or f.ende:
            zeile.append([[n, str(t)] for n, t in f.kuenftig])
            zeile.append(_dump_grenze(f.ende) if f.ende else None)
        zeilen.append(zeile)
    return {"f": zeilen, "a": [_dump_absatz(a) for a in absaetze]}


def _dump_grenze(g: Grenze) -> list[str]:
    return [_GRENZE_KURZ[g.art], str(g.datum or ""), str(g.nach or ""), str(g.spaetestens)]


def _dump_absatz(a: Normabsatz) -> list[Any]:
    return [a.nummer, a.hash, [[s.hash, [_dump_punkt(p) for p in s.punkte]] if s.punkte else s.hash for s in a.saetze]]


def _dump_punkt(p: Normpunkt) -> list[Any]:
    kurz: list[Any] = [p.nummer, p.hash]
    if p.saetze != 1 or p.punkte:
        kurz.append(p.saetze)
    if p.punkte:
        kurz.append([_dump_punkt(q) for q in p.punkte])
    return kurz


def load_paragraf(zeile: bytes) -> tuple[Gesetzesfassung, ...]:
    """Read the versions of one provision from its line. Raises IndexFehler if it is damaged."""
    try:
        roh = json.loads(zeile)
        absaetze = [_load_absatz(a) for a in roh["a"]]
        return tuple(_load_fassung(f, absaetze) for f in roh["f"])
    except (KeyError, TypeError, ValueError, IndexError, RecursionError) as fehler:
        raise IndexFehler("Der Normindex ist beschädigt. Bitte neu importieren.") from fehler


def _load_fassung(f: list[Any], absaetze: list[Normabsatz]) -> Gesetzesfassung:
    return Gesetzesfassung(
        von=_load_grenze(f[0]),
        gesehen_bis=date.fromisoformat(f[1]),
        status=_STATUS[f[2]],
        ueberschrift=f[3],
        absaetze=tuple(absaetze[i] for i in f[4]),
        kuenftig=tuple((n, date.fromisoformat(t)) for n, t in f[5]) if len(f) > 5 else (),
        ende=_load_grenze(f[6]) if len(f) > 6 and f[6] else None,
    )


def _load_grenze(g: list[str]) -> Grenze:
    return Grenze(_GRENZE[g[0]], _tag(g[1]), _tag(g[2]), date.fromisoformat(g[3]))


def _load_absatz(a: list[Any]) -> Normabsatz:
    return Normabsatz(
        a[0], a[1], tuple(Normsatz(s) if isinstance(s, str) else Normsatz(s[0], _load_punkte(s[1])) for s in a[2])
    )


def _load_punkte(punkte: list[Any]) -> tuple[Normpunkt, ...]:
    return tuple(
        Normpunkt(p[0], p[1], p[2] if len(p) > 2 else 1, _load_punkte(p[3]) if len(p) > 3 else ()) for p in punkte
    )


def _tag(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
