"""Case files of the rules: the example contract plus a list of changes, and exactly the findings that must follow.

A case: `name`; `daten` – changes of the data (`pfad` with items by id, and `wert`, `entfernen: true` or `anhaengen`);
`text` – changes of a clause (`klausel`, `alt`, `neu`); `zusatz` – own sections (`nach`, `titel`, `text`); `ohne` – clauses left out; `anlagen` – other order of the Anlagen; `baum` – damage to the finished tree
(`feld` or `block`, and the attributes to set); `ausgabe` – files built (`format`) and changed afterwards (`alt`, `neu`, in a packed
format inside `teil`; or cut to `bytes`); `ist_nicht_baubar` – the data allow no document; `synopse` – instead of the document its Synopse against the next year, damaged (see `synopsenfall`); `spur` – with the file that tracks the change to the next year, damaged (see `spurfall`);
`verhandlung` – the file of the negotiation (see `verhandlungsfall`); `stichtag`;
`vorfassung` – a Fassung sealed before (`nummer`, `besiegelt_am`, `daten` as above, `dateien` that are other today); `nur` – run these rules
only; `verbunden` – why a second code belongs to the mistake; `erwartet` – pairs of code and data path, or `@` and block id;
`sagt` – words that the findings must say, or severity, related places and place (`gesagtes.say`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import yaml

from checks.befund import Befund
from checks.bericht import Pruefung
from checks.kontext import Pruefling, Schriftstueck
from checks.regel import Regelmodul
from checks.registry import REGELN
from checks.run import check, check_ausgaben
from checks.vorbereiten import clause_texts, number_for_check
from contracts.arten import find_art
from contracts.bausteine.auswahl import choose, list_dokumente
from contracts.bausteine.bibliothek import library
from contracts.bausteine.klausel import Gliederung, Klausel, read_klausel
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.bestand.vorfassung import Vorfassung
from contracts.modell.vertrag import Vertrag
from contracts.position import Quelle
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.assemble import assemble
from generator.query import rewrite
from generator.tree import Absatz, Abschnitt, Dokument, Feld, Punkt, Tabelle, Textblock, Unterschrift, Zeile
from generator.writers import WRITERS
from tests.checks.spurfall import make_spurstueck
from tests.checks.synopsenfall import make_synopsenstueck
from tests.checks.verhandlungsfall import make_akte
from tests.hilfen import PROJEKT
from tests.vertraege import (
    AENDERUNG,
    BEISPIEL_JE_ART,
    BEISPIELE,
    BUDGETFALL,
    KOOPERATION,
    REGIONALBUDGET,
    ZWEITER,
    locate,
)
from vertragswerk.dateisystem.verzeichnis import open_bestand

REGELFAELLE = PROJEKT / "tests" / "checks" / "regeln"
STICHTAG = date(2024, 12, 18)
STICHTAGE = {
    REGIONALBUDGET: date(2023, 12, 14),
    BUDGETFALL: date(2026, 2, 27),
    ZWEITER: date(2025, 12, 11),
    KOOPERATION: date(2026, 3, 24),
    BEISPIEL_JE_ART["traegerbudget_sozialraum"]: date(2026, 3, 24),
    BEISPIEL_JE_ART["sozialraumbudget"]: date(2026, 3, 24),
    AENDERUNG: date(2024, 12, 20),
    **{BEISPIEL_JE_ART[art]: date(2025, 12, 11) for art in ("zielvereinbarung_132", "psychiatriebudget")},
}
"""Days on which cases of other example contracts are checked: those of their signing."""
Fall = Mapping[str, Any]
GLIEDERUNGSTEILE = ("vorspann", "klauseln", "schluss", "anlagen")
"""Groups of clauses of a document besides its Rubrum."""
ANGABEN = frozenset({"name", "nur", "erwartet", "sagt", "verbunden", "warum"})
"""Keys of a case that change neither contract nor day."""
MIT_KENNUNG = (Abschnitt, Absatz, Textblock, Punkt, Tabelle, Zeile, Unterschrift)


@cache
def load_faelle(code: str) -> dict[str, list[dict[str, Any]]]:
    """Return the case file of a rule, with its further cases on the Persönliches Budget: these say by hand `warum`."""
    faelle: dict[str, list[dict[str, Any]]] = yaml.safe_load((REGELFAELLE / code / "faelle.yaml").read_text("utf-8"))
    for art, weitere in load_budgetfaelle(code).items():
        faelle[art].extend(weitere)
    return faelle


def load_budgetfaelle(code: str) -> dict[str, list[dict[str, Any]]]:
    """Return the further cases of a rule on the Persönliches Budget, none where it has none."""
    datei = REGELFAELLE / code / "budgetfall.yaml"
    if not datei.is_file():
        return {}
    faelle = yaml.safe_load(datei.read_text(encoding="utf-8"))
    return {art: [{"vertrag": BUDGETFALL, **fall} for fall in liste] for art, liste in faelle.items()}


def all_faelle() -> Iterator[tuple[str, str, Fall]]:
    """Yield code, kind (`gut`, `schlecht`, `grenze`) and case of every case file of a rule on one contract."""
    eigene = {m.REGEL.code for m in REGELN}
    for datei in sorted(d for d in REGELFAELLE.glob("*/faelle.yaml") if d.parent.name in eigene):
        for art, faelle in load_faelle(datei.parent.name).items():
            for fall in faelle:
                yield datei.parent.name, art, fall


@cache
def base(kennung: str = "TB1-WESERBOGEN-2025") -> Geladen:
    """Return the loaded example contract; it must be without defects."""
    bestand, maengel = open_bestand(BEISPIELE)
    ordner = next(o for o in bestand.vertraege() if o.kennung == kennung)
    geladen = load_vertrag(bestand.read_dateien(ordner))
    assert not maengel and not geladen.maengel, [m.meldung for m in (*maengel, *geladen.maengel)]
    return geladen


def patched_data(fall: Fall) -> dict[str, Any]:
    """Return the data of the example contract, parties merged in, with the changes of a case."""
    grund = base(fall.get("vertrag", "TB1-WESERBOGEN-2025"))
    assert grund.quelle is not None
    daten = deepcopy(dict(grund.quelle.daten))
    for schritt in fall.get("daten", ()):
        _patch_daten(daten, schritt)
    return daten


def make_pruefling(fall: Fall) -> Pruefling:
    """Return the example contract with the changes of a case."""
    grund = base(fall.get("vertrag", "TB1-WESERBOGEN-2025"))
    assert grund.quelle is not None and grund.gliederung is not None
    daten = patched_data(fall)
    quelle = Quelle(grund.quelle.datei, daten, grund.quelle.werte, grund.quelle.schluessel)
    vertrag = find_art(daten["art"]).load_modell().model_validate(daten)
    gliederung = _patch_gliederung(grund.gliederung, _for(grund.gliederung, fall), grund.datei)
    bau = assemble(vertrag, gliederung, quelle)
    dokument, fertig = None, None
    if not fall.get("ist_nicht_baubar"):
        assert bau.dokument is not None, [m.meldung for m in bau.maengel]
        fertig = number_for_check(bau.dokument)
        dokument = fertig.dokument
        for schritt in fall.get("baum", ()):
            dokument = _patch_baum(dokument, schritt)
    if "synopse" in fall or "spur" in fall:
        stueck = make_synopsenstueck(fall["synopse"]) if "synopse" in fall else make_spurstueck(fall["spur"])
        return Pruefling(
            grund.kennung, grund.datei, quelle, vertrag, (stueck,), recht=load_mitgeliefert(), modell=type(vertrag)
        )
    ausgaben = {s["format"]: _build_ausgabe(dokument, s) for s in fall.get("ausgabe", ()) if dokument is not None}
    schriftstueck = Schriftstueck(
        "vertrag",
        dokument,
        fertig.places if fertig else {},
        bau.herkunft,
        clause_texts(gliederung),
        fertig.tote_verweise if fertig else (),
        bau.verweisorte,
        ausgaben,
    )
    akte = make_akte(fall.get("verhandlung"), grund.datei)
    return Pruefling(
        grund.kennung, grund.datei, quelle, vertrag, (schriftstueck, *_others(grund, vertrag, quelle, fall)),
        recht=load_mitgeliefert(), andere_parteien=fall.get("andere_parteien", {}), angaben=grund.art.pruefangaben if grund.art else None, modell=type(vertrag),
        vorfassung=_make_vorfassung(daten, fall.get("vorfassung")),
        verhandlung=akte, weitere={akte.datei: akte.quelle} if akte is not None else {},
    )  # fmt: skip


def _make_vorfassung(daten: Mapping[str, Any], angaben: Mapping[str, Any] | None) -> Vorfassung | None:
    """Return the data of a case as they were in the Fassung sealed before: the changes lead back to it."""
    if angaben is None:
        return None
    damals = deepcopy(dict(daten))
    for schritt in angaben.get("daten", ()):
        _patch_daten(damals, schritt)
    return Vorfassung(angaben["nummer"], angaben["besiegelt_am"], damals, tuple(angaben.get("dateien", ())))


def _for(gliederung: Gliederung, fall: Fall) -> Fall:
    """Return a case with those of its changes of clauses that are about this document."""
    hier = {k.kopf.id for k in gliederung.alle}
    return {**fall, "text": [s for s in fall.get("text", ()) if s["klausel"] in hier]}


def _others(grund: Geladen, vertrag: Vertrag, quelle: Quelle, fall: Fall) -> Iterator[Schriftstueck]:
    """Yield the other documents of the example that a contract with the changes of a case still has; none of list items."""
    assert grund.art is not None
    gliederungen = _choose_missing(grund, vertrag, quelle)
    bekannt = {k.kopf.id for g in gliederungen.values() for k in g.alle}
    assert all(s["klausel"] in bekannt for s in fall.get("text", ())), fall
    for art in list_dokumente(vertrag, grund.art):
        if art.ist_haupt or art.je or fall.get("ist_nicht_baubar"):
            continue
        gliederung = gliederungen[art.name]
        for schritt in _for(gliederung, fall)["text"]:
            gliederung = _replace_text(gliederung, schritt)
        ohne = fall.get("ohne", ())
        gliederung = replace(
            gliederung,
            klauseln=tuple(k for k in gliederung.klauseln if k.kopf.id not in ohne),
            schluss=tuple(k for k in gliederung.schluss if k.kopf.id not in ohne),
        )
        bau = assemble(vertrag, gliederung, quelle)
        assert bau.dokument is not None, [m.meldung for m in bau.maengel]
        fertig = number_for_check(bau.dokument)
        yield Schriftstueck(
            art.name, fertig.dokument, fertig.places, bau.herkunft, clause_texts(gliederung), fertig.tote_verweise, bau.verweisorte
        )  # fmt: skip


def _choose_missing(grund: Geladen, vertrag: Vertrag, quelle: Quelle) -> Mapping[str, Gliederung]:
    """Return the clauses of the documents of the example, and of those that it has only with the changes of a case."""
    assert grund.art is not None
    if {d.name for d in list_dokumente(vertrag, grund.art)} <= grund.gliederungen.keys():
        return grund.gliederungen
    mitgeliefert = library(grund.art)
    eigene = {k.kopf.id: k for g in grund.gliederungen.values() for k in g.alle if k.kopf.id not in mitgeliefert}
    gewaehlt, maengel = choose(vertrag, grund.art, eigene, quelle)
    assert not maengel, [m.meldung for m in maengel]
    return {**gewaehlt, **grund.gliederungen}


def with_haupt(pruefling: Pruefling, **angaben: Any) -> Pruefling:
    """Return what is checked with other particulars of its main document."""
    haupt, *weitere = pruefling.schriftstuecke
    return replace(pruefling, schriftstuecke=(replace(haupt, **angaben), *weitere))


def run_fall(
    fall: Fall, regeln: Sequence[Regelmodul] = REGELN, nur: Collection[str] | None = None
) -> tuple[Befund, ...]:
    """Return the findings of rules on a case, of some of those that ran if `nur` names them; a broken one fails the test."""
    pruefung = check_fall(fall, regeln)
    assert not [a for a in pruefung.abstuerze if nur is None or a.code in nur], pruefung.befunde
    return tuple(b for b in pruefung.befunde if nur is None or b.code in nur)


def stichtag_of(fall: Fall) -> date:
    """Return the day on which a case is checked."""
    tag: date = fall.get("stichtag", STICHTAGE.get(fall.get("vertrag", ""), STICHTAG))
    return tag


_GEPRUEFT: dict[tuple[str, ...], Pruefung] = {}


def check_fall(fall: Fall, regeln: Sequence[Regelmodul] = REGELN) -> Pruefung:
    """Return the check of a case, made once for all tests of a process: equal changes and rules give the same."""
    schluessel = (repr({k: v for k, v in fall.items() if k not in ANGABEN}), *(m.REGEL.code for m in regeln))
    if schluessel not in _GEPRUEFT:
        stichtag, pruefling = stichtag_of(fall), make_pruefling(fall)
        pruefung = check(pruefling, stichtag, regeln)
        if fall.get("ausgabe"):
            pruefung = check_ausgaben(pruefung, pruefling, stichtag, regeln)
        _GEPRUEFT[schluessel] = pruefung
    return _GEPRUEFT[schluessel]


def short(befund: Befund) -> list[str]:
    """Return code and place of a finding as a case file states them."""
    return [befund.code, befund.pfad or f"@{befund.anker}"]


def _patch_daten(daten: dict[str, Any], schritt: Mapping[str, Any]) -> None:
    behaelter, schluessel = locate(daten, schritt["pfad"])
    if schritt.get("entfernen"):
        del behaelter[schluessel]
    elif "anhaengen" in schritt:
        liste = behaelter.setdefault(schluessel, []) if isinstance(behaelter, dict) else behaelter[schluessel]
        liste.append(_plain(schritt["anhaengen"]))
    else:
        assert schritt["wert"] is None or _plain(schritt["wert"]) != _get(behaelter, schluessel), schritt
        behaelter[schluessel] = _plain(schritt["wert"])


def _get(behaelter: Any, schluessel: Any) -> Any:
    return behaelter.get(schluessel) if isinstance(behaelter, dict) else behaelter[schluessel]


def _plain(wert: Any) -> Any:
    """Dates of the case file become the text that the strict loader gives."""
    if isinstance(wert, date):
        return wert.isoformat()
    if isinstance(wert, dict):
        return {k: _plain(v) for k, v in wert.items()}
    return [_plain(v) for v in wert] if isinstance(wert, list) else wert


def _build_ausgabe(dokument: Dokument, schritt: Mapping[str, Any]) -> bytes:
    """Return a built file with the change of a step."""
    datei = WRITERS[schritt["format"]].write(dokument, b"{}")
    if "bytes" in schritt:
        return datei[: schritt["bytes"]]
    if "alt" not in schritt:
        return datei
    if "teil" not in schritt:
        return _replace_once(datei, schritt)
    strom = BytesIO()
    with ZipFile(BytesIO(datei)) as alt, ZipFile(strom, "w") as neu:
        for name in alt.namelist():
            teil = alt.read(name)
            neu.writestr(name, _replace_once(teil, schritt) if name == schritt["teil"] else teil)
    return strom.getvalue()


def _replace_once(inhalt: bytes, schritt: Mapping[str, Any]) -> bytes:
    alt = schritt["alt"].encode("utf-8")
    assert alt in inhalt, schritt
    return inhalt.replace(alt, schritt["neu"].encode("utf-8"), 1)


def _patch_gliederung(gliederung: Gliederung, fall: Fall, datei: str) -> Gliederung:
    for schritt in fall.get("text", ()):
        gliederung = _replace_text(gliederung, schritt)
    klauseln = list(gliederung.klauseln)
    for nummer, schritt in enumerate(fall.get("zusatz", ())):
        kopf = f'---\nid: zusatz{nummer}\ntitel: "{schritt["titel"]}"\nversion: "1.0"\nart: paragraf\n---\n\n'
        klausel, maengel = read_klausel(
            f"{kopf}{schritt['text']}\n", f"{datei.rpartition('/')[0]}/klauseln/zusatz{nummer}.md"
        )
        assert klausel is not None and not maengel, maengel
        stelle = next(i for i, k in enumerate(klauseln) if k.kopf.id == schritt.get("nach", "ansprueche"))
        klauseln.insert(stelle + 1, klausel)
    ohne = fall.get("ohne", ())
    return replace(
        gliederung,
        klauseln=tuple(k for k in klauseln if k.kopf.id not in ohne),
        schluss=tuple(k for k in gliederung.schluss if k.kopf.id not in ohne),
        anlagen=_order(tuple(k for k in gliederung.anlagen if k.kopf.id not in ohne), fall.get("anlagen", ())),
    )


def _order(klauseln: tuple[Klausel, ...], folge: Sequence[str]) -> tuple[Klausel, ...]:
    return tuple(sorted(klauseln, key=lambda k: folge.index(k.kopf.id))) if folge else klauseln


def _replace_text(gliederung: Gliederung, schritt: Mapping[str, Any]) -> Gliederung:
    def change(klausel: Klausel) -> Klausel:
        if klausel.kopf.id != schritt["klausel"]:
            return klausel
        gefunden.append(klausel.kopf.id)
        if "titel" in schritt:
            klausel = replace(klausel, kopf=klausel.kopf.model_copy(update={"titel": schritt["titel"]}))
        if "alt" not in schritt:
            return klausel
        assert schritt["alt"] in klausel.text, schritt
        return replace(klausel, text=klausel.text.replace(schritt["alt"], schritt["neu"]))

    gefunden: list[str] = []
    teile = {name: tuple(change(k) for k in getattr(gliederung, name)) for name in GLIEDERUNGSTEILE}
    rubrum = change(gliederung.rubrum) if gliederung.rubrum is not None else None
    assert gefunden, schritt
    return replace(gliederung, rubrum=rubrum, **teile)


def _patch_baum(dokument: Dokument, schritt: Mapping[str, Any]) -> Dokument:
    """Set attributes of the first node with the id `block`, or of the n-th field (`stelle`, from 0) with the path `feld`."""
    setzen = {k: v for k, v in schritt.items() if k not in ("block", "feld", "stelle")}
    gesehen: list[Any] = []

    def change(knoten: Any, _: list[Any]) -> Any:
        if (knoten.pfad if "feld" in schritt else knoten.id) != schritt.get("feld", schritt.get("block")):
            return knoten
        gesehen.append(knoten)
        return replace(knoten, **setzen) if len(gesehen) == schritt.get("stelle", 0) + 1 else knoten

    ergebnis = rewrite(dokument, change, *((Feld,) if "feld" in schritt else MIT_KENNUNG))
    assert len(gesehen) > schritt.get("stelle", 0), schritt
    return ergebnis


__all__ = [
    "REGELFAELLE",
    "Fall",
    "Path",
    "all_faelle",
    "base",
    "check_fall",
    "load_budgetfaelle",
    "load_faelle",
    "make_pruefling",
    "run_fall",
    "short",
    "stichtag_of",
    "with_haupt",
]
