"""A tracked file of two example contracts, as it was made or damaged, as a document under check.

A step replaces `alt` with `neu` once, as letters of the part that holds the text: what a word processor would do without tracking.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from checks.kontext import Schriftstueck
from generator.numbering import places
from generator.vergleich.aenderungssatz import Vergleichsseite, compare
from generator.vergleich.odtspur.odtspurdatei import write_odtspur
from generator.vergleich.spur.autorschaft import Autorschaft
from generator.vergleich.unverfolgt import Spurvorlage
from generator.vergleich.wordspur.spurdatei import write_wordspur
from tests.vertraege import ERSTER, ZWEITER, work_example

_AUTOR = Autorschaft("Land", "2025-12-11T00:00:00Z")
_TEIL = {"docx": "word/document.xml", "odt": "content.xml"}


def make_spurstueck(fall: Mapping[str, Any]) -> Schriftstueck:
    """Return the tracked file of the change of year in a format, damaged step by step."""
    alt, neu = (next(iter(work_example(k).dokumente.values())) for k in (ERSTER, ZWEITER))
    satz = compare(Vergleichsseite(alt, places(alt)), Vergleichsseite(neu, places(neu)))
    format = fall["format"]
    datei = write_wordspur(satz, _AUTOR) if format == "docx" else write_odtspur(satz, _AUTOR)
    for schritt in fall.get("ersetzt", ()):
        datei = _replace(datei, _TEIL[format], schritt["alt"].encode(), schritt["neu"].encode())
    return Schriftstueck("vertrag", neu, places(neu), spur=Spurvorlage(alt, datei, format))


def _replace(datei: bytes, teil: str, alt: bytes, neu: bytes) -> bytes:
    strom = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(datei)) as quelle, zipfile.ZipFile(strom, "w") as ziel:
        for name in quelle.namelist():
            inhalt = quelle.read(name)
            assert name != teil or alt in inhalt, alt
            ziel.writestr(name, inhalt.replace(alt, neu, 1) if name == teil else inhalt)
    return strom.getvalue()
