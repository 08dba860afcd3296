"""The state of a negotiation as a document: what is open, what is disputed in whose words, what is agreed, what the law fixes. Pure.

The points that are not agreed come first: they are the list for the next meeting or for the Schiedsstelle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from contracts.bestand.verhandlungsakte import Verhandlungsakte
from contracts.modell.verhandlungsliste import Verhandlungspunkt, Wortlautvorschlag
from generator.kanon import german_date, normalise
from generator.numbering import number
from generator.tree import Abschnitt, Dokument, Kopf, Tabelle, plain
from generator.vereinbarungstext import find_clause, hash_clause
from generator.vergleich.gegenlage import Knoten, children, own_text
from generator.writers.native import write_native
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.werk import Ergebnis

NAME: Final = "verhandlungsstand"
LAENGE: Final = 600
"""Letters of a clause that the list quotes; the contract itself shows it whole."""


class Verhandlungsfehler(ValueError):
    """There is no state to show; the message says in German why and what to do."""


def make_verhandlungsstand(ergebnis: Ergebnis) -> Dokument:
    """Return the numbered document; raises Verhandlungsfehler for a contract without a readable state or without text."""
    akte = ergebnis.geladen.verhandlung
    if akte is None:
        raise Verhandlungsfehler(_explain_missing(ergebnis))
    vertrag = main_document(ergebnis)
    kopf = Kopf(
        kennung=vertrag.kopf.kennung,
        titel="Stand der Verhandlung",
        untertitel=vertrag.kopf.titel,
        fassung=vertrag.kopf.fassung,
        stand=vertrag.kopf.stand,
        inhaltshash="",
        schema="dezimal",
        dokument=NAME,
        aktenzeichen=vertrag.kopf.aktenzeichen,
        hat_verzeichnis=False,
    )
    dokument = Dokument(kopf, (), tuple(_sections(akte, ergebnis)))
    summe = hashlib.sha256(write_native(dokument)).hexdigest()
    return number(replace(dokument, kopf=replace(kopf, inhaltshash=summe)))[0]


def main_document(ergebnis: Ergebnis) -> Dokument:
    """Return the contract itself; raises Verhandlungsfehler where it could not be put together."""
    dokument = next(iter(ergebnis.dokumente.values()), None)
    if dokument is None:
        raise Verhandlungsfehler(
            "Das Dokument lässt sich nicht zusammensetzen; „vertragswerk pruefen“ nennt die Gründe."
        )
    return dokument


def checksum_of(ergebnis: Ergebnis, kennung: str) -> str:
    """Return the checksum of a clause as it is now; raises Verhandlungsfehler for an id the contract does not have."""
    knoten = find_clause(main_document(ergebnis), kennung)
    if knoten is None:
        raise Verhandlungsfehler(
            f"Eine Klausel „{kennung}“ hat der Vertrag nicht. „vertragswerk klauseln“ nennt die Kennungen der Textbausteine."
        )
    return hash_clause(knoten)


def _explain_missing(ergebnis: Ergebnis) -> str:
    datei = ergebnis.eingaben.dateien.verhandlungsdatei
    gruende = [b for b in ergebnis.pruefung.befunde if b.position.datei == datei]
    if not gruende:
        return f"Die Datei „{datei}“ fehlt. Schreiben Sie dort unter „punkte“ je Klausel ihre Kennung und den Stand."
    zeilen = "\n".join(f"{datei}:{b.position.zeile}:{b.position.spalte}: {b.meldung}" for b in gruende)
    return f"Die Datei „{datei}“ ist fehlerhaft.\n{zeilen}"


def _sections(akte: Verhandlungsakte, ergebnis: Ergebnis) -> Iterator[Abschnitt]:
    punkte = akte.verhandlung.punkte
    liste = _Liste(ergebnis)
    yield _overview(akte)
    yield liste.disputed([p for p in punkte if p.stand == "streitig"])
    yield liste.table("offen", "Offene Punkte", [p for p in punkte if p.stand == "offen"])
    yield liste.agreed([p for p in punkte if p.stand == "geeint"])
    yield liste.locked([p for p in punkte if p.stand == "gesperrt"])
    yield liste.rest(punkte)


def _overview(akte: Verhandlungsakte) -> Abschnitt:
    verhandlung = akte.verhandlung
    zahlen = {s: sum(p.stand == s for p in verhandlung.punkte) for s in ("streitig", "offen", "geeint", "gesperrt")}
    saetze = [f"Punkte der Verhandlung: {', '.join(f'{n} {s}' for s, n in zahlen.items())}."]
    if verhandlung.sitzung is not None:
        saetze.append(f"Nächste Sitzung: {german_date(verhandlung.sitzung.isoformat())}.")
    if verhandlung.schiedsstelle is not None:
        saetze.append(f"Die streitigen Punkte sind der Schiedsstelle vorzulegen: {verhandlung.schiedsstelle}.")
    return make_section("ueberblick", "Überblick", *saetze)


class _Liste:
    """Knows where each clause stands and what it says now."""

    def __init__(self, ergebnis: Ergebnis) -> None:
        self.dokument = main_document(ergebnis)
        self.stellen = ergebnis.pruefling.schriftstuecke[0].places

    def place(self, kennung: str) -> str:
        """Return the printed place of a clause, its id where it has none."""
        stelle = self.stellen.get(kennung)
        knoten = find_clause(self.dokument, kennung)
        titel = f" {normalise(plain(knoten.ueberschrift))}" if isinstance(knoten, Abschnitt) else ""
        return f"{stelle.bezeichnung}{titel}" if stelle is not None else f"{kennung} (nicht im Vertrag)"

    def text(self, kennung: str) -> str:
        """Return what a clause says now, long ones cut."""
        knoten = find_clause(self.dokument, kennung)
        ganz = " ".join(_texts(knoten)) if knoten is not None else ""
        return (ganz if len(ganz) <= LAENGE else f"{ganz[: LAENGE - 1]}…") or "–"

    def disputed(self, punkte: Sequence[Verhandlungspunkt]) -> Abschnitt:
        """Return the disputed points, each with the wordings side by side."""
        titel = "Streitige Punkte"
        inhalt: list[str | Tabelle] = []
        for punkt in punkte:
            inhalt.append(f"{self.place(punkt.klausel)}. {punkt.worum or ''}".strip())
            zeilen = [("Fassung des Entwurfs", self.text(punkt.klausel), "–"), *map(_proposal, punkt.vorschlaege)]
            spalten = (("Wer", 22), ("Wortlaut", 44), ("Begründung", 34))
            inhalt.append(
                make_table(f"streit_{punkt.klausel}"[:30], f"Wortlaute zu {self.place(punkt.klausel)}", spalten, zeilen)
            )
        return make_section("streitig", titel, *(inhalt or ["Kein Punkt ist streitig."]))

    def table(self, kennung: str, titel: str, punkte: Sequence[Verhandlungspunkt]) -> Abschnitt:
        """Return the open points."""
        if not punkte:
            return make_section(kennung, titel, "Kein Punkt ist offen.")
        zeilen = [(self.place(p.klausel), p.worum or "–", self.text(p.klausel)) for p in punkte]
        spalten = (("Stelle", 24), ("Worum es geht", 32), ("Wortlaut des Entwurfs", 44))
        return make_section(kennung, titel, "Noch zu verhandeln:", make_table(f"{kennung}tab", titel, spalten, zeilen))

    def agreed(self, punkte: Sequence[Verhandlungspunkt]) -> Abschnitt:
        """Return what is agreed, and whether it still says what was agreed."""
        titel = "Geeinte Punkte"
        if not punkte:
            return make_section("geeint", titel, "Noch kein Punkt ist geeint.")
        zeilen = [
            (
                self.place(p.klausel),
                german_date(p.geeint_am.isoformat()) if p.geeint_am is not None else "–",
                "; ".join(p.geeint_durch) or "–",
                self.state(p),
            )
            for p in punkte
        ]
        spalten = (("Stelle", 30), ("Geeint am", 18), ("Durch", 30), ("Text", 22))
        return make_section("geeint", titel, "Vereinbart ist:", make_table("geeinttab", titel, spalten, zeilen))

    def locked(self, punkte: Sequence[Verhandlungspunkt]) -> Abschnitt:
        """Return what cannot be negotiated."""
        titel = "Durch Gesetz vorgegeben"
        if not punkte:
            return make_section("gesperrt", titel, "Kein Punkt ist gesperrt.")
        zeilen = [(self.place(p.klausel), p.vorschrift or "–", self.state(p)) for p in punkte]
        spalten = (("Stelle", 40), ("Vorschrift", 36), ("Text", 24))
        satz = "Diese Punkte stehen nicht zur Verhandlung:"
        return make_section("gesperrt", titel, satz, make_table("gesperrttab", titel, spalten, zeilen))

    def state(self, punkt: Verhandlungspunkt) -> str:
        """Say whether a text is still that of its checksum."""
        knoten = find_clause(self.dokument, punkt.klausel)
        if punkt.pruefsumme is None:
            return "ohne Prüfsumme"
        if knoten is None:
            return "fehlt im Vertrag"
        return "unverändert" if hash_clause(knoten) == punkt.pruefsumme else "seitdem geändert"

    def rest(self, punkte: Sequence[Verhandlungspunkt]) -> Abschnitt:
        """Return the sections of which no point speaks."""
        genannt = {p.klausel for p in punkte}
        ohne = [a for a in self.dokument.abschnitte if not any(i in genannt for i in _ids(a))]
        namen = "; ".join(f"{a.nummer} {normalise(plain(a.ueberschrift))}".strip() for a in ohne)
        satz = f"Kein Punkt betrifft: {namen}." if namen else "Zu jedem Abschnitt gibt es einen Punkt."
        return make_section("ohne", "Abschnitte ohne Eintrag", satz)


def _proposal(vorschlag: Wortlautvorschlag) -> tuple[str, str, str]:
    return vorschlag.von, vorschlag.text, vorschlag.grund or "–"


def _texts(knoten: Knoten) -> Iterator[str]:
    text = normalise(plain(own_text(knoten)))
    nummer = getattr(knoten, "nummer", "")
    if text or nummer:
        yield f"{nummer} {text}".strip()
    for kind in children(knoten):
        yield from _texts(kind)


def _ids(knoten: Knoten) -> Iterator[str]:
    yield getattr(knoten, "id", "")
    for kind in children(knoten):
        yield from _ids(kind)
