"""The contract data inside a Word file: a part of its own (Custom XML), which Word keeps and never shows."""

from __future__ import annotations

import re
from typing import Final

from ..zip import Teil, pack_part

TEIL: Final = "customXml/item1.xml"
NAMENSRAUM: Final = "urn:vertragswerk:vertragsdaten"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_BEZIEHUNG: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_TYP: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_KENNUNG: Final = "{6B0F6E2D-6C1B-4B8E-9C57-0D1D6D3C2A11}"
"""Names the store of data for Word; any fixed number does."""
_VERBOTEN: Final = re.compile("[\ufffe\uffff]")


def list_data(typen: str, beziehungen: str) -> tuple[str, str]:
    """Return the lists of content types and of relations of the text with the data in them."""
    typ = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{_TYP}"/>'
    beziehung = f'<Relationship Id="rIdDaten" Type="{_BEZIEHUNG}" Target="../{TEIL}"/>'
    return (
        typen.replace("</Types>", f"{typ}</Types>"),
        beziehungen.replace("</Relationships>", f"{beziehung}</Relationships>"),
    )


def data_parts(daten: bytes) -> list[Teil]:
    """Return the parts that hold the data (JSON in UTF-8) and say what they are; none for empty data."""
    if not daten:
        return []
    from html import escape

    # What XML forbids stands in JSON as its escape, which says the same.
    text = escape(_VERBOTEN.sub(lambda t: f"\\u{ord(t[0]):04x}", daten.decode("utf-8")), quote=False)
    eigenschaften = (
        f'{_XML}<ds:datastoreItem ds:itemID="{_KENNUNG}" xmlns:ds="{_CUSTOM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMENSRAUM}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    bezug = (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_BEZIEHUNG}Props" Target="itemProps1.xml"/></Relationships>'
    )
    return [
        pack_part(TEIL, f'{_XML}<vertragsdaten xmlns="{NAMENSRAUM}">{text}</vertragsdaten>'),
        pack_part("customXml/itemProps1.xml", eigenschaften),
        pack_part("customXml/_rels/item1.xml.rels", bezug),
    ]
