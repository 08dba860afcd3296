"""Kept checks change nothing but the time: every change is seen, every damage is survived, nobody is in the other's way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.befund import Befund, Bezug
from checks.vertragsauszug import Vertragsauszug
from contracts.bestand.eingaben import Siegelauszug, Vertragsdateien
from contracts.position import Mangel, Position
from tests.vertraege import ERSTER, ZWEITER
from tests.vertragswerk.conftest import Rufe, command, copy_beispiel, environment, replace_once
from vertragswerk import werk
from vertragswerk.cli import befundschrift
from vertragswerk.cli.befundvorrat import ORDNER, SCHALTER, hash_parts, key_of
from vertragswerk.cli.vorratsdatei import HOECHSTENS

STICHTAG = ("--stichtag", "2025-12-11")
Pruefe = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Switch keeping on, in a folder of the test's own."""
    monkeypatch.delenv(SCHALTER)
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def copy_only(ziel: Path, *vertraege: str) -> Path:
    """Return a copy of the example repository with the named contracts and no cases."""
    shutil.rmtree(copy_beispiel(ziel, *vertraege) / "faelle")
    return ziel


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """Return a repository with one contract."""
    return copy_only(tmp_path / "bestand", ERSTER)


@pytest.fixture
def pruefe(rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pruefe:
    """Return a function that checks and says: exit code, report as JSON, which contracts were really checked."""
    gesehen: list[str] = []

    def watch(eingaben: werk.Eingaben) -> werk.Ergebnis:
        gesehen.append(eingaben.dateien.kennung)
        return echt(eingaben)

    echt = werk.work
    monkeypatch.setattr(werk, "work", watch)

    def call(ort: Path, *angaben: str, ist_absturz_gewollt: bool = False) -> tuple[int, str, list[str]]:
        gesehen.clear()
        lauf = rufe("pruefen", ort, *(angaben or STICHTAG), "--ausgabe", f"json:{tmp_path / 'b.json'}", "--ausgabe", "text", ist_absturz_gewollt=ist_absturz_gewollt)  # fmt: skip
        return lauf.code, lauf.aus + (tmp_path / "b.json").read_text(encoding="utf-8"), list(gesehen)

    return call


def kept(cache: Path) -> list[Path]:
    return sorted((cache / ORDNER).glob("*"))


def anew(pruefe: Pruefe, ort: Path, monkeypatch: pytest.MonkeyPatch, *angaben: str) -> tuple[int, str]:
    """Return what a check says that keeps nothing."""
    with monkeypatch.context() as m:
        m.setenv(SCHALTER, "aus")
        code, bericht, gesehen = pruefe(ort, *angaben)
    assert gesehen
    return code, bericht


def test_what_is_unchanged_is_not_checked_again(cache: Path, pruefe: Pruefe, tmp_path: Path) -> None:
    ort = copy_only(tmp_path / "b", ERSTER, ZWEITER)
    code, bericht, gesehen = pruefe(ort)
    assert sorted(gesehen) == sorted([ERSTER, ZWEITER]) and len(kept(cache)) == 1
    assert pruefe(ort) == (code, bericht, [])
    kept(cache)[0].unlink()
    assert pruefe(ort) == (code, bericht, gesehen)


def test_what_runs_is_not_even_imported(cache: Path, bestand: Path) -> None:
    """The second run pays for no model, no rule and no clause."""
    probe = "import sys; from vertragswerk.cli import run_command; code = run_command(); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"  # fmt: skip
    laeufe = [
        subprocess.run([sys.executable, "-c", probe, "pruefen", str(bestand), *STICHTAG], env=environment(), capture_output=True, text=True, encoding="utf-8", check=False)
        for _ in range(2)
    ]  # fmt: skip
    assert laeufe[0].stdout == laeufe[1].stdout and laeufe[0].returncode == laeufe[1].returncode == 0
    module = [set(lauf.stderr.split()) for lauf in laeufe]
    teure = {"pydantic", "checks.registry", "vertragswerk.werk", "markdown_it", "corpus.zitate"}
    assert teure <= module[0] and not teure & module[1]


AENDERUNGEN: dict[str, Callable[[Path], object]] = {
    "vertrag": lambda ort: replace_once(ort / "vertraege" / ERSTER / "vertrag.yaml", "menge: 731", "menge: 732"),
    "kommentar": lambda ort: (ort / "vertraege" / ERSTER / "vertrag.yaml").open("a", encoding="utf-8").write("# x\n"),
    "baustein": lambda ort: _write(ort / "vertraege" / ERSTER / "klauseln" / "neu.md", "Kein Kopf\n"),
}
GEMEINSAM: dict[str, Callable[[Path], object]] = {
    "partei": lambda ort: (ort / "parteien" / "land.yaml").open("a", encoding="utf-8").write("# x\n"),
    "neue_partei": lambda ort: _write(ort / "parteien" / "neu.yaml", "name: Neu\n"),
}


def _write(datei: Path, text: str) -> None:
    datei.parent.mkdir(exist_ok=True)
    datei.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", [*AENDERUNGEN, *GEMEINSAM])
def test_every_change_is_seen(
    name: str, cache: Path, pruefe: Pruefe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ort = copy_only(tmp_path / "b", ERSTER, ZWEITER)
    pruefe(ort)
    (AENDERUNGEN | GEMEINSAM)[name](ort)
    code, bericht, gesehen = pruefe(ort)
    assert sorted(gesehen) == ([ERSTER] if name in AENDERUNGEN else sorted([ERSTER, ZWEITER]))
    assert (code, bericht) == anew(pruefe, ort, monkeypatch)
    assert pruefe(ort) == (code, bericht, [])


def test_another_day_law_or_program_checks_anew(
    cache: Path, pruefe: Pruefe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruefe(bestand)
    tag = ("--stichtag", "2026-03-01")
    code, bericht, gesehen = pruefe(bestand, *tag)
    assert gesehen == [ERSTER] and (code, bericht) == anew(pruefe, bestand, monkeypatch, *tag)
    assert pruefe(bestand, *tag)[2] == []
    monkeypatch.setattr("vertragswerk.cli.pruefen.hash_named", lambda dateien: hash_parts([b"anderes Recht"]))
    assert pruefe(bestand, *tag)[2] == [ERSTER]
    monkeypatch.setattr("vertragswerk.cli.pruefen.describe_program", lambda: "anderes Programm")
    assert pruefe(bestand, *tag)[2] == [ERSTER]
    monkeypatch.setattr("vertragswerk.cli.pruefen.describe_program", lambda: "")
    assert [pruefe(bestand, *tag)[2] for _ in range(2)] == [[ERSTER], [ERSTER]], "unbekanntes Programm: nichts bleibt"


def test_rules_and_exceptions_of_the_repository_are_part_of_it(
    cache: Path, pruefe: Pruefe, bestand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruefe(bestand)
    befunde = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["befunde"]
    anker = next(b["anker"] for b in befunde if b["code"] == "VZ-09")
    toml, register = bestand / "vertragswerk.toml", bestand / "ausnahmen.yaml"
    toml.write_text(toml.read_text(encoding="utf-8") + '[pruefung.schwere]\nVZ-09 = "fehler"\n', encoding="utf-8")
    code, bericht, gesehen = pruefe(bestand)
    assert code == 1 and gesehen == [ERSTER] and (code, bericht) == anew(pruefe, bestand, monkeypatch)
    assert pruefe(bestand) == (code, bericht, [])
    register.write_text(
        f"ausnahmen:\n  - id: A-1\n    regel: VZ-09\n    vertrag: {ERSTER}\n    anker: {anker}\n"
        "    begruendung: Der geänderte Absatz betrifft den Vertrag nach Prüfung durch das Referat nicht.\n"
        "    entschieden_von: Referatsleitung\n    entschieden_am: 2025-12-01\n    gueltig_bis: 2026-11-30\n",
        encoding="utf-8",
    )
    mit = pruefe(bestand)
    assert mit[2] == [ERSTER] and mit[:2] == anew(pruefe, bestand, monkeypatch)
    assert "entschieden am 01.12.2025" in mit[1] and pruefe(bestand) == (*mit[:2], [])


def test_rules_across_contracts_are_asked_again(
    cache: Path, pruefe: Pruefe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A contract that is gone or new changes what the unchanged ones contradict."""
    ort = copy_only(tmp_path / "b", ERSTER, ZWEITER)
    replace_once(ort / "vertraege" / ERSTER / "vertrag.yaml", "menge: 731", "menge: 730")
    vorher = pruefe(ort)
    (ort / "vertraege" / ZWEITER).rename(tmp_path / "weg")
    allein = pruefe(ort)
    assert allein[2] == [] and allein[:2] == anew(pruefe, ort, monkeypatch)
    (tmp_path / "weg").rename(ort / "vertraege" / ZWEITER)
    wieder = pruefe(ort)
    assert wieder[:2] == vorher[:2] and wieder[2] == [ZWEITER]


def test_damage_costs_time_only(cache: Path, pruefe: Pruefe, bestand: Path) -> None:
    erst = pruefe(bestand)
    (datei,) = kept(cache)
    ganz = datei.read_bytes()
    schritt = len(ganz) // 5
    faelle = [b"", b"x", ganz + b"x", *(ganz[:n] for n in range(0, len(ganz), schritt))]
    faelle += [ganz[:n] + bytes([ganz[n] ^ 1]) + ganz[n + 1 :] for n in range(0, len(ganz), schritt)]
    for inhalt in faelle:
        datei.write_bytes(inhalt)
        assert pruefe(bestand) == erst
        assert datei.read_bytes() == ganz


def test_a_cache_that_cannot_be_written_is_no_matter(cache: Path, pruefe: Pruefe, bestand: Path) -> None:
    cache.mkdir()
    (cache / ORDNER).write_text("hier liegt eine Datei", encoding="utf-8")
    erst = pruefe(bestand)
    assert erst[2] == [ERSTER] and pruefe(bestand) == erst


def test_a_broken_rule_breaks_each_time(
    cache: Path, pruefe: Pruefe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checks.registry import REGELN

    modul = next(m for m in REGELN if m.REGEL.code == "ZB-03")
    with monkeypatch.context() as m:
        m.setattr(modul, "pruefe", lambda kontext: 1 / 0)
        for _ in range(2):
            code, bericht, gesehen = pruefe(bestand, ist_absturz_gewollt=True)
            assert code == 2 and "ENG-01" in bericht and gesehen == [ERSTER]
    assert pruefe(bestand)[0] == 0


def test_nothing_is_kept_where_it_is_not_wanted(
    cache: Path, pruefe: Pruefe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew(pruefe, bestand, monkeypatch)
    assert not cache.exists()


def test_the_oldest_is_forgotten(cache: Path, pruefe: Pruefe, bestand: Path) -> None:
    (cache / ORDNER).mkdir(parents=True)
    for nummer in range(HOECHSTENS + 5):
        (cache / ORDNER / f"{nummer:032d}.vorrat").write_bytes(b"alt")
    pruefe(bestand)
    assert len(kept(cache)) == HOECHSTENS
    assert pruefe(bestand)[2] == []


def test_runs_at_once_and_a_killed_one(cache: Path, pruefe: Pruefe, tmp_path: Path) -> None:
    ort = copy_only(tmp_path / "b", ERSTER, ZWEITER)
    erst = pruefe(ort)
    kept(cache)[0].unlink()
    laeufe = [subprocess.Popen(command("pruefen", ort, *STICHTAG), env=environment(), stdout=subprocess.PIPE) for _ in range(3)]  # fmt: skip
    laeufe[0].kill()
    ausgaben = [lauf.communicate(timeout=120)[0] for lauf in laeufe]
    assert ausgaben[1] == ausgaben[2] and ausgaben[1].decode("utf-8") in erst[1]
    assert pruefe(ort) == (*erst[:2], [])


TEXT = st.text(st.characters(), max_size=8)
ORTE = st.builds(Position, TEXT, st.integers(1, 9), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
BEZUEGE = st.builds(Bezug, TEXT, TEXT, ORTE)
BEFUNDE = st.builds(
    Befund, code=TEXT, schwere=st.sampled_from(["fehler", "warnung"]), position=ORTE, vorlage=TEXT, variante=TEXT, ist=TEXT, soll=TEXT,
    werte=st.dictionaries(TEXT, TEXT, max_size=2), satz=TEXT, vertrag=TEXT, dokument=TEXT, name=TEXT, titel=TEXT, pfad=TEXT, anker=TEXT,
    fundstelle=TEXT, normen=st.lists(TEXT, max_size=2).map(tuple), bezug=st.lists(BEZUEGE, max_size=2).map(tuple), fingerprint=TEXT,
)  # fmt: skip
AUSZUEGE = st.builds(
    Vertragsauszug, TEXT, TEXT, st.dictionaries(TEXT, TEXT, max_size=2), st.dictionaries(TEXT, BEZUEGE, max_size=2)
)


@given(st.lists(BEFUNDE, max_size=3).map(tuple), st.dictionaries(TEXT, AUSZUEGE, max_size=2))
def test_what_is_written_is_read(befunde: tuple[Befund, ...], auszuege: dict[str, Vertragsauszug]) -> None:
    assert befundschrift.read_befunde(befundschrift.write_befunde(befunde)) == befunde
    assert befundschrift.read_auszuege(befundschrift.write_auszuege(auszuege)) == auszuege


def test_no_part_of_a_finding_is_forgotten() -> None:
    andere = {"position", "werte", "normen", "bezug"}
    assert {f.name for f in fields(Befund)} == {*befundschrift._WORTE, *andere}


@pytest.mark.parametrize(
    "daten", [b"x", befundschrift._pack([[1, 2]]), befundschrift._pack(None), befundschrift._pack("x" * 99)[:-3]]
)
def test_what_is_no_finding_is_refused(daten: bytes) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        befundschrift.read_befunde(daten)


def test_unpacking_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(befundschrift, "ENTPACKT_MAX", 100)
    with pytest.raises(ValueError, match="too long"):
        befundschrift.read_befunde(befundschrift._pack(["x" * 1000]))


def test_a_key_is_of_everything_a_check_rests_on() -> None:
    grund = {"kennung": "A", "datei": "vertraege/A/vertrag.yaml", "dateien": {"a": b"1", "b": b"2"}}
    siegel = Siegelauszug("1.0", date(2025, 1, 1), "vertraege/A/fassungen/1.0/daten.json", b"{}")
    anders = [
        grund, {**grund, "kennung": "B"}, {**grund, "datei": "x"}, {**grund, "dateien": {"a": b"1", "b": b"3"}},
        {**grund, "dateien": {"a": b"1b", "": b"2"}}, {**grund, "dateien": {"a": b"1"}}, {**grund, "unlesbares": frozenset({"x"})},
        {**grund, "maengel": (Mangel("BST-03", "x", Position("a")),)}, {**grund, "maengel": (Mangel("BST-03", "x", Position("a", 2)),)},
        *({**grund, "besiegelte": (s,)} for s in (siegel, replace(siegel, nummer="2.0"), replace(siegel, daten=b"[]"), replace(siegel, eigene={"a": "b"}))),
    ]  # fmt: skip
    schluessel = [key_of(Vertragsdateien(**d), "g") for d in anders]  # type: ignore[arg-type]
    schluessel += [key_of(Vertragsdateien(**grund), "g2")]  # type: ignore[arg-type]
    assert len(set(schluessel)) == len(schluessel)
