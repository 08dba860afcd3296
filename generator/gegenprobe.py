"""The Gegenprobe: before a release leaves the house, finished files are read back and must say what the tree says.

`prove` lets pandoc read our DOCX and ODT: a program that shares no line of code with our writers. `check_texts` reads every
format with our own readers. What exactly is compared stands in `generator.readers.abgleich`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from .kanon import Textposten, posten
from .pandoc import PandocFehler, pandoc_version
from .readers import LeseFehler, text_akn, text_docx, text_html, text_odt, text_pdf
from .readers.abgleich import Textabweichung, compare_text, without_contents
from .readers.auszug import Auszug
from .readers.pandocleser import texts_pandoc
from .tree import Dokument

ABWEICHUNGEN_MAX = 20
GRUPPE_MAX = 12
GRUPPE_BYTES = 400_000
"""Files that one process of pandoc reads after another at most, and their bytes: two large contracts, or a dozen letters."""
LESER: dict[str, Callable[[bytes], Auszug]] = {
    "docx": text_docx,
    "odt": text_odt,
    "html": text_html,
    "pdf": text_pdf,
    "akn": text_akn,
}


@dataclass(frozen=True, slots=True)
class Probe:
    """One file read back: how many pieces were compared and what differs (the first 20; `anzahl` counts all)."""

    format: str
    werkzeug: str
    verglichen: int
    anzahl: int = 0
    abweichungen: tuple[Textabweichung, ...] = ()
    fehler: str = ""

    @property
    def ist_bestanden(self) -> bool:
        """True if the file could be read and nothing differs."""
        return not self.anzahl and not self.fehler


@dataclass(frozen=True, slots=True)
class Gegenprobe:
    """All files of one Gegenprobe."""

    proben: tuple[Probe, ...]

    @property
    def ist_bestanden(self) -> bool:
        """True if there was something to prove and every file passed."""
        return bool(self.proben) and all(p.ist_bestanden for p in self.proben)

    def to_data(self) -> dict[str, Any]:
        """Return the result as plain data for the manifest."""
        proben = [{"ist_bestanden": p.ist_bestanden, **asdict(p)} for p in self.proben]
        return {"ist_bestanden": self.ist_bestanden, "proben": proben}

    def messages(self) -> list[str]:
        """Return one German line per difference or failure."""
        zeilen = []
        for p in self.proben:
            if p.fehler:
                zeilen.append(f"{p.format}: {p.fehler}")
            for a in p.abweichungen:
                zeilen.append(
                    f"{p.format}, Stelle „{a.wo}“: im Vertrag {_shown(a.soll)}, in der Datei {_shown(a.ist)}."
                )
            if p.anzahl > len(p.abweichungen):
                zeilen.append(f"{p.format}: {p.anzahl - len(p.abweichungen)} weitere Abweichungen.")
        return zeilen


def prove(dokument: Dokument, docx: bytes | None = None, odt: bytes | None = None) -> Gegenprobe:
    """Return what pandoc reads in our DOCX and ODT against the text of the numbered document.

    Never raises for a bad file: a file that pandoc cannot read, or a missing pandoc, is a failed Probe.
    """
    dateien = [(n, d) for n, d in (("docx", docx), ("odt", odt)) if d is not None]
    alle = posten(dokument)
    return Gegenprobe(tuple(prove_many([Pruefauftrag(dokument, alle, *datei) for datei in dateien])))


@dataclass(frozen=True, slots=True)
class Pruefauftrag:
    """One file for pandoc: its document, what that prints (`kanon.posten`), the format and the bytes."""

    dokument: Dokument
    alle: list[Textposten]
    format: str
    daten: bytes


def share_out(auftraege: Sequence[Pruefauftrag]) -> list[list[Pruefauftrag]]:
    """Return files in groups, in their order: few enough that several threads have work and no process grows large."""
    gruppen: list[list[Pruefauftrag]] = []
    for auftrag in auftraege:
        bisher = gruppen[-1] if gruppen else []
        umfang = sum(len(a.daten) for a in (*bisher, auftrag))
        if not bisher or len(bisher) == GRUPPE_MAX or umfang > GRUPPE_BYTES:
            gruppen.append([auftrag])
        else:
            bisher.append(auftrag)
    return gruppen


def prove_many(auftraege: Sequence[Pruefauftrag]) -> list[Probe]:
    """Return what pandoc reads in each file, as `prove` does; it mostly waits for one process that reads them all."""
    try:
        werkzeug = f"pandoc {pandoc_version()}"
        texte = texts_pandoc([(a.format, a.daten) for a in auftraege])
    except PandocFehler as fehler:
        return [Probe(a.format, "pandoc", 0, fehler=str(fehler)) for a in auftraege]
    return [_prove(a, werkzeug, text) for a, text in zip(auftraege, texte, strict=True)]


def _prove(auftrag: Pruefauftrag, werkzeug: str, text: Auszug | LeseFehler | PandocFehler) -> Probe:
    dokument, alle, format = auftrag.dokument, auftrag.alle, auftrag.format
    if not isinstance(text, Auszug):
        return Probe(format, "pandoc", 0, fehler=str(text))
    probe = _probe(dokument, alle, format, werkzeug, text, False)
    if probe.ist_bestanden:
        return probe
    # Whether pandoc shows the table of contents depends on format and version: both are right.
    ohne = replace(text, zeilen=without_contents(text.zeilen, dokument.verzeichnis))
    return min(probe, _probe(dokument, alle, format, werkzeug, ohne, False), key=lambda p: p.anzahl)


def check_texts(dokument: Dokument, dateien: Mapping[str, bytes]) -> Gegenprobe:
    """Return what our own readers read in the files (by format name) against the text of the numbered document.

    Formats without an own reader are left out. Never raises for a bad file.
    """
    alle = posten(dokument)
    return Gegenprobe(tuple(_own_probe(dokument, alle, n, d) for n, d in dateien.items() if n in LESER))


def _own_probe(dokument: Dokument, alle: list[Textposten], format: str, daten: bytes) -> Probe:
    try:
        auszug = LESER[format](daten)
    except LeseFehler as fehler:
        return Probe(format, "vertragswerk", 0, fehler=str(fehler))
    return _probe(dokument, alle, format, "vertragswerk", auszug, True)


def _probe(
    dokument: Dokument, alle: list[Textposten], format: str, werkzeug: str, auszug: Auszug, mit_nummern: bool
) -> Probe:
    abweichungen = compare_text(dokument, auszug, mit_nummern, alle)
    return Probe(format, werkzeug, len(alle), len(abweichungen), abweichungen[:ABWEICHUNGEN_MAX])


def _shown(zeilen: tuple[str, ...]) -> str:
    if not zeilen:
        return "nichts"
    text = " / ".join(zeilen)
    return f"„{text[:160]}…“" if len(text) > 160 else f"„{text}“"
