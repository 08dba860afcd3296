"""Akoma Ntoso writer (OASIS LegalDocML, version 3.0): a `doc` per contract, a component `doc` per Anlage.

The ids are those of the tree (`k_<id>`, fields `f_<id>`): permanent, so that a provision keeps its eId when others are
inserted before it; the naming convention of OASIS would count. No claim of LegalDocML.de, which is made for statutes.
"""

from __future__ import annotations

from ...tree import Abschnitt, Dokument
from ..xmltext import escape
from .bloecke import body, opening
from .inlines import inlines
from .metadaten import NAMENSRAUM, make_meta

__all__ = ["write_akn"]

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def write_akn(dokument: Dokument) -> bytes:
    """Return the document as Akoma Ntoso 3.0 (UTF-8).

    A § is an `article`, an Absatz a `paragraph`, an Anlage an `attachment` that holds a `doc`; lists are `blockList`.
    Every value from the data carries path, canonical value and origin as attributes of an own name space. The table of
    contents is left out: it follows from the headings.
    """
    kopf = dokument.kopf
    anlagen = [a for a in dokument.abschnitte if a.art == "anlage"]
    teile = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{AKN}" xmlns:vw="{NAMENSRAUM}">',
        f'<doc name="{escape(kopf.dokument)}" contains="singleVersion">',
        make_meta(kopf, ""),
        f"<preface>\n{opening(dokument)}\n</preface>",
        f"<mainBody>\n{body([a for a in dokument.abschnitte if a.art != 'anlage'])}\n</mainBody>",
    ]
    if anlagen:
        stuecke = "\n".join(_attachment(dokument, a, stelle) for stelle, a in enumerate(anlagen, start=1))
        teile.append(f"<attachments>\n{stuecke}\n</attachments>")
    return "\n".join([*teile, "</doc>", "</akomaNtoso>", ""]).encode("utf-8")


def _attachment(dokument: Dokument, anlage: Abschnitt, stelle: int) -> str:
    nummer = f"<num>{escape(anlage.nummer)}</num>" if anlage.nummer else ""
    return (
        f'<attachment eId="k_{escape(anlage.id)}">{nummer}<heading>{inlines(anlage.ueberschrift)}</heading>\n'
        f'<doc name="anlage" contains="singleVersion">\n{make_meta(dokument.kopf, f"anlage_{stelle}")}\n'
        f"<mainBody>\n{body(anlage.bloecke)}\n</mainBody>\n</doc>\n</attachment>"
    )
