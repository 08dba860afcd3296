"""Opening DOCX and ODT safely: bounded ZIP archives, XML without entities, DTD or network."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lesegrenzen import GrenzFehler, LeseFehler, Verbrauch

if TYPE_CHECKING:
    from lxml import etree

_UEBLICH = re.compile(rb"utf-?8|us-ascii|utf-?16(?:le|be)?|iso-8859-1|iso-8859-15|windows-1252", re.IGNORECASE)
_KODIERUNG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_EINTRAG = b"PK\x01\x02"


@dataclass(frozen=True, slots=True)
class Paket:
    """An open archive and what is counted against it."""

    archiv: zipfile.ZipFile
    verbrauch: Verbrauch
    groesse: int
    """Bytes of the whole archive: a part cannot be packed into more, whatever the archive says."""

    def read(self, name: str) -> bytes | None:
        """Return one part or None; the bounds hold for what is really unpacked, not for what is announced."""
        try:
            eintrag = self.archiv.getinfo(name)
            if eintrag.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # The only two that office files use, and whose unpacking can be bounded.
                raise LeseFehler(f"Der Teil „{name}“ ist mit einem unüblichen Verfahren gepackt.")
            gepackt = min(eintrag.compress_size, self.groesse)
            with self.archiv.open(name) as datei:
                inhalt = datei.read(max(self.verbrauch.left(), 0) + 1)
        except KeyError:
            return None
        except LeseFehler:
            raise
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as fehler:
            raise LeseFehler(f"Der Teil „{name}“ ist beschädigt oder verschlüsselt.") from fehler
        self.verbrauch.take_entpackt(len(inhalt))
        grenzen = self.verbrauch.grenzen
        if len(inhalt) > grenzen.verhaeltnis_ab and len(inhalt) > grenzen.verhaeltnis * max(gepackt, 1):
            raise GrenzFehler(f"Der Teil „{name}“ ist auffällig dicht gepackt ({len(inhalt)} Bytes aus {gepackt}).")
        return inhalt

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part or None; raises LeseFehler for broken XML, a DTD or too many elements."""
        daten = self.read(name)
        return parse_xml(daten, name, self.verbrauch) if daten else None


def open_zip(daten: bytes, was: str, verbrauch: Verbrauch) -> Paket:
    """Return the archive of a document; raises LeseFehler unless it is a ZIP within the bounds."""
    verbrauch.take_datei(len(daten), was)
    # Counted before the archive is opened: its list of parts alone may be larger than everything else.
    if daten.count(_EINTRAG) > verbrauch.grenzen.teile:
        raise GrenzFehler(f"Die {was}-Datei enthält mehr als {verbrauch.grenzen.teile} Teile.")
    try:
        archiv = zipfile.ZipFile(io.BytesIO(daten))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fehler:
        raise LeseFehler(f"Das ist keine {was}-Datei: kein gültiges ZIP-Archiv.") from fehler
    return Paket(archiv, verbrauch, len(daten))


def parse_xml(daten: bytes, name: str, verbrauch: Verbrauch) -> etree._Element:
    """Return the root of an XML part; raises LeseFehler for broken XML, a DTD, bottomless nesting or too many elements."""
    from lxml import etree

    kodierung = _KODIERUNG.search(daten[:400])
    if daten[:4] == b"Lo\xa7\x94" or (kodierung and not _UEBLICH.fullmatch(kodierung[1])):
        # In other encodings the bytes counted below need not stand for what they look like.
        raise LeseFehler(f"Der Teil „{name}“ ist nicht in UTF-8 gespeichert.")
    # More than there are: end tags and signs in the text count, too. Elements and attributes cost memory, bytes do not.
    verbrauch.take_knoten(daten.count(b"<") + daten.count(b"="))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        wurzel = etree.fromstring(daten, parser)
    except (etree.XMLSyntaxError, ValueError) as fehler:
        raise LeseFehler(f"Der Teil „{name}“ ist kein gültiges XML.") from fehler
    if wurzel.getroottree().docinfo.internalDTD is not None:
        raise LeseFehler(f"Der Teil „{name}“ enthält eine Dokumenttypdefinition (DTD); das ist nicht zulässig.")
    return wurzel
