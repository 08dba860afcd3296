"""The metadata of an Akoma Ntoso document: work (the contract), expression (its Fassung), manifestation (this file)."""

from __future__ import annotations

from ...tree import Kopf
from ..xmltext import escape

NAMENSRAUM = "tag:vertragswerk,2026:akn"
_SPRACHE = "deu"


def make_meta(kopf: Kopf, bestandteil: str) -> str:
    """Return `meta` for the document, or for a part of it (`anlage_1`), with its FRBR levels.

    The IRI of the work has no date, against the usual form: a Fassung knows its own day only, and all Fassungen are one work.
    """
    werk = f"/akn/de/doc/{escape(kopf.dokument)}/{escape(kopf.kennung)}"
    fassung = f"{werk}/{_SPRACHE}@{escape(kopf.stand)}/{escape(kopf.fassung)}"
    teil = f"/!{bestandteil}" if bestandteil else "/!main"
    entwurf = '<FRBRauthoritative value="false"/>' if kopf.entwurf else ""
    titel = f'<FRBRname value="{escape(kopf.titel)}"/>' if not bestandteil else ""
    return "\n".join(
        [
            "<meta>",
            '<identification source="#vertragswerk">',
            _level(
                "FRBRWork",
                werk,
                teil,
                kopf,
                '<FRBRcountry value="de"/>' + f'<FRBRnumber value="{escape(kopf.kennung)}"/>{titel}',
            ),
            _level(
                "FRBRExpression",
                fassung,
                teil,
                kopf,
                f'<FRBRversionNumber value="{escape(kopf.fassung)}"/>{entwurf}<FRBRlanguage language="{_SPRACHE}"/>',
            ),
            _level("FRBRManifestation", f"{fassung}.akn", teil, kopf, '<FRBRformat value="application/akn+xml"/>'),
            "</identification>",
            "" if bestandteil else _references(kopf),
            "</meta>",
        ]
    )


def _level(name: str, iri: str, teil: str, kopf: Kopf, rest: str) -> str:
    return (
        f'<{name}><FRBRthis value="{iri}{teil}"/><FRBRuri value="{iri}"/>'
        f'<FRBRdate date="{escape(kopf.stand)}" name="Stand der Fassung"/><FRBRauthor href="#vertragsparteien"/>{rest}</{name}>'
    )


def _references(kopf: Kopf) -> str:
    """Return, once for all parts, who made the contract and what made the file, and what Akoma Ntoso has no element for."""
    return (
        '<references source="#vertragswerk">'
        '<TLCRole eId="vertragsparteien" href="/akn/ontology/role/de/vertragsparteien" showAs="Vertragsparteien"/>'
        '<TLCObject eId="vertragswerk" href="/akn/ontology/object/de/vertragswerk" showAs="vertragswerk"/>'
        "</references>\n"
        '<proprietary source="#vertragswerk">'
        f"<vw:inhaltshash>{escape(kopf.inhaltshash)}</vw:inhaltshash>"
        f"<vw:zustand>{'Entwurf' if kopf.entwurf else 'Reinschrift'}</vw:zustand>"
        f"<vw:nummerierung>{escape(kopf.schema)}</vw:nummerierung>"
        "</proprietary>"
    )
