"""What the Vermerk says of the clauses: where the contract leaves the library, and what the library advises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.bausteine.bibliothek import library
from contracts.bausteine.klausel import Klausel
from generator.tree import Abschnitt, Tabelle
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.werk import Ergebnis

if TYPE_CHECKING:
    from contracts.modell.vertrag import Klauselwahl

_HINWEISE = "Hinweise zu den Textbausteinen"


def departures(ergebnis: Ergebnis) -> Abschnitt:
    """Return how the contract departs from the clauses of its kind, with the reason where the data give one."""
    vertrag, art = ergebnis.geladen.vertrag, ergebnis.geladen.art
    if vertrag is None or art is None:
        raise LookupError("no contract")
    inhalt: list[str | Tabelle]
    zeilen = _departures(vertrag.klauseln, _used(ergebnis), library(art))
    if zeilen:
        spalten = (("Textbaustein", 30), ("Abweichung", 35), ("Grund", 35))
        inhalt = [
            f"Der {art.wort.wort} weicht in diesen Punkten von den Textbausteinen seiner Art ab.",
            make_table("abweichungen", "Abweichungen von der Bibliothek", spalten, zeilen),
        ]
    else:
        inhalt = [f"Der {art.wort.wort} verwendet die Textbausteine seiner Art ohne Abweichung."]
    if vertrag.klauseln.reihenfolge:
        inhalt.append("Die Paragrafen stehen in einer eigenen Reihenfolge.")
    return make_section("abweichung", "Abweichungen von der Bibliothek", *inhalt)


def _departures(
    wahl: Klauselwahl, benutzt: Mapping[str, Klausel], bibliothek: Mapping[str, Klausel]
) -> list[tuple[str, str, str]]:
    def name(kennung: str) -> str:
        klausel = benutzt.get(kennung) or bibliothek.get(kennung)
        return f"{klausel.kopf.titel} ({kennung})" if klausel else kennung

    def reason(kennung: str) -> str:
        klausel = benutzt.get(kennung)
        return (klausel.kopf.hinweis or "nicht angegeben") if klausel else "nicht angegeben"

    return [
        *((name(e.klausel), f"ersetzt durch {name(e.durch)}", reason(e.durch)) for e in wahl.ersetzt),
        *((name(z.klausel), f"zusätzlich nach {name(z.nach)}", reason(z.klausel)) for z in wahl.zusaetzlich),
        *((name(w.klausel), "entfällt", w.grund) for w in wahl.entfaellt),
    ]


def clause_notes(ergebnis: Ergebnis) -> Abschnitt:
    """Return what the head of each used clause says: version, norms it rests on, advice."""
    titel = _headings(ergebnis)
    zeilen = [
        (
            titel.get(k.kopf.id, k.kopf.titel),
            k.kopf.version,
            "; ".join(k.kopf.rechtsgrundlagen) or "–",
            k.kopf.hinweis or "–",
        )
        for k in _used(ergebnis).values()
        if k.kopf.hinweis or k.kopf.rechtsgrundlagen
    ]
    if not zeilen:
        return make_section(
            "hinweise", _HINWEISE, "Kein verwendeter Textbaustein nennt eine Rechtsgrundlage oder einen Hinweis."
        )
    spalten = (("Textbaustein", 24), ("Version", 10), ("Rechtsgrundlagen", 22), ("Hinweis", 44))
    return make_section(
        "hinweise",
        _HINWEISE,
        "Die Hinweise stehen in den Köpfen der Textbausteine und richten sich an die Bearbeitung.",
        make_table("klauselhinweise", "Rechtsgrundlagen und Hinweise", spalten, zeilen),
    )


def _headings(ergebnis: Ergebnis) -> dict[str, str]:
    """Return the headings as they are printed, by the id of their clause."""
    eintraege = [e for d in ergebnis.dokumente.values() for e in d.verzeichnis]
    return {e.ziel: f"{e.nummer} {e.text}".strip() for e in eintraege}


def _used(ergebnis: Ergebnis) -> dict[str, Klausel]:
    return {k.kopf.id: k for g in ergebnis.geladen.gliederungen.values() for k in g.alle}
