"""The engine: findings become sentences with places, nothing a rule does ends in a traceback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from checks.bedarf import HatBudget, describe_teil
from checks.befund import Fund
from checks.bericht import Pruefbericht
from checks.kontext import Kontext, Pruefling, Schriftstueck
from checks.regel import Regel, Regelmodul
from checks.registry import REGELN, build_registry, find_regel
from checks.report import Darstellung, UnbekannteAusgabe, parse_ausgabe, render
from checks.run import check
from contracts.arten import ARTEN
from contracts.arten.traegerbudget_singulaer import TraegerbudgetSingulaer
from contracts.position import Mangel, Position, Quelle
from tests.hilfen import PROJEKT

STICHTAG = date(2025, 6, 1)


def check_all(prueflinge: list[Pruefling], version: str, regeln: list[Regelmodul]) -> Pruefbericht:
    return Pruefbericht(version, STICHTAG, tuple(check(p, STICHTAG, regeln, ()) for p in prueflinge))


def make_modul(code: str, *funde: Fund, fehler: Exception | None = None, **angaben: Any) -> Regelmodul:
    """Return a rule that reports the given hits or breaks."""

    def pruefe(kontext: Kontext) -> Iterable[Fund]:
        yield from funde
        if fehler is not None:
            raise fehler

    regel = Regel(code, f"name-{code}".lower(), f"Titel {code}", "fehler", "Ist {ist}, soll {soll}.", **angaben)
    return cast(Regelmodul, SimpleNamespace(REGEL=regel, pruefe=pruefe, __doc__="Kurz."))


def make_pruefling(**angaben: Any) -> Pruefling:
    quelle = Quelle(
        "vertraege/t/vertrag.yaml",
        {
            "ziele": [{"id": "Z1", "termin": "2025-01-01"}, {"id": "Z2"}],
            "kennung": "t",
        },
        {
            ("ziele", 0, "termin"): Position("vertraege/t/vertrag.yaml", 3, 13),
            ("ziele", 1): Position("vertraege/t/vertrag.yaml", 4, 5),
        },
        {("ziele",): Position("vertraege/t/vertrag.yaml", 1, 1)},
    )
    vorgabe: dict[str, Any] = {
        "quelle": quelle,
        "vertrag": SimpleNamespace(art="traegerbudget_singulaer"),
        "modell": TraegerbudgetSingulaer,
    }
    return Pruefling("t", "vertraege/t/vertrag.yaml", **{**vorgabe, **angaben})


def test_a_hit_becomes_a_finding_with_sentence_place_and_id_path() -> None:
    modul = make_modul("ZI-90", Fund(("ziele", 0, "termin"), ist="a", soll="b"), normen=("§ 1 X",))
    (befund,) = check(make_pruefling(), STICHTAG, [modul]).befunde
    assert befund.meldung == "Ist a, soll b."
    assert befund.pfad == "ziele[Z1].termin"
    assert (befund.position.zeile, befund.position.spalte) == (3, 13)
    assert befund.normen == ("§ 1 X",)


def test_a_missing_value_is_placed_at_its_item() -> None:
    modul = make_modul("ZI-90", Fund(("ziele", 1, "termin")))
    (befund,) = check(make_pruefling(), STICHTAG, [modul]).befunde
    assert (befund.position.zeile, befund.pfad) == (4, "ziele[Z2].termin")


def test_findings_are_sorted_by_place_and_equal_ones_get_their_own_fingerprint() -> None:
    spaet = Fund(("ziele", 1), ist="1")
    frueh = Fund(("ziele", 0, "termin"), ist="2")
    befunde = check(make_pruefling(), STICHTAG, [make_modul("ZI-90", spaet, spaet, frueh)]).befunde
    assert [b.ist for b in befunde] == ["2", "1", "1"]
    assert len({b.fingerprint for b in befunde}) == 3


def test_a_broken_rule_is_a_finding_and_exit_2_and_keeps_the_others() -> None:
    gut = make_modul("ZI-91", Fund(("ziele", 1)))
    kaputt = make_modul("ZI-90", fehler=ValueError("Name der Person"))
    bericht = check_all([make_pruefling()], "0", [kaputt, gut])
    assert {b.code for b in bericht.befunde} == {"ENG-01", "ZI-91"}
    assert bericht.exitcode == 2
    assert "Name der Person" not in render(bericht, "text") + render(bericht, "json")


def test_a_hit_without_the_values_of_the_message_is_a_broken_rule() -> None:
    modul = make_modul("ZI-90", Fund(("ziele", 1)))
    modul = cast(Regelmodul, SimpleNamespace(REGEL=Regel("ZI-90", "n", "T", "fehler", "{fehlt}"), pruefe=modul.pruefe))
    assert check(make_pruefling(), STICHTAG, [modul]).befunde[0].code == "ENG-01"


class EigenerTeil:
    """A part that only a kind from elsewhere has."""


@pytest.mark.parametrize(
    ("angaben", "pruefling", "grund"),
    [
        ({}, {"vertrag": None}, "laden"),
        ({"ebene": "dokument"}, {}, "Dokument"),
        ({"ebene": "ausgabe"}, {"schriftstuecke": (Schriftstueck("vertrag", cast(Any, object())),)}, "beim Bauen"),
    ],
)
def test_skipped_is_not_passed(angaben: dict[str, Any], pruefling: dict[str, Any], grund: str) -> None:
    pruefung = check(make_pruefling(**pruefling), STICHTAG, [make_modul("ZI-90", Fund(), **angaben)])
    assert pruefung.gelaufen == () and grund in pruefung.uebersprungen[0].grund


@pytest.mark.parametrize("teil", [HatBudget, EigenerTeil])
def test_a_rule_about_parts_of_other_kinds_is_not_listed_as_skipped(teil: type) -> None:
    fremd = make_modul("ZI-90", Fund(), braucht=(teil,))
    regeln = [fremd, make_modul("ZI-91", ebene="ausgabe", braucht=(teil,))]
    pruefung = check(make_pruefling(), STICHTAG, regeln, ())
    assert (pruefung.gelaufen, pruefung.uebersprungen, pruefung.artfremde) == ((), (), ("ZI-90", "ZI-91"))
    bericht = Pruefbericht("0", STICHTAG, (pruefung,))
    text = render(bericht, "text")
    assert "Übersprungen" not in text and text.count("Nicht einschlägig: ") == 1 and "ZI-90" not in text
    assert json.loads(render(bericht, "json"))["regeln_nicht_einschlaegig"] == ["ZI-90", "ZI-91"]
    assert "ZI-90" not in render(bericht, "junit")


def test_defects_of_loading_are_findings() -> None:
    mangel = Mangel("SCH-01", "Fehlt.", Position("vertraege/t/vertrag.yaml", 2, 1), ("ziele", 0))
    bericht = check_all([make_pruefling(vertrag=None, maengel=(mangel,))], "0", [])
    (befund,) = bericht.befunde
    assert (befund.code, befund.schwere, befund.pfad, bericht.exitcode) == ("SCH-01", "fehler", "ziele[Z1]", 1)


@pytest.mark.parametrize(("schwere", "code"), [("fehler", 1), ("warnung", 0), ("hinweis", 0)])
def test_only_errors_fail(schwere: Any, code: int) -> None:
    modul = make_modul("ZI-90", Fund(("ziele",), schwere=schwere))
    assert check_all([make_pruefling()], "0", [modul]).exitcode == code


def test_nothing_to_check_is_exit_3() -> None:
    assert Pruefbericht("0", STICHTAG, ()).exitcode == 3


@pytest.mark.parametrize("zweiter", ["ZI-90", "QQ-01"])
def test_the_registry_refuses_duplicates_and_unknown_families(zweiter: str) -> None:
    with pytest.raises(ValueError, match=r"used twice|unknown family"):
        build_registry([make_modul("ZI-90"), make_modul(zweiter)])


def test_a_rule_is_found_by_code_and_name_in_any_case() -> None:
    modul = make_modul("ZI-90")
    assert find_regel(" zi-90 ", [modul]) is modul and find_regel("NAME-zi-90", [modul]) is modul
    assert find_regel("ZI-9", [modul]) is None


def make_bericht() -> Pruefbericht:
    dort = Fund(("ziele", 0, "termin"), ist="\x1b[31mrot", soll="ä ß „x“", bezug=((("ziele", 1), "Bezug"),))
    return check_all([make_pruefling()], "1.2.3", [make_modul("ZI-90", dort), make_modul("ZI-91", ebene="ausgabe")])


def test_the_json_report_carries_head_and_finding() -> None:
    daten = json.loads(render(make_bericht(), "json"))
    assert daten["version"] == "1.2.3" and daten["stichtag"] == "2025-06-01" and daten["anzahl_vertraege"] == 1
    assert daten["regeln_gelaufen"] == [{"code": "ZI-90", "vertraege": 1}]
    assert daten["regeln_uebersprungen"][0]["code"] == "ZI-91"
    pflicht = ["code", "schwere", "meldung", "datei", "zeile", "spalte", "pfad", "fundstelle", "normen", "ist", "soll"]
    assert set(pflicht) <= set(daten["befunde"][0])


def test_the_text_report_is_plain_without_colour_and_never_passes_control_characters() -> None:
    text = render(make_bericht(), "text")
    assert "\x1b" not in text and "�[31mrot" in text
    assert "3:13" in text and "ziele[Z1].termin" in text and "1 Fehler" in text
    assert "\x1b[" in render(make_bericht(), "text", Darstellung(ist_farbig=True))


@pytest.mark.parametrize("name", ["text", "json"])
def test_the_same_report_gives_the_same_text(name: str) -> None:
    assert render(make_bericht(), name) == render(make_bericht(), name)


def test_an_output_names_format_and_file() -> None:
    assert parse_ausgabe("text").datei is None
    assert str(parse_ausgabe("json:C:/x/b.json").datei).replace("\\", "/") == "C:/x/b.json"
    for falsch in ("xml", "json:", ""):
        with pytest.raises(UnbekannteAusgabe, match=r"gibt es nicht|fehlt die Datei"):
            parse_ausgabe(falsch)


def test_a_mistake_in_a_shared_file_is_reported_once() -> None:
    partei = Quelle("parteien/land.yaml", {"name": "x"}, {("name",): Position("parteien/land.yaml", 1, 7)})
    prueflinge = [make_pruefling(weitere={partei.datei: partei}) for _ in range(3)]
    modul = make_modul("ZI-90", Fund(("name",), datei=partei.datei), Fund(("ziele", 1)))
    bericht = check_all(prueflinge, "0", [modul])
    assert [b.position.datei for b in bericht.befunde] == ["parteien/land.yaml", *["vertraege/t/vertrag.yaml"] * 3]


def test_a_finding_keeps_variant_and_values_and_makes_its_sentence_when_shown() -> None:
    fund = Fund(("ziele", 1), ist="a", soll="b", variante="kurz", werte={"wer": "c"})
    modul = make_modul("ZI-90", fund, varianten={"kurz": "{wer}: {ist}/{soll}"})
    (befund,) = check(make_pruefling(), STICHTAG, [modul]).befunde
    assert (befund.vorlage, befund.variante, dict(befund.werte)) == ("{wer}: {ist}/{soll}", "kurz", {"wer": "c"})
    assert befund.meldung == "c: a/b"
    (eintrag,) = json.loads(render(Pruefbericht("0", STICHTAG, (check(make_pruefling(), STICHTAG, [modul]),)), "json"))[
        "befunde"
    ]
    assert (eintrag["variante"], eintrag["werte"], eintrag["dokument"]) == ("kurz", {"wer": "c"}, "")
    assert {"bis_zeile", "bis_spalte"} <= eintrag.keys()


def test_an_unknown_variant_is_a_broken_rule() -> None:
    modul = make_modul("ZI-90", Fund(("ziele", 1), variante="gibtesnicht"))
    assert check(make_pruefling(), STICHTAG, [modul]).befunde[0].code == "ENG-01"


def test_a_ready_sentence_is_no_template() -> None:
    mangel = Mangel("SCH-01", "Die Klammer {x} fehlt.", Position("vertraege/t/vertrag.yaml"))
    (befund,) = check(make_pruefling(vertrag=None, maengel=(mangel,)), STICHTAG, []).befunde
    assert befund.meldung == "Die Klammer {x} fehlt."


def test_every_part_that_a_rule_needs_has_a_german_name() -> None:
    for modul in REGELN:
        for teil in modul.REGEL.braucht:
            assert describe_teil(teil) != teil.__name__, modul.REGEL.code


def test_no_module_of_the_room_names_a_kind() -> None:
    for datei in (PROJEKT / "checks").rglob("*"):
        if datei.suffix in (".py", ".toml"):
            text = datei.read_text(encoding="utf-8")
            assert not [art.name for art in ARTEN if art.name in text], datei


def test_the_room_reads_no_file_but_its_own_data() -> None:
    for datei in (PROJEKT / "checks").rglob("*.py"):
        text = datei.read_text(encoding="utf-8")
        ist_tor = datei.name == "paketdaten.py"
        assert ist_tor or not re.search(r"importlib\.resources|read_text|read_bytes|write_text|\bopen\(", text), datei
