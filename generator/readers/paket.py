"""Opening DOCX and ODT safely: bounded ZIP archives, XML without entities, DTD or network."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from .auszug import LeseFehler

if TYPE_CHECKING:
    from lxml import etree

DATEI_MAX = 64 * 1024 * 1024
TEIL_MAX = 128 * 1024 * 1024
TEILE_MAX = 2_000
TIEFE_MAX = 200


def open_zip(daten: bytes, was: str) -> zipfile.ZipFile:
    """Return the archive of a document; raises LeseFehler unless it is a ZIP within the bounds."""
    if len(daten) > DATEI_MAX:
        raise LeseFehler(f"Die {was}-Datei ist größer als {DATEI_MAX // 1024 // 1024} MiB.")
    try:
        archiv = zipfile.ZipFile(io.BytesIO(daten))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fehler:
        raise LeseFehler(f"Das ist keine {was}-Datei: kein gültiges ZIP-Archiv.") from fehler
    if len(archiv.infolist()) > TEILE_MAX:
        raise LeseFehler(f"Die {was}-Datei enthält mehr als {TEILE_MAX} Teile.")
    return archiv


def read_part(archiv: zipfile.ZipFile, name: str) -> bytes | None:
    """Return one part of the archive or None; the bound holds for what is really unpacked, not for what is announced."""
    try:
        with archiv.open(name) as datei:
            inhalt = datei.read(TEIL_MAX + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as fehler:
        raise LeseFehler(f"Der Teil „{name}“ ist beschädigt oder verschlüsselt.") from fehler
    if len(inhalt) > TEIL_MAX:
        raise LeseFehler(f"Der Teil „{name}“ ist entpackt größer als {TEIL_MAX // 1024 // 1024} MiB.")
    return inhalt


def parse_xml(daten: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; raises LeseFehler for broken XML, a DTD or bottomless nesting."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        wurzel = etree.fromstring(daten, parser)
    except (etree.XMLSyntaxError, ValueError) as fehler:
        raise LeseFehler(f"Der Teil „{name}“ ist kein gültiges XML.") from fehler
    if wurzel.getroottree().docinfo.internalDTD is not None:
        raise LeseFehler(f"Der Teil „{name}“ enthält eine Dokumenttypdefinition (DTD); das ist nicht zulässig.")
    return wurzel
