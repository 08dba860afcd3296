"""Parties shared by contracts: an entry of `parteien` names a party file, whose values it takes over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..position import Mangel, Pfad, Position, Quelle
from ..yamltext.wertorte import Ueberlagert

_LISTE = "parteien"
_VERWEIS = "partei"


def resolve_parteien(
    quelle: Quelle, parteien: Mapping[str, Quelle], unlesbar: Collection[str] = ()
) -> tuple[Quelle, list[Mangel]]:
    """Merge each entry of `parteien` over the party file it names; keys of the entry win, whole values at a time.

    Positions of merged values lie in the party's file. An entry that carries its own `name` needs no file; any other
    reference without a readable file is a finding whose `pfad` is the entry, so that what the model misses in it can be
    kept quiet. `unlesbar` names party files that exist but could not be read. Anything that is not a list of mappings is
    left to the model.
    """
    eintraege = quelle.daten.get(_LISTE)
    if not isinstance(eintraege, list):
        return quelle, []
    maengel: list[Mangel] = []
    neu: list[Any] = []
    werte: dict[Pfad, Position] = {}
    schluessel: dict[Pfad, Position] = {}
    for nummer, eintrag in enumerate(eintraege):
        pfad = (_LISTE, nummer)
        partei = parteien.get(eintrag[_VERWEIS]) if _names_partei(eintrag) else None
        if partei is not None:
            _take_over(werte, partei.werte, pfad, eintrag)
            _take_over(schluessel, partei.schluessel, pfad, eintrag)
            eintrag = {**partei.daten, **eintrag}
        elif (
            isinstance(eintrag, dict) and _VERWEIS in eintrag and ("name" not in eintrag or not _names_partei(eintrag))
        ):
            code, meldung = _explain(eintrag[_VERWEIS], parteien, unlesbar)
            maengel.append(Mangel(code, meldung, quelle.position((*pfad, _VERWEIS)), pfad))
        neu.append(eintrag)
    daten = {**quelle.daten, _LISTE: neu}
    return Quelle(
        quelle.datei, daten, Ueberlagert(quelle.werte, werte), Ueberlagert(quelle.schluessel, schluessel)
    ), maengel


def _names_partei(eintrag: Any) -> bool:
    return isinstance(eintrag, dict) and isinstance(eintrag.get(_VERWEIS), str)


def _explain(name: Any, parteien: Mapping[str, Quelle], unlesbar: Collection[str]) -> tuple[str, str]:
    if not isinstance(name, str):
        return "BST-10", "„partei“ nennt eine Datei im Ordner „parteien“ ohne die Endung „.yaml“, etwa „partei: land“."
    if name in unlesbar:
        return (
            "BST-09",
            f"Die Angaben der Partei „{name}“ fehlen, weil „parteien/{name}.yaml“ nicht gelesen werden konnte.",
        )
    import difflib

    nahe = difflib.get_close_matches(name, parteien, 1)
    rat = f"Meinten Sie „{nahe[0]}“?" if nahe else f"Legen Sie die Datei „parteien/{name}.yaml“ an."
    return "BST-09", f"Die Partei „{name}“ gibt es nicht. {rat}"


def _take_over(
    ziel: dict[Pfad, Position], orte: Mapping[Pfad, Position], wohin: Pfad, eintrag: Mapping[str, Any]
) -> None:
    for pfad, position in orte.items():
        if pfad and pfad[0] not in eintrag:
            ziel[(*wohin, *pfad)] = position
