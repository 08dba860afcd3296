"""Contract + chosen clauses → document: fills every text and builds the sections; `numbering.resolve` comes after it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.angaben import keys_of
from contracts.arten import Dokumentart
from contracts.bausteine.klausel import Gliederung, Klausel
from contracts.modell.vertrag import Vorgang
from contracts.pfad import PfadFehler, Wert, Wertewurzel, holds
from contracts.position import Mangel, Position, Quelle

from .aenderung.baumweg import BefehlFehler
from .aenderung.einschub import LEERE, Einschub, make_einschuebe
from .formate import FORMATE, canonical, default_format
from .klauseltext import (
    Fuellung,
    Fuellvorrat,
    KlauseltextFehler,
    Mitschrift,
    Quellort,
    Werte,
    field_id,
    fill,
    fit_id,
    key_id,
    read_text,
)
from .klauseltext.werte import INLINE_KOSTEN
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

if TYPE_CHECKING:
    from .vergleich.synopsenprobe import Synopsenvorlage

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

    `herkunft` says where each block was written (clause file), `verweisorte` where a target is referred to first, `synopse` what
    a Synopse in it must show.
    """

    dokument: Dokument | None
    herkunft: Mapping[str, Position]
    verweisorte: Mapping[str, Position]
    maengel: tuple[Mangel, ...]
    synopse: Synopsenvorlage | None = None


def assemble(
    vertrag: Vorgang, gliederung: Gliederung, quelle: Quelle, entwurf: bool = False, wurzel: Wertewurzel | None = None
) -> Zusammenbau:
    """Build a document of a contract; every broken clause is a Mangel at its place, none raises.

    `wurzel` are the values of the contract, which who builds all of its documents need not look for each time.
    """
    bau = _Bau(vertrag, quelle, wurzel or Wertewurzel(vertrag, quelle), gliederung.dokument)
    rubrum = tuple(block for klausel in gliederung.vorn for block in bau.rubrum(klausel))
    klauseln = (*gliederung.klauseln, *gliederung.schluss, *gliederung.anlagen)
    abschnitte = [a for k in klauseln for a in bau.sections(k)]
    if bau.maengel:
        return Zusammenbau(None, bau.herkunft, bau.verweisorte, tuple(bau.maengel))
    dokument = Dokument(
        kopf=_kopf(vertrag, gliederung, quelle, entwurf, bau.titel_zusatz),
        rubrum=rubrum,
        abschnitte=tuple(abschnitte),
    )
    return Zusammenbau(dokument, bau.herkunft, bau.verweisorte, (), bau.synopse)


@dataclass(frozen=True, slots=True)
class _Gefuellt:
    """A filled clause: its section, where each block of it was written, where it refers to what, what was put in."""

    abschnitt: Abschnitt
    herkunft: Mapping[str, Position]
    verweise: tuple[tuple[str, Position], ...]
    einschuebe: tuple[str, ...]


_GEFUELLTE: Fuellvorrat[_Gefuellt] = Fuellvorrat()


def _place(klausel: Klausel, fuellung: Fuellung) -> _Gefuellt:
    datei, kopf = klausel.quelle.datei, klausel.kopf
    herkunft = {k: Position(datei, o.zeile, o.spalte) for k, o in fuellung.herkunft.items()}
    return _Gefuellt(
        Abschnitt(kopf.id, ARTEN.get(kopf.art, "ohne_nummer"), fuellung.titel, fuellung.bloecke),
        {kopf.id: Position(datei), **herkunft},
        tuple([(ziel, Position(datei, o.zeile, o.spalte)) for ziel, o in fuellung.verweise]),
        fuellung.einschuebe,
    )


def content_hash(gliederung: Gliederung, quelle: Quelle) -> str:
    """Return the SHA-256 of what the contract says: canonical data and the texts of its clauses in order."""
    summe = hashlib.sha256(json.dumps(quelle.daten, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    if gliederung.dokument.eintrag:
        summe.update(f"\0{gliederung.dokument.name}".encode())
    for klausel in gliederung.alle:
        summe.update(f"\0{klausel.kopf.id}\0{klausel.kopf.titel}\0{klausel.text}".encode())
    return summe.hexdigest()


def _kopf(vertrag: Vorgang, gliederung: Gliederung, quelle: Quelle, entwurf: bool, zusatz: str) -> Kopf:
    art = gliederung.dokument
    return Kopf(
        kennung=vertrag.kennung,
        titel=bind_title(f"{art.titel} {zusatz}".strip() or vertrag.titel),
        untertitel=bind_title(vertrag.schriftuntertitel if art.titel else vertrag.untertitel),
        fassung=vertrag.fassung.nummer,
        stand=vertrag.fassung.stand.isoformat(),
        inhaltshash=content_hash(gliederung, quelle),
        schema=vertrag.gliederung,
        entwurf=entwurf,
        dokument=art.name,
        aktenzeichen=vertrag.aktenzeichen or "",
        hat_verzeichnis=gliederung.hat_verzeichnis,
        schrift=gliederung.schrift,
        abstand=gliederung.abstand,
    )


def _unterschriften(vertrag: Vorgang, werte: Wertewurzel) -> Unterschriften:
    """Return the signature places, each named by the key of the person who signs."""

    def field(traeger: str, wert: tuple[str, str]) -> Feld:
        pfad, text = wert
        kennung = field_id(traeger, pfad, "text", 1)
        ort = werte.find(pfad)
        return Feld(pfad, bind(text), canonical(text), ist_berechnet=ort.ist_berechnet, datei=ort.datei, id=kennung)

    felder = []
    for ort in vertrag.unterschriftsorte:
        kennung = fit_id(f"unterschrift_{key_id(ort.schluessel)}")
        name, zeilen = field(kennung, ort.partei), tuple((field(kennung, z),) for z in ort.zeilen)
        # A qualified electronic signature carries its own day, and nobody writes a place by hand.
        wo = "" if ort.ist_elektronisch else ORT_DATUM
        felder.append(Unterschrift(id=kennung, partei=(name,), zeilen=zeilen, ort_datum=wo))
    return Unterschriften(tuple(order(felder)))


def _print_key(eintrag: object) -> str:
    """Return the key of an item as a document prints it."""
    werte = [getattr(eintrag, name) for name in keys_of(type(eintrag))]
    return ", ".join(FORMATE[default_format(wert)](wert) for wert in werte)


class _Bau:
    def __init__(self, vertrag: Vorgang, quelle: Quelle, wurzel: Wertewurzel, art: Dokumentart) -> None:
        self.werte = Werte(wurzel.wert)
        self.namen = {art.als: wurzel.find(f"{art.je}[{art.eintrag}]")} if art.eintrag else {}
        # One line of a title, or the day stands alone on the next.
        zusatz = art.zusatz.format(_print_key(self.namen[art.als].wert)) if art.eintrag else ""
        self.titel_zusatz = zusatz.replace(" ", "\u00a0")
        self.unterschriften = _unterschriften(vertrag, wurzel)
        self.herkunft: dict[str, Position] = {}
        self.verweisorte: dict[str, Position] = {}
        self.maengel: list[Mangel] = []
        self.eingeschoben: list[str] = []
        self.synopse: Synopsenvorlage | None = None
        self.einschuebe: Mapping[str, Einschub] = {}
        try:
            self.einschuebe = make_einschuebe(vertrag)
        except BefehlFehler as fehler:
            self.einschuebe = LEERE
            self.maengel.append(Mangel("KLA-05", str(fehler), quelle.position(("befehle",)), ("befehle",)))

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

    def sections(self, klausel: Klausel) -> tuple[Abschnitt, ...]:
        """Fill one clause; behind it stand the sections of what it puts in."""
        self.eingeschoben.clear()
        abschnitt = self.section(klausel)
        eigene = [self.einschuebe[name] for name in self.eingeschoben]
        folgende = [a for e in eigene for a in e.abschnitte]
        self.synopse = next((e.synopse for e in eigene if e.synopse is not None), self.synopse)
        return (abschnitt, *folgende) if abschnitt is not None else ()

    def section(self, klausel: Klausel) -> Abschnitt | None:
        """Fill one clause; None where its conditions do not hold or it is broken."""
        datei, kopf = klausel.quelle.datei, klausel.kopf
        try:
            if not self._applies(klausel):
                return None
            namen = {**self.namen, **(self._anlage(kopf.id) if kopf.art == "anlage" else {}), **self._borrowed(klausel)}
            gefuellt = self._fill(klausel, namen)
        except KlauseltextFehler as fehler:
            self.maengel.append(Mangel("KLA-05", fehler.meldung, Position(datei, fehler.ort.zeile, fehler.ort.spalte)))
            return None
        self.eingeschoben += gefuellt.einschuebe
        self.herkunft.update(gefuellt.herkunft)
        for ziel, ort in gefuellt.verweise:
            self.verweisorte.setdefault(ziel, ort)
        return gefuellt.abschnitt

    def _fill(self, klausel: Klausel, namen: Mapping[str, Wert]) -> _Gefuellt:
        """Fill a clause, or take what another contract has got that gives it the same values."""
        kopf = klausel.kopf
        vorlage = read_text(kopf.id, kopf.titel, klausel.text, klausel.zeile)
        zeichner = self.unterschriften if vorlage.hat_unterschriften else None
        schluessel = (
            klausel.quelle.datei,
            kopf.id,
            kopf.art,
            kopf.titel,
            klausel.text,
            klausel.zeile,
            *namen,
            zeichner,
        )
        gefuellt = _GEFUELLTE.find(schluessel, self.werte, namen)
        if gefuellt is not None:
            return gefuellt
        mitschrift = Mitschrift(self.werte, namen)
        einschuebe = {name: e.bloecke for name, e in self.einschuebe.items()}
        fuellung = fill(vorlage, mitschrift, kopf.art == "paragraf", self.unterschriften, namen, einschuebe)
        gefuellt = _place(klausel, fuellung)
        # What is put in is made of the contract, and no answer tells it.
        if not vorlage.hat_einschub:
            _GEFUELLTE.keep(schluessel, mitschrift, gefuellt, mitschrift.zeichen // INLINE_KOSTEN)
        return gefuellt

    def _anlage(self, kennung: str) -> dict[str, Wert]:
        """Return the entry of the list of Anlagen that a clause is the text of; the clause may name it `anlage`."""
        eintrag = next((e for e in self.werte.wurzel.step("anlagen").items() if e.schluessel == kennung), None)
        return {} if eintrag is None else {"anlage": eintrag}

    def _borrowed(self, klausel: Klausel) -> dict[str, Wert]:
        """Return what the names of a repeated text stand for in this clause."""
        return {w.name: self.werte.value(w.wert.split("."), self.namen, Quellort(1)) for w in klausel.kopf.werte}

    def _applies(self, klausel: Klausel) -> bool:
        for nummer, bedingung in enumerate(klausel.kopf.wenn):
            try:
                if not holds(self.werte.wurzel, bedingung):
                    return False
            except PfadFehler as fehler:
                ort = klausel.quelle.position(("wenn", nummer))
                raise KlauseltextFehler(str(fehler), Quellort(ort.zeile, ort.spalte)) from fehler
        return True
