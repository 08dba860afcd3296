"""Contracts of one provider in their order: what each takes along, and which one another follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.position import Pfad

from ..bedarf import HatLaufzeit, HatParteien, HatUnterzeichnung
from ..kontext import Kontext
from ..vertragsauszug import Vertragsauszug

ERBRINGER = "leistungserbringer"


def take_folge(kontext: Kontext) -> tuple[dict[str, str], dict[str, Pfad]]:
    """Return what tells a contract's place among those of its provider: values, and places by name."""
    vertrag = kontext.vertrag
    laufzeit, fassung = kontext.als(HatLaufzeit).laufzeit, vertrag.fassung
    unterzeichnung = kontext.als(HatUnterzeichnung).unterzeichnung
    geschlossen = max(
        (p.unterzeichnet_am for p in unterzeichnung.personen if p.unterzeichnet_am), default=unterzeichnung.am
    )
    werte = {
        "art": kontext.pruefling.art,
        "erbringer": " ".join(sorted(p.partei for p in kontext.als(HatParteien).parteien if p.rolle == ERBRINGER)),
        "beginn": laufzeit.beginn.isoformat(),
        "ende": laufzeit.ende.isoformat(),
        "nummer": fassung.nummer,
        "geschlossen": geschlossen.isoformat(),
        "vorgesehen": unterzeichnung.am.isoformat(),
    }
    orte: dict[str, Pfad] = {"beginn": ("laufzeit", "beginn"), "nummer": ("fassung", "nummer")}
    if fassung.vorgaenger is not None:
        werte |= {"vornummer": fassung.vorgaenger.nummer, "vorvom": fassung.vorgaenger.vom.isoformat()}
        orte |= {f"vor{n}": ("fassung", "vorgaenger", n) for n in ("nummer", "vom")}
    return werte, orte


def list_fruehere(auszuege: Sequence[Vertragsauszug]) -> Iterator[tuple[Vertragsauszug, list[Vertragsauszug]]]:
    """Yield each contract with those of the same kind and provider that begin before it, the latest first."""
    gruppen: dict[tuple[str, str], list[Vertragsauszug]] = {}
    for auszug in auszuege:
        if auszug.werte["erbringer"]:
            gruppen.setdefault((auszug.werte["art"], auszug.werte["erbringer"]), []).append(auszug)
    for gruppe in gruppen.values():
        folge = sorted(gruppe, key=lambda a: (a.werte["beginn"], a.werte["geschlossen"], a.kennung))
        for nummer, auszug in enumerate(folge):
            yield auszug, folge[:nummer][::-1]


def is_closed_on(auszug: Vertragsauszug, tag: str) -> bool:
    """Tell whether a contract was closed on a day: that of its last signature, or the planned one."""
    return tag in (auszug.werte["geschlossen"], auszug.werte["vorgesehen"])


def find_vorgaenger(auszug: Vertragsauszug, fruehere: Sequence[Vertragsauszug]) -> Vertragsauszug | None:
    """Return the earlier contract that this one names as the one it replaces, else the one that agrees in number or day.

    The latest comes first; None where this contract names none or no earlier one fits at all.
    """
    if "vornummer" not in auszug.werte:
        return None
    nummer, tag = auszug.werte["vornummer"], auszug.werte["vorvom"]
    passend = sorted(fruehere, key=lambda f: (f.werte["nummer"] == nummer) + is_closed_on(f, tag), reverse=True)
    bester = next(iter(passend), None)
    return bester if bester and (bester.werte["nummer"] == nummer or is_closed_on(bester, tag)) else None
