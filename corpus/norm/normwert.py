"""A place in a law as a value: `Norm`, read from text by `Norm.parse`, printed by `Norm.format` in three styles.

Law: Handbuch der Rechtsförmlichkeit (HdR), B 3 — units are written out, in falling size, the law in the genitive.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from ..regex import compile_later
from .gesetzesnamen import find_schluessel, genitiv_for
from .normform import EINHEITEN, MONATE, match_einheit, match_fassung, match_ordinal

Stil = Literal["kurz", "mittel", "lang"]
NBSP = "\u00a0"

_LEERRAUM = compile_later(r"[\s\u00a0\u2000-\u200b\u202f\u2060]+")
_KOPF = compile_later(
    r"(?:(§{1,2}|Paragraf|Paragraph)|(Art(?:ikel|\.)?))\s*(\d+|[IVXLC]+)([a-z]{1,2}(?!\w)|\s[a-eg-z](?![\w.]))?(?!\w)"
)
_PARAGRAF = compile_later(r"(?:\d+[a-z]{0,2}|[IVXLC]+)\Z")
_WERT = compile_later(r"\d{1,6}[a-z]{0,2}\Z|(?:\d{1,3}\.){1,4}\d{1,3}\Z|[a-zA-Z]{1,3}\Z|[IVX]+\Z")
_ISO = compile_later(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\Z")
_FASSUNGEN = frozenset(("a. F.", "n. F."))


class NormFehler(ValueError):
    """A text is not one citation of a norm; the message is a German sentence for the user."""


class _Felder(NamedTuple):
    """What a norm is made of: a tuple, because a scan makes, hashes and compares norms by the thousand."""

    gesetz: str
    paragraf: str
    art: Literal["§", "Art."]
    einheiten: tuple[tuple[str, str], ...]
    fassung: str


class Norm(_Felder):
    """One place in a law.

    `gesetz` is the key of the law (`SGB IX`), empty for a place inside the document itself; `paragraf` may then be empty.
    `einheiten` are the units below the § in the order they are cited, as pairs (name of the unit, value); values are text:
    `2a`, `aa`. `fassung` is `a. F.`, `n. F.`, an ISO date (“in der am … geltenden Fassung”) or empty.
    """

    __slots__ = ()

    def __new__(
        cls,
        gesetz: str,
        paragraf: str,
        art: Literal["§", "Art."] = "§",
        einheiten: tuple[tuple[str, str], ...] = (),
        fassung: str = "",
    ) -> Norm:
        """Refuse values that could not be printed and read back."""
        if paragraf and not _is_paragraf(paragraf):
            raise NormFehler(f"„{paragraf}“ ist keine Nummer eines Paragrafen oder Artikels.")
        if not paragraf and not einheiten:
            raise NormFehler("Eine Norm braucht wenigstens einen Paragrafen oder einen Absatz.")
        for name, wert in einheiten:
            if not _is_einheit(name, wert):
                raise NormFehler(f"„{wert}“ ist kein Wert für die Gliederungseinheit „{name}“.")
        if fassung and fassung not in _FASSUNGEN and not _ISO.match(fassung):
            raise NormFehler(f"„{fassung}“ ist keine Angabe einer Fassung (a. F., n. F. oder ein Datum).")
        return tuple.__new__(cls, (gesetz, paragraf, art, einheiten, fassung))

    @property
    def absatz(self) -> str:
        """Return the Absatz the place lies in, empty if the citation does not begin with one."""
        return self.einheiten[0][1] if self.einheiten and self.einheiten[0][0] == "absatz" else ""

    @property
    def satz(self) -> str:
        """Return the Satz of the Absatz or § the place lies in; a Satz below a Nummer is none."""
        for name, wert in self.einheiten[:2]:
            if name != "absatz":
                return wert if name == "satz" else ""
        return ""

    @property
    def wurzel(self) -> Norm:
        """Return the § itself, without the units below it, in the same version of the law."""
        return Norm(self.gesetz, self.paragraf, self.art, fassung=self.fassung)

    @classmethod
    def parse(cls, text: str) -> Norm:
        """Read exactly one citation, in any of the usual spellings.

        Raises NormFehler naming the piece that was not understood. Lists and ranges are the business of `zitate.find`.
        """
        rest = _LEERRAUM.sub(" ", text).strip()
        if not rest or len(rest) > 500:
            raise NormFehler("Hier steht keine Norm: Der Text ist leer oder länger als 500 Zeichen.")
        art: Literal["§", "Art."] = "§"
        paragraf = ""
        kopf = _KOPF.match(rest)
        if kopf:
            art = "Art." if kopf[2] else "§"
            paragraf = kopf[3] + (kopf[4] or "").strip()
            rest = rest[kopf.end() :].lstrip(" ,")
        einheiten, rest = _read_einheiten(rest)
        gesetz, fassung = _read_gesetz(rest, text)
        if not paragraf and not einheiten:
            raise NormFehler(f"„{text.strip()}“ beginnt nicht mit einem Paragrafen, Artikel oder Absatz.")
        return cls(gesetz, paragraf, art, einheiten, fassung)

    def format(self, stil: Stil = "kurz") -> str:
        """Print the citation, with no-break spaces where HdR forbids a line break.

        `kurz` abbreviates the units, `mittel` writes them out, `lang` also gives the law in full in the genitive.
        """
        kurz = stil == "kurz"
        teile = []
        if self.paragraf:
            zeichen = "§" if self.art == "§" else ("Art." if kurz else "Artikel")
            teile.append(f"{zeichen}{NBSP}{self.paragraf}")
        for name, wert in self.einheiten:
            teile.append(f"{EINHEITEN[name].kurz if kurz else EINHEITEN[name].lang}{NBSP}{wert}")
        if self.gesetz:
            teile.append((genitiv_for(self.gesetz) if stil == "lang" else "") or self.gesetz.replace(" ", NBSP))
        if self.fassung:
            teile.append(_format_fassung(self.fassung, kurz))
        return " ".join(teile)

    @property
    def kanonisch(self) -> str:
        """Return the short form with ordinary spaces: the key under which a citation is compared and reported."""
        return self.format("kurz").replace(NBSP, " ")

    def __str__(self) -> str:
        """Print the short form."""
        return self.format("kurz")

    def in_gesetz(self, gesetz: str) -> Norm:
        """Return the same place in another law."""
        return Norm(gesetz, self.paragraf, self.art, self.einheiten, self.fassung)


@lru_cache(maxsize=4096)
def _is_paragraf(wert: str) -> bool:
    """Tell whether a value can number a § or article."""
    return _PARAGRAF.match(wert) is not None


@lru_cache(maxsize=4096)
def _is_einheit(name: str, wert: str) -> bool:
    """Tell whether a unit exists and can have this value."""
    return name in EINHEITEN and _WERT.match(wert) is not None


def _read_einheiten(rest: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the units at the beginning and the text after them."""
    einheiten: list[tuple[str, str]] = []
    while True:
        fund = match_einheit(rest) or match_ordinal(rest)
        if fund is None:
            return tuple(einheiten), rest
        name, wert, laenge = fund
        einheiten.append((name, wert))
        rest = rest[laenge:].lstrip(" ,")


def _read_gesetz(rest: str, ganz: str) -> tuple[str, str]:
    """Return key of the law and version from the end of a citation."""
    name, fassung = match_fassung(rest)
    name = name.strip(" ,")
    if not name:
        return "", fassung
    schluessel = find_schluessel(name)
    if schluessel is None:
        raise NormFehler(
            f"In „{ganz.strip()}“ ist „{name}“ weder eine Gliederungseinheit noch der Name eines Gesetzes."
        )
    return schluessel, fassung


def _format_fassung(fassung: str, kurz: bool) -> str:
    if not _ISO.match(fassung):
        return fassung.replace(" ", NBSP)
    jahr, monat, tag = fassung.split("-")
    datum = f"{tag}.{monat}.{jahr}" if kurz else f"{int(tag)}.{NBSP}{MONATE[int(monat) - 1]}{NBSP}{jahr}"
    return f"in der am {datum} geltenden Fassung"
