"""Commands in words: numbered points, one per § with letters below it, each with the wording that it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from contracts.modell.befehl import Befehl
from corpus.saetze import split_text

from ..tree import Absatz, Abschnitt, Aufzaehlung, Dokument, Punkt, Tabelle, Textblock, plain
from .anwendung import SATZ, sole_text
from .baumweg import Wortknoten, find_way, node_at, parts_of, step_of
from .befehlsstil import Stil, cite_ort, many_saetze, row_of, unit_words
from .wortlaut import read_row, read_wortlaut

Form = Literal["tausch", "zusatz", "streichung", "angabe_weg", "einzeln"]
_SCHLUSS: Final = {"tausch": "tauschen", "zusatz": "zusetzen", "streichung": "wegstreichen"}
_INNEN: Final = str.maketrans({"„": "‚", "“": "‘"})


@dataclass(frozen=True, slots=True)
class Befehlspunkt:
    """A numbered point: what happens, the new wording in quotes line by line, points below it."""

    kennung: str
    text: str
    zitat: tuple[str | Tabelle, ...] = ()
    unter: tuple[Befehlspunkt, ...] = ()


def word_befehle(befehle: Sequence[Befehl], stil: Stil, basis: Dokument) -> tuple[Befehlspunkt, ...]:
    """Return the points of commands in a style; `basis` is the wording that they change."""
    schreiber = _Schreiber(stil, basis, _inserted(befehle))
    punkte: list[Befehlspunkt] = []
    for ort, gruppe in groupby(befehle, key=lambda b: b.ort[:1]):
        teile = list(gruppe)
        innen = list(schreiber.points(teile, 1))
        hat_tabelle = any(isinstance(z, Tabelle) for p in innen for z in p.zitat)
        if len(innen) > 1 and not hat_tabelle and not any(_is_whole(b) for b in teile):
            rahmen = stil.say("rahmen", nom=cite_ort(ort, "nom"))
            punkte.append(Befehlspunkt(f"r{teile[0].id}", rahmen, unter=tuple(innen)))
        else:
            punkte += schreiber.points(teile, 0)
    return tuple(punkte)


def _inserted(befehle: Sequence[Befehl]) -> dict[tuple[str, ...], Befehl]:
    """Return the commands that insert a unit by the place that the unit has afterwards."""
    neue = ((b, read_wortlaut(b.wortlaut)) for b in befehle if b.art == "einfuegen" and b.wortlaut)
    return {(*b.ort[:-1], step_of(knoten[0])): b for b, knoten in neue if knoten}


def inner_quotes(text: str) -> str:
    """Return words as they stand inside quotation marks."""
    return text.translate(_INNEN)


def _is_whole(befehl: Befehl) -> bool:
    """Tell whether a command is about a section as a whole, which no other point can stand around."""
    return len(befehl.ort) == 1 and befehl.einheit in ("paragraf", "abschnitt", "anlage")


def form_of(befehl: Befehl) -> Form:
    """Return which formula says the exchange of an Angabe: what only gains words says so, what only loses some, too."""
    if befehl.einheit != "angabe":
        return "einzeln"
    alt, neu = befehl.alt or "", befehl.neu or ""
    if not neu:
        return "angabe_weg"
    if neu.startswith(f"{alt} ") and neu[len(alt) + 1 :].strip():
        return "zusatz"
    return "streichung" if alt.startswith(f"{neu} ") else "tausch"


class _Schreiber:
    """Puts single commands into words."""

    def __init__(self, stil: Stil, basis: Dokument, eingefuegt: Mapping[tuple[str, ...], Befehl]) -> None:
        self.stil, self.basis, self.eingefuegt = stil, basis, eingefuegt

    def points(self, befehle: Sequence[Befehl], ab: int) -> Iterator[Befehlspunkt]:
        """Yield the points of the commands on one section; `ab` steps of each place are said already."""
        for (form, _), gruppe in groupby(befehle, key=lambda b: (form_of(b), b.ort if b.einheit == "angabe" else b.id)):
            teile = list(gruppe)
            if form == "einzeln":
                yield self._one(teile[0], ab)
            else:
                yield self._angaben(teile, form, ab)

    def _ort(self, befehl: Befehl, ab: int, weniger: int = 0) -> tuple[str, ...]:
        ort = befehl.ort[: len(befehl.ort) - weniger]
        return ort[ab:] or ort

    def _angaben(self, befehle: Sequence[Befehl], form: Form, ab: int) -> Befehlspunkt:
        stil, erster = self.stil, befehle[0]
        innen = cite_ort(self._ort(erster, ab), "in")
        stuecke = [self._exchange(b, form) for b in befehle]
        bezug = (erster.neu or "")[len(erster.alt or "") :] if form == "zusatz" else erster.alt or ""
        werte = {"in": innen, "wird": "werden" if stil.is_plural(bezug.strip()) else "wird"}
        if form == "angabe_weg":
            jeweils = "jeweils " if erster.ist_jeweils else ""
            texte = [
                stil.say(
                    form, jeweils=jeweils, art_alt=stil.angabe(b.alt or ""), alt=inner_quotes(b.alt or ""), **werte
                )
                for b in befehle
            ]
            return Befehlspunkt(erster.id, " ".join(texte))
        liste = f"{', '.join(stuecke[:-1])} und {stuecke[-1]}" if stuecke[1:] else stuecke[0]
        return Befehlspunkt(erster.id, stil.say(_SCHLUSS[form], liste=liste, **werte))

    def _exchange(self, befehl: Befehl, form: Form) -> str:
        alt, neu = befehl.alt or "", befehl.neu or ""
        if form == "angabe_weg":
            return ""
        if form == "zusatz":
            neu = neu[len(alt) + 1 :]
        elif form == "streichung":
            alt, neu = neu, alt[len(neu) + 1 :]
        return self.stil.say(
            form,
            jeweils="jeweils " if befehl.ist_jeweils else "",
            art_alt=self.stil.angabe(alt),
            art_neu=self.stil.angabe(neu),
            nach_alt=self.stil.angabe(alt, ist_nach=True),
            alt=inner_quotes(alt),
            neu=inner_quotes(neu),
        )

    def _one(self, befehl: Befehl, ab: int) -> Befehlspunkt:
        if befehl.einheit in ("zeile", "zelle"):
            return self._row(befehl, ab)
        if befehl.einheit == "ueberschrift":
            des = cite_ort(befehl.ort, "des") if ab == 0 else ""
            text = self.stil.say("ueberschrift", des=des).replace("  ", " ")
            return Befehlspunkt(befehl.id, text, _quoted([befehl.neu or ""]))
        if befehl.art == "streichen":
            ist_groesse = befehl.einheit in ("paragraf", "anlage", "abschnitt")
            formel = "aufheben" if ist_groesse else "streichen"
            return Befehlspunkt(befehl.id, self.stil.say(formel, nom=cite_ort(self._ort(befehl, ab), "nom")))
        if befehl.einheit == "anlage":
            return self._anlage(befehl)
        return self._unit(befehl, ab)

    def _anlage(self, befehl: Befehl) -> Befehlspunkt:
        knoten = read_wortlaut(befehl.wortlaut or "")[0]
        formel = "anlage_ersetzen" if befehl.art == "ersetzen" else "anlage_einfuegen"
        nach = cite_ort(befehl.ort, befehl.lage)
        text = self.stil.say(formel, nom=cite_ort(befehl.ort, "nom"), nach=nach, einheit=step_of(knoten))
        return Befehlspunkt(befehl.id, text)

    def _unit(self, befehl: Befehl, ab: int) -> Befehlspunkt:
        knoten = read_wortlaut(befehl.wortlaut) if befehl.wortlaut else ()
        schritt = step_of(knoten[0]) if knoten else ""
        werte = unit_words(befehl, schritt or befehl.ort[-1])
        if not knoten and len(split_text(befehl.neu or "")) > 1:
            werte |= many_saetze()
        ort = self._ort(befehl, ab)
        formel = "tabelle_ersetzen" if befehl.einheit == "tabelle" else "ersetzen"
        if befehl.art == "einfuegen":
            formel = "anfuegen" if self._is_appended(befehl) else "einfuegen"
        text = self.stil.say(
            formel,
            nom=cite_ort(ort, "nom"),
            nach=cite_ort(ort, befehl.lage),
            # What is appended is appended to the place around, which is said even below a common frame.
            dem=cite_ort(self._ort(befehl, ab, 1), "dem"),
            wird="werden" if werte["stark"].endswith("Sätze") else "wird",
            **werte,
        )
        return Befehlspunkt(befehl.id, text, _quoted(_lines_of(knoten) if knoten else [befehl.neu or ""]))

    def _is_appended(self, befehl: Befehl) -> bool:
        """Tell whether nothing follows what is inserted in the place around it.

        What follows an inserted unit is what follows the unit of the base behind which that one was inserted. Commands that are
        inserted behind each other lead to no unit of the base.
        """
        frueher = dict(self.eingefuegt)
        while befehl.lage == "nach" and (davor := frueher.pop(befehl.ort, None)) is not None:
            befehl = davor
        if befehl.lage == "vor" or len(befehl.ort) == 1:
            return False
        if befehl.einheit == "satz":
            block = sole_text(node_at(self.basis, find_way(self.basis, befehl.ort[:-1])))
            zahl = befehl.ort[-1].removeprefix(SATZ)
            return block is not None and str(len(split_text(plain(block.inhalt)))) == zahl
        weg = find_way(self.basis, befehl.ort)
        return not any(step_of(k) for k in parts_of(node_at(self.basis, weg[:-1]))[weg[-1] + 1 :])

    def _row(self, befehl: Befehl, ab: int) -> Befehlspunkt:
        ort, zeile, spalte = row_of(befehl)
        werte = {"in": cite_ort(ort[ab:] or ort, "in"), "zeile": inner_quotes(zeile), "spalte": inner_quotes(spalte)}
        werte |= {"alt": inner_quotes(befehl.alt or ""), "neu": inner_quotes(befehl.neu or ""), "wo": befehl.lage}
        formel = f"zeile_{befehl.art}"
        if befehl.einheit == "zelle":
            return Befehlspunkt(befehl.id, self.stil.say("zelle" if befehl.alt else "zelle_leer", **werte))
        zellen = [plain(z.inhalt) or "–" for z in read_row(befehl.neu).zellen] if befehl.neu else []
        return Befehlspunkt(befehl.id, self.stil.say(formel, **werte), _quoted([" | ".join(zellen)]) if zellen else ())


def _quoted(zeilen: Sequence[str | Tabelle]) -> tuple[str | Tabelle, ...]:
    """Return lines with quotation marks around all of them; a table stands between them as it is."""
    neu: list[str | Tabelle] = [inner_quotes(z) if isinstance(z, str) else z for z in zeilen]
    texte = [n for n, z in enumerate(neu) if isinstance(z, str)]
    if not texte:
        return tuple(neu)
    neu[texte[0]] = f"„{neu[texte[0]]}"
    neu[texte[-1]] = f"{neu[texte[-1]]}“"
    return tuple(neu)


def _lines_of(knoten: Sequence[Wortknoten]) -> list[str | Tabelle]:
    """Return the wording of units as lines, their labels in front."""
    zeilen: list[str | Tabelle] = []
    for k in knoten:
        match k:
            case Abschnitt():
                zeilen += [f"{k.nummer} {plain(k.ueberschrift)}".strip(), *_lines_of(parts_of(k))]
            case Absatz() | Punkt():
                unten = _lines_of(parts_of(k))
                nummer = k.nummer or ("–" if isinstance(k, Punkt) else "")
                erste = unten[0] if unten and isinstance(unten[0], str) else ""
                zeilen += [f"{nummer} {erste}".strip(), *(unten[1:] if erste else unten)]
            case Aufzaehlung():
                zeilen += _lines_of(k.punkte)
            case Textblock():
                zeilen.append(plain(k.inhalt))
            case Tabelle():
                zeilen.append(k)
    return zeilen


def list_places(befehle: Sequence[Befehl]) -> list[str]:
    """Return the sections that commands change, each once, as a history names them."""
    stellen: list[str] = []
    for befehl in befehle:
        neu = read_wortlaut(befehl.wortlaut)[0] if befehl.wortlaut and _is_whole(befehl) else None
        stelle = befehl.ort[0] if neu is None or befehl.art != "einfuegen" else step_of(neu)
        if stelle not in stellen:
            stellen.append(stelle)
    return stellen
