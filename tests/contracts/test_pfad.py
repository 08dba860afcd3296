"""Written data paths: every place of the data has one, no two share one, and reading is the reverse of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from contracts.angaben import Angabe, keys_of, list_angaben, write_key
from contracts.arten import ARTEN
from contracts.modell.budgetverfahren import Eigenwert
from contracts.modell.vertrag import Vorlagenbestaetigung, Vorlagenwert
from contracts.pfad import PfadFehler, Wertewurzel, read_pfad, split_pfad, write_pfad
from contracts.position import Pfad
from tests.vertraege import KENNUNGEN, daten, geladen, load_modell


def all_places(wert: Any, pfad: Pfad = ()) -> Iterator[Pfad]:
    if pfad:
        yield pfad
    if isinstance(wert, dict):
        for name, innen in wert.items():
            yield from all_places(innen, (*pfad, name))
    elif isinstance(wert, list):
        for nummer, innen in enumerate(wert):
            yield from all_places(innen, (*pfad, nummer))


def all_models(modell: type[BaseModel], bekannt: set[type[BaseModel]]) -> Iterator[tuple[str, Angabe]]:
    """Yield every field of a model and of the models in it, each model once."""
    if modell in bekannt:
        return
    bekannt.add(modell)
    for name, angabe in list_angaben(modell).items():
        yield f"{modell.__name__}.{name}", angabe
        innen = angabe.glied or angabe
        if innen.modell is not None:
            yield from all_models(innen.modell, bekannt)


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_every_place_has_a_path_of_its_own_that_leads_back(kennung: str) -> None:
    geladener = geladen(kennung)
    assert geladener.vertrag is not None
    roh, modell = daten(kennung), type(geladener.vertrag)
    orte = list(all_places(roh))
    geschrieben = [write_pfad(pfad, roh, modell) for pfad in orte]
    assert len(orte) > 700 and len(set(geschrieben)) == len(orte)
    assert [read_pfad(text, roh, modell) for text in geschrieben] == orte


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_moving_the_items_of_any_list_changes_no_path(kennung: str) -> None:
    roh, modell = daten(kennung), load_modell(daten(kennung)["art"])

    def turned(wert: Any) -> Any:
        if isinstance(wert, dict):
            return {name: turned(innen) for name, innen in wert.items()}
        return [turned(innen) for innen in reversed(wert)] if isinstance(wert, list) else wert

    anders = turned(roh)
    assert {write_pfad(p, roh, modell) for p in all_places(roh)} == {
        write_pfad(p, anders, modell) for p in all_places(anders)
    }


@pytest.mark.parametrize("art", [art.name for art in ARTEN])
def test_every_model_in_a_list_declares_its_key(art: str) -> None:
    for name, angabe in all_models(load_modell(art), set()):
        if angabe.glied is not None and angabe.glied.modell is not None:
            schluessel = keys_of(angabe.glied.modell)
            assert schluessel, f"{name}: {angabe.glied.modell.__name__} declares no SCHLUESSEL"
            assert all(angabe.glied.modell.model_fields[s].is_required() for s in schluessel), name


def key_fields(art: str) -> Iterator[dict[str, Any]]:
    """Yield the schema of every field that names an item of a list."""
    schemata = load_modell(art).model_json_schema()["$defs"]
    for _, angabe in all_models(load_modell(art), set()):
        modell = angabe.glied.modell if angabe.glied is not None else None
        if modell in (Vorlagenwert, Vorlagenbestaetigung, Eigenwert):
            continue  # their key is a place in the file or a case of the law, no word: it is written by its checksum
        yield from (schemata[modell.__name__]["properties"][name] for name in (keys_of(modell) if modell else ()))


KEY_FIELDS = [feld for art in ARTEN for feld in key_fields(art.name)]


@given(st.data())
def test_a_key_that_the_schema_lets_through_is_a_word(data: st.DataObject) -> None:
    feld = data.draw(st.sampled_from(KEY_FIELDS))
    if feld.get("type") == "integer":
        werte = st.integers(feld["minimum"], feld["maximum"]).map(str)
    else:
        werte = st.sampled_from(feld["enum"]) if "enum" in feld else st.from_regex(feld["pattern"], fullmatch=True)
    assert len(KEY_FIELDS) > 25 and re.fullmatch(r"[A-Za-z0-9_-]{1,60}", data.draw(werte))


@pytest.mark.parametrize(
    ("eintrag", "geschrieben"),
    [
        ("K1", "K1"),
        ("personenkreis", "personenkreis"),
        ("§ 132 SGB IX", "~"),
        ("x" * 31, "~"),
        ("a]b", "~"),
        ("", "~"),
        ({"id": "K1"}, "~"),
        (5, "5"),
        (None, "~"),
    ],
)
def test_plain_items_are_named_by_themselves_or_a_checksum(eintrag: Any, geschrieben: str) -> None:
    schluessel = write_key(eintrag)
    assert schluessel == geschrieben if geschrieben != "~" else re.fullmatch(r"~[0-9a-f]{8}", schluessel)


@pytest.mark.parametrize("kaputt", [{}, {"id": None}, {"id": "a]b"}, {"id": {}}, [], "text", None, 7])
def test_a_broken_item_still_gets_a_path(kaputt: Any) -> None:
    roh = {**daten(), "ziele": [kaputt]}
    text = write_pfad(("ziele", 0, "id"), roh, load_modell(roh["art"]))
    assert re.fullmatch(r"ziele\[(~[0-9a-f]{8}|\?)\]\.id", text)


@pytest.mark.parametrize(
    "text", ["", "ziele[Z1", "ziele]", "ziele[].x", ".titel", "[Z1]", "titel.", "titel.x", "ziele[Z99]", "parteien[0]"]
)
def test_a_path_that_leads_nowhere_is_empty(text: str) -> None:
    roh = daten()
    assert read_pfad(text, roh, load_modell(roh["art"])) == ()


@given(st.text(alphabet="abz_Z019.[]~,-", max_size=30))
def test_reading_any_text_does_not_break(text: str) -> None:
    schritte = split_pfad(text)
    assert all(name for name, _ in schritte)
    roh = daten()
    pfad = read_pfad(text, roh, load_modell(roh["art"]))
    assert not pfad or write_pfad(pfad, roh, load_modell(roh["art"])) == text


def test_parts_reached_through_a_computation_bear_their_stated_path() -> None:
    geladener = geladen()
    assert geladener.vertrag is not None
    wurzel = Wertewurzel(geladener.vertrag, geladener.quelle)
    stated = {
        "leistungstraeger": "parteien[land]",
        "leistungstraeger.name": "parteien[land].name",
        "evaluation_kostentraeger": "parteien[land]",
        "interessenvertretung.name": "beteiligte[LTB].name",
        "bestaetigungen[land].bestaetigung.am": "datenabgleich.bestaetigungen[land].am",
        "bestaetigungen[land].partei.anschrift.ort": "parteien[land].anschrift.ort",
        "ziele_mit_indikator[Z1].ziel": "ziele[Z1].ziel",
        "berechnet.leistungstypen[bW].leistungstyp.name": "leistungspaket[bW].name",
        "berechnet.leistungstypen[bW].posten[HBG1].gruppe.menge": "leistungspaket[bW].gruppen[HBG1].menge",
    }
    for genannt, pfad in stated.items():
        wert = wurzel.find(genannt)
        assert (wert.pfad, wert.ist_berechnet) == (pfad, False), genannt
    computed = [
        "berechnet.rate",
        "berechnet.leistungstypen[bW].posten[HBG1].satz",
        "leistungspaket[bW].einheit_mehrzahl",
        "ziele_mit_indikator",
    ]
    for genannt in computed:
        wert = wurzel.find(genannt)
        assert (wert.pfad, wert.ist_berechnet) == (genannt, True), genannt
    assert wurzel.find("leistungstraeger.name").datei == "parteien/land.yaml"
    assert wurzel.find("leistungstraeger.rolle").datei == wurzel.find("leistungstraeger").datei == ""
    assert [w.schluessel for w in wurzel.find("berechnet.leistungstypen").items()] == ["bW", "AA", "BoT", "TS"]


def test_a_default_of_the_model_is_not_stated() -> None:
    geladener = geladen()
    assert geladener.vertrag is not None
    wurzel = Wertewurzel(geladener.vertrag, geladener.quelle)
    assert wurzel.find("controlling.kennzahlen[K1].ist_je_leistungstyp").ist_berechnet is False
    assert wurzel.find("controlling.kennzahlen[K4].ist_je_leistungstyp").ist_berechnet is True


@pytest.mark.parametrize(
    "genannt",
    [
        "model_dump",
        "__class__",
        "berechnet.__init__",
        "parteien.count",
        "ziele[Z99]",
        "titel[x]",
        "SCHLUESSEL",
        "_partei",
    ],
)
def test_nothing_else_of_python_can_be_named(genannt: str) -> None:
    vertrag = geladen().vertrag
    assert vertrag is not None
    with pytest.raises(PfadFehler):
        Wertewurzel(vertrag).find(genannt)
