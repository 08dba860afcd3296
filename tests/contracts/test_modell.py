"""The model and the published schema accept and refuse the same; every refusal is a German sentence with a place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from contracts.arten import ARTEN, find_art
from contracts.modell.meldungen import FORMEN, describe
from contracts.modell.typen import BETRAG_MUSTER, DATUM_MUSTER, DEZIMAL_MUSTER, PREIS_MUSTER, RATE_MUSTER
from contracts.position import Quelle
from contracts.schemata import close_pattern, list_schemas, published_schema, schema_of, write_schema
from tests.vertraege import daten, geladen, load_modell, patch

FAELLE = yaml.safe_load((Path(__file__).parent / "modell" / "faelle.yaml").read_text(encoding="utf-8"))
ART = "traegerbudget_singulaer"
PRUEFER = Draft202012Validator(schema_of(ART), format_checker=FormatChecker())


def _patched(pfad: str, wert: Any) -> dict[str, Any]:
    roh = daten()
    patch(roh, pfad, wert)
    return roh


@pytest.mark.parametrize(("pfad", "wert"), FAELLE["gut"])
def test_good_input_is_accepted_by_both(pfad: str, wert: Any) -> None:
    roh = _patched(pfad, wert)
    find_art(ART).load_modell().model_validate(roh)
    assert not list(PRUEFER.iter_errors(roh))


@pytest.mark.parametrize(("pfad", "wert", "code"), FAELLE["schlecht"])
def test_bad_input_is_refused_by_both(pfad: str, wert: Any, code: str) -> None:
    roh = _patched(pfad, wert)
    with pytest.raises(ValidationError) as fehler:
        find_art(ART).load_modell().model_validate(roh)
    maengel = describe(fehler.value, Quelle("v.yaml", roh), find_art(ART).load_modell())
    assert [m.code for m in maengel] == [code]
    assert maengel[0].meldung.endswith(".")
    assert "{" not in maengel[0].meldung
    assert "^" not in maengel[0].meldung
    assert list(PRUEFER.iter_errors(roh)), "the schema accepts what the model refuses"


@pytest.mark.parametrize("name", list_schemas())
def test_every_constraint_has_its_sentence(name: str) -> None:
    """No pattern of a schema is shown to a jurist as a regular expression."""
    muster = set(re.findall(r'"pattern": "((?:[^"\\\\]|\\\\.)*)"', json.dumps(schema_of(name))))
    eigene = {BETRAG_MUSTER, PREIS_MUSTER, RATE_MUSTER, DEZIMAL_MUSTER, DATUM_MUSTER}
    saetze = {close_pattern(m) for m in {*eigene, *FORMEN}}
    assert {json.loads(f'"{m}"') for m in muster} <= saetze


def test_unstated_is_placed_at_the_parent() -> None:
    quelle = geladen().quelle
    assert quelle is not None
    roh = daten()
    del roh["laufzeit"]["beginn"]
    with pytest.raises(ValidationError) as fehler:
        find_art(ART).load_modell().model_validate(roh)
    (mangel,) = describe(
        fehler.value, Quelle(quelle.datei, roh, quelle.werte, quelle.schluessel), find_art(ART).load_modell()
    )
    assert mangel.pfad == ("laufzeit", "beginn")
    assert mangel.position.zeile > 1


@pytest.mark.parametrize("art", [a.name for a in ARTEN])
def test_every_field_is_described(art: str) -> None:
    schema = schema_of(art)
    ohne = [
        f"{name}.{feld}"
        for name, teil in {**schema["$defs"], art: schema}.items()
        for feld, eigenschaft in teil.get("properties", {}).items()
        if not eigenschaft.get("description")
    ]
    assert ohne == []


@pytest.mark.erzeugt
@pytest.mark.parametrize("name", list_schemas())
def test_published_schema_is_up_to_date(name: str) -> None:
    datei = Path(__file__).resolve().parents[2] / "contracts" / "schema" / f"{name}.schema.json"
    assert datei.read_text(encoding="utf-8") == write_schema(name), "run: nox -s schema -- --schreiben"


def test_published_schema_accepts_the_file_as_users_write_it() -> None:
    roh = yaml.safe_load(
        (
            Path(__file__).resolve().parents[2] / "contracts/beispiele/vertraege/TB1-WESERBOGEN-2025/vertrag.yaml"
        ).read_text("utf-8")
    )
    texte = _dates_as_text(roh)
    pruefer = Draft202012Validator(published_schema(ART), format_checker=FormatChecker())
    assert [e.message for e in pruefer.iter_errors(texte)] == []


def _dates_as_text(wert: Any) -> Any:
    """YAML 1.1 of this test's reader makes dates; an editor's YAML 1.2 leaves them as text."""
    if isinstance(wert, dict):
        return {k: _dates_as_text(v) for k, v in wert.items()}
    if isinstance(wert, list):
        return [_dates_as_text(v) for v in wert]
    return wert.isoformat() if hasattr(wert, "isoformat") else wert


def test_a_sentence_names_an_item_only_by_a_key_it_has() -> None:
    roh = daten()
    del roh["ziele"][2]["id"]
    with pytest.raises(ValidationError) as fehler:
        load_modell(ART).model_validate(roh)
    (mangel,) = describe(fehler.value, Quelle("v.yaml", roh), load_modell(ART))
    assert mangel.meldung.startswith("Die Pflichtangabe „ziele[…].id“ fehlt.") and mangel.pfad == ("ziele", 2, "id")


@pytest.mark.parametrize(
    ("text", "worte"),
    [
        ("Menschen mit Behinderung\n", "„>-“ statt „|“"),
        ("Menschen\nmit Behinderung", "„>-“ statt „|“"),
        ("Menschen mit Behinderung ", "endet mit einem Leerzeichen"),
        ("Menschen  mit Behinderung", "hinter dem Zeichen 8 mehrere Leerzeichen"),
        ("Menschen\tmit Behinderung", "hinter dem Zeichen 8 einen Tabulator"),
        ("\u00ad", "unsichtbaren Zeichen"),
    ],
)
def test_a_text_with_lost_white_space_says_what_to_do(text: str, worte: str) -> None:
    roh = _patched("personenkreis.beschreibung", text)
    with pytest.raises(ValidationError) as fehler:
        load_modell(ART).model_validate(roh)
    (mangel,) = describe(fehler.value, Quelle("v.yaml", roh), load_modell(ART))
    assert worte in mangel.meldung
