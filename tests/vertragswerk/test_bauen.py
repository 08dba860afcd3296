"""`bauen`: the same input gives the same bytes, a release is proven before it is written, and never silently replaced."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from checks.regel import Regelmodul
from checks.registry import REGELN
from generator.tree import Dokument
from generator.writers import WRITERS, Format
from tests.vertraege import BEISPIELE, ERSTE_FASSUNG, ERSTER, KURZER, REGIONALBUDGET, ZWEITE_FASSUNG, ZWEITER, geladen
from tests.vertragswerk.conftest import NUR_TEXT, ZIEL, Rufe, copy_beispiel, replace_once, start
from vertragswerk import __version__
from vertragswerk.fertigung import MANIFEST
from vertragswerk.werk import Eingaben, Ergebnis, work

JEDES = "docx,odt,pdf,html,markdown,plain,native,rtf,epub,latex,mediawiki"


def files(ordner: Path) -> dict[str, bytes]:
    """Return the visible files below a folder."""
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


def manifest(ordner: Path) -> dict[str, Any]:
    return json.loads((ordner / MANIFEST).read_text(encoding="utf-8"))


def change(bestand: Path) -> None:
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "vorsitz: Referatsleitung Psychiatrie und Sucht", "vorsitz: Geschäftsführung")  # fmt: skip


@pytest.mark.langsam
def test_same_input_same_bytes_whatever_surrounds_it(tmp_path: Path) -> None:
    ergebnisse = []
    umgebungen = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    )
    for nummer, umgebung in enumerate(umgebungen):
        ort = tmp_path / str(nummer)
        bestand = copy_beispiel(ort / ("b" * (nummer + 1)), ZWEITER, REGIONALBUDGET)
        angaben = [bestand, "."] if nummer else [".", "../ziel"]
        lauf = start("bauen", angaben[0], "--ziel", angaben[1] if not nummer else ort / "ziel", "--format", JEDES, ort=bestand if not nummer else tmp_path, **umgebung)  # fmt: skip
        assert lauf.code == 0, lauf.alles
        ergebnisse.append(files(ort / "ziel"))
    erstes, zweites = ergebnisse
    # Both contracts explain themselves in a second document; each has its manifest.
    assert len(erstes) == 4 * len(JEDES.split(",")) + 2
    assert [n for n in erstes if erstes[n] != zweites.get(n)] == []
    assert erstes == zweites


def test_manifest_says_what_was_built_and_verifies(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("bauen", bestand, "--format", "docx,odt,html")
    assert lauf.code == 0, lauf.alles
    inhalt = manifest(bestand / ZIEL)
    assert (inhalt["kennung"], inhalt["fassung"], inhalt["ist_entwurf"]) == (ERSTER, ERSTE_FASSUNG, False)
    assert inhalt["programm"] == f"vertragswerk {__version__}"
    assert inhalt["pruefung"]["fehler"] == 0 and inhalt["pruefung"]["stichtag"] == "2025-12-11"
    vertrag, ausgelassen = geladen(ERSTER).vertrag, inhalt["pruefung"]["uebersprungen"]
    fremd = {m.REGEL.code for m in REGELN if not all(isinstance(vertrag, teil) for teil in m.REGEL.braucht)}
    erste = {m.REGEL.code for m in REGELN if m.REGEL.braucht_vorfassung} - fremd  # Nothing has been sealed.
    assert "TD-04" in inhalt["pruefung"]["regeln"] and {u["regel"] for u in ausgelassen} == erste
    assert set(inhalt["pruefung"]["nicht_einschlaegig"]) == fremd
    assert inhalt["pruefung"]["rechtsbestand"].startswith("mitgeliefertes Recht, Stand ")
    (dokument,) = inhalt["dokumente"]
    assert (dokument["name"], dokument["inhaltshash"]) == ("vertrag", inhalt["inhaltshash"])
    gegenprobe = dokument["gegenprobe"]
    assert gegenprobe["ist_bestanden"] is True
    assert [p["format"] for p in gegenprobe["proben"]] == ["docx", "odt"]
    assert all(p["verglichen"] > 500 and p["anzahl"] == 0 for p in gegenprobe["proben"])
    assert [d["name"] for d in inhalt["dateien"]] == [f"{ERSTER}.{e}" for e in ("docx", "odt", "html")]
    for d in inhalt["dateien"]:
        daten = (bestand / ZIEL / d["name"]).read_bytes()
        assert (len(daten), hashlib.sha256(daten).hexdigest()) == (d["bytes"], d["sha256"])


def test_manifest_names_the_files_the_contract_was_made_from_and_no_other(rufe: Rufe, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "bestand", KURZER, ZWEITER)
    (bestand / "parteien" / "andere.yaml").write_text("name: Unbeteiligter Verein Nordstrand\n", encoding="utf-8")
    assert rufe("bauen", bestand, "--format", "plain").code == 0
    eingaben = {e["name"]: e["sha256"] for e in manifest(bestand / "ausgabe" / ZWEITER / ZWEITE_FASSUNG)["eingaben"]}
    assert sorted(eingaben) == [
        "parteien/land.yaml",
        "parteien/weserbogen.yaml",
        f"vertraege/{ZWEITER}/klauseln/komplex.md",
        f"vertraege/{ZWEITER}/vertrag.yaml",
    ]
    assert all(hashlib.sha256((bestand / n).read_bytes()).hexdigest() == h for n, h in eingaben.items())


@pytest.mark.parametrize(
    ("angaben", "grund"),
    [
        (["--format", "docx", "--ohne-gegenprobe"], "Mit --ohne-gegenprobe gebaut."),
        (["--format", "docx", "--entwurf"], "Ein Entwurf wird nicht gegengelesen."),
        (["--format", "html,plain"], "Weder DOCX noch ODT gebaut; andere Formate liest pandoc nicht gegen."),
    ],
)
def test_manifest_says_why_there_was_no_second_reading(
    angaben: list[str], grund: str, rufe: Rufe, bestand: Path
) -> None:
    assert rufe("bauen", bestand, *angaben).code == 0
    ordner = bestand / (f"{ZIEL}-entwurf" if "--entwurf" in angaben else ZIEL)
    assert manifest(ordner)["dokumente"][0]["gegenprobe"] == {"ist_durchgefuehrt": False, "grund": grund}


def spoil(monkeypatch: pytest.MonkeyPatch, format: str, alt: bytes, neu: bytes) -> None:
    """Make a writer say something else than the tree."""
    richtig = WRITERS[format].write

    def write(dokument: Dokument, anlage: bytes) -> bytes:
        inhalt = richtig(dokument, anlage)
        assert alt in inhalt
        return inhalt.replace(alt, neu, 1)

    monkeypatch.setitem(WRITERS, format, Format(format, format, "verfälscht", write))


def test_a_file_that_says_something_else_is_not_released(
    rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "html", b"vier Millionen", "fünf Millionen".encode())
    lauf = rufe("bauen", bestand, "--format", "html")
    assert lauf.code == 2
    gesagt = " ".join(lauf.aus.split())
    assert "Die Ausgaben sind nicht inhaltsgleich." in gesagt
    assert f"{ERSTER}: TD-04, §\u00a06" in lauf.aus and "Format HTML weicht an" in gesagt
    assert "fünf Millionen" in gesagt, "die Abweichung selbst"
    assert not (bestand / "ausgabe").exists()


def test_a_draft_says_itself_what_its_files_say_otherwise(
    rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pruefen` builds nothing and cannot name it."""
    spoil(monkeypatch, "html", b"vier Millionen", "fünf Millionen".encode())
    lauf = rufe("bauen", bestand, "--format", "html", "--entwurf")
    assert lauf.code == 0
    gesagt = " ".join(lauf.aus.split())
    assert "TD-04" in gesagt and "fünf Millionen" in gesagt
    assert "die Fehler stehen oben" in gesagt and "vertragswerk pruefen" not in gesagt


def test_a_file_that_the_independent_reader_reads_otherwise_is_not_released(
    rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator import gegenprobe

    richtig = gegenprobe.texts_pandoc

    def misread(dateien: Sequence[tuple[str, bytes]]) -> list[Any]:
        from dataclasses import replace

        return [
            replace(a, zeilen=tuple(z.replace("385.531,07", "385.531,70") for z in a.zeilen)) for a in richtig(dateien)
        ]

    monkeypatch.setattr(gegenprobe, "texts_pandoc", misread)
    lauf = rufe("bauen", bestand, "--format", "docx")
    assert lauf.code == 2
    assert "Die Gegenprobe ist nicht bestanden." in " ".join(lauf.aus.split())
    assert "385.531,70" in lauf.aus, "die Abweichung selbst"
    assert not (bestand / "ausgabe").exists()
    assert rufe("bauen", bestand, "--format", "docx", "--ohne-gegenprobe").code == 0


def test_a_released_version_is_not_silently_replaced(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, *NUR_TEXT).code == 0
    vorher = files(bestand / "ausgabe")
    assert rufe("bauen", bestand, *NUR_TEXT).code == 0, "derselbe Inhalt darf wieder gebaut werden"
    assert files(bestand / "ausgabe") == vorher
    change(bestand)
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    assert lauf.code == 1
    assert "Erhöhen Sie „fassung.nummer“" in " ".join(lauf.aus.split())
    assert files(bestand / "ausgabe") == vorher
    assert rufe("bauen", bestand, *NUR_TEXT, "--entwurf").code == 0, "ein Entwurf steht daneben"
    assert rufe("bauen", bestand, *NUR_TEXT, "--ersetzen").code == 0
    neu = files(bestand / "ausgabe")
    assert neu[f"{ERSTER}/{ERSTE_FASSUNG}/{ERSTER}.txt"] != vorher[f"{ERSTER}/{ERSTE_FASSUNG}/{ERSTER}.txt"]


def test_rebuilding_with_other_formats_leaves_no_old_file_and_every_foreign_one(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, "--format", "plain,html", "--ohne-gegenprobe").code == 0
    (bestand / ZIEL / "unterschrieben.pdf").write_bytes(b"%PDF")
    assert rufe("bauen", bestand, "--format", "markdown", "--ohne-gegenprobe").code == 0
    assert {p.name for p in (bestand / ZIEL).iterdir()} == {f"{ERSTER}.md", MANIFEST, "unterschrieben.pdf"}


@pytest.mark.parametrize(
    "text",
    ["", "[", "[1]", '{"dateien": 1}', '{"dateien": [1, {"name": 2}, {"name": "../vertragswerk.toml"}, {"name": "a\\\\b"}]}',
     '{"dateien": [{"name": "/etc/passwd"}, {"name": ".."}, {"name": ""}]}', "[" * 100_000, "\x00", '{"inhaltshash": []}'],
    ids=range(9),
)  # fmt: skip
def test_spoilt_manifest_harms_nothing(text: str, rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, *NUR_TEXT).code == 0
    vorher = files(bestand)
    (bestand / ZIEL / MANIFEST).write_text(text, encoding="utf-8")
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    assert lauf.code == 1, "was kein Verzeichnis von uns ist, kann eine fremde Datei sein"
    assert "manifest.json" in lauf.aus
    assert rufe("bauen", bestand, *NUR_TEXT, "--ersetzen").code == 0
    beiseite = bestand / ZIEL / "manifest-beiseite-1.json"
    assert beiseite.read_text(encoding="utf-8") == text
    beiseite.unlink()
    assert files(bestand) == vorher


@pytest.mark.parametrize(
    ("format", "endung", "anfang"),
    [("word", "docx", b"PK"), ("md", "md", b"#"), ("txt", "txt", b"Budgetvertrag"), ("json", "json", b"{"), ("rtf", "rtf", b"{\\rtf"),
     ("epub", "epub", b"PK"), ("DOCX", "docx", b"PK"), ("latex", "tex", b"%")],
)  # fmt: skip
def test_formats_and_their_other_names(format: str, endung: str, anfang: bytes, rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("bauen", bestand, "--format", f" {format} ,", "--ohne-gegenprobe")
    assert lauf.code == 0, lauf.alles
    datei = bestand / ZIEL / f"{ERSTER}.{endung}"
    assert datei.read_bytes().lstrip(b"\xef\xbb\xbf\n").startswith(anfang)


def test_formats_of_the_repository(rufe: Rufe, bestand: Path) -> None:
    with (bestand / "vertragswerk.toml").open("a", encoding="utf-8") as datei:
        datei.write('\n[ausgabe]\nformate = ["plain", "markdown"]\n')
    assert rufe("bauen", bestand).code == 0
    assert {p.suffix for p in (bestand / ZIEL).iterdir()} == {".txt", ".md", ".json"}


def test_one_broken_contract_does_not_stop_the_others(rufe: Rufe, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", ERSTER, ZWEITER)
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "kennung: TB1", "kennung:TB1")
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    assert lauf.code == 1
    assert "1 von 2 gebaut." in lauf.aus
    assert [p.name for p in (bestand / "ausgabe").iterdir()] == [ZWEITER]
    assert "YML-01" in lauf.aus


def test_only_the_named_contract_and_another_target(rufe: Rufe, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", KURZER, ZWEITER)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--vertrag", ZWEITER, "--ziel", tmp_path / "ziel" / "tief")
    assert lauf.code == 0
    assert sorted(p.relative_to(tmp_path / "ziel").as_posix() for p in (tmp_path / "ziel").rglob("*.txt")) == [f"tief/{ZWEITER}/{ZWEITE_FASSUNG}/{ZWEITER}{d}.txt" for d in ("-kurzinformation", "")]  # fmt: skip
    assert not (bestand / "ausgabe").exists()
    assert str(tmp_path / "ziel")[:20] in lauf.aus


def test_table_shows_each_contract_with_its_result(rufe: Rufe, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", ERSTER, ZWEITER)
    change(bestand)
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    zeilen = [" ".join(z.split()) for z in lauf.aus.splitlines()]
    assert "Kennung Fassung Ergebnis Fehler Dateien Ordner oder Grund" in zeilen
    assert f"{ERSTER} {ERSTE_FASSUNG} gebaut 0 1 ausgabe/{ERSTER}/{ERSTE_FASSUNG}" in zeilen
    assert f"{ZWEITER} {ZWEITE_FASSUNG} gebaut 0 2 ausgabe/{ZWEITER}/{ZWEITE_FASSUNG}" in zeilen
    assert zeilen[-1] == "2 von 2 gebaut."


def test_both_reports_at_once(rufe: Rufe, bestand: Path, tmp_path: Path) -> None:
    change(bestand)
    lauf = rufe("pruefen", bestand, "--ausgabe", f"json:{tmp_path / 'neu' / 'b.json'}", "--ausgabe", "text", "--ausgabe", f"text:{tmp_path / 'b.txt'}")  # fmt: skip
    assert lauf.code == 0
    daten = json.loads((tmp_path / "neu" / "b.json").read_text(encoding="utf-8"))
    assert daten["exitcode"] == 0 and daten["anzahl_vertraege"] == 1
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == lauf.aus
    pflicht = {"code", "schwere", "meldung", "datei", "zeile", "spalte", "pfad", "fundstelle", "normen", "ist", "soll"}
    assert daten["befunde"], "ohne Befund zeigt der Test nichts"
    assert all(pflicht <= set(b) for b in daten["befunde"])


def test_a_contract_is_checked_once_and_the_others_only_for_what_rules_across_contracts_ask(
    rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BEISPIELE / "vertraege" / ZWEITER, bestand / "vertraege" / ZWEITER)
    gesehen: list[tuple[str, bool]] = []

    def count(eingaben: Eingaben, regeln: Sequence[Regelmodul] | None = None) -> Ergebnis:
        gesehen.append((eingaben.dateien.kennung, regeln is None))
        return work(eingaben, regeln)

    monkeypatch.setattr("vertragswerk.cli.quersicht.work", count)
    assert rufe("bauen", bestand, *NUR_TEXT, "--vertrag", ERSTER).code == 0
    assert sorted(gesehen) == sorted([(ERSTER, True), (ZWEITER, False)])
    gesehen.clear()
    assert rufe("bauen", bestand, *NUR_TEXT, "--ziel", bestand / "alle").code == 0
    assert sorted(gesehen) == sorted([(ERSTER, True), (ZWEITER, True)])


def test_a_large_repository_is_built_as_a_small_one(rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many contracts, processes take the extracts; what is built is the same."""
    shutil.copytree(BEISPIELE / "vertraege" / ZWEITER, bestand / "vertraege" / ZWEITER)
    assert rufe("bauen", bestand, *NUR_TEXT, "--ziel", bestand / "eins").code == 0
    monkeypatch.setattr("vertragswerk.cli.quersicht.count_kerne", lambda anzahl: 2)
    monkeypatch.setattr("vertragswerk.cli.kerne.count_kerne", lambda anzahl: 2)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--ziel", bestand / "zwei")
    assert lauf.code == 0 and files(bestand / "eins") == files(bestand / "zwei")


@pytest.mark.langsam
def test_many_contracts_are_built_by_several_processes_as_by_one(
    rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Formats of pandoc too, and cases beside contracts: the folder above them all is everybody's, theirs is not."""
    rechte = []
    for kerne in (1, 2):
        monkeypatch.setattr("vertragswerk.cli.kerne.usable_kerne", lambda kerne=kerne: kerne)
        monkeypatch.setattr("vertragswerk.cli.bauen.usable_kerne", lambda kerne=kerne: kerne)
        ziel = tmp_path / str(kerne)
        namen = ("PB-BEISPIEL-2026", KURZER, ZWEITER)
        gewaehlt = [teil for name in namen for teil in ("--vertrag", name)]
        lauf = rufe("bauen", BEISPIELE, "--format", "plain,docx,rtf", "--ziel", ziel, *gewaehlt, "--ohne-gegenprobe")
        assert lauf.code == 0, lauf.aus
        rechte.append([stat.S_IMODE(p.stat().st_mode) for p in (ziel, ziel / KURZER, ziel / "PB-BEISPIEL-2026")])
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert rechte[0] == rechte[1]
    assert rechte[0][0] == rechte[0][1]


def test_a_contract_that_fails_in_a_process_ends_only_itself(
    rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bestand = copy_beispiel(tmp_path / "bestand", KURZER, ZWEITER, "KV-MUSTERHAVEN-2026")
    replace_once(bestand / "vertraege" / ZWEITER / "vertrag.yaml", "kennung: ", "kennungx: ")
    monkeypatch.setattr("vertragswerk.cli.kerne.usable_kerne", lambda: 2)
    gewaehlt = [teil for name in (KURZER, ZWEITER, "KV-MUSTERHAVEN-2026") for teil in ("--vertrag", name)]
    lauf = rufe("bauen", bestand, *NUR_TEXT, *gewaehlt)
    assert lauf.code == 1
    assert "2 von 3 gebaut" in lauf.aus
