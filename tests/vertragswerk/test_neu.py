"""`neu`: from an empty folder to a contract that fits the schema, whose every open point is a finding, and whose draft builds."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.arten import ARTEN, KURZINFORMATION, Vertragsart
from contracts.arten.traegerbudget_vorlage import LAND
from contracts.bestand.ladung import load_vertrag
from contracts.bestand.namen import is_kennung
from contracts.bestand.neuanlage import Neuanlage, complete_antworten, load_fragebogen, make_files
from contracts.modell.pruefbestaetigung import HatGegenleistungen
from contracts.rechnen.zeitraum import deadline
from contracts.schemata import write_schema
from contracts.yamltext.yamldatei import load_yaml
from generator.readers import text_docx, text_html, text_odt, text_pdf
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from vertragswerk.dateisystem.verzeichnis import open_bestand

KENNUNG = "TB1-HAFEN-2027"
OFFEN = re.compile(r'"\[offen: [^"\]]+\]"')
LUECKE = re.compile(rf'{OFFEN.pattern}|"0{{5}}"')


TRAEGERBUDGET, REGIONALBUDGET = ARTEN[:2]
MIT_VORLAGE = [a for a in ARTEN if not a.angelegt_durch]
"""Kinds that `neu` makes; others are made from contracts."""


def neuanlage(kennung: str = KENNUNG, jahr: int = 2027, art: Vertragsart = TRAEGERBUDGET) -> Neuanlage:
    return make_files(art, kennung, complete_antworten(load_fragebogen(art), {}, jahr))


def read(inhalt: bytes) -> dict[str, Any]:
    """Return the data of a file that must be without fault."""
    quelle, maengel = load_yaml(inhalt, "x.yaml")
    assert maengel == [] and quelle is not None
    return dict(quelle.daten)


def open_points(ordner: Path) -> set[tuple[str, int, int]]:
    """Return file, line and column of every open point in the data files, comments left out."""
    orte = set()
    for datei in ordner.rglob("*.yaml"):
        for nummer, zeile in enumerate(datei.read_text(encoding="utf-8").splitlines(), 1):
            if not zeile.lstrip().startswith("#"):
                name = datei.relative_to(ordner).as_posix()
                orte |= {(name, nummer, t.start() + 1) for t in LUECKE.finditer(zeile)}
    return orte


def test_open_points_and_nothing_else_are_errors(rufe: Rufe, tmp_path: Path) -> None:
    assert rufe("neu", "--kennung", KENNUNG, "--budgetjahr", 2027, ort=tmp_path).code == 0
    lauf = rufe("pruefen", "--ausgabe", "json", "--stichtag", "2026-12-01")
    assert lauf.code == 1
    fehler = [b for b in json.loads(lauf.aus)["befunde"] if b["schwere"] == "fehler"]
    assert {b["code"] for b in fehler} == {"BG-06"}
    offen = open_points(tmp_path)
    assert len(offen) > 30
    erfunden = [b for b in fehler if b["variante"] == "vorlage"]
    assert {(b["datei"], b["zeile"], b["spalte"]) for b in fehler if b not in erfunden} == offen
    assert len(fehler) == len(offen) + len(erfunden)
    # Every number and every day of the contract file is an open point; what was answered is not.
    daten = read((tmp_path / "vertraege" / KENNUNG / "vertrag.yaml").read_bytes())
    assert {b["pfad"] for b in erfunden} == {w["pfad"] for w in daten["vorlagenwerte"]}
    assert {"budget.steigerung.rate", "leistungspaket[bW].gruppen[HBG2].menge", "laufzeit.ende"} < {
        b["pfad"] for b in erfunden
    }
    assert {"laufzeit.hat_weitergeltung", "hat_oeffnungsklausel", "budget.rundung", "ziele[Z1].turnus"} < {
        b["pfad"] for b in erfunden
    }
    assert not {"budget.budgetjahr", "kennung", "art"} & {b["pfad"] for b in erfunden}


def test_filled_template_is_no_release_until_its_numbers_are_confirmed(rufe: Rufe, tmp_path: Path) -> None:
    """The open texts alone do not make a contract; changing a number or deleting its line confirms it."""
    assert rufe("neu", "--kennung", KENNUNG, "--budgetjahr", 2027, tmp_path).code == 0
    for datei in tmp_path.rglob("*.yaml"):
        text = OFFEN.sub('"Eingetragen"', datei.read_text(encoding="utf-8"))
        datei.write_text(text.replace('plz: "00000"', 'plz: "28195"'), encoding="utf-8", newline="\n")
    datei = tmp_path / "vertraege" / KENNUNG / "vertrag.yaml"
    werte = read(datei.read_bytes())["vorlagenwerte"]
    lauf = rufe("bauen", tmp_path, "--stichtag", "2026-12-01", "--format", "plain")
    assert lauf.code == 1 and "hat „vertragswerk neu“ erfunden" in " ".join(lauf.aus.split())
    assert not (tmp_path / "ausgabe").exists()
    replace_once(datei, 'verguetungssatz: "110.00"', 'verguetungssatz: "111.00"')
    anfang, _, _ = datei.read_text(encoding="utf-8").partition("vorlagenwerte:")
    datei.write_text(anfang + f"vorlagenwerte:\n  - {json.dumps(werte[0])}\n", encoding="utf-8", newline="\n")
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", "2026-12-01", "--ausgabe", "json").aus)["befunde"]
    assert [b["pfad"] for b in befunde if b["variante"] == "vorlage"] == [werte[0]["pfad"]]


@pytest.mark.parametrize("art", MIT_VORLAGE, ids=lambda a: a.name)
def test_every_boolean_and_choice_of_a_template_is_to_be_confirmed(art: Vertragsart) -> None:
    """Found by the schema of the kind alone: nothing that a template decides is settled by silence."""
    daten = read(neuanlage(art=art).vertrag)
    gelistet = {w["pfad"]: w["wert"] for w in daten["vorlagenwerte"]}
    gewaehlt = {p: w for p, w in _flat({k: v for k, v in daten.items() if k != "vorlagenwerte"}) if isinstance(w, bool)}
    assert gewaehlt
    # Joint objects that the template makes have some more.
    entschieden = Counter(w for w in gelistet.values() if w in ("true", "false"))
    assert Counter(str(w).lower() for w in gewaehlt.values()) <= entschieden
    # What nobody signs has no form of signing.
    assert {"bundesland", *({"unterzeichnung.form"} if "unterzeichnung" in daten else ())} <= set(gelistet)


def _flat(daten: Any, pfad: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(daten, (dict, list)):
        for name, wert in daten.items() if isinstance(daten, dict) else enumerate(daten):
            yield from _flat(wert, f"{pfad}/{name}")
    else:
        yield pfad, daten


@pytest.mark.parametrize("art", MIT_VORLAGE, ids=lambda a: a.name)
def test_each_section_has_a_line_that_a_person_turns_into_a_confirmation(
    rufe: Rufe, tmp_path: Path, art: Vertragsart
) -> None:
    """Taking the signs away and naming who and when closes every invented value; a changed one is not confirmed by chance."""
    trotzdem = ["--trotz-risiko"] if art.risiko is not None and art.risiko.ist_zu_bestaetigen else []
    assert rufe("neu", "--art", art.name, *trotzdem, "--kennung", KENNUNG, tmp_path).code == 0
    datei = tmp_path / art.ort.path_of(KENNUNG)
    stand = str(read(datei.read_bytes())["fassung"]["stand"])
    text = datei.read_text(encoding="utf-8").replace("# vorlagenbestaetigungen:", "vorlagenbestaetigungen:")
    text, zahl = re.subn(
        r"(?m)^#(   - \{abschnitt: \w+, von: )\"\[offen: Name oder Stelle\]\", am: JJJJ-MM-TT\}",
        rf"\1Referat 43, am: {stand}}}",
        text,
    )
    assert zahl > 5
    datei.write_text(text, encoding="utf-8", newline="\n")
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", stand, "--ausgabe", "json").aus)["befunde"]
    assert not [b for b in befunde if b["variante"] in ("vorlage", "abschnitt")]
    # A kind without a term has an application.
    abschnitt = "laufzeit" if "{abschnitt: laufzeit," in text else "antrag"
    datei.write_text(
        text.replace(f"  - {{abschnitt: {abschnitt}, von: Referat 43", "  - {abschnitt: anlagen2, von: Referat 43"),
        encoding="utf-8",
        newline="\n",
    )
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", stand, "--ausgabe", "json").aus)["befunde"]
    assert {b["pfad"].partition(".")[0] for b in befunde if b["variante"] == "vorlage"} == {abschnitt}
    assert [b["ist"] for b in befunde if b["variante"] == "abschnitt"] == ["anlagen2"]


def test_a_confirmation_travels_in_the_vermerk_and_in_no_document(rufe: Rufe, tmp_path: Path) -> None:
    ordner = copy_beispiel(tmp_path / "b", "TB1-WESERBOGEN-2025")
    datei = ordner / "vertraege/TB1-WESERBOGEN-2025/vertrag.yaml"
    zusatz = (
        'vorlagenwerte:\n  - {pfad: laufzeit.hat_weitergeltung, wert: "true"}\n'
        "vorlagenbestaetigungen:\n  - {abschnitt: laufzeit, von: Abteilung Zwirn, am: 2024-12-10}\n"
    )
    datei.write_text(datei.read_text("utf-8") + zusatz, encoding="utf-8", newline="\n")
    assert rufe("bauen", ordner, "--stichtag", "2024-12-18", "--format", "html,plain,pdf").code == 0
    assert rufe("vermerk", ordner, "--stichtag", "2024-12-18", "--format", "plain").code == 0
    gefunden = {
        p.relative_to(ordner / "ausgabe").parts[1]
        for p in (ordner / "ausgabe").rglob("*")
        if p.is_file() and b"Zwirn" in unpack(p.read_bytes())
    }
    assert len(gefunden) == 1 and next(iter(gefunden)).endswith("-vermerk")
    for pdf in (ordner / "ausgabe").rglob("*.pdf"):
        with pikepdf.open(pdf) as dokument:
            assert not any(b"Zwirn" in a.get_file().read_bytes() for a in dokument.attachments.values())


def test_the_report_explains_a_kind_of_finding_three_times_and_lists_the_rest(rufe: Rufe, tmp_path: Path) -> None:
    """A new contract has some two hundred open points: each has its line, not four."""
    assert rufe("neu", "--kennung", KENNUNG, tmp_path).code == 0
    kurz = rufe("pruefen", tmp_path, "--stichtag", "2026-12-01").aus
    lang = rufe("pruefen", tmp_path, "--stichtag", "2026-12-01", "--ausfuehrlich").aus
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", "2026-12-01", "--ausgabe", "json").aus)["befunde"]
    assert kurz.count("hat „vertragswerk neu“ erfunden") == 3
    assert (
        len(re.findall("BG-06 ", kurz)) == len(re.findall("BG-06 ", lang)) >= sum(b["code"] == "BG-06" for b in befunde)
    )
    assert len(kurz.splitlines()) * 2 < len(lang.splitlines())
    gefaltet = " ".join(kurz.split())
    assert all(f"{b['zeile']}:{b['spalte']}" in kurz and b["pfad"] in gefaltet for b in befunde)


@pytest.mark.parametrize(
    "name",
    ["Verbund der Ersatzkassen Nord e. V.", "Haus Nr. 5 gGmbH", "Träger nach § 3 Abs. 2", "Klinik am 3. Oktober"],
)
def test_a_name_with_a_bound_blank_is_the_same_in_rubrum_and_signatures(name: str, rufe: Rufe, bestand: Path) -> None:
    """“e. V.” made a release impossible: the signatures printed the blank as typed, the Rubrum one that does not break."""
    replace_once(
        bestand / "parteien" / "weserbogen.yaml", "name: Weserbogen Seelische Gesundheit gGmbH", f"name: {name}"
    )
    lauf = rufe("pruefen", bestand, "--vertrag", "TB1-WESERBOGEN-2025", "--stichtag", "2024-12-18")
    assert "TD-03" not in lauf.aus, lauf.aus


def test_postcode_of_zeros_is_an_open_point(rufe: Rufe, tmp_path: Path) -> None:
    assert rufe("neu", "--kennung", KENNUNG, tmp_path).code == 0
    befunde = json.loads(rufe("pruefen", tmp_path, "--ausgabe", "json").aus)["befunde"]
    plz = [b for b in befunde if b["datei"].startswith("parteien/") and "00000" in b["ist"]]
    assert len(plz) == 2 and {b["code"] for b in plz} == {"BG-06"}


def unpack(inhalt: bytes) -> bytes:
    """Return everything in a file, the parts of a ZIP archive unpacked."""
    if not inhalt.startswith(b"PK"):
        return inhalt
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        return b"".join(archiv.read(n) for n in archiv.namelist())


def test_results_that_the_template_suggests_are_right(rufe: Rufe, tmp_path: Path) -> None:
    assert rufe("neu", "--kennung", KENNUNG, tmp_path).code == 0
    datei = tmp_path / "vertraege" / KENNUNG / "vertrag.yaml"
    replace_once(datei, "  # ausgewiesen: {", "  ausgewiesen: {")
    lauf = rufe("pruefen", tmp_path, "--ausgabe", "json", "--stichtag", "2026-12-01")
    # The template's Rechtsstand lies behind the law that is shipped, and the check says so.
    assert {b["code"] for b in json.loads(lauf.aus)["befunde"]} == {"BG-06", "VZ-12"}
    replace_once(datei, '{jahresbetrag: "802977.70"', '{jahresbetrag: "802977.71"')
    lauf = rufe("pruefen", tmp_path, "--ausgabe", "json", "--stichtag", "2026-12-01")
    assert {b["code"] for b in json.loads(lauf.aus)["befunde"]} > {"BG-06", "VZ-12"}


def test_says_how_many_points_are_open(rufe: Rufe, tmp_path: Path) -> None:
    lauf = rufe("neu", "--kennung", KENNUNG, tmp_path / "neu")
    neu = tmp_path / "neu"
    werte = read((neu / "vertraege" / KENNUNG / "vertrag.yaml").read_bytes())["vorlagenwerte"]
    assert (
        f"Darin sind {len(open_points(neu))} Stellen offen und {len(werte)} Zahlen, Tage, Auswahlen und Ja-Nein-Angaben erfunden"
        in lauf.aus
    )


@pytest.mark.parametrize("art", MIT_VORLAGE, ids=lambda a: a.name)
def test_contract_fits_the_published_schema(art: Vertragsart) -> None:
    neu = neuanlage(art=art)
    jsonschema.validate(read(neu.vertrag), json.loads(write_schema(art.name)))
    for name, inhalt in neu.gemeinsames.items():
        objekt = next(g for g in art.gemeinsames if name.startswith(f"{g.ordner}/"))
        jsonschema.validate(read(inhalt), json.loads(write_schema(objekt.name)))


@pytest.mark.parametrize("art", [a for a in ARTEN if KURZINFORMATION in a.dokumente], ids=lambda a: a.name)
def test_a_template_explains_itself_in_simple_language(art: Vertragsart, rufe: Rufe, tmp_path: Path) -> None:
    """Every name it does not know is an open point, once; what it words itself is simple enough."""
    trotzdem = ["--trotz-risiko"] if art.risiko is not None and art.risiko.ist_zu_bestaetigen else []
    assert rufe("neu", "--art", art.name, *trotzdem, "--kennung", KENNUNG, tmp_path).code == 0
    daten = read((tmp_path / "vertraege" / KENNUNG / "vertrag.yaml").read_bytes())
    stellen = daten["kurzinformation"]["ansprechstellen"]
    assert len(stellen) == 2 and all(OFFEN.fullmatch(f'"{s[f]}"') for s in stellen for f in ("name", "kontakt"))
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", "2026-12-01", "--ausgabe", "json").aus)["befunde"]
    assert not [b for b in befunde if b["code"] in ("TD-05", "TD-08")]
    offen = [b["pfad"] for b in befunde if b["code"] == "BG-06" and b["pfad"].startswith("kurzinformation")]
    assert len(offen) == len(set(offen)) == 4


@pytest.mark.parametrize(
    "art", [a for a in ARTEN if issubclass(a.load_modell(), HatGegenleistungen)], ids=lambda a: a.name
)
def test_the_counter_performance_of_a_template_is_open_in_every_word(
    art: Vertragsart, rufe: Rufe, tmp_path: Path
) -> None:
    """It is an offer in comments; whoever takes the signs away has a contract that fits and three open points more."""
    trotzdem = ["--trotz-risiko"] if art.risiko is not None and art.risiko.ist_zu_bestaetigen else []
    assert rufe("neu", "--art", art.name, *trotzdem, "--kennung", KENNUNG, tmp_path).code == 0
    datei = tmp_path / "vertraege" / KENNUNG / "vertrag.yaml"
    text, zahl = re.subn(
        r"(?m)^# (gegenleistungen:|  - id: G1|    (?:leistung|zweck|zusammenhang): )", r"\1", datei.read_text("utf-8")
    )
    assert zahl == 5
    datei.write_text(text, encoding="utf-8", newline="\n")
    befunde = json.loads(rufe("pruefen", tmp_path, "--stichtag", "2026-12-01", "--ausgabe", "json").aus)["befunde"]
    gefunden = {b["pfad"]: b["code"] for b in befunde if b["pfad"].startswith("gegenleistungen[G1].")}
    assert gefunden == {f"gegenleistungen[G1].{f}": "BG-06" for f in ("leistung", "zweck", "zusammenhang")}


@pytest.mark.parametrize(
    ("format", "lies"), [("docx", text_docx), ("odt", text_odt), ("pdf", text_pdf), ("html", text_html)]
)
def test_draft_is_marked_in_every_format(format: str, lies, rufe: Rufe, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rufe("neu", "--kennung", KENNUNG, "--budgetjahr", 2027, ort=tmp_path)
    lauf = rufe("bauen", "--entwurf", "--format", format)
    assert lauf.code == 0, lauf.alles
    assert "Entwürfe sind nicht zur Unterschrift bestimmt" in lauf.aus
    datei = tmp_path / "ausgabe" / KENNUNG / "0.1-entwurf" / f"{KENNUNG}.{format}"
    inhalt = datei.read_bytes()
    text = "\n".join(lies(inhalt).zeilen)
    assert "[offen: Name des Leistungserbringers]" in text
    # 1460 × 113,30 + 2190 × 149,35 + 144 × 669,50 + 96 × 1009,40 + 48 × (515,00 + 793,10 + 1133,00)
    assert "802.977,70 Euro" in text.replace("\u00a0", " "), "der Jahresbetrag der Platzhalter"
    if format != "pdf":  # its mark is drawn, not written; the writer's own tests look at the picture
        assert b"ENTWURF" in unpack(inhalt)
    manifest = json.loads((datei.parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["ist_entwurf"] is True
    assert rufe("bauen").code == 1
    assert not (tmp_path / "ausgabe" / KENNUNG / "0.1").exists()


def test_editor_schema_lies_where_the_first_line_points(rufe: Rufe, tmp_path: Path) -> None:
    rufe("neu", "--kennung", KENNUNG, tmp_path)
    dateien = sorted(tmp_path.rglob("*.yaml"))
    assert len(dateien) == 3
    for datei in dateien:
        zeile = datei.read_text(encoding="utf-8").splitlines()[0]
        treffer = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", zeile)
        assert treffer is not None, zeile
        schema = (datei.parent / treffer[1]).resolve()
        assert (
            json.loads(schema.read_text(encoding="utf-8"))["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        )
        assert schema.read_text(encoding="utf-8") == write_schema(schema.name.removesuffix(".schema.json"))


def test_joins_an_existing_repository(rufe: Rufe, tmp_path: Path) -> None:
    ort = copy_beispiel(tmp_path / "bestand")
    vorher = {p: p.read_bytes() for p in ort.rglob("*") if p.is_file()}
    angaben = ("--leistungstraeger", "land", "--leistungserbringer", "hafen")
    lauf = rufe("neu", "--kennung", KENNUNG, *angaben, ort / "parteien")
    assert lauf.code == 0, lauf.alles
    assert "Er verwendet, was schon da ist: parteien/land.yaml." in lauf.aus
    assert all(p.read_bytes() == inhalt for p, inhalt in vorher.items()), "Vorhandenes ist verändert"
    neu = {p.relative_to(ort).as_posix() for p in ort.rglob("*") if p.is_file() and p not in vorher}
    assert neu == {
        f"vertraege/{KENNUNG}/vertrag.yaml",
        "parteien/hafen.yaml",
        "schema/partei.schema.json",
        "schema/traegerbudget_singulaer.schema.json",
    }
    bestand, maengel = open_bestand(ort)
    assert maengel == []
    geladen = next(load_vertrag(bestand.read_dateien(o)) for o in bestand.vertraege() if o.kennung == KENNUNG)
    assert geladen.maengel == () and geladen.vertrag is not None
    assert [p.partei for p in geladen.vertrag.parteien] == ["land", "hafen"]


@given(jahr=st.integers(2020, 2097))
@settings(max_examples=20, deadline=None)
def test_any_year_gives_deadlines_by_the_stated_rule(jahr: int) -> None:
    daten = read(neuanlage(jahr=jahr).vertrag)
    controlling, land = daten["controlling"], daten["bundesland"]
    regel = controlling["berichtsfrist"]
    assert land == LAND
    for bericht in controlling["berichte"]:
        soll = deadline(date.fromisoformat(bericht["stichtag"]), regel["monate"], regel["tag"], land)
        assert bericht["frist"] == soll.isoformat()


@given(kennung=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,12}", fullmatch=True).filter(is_kennung))
@settings(max_examples=60, deadline=None)
def test_any_kennung_is_read_back_as_text(kennung: str) -> None:
    assert read(neuanlage(kennung).vertrag)["kennung"] == kennung


@pytest.mark.parametrize("kennung", ["null", "yes", "2027", "1e5", "0x1F", "2025-01-31", "06667"])
def test_kennung_that_looks_like_a_number(kennung: str) -> None:
    assert read(neuanlage(kennung).vertrag)["kennung"] == kennung
