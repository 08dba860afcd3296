"""Strict YAML: plain data with the place of every key and value, and every mistake as a German sentence.

Only `true`, `false`, `null`, `~`, nothing, and plain integers are typed; every other scalar stays the text it is, so the
model decides. What programs read differently, and what contracts do not need (anchors, aliases, tags, merge keys, several
documents), is refused.
"""

from __future__ import annotations

from pathlib import Path

from .dateien import MAX_BYTES, name_datei, read_bytes
from .position import Mangel, Quelle

__all__ = ["load_yaml", "read_yaml"]

_MAX_DURCHGAENGE = 20


def load_yaml(inhalt: str | bytes, datei: str, *, vorzeilen: int = 0) -> tuple[Quelle | None, list[Mangel]]:
    """Read one YAML mapping; bad content never raises.

    `datei` names the file in positions; `vorzeilen` lines stood above `inhalt` in it. The data are given back whenever
    the text could be read to its end as a mapping, even with findings: then an ambiguous scalar is its text, of a doubled
    key the first stands, an alias is None. Without any finding the data are exactly what the file says, texts and keys in NFC.
    """
    from .yamltext.zeichen import VERBOTEN, decode, find_verboten

    if len(inhalt) > MAX_BYTES:
        return None, [_too_large(datei)]
    maengel: list[Mangel] = []
    if isinstance(inhalt, bytes):
        text, maengel = decode(inhalt, datei)
        if text is None:
            return None, maengel
    else:
        text = inhalt.removeprefix("\ufeff")
    ungueltig = find_verboten(text, datei)
    if ungueltig:
        # A space keeps every column, and the rest of the file can be read.
        text = VERBOTEN.sub(" ", text)
    quelle, weitere = _parse(text, datei)
    return _shift(None if ungueltig else quelle, [*ungueltig, *weitere], vorzeilen)


def read_yaml(pfad: Path, wurzel: Path) -> tuple[Quelle | None, list[Mangel]]:
    """Read a YAML file of the repository `wurzel`; an unreadable or foreign file is a finding."""
    inhalt, maengel = read_bytes(pfad, wurzel)
    return (None, maengel) if inhalt is None else load_yaml(inhalt, name_datei(pfad, wurzel))
