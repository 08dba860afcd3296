"""Every command of the program, over a case that is whole, damaged in several ways, and while the program breaks: what it says, what it
keeps and how it names files tells nothing of the person, and what it writes about it belongs to its owner alone.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts.arten.persoenliches_budget import PersoenlichesBudget
from tests.vertraege import BUDGETFALL
from tests.vertragswerk.conftest import Lauf, Rufe, copy_beispiel
from tests.vertragswerk.test_hilfe import commands
from tests.vertragswerk.test_sozialdaten import GEHEIM, SCHAEDEN, TAG, harm, leaks

BEFEHLE: dict[str, tuple[str, ...]] = {
    "neu": ("--art persoenliches_budget --kennung PB-NEU BESTAND", f"--art persoenliches_budget --kennung {BUDGETFALL} BESTAND"),
    "pruefen": (f"BESTAND --stichtag {TAG} --quelltext", f"BESTAND --stichtag {TAG} --ausfuehrlich", f"BESTAND --stichtag {TAG} --beheben"),
    "altbestand": (f"anlegen BESTAND --stichtag {TAG}",),
    "pruefprotokoll": (f"BESTAND --stichtag {TAG} --format html",),
    "bauen": (f"BESTAND --stichtag {TAG} --format html --dokument bescheid", f"BESTAND --stichtag {TAG} --entwurf --format markdown"),
    "vermerk": (f"BESTAND --stichtag {TAG} --format html",),
    "veroeffentlichen": (f"BESTAND --stichtag {TAG} --format html",),
    "schwaerzen": (
        f"KENNUNG BESTAND --stichtag {TAG} --ziel NEU --schluessel-datei KEY --schluessel-anlegen",
        f"KENNUNG BESTAND --stichtag {TAG} --ziel NEU2 --schluessel-datei KEY --wortlaut bescheid.begruendung",
    ),
    "vergleichen": (
        "KENNUNG KENNUNG BESTAND", "KENNUNG ANDERER BESTAND", "KENNUNG ANDERER BESTAND --format bericht-json,bericht-html,docx --ziel NEU",
        "--muster KENNUNG BESTAND", "ORDNER ORDNER",
    ),
    "besiegeln": (f"KENNUNG BESTAND --stichtag {TAG} --datum {TAG} --format html",),
    "nachweisen": ("BESTAND",),
    "verhandlungsstand": ("KENNUNG BESTAND", "ORDNER"),
    "text": ("PAPIER", "FALL"),
    "schema": ("--einrichten BESTAND",),
    "lesen": ("FALL",),
    "fortschreiben": (f"KENNUNG BESTAND --jahr 2027 --rate 0.01 --beschluss {TAG} --vom {TAG} --kennung X-A1",),
    "aendern": ("KENNUNG ANDERER BESTAND --kennung X-A1",),
    "lesefassung": ("KENNUNG BESTAND",),
    "zitate": ("PAPIER", "FALL"),
    "auswirkung": (f"BESTAND --von 2024-12-31 --bis {TAG}",),
}  # fmt: skip
"""What each command does with a case; in the place of the words in capitals stand its folders and files."""
OHNE_FALL = {
    "beispiel", "klauseln", "erklaere", "vervollstaendigung", "norm", "gesetze importieren", "gesetze zuruecknehmen", "gesetze holen", "gesetze stand",
    "gesetze suchen",
}  # fmt: skip
"""Commands that look at no repository."""
EIGENER_TEST = {"lsp"}
ANDERER = "PB-ANDERS-2026"
"""Kennung of a second case, the first with another sentence."""
ZEIGT = {"text", "zitate", "vergleichen"}
"""Commands that are asked for the words of a file: what they print is what was asked for; what they say beside it is not."""
SCHRIFTSTUECKE = {".html", ".md"}
"""Files that are papers, with the words of the case."""


def test_every_command_is_looked_at() -> None:
    """A new command is put into one of the lists, or this fails."""
    alle = {" ".join(namen) for namen in commands() if namen} - {"gesetze"}
    assert alle == set(BEFEHLE) | OHNE_FALL | EIGENER_TEST


@pytest.fixture
def boden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a repository of one case, which is its owner's, and a cache of its own in which checks are kept."""
    bestand = copy_beispiel(tmp_path / "boden" / "bestand", BUDGETFALL)
    datei = bestand / "faelle" / BUDGETFALL / "fall.yaml"
    datei.chmod(0o600)
    zweite = bestand / "faelle" / ANDERER / "fall.yaml"
    zweite.parent.mkdir()
    text = datei.read_text(encoding="utf-8").replace(BUDGETFALL, ANDERER)
    zweite.write_text(text.replace("bei Inkontinenz", "bei Inkontinenz in der Nacht"), encoding="utf-8")
    zweite.chmod(0o600)
    (bestand / "papier.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "boden" / "cache"))
    monkeypatch.delenv("VERTRAGSWERK_VORRAT")
    return bestand.parent


def fall_of(boden: Path) -> Path:
    return boden / "bestand" / "faelle" / BUDGETFALL / "fall.yaml"


def call(angaben: str, befehl: str, boden: Path, rufe: Rufe) -> Lauf:
    orte = {
        "BESTAND": boden / "bestand", "FALL": fall_of(boden), "ORDNER": fall_of(boden).parent, "PAPIER": boden / "bestand" / "papier.md", "ANDERER": ANDERER, "KENNUNG": BUDGETFALL,
        "NEU": boden / "neu", "NEU2": boden / "neu2", "KEY": boden / "k.key",
    }  # fmt: skip
    lauf = rufe(befehl, *(orte.get(wort, wort) for wort in angaben.split()), ist_absturz_gewollt=True)
    assert "Aufruf:" not in lauf.alles, lauf.alles
    return lauf


def iter_neue(boden: Path, davor: set[Path]) -> Iterator[Path]:
    yield from (p for p in sorted(boden.rglob("*")) if p not in davor and p.name not in (".sperre",))


def unpack(inhalt: bytes) -> str:
    """Return the text of a file, with what is packed in it."""
    stuecke = [inhalt]
    for treffer in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", inhalt):
        try:
            stuecke.append(zlib.decompressobj().decompress(inhalt[treffer.start() :]))
        except zlib.error:
            continue
    return "\n".join(s.decode("utf-8", "ignore") for s in stuecke)


def look(boden: Path, davor: set[Path]) -> None:
    """Look at names, content and rights of everything that a command has written."""
    for pfad in iter_neue(boden, davor):
        ort = pfad.relative_to(boden).as_posix()
        assert not leaks(ort), ort
        if not pfad.is_file() or "schema" in pfad.relative_to(boden).parts:
            continue
        verrat = leaks(unpack(pfad.read_bytes()))
        ist_fall = pfad.parent.name == "neu" or pfad.suffix in SCHRIFTSTUECKE or pfad.name == "fall.yaml"
        assert not verrat or ist_fall or "fassungen" in ort, (ort, verrat)
        if sys.platform != "win32" and (verrat or "cache" in ort):
            assert stat.S_IMODE(pfad.stat().st_mode) == 0o600, ort
    if sys.platform != "win32":
        assert stat.S_IMODE(fall_of(boden).stat().st_mode) == 0o600


@pytest.mark.langsam
@pytest.mark.parametrize("befehl", BEFEHLE)
def test_no_command_tells_of_the_person(befehl: str, boden: Path, rufe: Rufe, monkeypatch: pytest.MonkeyPatch) -> None:
    heil = fall_of(boden).read_text(encoding="utf-8")

    def crash(*_: object, **__: object) -> Any:
        raise ValueError("Mara Beispiel, geboren 1987-05-04")

    for schaden in (("", ""), *SCHAEDEN, None):
        for angaben in BEFEHLE[befehl]:
            davor = set(boden.rglob("*"))
            with monkeypatch.context() as bruch:
                if schaden is None:
                    bruch.setattr(PersoenlichesBudget, "model_validate", crash)
                else:
                    harm(fall_of(boden), schaden)
                    fall_of(boden).chmod(0o600)
                lauf = call(angaben, befehl, boden, rufe)
            gesagt = lauf.fehler if befehl in ZEIGT else lauf.alles
            assert not leaks(gesagt), (schaden, angaben, leaks(gesagt), gesagt[:1500])
            look(boden, davor)
            # The next damage meets the case as it was, and nothing that was made of it.
            for pfad in [p for p in boden.iterdir() if p.name != "bestand"]:
                shutil.rmtree(pfad) if pfad.is_dir() else pfad.unlink()
            for pfad in (boden / "bestand" / "ausgabe", fall_of(boden).parent / "fassungen"):
                shutil.rmtree(pfad, ignore_errors=True)
            fall_of(boden).write_text(heil, encoding="utf-8")


@pytest.mark.langsam
def test_the_language_server_says_nothing_of_the_person_in_messages(
    boden: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Over standard input and output, whole and damaged; its error stream is the editor's log."""
    pytest.importorskip("pygls", reason="Zusatz „editor“ nicht installiert")
    from tests.vertragswerk.editor.test_server import Sitzung

    datei = f"faelle/{BUDGETFALL}/fall.yaml"
    heil = fall_of(boden).read_text(encoding="utf-8")
    gesagt: list[str] = []

    async def work() -> None:
        async with Sitzung(boden / "bestand") as sitzung:
            await sitzung.open(datei)
            gesagt.extend(str(m) for m in await sitzung.said(datei))
            for schaden in SCHAEDEN:
                sitzung.change(datei, heil.replace(*schaden, 1))
                meldungen = await sitzung.said(datei)
                assert meldungen
                gesagt.extend(str(m) for m in meldungen)
            gesagt.extend(sitzung.worte)

    asyncio.run(work())
    gesagt.append(capfd.readouterr().err)
    assert len(gesagt) > 4 and not leaks("\n".join(gesagt)), (leaks("\n".join(gesagt)), gesagt)


def test_the_secrets_are_in_the_case() -> None:
    """What is looked for is what the example says."""
    from tests.vertraege import BEISPIELE

    text = (BEISPIELE / "faelle" / BUDGETFALL / "fall.yaml").read_text(encoding="utf-8")
    assert [g for g in GEHEIM if g in text] and unpack(b"ab" + zlib.compress(b"Mara")).endswith("Mara")


def test_what_is_said_of_a_case_calls_it_no_contract(boden: Path, rufe: Rufe) -> None:
    bestand = boden / "bestand"
    lauf = rufe("lesefassung", BUDGETFALL, bestand, "--stichtag", TAG)
    assert lauf.code == 2 and f"Keine Änderungsvereinbarung zu „{BUDGETFALL}“" in lauf.fehler
    assert "Vertrag" not in lauf.fehler.replace("--vertrag", ""), lauf.fehler
    lauf = rufe("lesefassung", "PB-NIE", bestand, "--stichtag", TAG)
    assert lauf.code == 2 and lauf.fehler.startswith("Diese Kennung gibt es im Bestand nicht: PB-NIE."), lauf.fehler


def test_two_cases_are_compared_paper_by_paper(boden: Path, rufe: Rufe) -> None:
    """Their papers have long names; the report on them broke."""
    lauf = rufe("vergleichen", BUDGETFALL, ANDERER, boden / "bestand", "--stichtag", TAG)
    assert lauf.code == 0 and "in der Nacht" in lauf.aus and "Wortlaut: " in lauf.aus, lauf.alles
