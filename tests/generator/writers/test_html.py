"""The HTML writer: the text of the tree, every figure with its path, and an accessible page; each check has a broken variant."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from lxml import html

from generator.kanon import normalise, posten
from generator.numbering import resolve
from generator.query import query
from generator.tree import Abschnitt, Dokument, Feld, Text, Textblock
from generator.writers.html import write_html
from tests.generator.beispielbaum import LANGWORT, baum, unresolved
from tests.hilfen import need_program

Schema = Literal["paragraf", "dezimal"]
LEER = frozenset({"meta", "br", "col", "link", "img", "hr", "input"})


@cache
def _dokument(schema: Schema = "paragraf", entwurf: bool = False) -> Dokument:
    dokument = baum(schema)
    return replace(dokument, kopf=replace(dokument.kopf, entwurf=entwurf))


@cache
def _seite(schema: Schema = "paragraf", entwurf: bool = False) -> str:
    return write_html(_dokument(schema, entwurf)).decode("utf-8")


def _wurzel(seite: str) -> html.HtmlElement:
    return html.document_fromstring(seite)


# ------------------------------------------------------------------------------------------------------------- the checks


class _Klammern(HTMLParser):
    """Checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.offen: list[str] = []
        self.fehler: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        namen = [n for n, _ in attrs]
        if len(namen) != len(set(namen)):
            self.fehler.append(f"doppeltes Attribut an {tag}")
        if tag not in LEER:
            self.offen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.offen or self.offen.pop() != tag:
            self.fehler.append(f"</{tag}> schließt nicht das Offene")


def _wohlgeformt(seite: str) -> bool:
    leser = _Klammern()
    leser.feed(seite)
    return not leser.fehler and not leser.offen and seite.startswith("<!DOCTYPE html>\n")


def _sprache(seite: str) -> bool:
    return str(_wurzel(seite).get("lang", "")).startswith("de")


def _titel(seite: str) -> bool:
    return bool((_wurzel(seite).findtext(".//title") or "").strip())


def _bereiche(seite: str) -> bool:
    w = _wurzel(seite)
    navigation = w.findall(".//nav")
    return (
        all(len(w.findall(f"./body/{n}")) == 1 for n in ("header", "main", "footer"))
        and len(navigation) == 1
        and bool(navigation[0].get("aria-labelledby"))
    )


def _ueberschriften(seite: str) -> bool:
    stufen = [int(e.tag[1]) for e in _wurzel(seite).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    voll = all(normalise(e.text_content()) for e in _wurzel(seite).iter("h1", "h2", "h3", "h4", "h5", "h6"))
    return (
        voll and stufen[:1] == [1] and stufen.count(1) == 1 and all(b <= a + 1 for a, b in itertools.pairwise(stufen))
    )


def _sprungmarke(seite: str) -> bool:
    erster = _wurzel(seite).find("./body")[0]
    ziel = str(erster.get("href", ""))
    return erster.tag == "a" and ziel.startswith("#") and _wurzel(seite).get_element_by_id(ziel[1:], None) is not None


def _kennungen(seite: str) -> bool:
    w = _wurzel(seite)
    ids = [e.get("id") for e in w.iter() if isinstance(e.tag, str) and e.get("id")]
    ziele = [str(a.get("href"))[1:] for a in w.iter("a")]
    bezuege = [i for e in w.iter() if isinstance(e.tag, str) for i in str(e.get("aria-labelledby", "")).split()]
    return len(ids) == len(set(ids)) and {*ziele, *bezuege} <= set(ids)


def _tabellen(seite: str) -> bool:
    def gut(t: html.HtmlElement) -> bool:
        breiten = {sum(int(z.get("colspan", 1)) for z in r) for r in t.iter("tr")}
        return (
            t[0].tag == "caption"
            and bool(normalise(t[0].text_content()))
            and len(t.findall("thead")) == 1
            and bool(t.findall("thead//th"))
            and all(z.get("scope") in ("col", "colgroup") for z in t.findall("thead//th"))
            and all(z.get("scope") == "row" for n in ("tbody", "tfoot") for z in t.findall(f"{n}//th"))
            and len(breiten) == 1
            and t.getparent().get("tabindex") == "0"
            and bool(t.getparent().get("aria-labelledby"))
        )

    return all(gut(t) for t in _wurzel(seite).iter("table"))


def _felder(seite: str) -> bool:
    return all(e.get("value") is not None and e.get("data-pfad") for e in _wurzel(seite).iter("data"))


def _fussnoten(seite: str) -> bool:
    w = _wurzel(seite)
    marken = w.xpath("//a[@role='doc-noteref']")
    rueck = w.xpath("//section[@role='doc-endnotes']//a[@role='doc-backlink']")
    hin = [(m.get("id"), str(m.get("href"))[1:]) for m in marken]
    her = [(str(r.get("href"))[1:], r.xpath("ancestor::li[1]/@id")[0]) for r in rueck if r.xpath("ancestor::li[1]/@id")]
    return hin == her and all(e.get("aria-label") for e in (*marken, *rueck))


def _abgeschlossen(seite: str) -> bool:
    """No script, no handler, no inline style, no foreign address; the policy allows this style sheet and nothing else."""
    w = _wurzel(seite)
    stil = re.search(r"<style>(.*?)</style>", seite, re.DOTALL)
    if stil is None or any(
        isinstance(e.tag, str) and e.tag in ("script", "link", "img", "iframe", "form", "base") for e in w.iter()
    ):
        return False
    summe = b64encode(hashlib.sha256(stil[1].encode()).digest()).decode()
    regel = w.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    frei = [e for e in w.iter() if isinstance(e.tag, str) and any(a == "style" or a.startswith("on") for a in e.attrib)]
    fremd = re.search(r"(?:https?:|//|url\(|@import)", re.sub(r"/\*.*?\*/", "", stil[1], flags=re.DOTALL))
    return (
        regel == f"default-src 'none'; style-src 'sha256-{summe}'; base-uri 'none'; form-action 'none'"
        and not frei
        and fremd is None
        and all(str(a.get("href")).startswith("#") for a in w.iter("a"))
    )


def _telefon(seite: str) -> bool:
    inhalt = _wurzel(seite).xpath("string(//meta[@name='viewport']/@content)")
    return "width=device-width" in inhalt and "user-scalable" not in inhalt and "maximum-scale" not in inhalt


def _kontrast(seite: str) -> bool:
    """Every text colour of the light and the dark scheme has a contrast of 4.5 to every background."""
    schemata = re.findall(r":root \{([^}]*--papier[^}]*)\}", seite)
    return len(schemata) == 3 and all(_contrasts(s) for s in schemata)


def _contrasts(schema: str) -> bool:
    farben = {n: _luminance(f) for n, f in re.findall(r"--(\w+): (#[0-9a-f]{3,6})", schema)}
    return all(
        (max(farben[v], farben[h]) + 0.05) / (min(farben[v], farben[h]) + 0.05) >= 4.5
        for v in ("schrift", "leise", "link", "warnung")
        for h in ("papier", "flaeche")
    )


def _luminance(farbe: str) -> float:
    ziffern = farbe[1:] if len(farbe) == 7 else "".join(z * 2 for z in farbe[1:])
    teile = [int(ziffern[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (t / 12.92 if t <= 0.04045 else ((t + 0.055) / 1.055) ** 2.4 for t in teile)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


PROBEN: list[tuple[Callable[[str], bool], str, str]] = [
    (_wohlgeformt, "</section>", ""),
    (_wohlgeformt, '<p id="', '<p id="x" id="'),
    (_wohlgeformt, "<!DOCTYPE html>", ""),
    (_sprache, ' lang="de-DE"', ""),
    (_sprache, 'lang="de-DE"', 'lang="en"'),
    (_titel, r"<title>.*?</title>", "<title></title>"),
    (_bereiche, r"(</?)main", r"\1div"),
    (_bereiche, r"(</?)header", r"\1div"),
    (_bereiche, r"(</?)footer", r"\1div"),
    (_bereiche, r'(<nav[^>]*) aria-labelledby="\w+"', r"\1"),
    (_ueberschriften, r"(</?)h1", r"\1h2"),
    (_ueberschriften, r"(</?)h2", r"\1h4"),
    (_ueberschriften, r"(<h2[^>]*>).*?(</h2>)", r"\1\2"),
    (_sprungmarke, r'<a class="sprung".*?</a>', ""),
    (_sprungmarke, 'href="#text"', 'href="#nirgends"'),
    (_kennungen, 'id="k_budget"', ""),
    (_kennungen, 'id="k_budget"', 'id="k_gegenstand"'),
    (_kennungen, 'id="k_tab_raten_t"', ""),
    (_tabellen, r"<caption.*?</caption>", ""),
    (_tabellen, ' scope="col"', ""),
    (_tabellen, ' scope="row"', ""),
    (_tabellen, r"(</?)thead", r"\1tbody"),
    (_tabellen, ' colspan="2"', ""),
    (_tabellen, ' tabindex="0"', ""),
    (_felder, r' data-pfad="[^"]*"', ""),
    (_felder, r'(<data[^>]*) value="[^"]*"', r"\1"),
    (_fussnoten, ' role="doc-noteref"', ""),
    (_fussnoten, ' role="doc-endnotes"', ""),
    (_fussnoten, ' aria-label="Fußnote 1"', ""),
    (_fussnoten, 'href="#fr_1"', 'href="#fr_2"'),
    (_abgeschlossen, "</body>", "<script>1</script></body>"),
    (_abgeschlossen, "<p id=", '<p style="color:red" id='),
    (_abgeschlossen, "<p id=", '<p onclick="x()" id='),
    (_abgeschlossen, "</style>", " </style>"),
    (_abgeschlossen, 'href="#text"', 'href="https://beispiel.invalid"'),
    (_telefon, '<meta name="viewport"[^>]*>', ""),
    (_telefon, "initial-scale=1", "initial-scale=1, user-scalable=no"),
    (_kontrast, "--leise: #4d4d4d", "--leise: #8d8d8d"),
    (_kontrast, "--link: #9cc7ff", "--link: #2b4f7f"),
]
PRUEFUNGEN = list(dict.fromkeys(p for p, _, _ in PROBEN))


@pytest.mark.parametrize("entwurf", [False, True])
@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
@pytest.mark.parametrize("pruefung", PRUEFUNGEN)
def test_page_passes(pruefung: Callable[[str], bool], schema: Schema, entwurf: bool) -> None:
    assert pruefung(_seite(schema, entwurf))


@pytest.mark.parametrize(("pruefung", "alt", "neu"), PROBEN)
def test_broken_variant_is_caught(pruefung: Callable[[str], bool], alt: str, neu: str) -> None:
    kaputt = re.sub(alt, neu, _seite(), flags=re.DOTALL)
    assert kaputt != _seite()
    assert not pruefung(kaputt)


# ------------------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize("schema", ["paragraf", "dezimal"])
def test_text_is_that_of_the_tree(schema: Schema) -> None:
    """Every printed piece with its label stands in the page, one after the other, and nothing else does."""
    w = _wurzel(_seite(schema))
    for weg in w.xpath(
        "//nav | //a[@role='doc-backlink'] | //sup | //*[@class='angaben' or @class='sprung'] | //body/footer | //head"
    ):
        weg.drop_tree()
    for weg in w.xpath("//svg/title | //svg//text"):
        weg.drop_tree()
    for umbruch in w.iter("br"):
        umbruch.tail = " " + (umbruch.tail or "")
    rest = "".join(w.text_content().split()).replace("Fußnoten1Neuntes", "1Neuntes")
    for teil in posten(_dokument(schema)):
        zeile = f"{teil.nummer}: {teil.text}" if teil.art in ("tabellentitel", "abbildungstitel") else teil.zeile
        dicht = "".join(zeile.split())
        assert rest.startswith(dicht), (teil, rest[:80])
        rest = rest.removeprefix(dicht)
    assert rest == ""


def test_every_figure_carries_path_and_value() -> None:
    erwartet = [
        (f.pfad, f.wert, f.art, normalise(f.text), "berechnet" if f.ist_berechnet else "angegeben")
        for f in query(_dokument(), Feld)
        if f.id
    ]
    gefunden = [
        (e.get("data-pfad"), e.get("value"), e.get("data-art"), normalise(e.text_content()), e.get("data-herkunft"))
        for e in _wurzel(_seite()).iter("data")
    ]
    assert gefunden == erwartet
    assert len(gefunden) > 15


def test_terms_and_norms_are_marked() -> None:
    w = _wurzel(_seite())
    assert [e.text_content() for e in w.iter("dfn")] == ["„Leistungserbringer“", "„Trägerbudget“"]
    assert "§ 123 Abs. 1 S. 1 SGB IX" in [e.get("data-norm") for e in w.iter("cite")]


def test_contents_lead_to_the_headings() -> None:
    w = _wurzel(_seite())
    for eintrag in w.findall(".//nav//a"):
        ziel = w.get_element_by_id(eintrag.get("href")[1:])
        assert normalise(ziel.text_content()) == normalise(eintrag.text_content())
    assert len(w.findall(".//nav/ol/li/ol/li")) == 2


def test_draft_is_marked() -> None:
    assert "ENTWURF" not in _wurzel(_seite()).find("body").text_content()
    w = _wurzel(_seite(entwurf=True))
    assert normalise(w.find("./body/header/p").text_content()).startswith("ENTWURF")
    assert '@top-center{content:"ENTWURF"' in _seite(entwurf=True)


def test_same_input_same_bytes() -> None:
    assert write_html(_dokument()) == write_html(_dokument())


@pytest.mark.parametrize(
    "boese", ["<script>x</script>", '"><b>', "&amp;", "${titel} $titel", "</style>", "a\x00\x0b\x9fb"]
)
def test_hostile_text_stays_text(boese: str) -> None:
    vorher = unresolved()
    kopf = replace(vorher.kopf, titel=boese, untertitel=boese, kennung=boese, fassung=boese, inhaltshash=boese)
    block = Textblock("x", (Text(boese), Feld(boese, boese, boese, boese)))
    dokument = resolve(replace(vorher, kopf=kopf, abschnitte=(Abschnitt("a", "praeambel", (Text(boese),), (block,)),)))
    seite = write_html(dokument).decode("utf-8")
    sichtbar = "".join(c for c in boese if c.isprintable())
    w = _wurzel(seite)
    assert _wohlgeformt(seite)
    assert _abgeschlossen(seite)
    assert w.get_element_by_id("k_x").text_content() == sichtbar * 2
    assert w.get_element_by_id("k_x").find("data").get("data-pfad") == sichtbar
    assert w.findtext(".//title") == sichtbar


# --------------------------------------------------------------------------------------------------------- other programs


@pytest.mark.langsam
def test_html_validator_has_no_complaint(tmp_path: Path) -> None:
    programm = need_program("html-validate")
    (tmp_path / "seite.html").write_text(_seite(), encoding="utf-8")
    (tmp_path / ".htmlvalidate.json").write_text('{"extends": ["html-validate:recommended"]}', encoding="utf-8")
    lauf = subprocess.run([programm, "seite.html"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert lauf.returncode == 0, lauf.stdout


def _with_long_words() -> Dokument:
    """The sample with a word longer than a phone is wide wherever words can stand."""
    vorher = unresolved("dezimal")
    lang = (Text(f"{LANGWORT}{LANGWORT}"),)
    kopf = replace(vorher.kopf, titel=LANGWORT, untertitel=LANGWORT, kennung=LANGWORT, entwurf=True)
    abschnitte = tuple(replace(a, ueberschrift=lang) for a in vorher.abschnitte)
    rubrum = tuple(replace(b, inhalt=lang) for b in vorher.rubrum)
    return resolve(replace(vorher, kopf=kopf, rubrum=rubrum, abschnitte=abschnitte))


@pytest.mark.langsam
@pytest.mark.parametrize("breite", [320, 1280])
def test_page_never_scrolls_sideways(breite: int, tmp_path: Path) -> None:
    """Measured by a browser: the page is as wide as its window, in an inner frame because windows have a least width."""
    programm = need_program("chromium", "chromium-browser", "google-chrome")
    ohne_regel = re.sub(r"<meta http-equiv[^>]*>", "", write_html(_with_long_words()).decode("utf-8"))
    messung = "<script>parent.postMessage(document.documentElement.scrollWidth, '*')</script>"
    (tmp_path / "seite.html").write_text(ohne_regel.replace("</body>", messung + "</body>"), encoding="utf-8")
    rahmen = (
        f"<script>onmessage = e => {{ document.title = 'Breite ' + e.data }}</script>"
        f'<iframe src="seite.html" style="width:{breite}px;height:900px;border:0"></iframe>'
    )
    (tmp_path / "rahmen.html").write_text(
        f"<html><head><title>x</title></head><body>{rahmen}</body></html>", encoding="utf-8"
    )
    befehl = [
        programm,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=3000",
        "--window-size=1400,1000",
    ]
    lauf = subprocess.run(
        [*befehl, f"--user-data-dir={tmp_path / 'profil'}", "--dump-dom", (tmp_path / "rahmen.html").as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    gemessen = re.search(rb"<title>Breite (\d+)</title>", lauf.stdout)
    assert gemessen
    assert int(gemessen[1]) <= breite
