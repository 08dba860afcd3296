"""Clause texts as data: heads, library, a contract's own texts, and which of them make up a contract, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from ..modell.meldungen import describe
from ..modell.typen import Absatztext, Basis, Zeile
from ..modell.vertrag import KlauselId, Vertrag, Zusatz
from ..position import Mangel, Pfad, Position, Quelle
from ..yamltext.frontmatter import split_frontmatter
from ..yamltext.yamldatei import load_yaml

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
        return None, describe(fehler, kopf_quelle, Klauselkopf)
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
    folge, maengel = order_of(art), _Wuensche(quelle)
    _refuse_same_names(eigene, maengel)
    ids = _order_ids(vertrag, folge, maengel)
    wahl = _Auswahl({**eigene, **library()}, _replacements(vertrag, folge, ids, maengel), maengel)
    orte = ("klauseln",)
    rubrum = wahl.take([folge.rubrum], "rubrum", orte)
    ergebnis = Gliederung(
        rubrum=rubrum[0] if rubrum else None,
        klauseln=(*wahl.take(folge.praeambel, "praeambel", orte), *wahl.take(ids, "paragraf", orte)),
        schluss=wahl.take(folge.schluss, "schluss", orte),
        anlagen=tuple(
            k for i, a in enumerate(vertrag.anlagen) for k in wahl.take([a.id], "anlage", ("anlagen", i, "id"))
        ),
    )
    return ergebnis, maengel.liste


def _refuse_same_names(eigene: dict[str, Klausel], maengel: _Wuensche) -> None:
    for kennung in sorted(eigene.keys() & library().keys()):
        maengel.add(
            ("klauseln",),
            "KLA-01",
            f"Der eigene Textbaustein „{kennung}“ heißt wie einer der Bibliothek. Geben Sie ihm eine andere "
            "Kennung und tragen Sie ihn unter „klauseln.ersetzt“ ein.",
        )


def _order_ids(vertrag: Vertrag, folge: Artgliederung, maengel: _Wuensche) -> list[str]:
    """Return the ids of the paragraphs in order: the kind's or the contract's order, additions put in, omissions taken out."""
    wahl = vertrag.klauseln
    ids = list(wahl.reihenfolge) or list(folge.paragrafen)
    _insert(wahl.zusaetzlich, ids, maengel)
    for i, w in enumerate(wahl.entfaellt):
        if maengel.need(w.klausel in ids, ("klauseln", "entfaellt", i, "klausel"), w.klausel):
            ids.remove(w.klausel)
    fehlend = set(folge.paragrafen) - set(wahl.reihenfolge) - {w.klausel for w in wahl.entfaellt}
    if wahl.reihenfolge and (fehlend or len(set(wahl.reihenfolge)) != len(wahl.reihenfolge)):
        maengel.add(
            ("klauseln", "reihenfolge"),
            "KLA-03",
            "Die Reihenfolge nennt nicht jeden Textbaustein genau einmal. Es fehlen: "
            f"{', '.join(sorted(fehlend)) or 'keine'}. Ergänzen Sie sie, oder tragen Sie sie unter „klauseln.entfaellt“ ein.",
        )
    return ids


def _insert(zusaetze: tuple[Zusatz, ...], ids: list[str], maengel: _Wuensche) -> None:
    """Put additions behind the clauses they name, which may be additions themselves; two that name each other have no place."""
    offen = list(enumerate(zusaetze))
    while True:
        setzbar = [(i, z) for i, z in offen if z.nach in ids]
        if not setzbar:
            break
        for i, z in setzbar:
            if z.klausel in ids:
                satz = f"Der Textbaustein „{z.klausel}“ steht schon im Vertrag. Streichen Sie eine der beiden Angaben."
                maengel.add(("klauseln", "zusaetzlich", i, "klausel"), "KLA-08", satz)
            else:
                ids.insert(ids.index(z.nach) + 1, z.klausel)
        offen = [e for e in offen if e not in setzbar]
    wartend = {z.klausel for _, z in offen}
    for i, z in offen:
        pfad = ("klauseln", "zusaetzlich", i, "nach")
        if z.nach in wartend:
            satz = (
                f"Der Textbaustein „{z.klausel}“ soll hinter „{z.nach}“ stehen, der selbst keinen Platz hat: Die Angaben "
                "führen im Kreis. Nennen Sie unter „nach“ einen Textbaustein, der im Vertrag steht."
            )
            maengel.add(pfad, "KLA-09", satz)
        else:
            maengel.need(False, pfad, z.nach)


def _replacements(vertrag: Vertrag, folge: Artgliederung, ids: list[str], maengel: _Wuensche) -> dict[str, str]:
    """Return which clause gives way to which; a chain or a cycle of replacements is refused."""
    rahmen = {folge.rubrum, *folge.praeambel, *folge.schluss, *(a.id for a in vertrag.anlagen)}
    ersetzt = vertrag.klauseln.ersetzt
    weichende = [e.klausel for e in ersetzt]
    ersatz: dict[str, str] = {}
    for i, e in enumerate(ersetzt):
        pfad = ("klauseln", "ersetzt", i)
        if e.durch in weichende:
            satz = (
                f"Der Textbaustein „{e.klausel}“ soll durch „{e.durch}“ ersetzt werden, der selbst ersetzt wird: Die Angaben "
                "führen im Kreis oder über Umwege. Nennen Sie unter „durch“ den eigenen Textbaustein, der am Ende stehen soll."
            )
            maengel.add((*pfad, "durch"), "KLA-09", satz)
        elif e.klausel in ersatz:
            satz = f"Der Textbaustein „{e.klausel}“ wird schon ersetzt. Streichen Sie eine der beiden Angaben."
            maengel.add((*pfad, "klausel"), "KLA-08", satz)
        elif maengel.need(e.klausel in rahmen | set(folge.paragrafen) | set(ids), (*pfad, "klausel"), e.klausel):
            ersatz[e.klausel] = e.durch
    return ersatz


@dataclass
class _Auswahl:
    """Takes clauses from those there are, each once and each where its kind belongs."""

    bausteine: dict[str, Klausel]
    ersatz: dict[str, str]
    maengel: _Wuensche
    genommen: set[str] = field(default_factory=set)

    def take(self, kennungen: Iterable[str], art: KlauselArt, pfad: Pfad) -> tuple[Klausel, ...]:
        """Return the clauses for a place in the contract."""
        gefunden = (self._one(self.ersatz.get(k, k), art, pfad) for k in kennungen)
        return tuple(k for k in gefunden if k is not None)

    def _one(self, kennung: str, art: KlauselArt, pfad: Pfad) -> Klausel | None:
        if not self.maengel.need(kennung in self.bausteine, pfad, kennung):
            return None
        klausel = self.bausteine[kennung]
        if kennung in self.genommen:
            satz = f"Der Textbaustein „{kennung}“ käme zweimal in den Vertrag. Streichen Sie eine der Angaben."
            self.maengel.add(pfad, "KLA-08", satz)
            return None
        self.genommen.add(kennung)
        if klausel.kopf.art != art:
            satz = (
                f"Der Textbaustein „{kennung}“ ist von der Art „{klausel.kopf.art}“, hier steht aber nur „{art}“. Berichtigen "
                "Sie „art“ in seinem Kopf, oder tragen Sie ihn an anderer Stelle ein."
            )
            self.maengel.add(pfad, "KLA-10", satz)
            return None
        return klausel


class _Wuensche:
    """Collects wishes that cannot be met."""

    def __init__(self, quelle: Quelle) -> None:
        self.quelle = quelle
        self.liste: list[Mangel] = []

    def add(self, pfad: Pfad, code: str, meldung: str) -> None:
        self.liste.append(Mangel(code, meldung, self.quelle.position(pfad), pfad))

    def need(self, erfuellt: bool, pfad: Pfad, kennung: str) -> bool:
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
