"""Texts of the data name the parties: a changed short name reaches every place, and nothing else can be named."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.arten import ARTEN, Vertragsart, find_art
from contracts.bausteine.auswahl import choose
from contracts.bestand.eingaben import Vertragsdateien
from contracts.bestand.ladung import load_vertrag
from contracts.bestand.neuanlage import complete_antworten, load_fragebogen, make_files
from contracts.modell.meldungen import describe
from contracts.modell.parteinamen import MAX_VERWEISE
from contracts.modell.vertrag import Klauselwahl, Vertrag
from contracts.position import Mangel, Quelle
from generator.assemble import assemble
from generator.tree import Feld
from tests.generator.test_herkunft_der_felder import walk_felder
from tests.vertraege import ALLE, BEISPIELE, BUDGETFALL, ERSTER, daten, geladen, load_modell, patch

NEUE_WOERTER = (
    "Zwergin",
    "Kobold",
    "Einhorn",
    "Drachin",
    "Wichtel",
    "Faun",
    "Nixe",
    "Elfin",
    "Troll",
    "Gnom",
    "Fee",
    "Riesin",
)


def _is_exempt(feld: Feld, art: Vertragsart) -> bool:
    """What a party is called outside this contract, what several contracts share, and what is still to be filled in."""
    gemeinsam = re.match(r"(\w+)(?:\[[^\]]+\])?\.", feld.pfad)
    ist_gemeinsam = gemeinsam is not None and gemeinsam[1] in {g.feld for g in art.gemeinsames}
    return ist_gemeinsam or feld.pfad.endswith(".name") or "[offen: " in feld.text


def _words(vertrag: Any) -> list[str]:
    return [w for p in vertrag.parteien for w in (p.kurzbezeichnung.wort, p.kurzbezeichnung.genitiv) if w]


def _renamed(roh: dict[str, Any]) -> dict[str, Any]:
    for partei, wort in zip(roh["parteien"], NEUE_WOERTER, strict=False):
        genus = "femininum" if wort.endswith(("in", "e")) else "maskulinum"
        partei["kurzbezeichnung"] = {
            "wort": wort,
            "genus": genus,
            "genitiv": f"{wort}{'' if genus == 'femininum' else 's'}",
        }
    return roh


def _fields_with(vertrag: Any, woerter: list[str], art: str) -> list[str]:
    """Return the fields of all documents that print one of the words."""
    quelle = Quelle("vertrag.yaml", {})
    ohne_eigene = vertrag.model_copy(update={"klauseln": Klauselwahl()})
    record = find_art(art)
    assert record is not None
    gliederungen, maengel = choose(ohne_eigene, record, {}, quelle)
    assert not maengel
    muster = re.compile(rf"\b(?:{'|'.join(map(re.escape, woerter))})\b")
    gefunden = []
    for gliederung in gliederungen.values():
        dokument = assemble(ohne_eigene, gliederung, quelle).dokument
        assert dokument is not None
        felder: list[Feld] = list(walk_felder((dokument.rubrum, dokument.abschnitte)))
        assert felder
        gefunden += [f"{f.pfad}: {f.text}" for f in felder if muster.search(f.text) and not _is_exempt(f, record)]
    return gefunden


@pytest.mark.parametrize("kennung", [k for k in ALLE if k != BUDGETFALL])
def test_a_changed_short_name_reaches_every_text_of_an_example(kennung: str) -> None:
    alt = geladen(kennung).vertrag
    assert alt is not None
    neu = load_modell(alt.art).model_validate(_renamed(daten(kennung)))
    assert _fields_with(alt, _words(alt), alt.art), "the old words are printed before"
    assert _fields_with(neu, _words(alt), alt.art) == []


@pytest.mark.parametrize(
    "art", [a for a in ARTEN if not a.angelegt_durch and issubclass(a.load_modell(), Vertrag)], ids=lambda a: a.name
)
def test_a_changed_short_name_reaches_every_text_of_a_template(art: Any) -> None:
    antworten = complete_antworten(load_fragebogen(art), {}, 2027)
    dateien = make_files(art, "NEU", antworten)
    ordner = "vertraege/NEU/"
    geladener = load_vertrag(
        Vertragsdateien("NEU", f"{ordner}vertrag.yaml", {f"{ordner}vertrag.yaml": dateien.vertrag}, dateien.gemeinsames)
    )
    assert geladener.vertrag is not None and geladener.quelle is not None, geladener.maengel
    neu = art.load_modell().model_validate(_renamed(copy.deepcopy(dict(geladener.quelle.daten))))
    assert _fields_with(neu, _words(geladener.vertrag), art.name) == []


@pytest.mark.parametrize(
    ("text", "fertig"),
    [
        ("Stelle {leistungserbringer | des}", "Stelle des Budgetnehmers"),
        ("{weserbogen}", "Budgetnehmer"),
        ("{land|Der} und {leistungserbringer|kurz}", "Das Land und Budgetnehmer"),
        ("bei { leistungstraeger | dem }, für {leistungstraeger | den}", "bei dem Land, für das Land"),
        ("ohne", "ohne"),
    ],
)
def test_parties_are_named_by_role_or_id_in_each_case(text: str, fertig: str) -> None:
    roh = daten()
    patch(roh, "sozialraum", text)
    assert load_modell(roh["art"]).model_validate(roh).sozialraum == fertig  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "worte"),
    [
        ("Raum {budget.jahresbetrag}", "keine Partei dieses Vertrags"),
        ("Raum {kennung}", "keine Partei dieses Vertrags. Möglich sind „{leistungstraeger}“"),
        ("Raum {#budget}", "keine Partei"),
        ("Raum {leistungserbringer.__class__}", "keine Partei"),
        ("Raum {leistungserbringer | betrag}", "Die Form „betrag“ gibt es nicht"),
        ("Raum {leistungserbringer", "steht allein"),
        ("Raum leistungserbringer}", "steht allein"),
        ("Raum {{leistungserbringer}}", "steht allein"),
        ("Raum {}", "keine Partei"),
        ("{land}" * (MAX_VERWEISE + 1), "höchstens 40 Parteien"),
    ],
)
def test_nothing_but_parties_can_be_named(text: str, worte: str) -> None:
    inhalt = re.sub(r"(?m)^sozialraum: .*$", f'sozialraum: "{text}"', _file())
    (mangel,) = _maengel(inhalt)
    zeile = inhalt[: inhalt.index("sozialraum:")].count("\n") + 1
    assert mangel.code == "SCH-10" and worte in mangel.meldung and mangel.pfad == ("sozialraum",)
    klammer = min(i for i in (text.find("{"), text.find("}")) if i >= 0)
    assert (mangel.position.zeile, mangel.position.spalte) >= (zeile, len('sozialraum: "') + klammer + 1)


def test_the_place_is_that_of_the_piece_in_the_line() -> None:
    inhalt = _file()
    alt = "Leistungen {leistungserbringer | des} in einem"
    assert alt in inhalt
    inhalt = inhalt.replace(alt, "Leistungen {leistungserbringer | des} und {traeger | des} in einem")
    (mangel,) = _maengel(inhalt)
    zeilen = inhalt.split("\n")
    assert zeilen[mangel.position.zeile - 1][mangel.position.spalte - 1 :].startswith("{traeger | des}")
    assert mangel.position.bis_spalte - mangel.position.spalte == len("{traeger | des}")


def test_a_reference_that_yaml_takes_for_a_group_says_what_to_do() -> None:
    inhalt = _file().replace('verantwortlich: "{leistungserbringer}"', "verantwortlich: {leistungserbringer}", 1)
    (mangel,) = _maengel(inhalt)
    assert (
        mangel.code == "SCH-03" and "Anführungszeichen" in mangel.meldung and "geschweiften Klammern" in mangel.meldung
    )


def test_a_broken_party_is_reported_once() -> None:
    roh = daten()
    patch(roh, "parteien[weserbogen].kurzbezeichnung.genus", "sachlich")
    with pytest.raises(ValidationError) as fehler:
        load_modell(roh["art"]).model_validate(roh)
    assert [m.code for m in describe(fehler.value, Quelle("v.yaml", roh), load_modell())] == ["SCH-06"]


def test_a_short_name_is_no_reference_itself() -> None:
    roh = daten()
    patch(roh, "parteien[weserbogen].kurzbezeichnung", {"wort": "{land}", "genus": "neutrum", "genitiv": "x"})
    with pytest.raises(ValidationError) as fehler:
        load_modell(roh["art"]).model_validate(roh)
    (mangel,) = describe(fehler.value, Quelle("v.yaml", roh), load_modell())
    assert (mangel.code, mangel.pfad[-1]) == ("SCH-10", "wort")


def test_a_role_of_several_parties_means_the_first_and_an_id_the_one() -> None:
    roh = daten("R64-LINDENTAL-2024")
    patch(roh, "verbund.ansprechstelle", "die Leitung {krankenkasse | des} und {ersatzkassen | des}")
    vertrag: Any = load_modell(roh["art"]).model_validate(roh)
    assert vertrag.verbund.ansprechstelle == "die Leitung der Gesundheitskasse und des Ersatzkassenverbundes"


def test_a_name_that_means_two_parties_is_refused() -> None:
    roh = daten()
    patch(roh, "parteien[weserbogen].partei", "leistungstraeger")
    with pytest.raises(ValidationError, match="die Rolle einer anderen"):
        load_modell(roh["art"]).model_validate(roh)


def test_what_becomes_of_a_text_is_no_longer_than_it_may_be() -> None:
    roh = daten()
    patch(roh, "parteien[weserbogen].kurzbezeichnung", {"wort": "W" * 280, "genus": "neutrum", "genitiv": "x"})
    patch(roh, "sozialraum", "{leistungserbringer} {leistungserbringer}")
    with pytest.raises(ValidationError) as fehler:
        load_modell(roh["art"]).model_validate(roh)
    assert [(f["type"], f["loc"]) for f in fehler.value.errors() if f["loc"] == ("sozialraum",)] == [
        ("string_too_long", ("sozialraum",))
    ]


def _file() -> str:
    return (BEISPIELE / f"vertraege/{ERSTER}/vertrag.yaml").read_text("utf-8")


def _maengel(inhalt: str) -> list[Mangel]:
    datei = f"vertraege/{ERSTER}/vertrag.yaml"
    parteien = {f"parteien/{p.name}": p.read_bytes() for p in (BEISPIELE / "parteien").iterdir()}
    return list(load_vertrag(Vertragsdateien(ERSTER, datei, {datei: inhalt.encode()}, parteien)).maengel)
