"""The change set: what changed from one version of a document to another, typed and keyed by permanent ids.

Pure and deterministic. Every output of a comparison is a function of it, so no two of them can contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, TypeAlias

from ..numbering import Dokumentstelle
from ..query import query_with_parents
from ..tree import Abschnitt, Diagramm, Dokument, Feld, Kopf, Tabelle, Unterschriften, Verweis
from .gegenlage import Paar, align, node_id
from .worte import Druckwort, Wortlauf

Einheitart: TypeAlias = Literal["gleich", "nummer", "verweis", "geaendert", "eingefuegt", "geloescht", "verschoben"]
STUFEN: Final[tuple[Literal["gleich", "nummer", "verweis", "geaendert"], ...]] = (
    "gleich",
    "nummer",
    "verweis",
    "geaendert",
)
"""What can become of a unit that both versions have at its place, the weightiest last."""
GEAENDERT: Final = STUFEN.index("geaendert")
RECHENARTEN: Final = frozenset({"betrag", "betragszahl", "dezimal", "prozent", "zahl"})
KOPF_OHNE: Final = frozenset({"inhaltshash", "sprache"})
"""What the head of a document says of itself alone: the checksum changes with everything, the language never."""
NICHT_VERGLICHEN: Final = (
    "Aussehen (Schriften, Abstände, Seitenumbrüche)",
    "Kopf- und Fußzeilen und das Inhaltsverzeichnis, die aus dem Übrigen gemacht sind",
    "Dateien, die als Beilagen neben dem Vertrag liegen",
)
"""What a comparison does not look at; every output says so."""


@dataclass(frozen=True, slots=True)
class Vergleichsseite:
    """One side of a comparison: a numbered document and the place of every id in it."""

    dokument: Dokument
    stellen: Mapping[str, Dokumentstelle]


@dataclass(frozen=True, slots=True)
class Feldaenderung:
    """A value that is printed and changed, with every place that shows it.

    `alt` and `neu` are canonical values, `alt_text` and `neu_text` as printed; None where one version does not have the value.
    `differenz` is neu − alt of a number, `prozent` its share of the old value, rounded to two places (ROUND_HALF_EVEN).
    """

    pfad: str
    art: str
    ist_berechnet: bool
    alt: str | None
    neu: str | None
    alt_text: str | None
    neu_text: str | None
    orte_alt: tuple[str, ...]
    orte_neu: tuple[str, ...]

    @property
    def differenz(self) -> Decimal | None:
        """The difference of two numbers."""
        alt, neu = _number(self.alt, self.art), _number(self.neu, self.art)
        return None if alt is None or neu is None else neu - alt

    @property
    def prozent(self) -> Decimal | None:
        """The difference as a share of the old value in per cent."""
        alt, differenz = _number(self.alt, self.art), self.differenz
        if alt is None or differenz is None or not alt:
            return None
        return (differenz * 100 / abs(alt)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Textstelle:
    """The smallest piece that a person compares: a heading, an Absatz, a paragraph, a list, a table, the signature places.

    `art` says what became of it, first that holds: inserted, deleted, moved, other words (`geaendert`), only references that
    follow a renumbering (`verweis`), only its number (`nummer`). A moved unit may have other words as well: look at `ist_anders`.
    `stelle_alt` and `stelle_neu` cite the places; `ueber` are the pairs of the sections around, outermost first.
    """

    paar: Paar
    art: Einheitart
    stelle_alt: str
    stelle_neu: str
    ueber: tuple[Paar, ...] = ()
    ist_anders: bool = False

    @property
    def id(self) -> str:
        """The permanent id."""
        return node_id(self.paar.knoten)


@dataclass(frozen=True, slots=True)
class Kopfaenderung:
    """A statement of the document about itself that changed (Kennung, title, Fassung, Stand …)."""

    name: str
    alt: str
    neu: str


@dataclass(frozen=True, slots=True)
class Aenderungssatz:
    """Everything that changed between two versions; `baum` is both laid over each other."""

    alt: Vergleichsseite
    neu: Vergleichsseite
    baum: Paar
    kopf: tuple[Kopfaenderung, ...]
    felder: tuple[Feldaenderung, ...]
    einheiten: tuple[Textstelle, ...]
    nicht_verglichen: tuple[str, ...] = NICHT_VERGLICHEN

    @property
    def ist_leer(self) -> bool:
        """Both versions say the same."""
        return not (self.kopf or self.felder or any(e.art != "gleich" for e in self.einheiten))

    @property
    def geaenderte(self) -> tuple[Textstelle, ...]:
        """The units that are not as they were."""
        return tuple(e for e in self.einheiten if e.art != "gleich")


def compare(alt: Vergleichsseite, neu: Vergleichsseite) -> Aenderungssatz:
    """Return what changed from one version to another."""
    baum = align(alt.dokument, neu.dokument)
    return Aenderungssatz(
        alt,
        neu,
        baum,
        tuple(_compare_kopf(alt.dokument.kopf, neu.dokument.kopf)),
        tuple(_compare_felder(alt, neu)),
        tuple(_units(baum, (), alt, neu)),
    )


def _compare_kopf(alt: Kopf, neu: Kopf) -> Iterator[Kopfaenderung]:
    for feld in fields(Kopf):
        vorher, nachher = str(getattr(alt, feld.name)), str(getattr(neu, feld.name))
        if vorher != nachher and feld.name not in KOPF_OHNE:
            yield Kopfaenderung(feld.name, vorher, nachher)


def _number(wert: str | None, art: str) -> Decimal | None:
    try:
        zahl = Decimal(wert) if wert is not None and art in RECHENARTEN else None
    except InvalidOperation:
        return None
    return zahl if zahl is not None and zahl.is_finite() else None


def _compare_felder(alt: Vergleichsseite, neu: Vergleichsseite) -> Iterator[Feldaenderung]:
    """Yield the printed values that differ; one that is printed in several forms (figure, words) counts once, by its figure."""
    vorher, nachher = _felder(alt.dokument), _felder(neu.dokument)
    for pfad in dict.fromkeys((*nachher, *vorher)):
        a, b = vorher.get(pfad, _OHNE), nachher.get(pfad, _OHNE)
        if a.feld is None or b.feld is None or a.feld.wert != b.feld.wert:
            yield _field_change(pfad, a, b)


def _field_change(pfad: str, a: _Gedruckt, b: _Gedruckt) -> Feldaenderung:
    alt, neu = a.feld, b.feld
    eines = neu or alt
    return Feldaenderung(
        pfad=pfad,
        art=eines.art if eines else "",
        ist_berechnet=bool(eines and eines.ist_berechnet),
        alt=alt.wert if alt else None,
        neu=neu.wert if neu else None,
        alt_text=alt.text if alt else None,
        neu_text=neu.text if neu else None,
        orte_alt=a.orte,
        orte_neu=b.orte,
    )


@dataclass(frozen=True, slots=True)
class _Gedruckt:
    """A printed value and the ids of the places that show it."""

    feld: Feld | None = None
    orte: tuple[str, ...] = ()


_OHNE: Final = _Gedruckt()


def _felder(dokument: Dokument) -> dict[str, _Gedruckt]:
    """Map each path that is printed to its field and the ids of the places; a figure stands for its other forms."""
    gefunden: dict[str, _Gedruckt] = {}
    for eltern, feld in query_with_parents(dokument, Feld):
        ort = next((i for e in reversed(eltern) if (i := getattr(e, "id", ""))), "")
        bisher = gefunden.get(feld.pfad, _OHNE)
        ist_besser = bisher.feld is None or (feld.art in RECHENARTEN and bisher.feld.art not in RECHENARTEN)
        orte = bisher.orte if ort in bisher.orte else (*bisher.orte, ort)
        gefunden[feld.pfad] = _Gedruckt(feld if ist_besser else bisher.feld, orte)
    return gefunden


def _units(paar: Paar, ueber: tuple[Paar, ...], alt: Vergleichsseite, neu: Vergleichsseite) -> Iterator[Textstelle]:
    """Yield the units below a section or the document in the order of reading."""
    for kind in paar.kinder:
        if isinstance(kind.knoten, Abschnitt):
            kopf = Paar(kind.alt, kind.neu, kind.zug, kind.text)
            yield _unit(kopf, ueber, alt, neu)
            # What is in a section that went elsewhere is compared where it came to.
            yield from _units(kind, (*ueber, kind), alt, neu) if kind.zug != "weg" else ()
        else:
            yield _unit(kind, ueber, alt, neu)


def _unit(paar: Paar, ueber: tuple[Paar, ...], alt: Vergleichsseite, neu: Vergleichsseite) -> Textstelle:
    tiefe = STUFEN[_weight(paar)]
    art: Einheitart = tiefe
    if paar.zug:
        art = "verschoben"
    elif paar.ist_neu:
        art = "eingefuegt"
    elif paar.ist_weg:
        art = "geloescht"
    return Textstelle(paar, art, place_of(paar.alt, alt), place_of(paar.neu, neu), ueber, tiefe == "geaendert")


def _weight(paar: Paar) -> int:
    """Return the place in `STUFEN` of the weightiest thing that happened at or below a node that both versions have."""
    if paar.alt is None or paar.neu is None:
        return GEAENDERT
    schwere = 1 if paar.hat_andere_nummer else 0
    if paar.text and paar.hat_andere_worte:
        schwere = 2 if follows_numbering(paar.text) else GEAENDERT
    for kind in paar.kinder:
        if schwere == GEAENDERT or kind.zug:
            return GEAENDERT
        schwere = max(schwere, _weight(kind))
    return schwere


def follows_numbering(text: tuple[Wortlauf[Druckwort], ...]) -> bool:
    """Tell whether all that changed are references to the same targets as before, under new numbers."""
    anders = [s for s in text if s.art != "gleich"]
    ziele_alt = [w.traeger[-1] for s in anders for w in s.alt]
    ziele_neu = [w.traeger[-1] for s in anders for w in s.neu]
    if not all(isinstance(t, Verweis) for t in (*ziele_alt, *ziele_neu)):
        return False
    return _targets(text, "alt") == _targets(text, "neu")


def _targets(text: tuple[Wortlauf[Druckwort], ...], seite: Literal["alt", "neu"]) -> list[tuple[str, int]]:
    """Return the targets of the references of one side in order, each reference once."""
    ziele: list[Verweis] = []
    for stueck in text:
        for wort in getattr(stueck, seite):
            traeger = wort.traeger[-1]
            if isinstance(traeger, Verweis) and (not ziele or ziele[-1] is not traeger):
                ziele.append(traeger)
    return [(v.ziel, v.satz) for v in ziele]


def place_of(knoten: object, fassung: Vergleichsseite) -> str:
    """Cite where a node stands; what has no id of its own (a list of signature places) stands where its first part does."""
    if knoten is None:
        return ""
    kennung = getattr(knoten, "id", "")
    if not kennung and isinstance(knoten, Unterschriften) and knoten.felder:
        kennung = knoten.felder[0].id
    stelle = fassung.stellen.get(kennung) if kennung else None
    if stelle is None:
        return ""
    titel = knoten.nummer if isinstance(knoten, (Diagramm, Tabelle)) else ""
    return f"{stelle.bezeichnung} {titel}".strip() if titel and titel not in stelle.bezeichnung else stelle.bezeichnung
