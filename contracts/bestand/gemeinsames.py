"""Joint objects of a repository: an entry of a contract names a file, whose values it takes over and never copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..arten import Gemeinsam
from ..position import Mangel, Pfad, Position, Quelle
from ..yamltext.wertorte import Ueberlagert
from ..yamltext.yamldatei import load_yaml
from .eingaben import Vertragsdateien


@lru_cache(maxsize=4096)
def load_objekt(inhalt: bytes, datei: str) -> tuple[Quelle | None, tuple[Mangel, ...]]:
    """Read the file of a joint object; the same bytes are read once, however many contracts name them."""
    quelle, maengel = load_yaml(inhalt, datei)
    return quelle, tuple(maengel)


def check_objekte(dateien: Mapping[str, bytes]) -> list[Mangel]:
    """Return what is wrong in the text of joint files, also of those that no contract names."""
    return [mangel for datei, inhalt in dateien.items() for mangel in load_objekt(inhalt, datei)[1]]


@dataclass(slots=True)
class Aufloesung:
    """A contract's data with its joint objects: what is wrong, and the joint files it uses with their own defects."""

    quelle: Quelle
    maengel: list[Mangel] = field(default_factory=list)
    benutzt: dict[str, tuple[Mangel, ...]] = field(default_factory=dict)
    objekte: dict[str, Quelle] = field(default_factory=dict)
    namen: dict[str, list[str]] = field(default_factory=dict)


def resolve_objekte(quelle: Quelle, arten: Iterable[Gemeinsam], dateien: Vertragsdateien) -> Aufloesung:
    """Merge each entry over the joint file it names; keys of the entry win, whole values at a time.

    Positions of merged values lie in the joint file. An entry of a list that carries its own `name` needs no file; any other
    reference without a readable file is a finding whose `pfad` is the entry, so that what the model misses in it can be
    kept quiet. Anything that has not the shape of a reference is left to the model.
    """
    ergebnis = Aufloesung(quelle)
    daten: dict[str, Any] = dict(quelle.daten)
    werte: dict[Pfad, Position] = {}
    schluessel: dict[Pfad, Position] = {}
    for art in arten:
        pfad = art.ort_im_vertrag
        alt = value_or_none(daten, pfad)
        loeser = _Loeser(art, dateien, ergebnis, werte, schluessel)
        if art.ist_liste and isinstance(alt, list):
            daten = put(daten, pfad, [loeser.solve_entry(e, (*pfad, i)) for i, e in enumerate(alt)])
        elif not art.ist_liste and isinstance(alt, str):
            daten = put(daten, pfad, loeser.solve_name(alt, pfad))
    if ergebnis.benutzt or ergebnis.maengel:
        ergebnis.quelle = overlay(quelle, daten, werte, schluessel)
    return ergebnis


def overlay(
    quelle: Quelle, daten: Mapping[str, Any], werte: dict[Pfad, Position], schluessel: dict[Pfad, Position]
) -> Quelle:
    """Return other data for a contract, with the positions of what did not stand in its file."""
    orte = Ueberlagert(quelle.werte, werte), Ueberlagert(quelle.schluessel, schluessel)
    return Quelle(quelle.datei, daten, *orte)


def value_or_none(daten: Any, pfad: Pfad) -> Any:
    """Return what stands at a path of names, None where the data have no such place."""
    for name in pfad:
        daten = daten.get(name) if isinstance(daten, Mapping) else None
    return daten


def put(daten: Any, pfad: Pfad, wert: Any) -> dict[str, Any]:
    """Return the data with another value at a path of names; everything on the way is new, the rest is shared."""
    name, *rest = pfad
    alt = daten if isinstance(daten, Mapping) else {}
    return {**alt, str(name): put(alt.get(name), tuple(rest), wert) if rest else wert}


@dataclass(slots=True)
class _Loeser:
    """Finds the objects of one kind."""

    art: Gemeinsam
    dateien: Vertragsdateien
    ergebnis: Aufloesung
    werte: dict[Pfad, Position]
    schluessel: dict[Pfad, Position]

    def solve_entry(self, eintrag: Any, pfad: Pfad) -> Any:
        """Return an entry of a list with the values of the object it names."""
        verweis = self.art.verweis
        if not isinstance(eintrag, dict) or verweis not in eintrag:
            return eintrag
        name = eintrag[verweis]
        objekt = self._find(name)
        if objekt is not None:
            self._take_over(objekt, pfad, eintrag)
            return {**{k: w for k, w in objekt.daten.items() if self._is_wanted(k)}, **eintrag}
        if "name" not in eintrag or not isinstance(name, str):
            self._complain(name, (*pfad, verweis), pfad)
        return eintrag

    def solve_name(self, name: str, pfad: Pfad) -> Any:
        """Return the values of the object that a contract names."""
        objekt = self._find(name)
        if objekt is None:
            self._complain(name, pfad, pfad)
            return {}
        self._take_over(objekt, pfad, {})
        ort = self.ergebnis.quelle.position(pfad)
        self.werte[pfad] = self.werte[(*pfad, self.art.verweis)] = ort
        return {**objekt.daten, self.art.verweis: name}

    def _find(self, name: Any) -> Quelle | None:
        if not isinstance(name, str):
            return None
        datei = self.art.datei(name)
        inhalt = self.dateien.gemeinsames.get(datei)
        if inhalt is None:
            return None
        quelle, maengel = load_objekt(inhalt, datei)
        self.ergebnis.benutzt[datei] = maengel
        if quelle is not None:
            self.ergebnis.objekte[datei] = quelle
        self.ergebnis.namen.setdefault(self.art.name, []).append(name)
        return quelle

    def _is_wanted(self, name: object) -> bool:
        return not self.art.nur or name in self.art.nur

    def _take_over(self, objekt: Quelle, wohin: Pfad, eintrag: Mapping[str, Any]) -> None:
        for ziel, orte in ((self.werte, objekt.werte), (self.schluessel, objekt.schluessel)):
            for pfad, position in orte.items():
                if pfad and pfad[0] not in eintrag and self._is_wanted(pfad[0]):
                    ziel[(*wohin, *pfad)] = position

    def _complain(self, name: Any, pfad: Pfad, eintrag: Pfad) -> None:
        code, meldung = self._explain(name)
        ort = self.werte.get(pfad) or self.ergebnis.quelle.position(pfad)
        self.ergebnis.maengel.append(Mangel(code, meldung, ort, eintrag))

    def _explain(self, name: Any) -> tuple[str, str]:
        art = self.art
        nominativ, genitiv = art.bezeichnung
        if not isinstance(name, str):
            vorn, _, hinten = art.ort.rpartition("{}")
            wo = f"„{art.verweis}“ nennt eine Datei im Ordner „{vorn.rstrip('/')}“ ohne die Endung „{hinten}“"
            return "BST-10", f"{wo}, etwa „{art.verweis}: {art.beispiel}“."
        datei = art.datei(name)
        if datei in self.dateien.unlesbares or datei in self.dateien.gemeinsames:
            return "BST-09", f"Die Angaben {genitiv} „{name}“ fehlen, weil „{datei}“ nicht gelesen werden konnte."
        import difflib

        vorn, _, hinten = art.ort.partition("{}")
        vorhanden = [d[len(vorn) : len(d) - len(hinten)] for d in self.dateien.gemeinsames if d.startswith(vorn)]
        nahe = difflib.get_close_matches(name.lower(), vorhanden, 1)
        rat = f"Meinten Sie „{nahe[0]}“?" if nahe else f"Legen Sie die Datei „{datei}“ an."
        return "BST-09", f"{nominativ[0].upper()}{nominativ[1:]} „{name}“ gibt es nicht. {rat}"
