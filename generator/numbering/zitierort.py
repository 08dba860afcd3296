"""Cited places: how a spot in the document is cited, and the errors of a tree that cannot be numbered or cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

NBSP = "\u00a0"
DES_VERTRAGES = "des Vertrages"
"""What a reference from an Anlage into the contract adds: “Nummer 3 des Vertrages” is not number 3 of the Anlage."""
Teil: TypeAlias = tuple[str, str]
"""A piece of a citation: its text, and what it is the number of (see `tree.Verweis`), or ""."""

StufenArt: TypeAlias = Literal["paragraf", "absatz", "punkt", "abschnitt"]


def gezaehlt_als(wort: str, zahl: str, marke: str) -> tuple[Teil, ...]:
    """Return word and number of a step; the number alone is what a word processor can count again."""
    return (f"{wort}{NBSP}", ""), (zahl, marke)


def zahlmarke(kennung: str, zahl: int = 0) -> str:
    """Return what names a number that stands in the text of a node: of a Satz (from 1), of the table itself (0)."""
    return f"{kennung}.{zahl}"


class NummerierungsFehler(ValueError):
    """The tree cannot be numbered; the message names every fault, one per line, in German, `orte` the id of its node."""

    def __init__(self, meldung: str, orte: tuple[str, ...] = ()) -> None:
        super().__init__(meldung)
        self.orte = orte


class VerweisFehler(NummerierungsFehler):
    """References that lead nowhere; `stellen` holds pairs (id of the block they stand in, id they point to)."""

    def __init__(self, meldung: str, stellen: tuple[tuple[str, str], ...]) -> None:
        super().__init__(meldung, tuple([wo for wo, _ in stellen]))
        self.stellen = stellen


@dataclass(frozen=True, slots=True)
class Stufe:
    """One step of a citation from outside in (§, Absatz, Nummer …); `teile` is empty where the step is not spoken."""

    id: str
    art: StufenArt
    teile: tuple[Teil, ...]


@dataclass(frozen=True, slots=True)
class Zitierort:
    """Where a node stands. `sperre` says in German why nothing can point here; `kein_satz` why no sentence of it can.

    `liste_in` is the id of the section in which the item's list counts on its own: citable only if it is the only one.
    `um` is the id of the block around what is cited without it (a table).
    """

    stufen: tuple[Stufe, ...] = ()
    sperre: str = ""
    kein_satz: str = ""
    liste_in: str = ""
    um: str = ""

    def below(self, *stufen: Stufe) -> Zitierort:
        """Return the place of a node that is reached by these steps from outside in."""
        return Zitierort(stufen, self.sperre, self.kein_satz, self.liste_in, self.um)


def cite(
    ziel: Zitierort,
    herkunft: Zitierort,
    satz: int,
    ist_dezimal: bool,
    satzmarke: str = "",
    ist_aus_anlage: bool = False,
) -> tuple[Teil, ...]:
    """Return the pieces of the citation of `ziel` as written at `herkunft`.

    Inside the same § the § is dropped, inside the same Absatz the Absatz too (Handbuch der Rechtsförmlichkeit); the
    decimal scheme always names the whole number. `satz` stands behind the Absatz and before the list item; decimal item
    numbers already contain their Absatz, so there it is left out. `satzmarke` is what the number of the Satz is counted by.
    `ist_aus_anlage`: an Anlage counts anew from 1., so a reference that stands in one says that it means the contract.
    """
    start = 0 if ist_dezimal else _shared(ziel, herkunft)
    while start >= 0:
        teile = _pieces(ziel.stufen, start, (satz, satzmarke), ist_dezimal)
        if teile:
            ist_im_vertrag = any(s.art == "paragraf" for s in ziel.stufen)
            return _joined([teile, ((DES_VERTRAGES, ""),)]) if ist_aus_anlage and ist_im_vertrag else teile
        start -= 1
    return ()


def _shared(ziel: Zitierort, herkunft: Zitierort) -> int:
    gemeinsam = 0
    for hier, dort in zip(ziel.stufen, herkunft.stufen, strict=False):
        if hier.id != dort.id or hier.art not in ("paragraf", "absatz"):
            break
        gemeinsam += 1
    return gemeinsam


def _pieces(stufen: tuple[Stufe, ...], start: int, satz: tuple[int, str], ist_dezimal: bool) -> tuple[Teil, ...]:
    erster_punkt = next((i for i, s in enumerate(stufen) if s.art == "punkt"), len(stufen))
    gruppen = [s.teile for s in stufen[start:erster_punkt]]
    zahl, marke = satz
    if zahl and not (ist_dezimal and erster_punkt < len(stufen)):
        gruppen.append(((f"Satz{NBSP}", ""), (str(zahl), marke)))
    gruppen.extend(s.teile for s in stufen[max(start, erster_punkt) :])
    return _joined([g for g in gruppen if g])


def _joined(gruppen: list[tuple[Teil, ...]]) -> tuple[Teil, ...]:
    """Join the steps with spaces and merge neighbouring pieces that are no field."""
    teile: list[Teil] = []
    for gruppe in gruppen:
        for index, (text, ziel) in enumerate(gruppe):
            neu = f" {text}" if teile and index == 0 and not ziel else text
            if teile and index == 0 and ziel:
                teile.append((" ", ""))
            if teile and not ziel and not teile[-1][1]:
                teile[-1] = (teile[-1][0] + neu, "")
            else:
                teile.append((neu, ziel))
    return tuple(teile)
