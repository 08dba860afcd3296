"""`auswirkung`: which contracts a change of law concerns, and where."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.vertraege import BEISPIEL_JE_ART, BEISPIELE, ERSTER, REGIONALBUDGET, beispielbestand
from tests.vertragswerk.conftest import copy_beispiel
from tests.vertragswerk.test_recht import run


def test_impact_of_a_change_of_law() -> None:
    lauf = run(
        "auswirkung",
        str(BEISPIELE),
        "--von",
        "2021-12-01",
        "--bis",
        "2022-06-30",
        "--ausgabe",
        "json",
        ok=frozenset({1}),
    )
    treffer = json.loads(lauf.stdout)["treffer"]
    assert {"§ 123 SGB IX"} <= {
        t["norm"].partition(" Abs.")[0] + " SGB IX" if " Abs." in t["norm"] else t["norm"] for t in treffer
    }
    ohne = {
        REGIONALBUDGET,
        BEISPIEL_JE_ART["psychiatriebudget"],
        # Nor did § 29 SGB IX, nor the law of 2005 that a case of that year rests on.
        *(o.kennung for o in beispielbestand().vertraege() if o.pfad.parent.name == "faelle"),
    }  # They rest on § 64b SGB V, which did not change then.
    alle = {o.kennung for o in beispielbestand().vertraege()}
    assert ohne < alle and {t["vertrag"] for t in treffer} == alle - ohne
    for t in treffer:
        assert t["datei"]
        assert t["zeile"] >= 1


def test_no_impact_without_change() -> None:
    lauf = run("auswirkung", str(BEISPIELE), "--von", "2025-03-01", "--bis", "2025-03-02")
    assert f": 0 von {len(list(beispielbestand().vertraege()))} Verträgen und Fällen berührt." in lauf.stdout


def test_an_unreadable_contract_is_not_untouched(tmp_path: Path) -> None:
    """Otherwise a broken file would look as if no law concerned it."""
    ziel = tmp_path / "bestand"
    shutil.copytree(BEISPIELE, ziel)
    (ziel / "vertraege" / "TB1-WESERBOGEN-2025" / "vertrag.yaml").write_text("a: [b", encoding="utf-8")
    lauf = run("auswirkung", str(ziel), "--von", "2025-03-01", "--bis", "2025-03-02", ok=frozenset({1}))
    assert "TB1-WESERBOGEN-2025: Die Datei lässt sich nicht vollständig lesen" in lauf.stdout


def test_impact_names_the_line_of_the_data(tmp_path: Path) -> None:
    ziel = copy_beispiel(tmp_path / "bestand", ERSTER)
    datei = ziel / "vertraege" / "TB1-WESERBOGEN-2025" / "vertrag.yaml"
    text = datei.read_text(encoding="utf-8")
    zeilen = text.split("\n")
    nummer = next(i for i, z in enumerate(zeilen) if z.startswith("rechtsgrundlagen:"))
    zeilen.insert(nummer + 1, '  - "§ 64b Absatz 2 SGB V"')
    datei.write_text("\n".join(zeilen), encoding="utf-8")
    lauf = run(
        "auswirkung", str(ziel), "--von", "2020-03-20", "--bis", "2020-04-10", "--ausgabe", "json", ok=frozenset({1})
    )
    orte = [(t["datei"], t["zeile"]) for t in json.loads(lauf.stdout)["treffer"] if t["norm"].startswith("§ 64b")]
    assert orte == [("vertraege/TB1-WESERBOGEN-2025/vertrag.yaml", nummer + 2)]


def test_impact_on_open_ranges_and_whole_laws(tmp_path: Path) -> None:
    """What a contract cites without an end is said to be open; a law named without a § is reported when it is repealed."""
    ziel = tmp_path / "bestand"
    shutil.copytree(BEISPIELE, ziel)
    datei = ziel / "vertraege" / "TB1-WESERBOGEN-2025" / "vertrag.yaml"
    text = datei.read_text(encoding="utf-8")
    eigene = (
        'rechtsgrundlagen:\n  - "Bundesversorgungsgesetz"\n  - "§§ 123 ff. SGB IX"\n  - "§§ 125 bis 129 SGB IX"\n'
        '  - "Anlage 1 SGB XI"\n'
    )
    datei.write_text(text.replace("rechtsgrundlagen:\n", eigene, 1), encoding="utf-8")
    befehl = ("auswirkung", str(ziel), "--ausgabe", "json", "--von")
    daten = json.loads(run(*befehl, "2023-12-20", "--bis", "2024-01-10", ok=frozenset({1})).stdout)
    bvg = [t for t in daten["treffer"] if t["norm"] == "BVG"]
    assert [t["stelle"] for t in bvg] == ["rechtsgrundlagen[Bundesversorgungsgesetz]"]
    assert "01.01.2024: außer Kraft" in bvg[0]["was"]
    assert any("Die Anlagen von „SGB XI“ sind nicht im Bestand" in v for v in daten["vorbehalte"])
    assert any("„§§ 123 ff. SGB IX“ sagt nicht, wo das Zitat endet" in v for v in daten["vorbehalte"])
    spanne = json.loads(run(*befehl, "2019-12-01", "--bis", "2022-06-30", ok=frozenset({1})).stdout)["treffer"]
    assert any(t["norm"] == "§ 128 SGB IX" and t["stelle"] == "rechtsgrundlagen[~68fd9649]" for t in spanne)
