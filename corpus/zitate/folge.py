"""The places of one citation: steps read one after the other, with what a bare number in a list refers to."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..norm.normform import ORDINALE
from ..regex import compile_fast
from .prosa import is_prosa
from .schritt import ANLAGEN, EINHEIT_VON, LEER, RANG, SCHRITT, list_lauf
from .stellenwert import NUR_BUCHSTABEN, ROEMISCH, is_wert_of, zahl_of

# Behind `Nr. 2 d)` the bracket belongs to the citation only if the law follows.
LAW_AHEAD = compile_fast(rf"{LEER}(?:(?:des|der|dem) )?[A-ZÄÖÜ]")
# No real place is deeper; the bound keeps a step's cost constant on hostile input.
TIEFSTENS = 10
# “Nummer 1 und 2 Abschläge” goes on counting, “Absatz 1 und 25 Beschäftigte” does not.
GROESSTER_SPRUNG = 3
_VOR_BUCHSTABE = frozenset(("absatz", "satz", "nummer"))
# `Ziffer 5.2.1`
_MIT_PUNKTEN = ANLAGEN | {"nummer"}
_UND = compile_fast(r"(?:und|oder|sowie)(?!/)")
_PRAEPOSITION = ("nach", "von", "aus", "gemäß", "gem.")
Pfad = tuple[tuple[str, str], ...]


class Rohstelle(NamedTuple):
    """A place before its law is known: `pfad` begins with the § unless the text leaves it out.

    `verbindung` joins it to the place before: `i. V. m.`, `oder`, …; empty for a comma or “und”.
    """

    pfad: Pfad
    bis: Pfad = ()
    folgende: str = ""
    verbindung: str = ""


class Folge(NamedTuple):
    """All places read from one point; `ist_artikel` tells `Art.` from §.

    `bruch` is where a law named at the end stops reaching back: (number of places before, their end); None if it
    governs all places. `glied` is where it stops if another law stands before the first place (`SGB IX § 29; § 35a SGB
    VIII`): at the first semicolon before a §, else before the last §.
    """

    stellen: list[Rohstelle]
    end: int
    ist_artikel: bool
    bruch: tuple[int, int] | None = None
    glied: tuple[int, int] | None = None


def read_folge(text: str, pos: int, *, ohne_zeichen: bool = False, im_gesetz: bool = False) -> Folge | None:
    """Read places from `pos`, which must be the sign or unit itself; None if none stands there.

    `ohne_zeichen` lets the first place be a bare number that a `§§` further left governs. `im_gesetz` tells that the
    text is a law itself, whose own §§ stand without its name.
    """
    leser = _Folgenleser(text, pos)
    leser.im_gesetz = im_gesetz
    leser.ohne_zeichen = leser.mehrzahl = ohne_zeichen
    leser.run()
    if not leser.stellen:
        return None
    if text[leser.end - 1] == ")" and "(" not in text[pos : leser.end]:
        leser.end -= not LAW_AHEAD.match(text, leser.end)
    return Folge(leser.stellen, leser.end, leser.ist_artikel, leser.bruch, leser.glied)


class _Folgenleser:
    """State of the reader: the path of the last place, and whether it is already in the list."""

    __slots__ = (
        "bruch",
        "end",
        "glied",
        "hat_strichpunkt",
        "im_gesetz",
        "ist_artikel",
        "ist_kurzform",
        "mehrzahl",
        "ohne_zeichen",
        "pfad",
        "stellen",
        "text",
        "verbindung",
    )

    def __init__(self, text: str, pos: int) -> None:
        """Stand before the first step."""
        self.text = text
        self.end = pos
        self.pfad: Pfad = ()
        self.stellen: list[Rohstelle] = []
        self.im_gesetz = False
        self.ist_artikel = False
        self.ist_kurzform = False
        self.mehrzahl = False
        self.ohne_zeichen = False
        self.bruch: tuple[int, int] | None = None
        self.glied: tuple[int, int] | None = None
        self.hat_strichpunkt = False
        self.verbindung = ""

    def run(self) -> None:
        """Take steps until one does not fit; `end` then lies behind the last that did."""
        text = self.text
        fund = SCHRITT.match(text, self.end)
        while fund is not None:
            naechster = SCHRITT.match(text, fund.end())
            if not self._take(fund, naechster):
                return
            self.end = fund.end()
            fund = naechster

    def _take(self, fund: re.Match[str], naechster: re.Match[str] | None) -> bool:
        """Take one step; False if it does not belong to this citation."""
        (
            trenner,
            kette,
            bis,
            liste,
            artikel,
            zeichen,
            paragraf,
            lauf,
            ordinal,
            oeinheit,
            einheit,
            wert,
            kform,
            klammer,
            nackt,
            ff,
        ) = fund.groups()
        if kette:
            self.verbindung = _describe_kette(kette)
        elif liste:
            self.verbindung = "oder" if "oder" in liste and "und/" not in liste else ""
        if artikel and not (trenner and (zeichen or kette)) and self.stellen:
            return False
        if zeichen:
            if liste and self.stellen and self._is_neuansatz(liste, artikel, paragraf, lauf):
                self.bruch = len(self.stellen), self.end
            if liste and self.stellen and not self.hat_strichpunkt:
                self.glied = len(self.stellen), self.end
                self.hat_strichpunkt = ";" in liste
            ok = self._take_paragraf(zeichen, paragraf, trenner, bis, list_lauf(lauf) if lauf else ())
        elif einheit or ordinal:
            name = _name_of(einheit) if einheit else EINHEIT_VON[oeinheit[0].upper() + oeinheit[1:].rstrip(".")]
            ok = self._take_einheit(name, wert or ordinal.rstrip("."), trenner, kette, bis, ordinal)
        elif klammer:
            ok = self._take_klammer(kform, klammer, trenner)
        else:
            ok = self._take_nackt(nackt, trenner, kette, bis, liste, fund, naechster)
        if ok and ff:
            self.stellen[-1] = self.stellen[-1]._replace(folgende="f." if ff == "f" else "ff.")
        return ok

    def _take_paragraf(self, zeichen: str, paragraf: str, trenner: str | None, bis: str | None, lauf: Pfad) -> bool:
        """Take a § with the plain units right behind it; to the end of a range they belong as to any other place."""
        ist_artikel = zeichen[0] == "A"
        paragraf = paragraf.replace(" ", "")
        if paragraf[0] in "lI" and paragraf[1:2].isdigit():
            paragraf = f"1{paragraf[1:]}"
        if self.ist_artikel and not ist_artikel and not trenner and len(self.pfad) == 1:
            return self._append("paragraf", paragraf) and self._extend(lauf)
        if self.ist_artikel and not ist_artikel and trenner and self.pfad[1:2] and self.pfad[1][0] == "paragraf":
            return not bis and self._put((self.pfad[0], ("paragraf", paragraf), *lauf))
        if zeichen == "$" and self.stellen:
            # Whether a `$` was a § is known at the end only: one that goes on a list would be read again and again.
            return False
        if self.stellen and (not trenner or ist_artikel != self.ist_artikel or self.pfad[0][0] != "§"):
            return False
        self.ist_artikel = ist_artikel
        self.mehrzahl = zeichen.endswith(("eln", "en")) or (
            zeichen[0] not in "AP" and len(zeichen) > 1 and zeichen.count("&") != 1
        )
        if bis:
            return self._take_bis("§", paragraf) and self._extend(lauf)
        return self._put((("§", paragraf), *lauf))

    def _is_neuansatz(self, liste: str, artikel: str | None, paragraf: str, lauf: str) -> bool:
        """Tell whether a § in a list begins anew, so that a law behind it is not the law of the places before.

        A list of one law ascends. With a preposition or an article of its own behind “sowie”, or a preposition behind
        “und”, a § that falls back belongs to another law: `§§ 295, 302 sowie des § 17d KHG`, `§ 264 und nach § 151
        SGB XIV`. In the text of a law, where its own §§ have no name, a bare “und”, “oder” or “sowie” is enough. Else
        the law reaches back: `§ 3 und § 36 SGB XI`. Measured on the statutes' own references.
        """
        eigen = liste.rstrip().endswith(_PRAEPOSITION) or (artikel and "sowie" in liste)
        if self.ist_artikel or self.pfad[0][0] != "§":
            return False
        if not eigen and not (self.im_gesetz and _UND.match(liste.lstrip(",; "))):
            return False
        alt, neu = _rang(self.pfad[0][1]), _rang(paragraf)
        return neu < alt or (neu == alt and len(self.pfad) == 1 and not lauf)

    def _extend(self, lauf: Pfad) -> bool:
        """Append plain units to the last place."""
        if lauf:
            self.pfad = (*self.pfad, *lauf)
            self._renew()
        return True

    def _take_einheit(
        self, name: str, wert: str, trenner: str | None, kette: str | None, bis: str | None, ordinal: str | None
    ) -> bool:
        if ordinal and not wert[0].isdigit():
            wert = ORDINALE.get(re.sub(r"e[rsnm]?$", "", wert.lower()), "")
            if not wert:
                # “letzter Halbsatz” belongs to the citation but has no number to point at.
                return bool(self.stellen)
        wert = wert.replace(" ", "")
        if wert == "l" or (wert[0] in "lI" and wert[1:2].isdigit()):
            wert = f"1{wert[1:]}" if name not in NUR_BUCHSTABEN else wert
        if "." in wert and name not in _MIT_PUNKTEN:
            return False
        if not is_wert_of(name, wert):
            return False
        if not self.stellen:
            return not trenner and self._put(((name, wert),))
        if bis and self.pfad[-1][0] == name:
            return self._take_bis(name, wert)
        if bis:
            return False
        if not trenner:
            return self._append(name, wert)
        if len(self.pfad) == 1 and RANG[name] > RANG[self.pfad[0][0]] and _UND.match(trenner):
            # A whole and a part of it make no list: `§ 218 und Absatz 4` names an Absatz of the text itself.
            return False
        if ordinal and not kette and trenner.strip() == "," and all(vorhanden != name for vorhanden, _ in self.pfad):
            return self._append(name, wert)
        return self._put((*self._stamm(name), (name, wert)))

    def _take_nackt(
        self,
        nackt: str,
        trenner: str | None,
        kette: str | None,
        bis: str | None,
        liste: str | None,
        fund: re.Match[str],
        naechster: re.Match[str] | None,
    ) -> bool:
        if not self.stellen:
            return self.ohne_zeichen and nackt[0].isdigit() and self._put((("§", nackt.replace(" ", "")),))
        if kette and not (nackt[0].isdigit() and naechster and naechster["einheit"] and not naechster["trenner"]):
            return False
        letzte = self.pfad[-1][0]
        if not trenner:
            return self._take_kurz(nackt, letzte, fund.end())
        nackt = nackt.replace(" ", "")
        if _is_fremd(nackt, self.pfad[-1]):
            return False
        if nackt[0].isdigit():
            if letzte in {"buchstabe", "doppelbuchstabe"} and bis:
                return False
            setzt_fort = trenner[0] != "," and 0 < zahl_of(nackt) - zahl_of(self.pfad[-1][1]) <= GROESSTER_SPRUNG
            if is_prosa(self.text, fund.end(), setzt_fort=setzt_fort):
                return False
        elif not (letzte in {"buchstabe", "doppelbuchstabe"} or self.pfad[-1][1].isalpha()) or not is_wert_of(
            letzte, nackt
        ):
            return self.ist_artikel and nackt[0] in "IVX" and letzte == "§" and self._put((("§", nackt),))
        if bis and not (naechster is not None and naechster["einheit"] and not naechster["trenner"]):
            return self._take_bis(letzte, nackt)
        ebene = self._ebene_for(nackt, naechster)
        if ebene and not is_wert_of(self.pfad[ebene][0], nackt):
            return False
        if bis:
            return self._take_bis(self.pfad[ebene][0], nackt, ebene)
        return self._put((*self.pfad[:ebene], (self.pfad[ebene][0], nackt)))

    def _take_klammer(self, form: str | None, klammer: str, trenner: str | None) -> bool:
        """Take an Absatz in brackets, `§ 8 (1)`, and the next of a list of such; a unit in brackets: `Abs. 4 (Satz 2)`."""
        if form and _name_of(form) != "absatz":
            name = _name_of(form)
            if trenner or not self.stellen or name in ANLAGEN or RANG[name] <= RANG[self.pfad[-1][0]]:
                return False
            return is_wert_of(name, klammer) and self._append(name, klammer)
        if not klammer[0].isdigit():
            return False
        if not trenner:
            return len(self.pfad) == 1 and self._append("absatz", klammer)
        if self.text[self.end - 1] != ")" or self.pfad[-1][0] != "absatz":
            return False
        return self._put((*self._stamm("absatz"), ("absatz", klammer)))

    def _take_kurz(self, nackt: str, letzte: str, ende: int) -> bool:
        """Take the academic short form, `§ 823 I 1 BGB` is Absatz 1 Satz 1, or a letter with a bracket, `Nr. 2 b)`."""
        ist_geklammert = self.text[ende - 1] == ")"
        if letzte == "§" and nackt in ROEMISCH and not self.ist_artikel_allein():
            self.ist_kurzform = True
            return self._append("absatz", ROEMISCH[nackt])
        if ist_geklammert and letzte in _VOR_BUCHSTABE and len(nackt) == 1 and nackt.islower():
            return self._append("buchstabe", nackt)
        if letzte == "absatz" and self.ist_kurzform and nackt.isdigit() and LAW_AHEAD.match(self.text, ende):
            return self._append("satz", nackt)
        return False

    def ist_artikel_allein(self) -> bool:
        """Tell whether a Roman numeral here could be the number of an article."""
        return self.ist_artikel and self.pfad[-1][1] in ROEMISCH

    def _ebene_for(self, nackt: str, naechster: re.Match[str] | None) -> int:
        """Return the index in the path that a bare number of a list replaces.

        A plural `§§` goes on to the next higher §; otherwise the unit that follows the number tells its rank.
        """
        if self.mehrzahl and self.pfad[0][0] == "§" and zahl_of(nackt) > zahl_of(self.pfad[0][1]):
            return 0
        if naechster is not None and naechster["einheit"] and not naechster["trenner"]:
            return max(len(self._stamm(_name_of(naechster["einheit"]))) - 1, 0)
        if len(self.pfad) > 1 and self.pfad[0][0] == "§" and nackt[0].isdigit() and self._is_paragraf(nackt):
            return 0
        return len(self.pfad) - 1

    def _is_paragraf(self, nackt: str) -> bool:
        """Guess whether a number after an Absatz or Satz jumps so far that it must be a § again."""
        return zahl_of(nackt) > zahl_of(self.pfad[-1][1]) + (3 if self.mehrzahl else 30)

    def _stamm(self, name: str) -> Pfad:
        """Return the part of the path that stays when a unit is named again after a separator."""
        for i in range(len(self.pfad) - 1, -1, -1):
            if self.pfad[i][0] == name:
                return self.pfad[:i]
        ende = len(self.pfad)
        while ende and RANG[self.pfad[ende - 1][0]] >= RANG[name]:
            ende -= 1
        return self.pfad[:ende]

    def _append(self, name: str, wert: str) -> bool:
        if len(self.pfad) >= TIEFSTENS or self.pfad[-1][0] == name:
            return False
        self.pfad = (*self.pfad, (name, wert))
        self._renew()
        return True

    def _renew(self) -> None:
        """Write the grown path back into the last place, or into the end of its range."""
        letzte = self.stellen[-1]
        self.stellen[-1] = (
            letzte._replace(bis=self.pfad) if letzte.bis else Rohstelle(self.pfad, (), "", letzte.verbindung)
        )

    def _put(self, pfad: Pfad) -> bool:
        self.pfad = pfad
        self.stellen.append(tuple.__new__(Rohstelle, (pfad, (), "", self.verbindung)))
        return True

    def _take_bis(self, name: str, wert: str, ebene: int = -1) -> bool:
        """Make the last place a range; its end replaces the path from `ebene` on."""
        if not self.stellen or self.pfad[ebene][0] != name or self.stellen[-1].bis:
            return False
        bis = (*self.pfad[:ebene], (name, wert))
        self.stellen[-1] = Rohstelle(self.pfad, bis, "", self.stellen[-1].verbindung)
        self.pfad = bis
        return True


def _describe_kette(kette: str) -> str:
    """Return how a chain joins two places."""
    return "nach Maßgabe" if "Ma" in kette else "unter Berücksichtigung" if "Ber" in kette else "i. V. m."


def _name_of(form: str) -> str:
    """Return the unit a spelling stands for, hyphenated at the end of a line or not."""
    name = EINHEIT_VON.get(form)
    return name if name is not None else EINHEIT_VON[re.sub(r"-\s*", "", form)]


def _rang(paragraf: str) -> tuple[int, str]:
    """Return what the §§ of a law are ordered by."""
    return zahl_of(paragraf), paragraf.lstrip("0123456789 ")


def _is_fremd(nackt: str, letzte: tuple[str, str]) -> bool:
    """Tell whether a bare value cannot go on a list: decimals behind a whole number, a capital, `e so` behind a letter."""
    if nackt[0].isdigit():
        return "." in nackt and "." not in letzte[1]
    if nackt.isupper():
        return nackt[0] not in "IVX" and letzte[0] not in ANLAGEN
    # `Buchstabe a und e sowie in § 351`
    return len(nackt) == 2 and nackt[0] != nackt[1] and len(letzte[1]) == 1
