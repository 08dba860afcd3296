"""Figures: every one that the independent recomputation knows stands in the built documents; one changed Menge changes all that
depend on it, everywhere, and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.arten import HAUPTDOKUMENT
from generator import formate
from generator.readers import text_docx, text_html, text_odt, text_pdf
from generator.tree import Dokument, Feld, Tabelle
from tests.hilfen import need_shared
from tests.vertraege import ERSTE_FASSUNG, ERSTER, ZWEITE_FASSUNG, ZWEITER, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once

FORMATE = {"docx": text_docx, "odt": text_odt, "pdf": text_pdf, "html": text_html}
KLARTEXT = {"markdown": "md", "plain": "txt"}
ALLE = [*FORMATE, *KLARTEXT]


def flat(text: str) -> str:
    """Return a text with every blank, also those that must not break, as one plain blank."""
    return re.sub(r"\s+", " ", text.replace("\\", ""))


def texts(ordner: Path, kennung: str) -> dict[str, str]:
    """Return the text of each built format, read from the file."""
    aus = {f: flat("\n".join(lies((ordner / f"{kennung}.{f}").read_bytes()).zeilen)) for f, lies in FORMATE.items()}
    for name, endung in KLARTEXT.items():
        aus[name] = flat((ordner / f"{kennung}.{endung}").read_text(encoding="utf-8"))
    return aus


def without_stated_results(bestand: Path, kennung: str) -> None:
    """Take the results out of a contract file that it states for comparison; what is printed then is computed."""
    datei = bestand / "vertraege" / kennung / "vertrag.yaml"
    text = datei.read_text(encoding="utf-8")
    neu, anzahl = re.subn(r"  ausgewiesen:\n(    .*\n)+", "", text)
    assert anzahl == 1
    datei.write_text(neu, encoding="utf-8", newline="\n")


def build(rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("bauen", bestand, "--ohne-gegenprobe", "--format", ",".join(ALLE))
    assert lauf.code == 0, lauf.alles


def document(bestand: Path, kennung: str) -> Dokument:
    """Return the numbered document of a contract."""
    return work_at(bestand, kennung).dokumente[HAUPTDOKUMENT]


def document_fields(bestand: Path, kennung: str) -> list[Feld]:
    """Return the values of the document in order."""
    return list(_walk(document(bestand, kennung)))


def _nodes(knoten: Any) -> Iterator[Any]:
    """Yield every node of a tree."""
    if isinstance(knoten, tuple):
        for k in knoten:
            yield from _nodes(k)
    elif is_dataclass(knoten):
        yield knoten
        for f in fields(knoten):
            yield from _nodes(getattr(knoten, f.name))


def _walk(knoten: Any) -> Iterator[Feld]:
    return (k for k in _nodes(knoten) if isinstance(k, Feld))


ALT, NEU = 5811, 5851
ERWARTET = {
    # data path: value before, value after; reckoned by hand from 40 more days at 149,30 Euro, carried forward to 154,08 Euro
    "menge": ("5 811", "5 851"),
    "betrag_basis": ("867.582,30", "873.554,30"),
    "betrag": ("895.358,88", "901.522,08"),
    "summe_menge": ("15 299", "15 339"),
    "summe_basis": ("2.390.771,20", "2.396.743,20"),
    "summe": ("2.467.285,14", "2.473.448,34"),
    "basisbetrag": ("4.482.907,10", "4.488.879,10"),
    "alternativbetrag": ("4.626.360,13", "4.632.523,23"),
    "rundungsdifferenz": ("12,76", "12,86"),
    "jahresbetrag": ("4.626.372,89", "4.632.536,09"),
    "worte": (
        "vier Millionen sechshundertsechsundzwanzigtausenddreihundertzweiundsiebzig Euro und neunundachtzig Cent",
        "vier Millionen sechshundertzweiunddreißigtausendfünfhundertsechsunddreißig Euro und neun Cent",
    ),
    "rate": ("385.531,07", "386.044,67"),
    "letzte_rate": ("385.531,12", "386.044,72"),
    "fua_betrag": ("115.659,32", "115.813,40"),
}


def test_one_changed_volume_changes_every_figure_that_depends_on_it(rufe: Rufe, tmp_path: Path) -> None:
    vorher, nachher = (copy_beispiel(tmp_path / name, ERSTER) for name in ("vorher", "nachher"))
    for ort in (vorher, nachher):
        without_stated_results(ort, ERSTER)
    replace_once(nachher / "vertraege" / ERSTER / "vertrag.yaml", f"menge: {ALT},", f"menge: {NEU},")
    paare = list(zip(document_fields(vorher, ERSTER), document_fields(nachher, ERSTER), strict=True))
    assert all(a.pfad == n.pfad for a, n in paare)
    geaendert = [(flat(a.text), flat(n.text)) for a, n in paare if a != n]
    ohne_einheit = {(a.removesuffix(" Euro"), n.removesuffix(" Euro")) for a, n in geaendert}
    assert ohne_einheit == set(ERWARTET.values())
    build(rufe, vorher)
    build(rufe, nachher)
    alte, neue = (texts(ort / "ausgabe" / ERSTER / ERSTE_FASSUNG, ERSTER) for ort in (vorher, nachher))
    for format in ALLE:
        for alt, neu in ERWARTET.values():
            mal = sum(a.removesuffix(" Euro") == alt for a, _ in geaendert)
            assert count(alt, alte[format]) - count(alt, neue[format]) == mal, (format, alt)
            assert count(neu, neue[format]) - count(neu, alte[format]) == mal, (format, neu)
        for alt, _ in (
            ERWARTET[n] for n in ("betrag", "summe", "jahresbetrag", "worte", "rate", "letzte_rate", "fua_betrag")
        ):
            assert count(alt, neue[format]) == 0, (format, alt)


def count(wert: str, text: str) -> int:
    """Return how often a value stands in a text, not as part of a longer one."""
    return len(re.findall(rf"(?<![\d.,\w]){re.escape(wert)}(?![\d\w]|[.,]\d)", text))


def test_the_yearly_amount_stands_in_every_part_of_the_contract(tmp_path: Path) -> None:
    dokument = document(copy_beispiel(tmp_path / "b", ERSTER), ERSTER)
    orte = set()
    for abschnitt in dokument.abschnitte:
        tabellen = [b for b in _nodes(abschnitt) if isinstance(b, Tabelle)]
        in_tabellen = {id(f) for t in tabellen for f in _walk(t)}
        for f in _walk(abschnitt):
            if f.wert == "4626372.89" and f.ist_berechnet:
                orte.add((abschnitt.art, id(f) in in_tabellen, f.art))
    assert orte >= {("paragraf", False, "betrag"), ("paragraf", False, "worte"), ("anlage", True, "betragszahl")}


# ---------------------------------------------------------------------------------------- the independent recomputation


@cache
def ex1() -> dict[str, Any]:
    datei = need_shared("domain", "beispiele", "ex1_traegerbudget_singulaer.yaml")
    return yaml.safe_load(datei.read_text(encoding="utf-8"))


def amount(wert: str) -> str:
    return formate.betragszahl(Decimal(wert))


def figures_2025(e: dict[str, Any]) -> Iterator[str]:
    """Yield every figure of 2025 that the recomputation checks, as a German document prints it."""
    for z in e["berechnung"]["zeilen"]:
        yield from (amount(z[k]) for k in ("satz_2024", "satz_2025", "betrag_2025"))
        yield flat(formate.zahl(z["menge"]))
    yield from (amount(s) for s in e["berechnung"]["summen_2025"].values())
    budget = e["budget"]["2025"]
    yield from (amount(budget[k]) for k in ("jahresbetrag", "rate_1_bis_11", "rate_12"))
    yield budget["in_worten"]
    yield from (amount(w) for w in e["budget"]["kontrollwert"].values())
    yield amount(e["fua"]["betrag_2025"])
    yield flat(formate.prozent(Decimal(e["fua"]["mindestanteil"])))
    yield flat(formate.prozent(Decimal(e["berechnung"]["steigerungsrate_2025"])))
    yield from (formate.dezimal(Decimal(w)) for w in e["controlling"]["soll_hbg_index"].values())


def figures_2026(e: dict[str, Any]) -> Iterator[str]:
    """Yield every figure of 2026 that the recomputation checks."""
    a = e["aenderungsvereinbarung_1"]
    for saetze in a["saetze_2026"].values():
        yield from map(amount, saetze)
    for mengen in a["mengen_2026"].values():
        yield from (flat(formate.zahl(m)) for m in mengen)
    yield from map(amount, a["summen_2026"].values())
    yield from (amount(a["budget_2026"][k]) for k in ("jahresbetrag", "rate_1_bis_11", "rate_12"))
    yield amount(a["fua_2026"])
    yield from map(amount, a["abweichung"].values())
    yield flat(formate.prozent(Decimal(a["steigerungsrate_2026"])))


COUNTS = {
    "personenkreis.personen_gesamt": ("personenkreis", "personen_betreut_gesamt"),
    "berechnet.personen_extern": ("personenkreis", "davon_externe_kostentraeger"),
    "berechnet.personen_im_budget": ("personenkreis", "personen_im_budget"),
    "personenkreis.mehrfachbezuege": ("personenkreis", "personen_mit_zwei_leistungstypen"),
    "berechnet.leistungsfaelle": ("personenkreis", "leistungsfaelle", "summe"),
}
"""Counts are too short to be searched for as text: they are looked up by their data path in the HTML page."""


@pytest.mark.parametrize(
    ("kennung", "fassung", "zahlen"),
    [(ERSTER, ERSTE_FASSUNG, figures_2025), (ZWEITER, ZWEITE_FASSUNG, figures_2026)],
    ids=["2025", "2026"],
)
def test_recomputed_figures_stand_in_every_document(
    kennung: str, fassung: str, zahlen: Any, rufe: Rufe, tmp_path: Path
) -> None:
    erwartet = list(zahlen(ex1()))
    bestand = copy_beispiel(tmp_path / "b", kennung)
    without_stated_results(bestand, kennung)
    build(rufe, bestand)
    for format, text in texts(bestand / "ausgabe" / kennung / fassung, kennung).items():
        fehlend = [w for w in erwartet if count(w, text) == 0 and count(w.replace("-", "−"), text) == 0]
        assert fehlend == [], format


def test_results_stand_in_no_file_before_they_are_computed(tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", ERSTER)
    without_stated_results(bestand, ERSTER)
    daten = (bestand / "vertraege" / ERSTER / "vertrag.yaml").read_text(encoding="utf-8")
    e = ex1()
    for wert in (
        *e["berechnung"]["summen_2025"].values(),
        e["budget"]["2025"]["jahresbetrag"],
        e["fua"]["betrag_2025"],
    ):
        assert wert not in daten


def test_recomputed_counts_stand_at_their_path(rufe: Rufe, tmp_path: Path) -> None:
    e = ex1()
    bestand = copy_beispiel(tmp_path / "b", ERSTER)
    build(rufe, bestand)
    seite = (bestand / "ausgabe" / ERSTER / ERSTE_FASSUNG / f"{ERSTER}.html").read_text(encoding="utf-8")
    gezeigt: dict[str, set[str]] = {}
    for pfad, text in re.findall(r'data-pfad="([^"]+)"[^>]*>([^<]*)<', seite):
        gezeigt.setdefault(html.unescape(pfad), set()).add(flat(html.unescape(text)))
    for pfad, stelle in COUNTS.items():
        wert: Any = e
        for name in stelle:
            wert = wert[name]
        assert str(wert) in gezeigt.get(pfad, set()), (pfad, wert, sorted(gezeigt))
    for kuerzel in ("bW", "AA", "BoT", "TS"):
        wert = str(e["personenkreis"]["leistungsfaelle"][kuerzel])
        assert any(wert in t for p, t in gezeigt.items() if f"[{kuerzel}].leistungsfaelle" in p), kuerzel
