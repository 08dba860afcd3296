"""States of shipped laws as official files: every provision that is known, under its heading."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from corpus.einfuhr.passung import outline_index
from corpus.index.gesetzesliste import list_shipped
from tests.corpus.einfuhr.test_einlesen import statute


def shipped_state(
    gesetz: str, kuerzel: str, tag: str, titel: Mapping[str, str] | None = None, ohne: Collection[str] = ()
) -> bytes:
    """Return a state of a shipped law on a day, in new words; `titel` gives headings of its own, `ohne` leaves provisions out."""
    leser = list_shipped()[gesetz][-1]
    umriss = {**outline_index(leser.load_index()), **(titel or {})}
    normen = [
        (nummer, wort or "(weggefallen)", "<P>(1) Ein Satz.</P>" if wort else "<P>-</P>")
        for nummer, wort in umriss.items()
        if nummer not in ohne
    ]
    datei = statute(*normen, tag=tag).decode().replace("TestG", kuerzel)
    for wort in ("Art", "Anlage", "Anhang"):
        datei = datei.replace(f"<enbez>§ {wort}", f"<enbez>{wort}")
    return datei.encode()
