"""First half of the numbering: give every node its label and remember under its id how it is cited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Dokument,
    Punkt,
    Tabelle,
    Textblock,
    Unterschriften,
    Verweis,
    plain,
    walk_inlines,
)
from .orte import NBSP, NummerierungsFehler, Ort, Stufe, StufenArt

ID = re.compile(r"[a-z0-9_]{1,30}", re.ASCII)
TIEFE_MAX = 3
ZEILE = Ort(sperre="ist eine Tabellenzeile ohne Nummer; bitte auf die Tabelle verweisen")
BUCHSTABEN = "abcdefghijklmnopqrstuvwxyz"


class Zaehler:
    """Counts through one document; `orte` maps every id to its place, `eigene_listen` counts what numbers on its own, per section."""

    def __init__(self, ist_dezimal: bool) -> None:
        self.ist_dezimal = ist_dezimal
        self.orte: dict[str, Ort] = {}
        self.eigene_listen: Counter[str] = Counter()
        self.fehler: list[str] = []
        self._tabellen = 0

    def count(self, dokument: Dokument) -> Dokument:
        """Return the document with all labels but those of references and footnotes.

        Raises NummerierungsFehler naming every duplicate or malformed id and every misplaced or uncountable node.
        """
        for block in dokument.rubrum:
            self._register(block.id, Ort(sperre="steht im Eingang des Vertrags, der keine zitierbare Bezeichnung hat"))
        nummern: Counter[str] = Counter()
        abschnitte = []
        for abschnitt in dokument.abschnitte:
            nummern[abschnitt.art] += 1
            abschnitte.append(self._section(abschnitt, nummern[abschnitt.art]))
        if self.fehler:
            raise NummerierungsFehler("\n".join(self.fehler))
        return replace(dokument, abschnitte=tuple(abschnitte))

    def _register(self, kennung: str, ort: Ort) -> None:
        if not ID.fullmatch(kennung):
            self.fehler.append(
                f"Die Kennung „{kennung[:60]}“ ist nicht zulässig: erlaubt sind 1 bis 30 Zeichen aus a–z, 0–9 und _."
            )
        elif kennung in self.orte:
            self.fehler.append(
                f"Die Kennung „{kennung}“ ist doppelt vergeben; jede Stelle braucht eine eigene Kennung."
            )
        else:
            self.orte[kennung] = ort

    # ------------------------------------------------------------------------------------------------------- sections

    def _section(self, abschnitt: Abschnitt, zahl: int) -> Abschnitt:
        if abschnitt.art == "unterabschnitt":
            self.fehler.append(f"Der Unterabschnitt „{abschnitt.id}“ steht außerhalb einer Anlage.")
        nummer, stufe = self._section_label(abschnitt, zahl)
        absaetze = sum(isinstance(b, Absatz) for b in abschnitt.bloecke)
        kein_satz = "hat mehrere Absätze; bitte auf den Absatz verweisen" if absaetze > 1 else ""
        ort = Ort((stufe,), kein_satz=kein_satz)
        self._register(abschnitt.id, ort)
        ist_paragraf = abschnitt.art == "paragraf"
        bloecke = self._paragraf(abschnitt, ort, zahl, absaetze) if ist_paragraf else self._free(abschnitt, ort)
        return Abschnitt(abschnitt.id, abschnitt.art, abschnitt.ueberschrift, bloecke, nummer)

    def _section_label(self, abschnitt: Abschnitt, zahl: int) -> tuple[str, Stufe]:
        kennung = abschnitt.id
        if abschnitt.art == "paragraf" and self.ist_dezimal:
            return f"{zahl}.", Stufe(kennung, "paragraf", ((f"Nummer{NBSP}", ""), (str(zahl), kennung)))
        if abschnitt.art in ("paragraf", "anlage"):
            label = f"§{NBSP}{zahl}" if abschnitt.art == "paragraf" else f"Anlage{NBSP}{zahl}"
            art: StufenArt = "paragraf" if abschnitt.art == "paragraf" else "abschnitt"
            return label, Stufe(kennung, art, ((label, kennung),))
        if any(isinstance(i, Verweis) for i in walk_inlines(abschnitt.ueberschrift)):
            self.fehler.append(
                f"Die Überschrift von „{kennung}“ hat keine Nummer und darf deshalb keinen Verweis enthalten."
            )
        titel = " ".join(plain(abschnitt.ueberschrift).split())
        return "", Stufe(kennung, "abschnitt", ((titel, ""),) if titel else ())

    def _paragraf(self, abschnitt: Abschnitt, ort: Ort, zahl: int, absaetze: int) -> tuple[Block, ...]:
        bloecke: list[Block] = []
        nummer = 0
        for block in abschnitt.bloecke:
            if isinstance(block, Absatz):
                nummer += 1
                bloecke.append(self._absatz(block, ort, f"{zahl}.{nummer}", nummer, absaetze == 1))
            else:
                if isinstance(block, Aufzaehlung) and block.art == "gezaehlt":
                    self.fehler.append(f"In „{abschnitt.id}“ steht eine gezählte Aufzählung außerhalb eines Absatzes.")
                bloecke.append(self._block(block, ort, abschnitt.id))
        return tuple(bloecke)

    def _absatz(self, absatz: Absatz, oben: Ort, dezimal: str, zahl: int, ist_einziger: bool) -> Absatz:
        if self.ist_dezimal:
            label = dezimal
            stufen: tuple[Stufe, ...] = (
                Stufe(oben.stufen[0].id, oben.stufen[0].art, ()),
                Stufe(absatz.id, "absatz", ((f"Nummer{NBSP}", ""), (dezimal, absatz.id))),
            )
        else:
            label = "" if ist_einziger else f"({zahl})"
            stufen = (*oben.stufen, Stufe(absatz.id, "absatz", ((f"Absatz{NBSP}{zahl}", ""),) if label else ()))
        ort = Ort(stufen)
        self._register(absatz.id, ort)
        gezaehlt = _Lauf(dezimal if self.ist_dezimal else "")
        bloecke: list[Textblock | Aufzaehlung | Tabelle] = []
        for block in absatz.bloecke:
            if isinstance(block, Aufzaehlung):
                bloecke.append(self._list(block, ort, 1, gezaehlt))
            elif isinstance(block, Tabelle):
                bloecke.append(self._table(block))
            else:
                self._register(block.id, ort)
                bloecke.append(block)
        return Absatz(absatz.id, tuple(bloecke), label)

    # ---------------------------------------------------------------------------------------------------- free blocks

    def _free(self, abschnitt: Abschnitt, ort: Ort) -> tuple[Block, ...]:
        """Count the blocks of a section that is no §; only an Anlage may hold subsections, numbered 1. 2. …"""
        bloecke: list[Block] = []
        zahl = 0
        for block in abschnitt.bloecke:
            if not isinstance(block, Abschnitt):
                bloecke.append(self._block(block, ort, abschnitt.id))
            elif abschnitt.art != "anlage" or block.art != "unterabschnitt":
                self.fehler.append(f"Der Abschnitt „{block.id}“ darf nicht in „{abschnitt.id}“ stehen.")
            else:
                # "Anlage 2 Nummer 1" is the subsection: a list beside it can no longer be cited.
                self.eigene_listen[abschnitt.id] += zahl == 0
                zahl += 1
                stufe = Stufe(block.id, "abschnitt", ((f"Nummer{NBSP}", ""), (str(zahl), block.id)))
                innen = replace(ort, stufen=(*ort.stufen, stufe), kein_satz="")
                self._register(block.id, innen)
                unten = self._free(block, innen)
                bloecke.append(Abschnitt(block.id, block.art, block.ueberschrift, unten, f"{zahl}."))
        return tuple(bloecke)

    def _block(self, block: Block, ort: Ort, in_abschnitt: str) -> Block:
        match block:
            case Textblock():
                self._register(block.id, ort)
            case Aufzaehlung(art=art):
                self.eigene_listen[in_abschnitt] += art == "gezaehlt"
                return self._list(block, replace(ort, liste_in=in_abschnitt), 1, None)
            case Tabelle():
                return self._table(block)
            case Absatz():
                self._register(block.id, ort)
                innen = tuple(self._block(b, ort, in_abschnitt) for b in block.bloecke)
                return Absatz(block.id, innen)  # type: ignore[arg-type]  # each kind maps to itself
            case Unterschriften(felder=felder):
                for feld in felder:
                    self._register(feld.id, Ort(sperre="ist eine Unterschriftsstelle ohne Nummer"))
            case Abschnitt():
                self.fehler.append(f"Der Abschnitt „{block.id}“ darf nicht in „{in_abschnitt}“ stehen.")
        return block

    def _table(self, tabelle: Tabelle) -> Tabelle:
        self._tabellen += 1
        nummer = f"Tabelle{NBSP}{self._tabellen}"
        stufe = Stufe(tabelle.id, "abschnitt", ((nummer, ""),))
        self._register(tabelle.id, Ort((stufe,), kein_satz="ist eine Tabelle und hat keine Sätze"))
        for zeile in (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss):
            self._register(zeile.id, ZEILE)
        return replace(tabelle, nummer=nummer)

    # ---------------------------------------------------------------------------------------------------------- lists

    def _list(
        self, liste: Aufzaehlung, ort: Ort, tiefe: int, lauf: _Lauf | None, im_strich: bool = False
    ) -> Aufzaehlung:
        """Count a list; `lauf` is the running count it continues, None where it counts on its own."""
        ist_eigene = bool(ort.liste_in) or lauf is None
        lauf = lauf or _Lauf("")
        wo = liste.punkte[0].id if liste.punkte else "?"
        if tiefe > TIEFE_MAX:
            self.fehler.append(f"Die Aufzählung ab „{wo}“ ist zu tief geschachtelt; möglich sind {TIEFE_MAX} Stufen.")
            return liste
        if im_strich and liste.art == "gezaehlt":
            self.fehler.append(f"Die gezählte Aufzählung ab „{wo}“ darf nicht unter einem Spiegelstrich stehen.")
        punkte = tuple(self._item(p, liste.art == "strich", ort, tiefe, lauf) for p in liste.punkte)
        return Aufzaehlung(punkte, liste.art, ist_eigene)

    def _item(self, punkt: Punkt, ist_strich: bool, oben: Ort, tiefe: int, lauf: _Lauf) -> Punkt:
        if ist_strich:
            nummer, ort = "", replace(oben, sperre="ist ein Spiegelstrich ohne Nummer")
        else:
            nummer, ort = self._numbered(punkt, oben, tiefe, lauf)
        self._register(punkt.id, ort)
        innen = _Lauf("")
        bloecke: list[Textblock | Aufzaehlung] = []
        for block in punkt.bloecke:
            if isinstance(block, Aufzaehlung):
                bloecke.append(self._list(block, ort, tiefe + 1, innen, ist_strich))
            else:
                self._register(block.id, ort)
                bloecke.append(block)
        return Punkt(punkt.id, tuple(bloecke), nummer)

    def _numbered(self, punkt: Punkt, oben: Ort, tiefe: int, lauf: _Lauf) -> tuple[str, Ort]:
        lauf.zahl += 1
        if tiefe == 1:
            zahl = f"{lauf.dezimal}.{lauf.zahl}" if lauf.dezimal else str(lauf.zahl)
            label = zahl if lauf.dezimal else f"{zahl}."
            davor = tuple([Stufe(s.id, s.art, ()) for s in oben.stufen]) if lauf.dezimal else oben.stufen
            stufe = Stufe(punkt.id, "punkt", ((f"Nummer{NBSP}", ""), (zahl, punkt.id)))
            return label, oben.below(*davor, stufe)
        if lauf.zahl > len(BUCHSTABEN):
            self.fehler.append(f"Die Aufzählung bei „{punkt.id}“ hat mehr als 26 Buchstaben; bitte teilen.")
            return "?)", oben
        buchstabe = BUCHSTABEN[lauf.zahl - 1] * (tiefe - 1)
        wort = "Buchstabe" if tiefe == 2 else "Doppelbuchstabe"
        stufe = Stufe(punkt.id, "punkt", ((f"{wort}{NBSP}{buchstabe}", ""),))
        return f"{buchstabe})", oben.below(*oben.stufen, stufe)


class _Lauf:
    """A running count shared by the lists of one Absatz or one item; `dezimal` is the prefix of decimal labels."""

    __slots__ = ("dezimal", "zahl")

    def __init__(self, dezimal: str) -> None:
        self.dezimal = dezimal
        self.zahl = 0
