"""The Akoma Ntoso writer: valid against the OASIS schema, the text of the tree, permanent ids, one work through all Fassungen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from generator.gegenprobe import check_texts
from generator.numbering import resolve
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Dokument,
    Feld,
    Normzitat,
    Punkt,
    Text,
    Textblock,
    Verweis,
)
from generator.writers.akn import AKN, write_akn
from generator.writers.akn.metadaten import NAMENSRAUM
from generator.writers.native import read_native
from tests.generator.beispielbaum import Schema, baum, unresolved
from tests.generator.golden import ORDNER
from tests.hilfen import need_shared

NS = {"a": AKN}
SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(need_shared("schemas", "akn", "akomantoso30.xsd"))))


def _wurzel(dokument: Dokument) -> etree._Element:
    return etree.fromstring(write_akn(dokument))


def _hold(dokument: Dokument) -> None:
    """The file is valid, says what the tree says, and each reference has its target."""
    daten = write_akn(dokument)
    wurzel = etree.fromstring(daten)
    _schema().assertValid(wurzel)
    gegenprobe = check_texts(dokument, {"akn": daten})
    assert gegenprobe.ist_bestanden, gegenprobe.messages()
    ziele = {f"#{i}" for i in wurzel.xpath("//@eId")}
    assert {r.get("href") for r in wurzel.iterfind(".//a:ref", NS)} <= ziele
    assert write_akn(dokument) == daten


def _block(kennung: str, text: str = "Ein Satz.") -> Textblock:
    return Textblock(kennung, (Text(text),))


def _with_sections(*abschnitte: Abschnitt) -> Dokument:
    roh = unresolved()
    return resolve(
        replace(roh, abschnitte=tuple(sorted((*abschnitte, *roh.abschnitte), key=lambda a: a.art == "anlage")))
    )


LAGEN: dict[str, Callable[[], Dokument]] = {
    "Text vor, zwischen und hinter Unterabschnitten": lambda: _with_sections(
        Abschnitt(
            "neu",
            "anlage",
            (Text("Neu"),),
            (
                _block("n1"),
                Abschnitt("u1", "unterabschnitt", (Text("Eins"),), (_block("n2"),)),
                _block("n3"),
                Abschnitt("u2", "unterabschnitt", (Text("Zwei"),), ()),
                _block("n4"),
            ),
        )
    ),
    "leere Anlage": lambda: _with_sections(Abschnitt("neu", "anlage", (Text("Neu"),), ())),
    "Liste vor dem Text eines Absatzes": lambda: _with_sections(
        Abschnitt(
            "neu",
            "paragraf",
            (Text("Neu"),),
            (Absatz("a1", (Aufzaehlung((Punkt("p1", (_block("n1"),)),)), _block("n2"))), Absatz("a2", (_block("n3"),))),
        )
    ),
    "Zeichen, die XML nicht mag": lambda: _with_sections(
        Abschnitt("neu", "paragraf", (Text('<§> & "x" ]]>'),), (Absatz("a1", (_block("n1", "a < b & c > d"),)),))
    ),
}


@pytest.mark.parametrize("schema", SCHEMATA)
@pytest.mark.parametrize("ist_entwurf", [False, True])
def test_sample_is_valid_and_says_what_the_tree_says(schema: Schema, ist_entwurf: bool) -> None:
    dokument = baum(schema)
    _hold(replace(dokument, kopf=replace(dokument.kopf, entwurf=ist_entwurf)))


@pytest.mark.parametrize("datei", sorted(ORDNER.rglob("*.json")), ids=lambda p: p.name)
def test_shipped_documents_are_valid_and_say_what_the_tree_says(datei: Path) -> None:
    _hold(read_native(datei.read_bytes()))


@pytest.mark.parametrize("lage", LAGEN)
def test_odd_shapes(lage: str) -> None:
    _hold(LAGEN[lage]())


def test_schema_and_comparison_see_a_fault() -> None:
    daten = write_akn(baum())
    assert not _schema().validate(
        etree.fromstring(daten.replace(b"<paragraph ", b"<absatz ").replace(b"</paragraph>", b"</absatz>"))
    )
    assert not check_texts(baum(), {"akn": daten.replace(b"<def>", b"<def>nicht ", 1)}).ist_bestanden


def test_values_keep_path_value_and_origin() -> None:
    dokument = baum()
    wurzel = _wurzel(dokument)
    gelesen = {
        k.get("eId"): (k.get(f"{{{NAMENSRAUM}}}pfad"), k.get(f"{{{NAMENSRAUM}}}wert"), "".join(k.itertext()))
        for k in wurzel.xpath("//*[@v:pfad]", namespaces={"v": NAMENSRAUM})
    }
    assert gelesen == {f"f_{f.id}": (f.pfad, f.wert, f.text) for f in query(dokument, Feld) if f.id}
    tage = {k.get("date") for k in wurzel.iterfind(".//a:date", NS)}
    assert tage == {f.wert for f in query(dokument, Feld) if f.art in ("datum", "datumzahl")} != set()


def test_norms_and_references_are_all_there() -> None:
    dokument = baum()
    wurzel = _wurzel(dokument)
    normen = [k.get(f"{{{NAMENSRAUM}}}norm") for k in wurzel.iterfind(".//a:inline[@name='norm']", NS)]
    assert sorted(normen) == sorted(n.kanonisch for n in query(dokument, Normzitat)) != []
    verweise = [(r.get("href"), r.text) for r in wurzel.iterfind(".//a:ref", NS)]
    assert sorted(verweise) == sorted((f"#k_{v.ziel}", v.text) for v in query(dokument, Verweis)) != []


def test_what_stands_keeps_its_id_when_a_section_comes_before_it() -> None:
    roh = unresolved()
    neu = Abschnitt("ganz_neu", "paragraf", (Text("Neu"),), (Absatz("neu_1", (_block("neu_1t"),)),))
    vorher = {k.get("eId"): k.findtext("a:heading", namespaces=NS) for k in _wurzel(baum()).iter(f"{{{AKN}}}article")}
    nachher = {
        k.get("eId"): k.findtext("a:heading", namespaces=NS)
        for k in _wurzel(resolve(replace(roh, abschnitte=(neu, *roh.abschnitte)))).iter(f"{{{AKN}}}article")
    }
    assert nachher == {"k_ganz_neu": "Neu", **vorher}


def test_all_fassungen_are_one_work() -> None:
    dokument = baum()
    spaeter = replace(dokument, kopf=replace(dokument.kopf, fassung="9.9", stand="2031-02-03"))

    def iris(d: Dokument, ebene: str) -> list[str]:
        return [k.get("value", "") for k in _wurzel(d).iterfind(f".//a:{ebene}/a:FRBRthis", NS)]

    assert iris(dokument, "FRBRWork") == iris(spaeter, "FRBRWork")
    assert not set(iris(dokument, "FRBRExpression")) & set(iris(spaeter, "FRBRExpression"))
    assert len(set(iris(dokument, "FRBRWork"))) == 1 + len([a for a in dokument.abschnitte if a.art == "anlage"])


def test_a_draft_says_so_in_the_metadata() -> None:
    dokument = baum()
    entwurf = replace(dokument, kopf=replace(dokument.kopf, entwurf=True))
    assert [k.get("value") for k in _wurzel(entwurf).iterfind("./a:doc/a:meta//a:FRBRauthoritative", NS)] == ["false"]
    assert _wurzel(dokument).find(".//a:FRBRauthoritative", NS) is None
