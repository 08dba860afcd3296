"""Importing statutes: the readers agree with each other, hostile files are refused, and the old state stays as it was."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import volltext
from corpus.gesetz import load_bestand, load_index
from corpus.importer.aufbereitet import read_sichtungen
from corpus.importer.einlesen import read_bytes, read_file
from corpus.importer.fehler import ImportFehler
from corpus.importer.grenzen import MAX_TIEFE
from corpus.importer.uebernehmen import import_file
from corpus.index.bauen import by_number, keys_of
from corpus.index.format import dump_index, pack
from corpus.index.gliederung import build_absatz, normalise
from corpus.index.lesen import load_texte
from corpus.index.modell import Gesetzesindex
from corpus.index.roh import Inhalt, Liste, Rohabsatz, Rohgesetz, Rohnorm, Tabelle
from corpus.norm import Norm
from tests.hilfen import need_shared

KOPF = (
    '<?xml version="1.0" encoding="UTF-8" ?>{doctype}\n<dokumente builddate="{tag}"><norm><metadaten><jurabk>TestG</jurabk>'
    "<kurzue>Testgesetz</kurzue></metadaten></norm>{normen}</dokumente>"
)
DOCTYPE = '<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">'
NORM = (
    "<norm><metadaten><enbez>§ {n}</enbez><titel>{titel}</titel></metadaten><textdaten><text><Content>{inhalt}</Content></text>"
    "</textdaten></norm>"
)


def statute(*normen: tuple[str, str, str], tag: str = "20260901", doctype: str = DOCTYPE) -> bytes:
    teile = "".join(NORM.format(n=n, titel=t, inhalt=i) for n, t, i in normen)
    return KOPF.format(doctype=doctype, tag=tag, normen=teile).encode()


GUT = statute(
    ("1", "Zweck", "<P>(1) Das Gesetz dient der Probe. Es gilt überall.</P><P>(2) Es regelt <DL><DT>1.</DT><DD><LA>Dinge und"
     "<DL><DT>a)</DT><DD><LA>Sachen,</LA></DD><DT>b)</DT><DD><LA>Rechte,</LA></DD></DL></LA></DD><DT>2.</DT><DD><LA>Fälle."
     "</LA></DD></DL> Das Nähere bestimmt das Land.</P>"),
    ("2", "(weggefallen)", "<P>-</P>"),
)  # fmt: skip


def zipped(daten: bytes, name: str = "BJNR1.xml", mehr: int = 0) -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as archiv:
        archiv.writestr(name, daten)
        for i in range(mehr):
            archiv.writestr(f"weitere{i}.xml", daten)
    return ziel.getvalue()


def test_units_of_the_official_xml() -> None:
    gesetz = read_bytes(zipped(GUT), "xml.zip")
    assert (gesetz.abkuerzung, gesetz.titel, gesetz.erzeugt_am) == ("TestG", "Testgesetz", date(2026, 9, 1))
    eins, zwei = (build_absatz(a) for a in gesetz.normen[0].absaetze)
    assert (eins.nummer, len(eins.saetze)) == ("1", 2)
    assert (zwei.nummer, len(zwei.saetze)) == ("2", 2)
    assert [p.nummer for p in zwei.saetze[0].punkte] == ["1", "2"]
    assert [p.nummer for p in zwei.saetze[0].punkte[0].punkte] == ["a", "b"]
    assert gesetz.normen[1].status == "aufgehoben"


def nested(ebenen: int) -> Rohabsatz:
    inhalt: tuple[Inhalt, ...] = ("Ende.",)
    for i in range(ebenen):
        inhalt = (f"Ebene {i}:", Liste((("1.", inhalt), ("2.", ("Rest.",)))))
    return Rohabsatz("1", inhalt)


def test_work_grows_with_the_depth_of_enumerations_not_its_power() -> None:
    """Going twice into every item took minutes at a depth of 25 and forever at the greatest depth that is read."""
    dauer = time.process_time()
    absatz = build_absatz(nested(MAX_TIEFE))
    assert time.process_time() - dauer < 2
    punkte, tiefe = absatz.saetze[0].punkte, 0
    while punkte:
        assert [(p.nummer, p.saetze) for p in punkte] == [("1", 1), ("2", 1)]
        punkte, tiefe = punkte[0].punkte, tiefe + 1
    assert tiefe == MAX_TIEFE


BILLION = '<!DOCTYPE dokumente [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERN = '<!DOCTYPE dokumente [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NOTATION = '<!DOCTYPE dokumente SYSTEM "a>b" [<!NOTATION x SYSTEM "y">]>'
ATTRIBUTE = "<!DOCTYPE dokumente SYSTEM 'a>b' [<!ATTLIST P n CDATA 'x'>]>"


def tables(ebenen: int) -> str:
    zeile = "<table><tgroup><tbody><row><entry>x"
    return zeile * ebenen + "</entry></row></tbody></tgroup></table>" * ebenen


FEINDLICH = [
    ("leer", b"", "leer"),
    ("fremd", b"<html><body/></html>", "kein Gesetz im XML-Format"),
    ("abgebrochen", GUT[: len(GUT) // 2], "fehlerhaft oder unvollständig"),
    ("ohne Kopf", b"<dokumente/>", "Kopf des Gesetzes"),
    ("ohne Paragrafen", statute(), "keine Paragrafen"),
    ("Entitaeten", statute(("1", "T", "<P>&b;</P>"), doctype=BILLION), "eigene DTD oder Entitäten"),
    ("externe Entitaet", statute(("1", "T", "<P>&x;</P>"), doctype=EXTERN), "eigene DTD oder Entitäten"),
    ("unbekannte Entitaet", statute(("1", "T", "<P>&x;</P>")), "unbekannte Entitäten"),
    ("zwei Doctype", statute(("1", "T", "<P>x</P>"), doctype=DOCTYPE + BILLION), "eigene DTD oder Entitäten"),
    ("Notation", statute(("1", "T", "<P>x</P>"), doctype=NOTATION), "eigene DTD oder Entitäten"),
    ("Attributliste", statute(("1", "T", "<P>x</P>"), doctype=ATTRIBUTE), "eigene DTD oder Entitäten"),
    ("tiefe Tabellen", statute(("1", "T", f"<P>{tables(MAX_TIEFE)}</P>")), "tiefer als"),
    ("UTF-16", GUT.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "UTF-8"),
    ("Latin-1", GUT.decode().encode("latin-1"), "UTF-8"),
    ("tief", statute(("1", "T", "<P>" + "<B>" * 200 + "x" + "</B>" * 200 + "</P>")), "tiefer als"),
    ("sehr tief", statute(("1", "T", "<B>" * 5000 + "</B>" * 5000)), "fehlerhaft oder unvollständig"),
    ("Bombe", zipped(b" " * 70 * 2**20), "auffällig dicht gepackt"),
    ("Archiv ohne XML", zipped(b"x", "bild.jpg"), "genau eine XML-Datei"),
    ("Archiv mit zwei XML", zipped(GUT, mehr=1), "genau eine XML-Datei"),
    ("Archiv abgebrochen", zipped(GUT)[:-30], "beschädigt"),
    ("Archiv verfaelscht", zipped(GUT).replace(zipped(GUT)[60:90], b"\0" * 30), "beschädigt|fehlerhaft|dicht"),
    ("Binaer", b"\x89PNG\r\n\x1a\n\xff\xfe", "weder XML noch Archiv noch Text"),
    ("Text", b"Hallo Welt\n", "Markdown-Format"),
]


def test_comments_and_cdata_are_no_declarations() -> None:
    (norm,) = read_bytes(statute(("1", "T", "<P>eins <!-- zwei --><![CDATA[drei]]></P>")), "probe").normen
    assert norm.absaetze == (Rohabsatz("", ("eins drei",)),)


def test_what_was_looked_through_is_what_is_parsed() -> None:
    """A declaration pushed out of sight cannot make other text of the same bytes."""
    daten = statute(("1", "T", "<P>+ADw-B+AD4-</P>")).replace(b' encoding="UTF-8"', b" " * 300 + b'encoding="UTF-7"')
    assert read_bytes(daten, "probe").normen[0].absaetze == (Rohabsatz("", ("+ADw-B+AD4-",)),)


def test_a_table_has_its_own_rows_and_cells_only() -> None:
    """A cell read again on every level made 61 MB of text from 13 kB."""
    inhalt = "<table><tgroup><thead><row><entry>A</entry></row></thead><tbody><row><entry>B</entry><entry>C</entry></row></tbody></tgroup></table>"
    (norm,) = read_bytes(statute(("1", "T", f"<P>{inhalt}</P>")), "probe").normen
    assert norm.absaetze[0].inhalt == (Tabelle((("A",), ("B", "C"))),)
    verschachtelt = "<table><tbody>" + "<row><entry>x" * 15 + "</entry></row>" * 15 + "</tbody></table>"
    (norm,) = read_bytes(statute(("1", "T", f"<P>{verschachtelt}</P>")), "probe").normen
    assert norm.absaetze[0].inhalt == (Tabelle((("x" * 15,),)),)


@pytest.mark.parametrize(("name", "daten", "grund"), FEINDLICH, ids=[f[0] for f in FEINDLICH])
def test_hostile_file_is_refused_and_the_old_state_stays(name: str, daten: bytes, grund: str, tmp_path: Path) -> None:
    ordner = tmp_path / "cache"
    gut = tmp_path / "gut.xml"
    gut.write_bytes(GUT)
    import_file(gut, ordner)
    vorher = {p.name: p.read_bytes() for p in ordner.iterdir()}
    schlecht = tmp_path / "schlecht"
    schlecht.write_bytes(daten)
    with pytest.raises(ImportFehler, match=grund) as fehler:
        import_file(schlecht, ordner)
    assert "schlecht" in str(fehler.value)
    assert {p.name: p.read_bytes() for p in ordner.iterdir()} == vorher


@pytest.mark.parametrize(
    ("daten", "grund"),
    [
        (gzip.compress(b"kein json\n", mtime=0), "Zeile 1"),
        (gzip.compress(b'{"id": "\xc2\xa7 1"}\n', mtime=0), "Zeile 1"),
        (gzip.compress(json.dumps({"id": "\ud800"}).encode(), mtime=0), "halbes Zeichen"),
        (gzip.compress(b'{"id": "\xed\xa0\x80"}\n', mtime=0), "Zeile 1"),
        (gzip.compress(b"", mtime=0), "keine Vorschriften"),
        (gzip.compress(b"{}\n" * 1000, mtime=0)[:-6], "beschädigt"),
        (gzip.compress(b"[" * 200_000, mtime=0), "Zeile 1"),
        (gzip.compress(bytes(100 * 2**20), mtime=0), "größer als|länger als"),
    ],
)
def test_hostile_prepared_file_is_refused(daten: bytes, grund: str, tmp_path: Path) -> None:
    pfad = tmp_path / "TestG.jsonl.gz"
    pfad.write_bytes(daten)
    with pytest.raises(ImportFehler, match=grund):
        import_file(pfad, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


ZEILE: dict[str, Any] = {
    "id": "§ 1", "title": "Zweck", "status": "ok", "notes": ["am 1.1.2030 in Kraft"], "future_text": ["(1) Neu."],
    "abs": [{"n": "1", "body": ["Es gilt", {"list": [["1.", ["dies"]]]}, {"table": [["a", "b"]]}]}],
    "first_seen": "2020-01-01", "last_seen": "2021-01-01", "changed_after": "2019-12-31", "absent_from": "2021-02-01",
}  # fmt: skip
UNSINN = [None, 7, True, 1e300, "", "x", "\ud800", ["x"], {"a": 1}, [], {}, "0001-01-01", "9999-12-31"]
TABELLEN: dict[str, list[dict[str, Any]]] = {
    "index.json": [{"law": "BudgetV", "snapshots": [{"first_seen": "2020-01-01", "last_seen": "2021-01-01"}]}],
    "effective_overrides.json": [
        {"law": "BudgetV", "first_seen": "2020-01-01", "effective": "2020-01-01", "basis": "explicit"}
    ],
    "effective_dates_from_stand.json": [
        {
            "law": "BudgetV",
            "effective": "2020-01-01",
            "change": "mWv 1.1.2020",
            "flagged_not_incorporated_until": "2019-12-31",
        }
    ],
}


def damaged(wert: Any) -> Iterator[Any]:
    """Yield a value with every part of it replaced by every kind of nonsense, or left out."""
    yield from UNSINN
    for schluessel in wert if isinstance(wert, dict) else range(len(wert)) if isinstance(wert, list) else ():
        for teil in damaged(wert[schluessel]):
            kopie = wert.copy()
            kopie[schluessel] = teil
            yield kopie
        kopie = wert.copy()
        del kopie[schluessel]
        yield kopie


def write_prepared(pfad: Path, zeile: Any) -> Path:
    pfad.write_bytes(gzip.compress(json.dumps(zeile).encode(), 1, mtime=0))
    return pfad


def import_or_refuse(pfad: Path, ordner: Path) -> None:
    """Import into a new cache and ask it; anything but a law or a German sentence is a defect."""
    try:
        bericht = import_file(pfad, ordner)
    except ImportFehler as fehler:
        assert pfad.name in str(fehler) or "Tabelle" in str(fehler)
        assert len(str(fehler)) < 600
        assert not ordner.exists()
    else:
        (leser,) = load_texte(ordner)[bericht.gesetz]
        assert all(leser.fassungen(n) for n in leser.nummern())
        load_bestand(ordner).geschichte(Norm.parse(f"§ 1 {bericht.gesetz}"))


def test_every_damage_of_a_prepared_line_is_read_or_refused(tmp_path: Path) -> None:
    for i, zeile in enumerate(damaged(ZEILE)):
        import_or_refuse(write_prepared(tmp_path / "TestG.jsonl.gz", zeile), tmp_path / f"cache{i}")


@pytest.mark.parametrize("name", TABELLEN)
def test_every_damage_of_the_tables_is_read_or_refused(name: str, tmp_path: Path) -> None:
    pfad = write_prepared(tmp_path / "BudgetV.jsonl.gz", ZEILE)
    for tabelle, inhalt in TABELLEN.items():
        (tmp_path / tabelle).write_text(json.dumps(inhalt), encoding="utf-8")
    assert import_file(pfad, tmp_path / "cache").neu == ("1",)
    for i, inhalt in enumerate(damaged(TABELLEN[name])):
        (tmp_path / name).write_text(json.dumps(inhalt), encoding="utf-8")
        import_or_refuse(pfad, tmp_path / f"cache{i}")
    for roh in (b"", b"{", b"\xff", b"[" * 100_000):
        (tmp_path / name).write_bytes(roh)
        with pytest.raises(ImportFehler, match=rf"{name}: Die Tabelle ist nicht lesbar"):
            import_file(pfad, tmp_path / "neu")
    (tmp_path / name).unlink()
    import_or_refuse(pfad, tmp_path / "ohne")


@pytest.mark.parametrize("tag", ["00010101", "99991231"])
def test_a_state_at_the_end_of_the_calendar_is_refused(tag: str, tmp_path: Path) -> None:
    (tmp_path / "g.xml").write_bytes(GUT.replace(b"20260901", tag.encode()))
    with pytest.raises(ImportFehler, match=r"g\.xml: Der Stand der Datei kann nicht stimmen"):
        import_file(tmp_path / "g.xml", tmp_path / "cache")


STUECKE = [
    b"<",
    b">",
    b"&",
    b'<!ENTITY a "b">',
    b"<P>",
    b"</norm>",
    b"(1) ",
    b"\x00",
    b"# \xc2\xa7 ",
    b"    a)  ",
    b"<DL><DT>1.</DT>",
    b"]]>",
    b"PK",
]
MARKDOWN = (
    "% Testgesetz (TestG)\n\n# § 1 – Zweck\n\n(1) Ein Satz.\n\n1.  eins,\n\n    a)  zwei,\n\n2.  drei.\n".encode()
)


@pytest.mark.parametrize("saat", range(40))
def test_mutated_files_are_read_or_refused(saat: int) -> None:
    """Damage of any kind ends in a law or in a German sentence, never in another error."""
    zufall = random.Random(saat)
    for _ in range(10):
        daten = bytearray(zufall.choice([GUT, zipped(GUT), MARKDOWN]))
        for _ in range(zufall.randint(1, 10)):
            stelle = zufall.randrange(len(daten) or 1)
            if zufall.random() < 0.4:
                daten[stelle : stelle + 1] = bytes([zufall.randrange(256)])
            elif zufall.random() < 0.5:
                del daten[stelle : stelle + zufall.randint(1, 100)]
            else:
                daten[stelle:stelle] = zufall.choice([*STUECKE, daten[stelle : stelle + 100]])
        try:
            gelesen = read_bytes(bytes(daten), "probe")
        except ImportFehler as fehler:
            assert str(fehler)
        else:
            assert gelesen.normen


def test_missing_file_is_a_german_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFehler, match="nicht lesbar"):
        read_file(tmp_path / "gibtsnicht.xml")


def test_newer_state_is_compared_and_older_refused(tmp_path: Path) -> None:
    ordner = tmp_path / "cache"
    erst, dann = tmp_path / "a.xml", tmp_path / "b.xml"
    erst.write_bytes(GUT)
    dann.write_bytes(
        statute(
            ("1", "Zweck", "<P>(1) Das Gesetz dient der Probe. Es gilt überall.</P><P>(2) Es regelt nichts.</P>"),
            ("3", "Neu", "<P>Es gilt auch hier.</P>"),
            tag="20261001",
        )
    )
    assert str(import_file(erst, ordner)) == "TestG, Stand 01.09.2026: 2 neu"
    bericht = import_file(dann, ordner)
    assert (bericht.neu, bericht.geaendert, bericht.entfallen) == (("3",), ("1",), ("2",))
    bestand = load_bestand(ordner)
    auskunft = bestand.geaendert(Norm.parse("§ 1 TestG"), date(2026, 9, 1), date(2026, 10, 1))
    assert [str(a) for a in auskunft.aenderungen] == ["zwischen 01.09.2026 und 01.10.2026: Absatz 2 geändert"]
    with volltext.open_volltext(ordner) as db:
        alt, neu = (volltext.text_at(db, "TestG", "1", tag) for tag in (date(2026, 9, 5), date(2026, 10, 5)))
    assert alt is not None
    assert neu is not None
    assert ("Dinge" in alt.text, "Dinge" in neu.text, alt.bis) == (True, False, date(2026, 9, 30))
    with pytest.raises(ImportFehler, match="älterer Stand"):
        import_file(erst, ordner)
    assert "keine Änderung" in str(import_file(dann, ordner))


def test_any_other_law_can_be_imported(tmp_path: Path) -> None:
    """A law of articles that the shipped index does not know."""
    pfad = tmp_path / "gg.xml"
    pfad.write_bytes(
        statute(("1", "x", "<P>(1) Die Würde ist unantastbar.</P><P>(2) Es folgt daraus.</P>"))
        .replace("<enbez>§ 1".encode(), b"<enbez>Art 1")
        .replace(b"TestG", b"GG")
    )
    assert str(import_file(pfad, tmp_path / "cache")) == "GG, Stand 01.09.2026: 1 neu"
    bestand = load_bestand(tmp_path / "cache")
    assert bestand.urteile(Norm.parse("Art. 1 Abs. 2 GG"), date(2026, 9, 1)).status == "geltend"
    assert bestand.urteile(Norm.parse("Art. 1 Abs. 3 GG"), date(2026, 9, 1)).status == "nicht_vorhanden"


@pytest.mark.parametrize("kaputt", ["volltext.sqlite", "gesetze.json", "testg.jsonl.gz"])
def test_damaged_cache_is_a_german_sentence(kaputt: str, tmp_path: Path) -> None:
    pfad = tmp_path / "g.xml"
    pfad.write_bytes(GUT)
    import_file(pfad, tmp_path / "cache")
    (tmp_path / "cache" / kaputt).write_bytes(b"kaputt" * 500)
    vorher = {p.name: p.read_bytes() for p in (tmp_path / "cache").iterdir()}
    with pytest.raises(ImportFehler, match=r"beschädigt|nicht lesbar"):
        import_file(pfad, tmp_path / "cache")
    assert {p.name: p.read_bytes() for p in (tmp_path / "cache").iterdir()} == vorher


def test_markdown_needs_a_date(tmp_path: Path) -> None:
    pfad = tmp_path / "g.md"
    pfad.write_text("% Testgesetz (TestG)\n\n# § 1 – Zweck\n\n(1) Ein Satz.\n", encoding="utf-8")
    with pytest.raises(ImportFehler, match="--stand"):
        import_file(pfad, tmp_path / "cache")
    assert import_file(pfad, tmp_path / "cache", date(2026, 9, 1)).neu == ("1",)


def test_shipped_index_is_never_touched(tmp_path: Path) -> None:
    """An import lies over the shipped law only where it is asked for."""
    pfad = tmp_path / "sgb12.xml"
    pfad.write_bytes(statute(("1", "Aufgabe", "<P>Neu.</P>"), tag="20260901").replace(b"TestG", b"SGB 12"))
    import_file(pfad, tmp_path / "cache")
    norm, tag = Norm.parse("§ 2 SGB XII"), date(2026, 9, 1)
    assert load_index().urteile(norm, tag).wahrscheinlich == "geltend"
    assert load_bestand(tmp_path / "cache").urteile(norm, tag).status == "aufgehoben"


@pytest.mark.parametrize(
    ("bezeichnung", "erwartet"),
    [
        ("§ 64b", ["64b"]),
        ("§§ 53 bis 56", ["53", "54", "55", "56"]),
        ("§§ 109 und 110", ["109", "110"]),
        ("§§ 25 u. 26", ["25", "26"]),
        ("§§ 64a bis 64c", ["64a", "64b", "64c"]),
        ("§§ 1 bis 99999", ["1", "99999"]),
        ("Art 3", ["Art 3"]),
        ("Anlage 1", ["Anlage 1"]),
    ],
)
def test_designations(bezeichnung: str, erwartet: list[str]) -> None:
    assert list(keys_of(bezeichnung))[-len(erwartet) :][-1] == erwartet[-1]
    assert len(keys_of(bezeichnung)) <= 501
    if len(erwartet) != 2 or "bis" not in bezeichnung:
        assert list(keys_of(bezeichnung)) == erwartet


VIELE = "§§ " + ", ".join(["1 bis 9999"] * 5_000)
UNMAESSIG = [
    ("eine Bezeichnung", [VIELE], "<P>x</P>", "mehr als 600 Vorschriften"),
    ("viele Bezeichnungen", [f"§§ {i}01 bis {i}99" for i in range(1, 90)] * 15, "<P>x</P>", "mehr Vorschriften"),
    ("langer Text", ["§§ 1 bis 500"], f"<P>{'Wort ' * 20_000}</P>", "wiederholten Text"),
]


@pytest.mark.parametrize(("name", "bezeichnungen", "inhalt", "grund"), UNMAESSIG, ids=[u[0] for u in UNMAESSIG])
def test_few_bytes_do_not_become_many_provisions(
    name: str, bezeichnungen: list[str], inhalt: str, grund: str, tmp_path: Path
) -> None:
    pfad = tmp_path / "g.xml"
    pfad.write_bytes(
        statute(*((b.removeprefix("§ "), "T", inhalt) for b in bezeichnungen)).replace("§ §§".encode(), "§§".encode())
    )
    with pytest.raises(ImportFehler, match=f"g.xml.*{grund}"):
        import_file(pfad, tmp_path / "cache")
    zeile = '{"id":%s,"title":"T","status":"ok","abs":[{"n":"","body":["%s"]}],"first_seen":"2020-01-01","last_seen":"2021-01-01"}\n'
    text = re.sub("<.*?>", "", inhalt)
    zeilen = "".join(zeile % (json.dumps(b), text) for b in bezeichnungen)
    (tmp_path / "G.jsonl.gz").write_bytes(gzip.compress(zeilen.encode(), mtime=0))
    with pytest.raises(ImportFehler, match=f"G.jsonl.gz.*{grund}"):
        import_file(tmp_path / "G.jsonl.gz", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("bezeichnung", ["§ ²", "§ 1²", "§ " + "9" * 5000, '§ 1"', "§ 1\\", "Anlage ١"])
def test_odd_designations_are_kept_and_found_again(bezeichnung: str, tmp_path: Path) -> None:
    """What looks like a digit and is none, a number beyond all reading, a sign the index uses itself."""
    pfad = tmp_path / "g.xml"
    pfad.write_bytes(GUT.replace("§ 1<".encode(), f"{bezeichnung}<".encode()))
    import_file(pfad, tmp_path / "cache")
    assert "keine Änderung" in str(import_file(pfad, tmp_path / "cache"))
    (leser,) = load_texte(tmp_path / "cache")["TestG"]
    assert set(leser.nummern()) == {*keys_of(bezeichnung), "2"}
    assert all(leser.fassungen(n) for n in leser.nummern())


QUELLEN = [
    ("BGG", "2022-06-14__quantlaw__f5a46bf1.xml", ()),
    ("EinglHV", "2018-01-16__mastertobe__e08d3d6c.xml", ()),
    ("SGB_IX_2018", "2018-01-16__mastertobe__e08d3d6c.xml", ()),
    ("SGB_IX_2018", "2019-12-25__quantlaw__c739246e.xml", ()),
    # § 94: the prepared file joins the future and the effective text of equal words.
    ("SGB_IX_2018", "2020-01-10__quantlaw__59e6054c.xml", ("94",)),
    ("SGB_IX_2018", "2026-04-17__eriklueth__2af0724a.xml", ()),
    ("SGB_IX_2018", "2026-08-12__kmein__00e7e06b.md", ()),
    ("SGB_XII", "2019-12-25__quantlaw__c739246e.xml", ()),
    ("SGB_XII", "2020-01-10__quantlaw__59e6054c.xml", ()),
    ("BudgetV", "2012-08-03__bundesgit__27ae8b60.md", ()),
    ("SGB_IX_2001", "2013-01-11__bundesgit__78499e41.md", ()),
]


@pytest.mark.parametrize(("gesetz", "datei", "ausser"), QUELLEN, ids=[f"{q[0]}-{q[1][:10]}" for q in QUELLEN])
def test_own_reader_agrees_with_the_prepared_files(gesetz: str, datei: str, ausser: tuple[str, ...]) -> None:
    """Two independent readers of the same publication give the same units, headings and states."""
    pfad = need_shared("gesetze", "amtliche-quellen", gesetz, datei)
    tag = date.fromisoformat(datei[:10])
    roh = read_file(pfad)
    assert isinstance(roh, Rohgesetz)
    eigene = by_number(roh.normen)
    geprueft = 0
    vorlage: dict[str, list[Rohnorm]] = {}
    for s in read_sichtungen(need_shared("gesetze", "fassungen", f"{gesetz}.jsonl.gz")):
        if s.von <= tag <= s.bis:
            vorlage.setdefault(s.norm.bezeichnung.removeprefix("§ "), []).append(s.norm)
    for nummer, normen in vorlage.items():
        assert any(_shape(eigene[nummer]) == _shape(n) for n in normen) or nummer in ausser, nummer
        geprueft += 1
    assert geprueft >= 5


def _shape(norm: Rohnorm) -> tuple[object, ...]:
    return norm.status, normalise(norm.ueberschrift), tuple(build_absatz(a) for a in norm.absaetze), norm.kuenftig


@pytest.mark.langsam
def test_prepared_file_then_next_state_shows_no_false_change(tmp_path: Path) -> None:
    """The whole way: history from the prepared file, then the newest rendering of the same law."""
    import_file(need_shared("gesetze", "fassungen", "SGB_IX_2018.jsonl.gz"), tmp_path)
    quelle = need_shared("gesetze", "amtliche-quellen", "SGB_IX_2018", "2026-08-12__kmein__00e7e06b.md")
    assert "keine Änderung" in str(import_file(quelle, tmp_path, date(2026, 9, 1)))
    with volltext.open_volltext(tmp_path) as db:
        treffer = volltext.search(db, "Zielvereinbarung Leistungserbringer", date(2024, 1, 1))
        assert "132" in [t.nummer for t in treffer]
        assert volltext.search(db, '") OR "x* NEAR(', date(2024, 1, 1)) == []
        alt = volltext.text_at(db, "SGB IX", "29", date(2019, 6, 30))
    assert alt is not None
    assert alt.bis == date(2023, 12, 31)
    liste = json.loads((tmp_path / "gesetze.json").read_text(encoding="utf-8"))
    assert [e["text"] for e in liste] == ["SGB_IX_2018"]


def test_texts_of_a_dead_law_end_with_it(tmp_path: Path) -> None:
    """A search at a day after its end does not find it, and its sections do not stand in for those of the new law."""
    import_file(need_shared("gesetze", "fassungen", "SGB_IX_2001.jsonl.gz"), tmp_path)
    with volltext.open_volltext(tmp_path) as db:
        damals = volltext.search(db, "Persönliches Budget Ausführung", date(2012, 9, 1))
        assert "17" in [t.nummer for t in damals]
        assert volltext.search(db, "Persönliches Budget Ausführung", date(2018, 1, 1)) == []
        assert volltext.text_at(db, "SGB IX", "17", date(2017, 12, 31)) is not None
        assert volltext.text_at(db, "SGB IX", "17", date(2018, 1, 1)) is None


def test_a_prepared_file_does_not_replace_a_newer_state(tmp_path: Path) -> None:
    """What a user imported since then is kept."""
    geschichte = need_shared("gesetze", "fassungen", "BudgetV.jsonl.gz")
    import_file(geschichte, tmp_path)
    import_file(geschichte, tmp_path)
    neuer = load_texte(tmp_path)["BudgetV"][0]
    index = Gesetzesindex(
        replace(neuer.kopf, beobachtet=((date(2004, 7, 1), date(2026, 11, 1)),)),
        {n: neuer.fassungen(n) for n in neuer.nummern()},
    )
    vorher = pack(dump_index(index))
    (tmp_path / "budgetv.jsonl.gz").write_bytes(vorher)
    with pytest.raises(ImportFehler, match=r"schon bis 01\.11\.2026"):
        import_file(geschichte, tmp_path)
    assert (tmp_path / "budgetv.jsonl.gz").read_bytes() == vorher
