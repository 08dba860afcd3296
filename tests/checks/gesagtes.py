"""What findings say, and what a case wants them to say (its key `sagt`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checks.befund import Befund
from tests.checks.faelle import Fall


def list_unsaid(fall: Fall, befunde: Sequence[Befund]) -> list[str]:
    """Return the words that a case wants to be said and no finding says, as `say` writes it."""
    gesagt = [say(b) for b in befunde]
    return [worte for worte in fall.get("sagt", ()) if not any(worte in satz for satz in gesagt)]


def say(befund: Befund) -> str:
    """Write a finding in one line, blanks alike: severity, sentence, related places, document and place."""
    ort, bezuege = befund.position, "".join(f" [{z.pfad}: {z.text}]" for z in befund.bezug)
    ganz = f"{befund.schwere}: {befund.meldung}{bezuege} ({befund.dokument}) {Path(ort.datei).name}:{ort.zeile}:{ort.spalte}"
    return ganz.replace("\u00a0", " ")
