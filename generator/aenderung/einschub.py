"""What an amendment puts into its documents: its commands in words, the Anlagen that come anew, the wording that comes of it.

Every contract asks; what works it out is imported for an amendment only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from contracts.modell.befehl import Befehl
from contracts.modell.vertragsaenderung import Grundtext, HatAenderung

from ..tree import Abschnitt, Block, Dokument

if TYPE_CHECKING:
    from ..vergleich.synopsenprobe import Synopsenvorlage

PFAD_SYNOPSE: Final = "berechnet.synopse"
SYNOPSE: Final = "syn"
"""What the ids of a Synopse begin with."""


@dataclass(frozen=True, slots=True)
class Einschub:
    """Blocks that a clause puts in, and sections that stand behind it."""

    bloecke: tuple[Block, ...] = ()
    abschnitte: tuple[Abschnitt, ...] = ()
    synopse: Synopsenvorlage | None = None
    """What the sections show, if they are a Synopse."""


LEERE: Final = {name: Einschub() for name in ("befehle", "neue_anlagen", "lesefassung", "synopse")}
"""What clauses put in where the amendment cannot be read: what is wrong is said once."""


def make_einschuebe(vertrag: object) -> Mapping[str, Einschub]:
    """Return what clauses of a contract may put in, by name; nothing for a contract that amends none.

    What cannot be read says so in its place; a rule says what is wrong.
    """
    if not isinstance(vertrag, HatAenderung):
        return {}
    from .befehlsliste import list_points
    from .befehlsstil import find_stil
    from .befehlstext import word_befehle
    from .lesetext import make_lesetext

    basis = read_grundtext(vertrag.grundtext)
    punkte = word_befehle(vertrag.befehle, find_stil(vertrag.stil), basis)
    return {
        "befehle": Einschub(list_points(punkte)),
        "neue_anlagen": Einschub(tuple(b for befehl in _anlagen(vertrag) for b in _anlage(befehl))),
        "lesefassung": Einschub(abschnitte=make_lesetext(read_grundtext(vertrag.lesefassung))),
        "synopse": _synopse(vertrag.grundtext.wortlaut, vertrag.lesefassung.wortlaut, vertrag.grundtext.gliederung),
    }


@lru_cache(maxsize=8)
def _synopse(alt: str, neu: str, gliederung: str) -> Einschub:
    from ..vergleich.synopse import synopse_sections
    from ..vergleich.synopsenprobe import Synopsenvorlage
    from .lesetext import quote_sections
    from .wortkennungen import compare_wordings

    satz = compare_wordings(_read(alt, gliederung), _read(neu, gliederung))
    return Einschub(
        abschnitte=tuple(quote_sections(synopse_sections(satz, SYNOPSE), PFAD_SYNOPSE)),
        synopse=Synopsenvorlage(satz, SYNOPSE),
    )


@lru_cache(maxsize=64)
def _read(wortlaut: str, gliederung: str) -> Dokument:
    from .lesebild import empty_kopf
    from .wortlaut import read_wortlaut

    return Dokument(empty_kopf(gliederung), (), read_wortlaut(wortlaut))  # type: ignore[arg-type]


def read_grundtext(grundtext: Grundtext) -> Dokument:
    """Return the plain wording of a Grundtext; raises BefehlFehler where its lines are none."""
    return _read(grundtext.wortlaut, grundtext.gliederung)


def _anlagen(vertrag: HatAenderung) -> list[Befehl]:
    return [b for b in vertrag.befehle if b.einheit == "anlage" and b.wortlaut]


def _anlage(befehl: Befehl) -> tuple[Block, ...]:
    from .lesetext import make_units
    from .wortlaut import read_wortlaut

    return make_units(
        read_wortlaut(befehl.wortlaut or ""), f"berechnet.befehle.{befehl.id.lower()}", f"neu_{befehl.id.lower()}"
    )
