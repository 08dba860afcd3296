"""One version as Word has it, on its way into a common file: numbers, notes, pictures and names of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from ...tree import Dokument
from ...writers.docx import docx_parts
from .altbilder import set_pictures_apart
from .atome import text_of
from .blockbild import Blockbilder
from .nummernwerk import Nummernwerk
from .ooxml import Aenderungszeichen, R, W, attribute, bare, clone, enclose, names_of, rename_bookmarks
from .spurprobe import Wordfassung

DOKUMENT, NUMMERN, NOTEN, STILE = (f"word/{n}.xml" for n in ("document", "numbering", "footnotes", "styles"))
NOTENVERWEIS: Final = f"{W}footnoteReference"


class Wordseite:
    """A version, written as it is alone; `dokument` changes for the common file, `unberuehrt` shows it as it is.

    The contents are those of the newest version, so only there pages are counted.
    """

    def __init__(self, dokument: Dokument, ist_neueste: bool) -> None:
        self.teile = docx_parts(dokument, hat_seitenzahlen=ist_neueste)
        self.dokument, self.nummern, self.noten, self.stile = (
            _xml(self.teile[n]) for n in (DOKUMENT, NUMMERN, NOTEN, STILE)
        )
        self.unberuehrt = self.dokument
        self.bilder = Blockbilder()
        """The texts of its blocks, as they are now."""
        self.umbenannt: dict[str, str] = {}
        """Bookmarks that bear another name than in the version alone, by that name."""
        self.versatz = 0
        self._namen: frozenset[str] | None = None
        self._texte = note_texts(self.noten)

    def set_apart(self, nummern: Nummernwerk, stufe: int, versatz: int) -> None:
        """Give lists, pictures and notes numbers beside those of later versions; `stufe` counts older versions."""
        self.unberuehrt = clone(self.dokument)
        self.bilder.forget()
        nummern.rename(self.dokument)
        set_pictures_apart(self.dokument, stufe)
        self.versatz = versatz
        for verweis in self.dokument.iter(NOTENVERWEIS):
            verweis.set(f"{W}id", str(int(attribute(verweis, "id")) + versatz))

    def rename(self, namen: Mapping[str, str]) -> None:
        """Give bookmarks other names; references follow."""
        for wurzel in (self.dokument, self.unberuehrt):
            rename_bookmarks(wurzel, namen)
        self.bilder.forget()
        self._namen = None
        self.umbenannt = {**namen, **{alt: namen.get(neu, neu) for alt, neu in self.umbenannt.items()}}

    @property
    def namen(self) -> frozenset[str]:
        """The bookmarks as they are called now."""
        if self._namen is None:
            self._namen = frozenset(names_of(self.dokument))
        return self._namen

    @property
    def texte(self) -> dict[str, str]:
        """The texts of the notes by their number in the common file."""
        return {str(int(n) + self.versatz): t for n, t in self._texte.items() if int(n) > 0}

    @property
    def hoechste_note(self) -> int:
        """The highest number of a note in the common file."""
        return self.versatz + max((int(n) for n in self._texte), default=0)

    @property
    def fassung(self) -> Wordfassung:
        """The version as it is alone, but for names of bookmarks."""
        return Wordfassung(self.unberuehrt, self._texte, self.nummern, self.stile, self.bilder)

    def struck_notes(self, gebraucht: frozenset[str], marke: Aenderungszeichen) -> list[etree._Element]:
        """Return the notes that struck out text still refers to, struck out."""
        noten: list[etree._Element] = []
        for note in self.noten.iter(f"{W}footnote"):
            nummer = str(int(attribute(note, "id")) + self.versatz)
            if int(attribute(note, "id")) > 0 and nummer in gebraucht:
                kopie = clone(note)
                kopie.set(f"{W}id", nummer)
                for absatz in list(kopie):
                    kopie.replace(absatz, _struck(absatz, marke))
                noten.append(kopie)
        return noten


def _struck(absatz: etree._Element, marke: Aenderungszeichen) -> etree._Element:
    """Return a paragraph of a note whose text is struck out, its number left."""
    ergebnis = bare(absatz)
    for kind in absatz:
        ist_text = kind.tag == R and kind.find(f"{W}footnoteRef") is None
        ergebnis.extend(enclose((marke,), [kind]) if ist_text else [clone(kind)])
    return ergebnis


def note_texts(noten: etree._Element) -> dict[str, str]:
    """Return the texts of notes by number."""
    return {attribute(n, "id"): text_of(n) for n in noten.iter(f"{W}footnote")}


def _xml(daten: bytes) -> etree._Element:
    return etree.fromstring(daten, etree.XMLParser(resolve_entities=False, no_network=True))
