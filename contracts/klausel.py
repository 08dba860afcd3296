"""Clause texts as data: heads, library, a contract's own texts, and which of them make up a contract, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from .frontmatter import split_frontmatter
from .load import load_yaml
from .meldungen import describe
from .position import Mangel, Position, Quelle
from .typen import Absatztext, Basis, Zeile
from .vertrag import KlauselId, Vertrag

KlauselArt = Literal["rubrum", "praeambel", "paragraf", "schluss", "anlage"]


class Klauselkopf(Basis):
    """Head of a clause text."""

    id: KlauselId
    """Dauerhafte Kennung."""
    titel: Zeile
    """Überschrift ohne Nummer."""
    version: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Version des Textbausteins."""
    art: KlauselArt
    """Wo der Textbaustein steht."""
    wenn: tuple[Zeile, ...] = ()
    """Wahrheitswerte des Vertrags, die alle zutreffen müssen; „nicht …“ verneint."""
    rechtsgrundlagen: tuple[Zeile, ...] = ()
    """Vorschriften, auf denen der Text beruht."""
    hinweis: Absatztext | None = None
    """Hinweis für die Bearbeitung; steht nie im Vertrag."""
    beispiel: Absatztext | None = None
    """Stück des Textes, wie er im Beispielvertrag steht."""


@dataclass(frozen=True, slots=True)
class Klausel:
    """A clause text: head, body as written, the line where the body begins, file."""

    kopf: Klauselkopf
    text: str
    zeile: int
    quelle: Quelle


@dataclass(frozen=True, slots=True)
class Gliederung:
    """The clauses of a contract in their order; Anlagen in the order of the contract."""

    rubrum: Klausel | None
    klauseln: tuple[Klausel, ...]
    schluss: tuple[Klausel, ...]
    anlagen: tuple[Klausel, ...]


class Artgliederung(Basis):
    """Order of the clauses of a kind of contract."""

    rubrum: KlauselId
    """Rubrum."""
    praeambel: tuple[KlauselId, ...]
    """Vor § 1."""
    paragrafen: tuple[KlauselId, ...]
    """Paragrafen."""
    schluss: tuple[KlauselId, ...]
    """Nach dem letzten Paragrafen."""


def read_klausel(inhalt: str | bytes, datei: str) -> tuple[Klausel | None, list[Mangel]]:
    """Read a clause file: YAML head and Markdown body; every mistake with its place."""
    teile, maengel = split_frontmatter(inhalt, datei)
    if teile is None or maengel:
        return None, maengel
    kopf_quelle = teile.kopf
    try:
        kopf = Klauselkopf.model_validate(dict(kopf_quelle.daten))
    except ValidationError as fehler:
        return None, describe(fehler, kopf_quelle)
    return Klausel(kopf, teile.text, teile.textzeile, kopf_quelle), []


@cache
def library() -> dict[str, Klausel]:
    """Return the clause texts that come with the program, by id. Raises ValueError if one is broken: a mistake of ours."""
    ordner = files("contracts") / "klauseln"
    bausteine: dict[str, Klausel] = {}
    for datei in sorted(ordner.iterdir(), key=lambda d: d.name):
        if not datei.name.endswith(".md"):
            continue
        klausel, maengel = read_klausel(datei.read_bytes(), f"klauseln/{datei.name}")
        if klausel is None:
            raise ValueError("; ".join(f"{m.position.datei}:{m.position.zeile}: {m.meldung}" for m in maengel))
        bausteine[klausel.kopf.id] = klausel
    return bausteine


@cache
def order_of(art: str) -> Artgliederung:
    """Return the order of the clauses of a kind of contract."""
    datei = files("contracts") / "klauseln" / f"{art}.yaml"
    quelle, maengel = load_yaml(datei.read_bytes(), f"klauseln/{art}.yaml")
    if quelle is None or maengel:
        raise ValueError("; ".join(m.meldung for m in maengel))
    return Artgliederung.model_validate(dict(quelle.daten))


def choose(vertrag: Vertrag, art: str, eigene: dict[str, Klausel], quelle: Quelle) -> tuple[Gliederung, list[Mangel]]:
    """Pick the clauses of a contract: library, own variants and additions, order; each impossible wish is a Mangel."""
    wahl, folge, maengel = vertrag.klauseln, order_of(art), _Wuensche(quelle)
    bausteine = {**library(), **{k: v for k, v in eigene.items() if k not in library()}}
    for kennung in eigene.keys() & library().keys():
        maengel.add(
            ("klauseln",),
            "KLA-01",
            f"Der eigene Textbaustein „{kennung}“ heißt wie einer der Bibliothek. Geben Sie ihm eine andere "
            "Kennung und tragen Sie ihn unter „klauseln.ersetzt“ ein.",
        )
    ids = list(wahl.reihenfolge) or list(folge.paragrafen)
    ersatz = {e.klausel: e.durch for e in wahl.ersetzt}
    rahmen = {folge.rubrum, *folge.praeambel, *folge.schluss, *(a.id for a in vertrag.anlagen)}
    bekannt = rahmen | set(folge.paragrafen)
    for i, e in enumerate(wahl.ersetzt):
        maengel.need(e.klausel in bekannt, ("klauseln", "ersetzt", i, "klausel"), e.klausel)
    for i, z in enumerate(wahl.zusaetzlich):
        if maengel.need(z.nach in ids, ("klauseln", "zusaetzlich", i, "nach"), z.nach):
            ids.insert(ids.index(z.nach) + 1, z.klausel)
    for i, w in enumerate(wahl.entfaellt):
        if maengel.need(w.klausel in ids, ("klauseln", "entfaellt", i, "klausel"), w.klausel):
            ids.remove(w.klausel)
    if wahl.reihenfolge:
        fehlend = set(folge.paragrafen) - set(wahl.reihenfolge) - {w.klausel for w in wahl.entfaellt}
        if fehlend or len(set(wahl.reihenfolge)) != len(wahl.reihenfolge):
            maengel.add(
                ("klauseln", "reihenfolge"),
                "KLA-03",
                "Die Reihenfolge nennt nicht jeden Textbaustein genau einmal. Es fehlen: "
                f"{', '.join(sorted(fehlend)) or 'keine'}. Ergänzen Sie sie, oder tragen Sie sie unter „klauseln.entfaellt“ ein.",
            )

    def take(kennungen: list[str] | tuple[str, ...], pfad: tuple[str | int, ...]) -> tuple[Klausel, ...]:
        wirklich = [ersatz.get(k, k) for k in kennungen]
        return tuple(bausteine[k] for k in wirklich if maengel.need(k in bausteine, pfad, k))

    rubrum = take([folge.rubrum], ("klauseln",))
    anlagen = tuple(k for i, a in enumerate(vertrag.anlagen) for k in take([a.id], ("anlagen", i, "id")))
    ergebnis = Gliederung(
        rubrum=rubrum[0] if rubrum else None,
        klauseln=take([*folge.praeambel, *ids], ("klauseln",)),
        schluss=take(folge.schluss, ("klauseln",)),
        anlagen=anlagen,
    )
    return ergebnis, maengel.liste


class _Wuensche:
    """Collects wishes that cannot be met."""

    def __init__(self, quelle: Quelle) -> None:
        self.quelle = quelle
        self.liste: list[Mangel] = []

    def add(self, pfad: tuple[str | int, ...], code: str, meldung: str) -> None:
        self.liste.append(Mangel(code, meldung, self.quelle.position(pfad), pfad))

    def need(self, erfuellt: bool, pfad: tuple[str | int, ...], kennung: str) -> bool:
        if not erfuellt:
            self.add(
                pfad,
                "KLA-02",
                f"Einen Textbaustein „{kennung}“ gibt es hier nicht. Berichtigen Sie die Kennung, oder legen Sie die Datei "
                f"„klauseln/{kennung}.md“ an.",
            )
        return erfuellt


def unused(gliederung: Gliederung, eigene: dict[str, Klausel]) -> list[Mangel]:
    """Name own clause files that no part of the contract uses."""
    benutzt = {k.kopf.id for k in (*gliederung.klauseln, *gliederung.schluss, *gliederung.anlagen)}
    if gliederung.rubrum is not None:
        benutzt.add(gliederung.rubrum.kopf.id)
    return [
        Mangel(
            "KLA-04",
            f"Der eigene Textbaustein „{k}“ kommt im Vertrag nicht vor. Tragen Sie ihn unter „klauseln“ ein, oder löschen Sie die "
            "Datei.",
            Position(v.quelle.datei),
        )
        for k, v in sorted(eigene.items())
        if k not in benutzt
    ]
