"""Template + contract → blocks of the document tree. Conditions name a boolean, loops a list, fields a value."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
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
from .vorlage import (
    KlauseltextFehler,
    Ort,
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
from .werte import Werte

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.pfad import Wert

MAX_KNOTEN = 20_000
FEST = frozenset({Text, Normzitat, Begriff, Umbruch})
FREMD = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Fuellung:
    """A filled clause: heading, blocks, where each block comes from, and the references it makes (target id, place)."""

    titel: tuple[Inline, ...]
    bloecke: tuple[Block, ...]
    herkunft: Mapping[str, Ort]
    verweise: Sequence[tuple[str, Ort]]


@lru_cache(maxsize=16_384)
def fit_id(kennung: str) -> str:
    """Return the id in the tree's alphabet and length; a long one keeps its beginning and a checksum."""
    klein = FREMD.sub("_", kennung.lower())
    return klein if len(klein) <= 30 else f"{klein[:21]}_{hashlib.sha1(klein.encode()).hexdigest()[:8]}"


def fill(vorlage: Vorlage, werte: Werte, ist_paragraf: bool, unterschriften: Unterschriften) -> Fuellung:
    """Fill a clause with the values of a contract. Raises KlauseltextFehler with the place in the clause file."""
    lauf = _Lauf(vorlage, werte, ist_paragraf, unterschriften)
    bloecke = lauf.fill_all()
    return Fuellung(lauf.inlines(vorlage.titel, {}), bloecke, lauf.herkunft, lauf.verweise)


@dataclass(slots=True)
class _Teil:
    """A block under construction: an Absatz, or a loose block (`kopf` None)."""

    kopf: str | None
    bloecke: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Lauf:
    vorlage: Vorlage
    werte: Werte
    ist_paragraf: bool
    unterschriften: Unterschriften
    herkunft: dict[str, Ort] = field(default_factory=dict)
    verweise: list[tuple[str, Ort]] = field(default_factory=list)
    teile: list[_Teil] = field(default_factory=list)
    knoten: int = 0

    # ------------------------------------------------------------------------------------------------------------- blocks

    def fill_all(self) -> tuple[Block, ...]:
        for block, namen, schluessel in self._expand(self.vorlage.bloecke, {}, ""):
            self._place(block, namen, schluessel)
        if self.ist_paragraf:
            return tuple(Absatz(t.kopf or "", tuple(self._close(t.bloecke))) for t in self.teile)  # type: ignore[arg-type]
        return self._sections()

    def _expand(
        self, bloecke: Sequence[VBlock], namen: dict[str, Wert], schluessel: str
    ) -> Iterator[tuple[VBlock, dict[str, Wert], str]]:
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
                    yield from self._expand(
                        block.bloecke, {**namen, block.name: wert}, f"{schluessel}_{wert.schluessel}"
                    )
            else:
                yield block, namen, schluessel

    def _place(self, block: VBlock, namen: dict[str, Wert], schluessel: str) -> None:
        match block:
            case VAbsatz(ist_fortsetzung=False):
                kennung = self._id(block.id or f"a{len(self.teile) + 1}", schluessel, block.ort)
                text = self._text(kennung, block, namen)
                self.teile.append(_Teil(kennung, [text]))
            case VUeberschrift():
                if self.ist_paragraf:
                    raise KlauseltextFehler("Zwischenüberschriften stehen nur in Anlagen.", block.ort)
                kennung = self._id(block.id or f"u{len(self.teile) + 1}", schluessel, block.ort)
                self.teile.append(
                    _Teil(kennung, [Abschnitt(kennung, "unterabschnitt", self.inlines(block.inhalt, namen), ())])
                )
            case VUnterschriften():
                self.teile.append(_Teil(None, [self.unterschriften]))
            case _:
                self._attach(block, namen, schluessel)

    def _attach(self, block: VBlock, namen: dict[str, Wert], schluessel: str) -> None:
        """Add a list, table or further text to the Absatz before it."""
        if not self.teile:
            if self.ist_paragraf:
                raise KlauseltextFehler(
                    "Eine Aufzählung, Tabelle oder Fortsetzung braucht einen Absatz davor.", block.ort
                )
            self.teile.append(_Teil(None))
        teil = self.teile[-1]
        if not self.ist_paragraf and isinstance(teil.bloecke[0] if teil.bloecke else None, (Abschnitt, Unterschriften)):
            teil = _Teil(None)
            self.teile.append(teil)
        vater = teil.kopf or fit_id(f"{self.vorlage.id}_b{len(self.teile)}")
        match block:
            case VListe():
                self._join_list(
                    teil.bloecke, self._list(vater, block, namen, len(self._last_items(teil.bloecke, block.art)))
                )
            case VTabelle():
                teil.bloecke.append(self._table(block, namen, schluessel))
            case VAbsatz():
                teil.bloecke.append(self._text(fit_id(f"{vater}_f{len(teil.bloecke)}"), block, namen))

    def _text(self, kennung: str, block: VAbsatz, namen: dict[str, Wert]) -> Textblock:
        if self.ist_paragraf and not block.ist_fortsetzung:
            kennung = fit_id(f"{kennung}_t")
        self.herkunft[kennung] = block.ort
        return Textblock(kennung, self.inlines(block.inhalt, namen), block.rolle)  # type: ignore[arg-type]

    def _list(self, vater: str, liste: VListe, namen: dict[str, Wert], ab: int) -> Aufzaehlung:
        punkte = tuple(self._item(vater, p, namen, ab + i + 1) for i, p in enumerate(liste.punkte))
        return Aufzaehlung(punkte, liste.art)

    def _item(self, vater: str, punkt: VPunkt, namen: dict[str, Wert], nummer: int) -> Punkt:
        kennung = fit_id(f"{vater}_{punkt.id or nummer}")
        self.herkunft[kennung] = self.herkunft[fit_id(f"{kennung}_t")] = punkt.ort
        bloecke: list[Block] = [Textblock(fit_id(f"{kennung}_t"), self.inlines(punkt.inhalt, namen))]
        for block, innen, _ in self._expand(punkt.kinder, namen, ""):
            if not isinstance(block, VListe):
                raise KlauseltextFehler(
                    "In einem Glied einer Aufzählung stehen nur sein Text und weitere Aufzählungen.", block.ort
                )
            self._join_list(bloecke, self._list(kennung, block, innen, len(self._last_items(bloecke, block.art))))
        return Punkt(kennung, tuple(bloecke))  # type: ignore[arg-type]

    @staticmethod
    def _last_items(bloecke: Sequence[Block], art: str) -> tuple[Punkt, ...]:
        letzter = bloecke[-1] if bloecke else None
        return letzter.punkte if isinstance(letzter, Aufzaehlung) and letzter.art == art else ()

    def _join_list(self, bloecke: list[Block], liste: Aufzaehlung) -> None:
        davor = self._last_items(bloecke, liste.art)
        if davor:
            bloecke[-1] = Aufzaehlung((*davor, *liste.punkte), liste.art)
        else:
            bloecke.append(liste)

    def _table(self, tabelle: VTabelle, namen: dict[str, Wert], schluessel: str) -> Tabelle:
        kennung = self._id(tabelle.id, schluessel, tabelle.ort)
        muster, summen = (tabelle.zeilen[:1], tabelle.zeilen[1:]) if tabelle.liste else ((), ())
        if tabelle.liste:
            werte = self.werte.items(tabelle.liste, namen, tabelle.ort)
            rumpf = [
                self._row(f"{kennung}_{w.schluessel}", zeile, {**namen, tabelle.name: w})
                for w in werte
                for zeile in muster
            ]
        else:
            rumpf = [self._row(f"{kennung}_{i}", zeile, namen) for i, zeile in enumerate(tabelle.zeilen, 1)]
        return Tabelle(
            id=kennung,
            titel=self.inlines(tabelle.titel, namen),
            spalten=tuple(Spalte(b, a) for b, a in zip(tabelle.breiten, tabelle.ausrichtungen, strict=True)),
            kopf=(self._row(f"{kennung}_k", tabelle.kopf, namen),),
            rumpf=tuple(rumpf),
            fuss=tuple(self._row(f"{kennung}_s{i}", z, namen, ist_summe=True) for i, z in enumerate(summen, 1)),
        )

    def _row(
        self, kennung: str, zellen: Sequence[Sequence[VInline]], namen: dict[str, Wert], ist_summe: bool = False
    ) -> Zeile:
        gefuellt = [Zelle(self.inlines(z, namen), i == 0) for i, z in enumerate(zellen)]
        return Zeile(fit_id(kennung), tuple(gefuellt), ist_summe)

    def _id(self, kennung: str, schluessel: str, ort: Ort) -> str:
        voll = fit_id(f"{self.vorlage.id}_{kennung}{schluessel}")
        if voll in self.herkunft:
            raise KlauseltextFehler(
                f"Die Kennung „{kennung}“ kommt in diesem Textbaustein zweimal vor. Vergeben Sie eine andere.", ort
            )
        self.herkunft[voll] = ort
        return voll

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

    def inlines(self, inhalt: Sequence[VInline], namen: Mapping[str, Wert]) -> tuple[Inline, ...]:
        """Fill template inlines. Raises KlauseltextFehler."""
        return tuple([i if type(i) in FEST else self._inline(i, namen) for i in inhalt])  # type: ignore[misc]

    def _inline(self, inline: VInline, namen: Mapping[str, Wert]) -> Inline:
        match inline:
            case VFeld():
                return self.werte.field(inline, namen)
            case VVerweis(ziel=ziel, satz=satz, ort=ort):
                self.verweise.append((ziel, ort))
                return Verweis(ziel, satz)
            case VBetont(inhalt=innen):
                return Betont(self.inlines(innen, namen))
            case VFussnote(inhalt=innen):
                return Fussnote(self.inlines(innen, namen))
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
    return Aufzaehlung(tuple([_end_item(p, letzter - i) for i, p in enumerate(liste.punkte)]), liste.art)


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
