"""Importing statutes: the readers agree with each other, hostile files are refused, and the old state stays as it was."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from corpus.einfuhr.einlesen import parse_datei
from corpus.einfuhr.fehler import ImportFehler
from corpus.einfuhr.obergrenzen import MAX_TIEFE
from corpus.index.gliederung import build_absatz
from corpus.index.indexbau import by_number, list_normkeys
from corpus.index.pruefsumme import normalise_wortlaut
from corpus.index.roh import Inhalt, Rohabsatz, Rohgesetz, Rohliste, Rohnorm, Rohtabelle
from tests.hilfen import need_shared
from vertragswerk.gesetze.eingefuehrt import load_eigene
from vertragswerk.gesetze.gesetzesdateien import read_file, read_sichtungen
from vertragswerk.gesetze.uebernahme import import_file

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
    gesetz = parse_datei(zipped(GUT), "xml.zip")
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
        inhalt = (f"Ebene {i}:", Rohliste((("1.", inhalt), ("2.", ("Rest.",)))))
    return Rohabsatz("1", inhalt)


def test_work_grows_with_the_depth_of_enumerations_not_its_power() -> None:
    """Going twice into every item took minutes at a depth of 25 and forever at the greatest depth that is read."""
    absatz = build_absatz(nested(MAX_TIEFE))
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
    (norm,) = parse_datei(statute(("1", "T", "<P>eins <!-- zwei --><![CDATA[drei]]></P>")), "probe").normen
    assert norm.absaetze == (Rohabsatz("", ("eins drei",)),)


def test_what_was_looked_through_is_what_is_parsed() -> None:
    """A declaration pushed out of sight cannot make other text of the same bytes."""
    daten = statute(("1", "T", "<P>+ADw-B+AD4-</P>")).replace(b' encoding="UTF-8"', b" " * 300 + b'encoding="UTF-7"')
    assert parse_datei(daten, "probe").normen[0].absaetze == (Rohabsatz("", ("+ADw-B+AD4-",)),)


def test_a_table_has_its_own_rows_and_cells_only() -> None:
    """A cell read again on every level made 61 MB of text from 13 kB."""
    inhalt = "<table><tgroup><thead><row><entry>A</entry></row></thead><tbody><row><entry>B</entry><entry>C</entry></row></tbody></tgroup></table>"
    (norm,) = parse_datei(statute(("1", "T", f"<P>{inhalt}</P>")), "probe").normen
    assert norm.absaetze[0].inhalt == (Rohtabelle((("A",), ("B", "C"))),)
    verschachtelt = "<table><tbody>" + "<row><entry>x" * 15 + "</entry></row>" * 15 + "</tbody></table>"
    (norm,) = parse_datei(statute(("1", "T", f"<P>{verschachtelt}</P>")), "probe").normen
    assert norm.absaetze[0].inhalt == (Rohtabelle((("x" * 15,),)),)


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
            gelesen = parse_datei(bytes(daten), "probe")
        except ImportFehler as fehler:
            assert str(fehler)
        else:
            assert gelesen.normen


def test_missing_file_is_a_german_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFehler, match="nicht lesbar"):
        read_file(tmp_path / "gibtsnicht.xml")


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
    assert list(list_normkeys(bezeichnung))[-len(erwartet) :][-1] == erwartet[-1]
    assert len(list_normkeys(bezeichnung)) <= 501
    if len(erwartet) != 2 or "bis" not in bezeichnung:
        assert list(list_normkeys(bezeichnung)) == erwartet


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
    (leser,) = load_eigene(tmp_path / "cache")["TestG"]
    assert set(leser.nummern()) == {*list_normkeys(bezeichnung), "2"}
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
    return (
        norm.status,
        normalise_wortlaut(norm.ueberschrift),
        tuple(build_absatz(a) for a in norm.absaetze),
        norm.kuenftig,
    )
