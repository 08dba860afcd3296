"""What a rule may look at: the contract, where its data stand, its assembled documents, the law, the day of the check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from contracts.arten import Pruefangaben
from contracts.pfad import write_pfad
from contracts.position import Mangel, Pfad, Position, Quelle

from .befund import Bezug
from .datentexte import list_datentexte
from .dokumentindex import Dokumentindex, index_dokument
from .fundzitate import Fundurteil, Fundzitat, collect, collect_urteile
from .vertragsauszug import Vertragsauszug

if TYPE_CHECKING:
    from contracts.bestand.verhandlungsakte import Verhandlungsakte
    from contracts.bestand.vorfassung import Vorfassung
    from contracts.modell.vertrag import Teilstueck, Vorgang
    from corpus.recht.rechtsbestand import Rechtsbestand
    from generator.numbering import Dokumentstelle
    from generator.tree import Dokument
    from generator.vergleich.synopsenprobe import Synopsenvorlage
    from generator.vergleich.unverfolgt import Spurvorlage

    from .quelltext import Klauselquelle

T = TypeVar("T")


@dataclass(frozen=True)
class Schriftstueck:
    """One document of a contract under check.

    `dokument` is None when it was not (or could not be) assembled; `places` is the place index of its numbering. `herkunft`
    holds the position of clause texts by block id (a section's entry covers its blocks), `klauseltexte` the text of clause files
    by path. `tote_verweise` are references that lead nowhere as pairs (block, target), `verweisorte` the position of the first
    reference to a block id. `ausgaben` holds the built files by format name, `synopse` what a Synopse in it must show,
    `spur` the file that tracks the changes to it.
    """

    name: str
    dokument: Dokument | None = None
    places: Mapping[str, Dokumentstelle] = field(default_factory=dict)
    herkunft: Mapping[str, Position] = field(default_factory=dict)
    klauseltexte: Mapping[str, Klauselquelle] = field(default_factory=dict)
    tote_verweise: tuple[tuple[str, str], ...] = ()
    verweisorte: Mapping[str, Position] = field(default_factory=dict)
    ausgaben: Mapping[str, bytes] = field(default_factory=dict)
    synopse: Synopsenvorlage | None = None
    spur: Spurvorlage | None = None


@dataclass(frozen=True)
class Pruefling:
    """One contract as the loader left it.

    `vertrag` is None when the file could not be read or does not fit the model; `maengel` say why. `weitere` holds the sources of
    the party files by their path, `schriftstuecke` the documents, the main one first. `recht` is the law index in use,
    `andere_parteien` the names of parties of other contracts by their id, `angaben` what the kind says of itself,
    `modell` the model that the data belong to, also where they break it, `vorfassung` the Fassung sealed before, `verhandlung`
    how far the negotiation has come.
    """

    kennung: str
    datei: str
    quelle: Quelle | None = None
    vertrag: Vorgang | None = None
    schriftstuecke: tuple[Schriftstueck, ...] = ()
    maengel: tuple[Mangel, ...] = ()
    weitere: Mapping[str, Quelle] = field(default_factory=dict)
    recht: Rechtsbestand | None = None
    andere_parteien: Mapping[str, str] = field(default_factory=dict)
    angaben: Pruefangaben | None = None
    modell: type[Vorgang] | None = None
    vorfassung: Vorfassung | None = None
    verhandlung: Verhandlungsakte | None = None

    @property
    def art(self) -> str:
        """Return the kind of contract, empty without a contract."""
        return str(getattr(self.vertrag, "art", ""))

    def write_pfad(self, pfad: Pfad, datei: str = "") -> str:
        """Write a path into the contract's data, or into those of another of its files."""
        quelle = self.weitere.get(datei) if datei else self.quelle
        akte = self.verhandlung
        fremd = type(akte.verhandlung) if akte is not None and akte.datei == datei else None
        return write_pfad(pfad, quelle.daten if quelle is not None else None, fremd if datei else self.modell)

    @property
    def hauptname(self) -> str:
        """Return the name of the main document, empty without one."""
        return self.schriftstuecke[0].name if self.schriftstuecke else ""


class Baeume:
    """The indexes of a contract's documents, each made when a rule first asks for it."""

    def __init__(self, schriftstuecke: tuple[Schriftstueck, ...]) -> None:
        self._schriftstuecke = schriftstuecke
        self._fertige: dict[int, Dokumentindex] = {}

    def __iter__(self) -> Iterator[Dokumentindex]:
        """Yield the indexes of all documents that were assembled."""
        return (self.at(n) for n, s in enumerate(self._schriftstuecke) if s.dokument is not None)

    def at(self, nummer: int) -> Dokumentindex:
        """Return the index of one document; raises LookupError where there is no document."""
        if nummer not in self._fertige:
            stueck = self._schriftstuecke[nummer]
            if stueck.dokument is None:
                raise LookupError("no document")
            self._fertige[nummer] = index_dokument(stueck.dokument, stueck.places)
        return self._fertige[nummer]


class Kontext:
    """A contract under check, with one of its documents in hand; indexes are built once and shared by all rules."""

    def __init__(
        self,
        pruefling: Pruefling,
        stichtag: date,
        nummer: int = 0,
        baeume: Baeume | None = None,
        teil: Teilstueck | None = None,
    ) -> None:
        self.pruefling = pruefling
        self.stichtag = stichtag
        self.teil = teil
        self._nummer = nummer
        self._baeume = baeume if baeume is not None else Baeume(pruefling.schriftstuecke)
        self._gemerkt: dict[str, Any] = {}

    @cached_property
    def vertrag(self) -> Vorgang:
        """Return the contract, or the part of it that is looked at; rules run only when there is one."""
        if self.teil is not None:
            return self.teil.vertrag
        if self.pruefling.vertrag is None:
            raise LookupError("no contract")
        return self.pruefling.vertrag

    def narrow(self, teil: Teilstueck) -> Kontext:
        """Return the same document with one part of the contract in hand."""
        return Kontext(self.pruefling, self.stichtag, self._nummer, self._baeume, teil)

    def spell(self, praefix: str) -> list[str]:
        """Return the written paths at which a document may show what stands at a path of the contract, or of its parts."""
        teile: tuple[Teilstueck, ...] = (self.teil,) if self.teil is not None else list_teilstuecke(self.vertrag)
        return [praefix, *(f"{name}.{praefix}" for teil in teile for name in teil.namen)]

    def als(self, teil: type[T]) -> T:
        """Return the contract as one that has a part which the rule `braucht`."""
        if not isinstance(self.vertrag, teil):
            raise LookupError(f"no {teil.__name__}")
        return self.vertrag

    def hat(self, teil: type) -> bool:
        """Tell whether the contract has a part."""
        return self.pruefling.vertrag is not None and isinstance(self.vertrag, teil)

    def remember(self, schluessel: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once per document; for work that several rules share."""
        if schluessel not in self._gemerkt:
            self._gemerkt[schluessel] = make()
        return cast(T, self._gemerkt[schluessel])

    @property
    def angaben(self) -> Pruefangaben | None:
        """Return what rules must know of the kind of contract, None where the kind says nothing."""
        return self.pruefling.angaben

    @property
    def schriftstueck(self) -> Schriftstueck:
        """Return the document in hand; only for rules of the levels `dokument` and `ausgabe`."""
        return self.pruefling.schriftstuecke[self._nummer]

    @property
    def ist_hauptdokument(self) -> bool:
        """The document in hand is the main one; what must stand somewhere must stand there."""
        return self._nummer == 0

    @property
    def baum(self) -> Dokumentindex:
        """Return the index of the document in hand; only for rules of the levels `dokument` and `ausgabe`."""
        return self._baeume.at(self._nummer)

    @property
    def alle_baeume(self) -> tuple[Dokumentindex, ...]:
        """Return the indexes of all documents of the contract: what is defined in one is defined in all."""
        return tuple(self._baeume)

    @property
    def dokument(self) -> Dokument:
        """Return the document in hand without making its index."""
        if self.schriftstueck.dokument is None:
            raise LookupError("no document")
        return self.schriftstueck.dokument

    def find_baum(self, name: str) -> Dokumentindex | None:
        """Return the index of another document of the contract by its name, None where there is none."""
        nummern = (n for n, s in enumerate(self.pruefling.schriftstuecke) if s.name == name and s.dokument is not None)
        nummer = next(nummern, None)
        return self._baeume.at(nummer) if nummer is not None else None

    @property
    def recht(self) -> Rechtsbestand:
        """Return the law index in use."""
        if self.pruefling.recht is None:
            raise LookupError("no law")
        return self.pruefling.recht

    @cached_property
    def datentexte(self) -> list[tuple[Pfad, str]]:
        """Return every text value of the data with its path, in the order of the file."""
        return list_datentexte(self.pruefling.quelle.daten) if self.pruefling.quelle is not None else []

    @cached_property
    def zitate(self) -> tuple[Fundzitat, ...]:
        """Return the statutory citations of the document in reading order."""
        return collect(self.baum)

    @cached_property
    def urteile(self) -> tuple[Fundurteil, ...]:
        """Return the citations of laws in the document, judged at the Rechtsstand of the contract."""
        return collect_urteile(self.baum, self.vertrag.rechtsstand, self.recht)

    def quelle(self, datei: str) -> Quelle | None:
        """Return the source a finding's path belongs to: the contract's, or that of the named file."""
        return self.pruefling.weitere.get(datei) if datei else self.pruefling.quelle

    def is_own(self, ort: Position) -> bool:
        """Tell whether a place lies in the contract's own folder; the library has no place in the user's files."""
        return ort.datei.startswith(f"{self.pruefling.datei.rpartition('/')[0]}/")

    def bezug(self, pfad: Pfad, text: str, datei: str = "") -> Bezug:
        """Return a related place in the data with its label."""
        quelle = self.quelle(datei)
        position = quelle.position(pfad) if quelle is not None and pfad else Position(datei or self.pruefling.datei)
        return Bezug(text, self.pruefling.write_pfad(pfad, datei), position)

    def auszug(self, werte: Mapping[str, str], orte: Mapping[str, Pfad]) -> Vertragsauszug:
        """Return what a rule across contracts takes along from this one: values, and places in the data by name."""
        pruefling = self.pruefling
        return Vertragsauszug(
            pruefling.kennung, pruefling.datei, dict(werte), {n: self.bezug(p, n) for n, p in orte.items()}
        )


def list_teilstuecke(vertrag: Vorgang | None) -> tuple[Teilstueck, ...]:
    """Return the parts of a contract that rules may look at one by one, () for a contract that has none."""
    teile: tuple[Teilstueck, ...] = getattr(vertrag, "teile", ())
    return teile


def make_kontexte(pruefling: Pruefling, stichtag: date) -> tuple[Kontext, ...]:
    """Return a context per document, the main one first; one without document where there is none."""
    baeume = Baeume(pruefling.schriftstuecke)
    return tuple(Kontext(pruefling, stichtag, n, baeume) for n in range(max(len(pruefling.schriftstuecke), 1)))
