"""Contract + chosen clauses → document: fills every text and builds the sections; `numbering.resolve` comes after it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from contracts.angaben import keys_of
from contracts.arten import Dokumentart
from contracts.bausteine.klausel import Gliederung, Klausel
from contracts.modell.vertrag import Vertrag
from contracts.pfad import PfadFehler, Wert, Wertewurzel, holds
from contracts.position import Mangel, Position, Quelle

from .formate import FORMATE, canonical, default_format
from .klauseltext import KlauseltextFehler, Quellort, Werte, field_id, fill, fit_id, key_id, read_text
from .tree import (
    ORT_DATUM,
    Abschnitt,
    AbschnittArt,
    Aufzaehlung,
    Dokument,
    Feld,
    Kopf,
    Rubrumblock,
    Tabelle,
    Textblock,
    Unterschrift,
    Unterschriften,
)
from .typografie import bind, bind_title
from .unterschriftenraster import order

ARTEN: dict[str, AbschnittArt] = {
    "praeambel": "praeambel",
    "paragraf": "paragraf",
    "schluss": "ohne_nummer",
    "anlage": "anlage",
}
NICHT_IM_RUBRUM = (
    "Im Rubrum stehen Texte, Aufzählungen und Tabellen, aber keine Zwischenüberschriften, Abbildungen und Unterschriften. "
    "Setzen Sie diesen Teil in einen anderen Textbaustein."
)


@dataclass(frozen=True, slots=True)
class Zusammenbau:
    """The document without numbers, if it could be built, and what went wrong.

    `herkunft` says where each block was written (clause file), `verweisorte` where a target is referred to first.
    """

    dokument: Dokument | None
    herkunft: Mapping[str, Position]
    verweisorte: Mapping[str, Position]
    maengel: tuple[Mangel, ...]


def assemble(vertrag: Vertrag, gliederung: Gliederung, quelle: Quelle, entwurf: bool = False) -> Zusammenbau:
    """Build a document of a contract; every broken clause is a Mangel at its place, none raises."""
    bau = _Bau(vertrag, quelle, gliederung.dokument)
    rubrum = tuple(block for klausel in gliederung.vorn for block in bau.rubrum(klausel))
    abschnitte = [bau.section(k) for k in (*gliederung.klauseln, *gliederung.schluss, *gliederung.anlagen)]
    if bau.maengel:
        return Zusammenbau(None, bau.herkunft, bau.verweisorte, tuple(bau.maengel))
    dokument = Dokument(
        kopf=_kopf(vertrag, gliederung, quelle, entwurf, bau.titel_zusatz),
        rubrum=rubrum,
        abschnitte=tuple(a for a in abschnitte if a is not None),
    )
    return Zusammenbau(dokument, bau.herkunft, bau.verweisorte, ())


def content_hash(gliederung: Gliederung, quelle: Quelle) -> str:
    """Return the SHA-256 of what the contract says: canonical data and the texts of its clauses in order."""
    summe = hashlib.sha256(json.dumps(quelle.daten, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    if gliederung.dokument.eintrag:
        summe.update(f"\0{gliederung.dokument.name}".encode())
    for klausel in gliederung.alle:
        summe.update(f"\0{klausel.kopf.id}\0{klausel.kopf.titel}\0{klausel.text}".encode())
    return summe.hexdigest()


def _kopf(vertrag: Vertrag, gliederung: Gliederung, quelle: Quelle, entwurf: bool, zusatz: str) -> Kopf:
    art = gliederung.dokument
    return Kopf(
        kennung=vertrag.kennung,
        titel=bind_title(f"{art.titel} {zusatz}".strip() or vertrag.titel),
        untertitel=bind_title(vertrag.titel if art.titel else vertrag.untertitel),
        fassung=vertrag.fassung.nummer,
        stand=vertrag.fassung.stand.isoformat(),
        inhaltshash=content_hash(gliederung, quelle),
        schema=vertrag.gliederung,
        entwurf=entwurf,
        dokument=art.name,
        aktenzeichen=vertrag.aktenzeichen or "",
        hat_verzeichnis=gliederung.hat_verzeichnis,
        schrift=gliederung.schrift,
    )


def _unterschriften(vertrag: Vertrag, werte: Wertewurzel) -> Unterschriften:
    """Return the signature places, each named by the key of the person who signs."""

    def field(traeger: str, pfad: str, text: str) -> Feld:
        kennung = field_id(traeger, pfad, "text", 1)
        return Feld(pfad, bind(text), canonical(text), datei=werte.find(pfad).datei, id=kennung)

    parteien = {p.partei: p for p in vertrag.parteien}
    felder = []
    for person in vertrag.unterzeichnung.personen:
        kennung = fit_id(f"unterschrift_{key_id(person.id)}")
        pfad = f"unterzeichnung.personen[{person.id}]"
        partei = parteien.get(person.partei)
        name = (
            field(kennung, f"parteien[{person.partei}].name", partei.name)
            if partei
            else field(kennung, f"{pfad}.partei", person.partei)
        )
        zeilen = (field(kennung, f"{pfad}.name", person.name), field(kennung, f"{pfad}.funktion", person.funktion))
        # A qualified electronic signature carries its own day, and nobody writes a place by hand.
        ort = "" if vertrag.unterzeichnung.ist_elektronisch else ORT_DATUM
        felder.append(Unterschrift(id=kennung, partei=(name,), zeilen=tuple((z,) for z in zeilen), ort_datum=ort))
    return Unterschriften(tuple(order(felder)))


def _print_key(eintrag: object) -> str:
    """Return the key of an item as a document prints it."""
    werte = [getattr(eintrag, name) for name in keys_of(type(eintrag))]
    return ", ".join(FORMATE[default_format(wert)](wert) for wert in werte)


class _Bau:
    def __init__(self, vertrag: Vertrag, quelle: Quelle, art: Dokumentart) -> None:
        wurzel = Wertewurzel(vertrag, quelle)
        self.werte = Werte(wurzel.wert)
        self.namen = {art.als: wurzel.find(f"{art.je}[{art.eintrag}]")} if art.eintrag else {}
        # One line of a title, or the day stands alone on the next.
        zusatz = art.zusatz.format(_print_key(self.namen[art.als].wert)) if art.eintrag else ""
        self.titel_zusatz = zusatz.replace(" ", "\u00a0")
        self.unterschriften = _unterschriften(vertrag, wurzel)
        self.herkunft: dict[str, Position] = {}
        self.verweisorte: dict[str, Position] = {}
        self.maengel: list[Mangel] = []

    def rubrum(self, klausel: Klausel) -> tuple[Rubrumblock, ...]:
        """Fill a text of the opening; what cannot stand in it is a Mangel, so that no party is lost in silence."""
        abschnitt = self.section(klausel)
        bloecke: list[Rubrumblock] = []
        for block in abschnitt.bloecke if abschnitt is not None else ():
            if isinstance(block, (Textblock, Aufzaehlung, Tabelle)):
                bloecke.append(block)
            else:
                ort = self.herkunft.get(getattr(block, "id", ""), Position(klausel.quelle.datei, klausel.zeile))
                self.maengel.append(Mangel("KLA-05", NICHT_IM_RUBRUM, ort))
        return tuple(bloecke)

    def section(self, klausel: Klausel) -> Abschnitt | None:
        """Fill one clause; None where its conditions do not hold or it is broken."""
        datei, kopf = klausel.quelle.datei, klausel.kopf
        try:
            if not self._applies(klausel):
                return None
            vorlage = read_text(kopf.id, kopf.titel, klausel.text, klausel.zeile)
            namen = {**self.namen, **(self._anlage(kopf.id) if kopf.art == "anlage" else {}), **self._borrowed(klausel)}
            fuellung = fill(vorlage, self.werte, kopf.art == "paragraf", self.unterschriften, namen)
        except KlauseltextFehler as fehler:
            self.maengel.append(Mangel("KLA-05", fehler.meldung, Position(datei, fehler.ort.zeile, fehler.ort.spalte)))
            return None
        self.herkunft[kopf.id] = Position(datei)
        self.herkunft.update({k: Position(datei, o.zeile, o.spalte) for k, o in fuellung.herkunft.items()})
        for ziel, ort in fuellung.verweise:
            self.verweisorte.setdefault(ziel, Position(datei, ort.zeile, ort.spalte))
        return Abschnitt(kopf.id, ARTEN.get(kopf.art, "ohne_nummer"), fuellung.titel, fuellung.bloecke)

    def _anlage(self, kennung: str) -> dict[str, Wert]:
        """Return the entry of the list of Anlagen that a clause is the text of; the clause may name it `anlage`."""
        eintrag = next((e for e in self.werte.wurzel.step("anlagen").items() if e.schluessel == kennung), None)
        return {} if eintrag is None else {"anlage": eintrag}

    def _borrowed(self, klausel: Klausel) -> dict[str, Wert]:
        """Return what the names of a repeated text stand for in this clause."""
        return {w.name: self.werte.value(w.wert.split("."), {}, Quellort(1)) for w in klausel.kopf.werte}

    def _applies(self, klausel: Klausel) -> bool:
        for nummer, bedingung in enumerate(klausel.kopf.wenn):
            try:
                if not holds(self.werte.wurzel, bedingung):
                    return False
            except PfadFehler as fehler:
                ort = klausel.quelle.position(("wenn", nummer))
                raise KlauseltextFehler(str(fehler), Quellort(ort.zeile, ort.spalte)) from fehler
        return True
