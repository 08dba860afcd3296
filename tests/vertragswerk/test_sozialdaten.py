"""No by-product of a run repeats what a case says of a person: messages, reports, manifests, names of files, whatever is wrong."""

from __future__ import annotations

import asyncio
import json
import re
import stat
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.report import WRITERS as BERICHTE
from contracts.arten import ARTEN, find_art
from tests.vertraege import BUDGETFALL, geladen
from tests.vertragswerk.conftest import Rufe, copy_beispiel
from vertragswerk.cli.konsole import complain
from vertragswerk.vertraulichkeit import VERDECKT, Schweigen, keep_silent

TAG = "2026-02-27"
GEHEIM = (
    "Mara", "Beispiel", "Am Siel", "Siel 3", "Tom Muster", "Lena", "Freundin", "DE52", "1234 5678", "12345678", "3456 78", "1987-05-04",
    "04.05.1987", "4. Mai 1987", "Inkontinenz", "Medikamentengabe", "Bücherei", "Arbeitsvertrag", "suche ich selbst", "eigenen Wohnung",
)  # fmt: skip
"""What tells of the person in the example; words that the example's authorities share are left out."""
SAETZE = (
    "Mara Beispiel verzichtet auf Widerspruch und Klage.",
    "Der Bedarf von Mara Beispiel wegen Inkontinenz ist abschließend vereinbart.",
    "Mara Beispiel, Am Siel 3, hat [Name ergänzen] beantragt.",
    "Nach § 17 SGB XII und § 4 BudgetV bekommt Mara 99,50 Euro am 3. April 2026.",
    "Der Budgetnehmer Mara/in wohnt im Heim und ist behindert.",
)

SCHAEDEN = (
    ("  name: Mara Beispiel\n", "  name: Mara Beispiel\n  Mara: Beispiel\n"),
    ("  name: Mara Beispiel\n", '  name: "Mara Beispiel\n'),
    ("bei Inkontinenz", "bei Inkontinenz [Name ergänzen] nach § 99z SGB IX"),
    ("art: persoenliches_budget", "art: Mara Beispiel"),
)
"""Mistakes: an unknown key, a file that cannot be read, a text that rules quote, an unknown kind."""


@pytest.fixture
def fall(tmp_path: Path) -> Path:
    """Return the file of the example's case in a copy of the repository that holds no other."""
    bestand = copy_beispiel(tmp_path / "bestand", BUDGETFALL)
    return bestand / "faelle" / BUDGETFALL / "fall.yaml"


def bestand_of(fall: Path) -> Path:
    return fall.parent.parent.parent


def leaks(text: str) -> list[str]:
    eben = " ".join(text.replace("\u00a0", " ").replace(BUDGETFALL, "").split())
    return [g for g in GEHEIM if g in eben]


def check(fall: Path, rufe: Rufe, tmp_path: Path) -> str:
    """Check the case with every report and return everything that was said."""
    ziel = tmp_path / "berichte"
    ziel.mkdir(exist_ok=True)
    lauf = rufe(
        "pruefen", bestand_of(fall), "--stichtag", TAG, "--ausgabe", f"json:{ziel / 'b.json'}", "--ausgabe", "text"
    )
    berichte = "".join(p.read_text(encoding="utf-8") for p in ziel.iterdir())
    for p in ziel.iterdir():
        p.unlink()
    return lauf.alles + berichte


def list_scalars(daten: Any, pfad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(daten, dict):
        return [p for k, w in daten.items() for p in list_scalars(w, (*pfad, k))]
    if isinstance(daten, list):
        return [p for i, w in enumerate(daten) for p in list_scalars(w, (*pfad, i))]
    return [pfad]


def put(daten: Any, pfad: tuple[Any, ...], wert: Any) -> None:
    for teil in pfad[:-1]:
        daten = daten[teil]
    daten[pfad[-1]] = wert


@pytest.mark.langsam
def test_no_report_of_a_damaged_case_tells_of_the_person(fall: Path, rufe: Rufe, tmp_path: Path) -> None:
    """Every value in turn becomes one of another kind; the sentence about it names the place only."""
    heil = fall.read_text(encoding="utf-8")
    stellen = list_scalars(yaml.safe_load(heil))
    for nummer, pfad in enumerate(stellen):
        daten = yaml.safe_load(heil)
        put(daten, pfad, (["Mara Beispiel"], "Mara Beispiel, Am Siel 3 ", {"Mara": "Beispiel"}, 19870504)[nummer % 4])
        fall.write_text(yaml.safe_dump(daten, allow_unicode=True, sort_keys=False), encoding="utf-8")
        gesagt = check(fall, rufe, tmp_path)
        assert not leaks(gesagt), (pfad, leaks(gesagt), gesagt[:1500])


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("  name: Mara Beispiel\n", "  name: \"Mara Beispiel\n"),
        ("  name: Mara Beispiel\n", "  name: Mara Beispiel\n  name: Mara Beispiel\n"),
        ("  name: Mara Beispiel\n", "  name: Mara Beispiel\n  Mara Beispiel: ja\n"),
        ("  name: Mara Beispiel\n", "  name: Mara: Beispiel\n"),
        ("  name: Mara Beispiel\n", "  name: &mara Mara Beispiel\n"),
        ("  name: Mara Beispiel\n", "  name: !mara Mara Beispiel\n"),
        ("  name: Mara Beispiel\n", "\tname: Mara Beispiel\n"),
        ("art: persoenliches_budget", "art: Mara Beispiel"),
        ("kennung: PB-BEISPIEL-2026", "kennung: Mara-Beispiel"),
        ("iban: DE52 0000 0000 0012 3456 78", "iban: DE53 0000 0000 0012 3456 78"),
        ("traeger: EGH\n  grund", "traeger: Mara\n  grund"),
        ("katalog: arbeitsassistenz", "katalog: mara"),
    ],
)  # fmt: skip
def test_no_mistake_of_writing_tells_of_the_person(alt: str, neu: str, fall: Path, rufe: Rufe, tmp_path: Path) -> None:
    text = fall.read_text(encoding="utf-8")
    assert alt in text
    fall.write_text(text.replace(alt, neu, 1), encoding="utf-8")
    gesagt = check(fall, rufe, tmp_path)
    assert " Fehler " in gesagt or '"fehler"' in gesagt
    assert not leaks(gesagt), (leaks(gesagt), gesagt)


@pytest.mark.parametrize("satz", SAETZE)
def test_no_rule_quotes_the_person(satz: str, fall: Path, rufe: Rufe, tmp_path: Path) -> None:
    text = fall.read_text(encoding="utf-8")
    fall.write_text(text.replace("  begruendung:\n", f'  begruendung:\n    - "{satz}"\n'), encoding="utf-8")
    gesagt = check(fall, rufe, tmp_path)
    assert not leaks(gesagt), (leaks(gesagt), gesagt)


@pytest.mark.langsam
@pytest.mark.parametrize("befehl", ["bauen", "vermerk", "veroeffentlichen", "auswirkung"])
def test_no_command_leaves_the_person_in_a_by_product(befehl: str, fall: Path, rufe: Rufe, tmp_path: Path) -> None:
    weitere = ("--von", "2024-12-31", "--bis", "2026-02-27") if befehl == "auswirkung" else ("--stichtag", TAG)
    if befehl != "auswirkung":
        weitere = (*weitere, "--format", "html" if befehl == "bauen" else "docx")
    lauf = rufe(befehl, bestand_of(fall), *weitere)
    assert not leaks(lauf.alles), lauf.alles
    ausgabe = bestand_of(fall) / "ausgabe"
    dateien = [p for p in ausgabe.rglob("*") if p.is_file()]
    assert not [p for p in dateien if leaks(p.name)]
    assert not [p for p in dateien if p.suffix in (".json", ".ics") and leaks(p.read_text(encoding="utf-8"))]
    if sys.platform != "win32":
        assert all(stat.S_IMODE(p.stat().st_mode) == 0o600 for p in dateien)
    assert bool(dateien) == (befehl in ("bauen", "vermerk"))


@pytest.mark.parametrize("format", BERICHTE)
@pytest.mark.parametrize("schaden", SCHAEDEN)
def test_no_format_of_a_report_tells_of_the_person(
    schaden: tuple[str, str], format: str, fall: Path, rufe: Rufe
) -> None:
    harm(fall, schaden)
    lauf = rufe("pruefen", bestand_of(fall), "--stichtag", TAG, "--ausgabe", format, ist_absturz_gewollt=True)
    text = (
        json.dumps(json.loads(lauf.aus)["runs"][0]["results"], ensure_ascii=False) if "sarif" in format else lauf.alles
    )
    assert text and not leaks(text), (leaks(text), text[:1500])


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_a_sealed_case_belongs_to_its_owner_alone(fall: Path, rufe: Rufe) -> None:
    lauf = rufe("besiegeln", BUDGETFALL, bestand_of(fall), "--stichtag", TAG, "--format", "html")
    assert lauf.code == 0, lauf.alles
    dateien = [p for p in (fall.parent / "fassungen").rglob("*") if p.is_file()]
    assert dateien and {stat.S_IMODE(p.stat().st_mode) for p in dateien} == {0o600}
    manifest = fall.parent / "fassungen" / "1.0" / "manifest.json"
    assert not leaks(manifest.read_text(encoding="utf-8")) and not [p for p in dateien if leaks(p.name)]


def harm(fall: Path, schaden: tuple[str, str]) -> None:
    """Put a mistake into the case; an empty one leaves it as it is."""
    heil = fall.read_text(encoding="utf-8")
    assert schaden[0] in heil
    if any(schaden):
        fall.write_text(heil.replace(*schaden, 1), encoding="utf-8")


def test_a_paper_carries_no_whole_case(fall: Path, rufe: Rufe) -> None:
    from pikepdf import Pdf

    lauf = rufe("bauen", bestand_of(fall), "--stichtag", TAG, "--format", "pdf", "--dokument", "anforderung")
    assert lauf.code == 0, lauf.alles
    pdfs = sorted((bestand_of(fall) / "ausgabe").rglob("*.pdf"))
    assert [p.stem.rpartition("-")[2] for p in pdfs] == ["anforderung_ia", "anforderung_kk", "anforderung_pk"]
    for pfad in pdfs:
        with Pdf.open(pfad) as pdf:
            for anhang in pdf.attachments.values():
                daten = json.loads(anhang.get_file().read_bytes())
                assert set(daten) == {"kennung", "art", "fassung", "rechtsstand"}


def test_a_document_whose_event_has_not_come_is_refused(fall: Path, rufe: Rufe) -> None:
    lauf = rufe("bauen", bestand_of(fall), "--stichtag", TAG, "--format", "html", "--dokument", "kuendigung")
    assert lauf.code == 1 and "noch nicht" in " ".join(lauf.alles.split())


def test_a_crash_names_no_person(fall: Path, rufe: Rufe, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ValueError("Mara Beispiel, geboren 1987-05-04")

    monkeypatch.setattr("vertragswerk.werk.assemble", crash)
    lauf = rufe("pruefen", bestand_of(fall), "--stichtag", TAG, ist_absturz_gewollt=True)
    assert lauf.code and not leaks(lauf.alles), lauf.alles


def test_everything_personal_of_the_example_is_known() -> None:
    schweigen = _schweigen()
    for wort in ("Mara Beispiel", "1987-05-04", "DE52 0000 0000 0012 3456 78", "Lena Freundin"):
        assert wort in schweigen.werte
    assert len(schweigen.werte) > 50


@pytest.mark.parametrize(
    ("text", "soll"),
    [
        ("Die Frist endete am 26.01.2026.", "Die Frist endete am 26.01.2026."),
        ("geboren am 4. Mai 1987", f"geboren am {VERDECKT}"),
        ("„Medikamentengabe zweimal täglich“ fehlt", f"„{VERDECKT}“ fehlt"),
        ("mara beispiel", VERDECKT),
        ("DE52000000000012345678", VERDECKT),
    ],
)
def test_what_is_hidden_and_what_is_not(text: str, soll: str) -> None:
    assert re.sub(rf"(?:{re.escape(VERDECKT)} ?)+", VERDECKT, _schweigen().hide(text)) == soll


def _schweigen() -> Schweigen:
    fall = geladen(BUDGETFALL)
    return keep_silent(find_art("persoenliches_budget"), fall.quelle, fall.datei, ARTEN)


def test_a_crash_of_the_language_server_names_its_kind_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pygls", reason="Zusatz „editor“ nicht installiert")
    import logging

    from pygls.exceptions import JsonRpcInternalError

    from vertragswerk.editor.schweigsamkeit import PROTOKOLLE, keep_quiet, quiet_log

    def crash() -> None:
        raise ValueError("Mara Beispiel, geboren 1987-05-04")

    async def crash_later() -> None:
        raise ValueError("Mara Beispiel, geboren 1987-05-04")

    for name in PROTOKOLLE:
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    quiet_log(complain)
    for rufe in (keep_quiet(crash), lambda: asyncio.run(keep_quiet(crash_later)())):
        with pytest.raises(JsonRpcInternalError) as fehler:
            rufe()
        gesagt = "".join(traceback.format_exception(fehler.value)) + str(fehler.value.to_response_error())
        assert "(ValueError)" in gesagt and not leaks(gesagt)
    try:
        crash()
    except ValueError:
        logging.getLogger("pygls.protocol").exception("Message %s", "Mara Beispiel")
    gesagt = capsys.readouterr().err
    assert "(ValueError)" in gesagt and not leaks(gesagt)
