"""First half of the numbering: give every node its label and remember under its id how it is cited."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Punkt,
    Rubrumblock,
    Tabelle,
    Textblock,
    Unterschriften,
    Verweis,
    plain,
)
from .abschnittsvorrat import count_section
from .gelerntes import Abschnittszaehler
from .zitierort import NBSP, NummerierungsFehler, Stufe, StufenArt, Zitierort, gezaehlt_als, zahlmarke

TIEFE_MAX = 3
INHALT_MAX = 16
"""Emphasis nested deeper than this is refused before it can exhaust the stack."""
EINGANG = Zitierort(sperre="steht im Eingang des Vertrags, der keine zitierbare Bezeichnung hat")
STRICH = "ist ein Spiegelstrich ohne Nummer"
TEIL = "ist nur ein Teil eines Absatzes oder einer Tabelle und hat keine Nummer"
ZEILE = "ist eine Tabellenzeile ohne Nummer; bitte auf die Tabelle verweisen"
VERSCHACHTELT = frozenset({Betont, Fussnote})
BUCHSTABEN = "abcdefghijklmnopqrstuvwxyz"


class Zaehler(Abschnittszaehler):
    """Counts through one document and learns every id in it."""

    def count(self, dokument: Dokument) -> Dokument:
        """Return the document with all labels but those of references and footnotes.

        Raises NummerierungsFehler naming every duplicate or malformed id and every misplaced or uncountable node.
        """
        rubrum = tuple([self._opening(block) for block in dokument.rubrum])
        nummern: Counter[str] = Counter()
        abschnitte = []
        for abschnitt in dokument.abschnitte:
            nummern[abschnitt.art] += 1
            abschnitte.append(count_section(self, abschnitt, nummern[abschnitt.art]))
        if self.fehler:
            raise NummerierungsFehler("\n".join(s for _, s in self.fehler), tuple([wo for wo, _ in self.fehler]))
        return replace(dokument, rubrum=rubrum, abschnitte=tuple(abschnitte))

    def start_anew(self) -> Zaehler:
        """See `Abschnittszaehler.start_anew`."""
        neu = Zaehler(self.ist_dezimal, self.beschreibt)
        neu.stand = self.stand
        return neu

    def _inlines(self, inhalt: tuple[Inline, ...], wo: str, tiefe: int = 0, in_note: bool = False) -> None:
        """Register the fields of a text and refuse what no text may hold."""
        for inline in inhalt:
            art = type(inline)
            if art is Feld:
                self._register_part(inline.id, wo)  # type: ignore[union-attr]
            elif art is Verweis:
                self.verweisende.add(wo)
            elif art in VERSCHACHTELT:
                self.verweisende.add(wo)
                if tiefe >= INHALT_MAX:
                    self._fail(wo, f"Der Text in „{wo}“ ist tiefer als {INHALT_MAX} Stufen geschachtelt.")
                    return
                ist_note = art is Fussnote
                if ist_note and in_note:
                    self._fail(wo, f"In „{wo}“ enthält eine Fußnote eine Fußnote; das ist nicht möglich.")
                self._inlines(inline.inhalt, wo, tiefe + 1, in_note or ist_note)  # type: ignore[union-attr]

    def _text(self, block: Textblock, ort: Zitierort) -> None:
        self._register(block.id, ort)
        self._inlines(block.inhalt, block.id)

    def _opening(self, block: Rubrumblock) -> Rubrumblock:
        """Count a block of the Rubrum: its lists count on their own, nothing in it can be cited but its tables."""
        match block:
            case Textblock():
                self._text(block, EINGANG)
            case Aufzaehlung():
                return self._list(block, EINGANG, 1, None, "")
            case Tabelle():
                return self._table(block, "")
        return block

    # ------------------------------------------------------------------------------------------------------- sections

    def count_section(self, abschnitt: Abschnitt, zahl: int) -> Abschnitt:
        """See `Abschnittszaehler.count_section`."""
        if abschnitt.art == "unterabschnitt":
            self._fail(abschnitt.id, f"Der Unterabschnitt „{abschnitt.id}“ steht außerhalb einer Anlage.")
        nummer, stufe = self._section_label(abschnitt, zahl)
        absaetze = sum(isinstance(b, Absatz) for b in abschnitt.bloecke)
        kein_satz = "hat mehrere Absätze; bitte auf den Absatz verweisen" if absaetze > 1 else ""
        ort = Zitierort((stufe,), kein_satz=kein_satz)
        self._register(abschnitt.id, ort)
        self.bereiche[abschnitt.id] = abschnitt.art
        self._inlines(abschnitt.ueberschrift, abschnitt.id)
        ist_paragraf = abschnitt.art == "paragraf"
        bloecke = self._paragraf(abschnitt, ort, zahl, absaetze) if ist_paragraf else self._free(abschnitt, ort)
        return Abschnitt(abschnitt.id, abschnitt.art, abschnitt.ueberschrift, bloecke, nummer)

    def _section_label(self, abschnitt: Abschnitt, zahl: int) -> tuple[str, Stufe]:
        kennung = abschnitt.id
        if abschnitt.art == "paragraf" and self.ist_dezimal:
            return f"{zahl}.", Stufe(kennung, "paragraf", gezaehlt_als("Nummer", str(zahl), kennung))
        if abschnitt.art in ("paragraf", "anlage"):
            label = f"§{NBSP}{zahl}" if abschnitt.art == "paragraf" else f"Anlage{NBSP}{zahl}"
            art: StufenArt = "paragraf" if abschnitt.art == "paragraf" else "abschnitt"
            return label, Stufe(kennung, art, ((label, kennung),))
        if query(abschnitt.ueberschrift, Verweis):
            self._fail(
                kennung, f"Die Überschrift von „{kennung}“ hat keine Nummer und darf deshalb keinen Verweis enthalten."
            )
        titel = " ".join(plain(abschnitt.ueberschrift).split())
        return "", Stufe(kennung, "abschnitt", ((titel, ""),) if titel else ())

    def _paragraf(self, abschnitt: Abschnitt, ort: Zitierort, zahl: int, absaetze: int) -> tuple[Block, ...]:
        bloecke: list[Block] = []
        nummer = 0
        for block in abschnitt.bloecke:
            if isinstance(block, Absatz):
                nummer += 1
                bloecke.append(self._absatz(block, ort, f"{zahl}.{nummer}", nummer, absaetze == 1))
            else:
                if isinstance(block, Aufzaehlung) and block.art == "gezaehlt":
                    self._fail(
                        _first_id(block, abschnitt.id),
                        f"In „{abschnitt.id}“ steht eine gezählte Aufzählung außerhalb eines Absatzes.",
                    )
                bloecke.append(self._block(block, ort, abschnitt.id, abschnitt.id))
        return tuple(bloecke)

    def _absatz(self, absatz: Absatz, oben: Zitierort, dezimal: str, zahl: int, ist_einziger: bool) -> Absatz:
        if self.ist_dezimal:
            label = dezimal
            stufen: tuple[Stufe, ...] = (
                Stufe(oben.stufen[0].id, oben.stufen[0].art, ()),
                Stufe(absatz.id, "absatz", gezaehlt_als("Nummer", dezimal, absatz.id)),
            )
        else:
            label = "" if ist_einziger else f"({zahl})"
            stufen = (
                *oben.stufen,
                Stufe(absatz.id, "absatz", gezaehlt_als("Absatz", str(zahl), absatz.id) if label else ()),
            )
        ort = Zitierort(stufen)
        self._register(absatz.id, ort)
        if absatz.bloecke and isinstance(absatz.bloecke[0], Textblock):
            self.erste_texte[absatz.id] = absatz.bloecke[0]
            if ist_einziger:
                self.erste_texte[oben.stufen[0].id] = absatz.bloecke[0]
        gezaehlt = _Zaehlung(dezimal if self.ist_dezimal else "")
        bloecke: list[Textblock | Aufzaehlung | Tabelle | Diagramm] = []
        for block in absatz.bloecke:
            if isinstance(block, Aufzaehlung):
                bloecke.append(self._list(block, ort, 1, gezaehlt, absatz.id))
            elif isinstance(block, Tabelle):
                bloecke.append(self._table(block, absatz.id))
            elif isinstance(block, Diagramm):
                bloecke.append(self._chart(block, absatz.id))
            else:
                self._text(block, ort)
                bloecke.append(block)
        return Absatz(absatz.id, tuple(bloecke), label)

    # ---------------------------------------------------------------------------------------------------- free blocks

    def _free(self, abschnitt: Abschnitt, ort: Zitierort) -> tuple[Block, ...]:
        """Count the blocks of a section that is no §; only an Anlage may hold subsections, numbered 1. 2. …"""
        bloecke: list[Block] = []
        zahl = 0
        for block in abschnitt.bloecke:
            if not isinstance(block, Abschnitt):
                bloecke.append(self._block(block, ort, abschnitt.id, abschnitt.id))
            elif abschnitt.art != "anlage" or block.art != "unterabschnitt":
                self._fail(block.id, f"Der Abschnitt „{block.id}“ darf nicht in „{abschnitt.id}“ stehen.")
            else:
                # "Anlage 2 Nummer 1" is the subsection: a list beside it can no longer be cited.
                self.eigene_listen[abschnitt.id] += zahl == 0
                zahl += 1
                stufe = Stufe(block.id, "abschnitt", gezaehlt_als("Nummer", str(zahl), block.id))
                innen = replace(ort, stufen=(*ort.stufen, stufe), kein_satz="")
                self._register(block.id, innen)
                self._inlines(block.ueberschrift, block.id)
                unten = self._free(block, innen)
                bloecke.append(Abschnitt(block.id, block.art, block.ueberschrift, unten, f"{zahl}."))
        return tuple(bloecke)

    def _block(self, block: Block, ort: Zitierort, in_abschnitt: str, um: str) -> Block:
        """Count a block that stands outside the Absatz of a §; `um` is the id of the node that holds it."""
        match block:
            case Textblock():
                self._text(block, ort)
            case Aufzaehlung(art=art):
                self.eigene_listen[in_abschnitt] += art == "gezaehlt"
                return self._list(block, replace(ort, liste_in=in_abschnitt), 1, None, um)
            case Tabelle():
                return self._table(block, um)
            case Diagramm():
                return self._chart(block, um)
            case Absatz():
                self._register(block.id, ort)
                innen = tuple(self._block(b, ort, in_abschnitt, block.id) for b in block.bloecke)
                return Absatz(block.id, innen)  # type: ignore[arg-type]  # each kind maps to itself
            case Unterschriften(felder=felder):
                for feld in felder:
                    self._register(feld.id, Zitierort(sperre="ist eine Unterschriftsstelle ohne Nummer", um=um))
                    for inhalt in (feld.partei, *feld.zeilen):
                        self._inlines(inhalt, feld.id)
            case Abschnitt():
                self._fail(block.id, f"Der Abschnitt „{block.id}“ darf nicht in „{in_abschnitt}“ stehen.")
        return block

    def _table(self, tabelle: Tabelle, um: str) -> Tabelle:
        kennung = tabelle.id
        zahl = str(self.stand[0] + 1)
        self.stand = self.stand[0] + 1, self.stand[1]
        nummer = self.tabellen[kennung] = f"Tabelle{NBSP}{zahl}"
        stufe = Stufe(kennung, "abschnitt", gezaehlt_als("Tabelle", zahl, zahlmarke(kennung)))
        self._register(kennung, Zitierort((stufe,), kein_satz="ist eine Tabelle und hat keine Sätze", um=um))
        self._inlines(tabelle.titel, kennung)
        for spalte in tabelle.spalten:
            self._register_part(spalte.id, kennung)
        for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss):
            if self._is_new(zeile.id):
                self.teile[zeile.id] = kennung
                self.zeilen.add(zeile.id)
            for zelle in zeile.zellen:
                self._register_part(zelle.id, kennung)
                self._inlines(zelle.inhalt, kennung)
        return replace(tabelle, nummer=nummer)

    def _chart(self, diagramm: Diagramm, um: str) -> Diagramm:
        """Label a chart and say in words what it shows; its fields repeat those of its table and have no ids."""
        kennung = diagramm.id
        self.stand = self.stand[0], self.stand[1] + 1
        zahl = str(self.stand[1])
        stufe = Stufe(kennung, "abschnitt", gezaehlt_als("Abbildung", zahl, zahlmarke(kennung)))
        self._register(kennung, Zitierort((stufe,), kein_satz="ist eine Abbildung und hat keine Sätze", um=um))
        self._inlines(diagramm.titel, kennung)
        for teil in (*(r.id for r in diagramm.reihen), *(k.id for k in diagramm.kategorien)):
            self._register_part(teil, kennung)
        tabelle = self.tabellen.get(diagramm.tabelle)
        if tabelle is None:
            self._fail(kennung, f"Vor der Abbildung „{kennung}“ steht die Tabelle „{diagramm.tabelle}“ nicht.")
            return diagramm
        beschriftet = replace(diagramm, nummer=f"Abbildung{NBSP}{zahl}")
        if not self.beschreibt:
            return beschriftet
        from ..bildbeschreibung import describe_chart

        return replace(beschriftet, beschreibung=describe_chart(diagramm, tabelle))

    # ---------------------------------------------------------------------------------------------------------- lists

    def _list(
        self, liste: Aufzaehlung, ort: Zitierort, tiefe: int, lauf: _Zaehlung | None, um: str, im_strich: bool = False
    ) -> Aufzaehlung:
        """Count a list inside the node `um`; `lauf` is the running count it continues, None where it counts on its own."""
        self._register_part(liste.id, um)
        ist_eigene = bool(ort.liste_in) or lauf is None
        lauf = lauf or _Zaehlung("")
        wo = _first_id(liste, um)
        if tiefe > TIEFE_MAX:
            self._fail(
                wo, f"Die Aufzählung ab „{_show(liste)}“ ist zu tief geschachtelt; möglich sind {TIEFE_MAX} Stufen."
            )
            return liste
        if im_strich and liste.art == "gezaehlt":
            self._fail(wo, f"Die gezählte Aufzählung ab „{_show(liste)}“ darf nicht unter einem Spiegelstrich stehen.")
        punkte = tuple(self._item(p, liste.art == "strich", ort, tiefe, lauf) for p in liste.punkte)
        return Aufzaehlung(punkte, liste.art, ist_eigene, liste.id)

    def _item(self, punkt: Punkt, ist_strich: bool, oben: Zitierort, tiefe: int, lauf: _Zaehlung) -> Punkt:
        if ist_strich:
            nummer, ort = "", replace(oben.below(*oben.stufen, Stufe(punkt.id, "punkt", ())), sperre=STRICH)
        else:
            nummer, ort = self._numbered(punkt, oben, tiefe, lauf)
        self._register(punkt.id, ort)
        innen = _Zaehlung("")
        bloecke: list[Textblock | Aufzaehlung] = []
        for block in punkt.bloecke:
            if isinstance(block, Aufzaehlung):
                bloecke.append(self._list(block, ort, tiefe + 1, innen, punkt.id, ist_strich))
            else:
                self._text(block, ort)
                bloecke.append(block)
        return Punkt(punkt.id, tuple(bloecke), nummer)

    def _numbered(self, punkt: Punkt, oben: Zitierort, tiefe: int, lauf: _Zaehlung) -> tuple[str, Zitierort]:
        lauf.zahl += 1
        if tiefe == 1:
            zahl = f"{lauf.dezimal}.{lauf.zahl}" if lauf.dezimal else str(lauf.zahl)
            label = zahl if lauf.dezimal else f"{zahl}."
            davor = tuple([Stufe(s.id, s.art, ()) for s in oben.stufen]) if lauf.dezimal else oben.stufen
            stufe = Stufe(punkt.id, "punkt", gezaehlt_als("Nummer", zahl, punkt.id))
            return label, oben.below(*davor, stufe)
        if lauf.zahl > len(BUCHSTABEN):
            self._fail(punkt.id, f"Die Aufzählung hat bei „{_show(punkt)}“ mehr als 26 Buchstaben; bitte teilen.")
            return "?)", oben
        buchstabe = BUCHSTABEN[lauf.zahl - 1] * (tiefe - 1)
        wort = "Buchstabe" if tiefe == 2 else "Doppelbuchstabe"
        stufe = Stufe(punkt.id, "punkt", gezaehlt_als(wort, buchstabe, punkt.id))
        return f"{buchstabe})", oben.below(*oben.stufen, stufe)


def _first_id(liste: Aufzaehlung, sonst: str) -> str:
    return liste.punkte[0].id if liste.punkte else sonst


def _show(wo: Aufzaehlung | Punkt) -> str:
    """Return the first words of an item: its author has seldom given it an id."""
    texte = [t for t in query(wo, Textblock) if plain(t.inhalt).strip()]
    text = " ".join(plain(texte[0].inhalt).split()) if texte else ""
    return f"{text[:40]} …" if len(text) > 40 else text


class _Zaehlung:
    """A running count shared by the lists of one Absatz or one item; `dezimal` is the prefix of decimal labels."""

    __slots__ = ("dezimal", "zahl")

    def __init__(self, dezimal: str) -> None:
        self.dezimal = dezimal
        self.zahl = 0
