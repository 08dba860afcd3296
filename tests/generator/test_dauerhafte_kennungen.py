"""Ids that never move: any insertion, deletion or move leaves the id and the field anchors of every unchanged piece alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.bausteine.klausel import Gliederung
from contracts.pfad import Wert
from contracts.position import Quelle
from generator.assemble import assemble
from generator.klauseltext import Werte, fill, read_text
from generator.klauseltext.klauselvorlage import VAbsatz, VBlock, VJe, VListe, Vorlage, VTabelle, VUeberschrift, VWenn
from generator.numbering import resolve
from generator.tree import Unterschriften
from tests.generator.inhalte import Inhalte, contents, contents_of, moved
from tests.vertraege import ALLE, KENNUNGEN, daten, geladen, load_modell

SCHLUESSELFELDER = ("id", "kuerzel", "partei", "leistungstyp", "gruppe", "am", "projektziel", "klausel")
NEU = "NEU7"
Liste = tuple[str | int, ...]


# ------------------------------------------------------------------------------------------------------------------ data


def _lists(daten: Any, pfad: Liste = ()) -> Iterator[Liste]:
    """Yield the way to every list of the data that has items."""
    if isinstance(daten, dict):
        for name, wert in daten.items():
            yield from _lists(wert, (*pfad, name))
    elif isinstance(daten, list):
        if daten:
            yield pfad
        for nummer, wert in enumerate(daten):
            yield from _lists(wert, (*pfad, nummer))


def _at(daten: Any, pfad: Liste) -> Any:
    for teil in pfad:
        daten = daten[teil]
    return daten


@cache
def _listen(kennung: str) -> list[Liste]:
    return sorted(_lists(daten(kennung)), key=str)


def _inhalte(kennung: str, roh: dict[str, Any], gliederung: Gliederung | None = None) -> Inhalte | None:
    """Return what the contract with these data says; None where the data allow no contract."""
    try:
        vertrag = load_modell(roh["art"]).model_validate(roh)
        gewaehlt = gliederung or geladen(kennung).gliederung
        assert gewaehlt is not None
        bau = assemble(vertrag, gewaehlt, Quelle("vertrag.yaml", roh, {}, {}))
    except (ValidationError, ArithmeticError, LookupError, StopIteration):
        return None
    return contents(resolve(bau.dokument)) if bau.dokument is not None else None


@cache
def _vorher(kennung: str) -> Inhalte:
    inhalte = _inhalte(kennung, daten(kennung))
    assert inhalte is not None
    return inhalte


def _new_item(vorbild: Any) -> Any:
    """Return an item like this one under another key."""
    if not isinstance(vorbild, dict):
        return f"{vorbild} {NEU}" if isinstance(vorbild, str) else vorbild
    neu = deepcopy(vorbild)
    for feld in SCHLUESSELFELDER:
        if isinstance(neu.get(feld), str):
            return {**neu, feld: "2031-07-07" if feld == "am" else NEU}
    return neu


@st.composite
def _dateneingriffe(draw: st.DrawFn) -> tuple[str, Liste, str, int, int]:
    kennung = draw(st.sampled_from(ALLE))
    pfad = draw(st.sampled_from(_listen(kennung)))
    laenge = len(_at(daten(kennung), pfad))
    stellen = st.integers(0, laenge - 1)
    return kennung, pfad, draw(st.sampled_from(["einfuegen", "streichen", "verschieben"])), draw(stellen), draw(stellen)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_dateneingriffe())
def test_edits_of_data_move_no_id(eingriff: tuple[str, Liste, str, int, int]) -> None:
    kennung, pfad, was, von, nach = eingriff
    roh = daten(kennung)
    liste = _at(roh, pfad)
    if was == "einfuegen":
        liste.insert(nach, _new_item(liste[von]))
    else:
        stueck = liste.pop(von)
        if was == "verschieben":
            liste.insert(nach, stueck)
    nachher = _inhalte(kennung, roh)
    assume(nachher is not None)  # some edits leave no contract: a party less, an unknown kind of indicator
    assert nachher is not None
    assert not moved(_vorher(kennung), nachher)


def test_an_entry_at_the_front_leaves_the_others_alone() -> None:
    """The case that showed it: six unchanged texts of `ausgeschlossen` got other ids."""
    roh = daten()
    roh["ausgeschlossen"].insert(0, {"id": NEU, "text": "Leistungen, die neu ausgenommen sind"})
    nachher = _inhalte(KENNUNGEN[0], roh)
    assert nachher is not None
    vorher = _vorher(KENNUNGEN[0])
    verschwunden = {k for k in vorher if k not in nachher or not vorher[k] <= nachher[k]}
    assert not verschwunden
    assert len(nachher) > len(vorher)


def test_a_new_table_row_changes_no_other_field() -> None:
    roh = daten()
    gruppen = roh["controlling"]["kennzahlen"]
    gruppen.insert(0, {**gruppen[0], "id": "K99", "bezeichnung": "Neue Kennzahl"})
    nachher = _inhalte(KENNUNGEN[0], roh)
    assert nachher is not None
    vorher = _vorher(KENNUNGEN[0])
    assert not {k for k in vorher if k not in nachher or not vorher[k] <= nachher[k]}


@pytest.mark.parametrize("kuerzel", ["SP", "K", "Summe", "sp", "T", "N"])
def test_a_key_may_read_like_the_head_a_column_or_the_total_of_a_table(kuerzel: str) -> None:
    """„SP“ for Sozialpsychiatrie made a contract that could not be numbered: a row bore the id of the columns."""
    roh = json.loads(json.dumps(daten()).replace('"TS"', f'"{kuerzel}"'))
    nachher, vorher = _inhalte(KENNUNGEN[0], roh), _vorher(KENNUNGEN[0])
    assert nachher is not None
    assert not moved(vorher, nachher)
    # Keys stand in the paths of fields; everything else says the same.
    assert len(vorher.keys() & nachher.keys()) > 0.9 * len(vorher)


# ------------------------------------------------------------------------------------------------------------ permutation


def _reversed(bloecke: tuple[VBlock, ...]) -> tuple[VBlock, ...]:
    """Return a template with everything that repeats the other way round: paragraphs with what follows them, items, rows, columns."""
    gruppen: list[list[VBlock]] = []
    for block in bloecke:
        innen = _inside_out(block)
        if not gruppen or (isinstance(block, VAbsatz) and not block.ist_fortsetzung) or _opens(block):
            gruppen.append([])
        gruppen[-1].append(innen)
    return tuple(b for gruppe in reversed(gruppen) for b in gruppe)


def _opens(block: VBlock) -> bool:
    """Tell whether a block stands for itself and is no continuation of what is before it."""
    if isinstance(block, VUeberschrift):
        return True
    if isinstance(block, (VWenn, VJe)):
        erster = block.bloecke[0] if block.bloecke else None
        return erster is not None and ((isinstance(erster, VAbsatz) and not erster.ist_fortsetzung) or _opens(erster))
    return False


def _inside_out(block: VBlock) -> VBlock:
    match block:
        case VWenn() | VJe():
            return replace(block, bloecke=_reversed(block.bloecke))
        case VListe():
            punkte = [replace(p, kinder=_reversed(p.kinder)) for p in block.punkte]
            return replace(block, punkte=tuple(reversed(punkte)))
        case VTabelle():
            muster, feste = (block.zeilen[:1], block.zeilen[1:]) if block.liste else ((), block.zeilen)
            zeilen = [replace(z, zellen=(z.zellen[0], *reversed(z.zellen[1:]))) for z in (*muster, *reversed(feste))]
            spalten = (block.spalten[0], *reversed(block.spalten[1:]))
            return replace(block, spalten=spalten, zeilen=tuple(zeilen))
    return block


@pytest.mark.parametrize("kennung", ALLE)
def test_no_id_is_a_position(kennung: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything turned round – lists of the data, clauses, paragraphs, items, rows, columns – and no id is another one."""
    roh = daten(kennung)
    for pfad in sorted(_listen(kennung), key=len, reverse=True):
        if pfad != ("anlagen",):
            _at(roh, pfad).reverse()
    gliederung = geladen(kennung).gliederung
    assert gliederung is not None
    gedreht = replace(gliederung, klauseln=gliederung.klauseln[::-1], anlagen=gliederung.anlagen[::-1])

    def read(*angaben: Any) -> Vorlage:
        vorlage = read_text(*angaben)
        return replace(vorlage, bloecke=_reversed(vorlage.bloecke))

    vorher = _vorher(kennung)
    monkeypatch.setattr("generator.assemble.read_text", read)
    nachher = _inhalte(kennung, roh, gedreht)
    assert nachher is not None
    anders = {k for k in vorher.keys() & nachher.keys() if vorher[k] != nachher[k] and k[0] != "liste"}  # type: ignore[index]
    assert not anders
    assert not moved(vorher, nachher)
    assert len(vorher.keys() & nachher.keys()) > 0.97 * len(vorher)


# ------------------------------------------------------------------------------------------------------------ own clauses

WORTE = ["Die Parteien beraten.", "Es gilt {laufzeit.beginn}.", "Das Budget {budget.budgetjahr | jahr}", "Nein"]
Stueck = dict[str, Any]


def _write(stuecke: list[Stueck]) -> str:
    """Return the Markdown of a clause that a list of pieces describes."""
    return "\n\n".join(_write_one(s) for s in stuecke)


def _mark(stueck: Stueck, zeichen: str = ":") -> str:
    return f"{{{zeichen} {stueck['id']}}} " if stueck["id"] else ("{+} " if zeichen == "+" else "")


def _write_one(stueck: Stueck, einzug: str = "") -> str:
    match stueck["art"]:
        case "absatz":
            return _mark(stueck) + stueck["text"]
        case "fortsetzung":
            return _mark(stueck, "+") + stueck["text"]
        case "liste":
            zeilen = []
            for punkt in stueck["punkte"]:
                zeilen.append(f"{einzug}1. {_mark(punkt)}{punkt['text']}")
                zeilen += [_write_one({"art": "liste", "punkte": punkt["punkte"]}, einzug + "   ")] * bool(
                    punkt["punkte"]
                )
            return "\n".join(zeilen)
    spalten, reihen = stueck["spalten"], stueck["zeilen"]
    breiten = [100 // len(spalten)] * len(spalten)
    breiten[0] += 100 - sum(breiten)
    zeilen = ["| " + " | ".join(_mark(s) + s["text"] for s in spalten) + " |", "|" + "---|" * len(spalten)]
    for reihe in reihen:
        zellen = [_mark(reihe) + reihe["text"], *(reihe["zellen"][s["text"]] for s in spalten[1:])]
        zeilen.append("| " + " | ".join(zellen) + " |")
    kopf = f"::: tabelle {stueck['name']}\nTitel: Tabelle {stueck['name']}\nBreiten: {' '.join(map(str, breiten))}\n\n"
    return kopf + "\n".join(zeilen) + "\n:::"


class _Erfinder:
    """Draws pieces; with `ist_angegeben` each states an id of its own, as those of the library do."""

    def __init__(self, draw: st.DrawFn, ist_angegeben: bool) -> None:
        self.draw, self.ist_angegeben, self.zahl = draw, ist_angegeben, 0

    def _piece(self, art: str, **mehr: Any) -> Stueck:
        self.zahl += 1
        text = self.draw(st.sampled_from(WORTE))
        return {"art": art, "text": text, "id": f"k{self.zahl}" if self.ist_angegeben else "", **mehr}

    def text(self, art: str) -> Stueck:
        return self._piece(art)

    def punkt(self, tiefe: int = 1) -> Stueck:
        innen = [self.punkt(tiefe + 1) for _ in range(self.draw(st.integers(0, 2)))] if tiefe < 2 else []
        return self._piece("punkt", punkte=innen)

    def liste(self) -> Stueck:
        return {"art": "liste", "punkte": [self.punkt() for _ in range(self.draw(st.integers(1, 4)))]}

    def spalte(self) -> Stueck:
        return {**self._piece("spalte"), "text": f"Spalte {self.zahl}"}

    def zeile(self, spalten: list[Stueck]) -> Stueck:
        zellen = {s["text"]: self.draw(st.sampled_from(WORTE)).replace("|", "\\|") for s in spalten}
        return {**self._piece("zeile"), "text": f"Zeile {self.zahl}", "zellen": zellen}

    def tabelle(self) -> Stueck:
        spalten = [self.spalte() for _ in range(self.draw(st.integers(1, 4)))]
        zeilen = [self.zeile(spalten) for _ in range(self.draw(st.integers(1, 4)))]
        self.zahl += 1
        return {"art": "tabelle", "name": f"t{self.zahl}", "spalten": spalten, "zeilen": zeilen}

    def gruppe(self) -> list[Stueck]:
        mehr = {"liste": self.liste, "tabelle": self.tabelle, "fortsetzung": lambda: self.text("fortsetzung")}
        return [
            self.text("absatz"),
            *(mehr[m]() for m in self.draw(st.lists(st.sampled_from(sorted(mehr)), max_size=3))),
        ]


def _edit(erfinder: _Erfinder, liste: list[Any], neu: Any, ab: int = 0) -> None:
    """Insert, delete or move an entry of a list; the first `ab` entries stay."""
    draw = erfinder.draw
    was = draw(st.sampled_from(["einfuegen", "streichen", "verschieben"]))
    if was == "einfuegen" or len(liste) - ab < 2:
        liste.insert(draw(st.integers(ab, len(liste))), neu())
        return
    stueck = liste.pop(draw(st.integers(ab, len(liste) - 1)))
    if was == "verschieben":
        liste.insert(draw(st.integers(ab, len(liste))), stueck)


@st.composite
def _klauseleingriffe(draw: st.DrawFn) -> tuple[str, str]:
    """Return the Markdown of a clause before and after one edit."""
    erfinder = _Erfinder(draw, draw(st.booleans()))
    gruppen = [erfinder.gruppe() for _ in range(draw(st.integers(1, 4)))]
    vorher = _write([s for g in gruppen for s in g])
    listen = [s for g in gruppen for s in g if s["art"] == "liste"]
    listen += [p for s in listen for p in s["punkte"] if p["punkte"]]
    tabellen = [s for g in gruppen for s in g if s["art"] == "tabelle"]
    wo = draw(st.sampled_from(["absatz", "stueck"] + ["punkt"] * bool(listen) + ["zeile", "spalte"] * bool(tabellen)))
    if wo == "absatz":
        _edit(erfinder, gruppen, erfinder.gruppe)
    elif wo == "stueck" and not erfinder.ist_angegeben:
        # Pieces without stated ids do not even move when they come to follow another paragraph.
        flach = [s for g in gruppen for s in g]
        _edit(erfinder, flach, lambda: erfinder.text(draw(st.sampled_from(["absatz", "fortsetzung"]))), ab=1)
        return vorher, _write(flach)
    elif wo == "punkt":
        liste = draw(st.sampled_from(listen))
        _edit(erfinder, liste["punkte"], lambda: erfinder.punkt(2))
    elif wo == "zeile":
        tabelle = draw(st.sampled_from(tabellen))
        _edit(erfinder, tabelle["zeilen"], lambda: erfinder.zeile(tabelle["spalten"]))
    elif wo == "spalte":
        tabelle = draw(st.sampled_from(tabellen))
        _edit(erfinder, tabelle["spalten"], erfinder.spalte, ab=1)
        for zeile in tabelle["zeilen"]:
            for spalte in tabelle["spalten"]:
                zeile["zellen"].setdefault(spalte["text"], "neu")
    return vorher, _write([s for g in gruppen for s in g])


def _fill(text: str) -> Inhalte:
    werte = Werte(Wert(geladen().vertrag, ""))
    return contents_of(fill(read_text("probe", "Probe", text, 1), werte, True, Unterschriften(())).bloecke)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_klauseleingriffe())
def test_edits_of_clauses_move_no_id(texte: tuple[str, str]) -> None:
    vorher, nachher = map(_fill, texte)
    assert not moved(vorher, nachher)
