"""The Synopse of each document of a comparison, with the norms its clauses rest on, and proven complete before it leaves (VV-02)."""

from __future__ import annotations

from collections.abc import Mapping

from checks.kontext import Schriftstueck
from checks.regeln.vergleich import vv_02
from generator.numbering import places
from generator.tree import Dokument
from generator.vergleich.synopse import make_synopse
from generator.vergleich.synopsenprobe import Synopsenvorlage
from generator.vergleich.synopsenzeilen import Klauselhinweis
from vertragswerk.werk import Ergebnis

from .einzelpruefung import first_finding
from .gegenueberstellung import Gegenueberstellung


class Synopsenfehler(ValueError):
    """A Synopse that does not show what differs; the message says in German what. It is a mistake of the program."""


def make_synopsen(gegenueber: Gegenueberstellung) -> dict[str, Dokument]:
    """Return the Synopse of each document that both versions have, by its name; raises Synopsenfehler for one that is not complete."""
    synopsen: dict[str, Dokument] = {}
    for name, satz in gegenueber.saetze.items():
        dokument = make_synopse(satz, list_hints(gegenueber, name), gegenueber.name_alt)
        _prove(gegenueber.neu, Schriftstueck("synopse", dokument, places(dokument), synopse=Synopsenvorlage(satz)))
        synopsen[name] = dokument
    return synopsen


def _prove(ergebnis: Ergebnis, stueck: Schriftstueck) -> None:
    erster = first_finding(ergebnis, stueck, vv_02)
    if erster is not None:
        raise Synopsenfehler(
            f"Die Synopse ist nicht geschrieben, weil sie nicht vollständig ist ({erster.code}): {erster.meldung} "
            "Das ist ein Fehler des Programms: Bitte melden Sie ihn."
        )


def list_hints(gegenueber: Gegenueberstellung, name: str) -> Mapping[str, Klauselhinweis]:
    """Return the norms of each clause by its id, those of the new version first, and what the negotiation says it is about."""
    gruende = list_reasons(gegenueber.neu, name)
    hinweise: dict[str, Klauselhinweis] = {i: Klauselhinweis((), g) for i, g in gruende.items()}
    for ergebnis in (gegenueber.neu, gegenueber.alt):
        gliederung = ergebnis.geladen.gliederungen.get(name)
        for klausel in gliederung.alle if gliederung is not None else ():
            kennung, normen = klausel.kopf.id, klausel.kopf.rechtsgrundlagen
            if normen and not hinweise.get(kennung, Klauselhinweis()).normen:
                hinweise[kennung] = Klauselhinweis(normen, gruende.get(kennung, ""))
    return hinweise


def list_reasons(ergebnis: Ergebnis, name: str) -> dict[str, str]:
    """Return by section what the points of the negotiation about it say that they are about."""
    akte = ergebnis.geladen.verhandlung
    stueck = next((s for s in ergebnis.pruefling.schriftstuecke if s.name == name), None)
    gruende: dict[str, list[str]] = {}
    for punkt in akte.verhandlung.punkte if akte is not None and stueck is not None else ():
        stelle = stueck.places.get(punkt.klausel) if stueck is not None else None
        if punkt.worum is not None and stelle is not None:
            gruende.setdefault(stelle.abschnitt, []).append(punkt.worum)
    return {abschnitt: " ".join(texte) for abschnitt, texte in gruende.items()}
