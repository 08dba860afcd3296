"""What a file must have in common with the law it bears the name of, or it is refused, and nothing is changed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.einfuhr.fehler import ImportFehler
from corpus.paketdaten import load_json
from tests.corpus.einfuhr.test_einlesen import GUT, statute
from tests.hilfen import need_shared
from tests.vertragswerk.gesetze.staende import shipped_state
from vertragswerk.gesetze.eingefuehrt import load_eigene
from vertragswerk.gesetze.uebernahme import import_file

PROJEKT = Path(__file__).resolve().parents[3]
HEUTE = date(2026, 11, 1)
TAG = "20261001"
EINER = statute(("1", "Zweck", "<P>(1) Ein Satz.</P>"), tag=TAG)


def named(kuerzel: str, daten: bytes = EINER) -> bytes:
    return daten.replace(b"TestG", kuerzel.encode())


def numbered(nummer: str, daten: bytes) -> bytes:
    return daten.replace(b"<dokumente ", f'<dokumente doknr="{nummer}" '.encode())


def with_law(kuerzel: str, daten: bytes) -> bytes:
    """Give every provision after the first the name of a law."""
    erste, rest = daten.split(b"</norm>", 1)
    return erste + b"</norm>" + rest.replace(b"<metadaten>", f"<metadaten><jurabk>{kuerzel}</jurabk>".encode())


def half(gesetz: str, kuerzel: str) -> bytes:
    """Return the first half of a law's provisions, well-formed."""
    teile = shipped_state(gesetz, kuerzel, TAG).split(b"<norm>")
    return b"<norm>".join(teile[: len(teile) // 2]) + b"</dokumente>"


def twice() -> bytes:
    """Return a law whose provisions are followed by those of another with the same numbers."""
    normen = [(str(n), f"Titel {n}", f"<P>Satz {n}.</P>") for n in range(1, 9)]
    return statute(*normen, *((n, f"Anderer {t}", i) for n, t, i in normen), tag=TAG)


FREMD: list[tuple[str, Callable[[], bytes], str]] = [
    ("ein Paragraf", lambda: named("SGB 9 2018"), r"249 von 250 bekannten Vorschriften fehlen|bekannten Vorschriften fehlen"),
    ("ein Paragraf eines alten Textes", lambda: named("SGB 9"), r"galt nur bis 31\.12\.2017"),
    ("andere Nummer", lambda: numbered("BJNR000000001", shipped_state("SGB XII", "SGB 12", TAG)), "BJNR000000001, die .* BJNR302300003"),
    ("anderes Gesetz gleichen Namens", lambda: shipped_state("SGB X", "BGG", TAG), "tragen eine andere Überschrift"),
    ("größeres Gesetz gleichen Namens", lambda: shipped_state("BGB", "SGB 10", TAG), "Vorschriften sind neu"),
    ("halbe Datei", lambda: half("SGB XII", "SGB 12"), "fehlen in der Datei, etwa"),
    ("zwei Gesetze", lambda: with_law("AnderesG", shipped_state("SGB X", "SGB 10", TAG)), "auch Vorschriften von AnderesG"),
    ("zwei Gesetze hintereinander", twice, "8 Vorschriften stehen mehrmals"),
    ("Zukunft", lambda: shipped_state("SGB X", "SGB 10", "20261102"), r"Stand 02\.11\.2026 liegt in der Zukunft"),
    ("Zukunft eines neuen Gesetzes", lambda: GUT.replace(b"20260901", b"20280101"), "liegt in der Zukunft"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "datei", "grund"), FREMD, ids=[f[0] for f in FREMD])
def test_a_file_that_does_not_fit_is_refused_unless_it_is_wanted(
    name: str, datei: Callable[[], bytes], grund: str, tmp_path: Path
) -> None:
    """One § with a law's short name removed 162 provisions without a word."""
    pfad, ordner = tmp_path / "g.xml", tmp_path / "cache"
    pfad.write_bytes(datei())
    with pytest.raises(ImportFehler, match=grund) as fehler:
        import_file(pfad, ordner, heute=HEUTE)
    assert str(fehler.value).startswith("g.xml: Die Datei passt nicht")
    assert "--trotzdem" in str(fehler.value)
    assert not any(ordner.glob("*"))
    assert import_file(pfad, ordner, heute=HEUTE, trotzdem=True).stand >= date(2026, 9, 1)


def test_a_prepared_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    zeile = '{"id":"§ 1","title":"Zweck","status":"ok","abs":[],"first_seen":"2020-01-01","last_seen":"%s","changed_after":null}'
    for bis, grund in (("2021-01-01", "reicht nur bis 01.01.2021"), ("2027-01-01", "liegt in der Zukunft")):
        pfad = tmp_path / "SGB_XII.jsonl.gz"
        pfad.write_bytes(gzip.compress((zeile % bis).encode(), mtime=0))
        with pytest.raises(ImportFehler, match=rf"fehlen in der Datei.*{grund}|{grund}.*fehlen in der Datei"):
            import_file(pfad, tmp_path / "cache", heute=HEUTE)
        assert not any((tmp_path / "cache").glob("*"))


def test_what_changes_in_laws_is_taken(tmp_path: Path) -> None:
    """The same file twice, a renamed law, some new and vanished provisions, a few headings: that is the life of a law."""
    pfad, ordner = tmp_path / "g.xml", tmp_path / "cache"
    pfad.write_bytes(numbered("BJNR302300003", shipped_state("SGB XII", "SGB 12", TAG)))
    assert import_file(pfad, ordner, heute=HEUTE).entfallen == ()
    assert "keine Änderung" in str(import_file(pfad, ordner, heute=HEUTE))
    titel = {str(n): f"Neuer Titel {n}" for n in range(1, 20)} | {f"{n}a": "Neu" for n in range(30, 36)}
    neu = shipped_state("SGB XII", "SGB 12", "20261020", titel, ohne=[str(n) for n in range(90, 96)])
    pfad.write_bytes(neu.replace(b"Testgesetz", "Gesetz über Soziales".encode()))
    assert len(import_file(pfad, ordner, heute=HEUTE).entfallen) == 6
    pfad.write_bytes(shipped_state("SGB XII", "SGB 12", TAG))
    with pytest.raises(ImportFehler, match="älterer Stand"):
        import_file(pfad, ordner, heute=HEUTE, trotzdem=True)


def test_the_number_of_an_imported_law_is_kept(tmp_path: Path) -> None:
    """Another law with the short name of one that only the user has is found by its number."""
    pfad, ordner = tmp_path / "g.xml", tmp_path / "cache"
    pfad.write_bytes(numbered("BJNR000010000", GUT))
    import_file(pfad, ordner, heute=HEUTE)
    vorher = {p.name: p.read_bytes() for p in ordner.iterdir()}
    pfad.write_bytes(numbered("BJNR000020000", GUT))
    with pytest.raises(ImportFehler, match="BJNR000020000, die des bekannten Gesetzes BJNR000010000"):
        import_file(pfad, ordner, heute=HEUTE)
    assert {p.name: p.read_bytes() for p in ordner.iterdir()} == vorher


@pytest.mark.parametrize(
    ("gesetz", "datei"),
    [
        ("BGG", "2022-06-14__quantlaw__f5a46bf1.xml"), ("SGB_IX_2018", "2026-04-17__eriklueth__2af0724a.xml"),
        ("SGB_IX_2018", "2018-01-16__mastertobe__e08d3d6c.xml"), ("SGB_XII", "2020-01-10__quantlaw__59e6054c.xml"),
    ],
)  # fmt: skip
def test_official_files_fit_also_after_years(gesetz: str, datei: str, tmp_path: Path) -> None:
    quelle = need_shared("gesetze", "amtliche-quellen", gesetz, datei)
    assert import_file(quelle, tmp_path, date(2026, 9, 1), heute=HEUTE).stand == date(2026, 9, 1)


def big(anzahl: int, tag: str) -> bytes:
    return statute(*((str(n), f"Titel {n}", f"<P>(1) Satz {n} vom {tag}.</P>") for n in range(1, anzahl + 1)), tag=tag)


def test_a_large_law_is_read_in_one_go_as_provision_by_provision(tmp_path: Path) -> None:
    """Each provision was looked for in the whole index and in the whole store; `nox -s bench` measures that it stays linear."""
    for tag in ("20260901", TAG):
        pfad = tmp_path / "g.xml"
        pfad.write_bytes(big(1000, tag))
        assert len(import_file(pfad, tmp_path / "cache", heute=HEUTE).neu) in (1000, 0)
        assert import_file(pfad, tmp_path / "cache").geaendert == ()
    (leser,) = load_eigene(tmp_path / "cache")["TestG"]
    assert leser.load_index().paragrafen == {n: leser.fassungen(n) for n in leser.nummern()}


def test_the_handbook_names_the_thresholds() -> None:
    schwellen = load_json("passung.json")["schwellen"]
    assert all(s["grund"].endswith(".") for s in schwellen.values())
    text = " ".join((PROJEKT / "docs" / "handbuch" / "recht.md").read_text(encoding="utf-8").split())
    assert f"höchstens {schwellen['fehlend']['prozent']} % der bekannten Vorschriften fehlen" in text
    assert (schwellen["fehlend"]["frei"], schwellen["neu"]["frei"]) == (3, 20)
    assert schwellen["neu"]["prozent"] == schwellen["ueberschrift"]["prozent"] == 50
