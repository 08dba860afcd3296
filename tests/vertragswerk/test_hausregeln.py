"""House rules: stated in the settings or brought by an installed package, they run, are explained, weighed and deselected."""

from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks.befund import Fund
from checks.regel import Regel
from contracts.bestand.konfiguration import parse_konfiguration
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from vertragswerk import erweiterungen, schranke

TAG = ("--stichtag", "2024-12-18")
KOPF = '[hausregeln]\npraefix = "HH"\n'


def rule(gruppe: str, nummer: int, *zeilen: str) -> str:
    return "\n".join([f"[[hausregeln.{gruppe}]]", f'code = "HH-{nummer:02}"', 'titel = "Probe"', 'grund = "So steht es in der Dienstanweisung 7."', *zeilen, ""])  # fmt: skip


def state(bestand: Path, *teile: str, kopf: str = KOPF) -> None:
    datei = bestand / "vertragswerk.toml"
    datei.write_text(datei.read_text(encoding="utf-8") + "\n" + kopf + "".join(teile), encoding="utf-8", newline="\n")


def findings(rufe: Rufe, bestand: Path, *angaben: str, **weiteres: Any) -> list[dict[str, Any]]:
    lauf = rufe("pruefen", bestand, *TAG, "--ausgabe", "json", *angaben, **weiteres)
    befunde: list[dict[str, Any]] = json.loads(lauf.aus)["befunde"]
    return befunde


def test_words_are_found_where_they_stand(bestand: Path, rufe: Rufe) -> None:
    ordner = bestand / "vertraege" / ERSTER
    (ordner / "klauseln").mkdir()
    kopf = '---\nid: probe\ntitel: Probe\nversion: "1.0"\nart: paragraf\n---\n\n'
    text = "{: a}\nDie Parteien antworten Zeitnahe Fragen ZÜGIG und unzügig.\n\n{: b}\nSie reden so bald wie möglich.\n"
    (ordner / "klauseln" / "probe.md").write_text(kopf + text, encoding="utf-8")
    with (ordner / "vertrag.yaml").open("a", encoding="utf-8") as strom:
        strom.write("klauseln:\n  zusaetzlich: [{klausel: probe, nach: schluss}]\n")
    state(
        bestand,
        rule(
            "woerter", 1, 'verboten = ["zeitnah*", "zügig", "so bald wie möglich", "(a+)+$"]', 'stattdessen = "ein Tag"'
        ),
    )
    befunde = findings(rufe, bestand)
    gefunden = [(b["code"], b["ist"], b["zeile"], b["spalte"], b["schwere"]) for b in befunde if b["code"] == "HH-01"]
    assert gefunden == [
        ("HH-01", "„Zeitnahe“", 9, 24, "warnung"),
        ("HH-01", "„ZÜGIG“", 9, 40, "warnung"),
        ("HH-01", "„so bald wie möglich“", 12, 11, "warnung"),
    ]
    assert (
        befunde[0]["meldung"]
        == "Das Haus verwendet „Zeitnahe“ nicht. So steht es in der Dienstanweisung 7. Stattdessen: ein Tag"
    )


def test_clauses_and_bounds(bestand: Path, rufe: Rufe) -> None:
    state(
        bestand,
        rule("klauseln", 2, 'pflicht = ["ansprueche", "gibtesnicht"]', 'verboten = ["schluss"]', 'schwere = "fehler"'),
        rule("grenzen", 3, 'feld = "laufzeit.monate"', "hoechstens = 24"),
        rule("grenzen", 4, 'feld = "laufzeit.monate"', "mindestens = 36", 'hoechstens = "36"'),
        rule("grenzen", 5, 'feld = "laufzeit.beginn"', "mindestens = 2026-01-01"),
        rule("grenzen", 6, 'feld = "ziele[*].id"', 'erlaubt = ["Z1"]'),
        rule("grenzen", 7, 'feld = "haushaltsstelle"', "ist_pflicht = true"),
        rule("grenzen", 8, 'feld = "laufzeit.monate"', "hoechstens = 1", 'arten = ["regionalbudget"]'),
    )
    lauf = rufe("pruefen", bestand, *TAG, "--ausgabe", "json")
    befunde = json.loads(lauf.aus)["befunde"]
    orte = sorted((b["code"], b["pfad"] or b["anker"], b["ist"]) for b in befunde)
    assert lauf.code == 1
    assert [o for o in orte if o[0] != "HH-06"] == [
        ("HH-02", "", "gibtesnicht"), ("HH-02", "schluss", "schluss"), ("HH-03", "laufzeit.monate", "„36“"),
        ("HH-05", "laufzeit.beginn", "„2025-01-01“"), ("HH-07", "haushaltsstelle", "haushaltsstelle"),
    ]  # fmt: skip
    assert ("HH-06", "ziele[Z2].id", "„Z2“") in orte and ("HH-06", "ziele[Z1].id", "„Z1“") not in orte
    assert "HH-08" in {r["code"] for r in json.loads(lauf.aus)["regeln_gelaufen"]}
    # They stop a release like any other error, and can be excepted like any other.
    assert rufe("bauen", bestand, "--format", "plain", *TAG).code == 1


def test_they_are_explained_and_listed(bestand: Path, rufe: Rufe) -> None:
    state(bestand, rule("grenzen", 3, 'feld = "laufzeit.monate"', "hoechstens = 24"))
    lauf = rufe("erklaere", "HH-03", ort=bestand)
    assert lauf.code == 0 and "Hausregeln" in lauf.aus and "Dienstanweisung 7" in lauf.aus
    sarif = json.loads(rufe("pruefen", bestand, *TAG, "--ausgabe", "sarif", ist_absturz_gewollt=True).aus)
    treiber = sarif["runs"][0]["tool"]["driver"]["rules"]
    (ergebnis,) = sarif["runs"][0]["results"]
    assert treiber[ergebnis["ruleIndex"]]["id"] == ergebnis["ruleId"] == "HH-03"


@pytest.mark.parametrize(
    ("text", "sagt"),
    [
        (KOPF + rule("woerter", 1), "verboten"),
        (KOPF + rule("woerter", 1, "verboten = []"), "verboten"),
        (KOPF + rule("woerter", 1, 'verboten = ["x y"]', "regex = 1"), "regex"),
        (KOPF + rule("woerter", 1, 'verboten = ["xy"]') * 2, "gibt es schon"),
        ('[hausregeln]\npraefix = "XX"\n' + rule("woerter", 1, 'verboten = ["xy"]'), "beginnt mit dem Präfix"),
        (KOPF + rule("klauseln", 1), "Nennen Sie unter"),
        (KOPF + rule("grenzen", 1, 'feld = "a"'), "Nennen Sie"),
        (KOPF + rule("grenzen", 1, 'feld = "a"', "hoechstens = 1.5"), "hoechstens"),
        (KOPF + rule("grenzen", 1, 'feld = "a"', 'hoechstens = "viel"'), "Grenzen sind"),
        (KOPF + rule("grenzen", 1, 'feld = "a"', "hoechstens = 1", "mindestens = 2025-01-01"), "Beide Grenzen"),
        (KOPF + rule("grenzen", 1, 'feld = "a.__class__"', "hoechstens = 1"), "feld"),
        ("hausregeln = 3\n", "hausregeln"),
        ("[pruefung.abgewaehlt]\nVZ-06 = 'nein'\n", "ein Grund"),
        ("[pruefung.schwere]\nVZ-06 = 'schlimm'\n", "fehler, warnung oder hinweis"),
    ],
)  # fmt: skip
def test_a_mistake_of_the_settings_is_a_finding_with_its_place(text: str, sagt: str) -> None:
    konfiguration, maengel = parse_konfiguration(text.encode())
    assert konfiguration.hausregeln is None
    assert maengel and {m.code for m in maengel} == {"BST-13"}
    assert any(sagt in m.meldung for m in maengel), [m.meldung for m in maengel]
    assert all("hausregeln" in text.split("\n")[m.position.zeile - 1] or "pruefung" in text for m in maengel)


class TestProfil:
    """Rules that the house weighs otherwise or does not want."""

    def test_a_deselected_rule_is_skipped_with_its_reason(self, bestand: Path, rufe: Rufe) -> None:
        replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 24")
        state(bestand, kopf='[pruefung.abgewaehlt]\nFL-01 = "Die Dauer prüft hier das Fachverfahren."\n')
        lauf = rufe("pruefen", bestand, "--ausgabe", "json", *TAG)
        daten = json.loads(lauf.aus)
        assert lauf.code == 0 and daten["befunde"] == []
        (weg,) = [r for r in daten["regeln_uebersprungen"] if r["code"] == "FL-01"]
        assert weg["grund"] == "Im Bestand abgewählt: Die Dauer prüft hier das Fachverfahren."

    def test_another_severity(self, bestand: Path, rufe: Rufe) -> None:
        replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 24")
        state(bestand, kopf='[pruefung.schwere]\nFL-01 = "hinweis"\nFL-14 = "fehler"\n')
        lauf = rufe("pruefen", bestand, *TAG, "--ausgabe", "json")
        assert lauf.code == 0 and [b["schwere"] for b in json.loads(lauf.aus)["befunde"]] == ["hinweis"]

    @pytest.mark.parametrize(("code", "sagt"), [("RK-12", "lässt sich nicht abwählen"), ("ZZ-01", "gibt es nicht")])
    def test_what_cannot_be_deselected_ends_the_check(self, code: str, sagt: str, bestand: Path, rufe: Rufe) -> None:
        state(bestand, kopf=f'[pruefung.abgewaehlt]\n{code} = "Das wollen wir hier nicht."\n')
        lauf = rufe("pruefen", bestand, *TAG)
        assert lauf.code == 2 and sagt in lauf.fehler

    def test_a_prefix_of_the_program_is_refused(self, bestand: Path, rufe: Rufe) -> None:
        state(
            bestand,
            rule("woerter", 1, 'verboten = ["xy"]').replace("HH-", "ZB-"),
            kopf='[hausregeln]\npraefix = "ZB"\n',
        )
        lauf = rufe("pruefen", bestand, *TAG)
        assert lauf.code == 2 and "gehört dem Programm" in lauf.fehler


def test_a_comparison_knows_them(bestand: Path, rufe: Rufe, tmp_path: Path) -> None:
    """Both versions are checked by the rules of the repository that is asked, whatever a version's own repository states."""
    alt = copy_beispiel(tmp_path / "alt", ERSTER)
    state(bestand, rule("grenzen", 3, 'feld = "laufzeit.monate"', "hoechstens = 36"))
    state(alt, rule("grenzen", 4, 'feld = "laufzeit.monate"', "hoechstens = 1"))
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "  monate: 36", "  monate: 48")
    lauf = rufe("vergleichen", alt / "vertraege" / ERSTER, ERSTER, bestand, *TAG, "--format", "bericht-json")
    gefunden = json.loads(lauf.aus)
    assert [b["code"] for b in gefunden["befunde_neu"] if b["code"].startswith("HH")] == ["HH-03"]
    assert not [b for b in gefunden["befunde_behoben"] if b["code"].startswith("HH")]


class TestErweiterung:
    """Rules of an installed package."""

    @pytest.fixture
    def installiere(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        """Return a function that makes an entry point lead to an object."""

        def install(objekt: Any) -> None:
            erweiterungen.load_erweiterung.cache_clear()
            monkeypatch.setitem(sys.modules, "hausprobe", SimpleNamespace(REGELN=objekt))
            punkt = EntryPoint("probe", "hausprobe:REGELN", erweiterungen.GRUPPE)
            monkeypatch.setattr(erweiterungen, "entry_points", lambda group: EntryPoints([punkt]).select(group=group))

        return install

    @staticmethod
    def modul(pruefe: Any, code: str = "HH-50") -> Any:
        seite = "Kurz.\n\nPrüft: a\n\nWarum: b\n\nBeispiel: c\n\nStattdessen: d\n\nGrenzen: e"
        return SimpleNamespace(
            REGEL=Regel(code, f"eigen-{code}", "Eigen", "warnung", "Eigen: {ist}."), pruefe=pruefe, __doc__=seite
        )

    def test_it_runs_where_it_is_named_and_prints_nowhere(self, bestand: Path, rufe: Rufe, installiere: Any) -> None:
        def pruefe(kontext: Any) -> Any:
            print("laut")  # noqa: T201 - this is what is tested
            yield Fund(("laufzeit", "monate"), ist="x")

        installiere([self.modul(pruefe)])
        assert findings(rufe, bestand) == []
        state(bestand, 'erweiterungen = ["probe"]\n')
        lauf = rufe("pruefen", bestand, *TAG, "--ausgabe", "json")
        assert "laut" not in lauf.alles and [b["code"] for b in json.loads(lauf.aus)["befunde"]] == ["HH-50"]

    def test_one_that_breaks_is_a_finding_and_exit_2(self, bestand: Path, rufe: Rufe, installiere: Any) -> None:
        installiere(self.modul(lambda kontext: 1 / 0))
        state(bestand, 'erweiterungen = ["probe"]\n')
        lauf = rufe("pruefen", bestand, *TAG, ist_absturz_gewollt=True)
        assert lauf.code == 2 and "HH-50" in lauf.aus and "ZeroDivisionError" in lauf.aus

    def test_one_that_does_not_end_is_stopped(
        self, bestand: Path, rufe: Rufe, installiere: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begonnen = []

        def pruefe(kontext: Any) -> Any:
            begonnen.append(kontext)
            while True:
                pass

        monkeypatch.setattr(schranke, "SEKUNDEN", 0.1)
        installiere(self.modul(pruefe))
        state(bestand, 'erweiterungen = ["probe"]\n')
        lauf = rufe("pruefen", bestand, *TAG, ist_absturz_gewollt=True)
        assert lauf.code == 2 and "HH-50" in lauf.aus and "Schrankenfehler" in lauf.aus
        assert len(begonnen) == 1

    @pytest.mark.parametrize(
        ("objekt", "sagt"),
        [(SimpleNamespace(), "bietet keine Regel"), ("fremd", "trägt nicht das Präfix"), ("doppelt", "denselben Code")],
    )
    def test_what_is_no_rule_is_refused(
        self, objekt: Any, sagt: str, bestand: Path, rufe: Rufe, installiere: Any
    ) -> None:
        eigene = self.modul(lambda kontext: ())
        installiere(
            {"fremd": self.modul(lambda kontext: (), "YY-01"), "doppelt": [eigene, eigene]}.get(objekt, objekt)
            if isinstance(objekt, str)
            else objekt
        )
        state(bestand, 'erweiterungen = ["probe"]\n')
        lauf = rufe("pruefen", bestand, *TAG)
        assert lauf.code == 2 and sagt in lauf.fehler

    def test_one_that_is_not_installed(self, bestand: Path, rufe: Rufe) -> None:
        erweiterungen.load_erweiterung.cache_clear()
        state(bestand, 'erweiterungen = ["fehlt"]\n')
        lauf = rufe("pruefen", bestand, *TAG)
        assert lauf.code == 2 and "„fehlt“ ist nicht installiert" in lauf.fehler
