"""Read prepared files: one JSON line per provision and text version (`<text>.jsonl.gz`) with their tables of dates."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..index.indexmodell import Status
from ..index.roh import Inhalt, Rohabsatz, Rohliste, Rohnorm, Rohtabelle, Sichtung
from ..index.zeitgrenzen import (
    Ankuendigung,
    Belege,
    Wirksamkeit,
    check_tag,
    dates_in,
    merge_spans,
    read_tag,
)
from ..regex import compile_later
from .fehler import ImportFehler
from .inkraft import find_inkraft
from .obergrenzen import MAX_DATEI, MAX_TEXT, MAX_TIEFE, MAX_ZEILE

_STATUS: dict[str, Status] = {"ok": "geltend", "repealed": "aufgehoben", "future": "kuenftig", "empty": "leer"}
_ABSATZ = compile_later(r"\((\w{1,6})\)")
_ABZUEGE, _AUSNAHMEN, _ANSAGEN = "index.json", "effective_overrides.json", "effective_dates_from_stand.json"
TAFELN = (_ABZUEGE, _AUSNAHMEN, _ANSAGEN)
"""File names of the tables of dates."""
_RAT = "Bitte die Tabellen neu laden oder die Datei allein in einen anderen Ordner legen und von dort importieren."
_FUSSNOTE = compile_later(r"\[\^BJNR\w+\]")


def parse_sichtungen(daten: bytes, name: str) -> list[Sichtung]:
    """Return the sightings in the bytes of one prepared file. Raises ImportFehler with file and line."""
    sichtungen = []
    for nummer, zeile in enumerate(_lines(daten, name), start=1):
        try:
            sichtungen.append(_sichtung(_load(zeile)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fehler:
            raise ImportFehler(
                f"{name}, Zeile {nummer}: Das ist keine aufbereitete Fassung einer Vorschrift ({str(fehler)[:200]})."
            ) from fehler
    if not sichtungen:
        raise ImportFehler(f"{name}: Die Datei enthält keine Vorschriften.")
    return sichtungen


def parse_belege(tafeln: Mapping[str, bytes], text: str) -> Belege:
    """Return what the tables beside the prepared files (`TAFELN`) say about the dates of one text (`SGB_IX_2018`).

    Raises ImportFehler if a table is damaged or silent about the text.
    """
    tabellen = [
        [
            e
            for e in _parse_table(tafeln[name], name)
            if e.get("law") == text and (name != _AUSNAHMEN or "first_seen" in e)
        ]
        for name in TAFELN
    ]
    try:
        return _belege(*tabellen)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fehler:
        raise ImportFehler(
            f"Die Tabellen neben der Datei ({_ABZUEGE}, {_AUSNAHMEN}, {_ANSAGEN}) sagen über {text} nichts oder nichts "
            f"Lesbares ({str(fehler)[:200]}). {_RAT}"
        ) from fehler


def _belege(eintraege: list[dict[str, Any]], ausnahmen: list[dict[str, Any]], ansagen: list[dict[str, Any]]) -> Belege:
    abzuege = [(_tag(s["first_seen"]), _tag(s["last_seen"])) for s in eintraege[0]["snapshots"]]
    if not abzuege:
        raise ValueError("kein Abzug")
    angekuendigt = tuple(
        Ankuendigung(
            tuple(sorted({_tag(e["effective"]), *dates_in(e["change"])})),
            _optional(e["flagged_not_incorporated_until"]),
        )
        for e in ansagen
    )
    return Belege(
        tuple(sorted({t for spanne in abzuege for t in spanne})),
        merge_spans(abzuege),
        tuple(_wirksamkeit(e) for e in ausnahmen),
        angekuendigt,
    )


def _wirksamkeit(e: dict[str, Any]) -> Wirksamkeit:
    return Wirksamkeit(
        _tag(e["first_seen"]),
        _optional(e.get("effective")),
        e["basis"] == "explicit",
        _text(e.get("id", "")),
        bool(e.get("drop")),
    )


def _lines(daten: bytes, name: str) -> list[bytes]:
    """Unpack a bounded amount, so that a small file cannot fill the memory."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(daten)) as datei:
            inhalt = datei.read(MAX_TEXT + 1)
    except (OSError, EOFError, zlib.error) as fehler:
        raise ImportFehler(
            f"{name}: Die Datei ist beschädigt oder unvollständig ({fehler}). Bitte neu laden."
        ) from fehler
    if len(inhalt) > MAX_TEXT:
        raise ImportFehler(f"{name}: Die Datei ist entpackt größer als {MAX_TEXT // 2**20} MB und wird nicht gelesen.")
    zeilen = inhalt.splitlines()
    if any(len(z) > MAX_ZEILE for z in zeilen):
        raise ImportFehler(f"{name}: Eine Zeile ist länger als {MAX_ZEILE // 2**20} MB.")
    return zeilen


def _load(zeile: bytes) -> Any:
    """Read one line. Half a surrogate pair can be written in JSON but is no text that could be stored."""
    roh = zeile.decode("utf-8")
    wert = json.loads(roh)
    if "\\u" in roh:
        try:
            json.dumps(wert, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as fehler:
            raise ValueError("ein halbes Zeichen, das in keinem Text stehen kann") from fehler
    return wert


def _sichtung(z: dict[str, Any]) -> Sichtung:
    absaetze = tuple(Rohabsatz(_text(a["n"] or ""), _inhalt(a["body"], 0)) for a in z["abs"])
    norm = Rohnorm(
        bezeichnung=_text(z["id"]),
        ueberschrift=_text(z["title"]),
        status=_STATUS[z["status"]],
        absaetze=absaetze,
        kuenftig=_kuenftig(z),
    )
    return Sichtung(
        norm,
        _tag(z["first_seen"]),
        _tag(z["last_seen"]),
        _optional(z.get("changed_after")),
        _optional(z.get("absent_from")),
    )


def _kuenftig(z: dict[str, Any]) -> tuple[tuple[str, date], ...]:
    """Return the Absätze that a footnote says take effect later."""
    tag = find_inkraft(" ".join(z.get("notes", ())))
    if not z.get("future_text") or tag is None:
        return ()
    nummern = [n[1] for text in z["future_text"] if (n := _ABSATZ.match(text))]
    return tuple((n, tag) for n in nummern)


def _inhalt(koerper: list[Any], tiefe: int) -> tuple[Inhalt, ...]:
    if tiefe > MAX_TIEFE:
        raise ValueError(f"mehr als {MAX_TIEFE} Ebenen")
    teile: list[Inhalt] = []
    for stueck in koerper:
        if isinstance(stueck, str):
            if not _FUSSNOTE.match(stueck):
                teile.append(stueck)
        elif "list" in stueck:
            teile.append(
                Rohliste(tuple((_text(marke), _inhalt(kinder, tiefe + 1)) for marke, kinder in stueck["list"]))
            )
        else:
            teile.append(Rohtabelle(tuple(tuple(_text(zelle) for zelle in zeile) for zeile in stueck["table"])))
    return tuple(teile)


def _parse_table(daten: bytes, name: str) -> list[dict[str, Any]]:
    try:
        zeilen = json.loads(daten[:MAX_DATEI].decode("utf-8"))
    except (ValueError, RecursionError) as fehler:
        raise unreadable_table(name, fehler) from fehler
    if not isinstance(zeilen, list) or not all(isinstance(z, dict) for z in zeilen):
        raise ImportFehler(f"{name}: Das ist keine Tabelle (Liste von Einträgen). {_RAT}")
    return zeilen


def unreadable_table(name: str, fehler: Exception) -> ImportFehler:
    """Return the error for a table that cannot be read."""
    return ImportFehler(f"{name}: Die Tabelle ist nicht lesbar ({str(fehler)[:200]}). {_RAT}")


def _text(wert: object) -> str:
    if not isinstance(wert, str):
        raise TypeError(f"{type(wert).__name__} statt Text")
    return wert


def _tag(text: str) -> date:
    return check_tag(read_tag(text))


def _optional(text: str | None) -> date | None:
    return _tag(text) if text else None
