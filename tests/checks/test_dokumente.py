"""Several documents of one contract: who reads which, what counts once, what a finding says of its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from checks.befund import Fund
from checks.kontext import Kontext, Pruefling, Schriftstueck
from checks.regel import Regel, Regelmodul
from checks.registry import REGELN
from checks.run import check, check_ausgaben
from generator.numbering import number
from generator.tree import Absatz, Abschnitt, Dokument, Kopf, Text, Textblock
from tests.checks.faelle import STICHTAG, make_pruefling, with_haupt

WARTELISTE = "Der Budgetnehmer führt eine Warteliste."


def make_schriftstueck(name: str, satz: str) -> Schriftstueck:
    absatz = Absatz("probe_a", (Textblock("probe_a_t", (Text(satz),)),))
    paragraf = Abschnitt("probe", "paragraf", (Text("Probe"),), (absatz,))
    kopf = Kopf("k", "t", "u", "1", "2025-01-01", "0", dokument=name)
    return Schriftstueck(name, *number(Dokument(kopf, (), (paragraf,))))


def with_merkblatt(satz: str, name: str = "merkblatt") -> Pruefling:
    grund = make_pruefling({})
    return replace(grund, schriftstuecke=(*grund.schriftstuecke, make_schriftstueck(name, satz)))


def make_modul(ebene: str, dokumente: str, funde: Iterable[Fund] = ()) -> tuple[Regelmodul, list[str]]:
    """Return a rule that reports the same hits on each document, and the list of documents it saw."""
    gesehen: list[str] = []

    def pruefe(kontext: Kontext) -> Iterable[Fund]:
        gesehen.append(kontext.schriftstueck.name)
        return funde

    regel = Regel("TD-90", "probe", "Probe", "fehler", "{ist}", ebene=cast(Any, ebene), dokumente=cast(Any, dokumente))
    return cast(Regelmodul, SimpleNamespace(REGEL=regel, pruefe=pruefe, __doc__="")), gesehen


def test_a_rule_about_text_finds_words_in_every_document_and_names_it() -> None:
    (befund,) = [b for b in check(with_merkblatt(WARTELISTE), STICHTAG).befunde if b.schwere == "fehler"]
    assert (befund.code, befund.dokument, befund.anker, befund.fundstelle) == (
        "RK-02",
        "merkblatt",
        "probe_a_t",
        "§\u00a01",
    )


def test_what_must_stand_somewhere_is_asked_of_the_main_document_alone() -> None:
    assert not check(with_merkblatt("Nichts weiter."), STICHTAG).befunde


def test_another_document_is_part_of_the_fingerprint_and_the_main_one_is_not() -> None:
    def fingerprint(pruefling: Pruefling) -> str:
        (befund,) = [b for b in check(pruefling, STICHTAG).befunde if b.code == "RK-02"]
        return befund.fingerprint

    haupt = make_schriftstueck("vertrag", WARTELISTE)
    allein = replace(make_pruefling({}), schriftstuecke=(haupt,))
    umbenannt = replace(allein, schriftstuecke=(replace(haupt, name="anders"),))
    assert fingerprint(allein) == fingerprint(umbenannt)
    drei = {fingerprint(allein), fingerprint(with_merkblatt(WARTELISTE)), fingerprint(with_merkblatt(WARTELISTE, "x"))}
    assert len(drei) == 3


def test_each_rule_reads_the_documents_it_asks_for_and_those_that_were_built() -> None:
    pruefling = with_merkblatt("x")
    for ebene, dokumente, erwartet in (
        ("vertrag", "alle", ["vertrag"]),
        ("dokument", "haupt", ["vertrag"]),
        ("dokument", "alle", ["vertrag", "merkblatt"]),
    ):
        modul, gesehen = make_modul(ebene, dokumente)
        check(pruefling, STICHTAG, [modul], ())
        assert gesehen == erwartet
    modul, gesehen = make_modul("ausgabe", "alle")
    vorher = check(pruefling, STICHTAG, [modul], ())
    assert gesehen == [] and [u.code for u in vorher.uebersprungen] == ["TD-90"]
    nachher = check_ausgaben(vorher, with_haupt(pruefling, ausgaben={"html": b""}), STICHTAG, [modul])
    assert gesehen == ["vertrag"] and nachher.gelaufen == ("TD-90",) and not nachher.uebersprungen


def test_what_is_wrong_in_the_data_counts_once_however_many_documents_are_read() -> None:
    modul, gesehen = make_modul("dokument", "alle", (Fund(("titel",), ist="a"), Fund(("titel",), ist="b")))
    befunde = check(with_merkblatt("x"), STICHTAG, [modul]).befunde
    assert len(gesehen) == 2 and [b.ist for b in befunde] == ["a", "b"]


def test_a_build_runs_every_rule_once() -> None:
    pruefling = make_pruefling({"vorfassung": {"nummer": "1.0", "besiegelt_am": date(2024, 12, 8)}})
    geprueft = check(pruefling, STICHTAG, REGELN, ())
    fertig = check_ausgaben(geprueft, with_haupt(pruefling, ausgaben={"html": b""}), STICHTAG)
    passend = [m for m in REGELN if all(isinstance(pruefling.vertrag, teil) for teil in m.REGEL.braucht)]
    assert sorted(fertig.gelaufen) == sorted(m.REGEL.code for m in passend)


def test_a_term_defined_in_one_document_is_defined_in_all() -> None:
    ohne = make_schriftstueck("merkblatt", "Der Leistungsfall ist die Einheit.")
    allein = replace(make_pruefling({}), schriftstuecke=(ohne,))
    assert "BG-02" in {b.code for b in check(allein, STICHTAG).befunde}
    assert "BG-02" not in {
        b.code for b in check(with_merkblatt("Der Leistungsfall ist die Einheit."), STICHTAG).befunde
    }
