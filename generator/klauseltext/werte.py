"""The values of one contract as clause texts name them; each is looked up and printed once, however many clauses show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from contracts.pfad import PfadFehler, Wert

from ..formate import FORMATE, canonical, default_format
from ..zahlformate import FormatFehler
from .klauselvorlage import KlauseltextFehler, Quellort, VFeld

Druck: TypeAlias = tuple[str, str, str, str, bool, str]
"""A printed field: path, text, canonical value, format, whether it is computed, file; what `Feld` begins with."""
MAX_ZEICHEN_GESAMT = 4_000_000
"""Characters of one document, each inline counted with what it costs; a contract of fifty pages has 200,000."""
INLINE_KOSTEN = 20


class Werte:
    """Values below the root of a contract, or below the items of a loop (`namen`). Every method raises KlauseltextFehler.

    Found values are kept by path and identity: two items of a list may carry the same key.
    """

    def __init__(self, wurzel: Wert) -> None:
        self.wurzel = wurzel
        self._zeichen = 0
        self._gefunden: dict[tuple[str, int, str], Wert] = {}
        self._gedruckt: dict[tuple[str, int, tuple[str, ...], str], Druck] = {}
        self._glieder: dict[tuple[str, int], list[Wert]] = {}

    @property
    def gezaehlt(self) -> int:
        """What the document has been filled with so far."""
        return self._zeichen

    def count(self, zeichen: int, stuecke: int, ort: Quellort) -> None:
        """Count what a document is filled with: loops multiply a short text."""
        self._zeichen += zeichen + INLINE_KOSTEN * (stuecke + 1)
        if self._zeichen > MAX_ZEICHEN_GESAMT:
            raise KlauseltextFehler(
                "Das Dokument wird mit diesem Text länger als vier Millionen Zeichen. Prüfen Sie seine Schleifen.", ort
            )

    def count_filled(self, zeichen: int) -> bool:
        """Count a clause that need not be filled again; False, and nothing counted, where the document would get too long."""
        if self._zeichen + zeichen > MAX_ZEICHEN_GESAMT:
            return False
        self._zeichen += zeichen
        return True

    def value(self, pfad: Sequence[str], namen: Mapping[str, Wert], ort: Quellort) -> Wert:
        """Return the value that a path names."""
        anfang = namen.get(pfad[0])
        try:
            wert = anfang if anfang is not None else self._step(self.wurzel, pfad[0])
            for name in pfad[1:]:
                wert = self._step(wert, name)
        except PfadFehler as fehler:
            raise KlauseltextFehler(f"Der Platzhalter „{'.'.join(pfad)}“ führt ins Leere: {fehler}", ort) from fehler
        return wert

    def boolean(self, pfad: Sequence[str], namen: Mapping[str, Wert], ort: Quellort) -> bool:
        """Return the boolean that a condition names."""
        wert = self.value(pfad, namen, ort).wert
        if not isinstance(wert, bool):
            raise KlauseltextFehler(f"Eine Bedingung nennt einen Wahrheitswert; „{'.'.join(pfad)}“ ist keiner.", ort)
        return wert

    def items(self, pfad: Sequence[str], namen: Mapping[str, Wert], ort: Quellort) -> list[Wert]:
        """Return the items of the list that a loop names, the same ones to each that asks."""
        liste = self.value(pfad, namen, ort)
        schluessel = (liste.pfad, id(liste.wert))
        glieder = self._glieder.get(schluessel)
        if glieder is None:
            try:
                glieder = self._glieder[schluessel] = liste.items()
            except PfadFehler as fehler:
                raise KlauseltextFehler(str(fehler), ort) from fehler
        return glieder

    def field(self, feld: VFeld, namen: Mapping[str, Wert]) -> Druck:
        """Return the printed field, all but its id: the same value stands in many places."""
        return self.field_at(feld, namen.get(feld.pfad[0]))

    def field_at(self, feld: VFeld, anfang: Wert | None) -> Druck:
        """Return the printed field whose path begins at a named value, or at the contract."""
        von = anfang if anfang is not None else self.wurzel
        schluessel = (von.pfad, id(von.wert), feld.pfad, feld.format)
        fertig = self._gedruckt.get(schluessel)
        if fertig is None:
            fertig = self._gedruckt[schluessel] = self._print(
                feld, {feld.pfad[0]: anfang} if anfang is not None else {}
            )
        return fertig

    def _print(self, feld: VFeld, namen: Mapping[str, Wert]) -> Druck:
        wert = self.value(feld.pfad, namen, feld.ort)
        try:
            name = feld.format or default_format(wert.wert)
            text, kanonisch = _print_value(name, wert.wert)
            return wert.pfad, text, kanonisch, name, wert.ist_berechnet, wert.datei
        except FormatFehler as fehler:
            raise KlauseltextFehler(
                f"Das Feld „{'.'.join(feld.pfad)}“ lässt sich nicht drucken. {fehler}", feld.ort
            ) from fehler

    def _step(self, wert: Wert, name: str) -> Wert:
        schluessel = (wert.pfad, id(wert.wert), name)
        naechster = self._gefunden.get(schluessel)
        if naechster is None:
            naechster = self._gefunden[schluessel] = wert.step(name)
        return naechster


EINFACH = frozenset({Decimal, date, int, str})


def _print_value(name: str, wert: Any) -> tuple[str, str]:
    """Return what is printed for a value, and the canonical value. Raises FormatFehler."""
    kanonisch = canonical(wert)
    art = type(wert)
    # 1.0 and 1.00 are equal and printed differently; their canonical values differ.
    text = _print_simple(name, art.__name__, kanonisch, wert) if art in EINFACH else FORMATE[name](wert)
    return text, kanonisch


@lru_cache(maxsize=8_192)
def _print_simple(name: str, art: str, kanonisch: str, wert: Any) -> str:
    return FORMATE[name](wert)
