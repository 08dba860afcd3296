"""Every day and every quantity of every kind declares its place or range; what a declaration names exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from checks.muster.nachbarn import angabe_at, path_from
from checks.registry import ALLE
from contracts.angaben import Angabe, list_angaben
from contracts.arten import ARTEN
from contracts.position import Pfad

MODELLE = [art.load_modell() for art in ARTEN]


def list_felder(modell: type[BaseModel], pfad: Pfad = ()) -> Iterator[tuple[Pfad, type[BaseModel], str, Angabe]]:
    """Yield every field of a model that holds a value: its path (items of lists by 0), class, name and declaration."""
    for name, angabe in list_angaben(modell).items():
        ort: Pfad = (*pfad, name)
        while angabe.glied is not None:
            ort, angabe = (*ort, 0), angabe.glied
        if angabe.modell is not None:
            yield from list_felder(angabe.modell, ort)
        else:
            yield ort, modell, name, angabe


def holds(annotation: Any, arten: tuple[type, ...]) -> bool:
    if isinstance(annotation, type):
        return annotation in arten
    return any(holds(a, arten) for a in get_args(annotation) if not isinstance(a, str))


@pytest.mark.parametrize("modell", MODELLE, ids=[m.__name__ for m in MODELLE])
def test_every_day_and_every_quantity_is_declared(modell: type[BaseModel]) -> None:
    felder = list(list_felder(modell))
    offen = [
        ".".join(map(str, p)) for p, m, n, a in felder if holds(m.model_fields[n].annotation, (date,)) and not a.zeit
    ]
    zahlen = [
        ".".join(map(str, p))
        for p, m, n, a in felder
        if holds(m.model_fields[n].annotation, (int, Decimal)) and not a.groesse
    ]
    assert not offen and not zahlen and len(felder) > 100


@pytest.mark.parametrize("modell", MODELLE, ids=[m.__name__ for m in MODELLE])
def test_what_a_declaration_names_exists(modell: type[BaseModel]) -> None:
    codes = {m.REGEL.code for m in ALLE}
    namen = set()
    for pfad, _, _, angabe in list_felder(modell):
        if (zeit := angabe.zeit) is not None:
            namen.add(zeit.was)
            assert zeit.ab or zeit.bis or zeit.alt or zeit.regel, pfad
            assert not zeit.regel or zeit.regel in codes, pfad
            for andere in (*zeit.ab, *zeit.bis, *([zeit.alt[0]] if zeit.alt else [])):
                # A milestone of the development plan has no goal around it.
                ist_da = angabe_at(modell, path_from(pfad, andere)).zeit is not None
                # What nobody signs has no day of signing; such a day asks nothing then.
                ist_da = ist_da or (andere == "unterzeichnung.am" and "unterzeichnung" not in modell.model_fields)
                assert ist_da or (andere, pfad[0]) == ("..termin", "organisationsentwicklung"), (pfad, andere)
        if (groesse := angabe.groesse) is not None:
            assert not groesse.regel or groesse.regel in codes, pfad
            assert groesse.regel or groesse.ueblich[0] or groesse.moeglich[0] or groesse.je_wert, pfad
    assert len(namen) > 15


@pytest.mark.parametrize(
    ("pfad", "geschrieben", "erwartet"),
    [
        (("a", "b"), "c.d", ("c", "d")),
        (("a", "b"), ".c", ("a", "c")),
        (("a", 3, "b"), ".c", ("a", 3, "c")),
        (("a", 3, "b"), "..c", ("c",)),
        (("x", "a", 3, "b"), "..c", ("x", "c")),
        (("ziele", 2, "indikator", "tag"), "..termin", ("ziele", 2, "termin")),
    ],
)
def test_a_path_with_dots_starts_at_a_group_around_the_value(pfad: Pfad, geschrieben: str, erwartet: Pfad) -> None:
    assert path_from(pfad, geschrieben) == erwartet
