"""What `find` returns: a citation with its place in the text, and the places in the law it names."""

from __future__ import annotations

from itertools import takewhile
from typing import Literal, NamedTuple

from ..norm import NBSP, Norm, Stil
from ..norm.normform import EINHEITEN
from .bereich import expand_bereich, is_bereich
from .rechtsprechung import Entscheidung
from .schritt import RANG

Zitatart = Literal[
    "gesetz",
    "verordnung",
    "vorschrift",
    "rahmenvertrag",
    "tarifvertrag",
    "vertrag",
    "eu",
    "intern",
    "urteil",
    "literatur",
]


class Normstelle(NamedTuple):
    """One place as cited: a single norm, a range (`bis`) or an open range (`folgende` is `f.` or `ff.`).

    `verbindung` joins it to the place before it in the same citation: `i. V. m.`, `nach Maßgabe`, `oder`; empty in a list.
    """

    von: Norm
    bis: Norm | None = None
    folgende: str = ""
    verbindung: str = ""

    def expand(self) -> tuple[Norm, ...]:
        """Return every norm of the place; an open range gives its first, `f.` the first and the next."""
        if self.bis is not None:
            return expand_bereich(self.von, self.bis)
        if self.folgende == "f.":
            return expand_bereich(self.von, None)
        return (self.von,)

    def in_gesetz(self, gesetz: str) -> Normstelle:
        """Return the same place in another law."""
        bis = self.bis.in_gesetz(gesetz) if self.bis else None
        return Normstelle(self.von.in_gesetz(gesetz), bis, self.folgende, self.verbindung)

    def in_fassung(self, fassung: str) -> Normstelle:
        """Return the same place in another version of the law."""
        bis = _dated(self.bis, fassung) if self.bis else None
        return Normstelle(_dated(self.von, fassung), bis, self.folgende, self.verbindung)

    def in_paragraf(self, anker: Norm) -> Normstelle:
        """Return the same units below another norm: below its § and its units of higher rank."""
        bis = _below(anker, self.bis) if self.bis else None
        return Normstelle(_below(anker, self.von), bis, self.folgende, self.verbindung)

    def format(self, stil: Stil = "kurz") -> str:
        """Print the place without its law."""
        von = self.von
        text = Norm("", von.paragraf, von.art, von.einheiten).format(stil)
        if self.bis is not None and not is_bereich(von, self.bis):
            bis = Norm("", self.bis.paragraf, self.bis.art, self.bis.einheiten)
            return f"{text} bis {bis.format(stil)}"
        if self.bis is not None:
            if self.bis.einheiten:
                name, wert = self.bis.einheiten[-1]
                mehrere = _PLURAL.get(name, "") if stil != "kurz" else ""
                text = _pluralise(text, name, mehrere)
                return f"{text} bis {wert}"
            text = text.replace("§", "§§", 1)
            return f"{text} bis {self.bis.paragraf}"
        if self.folgende:
            return f"{text if von.einheiten else text.replace('§', '§§', 1)}{NBSP}{self.folgende}"
        return text


def _dated(norm: Norm, fassung: str) -> Norm:
    return Norm(norm.gesetz, norm.paragraf, norm.art, norm.einheiten, fassung)


def _below(anker: Norm, norm: Norm) -> Norm:
    """Return the units of a norm below an anchor, as far as the anchor stands above them."""
    einheiten = norm.einheiten
    rang = RANG[einheiten[0][0]]
    oben = tuple(takewhile(lambda einheit: RANG[einheit[0]] < rang, anker.einheiten))
    return Norm(anker.gesetz, anker.paragraf, anker.art, (*oben, *einheiten), anker.fassung)


def _is_naechste(davor: Normstelle, stelle: Normstelle) -> bool:
    """Tell whether a place differs from the one before in its last value only, so that `Abs. 3 und 4` says both."""
    if davor.folgende or davor.bis or stelle.folgende or stelle.bis or not stelle.von.einheiten:
        return False
    if davor.von.art != stelle.von.art or not is_bereich(davor.von, stelle.von):
        return False
    alt, neu = davor.von.einheiten[-1][1], stelle.von.einheiten[-1][1]
    # A jump would be read as a number of another rank.
    return alt.isdigit() and neu.isdigit() and 0 < int(neu) - int(alt) <= GROESSTER_SCHRITT


GROESSTER_SCHRITT = 20
_PLURAL = {"absatz": "Absätze", "satz": "Sätze", "nummer": "Nummern", "buchstabe": "Buchstaben"}


def _pluralise(text: str, name: str, mehrere: str) -> str:
    """Put the last unit of a range in the plural where the style writes units out."""
    if not mehrere:
        return text
    vorn, _, hinten = text.rpartition(EINHEITEN[name].lang)
    return f"{vorn}{mehrere}{hinten}"


def _format_stellen(stellen: tuple[Normstelle, ...], stil: Stil) -> str:
    """Print places without their law: lists with a comma and “und” or “oder”, chains with what joins them."""
    glieder: list[tuple[str, list[Normstelle]]] = []
    for stelle in stellen:
        if not glieder or stelle.verbindung in _KETTEN:
            glieder.append((_KETTEN.get(stelle.verbindung, ("", ""))[stil != "kurz"], [stelle]))
        else:
            glieder[-1][1].append(stelle)
    return " ".join(f"{kette} {_format_liste(liste, stil)}".lstrip() for kette, liste in glieder)


def _format_liste(stellen: list[Normstelle], stil: Stil) -> str:
    texte = [
        stelle.von.einheiten[-1][1] if i and _is_naechste(stellen[i - 1], stelle) else stelle.format(stil)
        for i, stelle in enumerate(stellen)
    ]
    wort = "oder" if any(stelle.verbindung == "oder" for stelle in stellen[1:]) else "und"
    return texte[0] if len(texte) == 1 else f"{', '.join(texte[:-1])} {wort} {texte[-1]}"


# How a chain is printed, short and written out.
_KETTEN = {
    "i. V. m.": (f"i.{NBSP}V.{NBSP}m.", "in Verbindung mit"),
    "nach Maßgabe": ("nach Maßgabe des", "nach Maßgabe des"),
    "unter Berücksichtigung": ("unter Berücksichtigung des", "unter Berücksichtigung des"),
}


class Zitat(NamedTuple):
    """One citation in running text.

    `start` and `end` count code points; `text` is the slice. `art` says what is cited; `intern` is a place inside the
    text itself (“Absatz 1 gilt nicht”, “§ 3 dieses Vertrages”). `gesetz` is the key of the law, empty if the text names
    none. A law named without a place has no `stellen`. `kette` links to the citation before (“i. V. m.”). `hinweise` are
    German sentences about noise that was read over.
    """

    start: int
    end: int
    text: str
    art: Zitatart
    gesetz: str = ""
    stellen: tuple[Normstelle, ...] = ()
    kette: str = ""
    hinweise: tuple[str, ...] = ()
    entscheidung: Entscheidung | None = None

    @property
    def teile(self) -> tuple[Norm, ...]:
        """Return every place cited, with lists, ranges and elisions written out."""
        return tuple(norm for stelle in self.stellen for norm in stelle.expand())

    @property
    def kanonisch(self) -> str:
        """Return the short form with ordinary spaces."""
        if len(self.stellen) == 1 and self.entscheidung is None:
            (stelle,) = self.stellen
            if stelle.bis is None and not stelle.folgende:
                return stelle.von.kanonisch
        return self.format("kurz").replace(NBSP, " ")

    def format(self, stil: Stil = "kurz") -> str:
        """Print the whole citation in one style: all places, then the law once."""
        if self.entscheidung is not None:
            return self.entscheidung.format()
        if not self.stellen:
            return self.gesetz.replace(" ", NBSP)
        if len(self.stellen) == 1 and self.stellen[0].bis is None and not self.stellen[0].folgende:
            return self.stellen[0].von.format(stil)
        liste = _format_stellen(self.stellen, stil)
        letzte = self.stellen[-1].von
        gesetz = Norm(letzte.gesetz, "1", fassung=letzte.fassung).format(stil).partition(" ")[2]
        return f"{liste} {gesetz}".rstrip()
