"""The one door: named bytes of a contract → its numbered documents and everything that is wrong. Pure; no ideas of its own.

`pruefen`, `bauen` and the tests come through here; nothing below reads a file of a user, the environment or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from checks.befund import Befund
from checks.bericht import Pruefung
from checks.kontext import Pruefling, Schriftstueck
from checks.run import check
from checks.vorbereiten import clause_texts, number_for_check
from contracts.arten import PARTEIEN, Vorgangswort
from contracts.bausteine.klausel import Gliederung
from contracts.bestand.eingaben import Vertragsdateien, hash_bytes
from contracts.bestand.gemeinsames import load_objekt
from contracts.bestand.ladung import Geladen, load_vertrag
from contracts.bestand.vorfassung import Vorfassung, find_vorfassung
from contracts.pfad import Wertewurzel
from contracts.position import Mangel, Position, Quelle
from generator.assemble import assemble
from generator.numbering import NummerierungsFehler
from vertragswerk.haus import HAUS, Haus
from vertragswerk.vertraulichkeit import NICHTS, Schweigen, keep_silent

if TYPE_CHECKING:
    from checks.regel import Regelmodul
    from corpus.recht.rechtsbestand import Rechtsbestand
    from generator.assemble import Zusammenbau
    from generator.numbering import Dokumentstelle
    from generator.tree import Dokument


@dataclass(frozen=True, slots=True)
class Eingaben:
    """Everything one contract depends on: its files, the law in use, the day of the check, the kinds, whether it is a draft."""

    dateien: Vertragsdateien
    recht: Rechtsbestand
    stichtag: date
    ist_entwurf: bool = False
    haus: Haus = HAUS


@dataclass(frozen=True, slots=True)
class Ergebnis:
    """What became of a contract: what was loaded, its documents by name in the order of its kind, the findings.

    `dokumente` is empty where the contract cannot be put together; the findings say why. `beigaben` are other files, by name,
    that are written beside the documents. `schweigen` is what no message may repeat.
    """

    eingaben: Eingaben
    geladen: Geladen
    pruefling: Pruefling
    pruefung: Pruefung
    dokumente: Mapping[str, Dokument] = field(default_factory=dict)
    beigaben: Mapping[str, bytes] = field(default_factory=dict)
    schweigen: Schweigen = NICHTS

    @property
    def ist_vertraulich(self) -> bool:
        """The files made of it are about one person."""
        return self.geladen.art is not None and self.geladen.art.ist_vertraulich

    @property
    def wort(self) -> Vorgangswort:
        """What its kind calls it; a contract where the kind is unknown."""
        return self.geladen.art.wort if self.geladen.art is not None else Vorgangswort()

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of every file the documents were made from, by name."""
        return self._hash(self.geladen.benutzt)

    def pruefhashes(self) -> dict[str, str]:
        """Return the SHA-256 of every file the findings rest on, by name.

        More than `hashes()`: how far the negotiation has come, the data of Fassungen sealed before (VV-05), and the names of all
        joint objects, which are compared (BG-06: a party of another contract; a slip in an id), so who keeps findings for later
        must look at these as well.
        """
        dateien = self.eingaben.dateien
        akte = [n for n in (dateien.verhandlungsdatei,) if n in dateien.dateien]
        besiegelt = {s.name: hash_bytes(s.daten) for s in dateien.besiegelte}
        return self._hash(dict.fromkeys((*self.geladen.benutzt, *akte, *sorted(dateien.gemeinsames)))) | besiegelt

    def _hash(self, namen: Iterable[str]) -> dict[str, str]:
        dateien = self.eingaben.dateien
        return {name: hash_bytes(dateien.read(name) or b"") for name in namen}

    def content_hash(self) -> str:
        """Return the SHA-256 of what the documents say together; that of the contract itself where it is the only one."""
        hashes = [d.kopf.inhaltshash for d in self.dokumente.values()]
        return hashes[0] if len(hashes) == 1 else sha256("\0".join(hashes).encode()).hexdigest()


def work(eingaben: Eingaben, regeln: Sequence[Regelmodul] | None = None) -> Ergebnis:
    """Load, assemble, number and check one contract; whatever is wrong stands in the findings, nothing is raised for it.

    `regeln` stand for the rules of the house: with none, only what rules across contracts take along is asked for, which are data;
    then no document is put together.
    """
    haus = eingaben.haus
    geladen = load_vertrag(eingaben.dateien, haus.arten)
    maengel, stuecke = _assemble(geladen, eingaben.ist_entwurf) if regeln != () else ([], ())
    pruefling = Pruefling(
        kennung=geladen.kennung,
        datei=geladen.datei,
        quelle=geladen.quelle,
        vertrag=geladen.vertrag,
        schriftstuecke=stuecke,
        maengel=(*geladen.maengel, *maengel),
        weitere=_other_sources(geladen),
        recht=eingaben.recht,
        andere_parteien=_foreign_parties(geladen, eingaben.dateien),
        angaben=geladen.art.pruefangaben if geladen.art else None,
        modell=geladen.art.load_modell() if geladen.art else None,
        vorfassung=_find_vorfassung(eingaben, geladen),
        verhandlung=geladen.verhandlung,
    )
    schweigen = keep_silent(geladen.art, geladen.quelle, geladen.datei, haus.arten)
    pruefung = check(pruefling, eingaben.stichtag, haus.regeln() if regeln is None else regeln, haus.querregeln())
    pruefung = hide_findings(pruefung, schweigen)
    dokumente = {s.name: s.dokument for s in stuecke if s.dokument is not None}
    return Ergebnis(eingaben, geladen, pruefling, pruefung, dokumente, schweigen=schweigen)


def _find_vorfassung(eingaben: Eingaben, geladen: Geladen) -> Vorfassung | None:
    if geladen.vertrag is None:
        return None
    return find_vorfassung(eingaben.dateien, geladen.vertrag.fassung.nummer, geladen.klauseln)


def hide_findings(pruefung: Pruefung, schweigen: Schweigen) -> Pruefung:
    """Return a check whose findings tell nothing of a person."""
    if schweigen is NICHTS:
        return pruefung
    return replace(pruefung, befunde=tuple(map(schweigen.hide_befund, pruefung.befunde)))


def _other_sources(geladen: Geladen) -> dict[str, Quelle]:
    """Return the data that rules see besides the contract's, by their file."""
    akte = geladen.verhandlung
    return {**geladen.objekte, **({akte.datei: akte.quelle} if akte is not None else {})}


def with_findings(ergebnis: Ergebnis, befunde: Sequence[Befund]) -> Ergebnis:
    """Return the contract with findings that come from outside it."""
    if not befunde:
        return ergebnis
    return replace(ergebnis, pruefung=replace(ergebnis.pruefung, befunde=(*ergebnis.pruefung.befunde, *befunde)))


def with_only(
    ergebnis: Ergebnis, name: str, fertig: tuple[Dokument, Mapping[str, Dokumentstelle]], beigaben: Mapping[str, bytes]
) -> Ergebnis:
    """Return a result whose only document is one about the contract, numbered, with its places.

    The findings of the check have moved into it: none of them stops it.
    """
    dokument, places = fertig
    alt = ergebnis.pruefung
    return replace(
        ergebnis,
        pruefling=replace(
            ergebnis.pruefling, schriftstuecke=(Schriftstueck(name=name, dokument=dokument, places=places),)
        ),
        pruefung=Pruefung(alt.vertrag, alt.datei, (), alt.gelaufen, alt.uebersprungen, alt.artfremde, alt.abstuerze),
        dokumente={name: dokument},
        beigaben=beigaben,
    )


def with_outputs(pruefling: Pruefling, ausgaben: Mapping[str, Mapping[str, bytes]]) -> Pruefling:
    """Return what is checked with the built files by document and format name."""
    stuecke = tuple(replace(s, ausgaben=ausgaben.get(s.name, {})) for s in pruefling.schriftstuecke)
    return replace(pruefling, schriftstuecke=stuecke)


def _assemble(geladen: Geladen, ist_entwurf: bool) -> tuple[list[Mangel], tuple[Schriftstueck, ...]]:
    """Return the documents of a contract; none if one of them cannot be put together."""
    vertrag, quelle = geladen.vertrag, geladen.quelle
    if vertrag is None or quelle is None or geladen.art is None or not geladen.gliederungen:
        return [], ()
    maengel: list[Mangel] = []
    stuecke: list[Schriftstueck] = []
    wurzel = Wertewurzel(vertrag, quelle)
    for gliederung in geladen.gliederungen.values():
        bau = assemble(vertrag, gliederung, quelle, ist_entwurf, wurzel)
        maengel += bau.maengel
        stueck = _number_one(bau, geladen.datei, gliederung, maengel)
        stuecke += [stueck] if stueck is not None else []
    return maengel, () if maengel else tuple(stuecke)


def _number_one(bau: Zusammenbau, datei: str, gliederung: Gliederung, maengel: list[Mangel]) -> Schriftstueck | None:
    if bau.dokument is None:
        return None
    try:
        fertig = number_for_check(bau.dokument)
    except NummerierungsFehler as fehler:
        saetze = zip(str(fehler).split("\n"), fehler.orte, strict=True)
        maengel += [Mangel("KLA-07", satz, bau.herkunft.get(wo, Position(datei))) for satz, wo in saetze]
        return None
    return Schriftstueck(
        name=gliederung.dokument.name,
        dokument=fertig.dokument,
        places=fertig.places,
        herkunft=bau.herkunft,
        klauseltexte=clause_texts(gliederung),
        tote_verweise=fertig.tote_verweise,
        verweisorte=bau.verweisorte,
        synopse=bau.synopse,
    )


def _foreign_parties(geladen: Geladen, dateien: Vertragsdateien) -> dict[str, str]:
    """Return the names of the repository's other parties by id; a name that is part of one of the contract's own is not foreign.

    Nor is a party that a joint object of the contract names, as the Sozialraum does with those who sit in its conference, nor another
    file of the same name.
    """
    if geladen.vertrag is None:
        return {}
    benutzt = set(geladen.benutzt)
    namen = {d: _name_of(i, d) for d, i in dateien.gemeinsames.items() if d.startswith(f"{PARTEIEN.ordner}/")}
    eigene = [n.lower() for n in (*geladen.vertrag.parteinamen, *(n for d, n in namen.items() if d in benutzt))]
    fremde = {PurePosixPath(d).stem: n for d, n in namen.items() if d not in benutzt}
    return {i: n for i, n in fremde.items() if n and not any(n.lower() in e for e in eigene)}


@lru_cache(maxsize=16_384)
def _name_of(inhalt: bytes, datei: str) -> str:
    """Return the name of a party, "" where it has none; of thousands of parties the names alone are kept."""
    quelle = load_objekt(inhalt, datei)[0]
    name = quelle.daten.get("name") if quelle is not None else None
    return name if isinstance(name, str) else ""
