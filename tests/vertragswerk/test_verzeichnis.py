"""The repository of contracts: found, listed, read; hostile or careless folders are findings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from contracts.arten import PARTEIEN
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.gemeinsames import resolve_objekte
from contracts.bestand.ladung import load_vertrag
from contracts.bestand.namen import is_kennung, is_klauseldatei, is_objektname
from contracts.position import Mangel, Quelle
from contracts.yamltext.yamldatei import MAX_BYTES, load_yaml
from vertragswerk.dateisystem import verzeichnis as modul
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, find_bestand, open_bestand

VERTRAG = "kennung: {}\nparteien:\n  - partei: land\n    rolle: leistungstraeger\n    ort: Hier\n  - {{partei: traeger, rolle: x}}\n"
LAND = "# Das Land\nname: Land\nort: Dort\nanschrift:\n  plz: '28000'\n"


def write(wurzel: Path, **dateien: str) -> Path:
    for name, inhalt in {"vertragswerk.toml": "", **dateien}.items():
        pfad = wurzel / name
        pfad.parent.mkdir(parents=True, exist_ok=True)
        pfad.write_text(inhalt, encoding="utf-8")
    return wurzel


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    return write(
        tmp_path / "bestand",
        **{
            "parteien/land.yaml": LAND,
            "parteien/traeger.yaml": "name: Träger\n",
            "vertraege/TB-2/vertrag.yaml": VERTRAG.format("TB-2"),
            "vertraege/TB-1/vertrag.yaml": VERTRAG.format("TB-1"),
            "vertraege/TB-1/klauseln/zwei.md": "x",
            "vertraege/TB-1/klauseln/eins.md": "x",
            "vertraege/TB-1/notiz.txt": "x",
            "vertraege/.versteckt": "x",
        },
    )


def open_one(start: Path) -> Bestand:
    bestand, maengel = find_bestand(start)
    assert bestand is not None
    assert maengel == []
    return bestand


def read_vertrag(bestand: Bestand, ordner: Vertragsordner) -> tuple[Quelle | None, list[Mangel]]:
    """Return the data of a contract with its parties, and what is wrong in its own file."""
    dateien = bestand.read_dateien(ordner)
    inhalt = dateien.read(dateien.datei)
    if inhalt is None:
        return None, list(dateien.maengel)
    quelle, maengel = load_yaml(inhalt, dateien.datei)
    assert quelle is not None
    ergebnis = resolve_objekte(quelle, (PARTEIEN,), dateien)
    return ergebnis.quelle, [*dateien.maengel, *maengel, *ergebnis.maengel]


def codes(wurzel: Path) -> list[str]:
    return [f"{m.code} {m.position.datei}" for m in open_bestand(wurzel)[1]]


def test_finds_from_any_folder_or_file_within(ordner: Path) -> None:
    for start in (
        ordner,
        ordner / "vertraege",
        ordner / "vertraege" / "TB-1" / "vertrag.yaml",
        ordner / "gibt" / "es" / "nicht",
    ):
        assert open_one(start).wurzel == ordner.resolve()


def test_lists_contracts_and_clauses_by_name(ordner: Path) -> None:
    bestand = open_one(ordner)
    assert [v.kennung for v in bestand.vertraege()] == ["TB-1", "TB-2"]
    assert [p.name for p in bestand.vertraege()[0].klauseldateien] == ["eins.md", "zwei.md"]
    assert list(bestand.gemeinsames) == ["parteien/land.yaml", "parteien/traeger.yaml"]
    assert bestand.ausgabe("TB-1", "1.0").relative_to(bestand.wurzel).as_posix() == "ausgabe/TB-1/1.0"


@pytest.mark.parametrize(
    ("unter", "kennungen"),
    [
        ("", ["TB-1", "TB-2"]),
        ("vertraege", ["TB-1", "TB-2"]),
        ("vertraege/TB-2", ["TB-2"]),
        ("vertraege/TB-1/klauseln/eins.md", ["TB-1"]),
        ("parteien", []),
    ],
)
def test_narrows_to_a_folder(ordner: Path, unter: str, kennungen: list[str]) -> None:
    assert [v.kennung for v in open_one(ordner).vertraege(ordner / unter)] == kennungen


def test_parties_are_merged_and_keep_their_file(ordner: Path) -> None:
    bestand = open_one(ordner)
    quelle, maengel = read_vertrag(bestand, bestand.vertraege()[0])
    assert maengel == []
    assert quelle is not None
    partei = quelle.daten["parteien"][0]
    assert partei == {
        "partei": "land",
        "rolle": "leistungstraeger",
        "ort": "Hier",
        "name": "Land",
        "anschrift": {"plz": "28000"},
    }
    orte = {
        ("ort",): ("vertraege/TB-1/vertrag.yaml", 5, 10),
        ("name",): ("parteien/land.yaml", 2, 7),
        ("anschrift", "plz"): ("parteien/land.yaml", 5, 8),
        ("anschrift", "fehlt"): ("parteien/land.yaml", 4, 1),
        ("fehlt",): ("vertraege/TB-1/vertrag.yaml", 3, 5),
    }
    for pfad, ort in orte.items():
        position = quelle.position(("parteien", 0, *pfad))
        assert (position.datei, position.zeile, position.spalte) == ort
    assert len(quelle.werte) == len(set(quelle.werte))
    assert quelle.schluessel["parteien", 0, "name"].spalte == 1


@pytest.mark.parametrize(
    ("eintrag", "erwartet"),
    [
        ({"partei": "lnd"}, ["BST-09 Meinten Sie „land“?"]),
        ({"partei": "xyzxyz"}, ["BST-09 Legen Sie die Datei „parteien/xyzxyz.yaml“ an."]),
        ({"partei": "kaputt"}, ["BST-09 nicht gelesen werden konnte"]),
        ({"partei": "fremd", "name": "Ohne Datei"}, []),
        ({"partei": 7}, ["BST-10 partei: land"]),
        ({"partei": None, "name": "x"}, ["BST-10 partei: land"]),
        ({"partei": "land"}, []),
        ({"name": "ohne Verweis"}, []),
        ("Text", []),
    ],
)
def test_party_references(eintrag: object, erwartet: list[str]) -> None:
    gemeinsames = {"parteien/land.yaml": b"name: Land\n"}
    dateien = Vertragsdateien("TB", "v.yaml", {}, gemeinsames, frozenset({"parteien/kaputt.yaml"}))
    ergebnis = resolve_objekte(Quelle("v.yaml", {"parteien": [eintrag]}), (PARTEIEN,), dateien)
    quelle, maengel = ergebnis.quelle, ergebnis.maengel
    assert len(maengel) == len(erwartet)
    for mangel, text in zip(maengel, erwartet, strict=True):
        assert mangel.code == text[:6]
        assert text[7:] in mangel.meldung
        assert mangel.pfad == ("parteien", 0)
    assert len(quelle.daten["parteien"]) == 1


@pytest.mark.parametrize("daten", [{}, {"parteien": None}, {"parteien": {"a": 1}}, {"parteien": "land"}])
def test_other_shapes_are_left_to_the_model(daten: dict[str, object]) -> None:
    ergebnis = resolve_objekte(Quelle("v.yaml", daten), (PARTEIEN,), Vertragsdateien("TB", "v.yaml", {}))
    assert (ergebnis.quelle, ergebnis.maengel) == (Quelle("v.yaml", daten), [])


def test_no_repository(tmp_path: Path) -> None:
    for start in (tmp_path, tmp_path / "fehlt", tmp_path / ("x" * 400)):
        bestand, maengel = find_bestand(start)
        assert bestand is None
        assert [m.code for m in maengel] == ["BST-01"]


def test_nothing_to_check(tmp_path: Path) -> None:
    assert codes(write(tmp_path)) == ["BST-02 vertraege"]
    assert find_bestand(tmp_path)[0] is not None


def test_settings_are_read(ordner: Path) -> None:
    (ordner / "vertragswerk.toml").write_text('[bestand]\nname = "Muster"\n', encoding="utf-8")
    assert open_one(ordner).konfiguration.name == "Muster"


@pytest.mark.parametrize(
    ("datei", "befund"),
    [
        ("vertraege/TB_3/vertrag.yaml", "BST-04 vertraege/TB_3"),
        ("vertraege/con/vertrag.yaml", "BST-04 vertraege/con"),
        ("vertraege/Träger/vertrag.yaml", "BST-04 vertraege/Träger"),
        ("vertraege/-x/vertrag.yaml", "BST-04 vertraege/-x"),
        ("vertraege/TB-3/vertrag.yml", "BST-08 vertraege/TB-3"),
        ("vertraege/TB-3/entwurf.yaml", "BST-08 vertraege/TB-3"),
        ("vertraege/gruppe/TB-3/vertrag.yaml", "BST-08 vertraege/gruppe"),
        ("vertraege/TB-3.yaml", "BST-14 vertraege/TB-3.yaml"),
        ("parteien/Land-2.yaml", "BST-04 parteien/Land-2.yaml"),
        ("parteien/stadt.yml", "BST-14 parteien/stadt.yml"),
        ("parteien/stadt.yaml", "YML-14 parteien/stadt.yaml"),
        ("vertraege/TB-1/klauseln/drei.yaml", "BST-14 vertraege/TB-1/klauseln/drei.yaml"),
        ("vertraege/TB-1/klauseln/§ 1.md", "BST-04 vertraege/TB-1/klauseln/§ 1.md"),
        ("vertraege/tb-1/vertrag.yaml", "BST-05 vertraege/tb-1"),
    ],
)
def test_misplaced_files_are_not_overlooked(ordner: Path, datei: str, befund: str) -> None:
    if os.path.normcase("A") == "a" and "tb-1" in datei:
        pytest.skip("Dateisystem unterscheidet Groß- und Kleinschreibung nicht")
    write(ordner, **{datei: ""})
    assert codes(ordner) == [befund]


@pytest.mark.parametrize(
    "datei",
    [
        "README.md",
        "vertraege/README.md",
        "parteien/README.md",
        "vertraege/TB-1/klauseln/README.md",
        "parteien/~$x.yaml",
    ],
)
def test_notes_are_allowed(ordner: Path, datei: str) -> None:
    write(ordner, **{datei: ""})
    assert codes(ordner) == []


@pytest.mark.parametrize(
    "datei",
    [
        "Vertragswerk.toml", "Vertraege/x", "PARTEIEN/x", "Ausgabe/x", "vertraege/TB-1/Vertrag.yaml", "vertraege/TB-1/VERTRAG.YAML",
        "vertraege/TB-1/Klauseln/x.md", "vertraege/TB-1/Beilagen/x.pdf",
    ],
)  # fmt: skip
def test_what_other_systems_read_in_its_place_is_said(ordner: Path, datei: str) -> None:
    if os.path.normcase("A") == "a" or (ordner / "VERTRAEGE").exists():
        pytest.skip("Dateisystem unterscheidet Groß- und Kleinschreibung nicht")
    write(ordner, **{datei: ""})
    ort = datei if datei.count("/") == 2 or "/" not in datei else datei.rpartition("/")[0]
    assert codes(ordner) == [f"BST-05 {ort}"]


def test_a_lone_contract_file_in_capitals_is_named(ordner: Path) -> None:
    if (ordner / "VERTRAEGE").exists():
        pytest.skip("Dateisystem unterscheidet Groß- und Kleinschreibung nicht")
    write(ordner, **{"vertraege/TB-3/Vertrag.yaml": ""})
    _, maengel = open_bestand(ordner)
    (mangel,) = [m for m in maengel if m.code == "BST-08"]
    assert "Benennen Sie „Vertrag.yaml“ um" in mangel.meldung


@pytest.mark.parametrize("teil", ["vertraege/TB-1/beilagen", "parteien"])
def test_names_that_differ_in_the_coding_of_an_umlaut_are_said(ordner: Path, teil: str) -> None:
    write(ordner, **{f"{teil}/Tr\u00e4ger.pdf": "", f"{teil}/Tra\u0308ger.pdf": ""})
    if len([p for p in (ordner / teil).iterdir() if p.suffix == ".pdf"]) < 2:
        pytest.skip("Dateisystem gleicht die Namen selbst an")
    assert [c.partition(" ")[0] for c in codes(ordner)] == ["BST-05"]


def test_kennung_is_the_name_of_the_folder(ordner: Path) -> None:
    (ordner / "vertraege" / "TB-1").rename(ordner / "vertraege" / "TB-9")
    bestand = open_one(ordner)
    maengel = load_vertrag(bestand.read_dateien(bestand.vertraege()[-1])).maengel
    assert [(m.code, m.pfad, m.position.zeile, m.position.spalte) for m in maengel][:1] == [
        ("BST-15", ("kennung",), 1, 10)
    ]


def link(von: Path, nach: Path) -> None:
    von.parent.mkdir(parents=True, exist_ok=True)
    try:
        von.symlink_to(nach)
    except OSError:
        pytest.skip("Verknüpfungen sind hier nicht erlaubt")


@pytest.mark.parametrize("stelle", ["vertraege/TB-3", "parteien/fremd.yaml", "vertraege/TB-1/klauseln/fremd.md"])
def test_links_out_of_the_repository_are_refused(ordner: Path, tmp_path: Path, stelle: str) -> None:
    aussen = tmp_path / "aussen"
    write(aussen, **{"vertrag.yaml": "a: 1", "x.yaml": "geheim: 1", "x.md": "geheim"})
    link(ordner / stelle, aussen if stelle == "vertraege/TB-3" else aussen / f"x{Path(stelle).suffix}")
    assert codes(ordner) == [f"BST-03 {stelle}"]


@pytest.mark.parametrize(
    "teil", ["vertraege", "parteien", "vertraege/TB-1/klauseln", "vertraege/TB-1/vertrag.yaml", "vertragswerk.toml"]
)
def test_linked_parts_are_refused(ordner: Path, tmp_path: Path, teil: str) -> None:
    (ordner / teil).rename(tmp_path / "aussen")
    link(ordner / teil, tmp_path / "aussen")
    bestand, maengel = open_bestand(ordner)
    for vertrag in bestand.vertraege():
        maengel += read_vertrag(bestand, vertrag)[1]
    assert f"BST-03 {teil}" in [f"{m.code} {m.position.datei}" for m in maengel]


@pytest.mark.parametrize("stelle", ["ausgabe", "ausgabe/TB-1", "ausgabe/TB-1/1.0"])
def test_output_does_not_leave_the_repository(ordner: Path, tmp_path: Path, stelle: str) -> None:
    (tmp_path / "aussen").mkdir()
    (ordner / "ausgabe" / "TB-2" / "1.0").mkdir(parents=True)
    if stelle == "ausgabe":
        (ordner / "ausgabe").rename(tmp_path / "sonst")
    link(ordner / stelle, tmp_path / "aussen")
    assert codes(ordner) == [f"BST-03 {stelle}"]


def test_links_within_and_cycles(ordner: Path) -> None:
    link(ordner / "parteien" / "kreis.yaml", ordner / "parteien" / "kreis.yaml")
    link(ordner / "parteien" / "zweitname.yaml", ordner / "parteien" / "land.yaml")
    bestand, maengel = open_bestand(ordner)
    assert [f"{m.code} {m.position.datei}" for m in maengel] == ["BST-03 parteien/kreis.yaml"]
    assert b"name: Land" in bestand.gemeinsames["parteien/zweitname.yaml"]


def test_special_and_large_files(ordner: Path) -> None:
    (ordner / "parteien" / "ordner.yaml").mkdir()
    (ordner / "parteien" / "riese.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    erwartet = ["BST-06 parteien/ordner.yaml", "YML-11 parteien/riese.yaml"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(ordner / "parteien" / "rohr.yaml")
        erwartet.append("BST-06 parteien/rohr.yaml")
    assert codes(ordner) == sorted(erwartet, key=lambda befund: befund[7:])


def test_refused_access_is_a_finding(ordner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pfad: Path, *_: object, **__: object) -> bool:
        raise PermissionError(13, "verboten", str(pfad))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert codes(ordner) == ["BST-06 parteien", "BST-06 vertraege", "BST-02 vertraege"]
    monkeypatch.undo()
    monkeypatch.setattr(modul, "_refuse_ordner", refuse)
    assert codes(ordner) == ["BST-06 vertraege/TB-1", "BST-06 vertraege/TB-2", "BST-02 vertraege"]


def test_number_of_entries_is_bounded(ordner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "MAX_EINTRAEGE", 1)
    bestand, maengel = open_bestand(ordner)
    assert {m.code for m in maengel} == {"BST-07"}
    assert [v.kennung for v in bestand.vertraege()] == ["TB-1"]


def test_unreadable_party_is_said_at_the_contract(ordner: Path) -> None:
    (ordner / "parteien" / "land.yaml").write_text("name: 'offen\n", encoding="utf-8")
    bestand, maengel = open_bestand(ordner)
    assert [m.code for m in maengel] == ["YML-01"]
    _, weitere = read_vertrag(bestand, bestand.vertraege()[0])
    assert [(m.code, m.position.zeile, m.position.spalte) for m in weitere] == [("BST-09", 3, 13)]


def test_names() -> None:
    assert all(map(is_kennung, ["A", "TB1-WESERBOGEN-2025", "0", "a" * 60, "com10"]))
    assert not any(
        map(is_kennung, ["", "-a", "a_b", "a.b", "..", "a" * 61, "CON", "nul", "Com1", "lpt9", "ä", "a/b", "a ", "a\n"])
    )
    assert is_objektname("land2")
    assert not any(map(is_objektname, ["Land", "2land", "a-b", "con", "x" * 21, "land\n"]))
    assert is_klauseldatei("eigene_klausel-2")
    assert not any(map(is_klauseldatei, ["a.b", "..", "aux", "_a", ""]))


def test_party_names_are_those_of_the_model() -> None:
    import re

    from contracts.modell.typen import PARTEI_ID

    for name in ("land", "l2", "x" * 20, "x" * 21, "Land", "2l", "a-b", ""):
        assert is_objektname(name) == bool(re.search(PARTEI_ID, name))
