"""The store of full texts and the folder it lives in."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from corpus.index.roh import Rohabsatz
from vertragswerk.gesetze.textspeicher import (
    DATEI,
    Textfassung,
    VolltextFehler,
    close_stand,
    open_volltext,
    search,
    store_fassungen,
    store_stand,
    text_at,
)
from vertragswerk.gesetze.zwischenspeicher import cache_folder, replace_file

ALT = (Rohabsatz("1", ("Das Budget beträgt acht Jahre.",)), Rohabsatz("2", ("Es gilt § 5 Abs. 1.",)))
NEU = (Rohabsatz("1", ("Das Budget beträgt fünfzehn Jahre.",)), Rohabsatz("2", ("Es gilt § 5 Abs. 1.",)))


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    with open_volltext(tmp_path, ist_neu_erlaubt=True) as db:
        store_stand(db, "SGB V", "SGB_V", "64b", "Modellvorhaben", ALT, date(2018, 1, 1))
        store_stand(db, "SGB V", "SGB_V", "64b", "Modellvorhaben", NEU, date(2020, 4, 1))
        store_stand(
            db,
            "SGB X",
            "SGB_X",
            "56",
            "Schriftform",
            (Rohabsatz("", ("Ein Vertrag ist schriftlich zu schließen.",)),),
            date(2018, 1, 1),
        )
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "wort", "bis"),
    [
        ("2018-01-01", "acht", date(2020, 3, 31)),
        ("2020-03-31", "acht", date(2020, 3, 31)),
        ("2020-04-01", "fünfzehn", None),
    ],
)
def test_text_at_a_date(ordner: Path, tag: str, wort: str, bis: date | None) -> None:
    with open_volltext(ordner) as db:
        fassung = text_at(db, "SGB V", "64b", date.fromisoformat(tag))
    assert fassung is not None
    assert wort in fassung.text
    assert fassung.text.startswith("(1) ")
    assert fassung.bis == bis


def test_no_text_before_or_of_unknown_norms(ordner: Path) -> None:
    with open_volltext(ordner) as db:
        assert text_at(db, "SGB V", "64b", date(2017, 12, 31)) is None
        assert text_at(db, "SGB V", "999", date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("anfrage", "tag", "gesetz", "nummern"),
    [
        ("Budget Jahre", "2019-01-01", "", ["64b"]),
        ("fünfzehn", "2019-01-01", "", []),
        ("fünfzehn", "2021-01-01", "", ["64b"]),
        ("funfzehn", "2021-01-01", "", ["64b"]),
        ("Modellvorh", "2021-01-01", "", ["64b"]),
        ("schriftlich", "2021-01-01", "SGB V", []),
        ("schriftlich", "2021-01-01", "SGB X", ["56"]),
        ('" OR * NEAR( Budget', "2021-01-01", "", []),
        ("Budget' OR 1=1 --", "2021-01-01", "", []),
    ],
)
def test_search(ordner: Path, anfrage: str, tag: str, gesetz: str, nummern: list[str]) -> None:
    with open_volltext(ordner) as db:
        assert [t.nummer for t in search(db, anfrage, date.fromisoformat(tag), gesetz)] == nummern


def test_search_marks_the_hit(ordner: Path) -> None:
    with open_volltext(ordner) as db:
        (treffer,) = search(db, "fünfzehn", date(2021, 1, 1))
        assert "[fünfzehn]" in treffer.ausschnitt
        with pytest.raises(VolltextFehler, match="wenigstens ein Wort"):
            search(db, "?!", date(2021, 1, 1))


def test_vanished_provision_is_found_only_before(ordner: Path) -> None:
    with open_volltext(ordner) as db:
        close_stand(db, "SGB_X", "56", date(2022, 1, 1))
    with open_volltext(ordner) as db:
        assert text_at(db, "SGB X", "56", date(2021, 12, 31)) is not None
        assert text_at(db, "SGB X", "56", date(2022, 1, 1)) is None


def test_replacing_a_history_leaves_no_old_hits(ordner: Path) -> None:
    neu = Textfassung("SGB X", "56", "Form", date(2018, 1, 1), None, (("", "Nur noch mündlich."),))
    with open_volltext(ordner) as db:
        store_fassungen(db, "SGB_X", "56", [neu])
        assert search(db, "schriftlich", date(2021, 1, 1)) == []
        assert [t.nummer for t in search(db, "mündlich", date(2021, 1, 1))] == ["56"]


def test_a_failure_undoes_the_whole_transaction(ordner: Path) -> None:
    class Abbruch(Exception):
        pass

    with pytest.raises(Abbruch), open_volltext(ordner) as db:
        store_stand(db, "SGB V", "SGB_V", "64b", "Modellvorhaben", ALT, date(2024, 1, 1))
        raise Abbruch
    with open_volltext(ordner) as db:
        fassung = text_at(db, "SGB V", "64b", date(2024, 6, 1))
    assert fassung is not None
    assert "fünfzehn" in fassung.text


def test_no_store_and_damaged_store_are_german_sentences(tmp_path: Path) -> None:
    with pytest.raises(VolltextFehler, match="noch keine Gesetzestexte importiert"), open_volltext(tmp_path):
        pass
    (tmp_path / DATEI).write_bytes(b"das ist keine Datenbank, wirklich nicht" * 40)
    with pytest.raises(VolltextFehler, match="beschädigt"), open_volltext(tmp_path):
        pass


def test_a_store_in_use_is_not_called_damaged(ordner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who deletes the file because another program holds it loses the history that was collected in it."""
    monkeypatch.setattr("vertragswerk.gesetze.textspeicher.WARTEZEIT", 0.01)
    fremd = sqlite3.connect(ordner / DATEI)
    fremd.execute("BEGIN EXCLUSIVE")
    with pytest.raises(VolltextFehler, match="anderen Programm benutzt") as fehler, open_volltext(ordner):
        pass
    assert "löschen" not in str(fehler.value)
    fremd.close()


@pytest.mark.parametrize(
    ("befehl", "grund"),
    [
        ("PRAGMA query_only = 1", "Rechte an Datei und Ordner"),
        ("PRAGMA max_page_count = 1", "Datenträger voll"),
        ("SELECT gibtsnicht", "lässt sich nicht benutzen: no such column"),
    ],
)
def test_other_trouble_is_not_called_damage(ordner: Path, befehl: str, grund: str) -> None:
    langer = (Rohabsatz("1", ("Wort " * 100_000,)),)
    with pytest.raises(VolltextFehler, match=grund) as fehler, open_volltext(ordner) as db:
        db.execute(befehl)
        store_stand(db, "SGB V", "SGB_V", "64b", "Modellvorhaben", langer, date(2024, 1, 1))
    assert "löschen" not in str(fehler.value)


def test_a_folder_in_the_place_of_the_store_is_not_called_damage(tmp_path: Path) -> None:
    (tmp_path / DATEI).mkdir()
    with pytest.raises(VolltextFehler, match="nicht öffnen"), open_volltext(tmp_path):
        pass


def test_cache_folder_follows_the_environment(tmp_path: Path) -> None:
    assert cache_folder({"VERTRAGSWERK_CACHE": str(tmp_path)}) == tmp_path
    assert cache_folder({"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}).is_absolute()


def test_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    ziel = tmp_path / "neu" / "datei.bin"
    replace_file(ziel, b"alt")
    replace_file(ziel, b"neu")
    assert ziel.read_bytes() == b"neu"
    assert [p.name for p in ziel.parent.iterdir()] == ["datei.bin"]
    ordner = tmp_path / "neu" / "ist_ordner"
    ordner.mkdir()
    with pytest.raises(OSError):
        replace_file(ordner, b"x")
    assert sorted(p.name for p in ziel.parent.iterdir()) == ["datei.bin", "ist_ordner"]
