"""Every piece of text that a Word or ODT file holds, shown or not: hidden runs, text boxes, comments, headers, deleted text.

What a reader shows (`text_docx`, `text_odt`) is compared with the tree in order. This list is compared as a heap with that of the
file as it was written: what is in one and not in the other has been put in or taken out, wherever it hides.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..kanon import normalise
from .lesegrenzen import NORMAL, LeseFehler, Lesegrenzen, Verbrauch
from .paket import Paket, open_zip

if TYPE_CHECKING:
    from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMELTEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WORDTEILE: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml").fullmatch
_LEER: Final = frozenset({f"{_T}s", f"{_T}tab", f"{_T}line-break"})
_ZAHLEN: Final = re.compile(r"\d+")
_BEIWERK: Final = re.compile(
    r"(?:word/(?:media|embeddings|activeX)|Pictures|Object[^/]*|ObjectReplacements)/.+", re.IGNORECASE
).fullmatch
DURCHGESTRICHEN: Final = "durchgestrichen: "
"""Stands before text of a Word file that is struck through."""
_VERZEICHNIS: Final = re.compile(r"(?:TOC|Verzeichnis|Contents)", re.IGNORECASE).match


def list_texts(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Counter[str]:
    """Return how often each paragraph stands in a DOCX or ODT; raises LeseFehler for a damaged file.

    Left out is what programs count anew whenever they save: contents with their pages, numbers of pages in head and foot.
    """
    paket = open_zip(daten, "Word- oder ODT", Verbrauch(grenzen))
    namen = sorted(set(paket.archiv.namelist()))
    if "word/document.xml" in namen:
        texte = (t for n in namen if _WORDTEILE(n) for t in _word_texts(paket, n))
    elif "content.xml" in namen:
        texte = (t for n in ("content.xml", "styles.xml") for t in _odt_texts(paket, n))
    else:
        raise LeseFehler("Das Archiv ist weder eine Word-Datei noch eine ODT-Datei.")
    return Counter(t for t in texte if t)


def list_beiwerk(daten: bytes, grenzen: Lesegrenzen = NORMAL) -> Counter[str]:
    """Return how often each picture and embedded object stands in a DOCX or ODT, by the checksum of its content."""
    paket = open_zip(daten, "Word- oder ODT", Verbrauch(grenzen))
    inhalte = (paket.read(n) for n in sorted(set(paket.archiv.namelist())) if _BEIWERK(n) and not n.endswith("/"))
    return Counter(hashlib.sha256(i).hexdigest() for i in inhalte if i is not None)


def _word_texts(paket: Paket, name: str) -> Iterator[str]:
    wurzel = paket.xml(name)
    if wurzel is None:
        return
    ist_rand = name.startswith(("word/header", "word/footer"))
    for absatz in wurzel.iter(f"{_W}p", f"{_A}p"):
        stil = absatz.find(f"{_W}pPr/{_W}pStyle")
        if stil is not None and _VERZEICHNIS(stil.get(f"{_W}val") or ""):
            continue
        yield _finish(_own_text(absatz), ist_rand)
        yield from _struck(absatz)


def _struck(absatz: etree._Element) -> Iterator[str]:
    """Yield what is struck through by format alone: no change that Word would show as one, and a different contract to the eye."""
    for lauf in absatz.iter(f"{_W}r"):
        merkmale = lauf.find(f"{_W}rPr")
        zeichen = [merkmale.find(f"{_W}{n}") for n in ("strike", "dstrike")] if merkmale is not None else []
        if any(z is not None and z.get(f"{_W}val") not in ("0", "false", "off") for z in zeichen):
            text = normalise("".join(t.text or "" for t in lauf.iter(f"{_W}t")))
            if text:
                yield f"{DURCHGESTRICHEN}{text}"


def _own_text(absatz: etree._Element) -> str:
    """Return the text of a paragraph without that of paragraphs inside it (text boxes), which are listed by themselves."""
    teile = []
    for knoten in absatz.iter(f"{_W}t", f"{_W}delText", f"{_A}t", _FORMELTEXT, f"{_W}tab", f"{_W}br"):
        if next(knoten.iterancestors(absatz.tag), None) is absatz:
            teile.append(knoten.text or "" if knoten.tag not in (f"{_W}tab", f"{_W}br") else " ")
    return "".join(teile)


def _odt_texts(paket: Paket, name: str) -> Iterator[str]:
    wurzel = paket.xml(name)
    if wurzel is None:
        return
    for absatz in wurzel.iter(f"{_T}p", f"{_T}h"):
        if next(absatz.iterancestors(f"{_T}table-of-content"), None) is not None:
            continue
        innen = next(absatz.iterancestors(f"{_T}p", f"{_T}h"), None)
        if innen is None:
            yield _finish(_joined(absatz), name == "styles.xml")


def _joined(absatz: etree._Element) -> str:
    from lxml import etree

    teile: list[str] = []
    for ereignis, knoten in etree.iterwalk(absatz, events=("start", "end")):
        if ereignis == "start":
            teile.append(" " if knoten.tag in _LEER else knoten.text or "")
        elif knoten is not absatz:
            teile.append(knoten.tail or "")
    return "".join(teile)


def _finish(text: str, ist_rand: bool) -> str:
    text = normalise(text)
    return _ZAHLEN.sub("#", text) if ist_rand else text
