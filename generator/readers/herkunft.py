"""What a file of ours says of itself: which contract, which Fassung, and the contract data that travel inside it. All of it is a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .paket import Paket, open_zip
from .pdfzugang import open_pdf

if TYPE_CHECKING:
    import pikepdf

Dateiart = Literal["docx", "odt", "pdf"]
VERTRAGSDATEN: Final = "vertrag.json"
"""Name of the contract data in a PDF and in an OpenDocument text."""
WORDTEIL: Final = "customXml/item"
_DATEN: Final = "{urn:vertragswerk:vertragsdaten}vertragsdaten"
_OD: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_WERT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_NAME_MAX: Final = 100
_WORDTEILE_MAX: Final = 50


@dataclass(frozen=True, slots=True)
class Dateiherkunft:
    """What a file says of itself; fields are empty and `daten` is None where it says nothing."""

    art: Dateiart
    kennung: str = ""
    fassung: str = ""
    inhaltshash: str = ""
    daten: bytes | None = None


def read_herkunft(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Dateiherkunft:
    """Return what a DOCX, ODT or PDF says of itself; raises LeseFehler for any other or a damaged file."""
    verbrauch = Verbrauch(grenzen)
    if daten[:1024].lstrip().startswith(b"%PDF"):
        return _read_pdf(daten, verbrauch)
    if not daten.startswith(b"PK"):
        raise LeseFehler("Das ist weder eine Word-Datei noch eine ODT-Datei noch eine PDF-Datei.")
    paket = open_zip(daten, "Word- oder ODT", verbrauch)
    namen = set(paket.archiv.namelist())
    if "word/document.xml" in namen:
        return _read_word(paket, sorted(namen))
    if "content.xml" in namen:
        return _read_odt(paket)
    raise LeseFehler("Das Archiv ist weder eine Word-Datei noch eine ODT-Datei.")


def _read_word(paket: Paket, namen: list[str]) -> Dateiherkunft:
    eigene = paket.xml("docProps/custom.xml")
    angaben = {e.get("name") or "": e.findtext(_WERT) or "" for e in eigene} if eigene is not None else {}
    daten = None
    teile = [n for n in namen if n.startswith(WORDTEIL) and n.endswith(".xml")]
    for name in teile[:_WORDTEILE_MAX]:
        wurzel = paket.xml(name)
        if wurzel is not None and wurzel.tag == _DATEN:
            daten = (wurzel.text or "").encode("utf-8")
    return _make("docx", angaben, daten)


def _read_odt(paket: Paket) -> Dateiherkunft:
    meta = paket.xml("meta.xml")
    eintraege = meta.iter(f"{_OD}meta:1.0}}user-defined") if meta is not None else ()
    angaben = {e.get(f"{_OD}meta:1.0}}name") or "": e.text or "" for e in eintraege}
    return _make("odt", angaben, paket.read(VERTRAGSDATEN))


def _read_pdf(daten: bytes, verbrauch: Verbrauch) -> Dateiherkunft:
    with open_pdf(daten, verbrauch) as pdf:
        # Kennung and Fassung are the first two keywords that the writer sets.
        worte = [w.strip() for w in str(pdf.docinfo.get("/Keywords", "")).split(",")]
        kennung, fassung = worte if len(worte) == 2 else ("", "")
        return _make("pdf", {"Kennung": kennung, "Fassung": fassung}, _attached(pdf, verbrauch))


def _attached(pdf: pikepdf.Pdf, verbrauch: Verbrauch) -> bytes | None:
    if VERTRAGSDATEN not in pdf.attachments:
        return None
    inhalt = pdf.attachments[VERTRAGSDATEN].get_file().read_bytes()
    verbrauch.take_entpackt(len(inhalt))
    return inhalt


def _make(art: Dateiart, angaben: dict[Any, str], daten: bytes | None) -> Dateiherkunft:
    kurz = {name: angaben.get(name, "")[:_NAME_MAX] for name in ("Kennung", "Fassung", "Inhaltshash")}
    return Dateiherkunft(art, kurz["Kennung"], kurz["Fassung"], kurz["Inhaltshash"], daten)
