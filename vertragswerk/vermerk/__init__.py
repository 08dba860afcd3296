"""The Vermerk: the internal companion of a contract, made from what the check knows of it. Pure.

It says what a signed contract does not: what the check found, where the contract leaves the clause library and why, what the
library advises on each clause, which norms and terms stand where. It is a document of its own and never part of the contract.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from contracts.modell.vertrag import Vorgang
from generator.numbering import number
from generator.tree import Abschnitt, Dokument, Kopf
from generator.writers.native import write_native
from vertragswerk.werk import Ergebnis, with_only

from .befundteil import open_points
from .bestaetigungen import confirmations
from .fristen import Termin, deadlines, list_termine, write_calendar
from .grundlage import basis
from .klauselteil import clause_notes, departures
from .raumteil import list_raumvertraege, raum_budgets
from .register import index_documents, norms, terms

__all__ = ["NAME", "list_raumvertraege", "with_vermerk"]

NAME: Final = "vermerk"
KALENDER: Final = "fristen.ics"


def with_vermerk(ergebnis: Ergebnis, andere: Mapping[str, Vorgang] | None = None) -> Ergebnis:
    """Return a result whose only document is the Vermerk to the contract; without documents, the result as it is.

    The findings move from the check into the document: none of them stops it. `andere` are the contracts that
    `list_raumvertraege` asks for, by Kennung; one that is missing is said to be.
    """
    vertrag = ergebnis.geladen.vertrag
    if not ergebnis.dokumente or vertrag is None:
        return ergebnis
    termine = list_termine(vertrag)
    fertig = number(_assemble(ergebnis, vertrag, termine, andere or {}))
    return with_only(ergebnis, NAME, fertig, {KALENDER: write_calendar(vertrag, termine)})


def _assemble(
    ergebnis: Ergebnis, vertrag: Vorgang, termine: Sequence[Termin], andere: Mapping[str, Vorgang]
) -> Dokument:
    haupt = next(iter(ergebnis.dokumente.values())).kopf
    kopf = Kopf(
        kennung=haupt.kennung,
        titel=f"Vermerk zum {ergebnis.wort.wort}",
        untertitel=f"Interne Begleitunterlage, nicht Bestandteil des {ergebnis.wort.genitiv}",
        fassung=haupt.fassung,
        stand=haupt.stand,
        inhaltshash="",
        schema="dezimal",
        dokument=NAME,
    )
    abschnitte = (*_contract_sections(ergebnis, termine), *raum_budgets(vertrag, andere), *_text_sections(ergebnis))
    dokument = Dokument(kopf, (), abschnitte)
    # Findings depend on law and day as well, so the hash is that of the text.
    summe = hashlib.sha256(write_native(dokument)).hexdigest()
    return replace(dokument, kopf=replace(kopf, inhaltshash=summe))


def _contract_sections(ergebnis: Ergebnis, termine: Sequence[Termin]) -> Iterator[Abschnitt]:
    yield basis(ergebnis)
    yield open_points(ergebnis)
    yield confirmations(ergebnis)
    yield deadlines(termine, ergebnis.wort)


def _text_sections(ergebnis: Ergebnis) -> Iterator[Abschnitt]:
    yield departures(ergebnis)
    yield clause_notes(ergebnis)
    indizes = index_documents(ergebnis)
    yield norms(indizes, ergebnis.wort.wort)
    yield terms(indizes, ergebnis.wort.wort)
