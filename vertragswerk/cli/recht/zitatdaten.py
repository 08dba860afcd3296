"""A judged citation as plain data, and as the JSON of many: what repeats in a dense text is written once."""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, TypeAlias

from corpus.druckbar import escape_json
from corpus.norm import Norm
from corpus.recht.beurteilung import Beurteilung
from corpus.zitate import Normstelle, Zitat

from .zeilenjson import dump

Geurteilt: TypeAlias = tuple[Beurteilung, Beurteilung | None]
"""A citation's judgement, and what has become of it by the Stichtag."""


_NAME = {"§": "paragraf", "Art.": "artikel"}


def as_data(u: Beurteilung, heute: Beurteilung | None = None) -> dict[str, Any]:
    """Return a judged citation as plain data; `start` and `end` count code points of the extracted text.

    `heute` says what has become of it by the Stichtag, for a text that follows an earlier law.
    """
    z = u.zitat
    spaeter = (
        {"heute": {"urteil": heute.urteil, "begruendung": heute.begruendung, "nachfolger": list(heute.nachfolger)}}
        if heute
        else {}
    )
    return {
        "start": z.start,
        "end": z.end,
        "text": z.text,
        "kanonisch": z.kanonisch,
        "art": z.art,
        "gesetz": z.gesetz,
        "teile": [_part(n, s, ist_erste=i == 0) for s in z.stellen for i, n in enumerate(s.expand())],
        "kette": z.kette,
        "entscheidung": z.entscheidung._asdict() if z.entscheidung else None,
        "urteil": u.urteil,
        "begruendung": u.begruendung,
        "nachfolger": list(u.nachfolger),
        "frage": u.frage,
        "hinweise": list(z.hinweise),
        **spaeter,
    }


def _part(norm: Norm, stelle: Normstelle, *, ist_erste: bool) -> dict[str, Any]:
    """Return one place: a key per unit, and all units in order, because a Nummer may stand inside a Satz of a Nummer.

    `folgende` marks the beginning of an open range; what `f.` adds is written out. `verbindung` joins the first norm of a
    place to the place before it in the same citation.
    """
    felder = {"gesetz": norm.gesetz, _NAME[norm.art]: norm.paragraf, **dict(norm.einheiten), "fassung": norm.fassung}
    felder |= _borders(stelle, ist_erste=ist_erste)
    return {k: w for k, w in felder.items() if w} | {"einheiten": [list(e) for e in norm.einheiten]}


def _borders(stelle: Normstelle, *, ist_erste: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return how a place is open to its end, and how it is joined to the one before."""
    folgende = stelle.folgende if stelle.folgende == "ff." else ""
    return ("folgende", folgende), ("verbindung", stelle.verbindung if ist_erste else "")


def write_zitat(u: Beurteilung, heute: Beurteilung | None, rand: str) -> str:
    """Return what `dump` makes of `as_data`, without characters that steer a terminal; a test compares."""
    start, ende, *zitat = u.zitat
    rest = _write_rest(tuple(zitat), u[1:], heute and heute[1:], rand)
    return f'{{{rand}  "start": {start},{rand}  "end": {ende},{rest}'


@lru_cache(maxsize=8192)
def _write_rest(zitat: tuple[Any, ...], urteil: tuple[Any, ...], heute: tuple[Any, ...] | None, rand: str) -> str:
    """Return everything behind the places."""
    z = Zitat(0, 0, *zitat)
    innen, t = f"{rand}  ", encode_basestring
    wort, grund, nachfolger, frage = urteil
    teile = f",{innen}  ".join([_write_part(n, s, i == 0, innen) for s in z.stellen for i, n in enumerate(s.expand())])
    entscheidung = dump(z.entscheidung._asdict(), innen) if z.entscheidung else "null"
    spaeter = ""
    if heute:
        daten = {"urteil": heute[0], "begruendung": heute[1], "nachfolger": list(heute[2])}
        spaeter = f',{innen}"heute": {dump(daten, innen)}'
    return escape_json(
        f'{innen}"text": {t(z.text)},{innen}"kanonisch": {t(z.kanonisch)},{innen}"art": {t(z.art)},'
        f'{innen}"gesetz": {t(z.gesetz)},{innen}"teile": {f"[{innen}  {teile}{innen}]" if teile else "[]"},'
        f'{innen}"kette": {t(z.kette)},{innen}"entscheidung": {entscheidung},{innen}"urteil": {t(wort)},'
        f'{innen}"begruendung": {t(grund)},{innen}"nachfolger": {dump(list(nachfolger), innen)},'
        f'{innen}"frage": {t(frage)},{innen}"hinweise": {dump(list(z.hinweise), innen)}{spaeter}{rand}}}'
    )


def _write_part(norm: Norm, stelle: Normstelle, ist_erste: bool, rand: str) -> str:
    """Return what `dump` makes of a place in the list of a citation's places."""
    einheiten = norm.einheiten
    if len({name for name, _ in einheiten}) < len(
        einheiten
    ):  # a Nummer inside a Satz of a Nummer: the last has the key
        return dump(_part(norm, stelle, ist_erste=ist_erste), f"{rand}  ")
    innen, t = f"{rand}    ", encode_basestring
    felder = [(name, wert) for name, wert in (("gesetz", norm.gesetz), (_NAME[norm.art], norm.paragraf)) if wert]
    felder += einheiten
    felder += [(n, w) for n, w in (("fassung", norm.fassung), *_borders(stelle, ist_erste=ist_erste)) if w]
    paare = f",{innen}  ".join([f"[{innen}    {t(n)},{innen}    {t(w)}{innen}  ]" for n, w in einheiten])
    zeilen = "".join([f"{innen}{t(n)}: {t(w)}," for n, w in felder])
    return f'{{{zeilen}{innen}"einheiten": {f"[{innen}  {paare}{innen}]" if paare else "[]"}{rand}  }}'
