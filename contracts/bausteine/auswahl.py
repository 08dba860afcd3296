"""Which clauses make up a document of a contract, in which order: the kind's order, own variants and additions, omissions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from ..arten import Dokumentart, Vertragsart
from ..modell.vertrag import Anlage, Ersetzung, Klauselwahl, Vorgang, Wegfall, Zusatz
from ..pfad import Wertewurzel, holds
from ..position import Mangel, Pfad, Position, Quelle
from .bibliothek import lend_texts, library, order_of
from .klausel import Artgliederung, Gliederung, Klausel, KlauselArt


def choose(
    vertrag: Vorgang, art: Vertragsart, eigene: Mapping[str, Klausel], quelle: Quelle
) -> tuple[dict[str, Gliederung], list[Mangel]]:
    """Pick the clauses of every document of a contract by its name; each impossible wish is a Mangel.

    `eigene` are the texts of the contract and of the joint objects it names. A wish (replaced, added, left out) belongs to the
    document whose order names the clause it is about, else to the contract itself. A document whose conditions do not hold is
    left out.
    """
    wuensche = _Wuensche(quelle, {**eigene, **library(art)})
    _refuse_same_names(eigene, library(art), wuensche)
    folgen = {d.name: order_of(art, d) for d in art.dokumente}
    bausteine = lend_texts({**eigene, **library(art)})
    bausteine |= _stand_ins(vertrag.anlagen, bausteine)
    dokumente = {}
    for dokument in art.dokumente:
        andere = frozenset[str]().union(*(f.alle for name, f in folgen.items() if name != dokument.name))
        wahl = _select(vertrag.klauseln, folgen[dokument.name].alle, andere, dokument.ist_haupt)
        anlagen = [a.id for a in vertrag.anlagen] if dokument.ist_haupt else []
        gewaehlt = _choose_one(wahl, folgen[dokument.name], anlagen, bausteine, wuensche)
        dokumente[dokument.name] = replace(gewaehlt, vorspann=vorspann_of(art))
    vorhanden = list_dokumente(vertrag, art)
    return {d.name: replace(dokumente[d.muster or d.name], dokument=d) for d in vorhanden}, wuensche.liste


def list_dokumente(vertrag: Vorgang, art: Vertragsart) -> tuple[Dokumentart, ...]:
    """Return the documents of the kind that this contract has, in the order of the kind; one for each item where it says so."""
    bedingungen = {d: order_of(art, d).wenn for d in art.dokumente}
    if not any(bedingungen.values()) and not any(d.je for d in art.dokumente):
        return art.dokumente
    wurzel = Wertewurzel(vertrag)
    da = [d for d, wenn in bedingungen.items() if all(holds(wurzel.wert, b) for b in wenn)]
    return tuple(
        einzeln
        for d in da
        for einzeln in ([d.of_item(w.schluessel) for w in wurzel.find(d.je).items()] if d.je else [d])
    )


KENNZEICHEN = "fiktiv"
"""Shared clause that says of every document whose parties are made up that it is an example."""


def vorspann_of(art: Vertragsart) -> tuple[Klausel, ...]:
    """Return what stands in front of every document of a kind, its risk and the mark of an example; it is no wish of a contract."""
    return (*risiko_of(art), library(art)[KENNZEICHEN])


def risiko_of(art: Vertragsart) -> tuple[Klausel, ...]:
    """Return the text that everybody must read first in a kind with a risk."""
    return (library(art)[art.risiko.klausel],) if art.risiko is not None else ()


STELLVERTRETER = BEILAGE, EIGENES_DOKUMENT = "beilage", "eigenesdokument"
"""Shared clauses that stand for an Anlage whose content lies in another file."""


def _stand_ins(anlagen: Iterable[Anlage], bausteine: Mapping[str, Klausel]) -> dict[str, Klausel]:
    """Return the texts of Anlagen that are files or documents of their own, by the id of the Anlage."""
    ersatz = {}
    for anlage in anlagen:
        name = BEILAGE if anlage.beilage is not None else EIGENES_DOKUMENT if anlage.dokument is not None else ""
        if name in bausteine and anlage.id not in bausteine:
            muster = bausteine[name]
            ersatz[anlage.id] = replace(muster, kopf=muster.kopf.model_copy(update={"id": anlage.id}))
    return ersatz


@dataclass(frozen=True, slots=True)
class _Wahl:
    """The wishes that concern one document, each with its number in the contract."""

    ersetzt: tuple[tuple[int, Ersetzung], ...]
    zusaetzlich: tuple[tuple[int, Zusatz], ...]
    entfaellt: tuple[tuple[int, Wegfall], ...]
    reihenfolge: tuple[str, ...]


def _select(wahl: Klauselwahl, hier: frozenset[str], dort: frozenset[str], ist_haupt: bool) -> _Wahl:
    """Return the wishes that are about clauses of this document; what no document names stays with the contract itself."""

    def concerns(kennung: str) -> bool:
        return kennung in hier or (ist_haupt and kennung not in dort)

    return _Wahl(
        tuple((i, e) for i, e in enumerate(wahl.ersetzt) if concerns(e.klausel)),
        tuple((i, z) for i, z in enumerate(wahl.zusaetzlich) if concerns(z.nach)),
        tuple((i, w) for i, w in enumerate(wahl.entfaellt) if concerns(w.klausel)),
        wahl.reihenfolge if ist_haupt else (),
    )


def _choose_one(
    wahl: _Wahl, folge: Artgliederung, anlagen: list[str], bausteine: Mapping[str, Klausel], wuensche: _Wuensche
) -> Gliederung:
    ids = _order_ids(wahl, folge, wuensche)
    auswahl = _Auswahl(bausteine, _replacements(wahl, folge, ids, anlagen, wuensche), wuensche)
    orte = ("klauseln",)
    rubrum = auswahl.take([folge.rubrum] if folge.rubrum is not None else [], "rubrum", orte)
    return Gliederung(
        rubrum=rubrum[0] if rubrum else None,
        klauseln=(*auswahl.take(folge.praeambel, "praeambel", orte), *auswahl.take(ids, "paragraf", orte)),
        schluss=auswahl.take(folge.schluss, "schluss", orte),
        anlagen=tuple(k for i, a in enumerate(anlagen) for k in auswahl.take([a], "anlage", ("anlagen", i, "id"))),
        hat_verzeichnis=folge.hat_verzeichnis,
        schrift=folge.schrift,
        abstand=folge.abstand,
    )


def _refuse_same_names(eigene: Mapping[str, Klausel], mitgeliefert: Mapping[str, Klausel], maengel: _Wuensche) -> None:
    for kennung in sorted(eigene.keys() & mitgeliefert.keys()):
        maengel.add(
            ("klauseln",),
            "KLA-01",
            f"Der eigene Textbaustein „{kennung}“ heißt wie einer der Bibliothek. Geben Sie ihm eine andere "
            "Kennung und tragen Sie ihn unter „klauseln.ersetzt“ ein.",
        )


def _order_ids(wahl: _Wahl, folge: Artgliederung, maengel: _Wuensche) -> list[str]:
    """Return the ids of the paragraphs in order: the kind's or the contract's order, additions put in, omissions taken out."""
    ids = list(wahl.reihenfolge) or list(folge.paragrafen)
    _insert(wahl.zusaetzlich, ids, maengel)
    for i, w in wahl.entfaellt:
        if maengel.need(w.klausel in ids, ("klauseln", "entfaellt", i, "klausel"), w.klausel):
            ids.remove(w.klausel)
    fehlend = set(folge.paragrafen) - set(wahl.reihenfolge) - {w.klausel for _, w in wahl.entfaellt}
    if wahl.reihenfolge and (fehlend or len(set(wahl.reihenfolge)) != len(wahl.reihenfolge)):
        maengel.add(
            ("klauseln", "reihenfolge"),
            "KLA-03",
            "Die Reihenfolge nennt nicht jeden Textbaustein genau einmal. Es fehlen: "
            f"{', '.join(sorted(fehlend)) or 'keine'}. Ergänzen Sie sie, oder tragen Sie sie unter „klauseln.entfaellt“ ein.",
        )
    return ids


def _insert(zusaetze: tuple[tuple[int, Zusatz], ...], ids: list[str], maengel: _Wuensche) -> None:
    """Put additions behind the clauses they name, which may be additions themselves; two that name each other have no place."""
    offen = list(zusaetze)
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


def _replacements(
    wahl: _Wahl, folge: Artgliederung, ids: list[str], anlagen: list[str], maengel: _Wuensche
) -> dict[str, str]:
    """Return which clause gives way to which; a chain or a cycle of replacements is refused."""
    bekannt = {*folge.alle, *ids, *anlagen}
    weichende = [e.klausel for _, e in wahl.ersetzt]
    ersatz: dict[str, str] = {}
    for i, e in wahl.ersetzt:
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
        elif maengel.need(e.klausel in bekannt, (*pfad, "klausel"), e.klausel):
            ersatz[e.klausel] = e.durch
    return ersatz


@dataclass
class _Auswahl:
    """Takes clauses from those there are, each once and each where its kind belongs."""

    bausteine: Mapping[str, Klausel]
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

    def __init__(self, quelle: Quelle, bekannt: Iterable[str]) -> None:
        self.quelle, self.bekannt = quelle, sorted(bekannt)
        self.liste: list[Mangel] = []

    def add(self, pfad: Pfad, code: str, meldung: str) -> None:
        self.liste.append(Mangel(code, meldung, self.quelle.position(pfad), pfad))

    def need(self, erfuellt: bool, pfad: Pfad, kennung: str) -> bool:
        if not erfuellt:
            nahe = get_close_matches(kennung, self.bekannt, 2)
            rat = f" Meinten Sie {' oder '.join(f'„{n}“' for n in nahe)}?" if nahe else ""
            satz = (
                f"Einen Textbaustein „{kennung}“ gibt es hier nicht.{rat} Berichtigen Sie die Kennung („vertragswerk klauseln“ "
                f"nennt alle), oder legen Sie die Datei „klauseln/{kennung}.md“ an."
            )
            self.add(pfad, "KLA-02", satz)
        return erfuellt


def unused(gliederungen: Iterable[Gliederung], eigene: Mapping[str, Klausel]) -> list[Mangel]:
    """Name own clause files that no document of the contract uses."""
    benutzt = {k.kopf.id for g in gliederungen for k in g.alle}
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
