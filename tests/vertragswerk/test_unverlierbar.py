"""Nothing of a user is lost, nothing leads out: signed and foreign files in the place of documents, links."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.vertraege import ERSTE_FASSUNG, ERSTER
from tests.vertragswerk.conftest import NUR_TEXT, ZIEL, Rufe, replace_once, tree
from vertragswerk.einzelbau import list_built

SCHNELL = ("--format", "plain,markdown", "--ohne-gegenprobe")


def change(bestand: Path) -> None:
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "vorsitz: Referatsleitung Psychiatrie und Sucht", "vorsitz: Geschäftsführung")  # fmt: skip


@pytest.fixture
def gebaut(rufe: Rufe, bestand: Path) -> Path:
    """Return a repository whose contract is built, its Markdown signed in place."""
    assert rufe("bauen", bestand, *SCHNELL).code == 0
    with (bestand / ZIEL / f"{ERSTER}.md").open("ab") as datei:
        datei.write(b"gez. Muster")
    return bestand


def test_a_signed_document_is_not_built_over(rufe: Rufe, gebaut: Path) -> None:
    vorher = tree(gebaut)
    lauf = rufe("bauen", gebaut, *SCHNELL)
    satz = " ".join(lauf.aus.split())
    assert lauf.code == 1
    assert f"„{ERSTER}.md“" in satz.replace("- ", "-")
    assert f"„{ERSTER}.txt“" not in satz.replace("- ", "-")
    assert "etwa unterschrieben" in satz and "--ersetzen" in satz
    assert tree(gebaut) == vorher


def test_a_signed_document_is_not_outdated(rufe: Rufe, gebaut: Path) -> None:
    unterschrieben = (gebaut / ZIEL / f"{ERSTER}.md").read_bytes()
    lauf = rufe("bauen", gebaut, *NUR_TEXT)
    assert lauf.code == 0
    assert f"„{ERSTER}.md“ ist seit dem Bau geändert" in lauf.aus
    assert (gebaut / ZIEL / f"{ERSTER}.md").read_bytes() == unterschrieben
    lauf = rufe("bauen", gebaut, *SCHNELL)
    assert lauf.code == 1, "auch jetzt noch, da kein Verzeichnis sie mehr nennt"
    assert (gebaut / ZIEL / f"{ERSTER}.md").read_bytes() == unterschrieben


def test_replacing_moves_a_signed_document_aside_and_never_over_an_older_one(rufe: Rufe, gebaut: Path) -> None:
    (gebaut / ZIEL / "fremd.pdf").write_bytes(b"%PDF")
    for nummer in (1, 2):
        datei = gebaut / ZIEL / f"{ERSTER}.md"
        datei.write_bytes(f"gez. {nummer}".encode())
        lauf = rufe("bauen", gebaut, *SCHNELL, "--ersetzen")
        assert lauf.code == 0
        assert f"{ERSTER}-beiseite-{nummer}.md" in lauf.aus
    dateien = tree(gebaut / ZIEL)
    assert [dateien[f"{ERSTER}-beiseite-{n}.md"] for n in (1, 2)] == [b"gez. 1", b"gez. 2"]
    assert dateien["fremd.pdf"] == b"%PDF"
    assert b"gez." not in dateien[f"{ERSTER}.md"]


@pytest.mark.parametrize("zusatz", [(), ("--entwurf",)], ids=["reinfassung", "entwurf"])
def test_a_foreign_file_under_the_name_of_a_document_stays(zusatz: tuple[str, ...], rufe: Rufe, bestand: Path) -> None:
    fremd = bestand / (f"{ZIEL}-entwurf" if zusatz else ZIEL) / f"{ERSTER}.txt"
    fremd.parent.mkdir(parents=True)
    fremd.write_bytes(b"von anderswo")
    assert rufe("bauen", bestand, *NUR_TEXT, *zusatz).code == 1
    assert tree(fremd.parent) == {fremd.name: b"von anderswo"}
    assert rufe("bauen", bestand, *NUR_TEXT, *zusatz, "--ersetzen").code == 0
    assert (fremd.parent / f"{ERSTER}-beiseite-1.txt").read_bytes() == b"von anderswo"


def test_a_draft_that_was_edited_stays(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, *NUR_TEXT, "--entwurf").code == 0
    datei = bestand / f"{ZIEL}-entwurf" / f"{ERSTER}.txt"
    datei.write_bytes(b"mit Anmerkungen")
    change(bestand)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--entwurf")
    assert (lauf.code, datei.read_bytes()) == (1, b"mit Anmerkungen")
    assert "--ersetzen" in lauf.aus


def test_without_its_manifest_a_release_is_not_built_over(rufe: Rufe, gebaut: Path) -> None:
    (gebaut / ZIEL / "manifest.json").unlink()
    change(gebaut)
    vorher = tree(gebaut)
    assert rufe("bauen", gebaut, *SCHNELL).code == 1
    assert tree(gebaut) == vorher


@pytest.mark.parametrize(
    "eintrag",
    [{"name": 1}, {"name": "a", "bytes": "3", "sha256": "x"}, {"name": ["a"], "bytes": 1, "sha256": "x"}, {"name": "a", "bytes": 1, "sha256": None}, "a", None],
)  # fmt: skip
def test_entries_of_a_manifest_that_say_nothing(eintrag: object) -> None:
    roh = json.dumps({"inhaltshash": "x", "dateien": [eintrag]}).encode()
    assert list(list_built(roh)) == ["manifest.json"]


@pytest.mark.parametrize("stelle", ["ausgabe", f"ausgabe/{ERSTER}", f"{ZIEL}", f"{ZIEL}-entwurf"])
@pytest.mark.parametrize("art", [("--entwurf",), ("--ersetzen",)], ids=["entwurf", "ersetzen"])
def test_a_link_in_the_output_is_said_and_not_followed(
    stelle: str, art: tuple[str, ...], rufe: Rufe, bestand: Path, aussen: Path
) -> None:
    (bestand / stelle).parent.mkdir(parents=True, exist_ok=True)
    (bestand / stelle).symlink_to(aussen, target_is_directory=True)
    lauf = rufe("bauen", bestand, *NUR_TEXT, *art)
    assert lauf.code in (1, 2)
    assert "BST-03" in lauf.aus or "Verknüpfung" in lauf.aus
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert (bestand / stelle).is_symlink()
    assert all(p.resolve().is_relative_to(aussen) for p in bestand.rglob("geheim.txt")), "nichts ist kopiert"


@pytest.mark.parametrize("teil", [ERSTER, f"{ERSTER}/{ERSTE_FASSUNG}"])
def test_a_target_of_ones_own_is_followed_and_nothing_below(teil: str, rufe: Rufe, bestand: Path, tmp_path: Path, aussen: Path) -> None:  # fmt: skip
    (tmp_path / "echt").mkdir()
    (tmp_path / "ziel").symlink_to(tmp_path / "echt", target_is_directory=True)
    assert rufe("bauen", bestand, *NUR_TEXT, "--ziel", tmp_path / "ziel").code == 0
    assert (tmp_path / "echt" / ERSTER / ERSTE_FASSUNG / f"{ERSTER}.txt").is_file()
    (tmp_path / "anders" / teil).parent.mkdir(parents=True)
    (tmp_path / "anders" / teil).symlink_to(aussen, target_is_directory=True)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--ziel", tmp_path / "anders")
    assert lauf.code == 2 and "Verknüpfung" in lauf.aus
    assert tree(aussen) == {"geheim.txt": b"geheim"}


@pytest.mark.parametrize("teil", ["parteien", "schema"])
def test_a_new_contract_writes_through_no_link(teil: str, rufe: Rufe, bestand: Path, aussen: Path) -> None:
    import shutil

    shutil.rmtree(bestand / teil, ignore_errors=True)
    (bestand / teil).symlink_to(aussen, target_is_directory=True)
    assert rufe("neu", "--kennung", "NEU-1", bestand).code == 2
    assert tree(aussen) == {"geheim.txt": b"geheim"}


def test_a_report_behind_a_link_leaves_the_link(rufe: Rufe, bestand: Path, tmp_path: Path, aussen: Path) -> None:
    (tmp_path / "b.json").symlink_to(aussen / "bericht.json")
    for _ in range(2):
        assert rufe("pruefen", bestand, "--ausgabe", f"json:{tmp_path / 'b.json'}").code == 0
        assert (tmp_path / "b.json").is_symlink()
        assert json.loads((aussen / "bericht.json").read_bytes())["exitcode"] == 0


@pytest.mark.skipif(os.name == "nt", reason="das System kennt keine Griffe auf Ordner")
def test_a_file_exchanged_for_a_link_between_look_and_use(
    bestand: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vertragswerk.dateisystem.dateien import read_bytes
    from vertragswerk.dateisystem.ordnergriff import Ordnergriff

    partei = bestand / "parteien" / "land.yaml"
    read = Ordnergriff.read

    def exchange_then_read(griff: Ordnergriff, name: str, hoechstens: int) -> bytes:
        partei.unlink()
        partei.symlink_to(aussen / "geheim.txt")
        return read(griff, name, hoechstens)

    monkeypatch.setattr(Ordnergriff, "read", exchange_then_read)
    inhalt, (mangel,) = read_bytes(partei, bestand)
    assert (inhalt, mangel.code) == (None, "BST-03")
