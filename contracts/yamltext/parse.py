"""From checked characters to a `Quelle`: run the parser, explain what stops it, and read on behind the damaged entry."""

from __future__ import annotations

import unicodedata
from typing import Final

import yaml
from yaml.error import MarkedYAMLError, YAMLError

from ..position import Mangel, Position, Quelle
from .bauer import Bauer, Leseabbruch
from .syntaxfehler import blank_block, explain
from .wertorte import Wertorte
from .zeichen import split_zeilen

# libyaml where it was built; the pure parser says the same, only slower.
_LESER: Final[type[yaml.CSafeLoader] | type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIEFE: Final = "nesting depth"
_MAX_DURCHGAENGE: Final = 20
_MAX_ZEICHEN_GESAMT: Final = 4_000_000


def parse(text: str, datei: str) -> tuple[Quelle | None, list[Mangel]]:
    """Read one mapping from text without forbidden characters; None when the text is no YAML, no mapping or hits a bound."""
    bauer = Bauer(datei, ist_roh="\\" in text or "\u00ad" in text or not unicodedata.is_normalized("NFC", text))
    fehler = _run(bauer, text)
    if isinstance(fehler, MarkedYAMLError):
        return None, _find_more(text, datei, bauer, fehler)
    if fehler is not None:
        bauer.maengel.append(Mangel("YML-01", "Die Datei ist kein gültiges YAML.", Position(datei)))
    if fehler is not None or bauer.ist_abgebrochen:
        return None, bauer.maengel
    return _finish(bauer, text)


def _run(bauer: Bauer, text: str) -> YAMLError | None:
    leser = _LESER(text)
    try:
        bauer.read(leser)
    except Leseabbruch:
        bauer.ist_abgebrochen = True
    except YAMLError as fehler:
        # libyaml from 0.2.6 on counts levels itself, and its scanner runs ahead of our own count.
        if not isinstance(fehler, MarkedYAMLError) or _TIEFE not in (fehler.problem or "") or not fehler.problem_mark:
            return fehler
        bauer.refuse_tiefe(fehler.problem_mark.line + 1, fehler.problem_mark.column + 1)
        bauer.ist_abgebrochen = True
    finally:
        leser.dispose()
    return None


def _finish(bauer: Bauer, text: str) -> tuple[Quelle | None, list[Mangel]]:
    datei, wurzel = bauer.datei, bauer.wurzel
    if wurzel is None or bauer.daten is None:
        if not bauer.maengel:
            bauer.maengel.append(Mangel("YML-14", "Die Datei ist leer. Tragen Sie die Angaben ein.", Position(datei)))
        return None, bauer.maengel
    if not isinstance(bauer.daten, dict):
        was = "eine Liste" if isinstance(bauer.daten, list) else "nur einen Wert"
        meldung = (
            f"Die Datei enthält auf oberster Ebene {was}. Erwartet sind Zeilen der Form „schluessel: Wert“, "
            "mit einem Leerzeichen hinter dem Doppelpunkt."
        )
        bauer.maengel.append(Mangel("YML-15", meldung, Position(datei, wurzel[0], wurzel[1])))
        return None, bauer.maengel
    werte, schluessel = (Wertorte(datei, wurzel, text, ist_schluessel=art) for art in (False, True))
    return Quelle(datei, bauer.daten, werte, schluessel), bauer.maengel


def _find_more(text: str, datei: str, bauer: Bauer, fehler: MarkedYAMLError) -> list[Mangel]:
    """Report the mistake, blank the top-level entry around it, and read again: mistakes in other entries show at once."""
    zeilen = split_zeilen(text)
    maengel = dict.fromkeys(bauer.maengel)
    for _ in range(max(1, min(_MAX_DURCHGAENGE, _MAX_ZEICHEN_GESAMT // len(text)))):
        meldung, (zeile, spalte) = explain(fehler, zeilen)
        maengel[Mangel("YML-01", meldung, Position(datei, zeile, spalte))] = None
        if not blank_block(zeilen, zeile):
            break
        bauer = Bauer(datei, ist_roh=True)
        naechster = _run(bauer, "\n".join(zeilen))
        maengel.update(dict.fromkeys(bauer.maengel))
        if not isinstance(naechster, MarkedYAMLError):
            break
        fehler = naechster
    return sorted(maengel, key=lambda mangel: mangel.position)
