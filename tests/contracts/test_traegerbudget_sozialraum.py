"""A sozialraumorientiertes Trägerbudget: every figure of the examples, what is joint in one place, a start that moves."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.arten.traegerbudget_sozialraum import TraegerbudgetSozialraum
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.rechnen.betrag import quote_in_prozent, split_raten, sum_betraege
from contracts.rechnen.mitgliedschaft import list_sitze
from generator.assemble import assemble
from generator.numbering import resolve
from generator.writers.plain import write_plain
from tests.hilfen import need_shared
from tests.vertraege import BEISPIELE
from vertragswerk.dateisystem.verzeichnis import open_bestand

EINS, ZWEI = "TB2-MUSTERHAVEN-I", "TB2-MUSTERHAVEN-II"
ZAHLEN: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "zahlen_sozialraum.yaml").read_text(encoding="utf-8")
)
RAUM = Path("sozialraeume", "musterhaven", "sozialraum.yaml")


def load_all(wurzel: Path = BEISPIELE) -> dict[str, Geladen]:
    bestand, maengel = open_bestand(wurzel)
    assert not maengel
    return {o.kennung: load_vertrag(bestand.read_dateien(o)) for o in bestand.vertraege() if o.kennung in (EINS, ZWEI)}


def budgetvertrag(geladen: Geladen) -> TraegerbudgetSozialraum:
    assert not geladen.maengel, [m.meldung for m in geladen.maengel]
    assert isinstance(geladen.vertrag, TraegerbudgetSozialraum)
    return geladen.vertrag


def text(geladen: Geladen) -> str:
    assert geladen.vertrag is not None and geladen.gliederung is not None and geladen.quelle is not None
    bau = assemble(geladen.vertrag, geladen.gliederung, geladen.quelle)
    assert bau.dokument is not None and not bau.maengel
    glatt = write_plain(resolve(bau.dokument)).decode("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"[ \t\n]+", " ", glatt)


@cache
def beispiele() -> dict[str, Geladen]:
    return load_all()


@cache
def beispieltext(kennung: str) -> str:
    return text(beispiele()[kennung])


@pytest.mark.parametrize(("kennung", "zahl"), [(k, z) for k, zahlen in ZAHLEN.items() for z in zahlen])
def test_figure_stands_in_the_contract(kennung: str, zahl: str) -> None:
    assert " ".join(zahl.split()) in beispieltext(kennung)


def test_computed_figures_are_those_of_the_verified_data() -> None:
    """Every figure of the example of the domain, from the volumes and rates of both contracts."""
    ex2 = yaml.safe_load(need_shared("domain", "beispiele", "ex2_traegerbudget_sozialraum.yaml").read_text("utf-8"))
    teile = [t for k in (EINS, ZWEI) for t in budgetvertrag(beispiele()[k]).erbringerteile]
    kurz = {"hafenlicht": "P1", "geestufer": "P2", "leuchtturm": "P3"}
    extern = {x["kurz"]: x for x in ex2["externe_kostentraeger"]}
    for teil in teile:
        name, b = kurz[teil.leistungserbringer.partei], teil.berechnet
        soll = ex2["budgets"][name]
        rumpf, voll = soll["rumpf_2026"], soll["volljahr"]
        assert {t.leistungstyp.kuerzel: str(t.summe) for t in b.leistungstypen} == soll["summen"]
        assert (str(b.jahreswert), str(b.jahresbetrag)) == (soll["jahreswert"], rumpf["betrag"])
        assert (b.raten_anzahl, str(b.letzte_rate)) == (rumpf["raten"], rumpf["letzte_rate"])
        assert str(b.rate) == next(v for k, v in rumpf.items() if k.startswith("rate_1"))
        jahr = split_raten(b.jahreswert, voll["raten"])
        assert (str(jahr.rate), str(jahr.letzte_rate)) == (voll["rate_1_bis_11"], voll["letzte_rate"])
        assert b.personen_im_budget == soll["personen"]["summe"]
        assert (b.personen_extern, b.personen_eigene) == (extern[name]["extern"], extern[name]["im_sozialraum_eigen"])
        assert str(b.prozent_extern) == extern[name]["quote"]
        saetze = {g["satz"] for gruppen in soll.values() if isinstance(gruppen, list) for g in gruppen}
        assert {str(p.satz) for t in b.leistungstypen for p in t.posten} == saetze
    gesamt, alle = ex2["gesamt"], [t.berechnet for t in teile]
    assert str(sum_betraege(b.jahreswert for b in alle)) == gesamt["jahreswert"] == "4197891.80"
    assert str(sum_betraege(b.jahresbetrag for b in alle)) == gesamt["auszahlung_2026"] == "2902004.25"
    assert sum(b.personen_im_budget for b in alle) == gesamt["personen_im_budget"]
    assert str(quote_in_prozent(sum(b.personen_extern for b in alle), extern["SUMME"]["personen_gesamt"])) == "29.1"


def test_sums_of_a_contract_are_those_of_its_budgets() -> None:
    vertrag = budgetvertrag(beispiele()[EINS])
    teile = [t.berechnet for t in vertrag.erbringerteile]
    assert vertrag.berechnet.jahresbetrag == sum(b.jahresbetrag for b in teile) == Decimal("2778796.95")
    assert vertrag.berechnet.personen_gesamt == 280 and str(vertrag.berechnet.prozent_extern) == "27.9"


def test_part_knows_where_its_data_stand() -> None:
    stueck = budgetvertrag(beispiele()[EINS]).teile[1]
    assert stueck.locate(("leistungspaket", 0, "teil")) == ("budgetnehmer", 1, "leistungspaket", 0, "teil")
    assert stueck.locate(("budget", "ausgewiesen", "rate")) == ("budgetnehmer", 1, "ausgewiesen", "rate")
    assert stueck.locate(("budget", "rundung")) == ("budget", "rundung")
    assert stueck.locate(()) == ()


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    shutil.copytree(BEISPIELE, tmp_path / "bestand")
    return tmp_path / "bestand"


def change(wurzel: Path, alt: str, neu: str) -> dict[str, Geladen]:
    datei = wurzel / RAUM
    inhalt = datei.read_text(encoding="utf-8")
    assert inhalt.count(alt) == 1, alt
    datei.write_text(inhalt.replace(alt, neu), encoding="utf-8")
    return load_all(wurzel)


def test_joint_goal_changed_in_its_one_place_changes_in_every_contract(bestand: Path) -> None:
    alt = "Im Sozialraum besteht ein gemeinsamer, gepoolter Krisendienst der Budgetnehmer."
    neu = "Im Sozialraum ist ein gemeinsamer Krisendienst an jedem Tag erreichbar."
    geaendert = change(bestand, alt, neu)
    for kennung in (EINS, ZWEI):
        assert alt in beispieltext(kennung) and neu not in beispieltext(kennung)
        nachher = text(geaendert[kennung])
        assert nachher.count(neu) == beispieltext(kennung).count(alt) and alt not in nachher
    # Nothing of it stands in a contract.
    assert all(alt not in d.read_text(encoding="utf-8") for d in bestand.glob("vertraege/TB2-*/**/*.*"))


def test_start_that_moves_changes_the_instalments_of_its_contract_and_nothing_of_the_other(bestand: Path) -> None:
    geaendert = change(bestand, "beginn: 2026-10-01", "beginn: 2026-11-01")
    vorher, nachher = budgetvertrag(beispiele()[ZWEI]), budgetvertrag(geaendert[ZWEI])
    assert [v.berechnet.raten_anzahl for v in (vorher, nachher)] == [3, 2]
    assert [v.berechnet.laufzeit_monate for v in (vorher, nachher)] == [27, 26]
    assert [str(v.berechnet.jahresbetrag) for v in (vorher, nachher)] == ["123207.30", "82138.20"]
    assert [v.erbringerteile[0].berechnet.rate for v in (vorher, nachher)] == [Decimal("41069.10")] * 2
    sitze: list[Any] = [
        [(s.ab, s.bis, s.stimmen) for s in list_sitze(v.sozialraum) if s.id == "P3"] for v in (vorher, nachher)
    ]
    assert [str(s[0][0]) for s in sitze] == ["2026-10-01", "2026-11-01"]
    assert [str(s[1][1]) for s in sitze] == ["2026-09-30", "2026-10-31"]
    assert "beginnt am 1. November 2026" in text(geaendert[ZWEI])
    assert text(geaendert[EINS]) == beispieltext(EINS)
