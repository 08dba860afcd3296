"""Every output format validates against the schema of who reads it, and says where a finding stands in that reader's measure."""

from __future__ import annotations

import html.parser
import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree
from markdown_it import MarkdownIt

from checks.bericht import Pruefbericht
from checks.handbuch import MASCHINE
from checks.registry import ALLE
from checks.report import WRITERS, Darstellung, render
from contracts.bestand.mangelarten import MANGELARTEN
from contracts.position import Position
from tests.checks.berichtsfaelle import BERICHTE, DATEI, MILDE, make_befund, make_bericht
from tests.hilfen import need_program, need_shared

# RFC 3986: characters of a relative reference; the schema's dialect lets validators skip the format.
_URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*")
FORMATE = FormatChecker(formats=())


@FORMATE.checks("uri-reference")
@FORMATE.checks("uri")
def is_uri(wert: object) -> bool:
    """Tell whether a text is a URI reference whose first segment is no scheme by accident."""
    if not isinstance(wert, str):
        return True
    return bool(_URI.fullmatch(wert)) and (":" not in wert.split("/")[0] or wert.startswith("https:"))


def validator(name: str) -> Draft4Validator:
    schema = json.loads(need_shared("schemas", name).read_text(encoding="utf-8"))
    return Draft4Validator(schema, format_checker=FORMATE)


def active(bericht: Pruefbericht) -> int:
    return sum(1 for _ in bericht.befunde)


@pytest.mark.parametrize("name", BERICHTE)
class TestSchemata:
    """What is written, read as its consumer reads it."""

    @pytest.mark.parametrize("format", ["sarif", "sarif-github"])
    def test_sarif(self, name: str, format: str) -> None:
        bericht = BERICHTE[name]
        daten = json.loads(render(bericht, format))
        assert [f.message for f in validator("sarif-schema-2.1.0.json").iter_errors(daten)] == []
        (lauf,) = daten["runs"]
        ausgenommen = 0 if format == "sarif-github" else sum(1 for _ in bericht.ausgenommene)
        assert len(lauf["results"]) == active(bericht) + ausgenommen
        assert sum("suppressions" in e for e in lauf["results"]) == ausgenommen
        codes = [r["id"] for r in lauf["tool"]["driver"]["rules"]]
        assert codes == [*(m.REGEL.code for m in ALLE), *MANGELARTEN, *MASCHINE]
        assert all(codes[e["ruleIndex"]] == e["ruleId"] for e in lauf["results"])
        assert lauf["invocations"][0]["executionSuccessful"] is (name != "absturz")

    @pytest.mark.parametrize("schema", ["junit-windyroad.xsd", "junit-jenkins-10.xsd"])
    def test_junit(self, name: str, schema: str) -> None:
        bericht = BERICHTE[name]
        xsd = etree.XMLSchema(etree.parse(str(need_shared("schemas", schema))))
        baum = etree.fromstring(render(bericht, "junit").encode("utf-8"))
        xsd.assertValid(baum)
        for suite in baum:
            ausgaenge = Counter(kind.tag for fall in suite.iter("testcase") for kind in fall)
            assert {
                t: int(suite.get(t + ("s" if t != "skipped" else ""))) for t in ("failure", "error", "skipped")
            } == {t: ausgaenge[t] for t in ("failure", "error", "skipped")}
            assert int(suite.get("tests")) == len(suite.findall("testcase")) >= 1
        # Which contracts and rules were checked and passed is said, too.
        bestanden = {(f.get("classname"), f.get("name")) for f in baum.iter("testcase") if len(f) == 0}
        assert not bericht.pruefungen or ("V-2", "ZB-03") in bestanden

    def test_gitlab(self, name: str) -> None:
        daten = json.loads(render(BERICHTE[name], "gitlab"))
        pruefer = validator("gitlab-codeclimate.json")
        assert [f.message for eintrag in daten for f in pruefer.iter_errors(eintrag)] == []
        # The server keeps one finding for each fingerprint.
        assert len({e["fingerprint"] for e in daten}) == len(daten) == active(BERICHTE[name])
        assert {e["severity"] for e in daten} <= {"info", "minor", "major", "critical", "blocker"}

    def test_rdjson(self, name: str) -> None:
        daten = json.loads(render(BERICHTE[name], "rdjson"))
        assert [f.message for f in validator("rdf-DiagnosticResult.json").iter_errors(daten)] == []
        assert len(daten["diagnostics"]) == active(BERICHTE[name])

    def test_github(self, name: str) -> None:
        zeilen = render(BERICHTE[name], "github").splitlines()
        muster = re.compile(r"::(error|warning|notice)(?: [a-zA-Z]+=[^,:\r\n]*(?:,[a-zA-Z]+=[^,:\r\n]*)*)?::.*")
        assert all(muster.fullmatch(z) for z in zeilen), zeilen
        arten = Counter(muster.fullmatch(z)[1] for z in zeilen)  # type: ignore[index]
        assert all(n <= 10 for n in arten.values())
        assert len(zeilen) == active(BERICHTE[name]) or "Weitere Befunde: " in zeilen[-1]

    def test_html(self, name: str) -> None:
        text = render(BERICHTE[name], "html")
        leser = Leser()
        leser.feed(text)
        assert leser.offen == [] and leser.fremdes == []
        assert leser.zeilen >= active(BERICHTE[name])

    @pytest.mark.parametrize("format", ["markdown", "zusammenfassung"])
    def test_markdown(self, name: str, format: str) -> None:
        gesetzt = MarkdownIt().enable("table").render(render(BERICHTE[name], format))
        assert gesetzt.count("<tr>") - gesetzt.count("<thead>") >= active(BERICHTE[name])
        for befund in BERICHTE[name].befunde:
            if befund.pfad:
                assert befund.pfad in gesetzt

    @pytest.mark.parametrize("format", WRITERS)
    def test_no_control_character_and_the_same_bytes_twice(self, name: str, format: str) -> None:
        text = render(BERICHTE[name], format, Darstellung(hat_quelltext=True))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)
        assert text == render(BERICHTE[name], format, Darstellung(hat_quelltext=True))


class Leser(html.parser.HTMLParser):
    """Reads a page: elements left open, anything that is loaded or run, rows of tables."""

    def __init__(self) -> None:
        super().__init__()
        self.offen: list[str] = []
        self.fremdes: list[str] = []
        self.zeilen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.zeilen += tag == "tr"
        if tag in ("script", "img", "link", "iframe") or any(
            n in ("src", "href", "style") or n.startswith("on") for n, _ in attrs
        ):
            self.fremdes.append(tag)
        if tag not in ("meta", "br"):
            self.offen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.offen.pop() == tag


def results(bericht: Pruefbericht) -> list[dict[str, Any]]:
    ergebnisse: list[dict[str, Any]] = json.loads(render(bericht, "sarif"))["runs"][0]["results"]
    return ergebnisse


def test_a_uri_leads_to_the_very_file() -> None:
    for ergebnis, befund in zip(results(BERICHTE["namen"]), BERICHTE["namen"].befunde, strict=True):
        uri = ergebnis["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        pfad = f"mein Größen-Ordner/{befund.position.datei}"
        assert unquote_to_bytes(uri) == pfad.encode("utf-8", "surrogateescape")


def test_the_validator_sees_what_common_ones_skip() -> None:
    daten = json.loads(render(BERICHTE["einer"], "sarif"))
    ort = daten["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    ort["uri"] = "mit Blank/ä.yaml"
    assert [f.message for f in validator("sarif-schema-2.1.0.json").iter_errors(daten)] != []


def test_columns_are_counted_as_each_reader_counts() -> None:
    """Before the column stand three emoji, a blank, an umlaut and a colon."""
    bericht = BERICHTE["einer"]
    bereich = results(bericht)[0]["locations"][0]["physicalLocation"]["region"]
    assert bereich == {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 14}
    (eintrag,) = json.loads(render(bericht, "rdjson"))["diagnostics"]
    davor = "👍👍👍 ä: "
    assert eintrag["location"]["range"]["start"] == {"line": 2, "column": len(davor.encode()) + 1}
    text = render(bericht, "text", Darstellung(hat_quelltext=True))
    (zeile, marke) = [z for z in text.splitlines() if "|" in z and "Der Betrag" not in z]
    assert zeile.strip() == "2 | 👍👍👍 ä: falsch # x"
    # An emoji takes two columns.
    assert marke.index("^") - zeile.index("|") - 2 == 3 * 2 + len(" ä: ")
    assert marke.count("^") == len("falsch")


def test_a_line_that_is_not_at_hand_has_no_byte_column() -> None:
    befund = replace(make_befund(), position=Position("anderswo.yaml", 2, 8, 2, 14))
    (eintrag,) = json.loads(render(make_bericht(befund), "rdjson"))["diagnostics"]
    assert eintrag["location"]["range"] == {"start": {"line": 2}}


def test_a_long_line_is_cut_around_the_place() -> None:
    lang = "x" * 300 + " hier " + "y" * 300
    befund = make_befund(ort=(1, 302, 1, 306))
    bericht = replace(make_bericht(befund), lies_zeilen=lambda datei: (lang,))
    zeilen = render(bericht, "text", Darstellung(breite=80, hat_quelltext=True)).splitlines()
    stelle = next(i for i, z in enumerate(zeilen) if "hier" in z)
    assert len(zeilen[stelle]) <= 80
    assert zeilen[stelle + 1].index("^") == zeilen[stelle].index("hier")
    assert zeilen[stelle + 1].count("^") == 4


def test_junit_tells_failed_from_mild_from_broken() -> None:
    bericht = make_bericht(*BERICHTE["absturz"].befunde, MILDE)
    baum = etree.fromstring(render(bericht, "junit").encode("utf-8"))
    faelle = {f.get("name"): [k.tag for k in f] for f in baum[0].iter("testcase")}
    assert faelle == {"FL-04": ["skipped"], "ZB-01": ["error"], "ZB-03": ["failure"]}
    assert "BG-05 Milde." in baum[0].findtext("system-out", "")
    streng = etree.fromstring(render(replace(bericht, fehler_ab="hinweis"), "junit").encode("utf-8"))
    assert {f.get("name") for f in streng[0].iter("testcase")} == {"FL-04", "ZB-01", "ZB-03", "BG-05"}


def test_annotations_over_several_lines_have_no_column() -> None:
    zeilen = render(make_bericht(make_befund(1, ort=(3, 1, 5, 1))), "github").splitlines()
    assert zeilen == [
        f"::error file={DATEI},line=3,title=ZB-03 Monatsraten%2C Rest%3A Cent,endLine=4::"
        "Der Betrag „1“ ist <falsch> & 100 %25 daneben: 1,5 | *x* (§ 132 Abs. 1 SGB IX)"
    ]


def test_the_summary_stays_below_what_a_runner_takes() -> None:
    befunde = [replace(make_befund(n), satz="ä" * 1000) for n in range(1000)]
    bericht = make_bericht(*befunde)
    text = render(bericht, "zusammenfassung")
    assert len(text.encode()) < 1024 * 1024 and "Weitere Befunde passen hier nicht her" in text
    assert "| Fehler | 1000 |" in text and text.rstrip().endswith("mitgeliefert.")
    assert len(render(bericht, "markdown").encode()) > 1024 * 1024


@pytest.mark.langsam
@pytest.mark.parametrize("name", BERICHTE)
def test_sarif_passes_the_rules_of_microsofts_validator(name: str, tmp_path: Path) -> None:
    """The program of the npm package `@microsoft/sarif-multitool`; only that this tool has no home page is missed."""
    programm = need_program("Sarif.Multitool", "sarif-multitool")
    eingabe, ausgabe = tmp_path / "befunde.sarif", tmp_path / "urteil.sarif"
    eingabe.write_text(render(BERICHTE[name], "sarif"), encoding="utf-8")
    lauf = subprocess.run(
        [programm, "validate", str(eingabe), "--output", str(ausgabe), "--log", "ForceOverwrite"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ausgabe.is_file(), lauf.stdout + lauf.stderr
    urteile = json.loads(ausgabe.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert {(u["ruleId"], u["message"].get("text", "")) for u in urteile if u["ruleId"] != "SARIF2005"} == set()
