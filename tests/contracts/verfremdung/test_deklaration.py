"""Every field of a case says whether it tells of a person, and what stands in its place in a copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
from pydantic import BaseModel

from contracts.angaben import Angabe, Personenbezogen, Unpersoenlich, list_angaben
from contracts.arten import ARTEN
from contracts.modell.typen import Datum, Kuerzel, Zeile
from contracts.verfremdung.ersatz import ENTFAELLT, ERSATZ, VERWEIGERT
from contracts.verfremdung.fallkopie import is_declared
from contracts.verfremdung.vorrat import list_ersatzworte, load_vorrat

VERTRAULICHE = [a for a in ARTEN if a.ist_vertraulich]


def iter_felder(modell: type[BaseModel], gesehen: set[type[BaseModel]]) -> Iterator[tuple[str, Angabe]]:
    """Yield every value that a kind can state, by group and field."""
    if modell in gesehen:
        return
    gesehen.add(modell)
    for name, angabe in list_angaben(modell).items():
        while angabe.glied is not None:
            angabe = angabe.glied
        if angabe.modell is not None:
            yield from iter_felder(angabe.modell, gesehen)
        else:
            yield f"{modell.__name__}.{name}", angabe


def undeclared(modell: type[BaseModel]) -> list[str]:
    return [ort for ort, angabe in iter_felder(modell, set()) if not is_declared(angabe)]


@pytest.mark.parametrize("art", VERTRAULICHE, ids=lambda a: a.name)
def test_every_field_of_a_case_declares_whether_it_is_personal(art: object) -> None:
    modell = art.load_modell()  # type: ignore[attr-defined]
    felder = list(iter_felder(modell, set()))
    assert len(felder) > 100 and not undeclared(modell)
    # A value whose kind cannot be told would be kept as it is.
    assert not [ort for ort, a in felder if a.grundtyp is None]


def test_a_new_field_without_a_declaration_is_refused() -> None:
    class Neu(BaseModel):
        spitzname: Zeile | None = None
        kosenamen: tuple[Zeile, ...] = ()
        id: Kuerzel
        seit: Datum
        name: Annotated[Zeile, Personenbezogen("name")]
        hinweis: Annotated[Zeile, Unpersoenlich()] | None = None

    assert undeclared(Neu) == ["Neu.spitzname", "Neu.kosenamen"]


@pytest.mark.parametrize("art", VERTRAULICHE, ids=lambda a: a.name)
def test_what_stands_in_place_of_a_value_exists_and_none_is_idle(art: object) -> None:
    felder = [(o, a.bezug) for o, a in iter_felder(art.load_modell(), set()) if a.bezug is not None]  # type: ignore[attr-defined]
    namen = {bezug.ersatz for _, bezug in felder}
    assert namen - {"", ENTFAELLT, VERWEIGERT} == set(ERSATZ)
    texte = {ort for ort, bezug in felder if bezug.ersatz == "text"}
    assert {".".join(t.split(".")[:2]) for t in load_vorrat()["texte"]} == texte


def test_only_days_are_personal_without_something_in_their_place() -> None:
    for art in VERTRAULICHE:
        for ort, angabe in iter_felder(art.load_modell(), set()):
            if isinstance(angabe.bezug, Personenbezogen) and not angabe.bezug.ersatz:
                assert angabe.zeit is not None, ort


def test_invented_names_take_a_plain_genitive() -> None:
    for liste in ("vornamen", "nachnamen", "orte"):
        worte = list_ersatzworte(liste)
        assert len(set(worte)) == len(worte) >= 16 and not [w for w in worte if w[-1] in "sxzß"]
