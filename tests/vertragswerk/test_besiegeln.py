"""`besiegeln` and `nachweisen`: what is sealed stays, and whatever was done to it is found and named."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, tree
from tests.vertragswerk.siegelboden import ERSTE, ZWEITE, call, fassung, raise_number, seal, sealed_repository
from vertragswerk.siegel import siegelbau
from vertragswerk.siegel.siegelmanifest import write_summe

pytestmark = pytest.mark.langsam


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """Return a copy of the sealed repository, free to be damaged."""
    shutil.copytree(sealed_repository(), tmp_path / "bestand")
    return tmp_path / "bestand"


def test_what_is_sealed_holds_all_it_was_made_from(rufe: Rufe) -> None:
    dateien = tree(fassung(sealed_repository()))
    for name in (
        "daten/vertrag.yaml", "daten/gemeinsam/parteien/land.yaml", "daten.json", "baum/vertrag.json", "manifest.json",
        "manifest.sha256", "pruefung/pruefprotokoll.pdf", "pruefung/pruefprotokoll.docx", "pruefung/pruefprotokoll.txt",
        "pruefung/pruefbericht.json", f"dokumente/{ERSTER}.docx", f"dokumente/{ERSTER}.pdf", f"dokumente/{ERSTER}.odt",
    ):  # fmt: skip
        assert name in dateien, name
    assert any(n.startswith("textbausteine/") for n in dateien)
    manifest = json.loads(dateien["manifest.json"])
    assert manifest["dateien"].keys() == dateien.keys() - {"manifest.json", "manifest.sha256"}
    assert dateien["manifest.sha256"].decode().split()[0] == hashlib.sha256(dateien["manifest.json"]).hexdigest()
    protokoll = dateien["pruefung/pruefprotokoll.txt"].decode().replace("\u00a0", " ")
    for teil in (
        "Rechtsstand des Vertrages",
        "Stichtag der Prüfung",
        "18. Dezember 2024",
        "VOL-01",
        "Landesteilhabebeirat",
        manifest["inhaltshash"],
    ):
        assert teil in protokoll, teil
    zweites = json.loads((fassung(sealed_repository(), ZWEITE) / "manifest.json").read_bytes())
    assert zweites["vorgaenger"] == {"fassung": ERSTE, "siegel": hashlib.sha256(dateien["manifest.json"]).hexdigest()}


def test_an_untouched_repository_is_rebuilt_byte_for_byte(rufe: Rufe) -> None:
    lauf = rufe("nachweisen", sealed_repository())
    assert lauf.code == 0 and lauf.aus.count("Byte für Byte nachgebaut") == 2


def test_same_input_same_seal(tmp_path: Path) -> None:
    anderer = tmp_path / "anderer"
    shutil.copytree(sealed_repository(), anderer)
    shutil.rmtree(fassung(anderer).parent)
    raise_number(anderer, ZWEITE, ERSTE)
    code, gesagt = seal(anderer, "2024-12-18")
    assert code == 0, gesagt
    assert tree(fassung(anderer)) == tree(fassung(sealed_repository()))


def test_sealing_is_refused_with_a_reason(rufe: Rufe, bestand: Path) -> None:
    code, gesagt = seal(bestand, "2024-12-20", "plain")
    assert code == 2 and "schon besiegelt" in gesagt
    raise_number(bestand, ZWEITE, "1.1")
    code, gesagt = seal(bestand, "2024-12-20", "plain")
    assert code == 2 and "älter als die zuletzt besiegelte 1.3" in gesagt
    raise_number(bestand, "1.1", "1.4")
    code, gesagt = seal(bestand, "2024-12-01", "plain")
    assert code == 2 and "vor dem der Fassung 1.3" in gesagt
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    vertrag.write_text(vertrag.read_text("utf-8").replace("4626372.89", "4626372.88"), "utf-8")
    vorher = tree(fassung(bestand).parent)
    code, gesagt = seal(bestand, "2024-12-20", "plain")
    assert code == 1 and "Die Prüfung hat Fehler gefunden" in gesagt
    assert tree(fassung(bestand).parent) == vorher


@pytest.mark.parametrize(
    "datei",
    [
        "manifest.json",
        "manifest.sha256",
        "daten/vertrag.yaml",
        f"dokumente/{ERSTER}.pdf",
        "../kette.json",
        "pruefung/pruefbericht.json",
    ],
)
def test_a_changed_byte_is_found_and_named(bestand: Path, datei: str) -> None:
    ort = fassung(bestand) / datei
    inhalt = bytearray(ort.read_bytes())
    inhalt[len(inhalt) // 2] ^= 1
    ort.write_bytes(inhalt)
    code, gesagt = call("nachweisen", bestand)
    assert code == 1 and datei.removeprefix("../").replace("manifest.sha256", "manifest.json") in gesagt, gesagt
    raise_number(bestand, ZWEITE, "1.4")
    code, gesagt = seal(bestand, "2024-12-20", "plain")
    # Where it is the base of VV-05, the check says so first.
    assert code in (1, 2) and "nicht mehr, wie sie besiegelt wurde" in " ".join(gesagt.split())
    assert not fassung(bestand, "1.4").exists()


def test_files_that_come_or_go_are_named(bestand: Path) -> None:
    (fassung(bestand) / "dokumente" / "nachtrag.pdf").write_bytes(b"x")
    (fassung(bestand) / "daten.json").unlink()
    (fassung(bestand).parent / "entwurf").mkdir()
    code, gesagt = call("nachweisen", bestand)
    assert code == 1
    assert "dokumente/nachtrag.pdf: Die Datei gehört nicht zur besiegelten Fassung" in gesagt
    assert "daten.json: Die Datei fehlt" in gesagt and "fassungen/entwurf" in gesagt


def test_swapped_fassungen_are_named(bestand: Path) -> None:
    weg = fassung(bestand).with_name("weg")
    fassung(bestand).rename(weg)
    fassung(bestand, ZWEITE).rename(fassung(bestand))
    weg.rename(fassung(bestand, ZWEITE))
    code, gesagt = call("nachweisen", bestand)
    assert (
        code == 1
        and "Im Ordner „1.2“ liegt die Fassung 1.3" in gesagt
        and "Im Ordner „1.3“ liegt die Fassung 1.2" in gesagt
    )


@pytest.mark.parametrize(
    ("weg", "satz"), [(ERSTE, "Die Fassung 1.2, auf die diese folgt, fehlt"), (ZWEITE, "sie ist entfernt worden")]
)
def test_a_removed_fassung_is_named(bestand: Path, weg: str, satz: str) -> None:
    shutil.rmtree(fassung(bestand, weg))
    code, gesagt = call("nachweisen", bestand)
    assert code == 1 and satz.casefold() in gesagt.casefold(), gesagt
    shutil.rmtree(fassung(bestand).parent / {ERSTE: ZWEITE, ZWEITE: ERSTE}[weg])
    code, gesagt = call("nachweisen", bestand)
    assert code == 1 and gesagt.count("Sie ist entfernt worden") == 2


def _forge(ordner: Path, **neu: object) -> None:
    """Change a manifest as somebody would who also makes its checksum anew."""
    manifest = {**json.loads((ordner / "manifest.json").read_bytes()), **neu}
    roh = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    (ordner / "manifest.json").write_bytes(roh)
    (ordner / "manifest.sha256").write_bytes(write_summe(roh))


def test_a_forged_predecessor_is_named(bestand: Path) -> None:
    _forge(fassung(bestand, ZWEITE), vorgaenger={"fassung": ERSTE, "siegel": "0" * 64})
    code, gesagt = call("nachweisen", bestand)
    assert code == 1 and "Das Siegel der Vorgängerin 1.2 ist im Manifest ein anderes" in gesagt


def test_an_exchanged_fassung_is_named(bestand: Path) -> None:
    _forge(fassung(bestand), titel="Ein anderer Vertrag")
    code, gesagt = call("nachweisen", bestand)
    assert code == 1 and "gefälscht oder ausgetauscht" in gesagt and "Sie ist ausgetauscht" in gesagt


def test_a_rolled_back_program_is_named(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(fassung(bestand).parent)
    raise_number(bestand, ZWEITE, ERSTE)
    monkeypatch.setattr(siegelbau, "__version__", "0.2.0")
    assert seal(bestand, "2024-12-18", "plain")[0] == 0
    monkeypatch.undo()
    code, gesagt = call("nachweisen", bestand)
    assert code == 0 and "vertragswerk 0.1.0 statt 0.2.0" in gesagt and "Das Programm ist zurückgestellt" in gesagt
    raise_number(bestand, ERSTE, ZWEITE)
    code, gesagt = seal(bestand, "2024-12-19", "plain")
    assert code == 2 and "dieses ist älter (0.1.0)" in gesagt


def test_another_tool_is_named_and_other_words_are_told_from_other_bytes(
    bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    werkzeuge = {**siegelbau.describe_tools(), "typst": "0.1.0"}
    monkeypatch.setattr("vertragswerk.siegel.nachbau.describe_tools", lambda: werkzeuge)
    code, gesagt = call("nachweisen", bestand)
    assert code == 0 and "typst 0.1.0 statt" in gesagt and "kein Text ist anders" in gesagt


def test_the_working_state_does_not_see_sealed_fassungen(rufe: Rufe, bestand: Path) -> None:
    assert rufe("pruefen", bestand, "--stichtag", "2024-12-18").code == 0
    vergleich = rufe("vergleichen", f"{ERSTER}@{ERSTE}", f"{ERSTER}@{ZWEITE}", bestand, "--format", "bericht-json")
    assert [d["pfad"] for d in json.loads(vergleich.aus)["daten"]] == ["fassung.nummer"]


def test_every_form_of_a_name_means_a_version(rufe: Rufe, bestand: Path) -> None:
    dokumente = fassung(bestand) / "dokumente"
    for name in (f"{ERSTER}@{ERSTE}", *(dokumente / f"{ERSTER}.{e}" for e in ("docx", "odt", "pdf"))):
        lauf = rufe("vergleichen", name, f"{ERSTER}@arbeitsstand", bestand, "--format", "bericht-json")
        assert lauf.code == 0, lauf.alles
        assert [d["pfad"] for d in json.loads(lauf.aus)["daten"]] == ["fassung.nummer"]
    assert rufe("vergleichen", f"{ERSTER}@2.0", ERSTER, bestand).code == 2
    (fassung(bestand) / "daten" / "vertrag.yaml").write_bytes(b"x")
    lauf = rufe("vergleichen", f"{ERSTER}@{ERSTE}", ERSTER, bestand)
    assert lauf.code == 2 and "nicht mehr, wie sie besiegelt wurde" in lauf.fehler


def test_a_file_is_a_version_without_its_repository(rufe: Rufe, tmp_path: Path) -> None:
    datei = tmp_path / "zurueck.pdf"
    shutil.copy(fassung(sealed_repository()) / "dokumente" / f"{ERSTER}.pdf", datei)
    lauf = rufe("vergleichen", datei, datei, ort=tmp_path)
    assert lauf.code == 0 and "Beide Fassungen sagen dasselbe." in lauf.aus


def test_a_confirmation_older_than_the_change_is_found(bestand: Path) -> None:
    raise_number(bestand, ZWEITE, "1.4")
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    vertrag.write_text(vertrag.read_text("utf-8").replace("abwesenheit_tage: 28", "abwesenheit_tage: 21"), "utf-8")
    code, gesagt = call("pruefen", bestand, "--stichtag", "2024-12-18")
    eine_zeile = " ".join(gesagt.split())
    assert (
        code == 1
        and "VV-05" in gesagt
        and "Bestätigung des Datenabgleichs: Der Tag" in eine_zeile.replace("\u00a0", " ")
    ), gesagt
    code, gesagt = seal(bestand, "2024-12-20", "plain")
    assert code == 1 and "VV-05" in gesagt


def test_a_signature_under_words_that_the_program_has_changed_since_is_found(bestand: Path) -> None:
    """As if the version that sealed had shipped another wording of one clause text: its hash is another in the manifest."""
    raise_number(bestand, ZWEITE, "1.4")
    assert "VV-05" not in call("pruefen", bestand, "--stichtag", "2024-12-18")[1]
    manifest = fassung(bestand, ZWEITE) / "manifest.json"
    inhalt = json.loads(manifest.read_text("utf-8"))
    name = next(n for n in inhalt["dateien"] if n.endswith("-anpassung.md"))
    inhalt["dateien"][name]["sha256"] = "0" * 64
    manifest.write_text(json.dumps(inhalt), "utf-8")
    code, gesagt = call("pruefen", bestand, "--stichtag", "2024-12-18")
    eine_zeile = " ".join(gesagt.replace("\u00a0", " ").split())
    assert code == 1 and "VV-05" in gesagt and "„Textbaustein anpassung“" in eine_zeile, gesagt


def test_a_base_that_was_changed_proves_nothing(bestand: Path) -> None:
    raise_number(bestand, ZWEITE, "1.4")
    daten = fassung(bestand, ZWEITE) / "daten.json"
    daten.write_bytes(daten.read_bytes().replace(b"28", b"21"))
    code, gesagt = call("pruefen", bestand, "--stichtag", "2024-12-18")
    assert code == 1 and "BST-21" in gesagt
