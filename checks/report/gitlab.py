"""The report for GitLab's Code Quality: a list of findings, each with a fingerprint of its own, without what does not count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from corpus.druckbar import escape_json

from ..befund import Befund, Schwere
from ..bericht import Pruefbericht
from .darstellung import Darstellung
from .fundorte import path_of

GEWICHT: Final[dict[Schwere, str]] = {"fehler": "critical", "warnung": "minor", "hinweis": "info"}


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the list, finding by finding; the server drops an entry that breaks its schema without a word."""
    trenner = "["
    for befund in bericht.befunde:
        yield trenner + "\n" + escape_json(json.dumps(_entry(bericht, befund), ensure_ascii=False))
        trenner = ","
    yield "[]\n" if trenner == "[" else "\n]\n"


def _entry(bericht: Pruefbericht, befund: Befund) -> dict[str, Any]:
    ort = befund.position
    # One finding for each fingerprint: those outside of any contract have none of their own.
    abdruck = befund.fingerprint or f"{befund.code}:{ort.datei}:{ort.zeile}:{ort.spalte}:{befund.meldung}"
    return {
        "description": f"{befund.code}: {befund.meldung}",
        "check_name": befund.code,
        "fingerprint": abdruck,
        "severity": GEWICHT[befund.schwere],
        "location": {"path": path_of(bericht, ort), "lines": {"begin": ort.zeile}},
    }
