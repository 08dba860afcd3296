"""From two plain wordings to the commands that lead from one to the other: the smallest unit that is unambiguous.

Both wordings have labels that stayed (`nummernhalt`), so that a place is found again by its label. Each set of commands on a unit
is proved by applying it; where none of them does, or they would be longer than the unit, the unit is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from contracts.modell.befehl import Befehl
from corpus.saetze import split_text

from ..tree import Absatz, Abschnitt, Aufzaehlung, Dokument, Tabelle, Textblock, plain
from .anwendung import SATZ, apply_befehle, is_certain, sole_text
from .baumweg import BefehlFehler, Wortknoten, inline_of, map_texts, parts_of, step_of, texts_inside, with_parts
from .lesebild import empty_kopf, is_same
from .tabellenbefehl import find_table_befehle
from .wortangaben import find_tausche
from .wortlaut import write_wortlaut

HOECHSTENS: Final = {"anlage": 3, "paragraf": 8, "absatz": 4, "nummer": 2, "satz": 2}
"""With more commands than this inside, a unit is replaced: an amendment that nobody can follow is worse than a longer one."""
ANTEIL: Final = 0.6
"""From this share of a unit's length on the words of the commands are no shorter than the unit."""
_HILFSORT: Final = "Stelle"
Ort = tuple[str, ...]


def find_befehle(alt: Dokument, neu: Dokument) -> tuple[Befehl, ...]:
    """Return the commands that lead from one plain wording to another; raises BefehlFehler where none can be found.

    What is returned is proved: applied to the old wording it gives the new one.
    """
    _need_names(alt, "bisherigen")
    _need_names(neu, "neuen")
    rohe = _compare_named(alt.abschnitte, neu.abschnitte, ())
    if rohe is None:
        raise BefehlFehler("Die Teile der beiden Fassungen lassen sich nicht eindeutig benennen.")
    befehle = tuple(b.model_copy(update={"id": f"B{n}"}) for n, b in enumerate(rohe, 1))
    if not is_same(apply_befehle(alt, befehle), neu):
        raise BefehlFehler("Die Befehle ergeben nicht die neue Fassung.")
    return befehle


def _need_names(wortlaut: Dokument, welche: str) -> None:
    """Raise BefehlFehler where no command could say which section it means."""
    namen = [step_of(a) for a in wortlaut.abschnitte]
    for name in namen:
        if not name:
            raise BefehlFehler(
                f"Ein Abschnitt der {welche} Fassung hat weder Nummer noch Überschrift, ein Änderungsbefehl kann ihn nicht nennen. "
                "Geben Sie ihm eine Überschrift."
            )
        if namen.count(name) > 1:
            raise BefehlFehler(
                f"In der {welche} Fassung heißen mehrere Abschnitte „{name}“, ein Änderungsbefehl meinte keinen davon eindeutig. "
                "Geben Sie ihnen verschiedene Überschriften."
            )


def unit_of(knoten: Wortknoten) -> str:
    """Return what a command calls a node."""
    match knoten:
        case Abschnitt(art=art):
            return art if art in ("anlage", "paragraf") else "abschnitt"
        case Absatz():
            return "absatz"
        case Tabelle():
            return "tabelle"
        case _:
            return "nummer"


def _make(art: str, einheit: str, ort: Ort, **angaben: object) -> Befehl:
    return Befehl.model_validate({"id": "B0", "art": art, "einheit": einheit, "ort": ort, **angaben})


def _whole(alt: Wortknoten, neu: Wortknoten, ort: Ort) -> list[Befehl]:
    return [_make("ersetzen", unit_of(alt), ort, wortlaut=write_wortlaut((neu,)))]


def _change_or_replace(alt: Wortknoten, neu: Wortknoten, ort: Ort) -> list[Befehl]:
    """Return commands inside a unit, or the one that replaces it."""
    innen = _compare_unit(alt, neu, ort)
    if innen is None or _is_too_much(innen, alt, neu) or not _is_proved(alt, neu, ort, innen):
        return _whole(alt, neu, ort)
    return innen


def _is_too_much(befehle: Sequence[Befehl], alt: Wortknoten, neu: Wortknoten) -> bool:
    if len(befehle) > HOECHSTENS.get(unit_of(alt), len(befehle)):
        return True
    if isinstance(alt, Tabelle):
        return False
    laenge = sum(len(b.alt or "") + len(b.neu or "") + len(b.wortlaut or "") for b in befehle)
    ganze = sum(map(len, texts_inside(neu)))
    return (len(befehle) > 1 and laenge > 2 * ANTEIL * ganze) or laenge > 2 * ganze


def _is_proved(alt: Wortknoten, neu: Wortknoten, ort: Ort, befehle: Sequence[Befehl]) -> bool:
    """Tell whether the commands on a unit do what they are for, by applying them to nothing but the unit."""
    davor = () if isinstance(alt, Abschnitt) else (_HILFSORT,)
    eigene = [b.model_copy(update={"ort": (*davor, *b.ort[len(ort) - 1 :])}) for b in befehle]
    try:
        return is_same(apply_befehle(_alone(alt), eigene), _alone(neu))
    except BefehlFehler:
        return False


def _alone(knoten: Wortknoten) -> Dokument:
    """Return a wording that is nothing but this unit."""
    if not isinstance(knoten, Abschnitt):
        knoten = Abschnitt("", "ohne_nummer", inline_of(_HILFSORT), (knoten,))  # type: ignore[arg-type]
    return Dokument(empty_kopf("paragraf"), (), (knoten,))


def _compare_unit(alt: Wortknoten, neu: Wortknoten, ort: Ort) -> list[Befehl] | None:
    """Return the commands inside a unit that is in both wordings; None where there are none but to replace it."""
    if isinstance(alt, Tabelle) and isinstance(neu, Tabelle):
        return find_table_befehle(alt, neu, ort)
    if isinstance(alt, Abschnitt) and isinstance(neu, Abschnitt):
        if alt.art != neu.art or bool(alt.ueberschrift) != bool(neu.ueberschrift):
            return None
        if alt.ueberschrift != neu.ueberschrift:
            titel = _make("ersetzen", "ueberschrift", ort, neu=plain(neu.ueberschrift))
            rest = _compare_unit(replace(alt, ueberschrift=neu.ueberschrift), neu, ort)
            return None if rest is None else [titel, *rest]
    rahmen = _compare_frame(alt, neu, ort)
    if rahmen is None:
        return None
    tabellen = _compare_tables(alt, neu, ort)
    benannte = _compare_named(parts_through(alt), parts_through(neu), ort)
    return None if tabellen is None or benannte is None else [*rahmen, *tabellen, *benannte]


def parts_through(knoten: Wortknoten) -> list[Wortknoten]:
    """Return the labelled parts right inside a node, looking through lists and an Absatz without number; no tables."""
    gefunden: list[Wortknoten] = []
    for teil in parts_of(knoten):
        if isinstance(teil, Tabelle):
            continue
        if step_of(teil):
            gefunden.append(teil)
        elif isinstance(teil, (Aufzaehlung, Absatz)):
            gefunden += parts_through(teil)
    return gefunden


# ------------------------------------------------------------------------------------------------------- labelled parts


def _compare_named(alte: Sequence[Wortknoten], neue: Sequence[Wortknoten], ort: Ort) -> list[Befehl] | None:
    """Return commands on the labelled parts of a unit: what is deleted, inserted, changed inside."""
    vorher, nachher = {step_of(k): k for k in alte}, {step_of(k): k for k in neue}
    if len(vorher) != len(alte) or len(nachher) != len(neue) or "" in vorher or "" in nachher:
        return None
    bleiben = _kept(list(vorher), list(nachher), vorher, nachher)
    if ort and (vorher or nachher) and not bleiben:
        return None
    befehle = [_make("streichen", unit_of(k), (*ort, s)) for s, k in vorher.items() if s not in bleiben]
    davor = ""
    for schritt, knoten in nachher.items():
        if schritt in bleiben:
            if not is_same(vorher[schritt], knoten):
                befehle += _change_or_replace(vorher[schritt], knoten, (*ort, schritt))
        else:
            anker = davor or next(s for s in nachher if s in bleiben)
            lage = "nach" if davor else "vor"
            wortlaut = write_wortlaut((knoten,))
            befehle.append(_make("einfuegen", unit_of(knoten), (*ort, anker), lage=lage, wortlaut=wortlaut))
        davor = schritt
    return _in_order(befehle, list(vorher), list(nachher), len(ort))


def _kept(
    alte: list[str], neue: list[str], vorher: dict[str, Wortknoten], nachher: dict[str, Wortknoten]
) -> frozenset[str]:
    """Return the steps that both have, of the same kind, in the same order."""
    gleiche = SequenceMatcher(None, alte, neue, autojunk=False).get_matching_blocks()
    schritte = [s for m in gleiche for s in alte[m.a : m.a + m.size]]
    return frozenset(s for s in schritte if unit_of(vorher[s]) == unit_of(nachher[s]))


def _in_order(befehle: list[Befehl], alte: list[str], neue: list[str], tiefe: int) -> list[Befehl]:
    """Return the commands in the order of the places they are about, what is inserted behind what it follows."""
    reihe = {s: float(n) for n, s in enumerate(alte)}
    letzte = -0.5
    for s in neue:
        letzte = reihe.setdefault(s, letzte + 0.001)

    def place(befehl: Befehl) -> float:
        stelle = reihe[befehl.ort[tiefe]]
        ist_hier = befehl.art == "einfuegen" and len(befehl.ort) == tiefe + 1
        return stelle + (0.0005 if befehl.lage == "nach" else -0.0005) if ist_hier else stelle

    return sorted(befehle, key=place)


# ---------------------------------------------------------------------------------------------------- texts without label


def _frame(knoten: Wortknoten) -> list[str]:
    """Return the shape of what has no label in a unit, with a mark where labelled parts and tables stand."""
    form: list[str] = []
    for teil in parts_of(knoten):
        if isinstance(teil, Tabelle):
            form.append("tabelle")
        elif step_of(teil):
            form += [] if form and form[-1] == "#" else ["#"]
        elif isinstance(teil, Textblock):
            form.append("text")
        else:
            form += [type(teil).__name__ + getattr(teil, "art", ""), *_frame(teil), "ende"]
    return form


def _frame_texts(knoten: Wortknoten) -> list[str]:
    texte: list[str] = []
    for teil in parts_of(knoten):
        if isinstance(teil, Textblock):
            texte.append(plain(teil.inhalt))
        elif not step_of(teil):
            texte += _frame_texts(teil)
    return texte


def _with_frame_texts(knoten: Wortknoten, texte: Iterator[str]) -> Wortknoten:
    teile: list[Wortknoten] = []
    for teil in parts_of(knoten):
        if isinstance(teil, Textblock):
            teile.append(map_texts(teil, lambda _: next(texte)))
        else:
            teile.append(teil if step_of(teil) else _with_frame_texts(teil, texte))
    return with_parts(knoten, teile)


def _compare_frame(alt: Wortknoten, neu: Wortknoten, ort: Ort) -> list[Befehl] | None:
    """Return commands on the texts of a unit that belong to no labelled part of it; None where its shape is another."""
    if _frame(alt) != _frame(neu):
        return None
    nachher = _frame_texts(neu)
    if _frame_texts(alt) == nachher:
        return []
    block = sole_text(alt)
    if block is not None and is_certain(plain(block.inhalt)) and is_certain(nachher[0]):
        saetze = split_text(plain(block.inhalt))
        if len(saetze) > 1 or len(split_text(nachher[0])) > 1:
            return _compare_saetze(saetze, split_text(nachher[0]), ort)
    ziel = _with_frame_texts(alt, iter(nachher))
    return _angaben(texts_inside(alt), texts_inside(ziel), ort)


def _angaben(alte: Sequence[str], neue: Sequence[str], ort: Ort) -> list[Befehl] | None:
    tausche = find_tausche(alte, neue)
    if tausche is None:
        return None
    return [_make("ersetzen", "angabe", ort, alt=t.alt, neu=t.neu, ist_jeweils=t.ist_jeweils) for t in tausche]


def _compare_saetze(alte: list[str], neue: list[str], ort: Ort) -> list[Befehl] | None:
    """Return commands on the Sätze of a running text, each by its number before the change."""
    befehle: list[Befehl] = []
    for art, i1, i2, j1, j2 in SequenceMatcher(None, alte, neue, autojunk=False).get_opcodes():
        if art == "insert":
            anker, lage = (f"{SATZ}{i1}", "nach") if i1 else (f"{SATZ}1", "vor")
            befehle.append(_make("einfuegen", "satz", (*ort, anker), lage=lage, neu=" ".join(neue[j1:j2])))
        elif art != "equal":
            paare = min(i2 - i1, j2 - j1)
            for n in range(paare):
                ende = j1 + n + 1 if n + 1 < paare else j2
                befehle += _compare_satz(alte[i1 + n], neue[j1 + n : ende], (*ort, f"{SATZ}{i1 + n + 1}"))
            befehle += [_make("streichen", "satz", (*ort, f"{SATZ}{n + 1}")) for n in range(i1 + paare, i2)]
    return befehle


def _compare_satz(alt: str, neue: Sequence[str], ort: Ort) -> list[Befehl]:
    angaben = _angaben([alt], neue, ort) if len(neue) == 1 else None
    if (
        angaben is not None
        and len(angaben) <= HOECHSTENS["satz"]
        and sum(len(b.alt or "") for b in angaben) <= ANTEIL * len(alt)
    ):
        return angaben
    return [_make("ersetzen", "satz", ort, neu=" ".join(neue))]


def _compare_tables(alt: Wortknoten, neu: Wortknoten, ort: Ort) -> list[Befehl] | None:
    befehle: list[Befehl] = []
    for a, b in zip(_tables(alt), _tables(neu), strict=True):
        if not is_same(a, b):
            befehle += _change_or_replace(a, replace(b, nummer=a.nummer), (*ort, step_of(a)))
    return befehle


def _tables(knoten: Wortknoten) -> list[Tabelle]:
    """Return the tables of a unit that stand in no labelled part of it."""
    gefunden: list[Tabelle] = []
    for teil in parts_of(knoten):
        if isinstance(teil, Tabelle):
            gefunden.append(teil)
        elif not step_of(teil):
            gefunden += _tables(teil)
    return gefunden
