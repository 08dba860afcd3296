"""Field types of the model: what a single value of a contract file may look like.

Only field-local constraints live here and in the models; every statement about two fields is a rule of `checks`. Each
type carries its own JSON Schema, so that the published schema and the model accept the same values.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from ..angaben import Unpersoenlich
from .parteinamen import insert_parties, refuse_braces

BETRAG_MUSTER = r"^-?(0|[1-9][0-9]{0,11})\.[0-9]{2}$"
REGELCODE = r"^[A-Z]{2,8}-[0-9]{2,3}$"
PREIS_MUSTER = r"^(0|[1-9][0-9]{0,11})\.[0-9]{2}$"
UHRZEIT_MUSTER = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
RATE_MUSTER = r"^-?[01]\.[0-9]{1,6}$"
DEZIMAL_MUSTER = r"^-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,4})?$"
IBAN_MUSTER = r"^[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?$"
KATALOG_MUSTER = r"^[a-z][a-z_]{1,59}$"
# Years with which every deadline and period can be reckoned.
DATUM_MUSTER = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
# Words with one blank between them: a line break, a tab or a second blank is lost or stands in the middle of a sentence, depending
# on the format. The first character can be seen. Only one way to read each character, so that no engine searches for long.
TEXT_MUSTER = r"^[^\s\u00AD\u200C\u200D\u2800\u3164](?:[ \u00A0\u2000-\u200A\u202F]?\S)*$"
WORTE_MUSTER = r"^\S(?:[\s\S]*\S)?$"
"""Words as they stand in a document, of several paragraphs too."""


class Basis(BaseModel):
    """Base of every model: frozen, no unknown keys, nothing retyped.

    A model is put together when it first reads data, parts within their whole: each for itself took half of a short run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, kern: CoreSchema, weiter: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe each field by the text below it; it is read from the source only when a schema is asked for."""
        from .feldtexte import read_feldtexte

        schema = weiter(kern)
        texte = read_feldtexte(cls)
        for name, eigenschaft in weiter.resolve_ref_schema(schema).get("properties", {}).items():
            if name in texte:
                eigenschaft.setdefault("description", texte[name])
        return schema


def _decimal(muster: str, was: str, beispiel: str) -> BeforeValidator:
    gueltig = re.compile(muster)

    def convert(wert: Any) -> Decimal:
        if isinstance(wert, Decimal):
            return wert
        # `$` of a pattern also matches before a line break at the end.
        if not isinstance(wert, str) or not gueltig.fullmatch(wert):
            raise PydanticCustomError(
                "dezimalzahl", "{was} muss als Text in der Form {beispiel} stehen", {"was": was, "beispiel": beispiel}
            )
        return Decimal(wert)

    return BeforeValidator(convert)


def _datum(wert: Any) -> date:
    if isinstance(wert, date):
        return wert
    if isinstance(wert, str) and re.fullmatch(DATUM_MUSTER, wert):
        try:
            return date.fromisoformat(wert)
        except ValueError:
            pass
    raise PydanticCustomError("datum", "ein Datum muss als Kalendertag in der Form 2025-01-31 stehen", {})


Betrag = Annotated[
    Decimal,
    _decimal(BETRAG_MUSTER, "ein Betrag", '"385531.07"'),
    WithJsonSchema({"type": "string", "pattern": BETRAG_MUSTER, "title": "Betrag in Euro mit zwei Nachkommastellen"}),
]
"""Euros with exactly two decimals; a float or a German comma is refused."""

Preis = Annotated[
    Decimal,
    _decimal(PREIS_MUSTER, "ein nicht negativer Betrag", '"385531.07"'),
    WithJsonSchema({"type": "string", "pattern": PREIS_MUSTER, "title": "Preis in Euro mit zwei Nachkommastellen"}),
]
"""Euros that are paid for something: never negative. Nothing (0.00) is a matter of rules, which see the volume beside it."""

Rate = Annotated[
    Decimal,
    _decimal(RATE_MUSTER, "ein Anteil", '"0.0320" für 3,20 Prozent'),
    WithJsonSchema(
        {"type": "string", "pattern": RATE_MUSTER, "title": "Anteil als Bruchteil, 0.0320 für 3,20 Prozent"}
    ),
]
"""A fraction, never a percentage: 0.0320 means 3.20 %. May be negative: the Vertragskommission can lower what it raised too far."""

Dezimal = Annotated[
    Decimal,
    _decimal(DEZIMAL_MUSTER, "eine Zahl", '"12" oder "3.10"'),
    WithJsonSchema({"type": "string", "pattern": DEZIMAL_MUSTER, "title": "Zahl mit höchstens vier Nachkommastellen"}),
]
"""A measured or target value."""

Datum = Annotated[
    date,
    BeforeValidator(_datum),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DATUM_MUSTER, "title": "Datum"}),
]
"""A calendar day, ISO 8601."""

Uhrzeit = Annotated[str, StringConstraints(pattern=UHRZEIT_MUSTER), Unpersoenlich()]
"""A time of day, 24 hours."""

MAX_ZEILE, MAX_ABSATZ = 300, 4000

Zeile = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_ZEILE, pattern=TEXT_MUSTER),
    AfterValidator(lambda text: insert_parties(text, MAX_ZEILE)),
]
"""A name or a phrase in one line; may name parties."""

Absatztext = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_ABSATZ, pattern=TEXT_MUSTER),
    AfterValidator(lambda text: insert_parties(text, MAX_ABSATZ)),
]
"""Running text of a few sentences; one paragraph, because it is printed within one. May name parties."""

Parteiwort = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_ZEILE, pattern=TEXT_MUSTER), AfterValidator(refuse_braces)
]
"""The short name of a party, which texts name."""

Kuerzel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{0,11}$"), Unpersoenlich()]
"""Short permanent name of a list item (`bW`, `Z1`, `K12`); it addresses the item in data paths and anchors."""

PARTEI_ID = r"^[a-z][a-z0-9]{0,19}$"
Parteikennung = Annotated[str, Field(pattern=PARTEI_ID)]
"""Short permanent name of a party; may be the name of its file."""

Kennung = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,59}$"), Unpersoenlich("kennung")]
"""Permanent name of a contract; becomes a file name on every system."""

Anzahl = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
"""A count."""

Positiv = Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
"""A count of at least one."""

Dauer = Annotated[int, Field(strict=True, ge=1, le=1200)]
"""Months or weeks: at most a hundred years, so that every deadline is a day of the calendar."""

Wahrheit = Annotated[bool, Field(strict=True)]
"""`true` or `false`, nothing else."""
