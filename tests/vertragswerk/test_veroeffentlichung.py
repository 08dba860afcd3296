"""The version for publication: the values are gone from every file, and nothing is written where one could still be read."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from generator.readers import text_pdf
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Lauf, Rufe, copy_beispiel

PREISE = '  - {pfad: "leistungspaket[*].gruppen[*].verguetungssatz", grund: "Geschäftsgeheimnis"}\n'
SAETZE = '  - {pfad: "berechnet.leistungstypen[*].posten[*].satz", grund: "Geschäftsgeheimnis"}\n'
NAMEN = '  - {pfad: "unterzeichnung.personen[*].name", grund: "Personenbezogene Angabe"}\n'
VERTRETUNG = '  - {pfad: "parteien[*].vertreten_durch", grund: "Personenbezogene Angabe"}\n'


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    copy_beispiel(tmp_path / "b", ERSTER)
    return tmp_path / "b"


def _publish(rufe: Rufe, bestand: Path, liste: str, *weiteres: str) -> Lauf:
    datei = bestand / "vertraege" / ERSTER / "veroeffentlichung.yaml"
    datei.write_text(f"geschwaerzt:\n{liste}", encoding="utf-8")
    return rufe("veroeffentlichen", bestand, *weiteres)


def _unpacked(datei: Path) -> bytes:
    """Return everything a file holds, packed parts and streams unpacked."""
    inhalt = datei.read_bytes()
    if datei.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            return b"\n".join(archiv.read(n) for n in archiv.namelist())
    if datei.suffix == ".pdf":
        with pikepdf.open(datei) as pdf:
            # The numbers of a page's drawing are places on it; what they show is the text.
            arten = ("/EmbeddedFile", "/Metadata")
            stroeme = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Type") in arten]
        assert len(stroeme) > 1
        return b"\n".join(stroeme) + "\n".join(text_pdf(inhalt).zeilen).encode()
    return inhalt


def test_the_values_are_in_no_file(rufe: Rufe, bestand: Path) -> None:
    lauf = _publish(rufe, bestand, PREISE + SAETZE, "--format", "docx,odt,pdf,html,akn,markdown,plain,native")
    assert lauf.code == 0, lauf.alles
    (ordner,) = (bestand / "ausgabe" / ERSTER).glob("*-veroeffentlichung")
    dateien = [d for d in ordner.iterdir() if d.is_file()]
    assert len(dateien) == 9
    for datei in dateien:
        inhalt = _unpacked(datei)
        for wert in ("92,40", "92.40", "95,36", "95.36"):
            assert wert.encode() not in inhalt, datei.name
    text = next(d for d in dateien if d.suffix == ".txt").read_text(encoding="utf-8")
    assert "[geschwärzt, Grund 1]" in text
    assert "Grund 2: Geschäftsgeheimnis" in text
    assert "Veröffentlichungsfassung mit Schwärzungen" in text


def test_values_of_the_test_are_those_of_the_contract(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, "--format", "plain").code == 0
    text = next((bestand / "ausgabe").rglob("*.txt")).read_text(encoding="utf-8")
    assert "92,40" in text
    assert "95,36" in text


def test_nothing_travels_along_by_which_a_value_could_be_tried(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, "--format", "pdf").code == 0
    assert _publish(rufe, bestand, PREISE + SAETZE, "--format", "pdf").code == 0
    oben = bestand / "ausgabe" / ERSTER
    (ordner,) = oben.glob("*-veroeffentlichung")
    (fassung,) = [p for p in oben.iterdir() if p.is_dir() and p != ordner]
    neu, alt = (json.loads((o / "manifest.json").read_text(encoding="utf-8")) for o in (ordner, fassung))
    assert neu["eingaben"] == []
    assert neu["inhaltshash"] != alt["inhaltshash"]
    with pikepdf.open(next(ordner.glob("*.pdf"))) as pdf:
        anhaenge = [pdf.attachments[n].get_file().read_bytes() for n in pdf.attachments]
    assert [json.loads(a) for a in anhaenge] == [{}]


def test_a_value_that_stands_elsewhere_stops_it_without_being_named(rufe: Rufe, bestand: Path) -> None:
    lauf = _publish(rufe, bestand, NAMEN, "--format", "plain")
    assert lauf.code == 1
    gesagt = " ".join(lauf.alles.split())
    assert "an anderer Stelle noch lesbar" in gesagt
    assert "vertreten_durch“ druckt ihn" in gesagt
    assert not list((bestand / "ausgabe").rglob("*-veroeffentlichung"))
    namen = [z.split(":")[1].strip() for z in (bestand / "vertraege" / ERSTER / "vertrag.yaml").read_text(encoding="utf-8").split("\n") if z.strip().startswith("name:")]  # fmt: skip
    assert namen
    assert not any(n in lauf.alles for n in namen)
    assert _publish(rufe, bestand, NAMEN + VERTRETUNG, "--format", "plain").code == 0


@pytest.mark.parametrize(
    ("liste", "sagt"),
    [
        ('  - {pfad: "budget.gibtsnicht", grund: "x"}\n', "trifft keinen Wert"),
        (PREISE.replace("leistungspaket", "leistungstypen"), "Gemeint sein könnte „leistungspaket[*]"),
        ('  - {pfad: "a..b", grund: "x"}\n', "veroeffentlichung.yaml:2:12"),
        ('  - {pfad: "budget"}\n', "grund“ fehlt"),
        (PREISE + PREISE, "veroeffentlichung.yaml"),
        ("  []\n", "zu wenige"),
        ("  - &a {pfad: budget, grund: x}\n", "veroeffentlichung.yaml"),
    ],
)
def test_a_wrong_list_is_explained(liste: str, sagt: str, rufe: Rufe, bestand: Path) -> None:
    lauf = _publish(rufe, bestand, liste, "--format", "plain")
    assert lauf.code == 1
    assert sagt in " ".join(lauf.alles.split()), lauf.alles


def test_without_a_list_nothing_is_published(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("veroeffentlichen", bestand)
    assert lauf.code == 1
    assert "veroeffentlichung.yaml“ fehlt" in " ".join(lauf.alles.split())


def test_a_list_that_leads_out_of_the_repository_is_not_read(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    (tmp_path / "aussen.yaml").write_text(f"geschwaerzt:\n{PREISE}", encoding="utf-8")
    (bestand / "vertraege" / ERSTER / "veroeffentlichung.yaml").symlink_to(tmp_path / "aussen.yaml")
    lauf = rufe("veroeffentlichen", bestand, "--format", "plain")
    assert lauf.code == 1
    assert "kann nicht gelesen werden" in " ".join(lauf.alles.split())


def test_a_contract_with_errors_is_not_published(rufe: Rufe, bestand: Path) -> None:
    vertrag = bestand / "vertraege" / ERSTER / "vertrag.yaml"
    text = vertrag.read_text(encoding="utf-8")
    vertrag.write_text(text.replace("rechtsstand: 2024", "rechtsstand: 2019"), encoding="utf-8")
    assert _publish(rufe, bestand, PREISE + SAETZE, "--format", "plain").code == 1
