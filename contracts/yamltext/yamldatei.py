"""Strict YAML: plain data with the place of every key and value, and every mistake as a German sentence.

Only `true`, `false`, `null`, `~`, nothing, and plain integers are typed; every other scalar stays the text it is, so the
model decides. What programs read differently, and what contracts do not need (anchors, aliases, tags, merge keys, several
documents), is refused.
"""

from __future__ import annotations

from typing import Final

from ..position import Mangel, Position, Quelle

MAX_BYTES: Final = 4 * 1024 * 1024


def load_yaml(inhalt: str | bytes, datei: str) -> tuple[Quelle | None, list[Mangel]]:
    """Read one YAML mapping; bad content never raises. `datei` names the file in positions.

    Without any finding the data are exactly what the file says, keys and values in NFC. With findings they are still given
    back if the text is one YAML mapping, so that the model can be checked too: an ambiguous scalar is its text, of a doubled
    key the first stands, an alias is None. A finding's `pfad` tells which consequences to keep quiet about.
    """
    # Lazy: the command line must start without PyYAML.
    from .parse import parse

    text, maengel = clean_text(inhalt, datei)
    if text is None:
        return None, maengel
    quelle, weitere = parse(text, datei)
    if not maengel:
        return quelle, weitere
    # What follows from a character already reported would only confuse.
    zeilen = {mangel.position.zeile for mangel in maengel}
    return None, maengel + [
        m for m in weitere if m.code != "YML-14" and not (m.code == "YML-01" and m.position.zeile in zeilen)
    ]


def clean_text(inhalt: str | bytes, datei: str) -> tuple[str | None, list[Mangel]]:
    """Decode, bound and sift: forbidden characters are reported and stand as spaces, so that columns hold."""
    from .zeichen import VERBOTEN, decode, find_verboten

    if len(inhalt) > MAX_BYTES:
        return None, [too_large(datei)]
    if isinstance(inhalt, bytes):
        text, maengel = decode(inhalt, datei)
        if text is None:
            return None, maengel
    else:
        text = inhalt.removeprefix("\ufeff")
    maengel = find_verboten(text, datei)
    return (VERBOTEN.sub(" ", text) if maengel else text), maengel


def too_large(datei: str) -> Mangel:
    """Return the finding for a file above the bound of `MAX_BYTES`."""
    groesse = MAX_BYTES // (1024 * 1024)
    return Mangel(
        "YML-11",
        f"Die Datei ist größer als {groesse} MB. Verkleinern Sie sie, oder teilen Sie sie auf.",
        Position(datei),
    )
