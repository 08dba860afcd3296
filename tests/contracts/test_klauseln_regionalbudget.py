"""Figures of the Regionalbudget: every computed one is printed, and they are what the verified data say."""

from __future__ import annotations

from generator.klauseltext.klauselvorlage import VFeld
from tests.contracts.test_klauseln_arten import KLAUSELN, _build, _vorlage
from tests.contracts.test_klauseltexte import _nodes
from tests.hilfen import need_shared

ART = "regionalbudget"


def test_every_computed_result_is_printed_somewhere() -> None:
    """A figure that nobody prints could be wrong unnoticed."""
    felder = [
        k.pfad for art, name in KLAUSELN if art == ART for k in _nodes(_vorlage(art, name)) if isinstance(k, VFeld)
    ]
    namen = {teil for pfad in felder for teil in pfad}
    assert {
        "betrag", "rate", "letzte_rate", "raten_anzahl", "raten_gleiche", "anteile_gesamt", "module_gesamt", "korridor_von", "korridor_bis",
        "laufzeit_monate", "vollstationaer", "tagesklinisch", "summe", "regionen_text", "regionen_in_betrieb", "betrag_vorjahr",
    } <= namen  # fmt: skip


def test_plan_and_shares_are_what_the_verified_data_say() -> None:
    """The figures are recomputed outside the program (`verify.py` of the development material, ex3)."""
    import yaml

    ex3 = yaml.safe_load((need_shared("domain/beispiele/ex3_regionalbudget_64b.yaml")).read_text(encoding="utf-8"))
    berechnet, plan = _build(ART)[0].berechnet, ex3["transformation"]
    assert [s.planjahr.jahr for s in berechnet.plan.jahre] == plan["jahre"]
    assert [s.summe for s in berechnet.plan.jahre] == plan["summe_plaetze"]
    assert [s.planjahr.vollstationaer for s in berechnet.plan.jahre] == plan["vollstationaere_plaetze"]
    assert {n: getattr(berechnet.plan, n) for n in ("vollstationaer", "tagesklinisch", "summe")} == {
        "vollstationaer": plan["gesamt"]["vollstationaer"],
        "tagesklinisch": plan["gesamt"]["tagesklinisch"],
        "summe": plan["gesamt"]["summe"],
    }
    for jahr in berechnet.jahre:
        soll = ex3["budget"][str(jahr.jahr)]
        assert (str(jahr.betrag), str(jahr.rate), str(jahr.letzte_rate), jahr.raten_anzahl) == (
            soll["betrag"], soll["rate"], soll["rate"], soll["raten"],
        )  # fmt: skip
    anteile = ex3["anteile_krankenkassen_2024"]
    assert [str(a.betrag) for a in berechnet.basis.anteile] == [a["betrag"] for a in anteile]
    assert [f"{a.anteil * 100:.1f}" for a in berechnet.basis.anteile] == [a["prozent"] for a in anteile]
    assert str(berechnet.module_gesamt) == ex3["aufteilung_2024"]["summe"]
    assert (berechnet.korridor_von, berechnet.korridor_bis) == (
        ex3["korridor"]["untergrenze"],
        ex3["korridor"]["obergrenze"],
    )
    assert berechnet.laufzeit_monate == 12 * ex3["laufzeit"]["jahre"]
