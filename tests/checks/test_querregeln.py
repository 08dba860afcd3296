"""Rules across contracts: a small extract of each, hits with places in both, nothing a rule does ends in a traceback."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import cast

from checks.bericht import Pruefbericht, Pruefung
from checks.kontext import Kontext, Pruefling
from checks.regel import Querregelmodul, Regel
from checks.run import check, check_quer
from checks.vertragsauszug import Quertreffer, Vertragsauszug
from contracts.position import Position, Quelle
from tests.checks.faelle import STICHTAG

REGEL = Regel("TD-91", "doppelter-name", "Name", "fehler", "{ist} heißt wie {andere}.", ebene="quer")


def make_pruefling(kennung: str, name: str) -> Pruefling:
    datei = f"vertraege/{kennung}/vertrag.yaml"
    quelle = Quelle(datei, {"name": name}, {("name",): Position(datei, 3, 7)})
    return Pruefling(kennung, datei, quelle, vertrag=SimpleNamespace(art="x"))  # type: ignore[arg-type]


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    assert kontext.pruefling.quelle is not None
    name = str(kontext.pruefling.quelle.daten["name"])
    return kontext.auszug({"name": name}, {"name": ("name",)}) if name else None


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
    erste: dict[str, Vertragsauszug] = {}
    for auszug in auszuege:
        frueher = erste.setdefault(auszug.werte["name"], auszug)
        if frueher is not auszug:
            werte = {"andere": frueher.kennung}
            yield Quertreffer(auszug, "name", auszug.kennung, werte=werte, bezug=((frueher, "name", "zuerst"),))


MODUL = cast(Querregelmodul, SimpleNamespace(REGEL=REGEL, extrahiere=extrahiere, vergleiche=vergleiche, __doc__=""))


def check_all(*namen: str, modul: Querregelmodul = MODUL) -> list[Pruefung]:
    prueflinge = [make_pruefling(f"T{nummer}", name) for nummer, name in enumerate(namen)]
    return [check(p, STICHTAG, [], [modul]) for p in prueflinge]


def test_a_hit_names_both_places_and_survives_another_process() -> None:
    pruefungen = pickle.loads(pickle.dumps(check_all("a", "b", "a", "")))  # noqa: S301 - our own objects
    assert [list(p.auszuege) for p in pruefungen] == [["TD-91"], ["TD-91"], ["TD-91"], []]
    assert all(p.gelaufen == ("TD-91",) for p in pruefungen)
    (befund,) = check_quer(pruefungen, STICHTAG, [MODUL])
    assert befund.meldung == "T2 heißt wie T0." and befund.vertrag == "T2" and befund.pfad == "name"
    assert (befund.position.datei, befund.position.zeile) == ("vertraege/T2/vertrag.yaml", 3)
    (bezug,) = befund.bezug
    assert (bezug.text, bezug.position.datei) == ("zuerst", "vertraege/T0/vertrag.yaml")
    assert befund.fingerprint and Pruefbericht("0", STICHTAG, tuple(pruefungen), quer=(befund,)).exitcode == 1


def test_no_hit_without_a_double() -> None:
    assert check_quer(check_all("a", "b"), STICHTAG, [MODUL]) == ()


def test_a_broken_rule_is_a_finding_and_exit_2() -> None:
    def broken(was: object) -> Iterable[Quertreffer]:
        raise ValueError("geheim")

    modul = cast(Querregelmodul, SimpleNamespace(REGEL=REGEL, extrahiere=extrahiere, vergleiche=broken, __doc__=""))
    pruefungen = check_all("a", "a", modul=modul)
    (befund,) = check_quer(pruefungen, STICHTAG, [modul])
    assert befund.code == "ENG-01" and "geheim" not in befund.meldung
    assert Pruefbericht("0", STICHTAG, tuple(pruefungen), quer=(befund,)).exitcode == 2
    modul = cast(Querregelmodul, SimpleNamespace(REGEL=REGEL, extrahiere=broken, vergleiche=vergleiche, __doc__=""))
    (pruefung,) = check_all("a", modul=modul)
    assert [a.code for a in pruefung.abstuerze] == ["TD-91"] and pruefung.gelaufen == ()
