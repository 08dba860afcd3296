"""Template + contract → blocks of the document tree. Conditions name a boolean, loops a list, fields a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
    Feld,
    Fussnote,
    Inline,
    Normzitat,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Unterschriften,
    Verweis,
    Zeile,
    Zelle,
)  # fmt: skip
from ..unterschriftenraster import group
from .klauselvorlage import (
    KlauseltextFehler,
    Quellort,
    VAbsatz,
    VBetont,
    VBlock,
    VDiagramm,
    VEinschub,
    VFeld,
    VFussnote,
    VInline,
    VJe,
    VListe,
    Vorlage,
    VPunkt,
    VTabelle,
    VTrenner,
    VUeberschrift,
    VUnterschriften,
    VVerweis,
    VWenn,
)  # fmt: skip
from .listenende import Trenner, close_lists, gather_sections
from .stueckkennung import Ahne, Stueckkennung, chain, field_id, fit_id, key_id
from .werte import Werte

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.pfad import Wert

MAX_KNOTEN = 20_000
ANFANG = Quellort(1)
FEST = frozenset({Text, Normzitat, Begriff, Umbruch})
_KOPF, _SPALTE = "k", "sp"
"""How the ids of the head row and of the columns of a table go on."""


@dataclass(frozen=True, slots=True)
class Fuellung:
    """A filled clause: heading, blocks, where each block comes from, and the references it makes (target id, place)."""

    titel: tuple[Inline, ...]
    bloecke: tuple[Block, ...]
    herkunft: Mapping[str, Quellort]
    verweise: Sequence[tuple[str, Quellort]]
    einschuebe: tuple[str, ...] = ()
    """Names of what was put in that is no text of the clause."""


def fill(
    vorlage: Vorlage,
    werte: Werte,
    ist_paragraf: bool,
    unterschriften: Unterschriften,
    namen: Mapping[str, Wert] = MappingProxyType({}),
    einschuebe: Mapping[str, tuple[Block, ...]] = MappingProxyType({}),
) -> Fuellung:
    """Fill a clause with the values of a contract; `namen` are values it may name besides those of the contract.

    `einschuebe` are blocks by name that the contract is made into and a clause may put in (`::: einschub name`).

    Raises KlauseltextFehler with the place in the clause file.
    """
    lauf = _Lauf(vorlage, werte, ist_paragraf, unterschriften, dict(namen), einschuebe)
    bloecke = lauf.fill_all()
    titel = lauf.inlines(vorlage.titel, namen, fit_id(vorlage.id))
    return Fuellung(titel, bloecke, lauf.herkunft, lauf.verweise, tuple(lauf.eingeschoben))


@dataclass(slots=True)
class _Teil:
    """A block under construction: an Absatz, or loose blocks; `ahne` is what the ids of lists and texts in it begin with.

    `davor` is the chain of ids of what the next block follows, without the count that tells equal pieces apart.
    """

    ahne: Ahne
    davor: str
    bloecke: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Lauf:
    vorlage: Vorlage
    werte: Werte
    ist_paragraf: bool
    unterschriften: Unterschriften
    namen: dict[str, Wert]
    einschuebe: Mapping[str, tuple[Block, ...]]
    eingeschoben: list[str] = field(default_factory=list)
    herkunft: dict[str, Quellort] = field(default_factory=dict)
    verweise: list[tuple[str, Quellort]] = field(default_factory=list)
    teile: list[_Teil] = field(default_factory=list)
    knoten: int = 0
    tabellen: dict[str, tuple[VTabelle, Tabelle]] = field(default_factory=dict)
    """The tables so far by their ids, for charts of them."""
    ort: Quellort = ANFANG
    """Of the block that is being filled, for errors that belong to no inline."""
    wurzel: Ahne = field(init=False)
    zahl: dict[str, int] = field(default_factory=dict)
    """How often an id was met that equal pieces share: fields of one text, derived ids of pieces, lists."""

    def __post_init__(self) -> None:
        self.wurzel = Ahne(self.vorlage.id, self.vorlage.id)

    # ------------------------------------------------------------------------------------------------------------- blocks

    def fill_all(self) -> tuple[Block, ...]:
        for block, namen, schluessel in self._expand(self.vorlage.bloecke, self.namen, ()):
            self.ort = block.ort
            self._place(block, namen, schluessel)
        if self.ist_paragraf:
            return tuple(Absatz(fit_id(t.ahne.kette), tuple(close_lists(t.bloecke))) for t in self.teile)  # type: ignore[arg-type]
        return gather_sections(t.bloecke for t in self.teile)

    def _expand(
        self, bloecke: Sequence[VBlock], namen: dict[str, Wert], schluessel: tuple[str, ...]
    ) -> Iterator[tuple[VBlock, dict[str, Wert], tuple[str, ...]]]:
        """Yield the blocks that appear, each with the loop values and keys it sees."""
        for block in bloecke:
            self.knoten += 1
            if self.knoten > MAX_KNOTEN:
                raise KlauseltextFehler(f"Der Text wird mit diesen Daten länger als {MAX_KNOTEN} Absätze.", block.ort)
            if isinstance(block, VWenn):
                if self.werte.boolean(block.pfad, namen, block.ort) is not block.ist_verneint:
                    yield from self._expand(block.bloecke, namen, schluessel)
            elif isinstance(block, VJe):
                werte = self.werte.items(block.pfad, namen, block.ort)
                self.knoten += len(werte)
                for wert in werte:
                    # The contract itself, where a loop runs over its parts and it is the only one, has no key.
                    innen = (*schluessel, key_id(wert.schluessel)) if wert.schluessel else schluessel
                    yield from self._expand(block.bloecke, {**namen, block.name: wert}, innen)
            else:
                yield block, namen, schluessel

    def _place(self, block: VBlock, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> None:
        match block:
            case VAbsatz(ist_fortsetzung=False):
                ahne = self._descend(block.kennung, self.wurzel, schluessel, block.ort)
                kennung = fit_id(f"{ahne.kette}_t") if self.ist_paragraf else fit_id(ahne.kette)
                self.teile.append(_Teil(ahne, ahne.basis, [self._text(kennung, block, namen)]))
            case VUeberschrift():
                if self.ist_paragraf:
                    raise KlauseltextFehler("Zwischenüberschriften stehen nur in Anlagen.", block.ort)
                ahne = self._descend(block.kennung, self.wurzel, schluessel, block.ort)
                kennung = fit_id(ahne.kette)
                titel = self.inlines(block.inhalt, namen, kennung)
                self.teile.append(_Teil(ahne, ahne.basis, [Abschnitt(kennung, "unterabschnitt", titel, ())]))
            case VEinschub():
                self._insert(block)
            case VUnterschriften():
                self._signatures(block, namen, schluessel)
            case _:
                self._attach(block, namen, schluessel)

    def _insert(self, block: VEinschub) -> None:
        """Add blocks that the contract is made into behind what stands before them."""
        if block.name not in self.einschuebe or not self.teile:
            raise KlauseltextFehler(f"Den Einschub „{block.name}“ gibt es hier nicht.", block.ort)
        self.eingeschoben.append(block.name)
        self.teile[-1].bloecke.extend(self.einschuebe[block.name])

    def _signatures(self, block: VUnterschriften, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> None:
        """Add the places in runs that a page holds, so that none is parted by chance; words of the contract stand above every further run."""
        wurzel, davor = self.wurzel, f"{self.vorlage.id}_unterschriften"
        text = block.fortsetzung
        for n, felder in enumerate(group(self.unterschriften.felder)):
            if n and text is not None:
                erste = felder[0].id.removeprefix("unterschrift_")
                ahne = self._descend(text.kennung, wurzel, (*schluessel, erste), text.ort)
                self.teile.append(_Teil(ahne, ahne.basis, [self._text(fit_id(ahne.kette), text, namen)]))
            self.teile.append(_Teil(wurzel, davor, [Unterschriften(felder)]))

    def _attach(self, block: VBlock, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> None:
        """Add a list, table, chart or further text to the Absatz before it."""
        if not self.teile:
            if self.ist_paragraf:
                raise KlauseltextFehler(
                    "Eine Aufzählung, Tabelle, Abbildung oder Fortsetzung braucht einen Absatz davor.", block.ort
                )
            self.teile.append(_Teil(self.wurzel, self.vorlage.id))
        teil = self.teile[-1]
        if not self.ist_paragraf and isinstance(teil.bloecke[0] if teil.bloecke else None, (Abschnitt, Unterschriften)):
            teil = _Teil(teil.ahne, teil.davor)
            self.teile.append(teil)
        match block:
            case VListe():
                teil.davor = self._list(teil.ahne, teil.davor, teil.bloecke, block, namen, schluessel)
            case VTabelle():
                tabelle = self._table(block, namen, schluessel)
                teil.davor = tabelle.id
                teil.bloecke.append(tabelle)
            case VDiagramm():
                diagramm = self._chart(block, namen, schluessel)
                if diagramm is not None:
                    teil.davor = diagramm.id
                    teil.bloecke.append(diagramm)
            case VAbsatz():
                ahne = self._descend(block.kennung, teil.ahne, schluessel, block.ort)
                teil.davor = ahne.basis
                teil.bloecke.append(self._text(fit_id(ahne.kette), block, namen))

    def _text(self, kennung: str, block: VAbsatz, namen: dict[str, Wert]) -> Textblock:
        self.herkunft[kennung] = block.ort
        return Textblock(kennung, self.inlines(block.inhalt, namen, kennung), block.rolle)  # type: ignore[arg-type]

    def _list(
        self,
        ahne: Ahne,
        davor: str,
        bloecke: list[Block],
        liste: VListe,
        namen: dict[str, Wert],
        schluessel: tuple[str, ...],
    ) -> str:
        """Add a list behind `davor`, or its items to the list of the same kind there; return what the next block follows."""
        punkte = tuple([self._item(ahne, p, namen, schluessel) for p in liste.punkte])
        letzter = bloecke[-1] if bloecke else None
        if isinstance(letzter, Aufzaehlung) and letzter.art == liste.art:
            bloecke[-1] = Aufzaehlung((*letzter.punkte, *punkte), liste.art, id=letzter.id)
            return davor
        basis = f"{davor}_{liste.art[0]}"
        bloecke.append(Aufzaehlung(punkte, liste.art, id=fit_id(self._count(basis))))
        return basis

    def _item(self, oben: Ahne, punkt: VPunkt, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> Punkt:
        ahne = self._descend(punkt.kennung, oben, schluessel, punkt.ort)
        text = fit_id(f"{ahne.kette}_t")
        self.herkunft[text] = punkt.ort
        bloecke: list[Block] = [Textblock(text, self.inlines(punkt.inhalt, namen, text))]
        davor = ahne.basis
        for block, innen, weitere in self._expand(punkt.kinder, namen, schluessel):
            if not isinstance(block, VListe):
                raise KlauseltextFehler(
                    "In einem Glied einer Aufzählung stehen nur sein Text und weitere Aufzählungen.", block.ort
                )
            davor = self._list(ahne, davor, bloecke, block, innen, weitere)
        return Punkt(fit_id(ahne.kette), tuple(bloecke))  # type: ignore[arg-type]

    def _table(self, tabelle: VTabelle, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> Tabelle:
        kette = self._descend(Stueckkennung(tabelle.id, True), self.wurzel, schluessel, tabelle.ort).kette
        kennung = fit_id(kette)
        muster, feste = (tabelle.zeilen[:1], tabelle.zeilen[1:]) if tabelle.liste else ((), tabelle.zeilen)
        werte = self.werte.items(tabelle.liste, namen, tabelle.ort) if tabelle.liste else []
        # A Leistungstyp may be called „SP“, „K“ or „Summe“.
        vergeben = {_KOPF, _SPALTE, *(z.kennung.name for z in feste)}
        self._meet(fit_id(f"{kette}_{_SPALTE}"))
        kopf = self._row(f"{kette}_{_KOPF}", tabelle, [s.kopf for s in tabelle.spalten], namen)
        je = [
            self._row(f"{kette}_{key_id(w.schluessel, vergeben)}", tabelle, zeile.zellen, {**namen, tabelle.name: w})
            for w in werte
            for zeile in muster
        ]
        ist_summe = bool(tabelle.liste)
        unten = [self._row(f"{kette}_{z.kennung.name}", tabelle, z.zellen, namen, ist_summe=ist_summe) for z in feste]
        fertig = Tabelle(
            id=kennung,
            titel=self.inlines(tabelle.titel, namen, kennung),
            spalten=tuple(
                [
                    Spalte(s.breite, s.ausrichtung, fit_id(f"{kette}_{_SPALTE}_{s.kennung.name}"))
                    for s in tabelle.spalten
                ]
            ),
            kopf=(kopf,),
            rumpf=tuple(je if ist_summe else unten),
            fuss=tuple(unten if ist_summe else ()),
        )
        self.tabellen[kennung] = tabelle, fertig
        return fertig

    def _chart(self, block: VDiagramm, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> Diagramm | None:
        """Draw a table that stands before in the same run of the loops."""
        from .diagrammfuellung import fill_chart

        gesucht = fit_id(chain(Stueckkennung(block.tabelle, True), self.vorlage.id, self.wurzel, schluessel))
        gefunden = self.tabellen.get(gesucht)
        if gefunden is None:
            raise KlauseltextFehler(
                f"Die Tabelle „{block.tabelle}“ erscheint mit diesen Daten nicht vor dem Diagramm. Setzen Sie beide unter "
                "dieselbe Bedingung oder Schleife.",
                block.ort,
            )
        kette = self._descend(Stueckkennung(block.id, True), self.wurzel, schluessel, block.ort).kette
        kennung = fit_id(kette)
        self.werte.count(0, len(gefunden[1].rumpf) * (len(block.reihen) + 2), block.ort)
        titel, einheit = (self.inlines(i, namen, kennung) for i in (block.titel, block.einheit))
        return fill_chart(block, *gefunden, kette, titel, einheit)

    def _row(
        self,
        kette: str,
        tabelle: VTabelle,
        zellen: Sequence[Sequence[VInline]],
        namen: dict[str, Wert],
        ist_summe: bool = False,
    ) -> Zeile:
        gefuellt: list[Zelle] = []
        # A row may be called like the head row, the columns or the list behind the table.
        kette = self._count(kette)
        for spalte, zelle in zip(tabelle.spalten, zellen, strict=True):
            kennung = fit_id(f"{kette}_{spalte.kennung.name}")
            gefuellt.append(Zelle(self.inlines(zelle, namen, kennung), not gefuellt, id=kennung))
        return Zeile(fit_id(kette), tuple(gefuellt), ist_summe)

    def _descend(self, kennung: Stueckkennung, oben: Ahne, schluessel: tuple[str, ...], ort: Quellort) -> Ahne:
        """Return the chain of ids of a piece, registered with its place; equal pieces without stated id are told apart."""
        kette = chain(kennung, self.vorlage.id, oben, schluessel)
        fertig = fit_id(kette)
        # Twice from one place of the clause: two items of a list share a key, which the loader refuses already.
        if kennung.ist_angegeben and self.herkunft.get(fertig, ort) != ort:
            raise KlauseltextFehler(
                f"Die Kennung „{kennung.name}“ kommt in diesem Textbaustein zweimal vor. Vergeben Sie eine andere.", ort
            )
        eigene = self._count(kette)
        self.herkunft[fit_id(eigene)] = ort
        return Ahne(eigene, kette, schluessel, kennung.ist_angegeben)

    def _count(self, kette: str) -> str:
        """Return the chain of ids, told apart from equal ones before it."""
        zahl = self._meet(fit_id(kette))
        return kette if zahl == 1 else f"{kette}_{zahl}"

    def _meet(self, kennung: str) -> int:
        """Return how often an id was met, this time included."""
        zahl = self.zahl[kennung] = self.zahl.get(kennung, 0) + 1
        return zahl

    # ------------------------------------------------------------------------------------------------------------ inlines

    def inlines(self, inhalt: Sequence[VInline], namen: Mapping[str, Wert], traeger: str) -> tuple[Inline, ...]:
        """Fill template inlines of the node `traeger`. Raises KlauseltextFehler."""
        zeichen = 0
        for i in inhalt:
            if type(i) is Text:
                zeichen += len(i.text)
        # Counted before it is filled.
        self.werte.count(zeichen, len(inhalt), self.ort)
        return tuple([i if type(i) in FEST else self._inline(i, namen, traeger) for i in inhalt])  # type: ignore[misc]

    def _field(self, inline: VFeld, namen: Mapping[str, Wert], traeger: str) -> Feld:
        druck = self.werte.field(inline, namen)
        pfad, text, _, format, *_ = druck
        self.werte.count(len(text), 0, inline.ort)
        kennung = field_id(traeger, pfad, format, 1)
        zahl = self._meet(kennung)
        return Feld(*druck, kennung if zahl == 1 else field_id(traeger, pfad, format, zahl))

    def _inline(self, inline: VInline, namen: Mapping[str, Wert], traeger: str) -> Inline:
        match inline:
            case VFeld():
                return self._field(inline, namen, traeger)
            case VVerweis(ziel=ziel, satz=satz, ort=ort):
                self.verweise.append((ziel, ort))
                return Verweis(ziel, satz)
            case VBetont(inhalt=innen):
                return Betont(self.inlines(innen, namen, traeger))
            case VFussnote(inhalt=innen):
                return Fussnote(self.inlines(innen, namen, traeger))
            case VTrenner():
                return Trenner(inline)
        return inline
