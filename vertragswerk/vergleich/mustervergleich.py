"""A contract against the clause library: the same data, once with the clauses of its kind alone. Pure.

The model is put together from the contract's own data without its wishes for clauses, so what differs are words of clauses and
what follows from them, never values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import yaml

from contracts.bausteine.bibliothek import library
from contracts.bausteine.klausel import Klausel
from contracts.bestand.eingaben import KLAUSELN, Vertragsdateien
from contracts.yamltext.yamldatei import load_yaml
from generator.vergleich.aenderungssatz import Textstelle
from generator.vergleich.gegenlage import node_id
from vertragswerk.werk import Ergebnis, work

from .gegenueberstellung import Gegenueberstellung, Klauselabweichung, Klauselstand, set_against

NAME_ALT = "Muster der Textbausteine"


class Musterfehler(ValueError):
    """There is no model for this contract; the message says in German why."""


def compare_with_muster(ergebnis: Ergebnis) -> Gegenueberstellung:
    """Set a contract against its model; raises Musterfehler where there is none."""
    muster = _make_muster(ergebnis)
    gegenueber = set_against(muster, ergebnis)
    return replace(gegenueber, name_alt=NAME_ALT, klauseln=tuple(_departures(gegenueber)))


def _make_muster(ergebnis: Ergebnis) -> Ergebnis:
    """Return the contract made of the same data with the library's clauses; own Anlagen stay, for no library has them."""
    dateien = ergebnis.eingaben.dateien
    quelle, _ = load_yaml(dateien.read(dateien.datei) or b"", dateien.datei)
    if quelle is None or ergebnis.geladen.art is None:
        raise Musterfehler("Die Vertragsdatei ist nicht lesbar.")
    daten = {k: w for k, w in quelle.daten.items() if k != "klauseln"}
    vorhanden = library(ergebnis.geladen.art)
    anlagen = {a.id for a in ergebnis.geladen.vertrag.anlagen} if ergebnis.geladen.vertrag is not None else set()
    eigene = {f"{dateien.ordner}{KLAUSELN}/{i}.md" for i in anlagen if i not in vorhanden}
    neue = {n: i for n, i in dateien.dateien.items() if not n.startswith(f"{dateien.ordner}{KLAUSELN}/") or n in eigene}
    neue[dateien.datei] = yaml.safe_dump(daten, allow_unicode=True, sort_keys=False, width=10**6).encode()
    muster = work(replace(ergebnis.eingaben, dateien=_with_files(dateien, neue)))
    if not muster.dokumente:
        gruende = " ".join([b.meldung for b in muster.pruefung.befunde if b.schwere == "fehler"][:3])
        raise Musterfehler(f"Mit den Textbausteinen des Musters lässt sich der Vertrag nicht zusammensetzen. {gruende}")
    return muster


def _with_files(dateien: Vertragsdateien, neue: dict[str, bytes]) -> Vertragsdateien:
    return replace(dateien, dateien=neue)


def _departures(gegenueber: Gegenueberstellung) -> Iterator[Klauselabweichung]:
    """Yield each clause of either side in the order of the contract, those it lacks at the end of their document."""
    vertrag = gegenueber.neu.geladen.vertrag
    ersetzt = {e.durch: e.klausel for e in vertrag.klauseln.ersetzt} if vertrag is not None else {}
    for name, hier in gegenueber.neu.geladen.gliederungen.items():
        dort = gegenueber.alt.geladen.gliederungen.get(name)
        muster = {k.kopf.id: k for k in dort.alle} if dort is not None else {}
        for klausel in hier.alle:
            eigentlich = ersetzt.get(klausel.kopf.id, klausel.kopf.id)
            yield _judge(klausel, muster.pop(eigentlich, None), gegenueber, name)
        for klausel in muster.values():
            stellen = _places(gegenueber, name, klausel.kopf.id)
            yield Klauselabweichung(klausel.kopf.id, klausel.kopf.titel, "fehlt", stellen)


def _judge(klausel: Klausel, muster: Klausel | None, gegenueber: Gegenueberstellung, name: str) -> Klauselabweichung:
    kopf = muster.kopf if muster is not None else klausel.kopf
    if muster is not None and (klausel.kopf.titel, klausel.text.split()) == (muster.kopf.titel, muster.text.split()):
        return Klauselabweichung(kopf.id, kopf.titel, "gleich")
    stand: Klauselstand = "hinzugefuegt" if muster is None else "geaendert"
    return Klauselabweichung(kopf.id, kopf.titel, stand, _places(gegenueber, name, kopf.id))


def _places(gegenueber: Gegenueberstellung, name: str, klausel: str) -> tuple[Textstelle, ...]:
    satz = gegenueber.saetze.get(name)
    return tuple(e for e in satz.geaenderte if e.paar.zug != "weg" and _is_of(e, klausel)) if satz is not None else ()


def _is_of(einheit: Textstelle, klausel: str) -> bool:
    """A section has the id of its clause; the blocks of one without a section begin with it."""
    aussen = node_id(einheit.ueber[0].knoten) if einheit.ueber else einheit.id
    return aussen == klausel or aussen.startswith(f"{klausel}_")
