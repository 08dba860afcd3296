"""Template + contract → blocks of the document tree. Conditions name a boolean, loops a list, fields a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
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
from .klauselvorlage import (
    KlauseltextFehler,
    Quellort,
    VAbsatz,
    VBetont,
    VBlock,
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
from .stueckkennung import Ahne, Stueckkennung, chain, field_id, fit_id, key_id
from .werte import Werte, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.pfad import Wert

MAX_KNOTEN = 20_000
FEST = frozenset({Text, Normzitat, Begriff, Umbruch})


@dataclass(frozen=True, slots=True)
class Fuellung:
    """A filled clause: heading, blocks, where each block comes from, and the references it makes (target id, place)."""

    titel: tuple[Inline, ...]
    bloecke: tuple[Block, ...]
    herkunft: Mapping[str, Quellort]
    verweise: Sequence[tuple[str, Quellort]]


def fill(vorlage: Vorlage, werte: Werte, ist_paragraf: bool, unterschriften: Unterschriften) -> Fuellung:
    """Fill a clause with the values of a contract. Raises KlauseltextFehler with the place in the clause file."""
    lauf = _Lauf(vorlage, werte, ist_paragraf, unterschriften)
    bloecke = lauf.fill_all()
    return Fuellung(lauf.inlines(vorlage.titel, {}, fit_id(vorlage.id)), bloecke, lauf.herkunft, lauf.verweise)


@dataclass(slots=True)
class _Teil:
    """A block under construction: an Absatz, or loose blocks; `ahne` is what the ids of lists and texts in it begin with."""

    ahne: Ahne
    bloecke: list[Block] = field(default_factory=list)
    davor: str = ""

    def lead(self) -> str:
        """Return the id of what the next block follows."""
        letzter = self.bloecke[-1] if self.bloecke else None
        if isinstance(letzter, Unterschriften):
            return f"{self.ahne.kette}_unterschriften"
        return letzter.id if letzter is not None else self.davor or self.ahne.kette


@dataclass(slots=True)
class _Lauf:
    vorlage: Vorlage
    werte: Werte
    ist_paragraf: bool
    unterschriften: Unterschriften
    herkunft: dict[str, Quellort] = field(default_factory=dict)
    verweise: list[tuple[str, Quellort]] = field(default_factory=list)
    teile: list[_Teil] = field(default_factory=list)
    knoten: int = 0
    zahl: Counter[str] = field(default_factory=Counter)
    """How often an id was met that equal pieces share: fields of one text, derived ids of pieces, lists."""

    # ------------------------------------------------------------------------------------------------------------- blocks

    def fill_all(self) -> tuple[Block, ...]:
        for block, namen, schluessel in self._expand(self.vorlage.bloecke, {}, ()):
            self._place(block, namen, schluessel)
        if self.ist_paragraf:
            return tuple(Absatz(fit_id(t.ahne.kette), tuple(self._close(t.bloecke))) for t in self.teile)  # type: ignore[arg-type]
        return self._sections()

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
                for wert in self.werte.items(block.pfad, namen, block.ort):
                    innen = (*schluessel, key_id(key_of(wert)))
                    yield from self._expand(block.bloecke, {**namen, block.name: wert}, innen)
            else:
                yield block, namen, schluessel

    def _place(self, block: VBlock, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> None:
        match block:
            case VAbsatz(ist_fortsetzung=False):
                ahne = self._descend(block.kennung, self._root(), schluessel, block.ort)
                kennung = fit_id(f"{ahne.kette}_t") if self.ist_paragraf else fit_id(ahne.kette)
                self.teile.append(_Teil(ahne, [self._text(kennung, block, namen)]))
            case VUeberschrift():
                if self.ist_paragraf:
                    raise KlauseltextFehler("Zwischenüberschriften stehen nur in Anlagen.", block.ort)
                ahne = self._descend(block.kennung, self._root(), schluessel, block.ort)
                kennung = fit_id(ahne.kette)
                titel = self.inlines(block.inhalt, namen, kennung)
                self.teile.append(_Teil(ahne, [Abschnitt(kennung, "unterabschnitt", titel, ())]))
            case VUnterschriften():
                self.teile.append(_Teil(self._root(), [self.unterschriften]))
            case _:
                self._attach(block, namen, schluessel)

    def _attach(self, block: VBlock, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> None:
        """Add a list, table or further text to the Absatz before it."""
        if not self.teile:
            if self.ist_paragraf:
                raise KlauseltextFehler(
                    "Eine Aufzählung, Tabelle oder Fortsetzung braucht einen Absatz davor.", block.ort
                )
            self.teile.append(_Teil(self._root()))
        teil = self.teile[-1]
        if not self.ist_paragraf and isinstance(teil.bloecke[0] if teil.bloecke else None, (Abschnitt, Unterschriften)):
            teil = _Teil(teil.ahne, davor=teil.lead())
            self.teile.append(teil)
        match block:
            case VListe():
                self._join_list(teil.bloecke, self._list(teil.ahne, teil.lead(), block, namen, schluessel))
            case VTabelle():
                teil.bloecke.append(self._table(block, namen, schluessel))
            case VAbsatz():
                ahne = self._descend(block.kennung, teil.ahne, schluessel, block.ort)
                teil.bloecke.append(self._text(fit_id(ahne.kette), block, namen))

    def _text(self, kennung: str, block: VAbsatz, namen: dict[str, Wert]) -> Textblock:
        self.herkunft[kennung] = block.ort
        return Textblock(kennung, self.inlines(block.inhalt, namen, kennung), block.rolle)  # type: ignore[arg-type]

    def _list(
        self, ahne: Ahne, davor: str, liste: VListe, namen: dict[str, Wert], schluessel: tuple[str, ...]
    ) -> Aufzaehlung:
        punkte = tuple([self._item(ahne, p, namen, schluessel) for p in liste.punkte])
        return Aufzaehlung(punkte, liste.art, id=fit_id(f"{davor}_{liste.art[0]}"))

    def _item(self, oben: Ahne, punkt: VPunkt, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> Punkt:
        ahne = self._descend(punkt.kennung, oben, schluessel, punkt.ort)
        text = fit_id(f"{ahne.kette}_t")
        self.herkunft[text] = punkt.ort
        bloecke: list[Block] = [Textblock(text, self.inlines(punkt.inhalt, namen, text))]
        for block, innen, weitere in self._expand(punkt.kinder, namen, schluessel):
            if not isinstance(block, VListe):
                raise KlauseltextFehler(
                    "In einem Glied einer Aufzählung stehen nur sein Text und weitere Aufzählungen.", block.ort
                )
            davor = bloecke[-1].id if isinstance(bloecke[-1], (Textblock, Aufzaehlung)) else text
            self._join_list(bloecke, self._list(ahne, davor, block, innen, weitere))
        return Punkt(fit_id(ahne.kette), tuple(bloecke))  # type: ignore[arg-type]

    @staticmethod
    def _join_list(bloecke: list[Block], liste: Aufzaehlung) -> None:
        davor = bloecke[-1] if bloecke else None
        if isinstance(davor, Aufzaehlung) and davor.art == liste.art:
            bloecke[-1] = Aufzaehlung((*davor.punkte, *liste.punkte), liste.art, id=davor.id)
        else:
            bloecke.append(liste)

    def _table(self, tabelle: VTabelle, namen: dict[str, Wert], schluessel: tuple[str, ...]) -> Tabelle:
        kette = self._descend(Stueckkennung(tabelle.id, True), self._root(), schluessel, tabelle.ort).kette
        kennung = fit_id(kette)
        muster, feste = (tabelle.zeilen[:1], tabelle.zeilen[1:]) if tabelle.liste else ((), tabelle.zeilen)
        werte = self.werte.items(tabelle.liste, namen, tabelle.ort) if tabelle.liste else []
        je = [
            self._row(f"{kette}_{key_id(key_of(w))}", tabelle, zeile.zellen, {**namen, tabelle.name: w})
            for w in werte
            for zeile in muster
        ]
        ist_summe = bool(tabelle.liste)
        unten = [self._row(f"{kette}_{z.kennung.name}", tabelle, z.zellen, namen, ist_summe=ist_summe) for z in feste]
        kopf = self._row(f"{kette}_k", tabelle, [s.kopf for s in tabelle.spalten], namen)
        return Tabelle(
            id=kennung,
            titel=self.inlines(tabelle.titel, namen, kennung),
            spalten=tuple(
                [Spalte(s.breite, s.ausrichtung, fit_id(f"{kette}_sp_{s.kennung.name}")) for s in tabelle.spalten]
            ),
            kopf=(kopf,),
            rumpf=tuple(je if ist_summe else unten),
            fuss=tuple(unten if ist_summe else ()),
        )

    def _row(
        self,
        kette: str,
        tabelle: VTabelle,
        zellen: Sequence[Sequence[VInline]],
        namen: dict[str, Wert],
        ist_summe: bool = False,
    ) -> Zeile:
        gefuellt: list[Zelle] = []
        for spalte, zelle in zip(tabelle.spalten, zellen, strict=True):
            kennung = fit_id(f"{kette}_{spalte.kennung.name}")
            gefuellt.append(Zelle(self.inlines(zelle, namen, kennung), not gefuellt, id=kennung))
        return Zeile(fit_id(kette), tuple(gefuellt), ist_summe)

    def _root(self) -> Ahne:
        return Ahne(self.vorlage.id)

    def _descend(self, kennung: Stueckkennung, oben: Ahne, schluessel: tuple[str, ...], ort: Quellort) -> Ahne:
        """Return the chain of ids of a piece, registered with its place; equal pieces without stated id are told apart."""
        kette = chain(kennung, self.vorlage.id, oben, schluessel)
        fertig = fit_id(kette)
        # Twice from one place of the clause: two items of a list share a key, which the loader refuses already.
        if kennung.ist_angegeben and self.herkunft.get(fertig, ort) != ort:
            raise KlauseltextFehler(
                f"Die Kennung „{kennung.name}“ kommt in diesem Textbaustein zweimal vor. Vergeben Sie eine andere.", ort
            )
        self.zahl[fertig] += 1
        if self.zahl[fertig] > 1:
            kette += f"_{self.zahl[fertig]}"
        self.herkunft[fit_id(kette)] = ort
        return Ahne(kette, schluessel, kennung.ist_angegeben)

    def _sections(self) -> tuple[Block, ...]:
        """Gather loose blocks under the Unterabschnitt before them."""
        fertig: list[Block] = []
        for teil in self.teile:
            for block in self._close(teil.bloecke):
                davor = fertig[-1] if fertig else None
                if isinstance(davor, Abschnitt) and not isinstance(block, Abschnitt):
                    fertig[-1] = Abschnitt(davor.id, davor.art, davor.ueberschrift, (*davor.bloecke, block))
                else:
                    fertig.append(block)
        return tuple(fertig)

    def _close(self, bloecke: Sequence[Block]) -> list[Block]:
        return [_end_items(b) if isinstance(b, Aufzaehlung) else b for b in bloecke]

    # ------------------------------------------------------------------------------------------------------------ inlines

    def inlines(self, inhalt: Sequence[VInline], namen: Mapping[str, Wert], traeger: str) -> tuple[Inline, ...]:
        """Fill template inlines of the node `traeger`. Raises KlauseltextFehler."""
        return tuple([i if type(i) in FEST else self._inline(i, namen, traeger) for i in inhalt])  # type: ignore[misc]

    def _field(self, inline: VFeld, namen: Mapping[str, Wert], traeger: str) -> Feld:
        feld = self.werte.field(inline, namen)
        kennung = field_id(traeger, feld.pfad, feld.art, 1)
        self.zahl[kennung] += 1
        if self.zahl[kennung] > 1:
            kennung = field_id(traeger, feld.pfad, feld.art, self.zahl[kennung])
        return Feld(feld.pfad, feld.text, feld.wert, feld.art, feld.ist_berechnet, feld.datei, kennung)

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
                return _Trenner(inline)
        return inline


class _Trenner(Text):
    """Stands for the end of a list item until the length of the list is known; never leaves this module."""

    __slots__ = ("regel",)
    regel: VTrenner

    def __init__(self, regel: VTrenner) -> None:
        object.__setattr__(self, "text", "")
        object.__setattr__(self, "regel", regel)


def _end_items(liste: Aufzaehlung) -> Aufzaehlung:
    """Replace the separators by comma, „und“ and full stop."""
    letzter = len(liste.punkte) - 1
    return Aufzaehlung(tuple([_end_item(p, letzter - i) for i, p in enumerate(liste.punkte)]), liste.art, id=liste.id)


def _end_item(punkt: Punkt, rest: int) -> Punkt:
    def end(inline: Inline) -> Inline:
        if not isinstance(inline, _Trenner):
            return inline
        return Text("." if rest == 0 else inline.regel.wort if rest == 1 else inline.regel.zeichen)

    bloecke = tuple(
        _end_items(b) if isinstance(b, Aufzaehlung) else Textblock(b.id, tuple([end(i) for i in b.inhalt]), b.rolle)
        for b in punkt.bloecke
    )
    return Punkt(punkt.id, bloecke)
