"""Does a file show the law it says it shows? Document number, provisions, headings and day are held against what is known.

How much may differ is data (`corpus/data/passung.json`), taken from what really changed between states in the sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from ..index.indexbau import by_number, each_key
from ..index.indexmodell import Gesetzesindex
from ..index.pruefsumme import normalise_wortlaut
from ..index.roh import Rohgesetz
from ..paketdaten import load_json

Umriss: TypeAlias = Mapping[str, str]
"""A law in outline: its provisions at one time by number with their headings, empty where none is in force."""

_DATEN = "passung.json"
_GENANNT = 3


@dataclass(frozen=True, slots=True)
class Schwelle:
    """How many of a number may differ: a share of them, and `frei` in any case."""

    anteil: float
    frei: int

    def is_passed(self, betroffen: int, von: int) -> bool:
        """Tell whether more differ than may."""
        return betroffen > self.frei and betroffen > von * self.anteil

    def __str__(self) -> str:
        """Say it in German."""
        return f"zulässig: {self.anteil:.0%}" + (f" oder {self.frei}" if self.frei else "")


def outline_index(index: Gesetzesindex) -> Umriss:
    """Return the outline of a known law at the end of what is known."""
    letzte = {nummer: fassungen[-1] for nummer, fassungen in index.paragrafen.items() if fassungen}
    return {n: f.ueberschrift if f.status == "geltend" else "" for n, f in letzte.items() if f.ende is None}


def outline_roh(roh: Rohgesetz) -> Umriss:
    """Return the outline of the law in a file."""
    normen = by_number(roh.normen)
    return {n: normalise_wortlaut(r.ueberschrift) if r.status == "geltend" else "" for n, r in normen.items()}


def compare_with_known(bekannt: Gesetzesindex, neu: Umriss, stand: date) -> list[str]:
    """Return what does not fit the law as it is known, each a German sentence; empty if it may well be the same law."""
    schwellen, kopf, alt = _load_schwellen(), bekannt.kopf, outline_index(bekannt)
    saetze = []
    if kopf.gilt_bis and stand > kopf.gilt_bis:
        saetze.append(f"{kopf.titel} galt nur bis {_print(kopf.gilt_bis)}, die Datei zeigt den {_print(stand)}.")
    fehlend = [n for n in alt if n not in neu]
    if schwellen["fehlend"].is_passed(len(fehlend), len(alt)):
        saetze.append(
            f"{len(fehlend)} von {len(alt)} bekannten Vorschriften fehlen in der Datei, etwa {_some(fehlend)} ({schwellen['fehlend']})."
        )
    dazu = [n for n in neu if n not in alt]
    if schwellen["neu"].is_passed(len(dazu), len(alt)):
        saetze.append(
            f"{len(dazu)} Vorschriften sind neu, bekannt sind {len(alt)} ({schwellen['neu']} davon), etwa {_some(dazu)}."
        )
    gemeinsam = [n for n, titel in alt.items() if titel and neu.get(n)]
    anders = [n for n in gemeinsam if alt[n] != neu[n]]
    if schwellen["ueberschrift"].is_passed(len(anders), len(gemeinsam)):
        beispiel = anders[0]
        saetze.append(
            f"{len(anders)} von {len(gemeinsam)} gemeinsamen Vorschriften tragen eine andere Überschrift ({schwellen['ueberschrift']}), "
            f"etwa {beispiel}: bekannt ist „{alt[beispiel][:80]}“, in der Datei steht „{neu[beispiel][:80]}“."
        )
    return saetze


def check_number(bekannt: str, roh: Rohgesetz) -> list[str]:
    """Return a German sentence if both document numbers are known and differ."""
    if not bekannt or not roh.dokumentnummer or bekannt == roh.dokumentnummer:
        return []
    return [f"Die Dokumentnummer der Datei ist {roh.dokumentnummer[:40]}, die des bekannten Gesetzes {bekannt[:40]}."]


def check_single(roh: Rohgesetz) -> list[str]:
    """Return German sentences that say why a file seems to hold more than one law."""
    saetze = []
    if roh.weitere_gesetze:
        namen = ", ".join(name[:40] for name in roh.weitere_gesetze[:_GENANNT])
        saetze.append(f"Die Datei enthält neben {roh.abkuerzung[:40]} auch Vorschriften von {namen}.")
    geltend = (norm for norm in roh.normen if norm.status == "geltend")
    gezaehlt = Counter(nummer for nummer, _ in each_key(geltend, lambda norm: norm))
    doppelt = [nummer for nummer, anzahl in gezaehlt.items() if anzahl > 1]
    if _load_schwellen()["doppelt"].is_passed(len(doppelt), len(gezaehlt)):
        saetze.append(f"{len(doppelt)} Vorschriften stehen mehrmals in der Datei, etwa {_some(doppelt)}.")
    return saetze


def known_number(eintrag: Mapping[str, Any]) -> str:
    """Return the document number of a law: from its entry, else from the data; empty if it is not known."""
    nummern: dict[str, str] = load_json(_DATEN)["dokumentnummern"]
    return str(eintrag.get("dokumentnummer") or nummern.get(eintrag["text"], ""))


def _load_schwellen() -> dict[str, Schwelle]:
    roh: dict[str, dict[str, Any]] = load_json(_DATEN)["schwellen"]
    return {name: Schwelle(werte["anteil"], werte["frei"]) for name, werte in roh.items()}


def _some(nummern: list[str]) -> str:
    return ", ".join(_short(nummern)) + (" …" if len(nummern) > _GENANNT else "")


def _short(nummern: list[str]) -> Iterator[str]:
    return (f"§ {n[:20]}" if n[:1].isdigit() else n[:20] for n in nummern[:_GENANNT])


def _print(tag: date) -> str:
    return f"{tag.day:02d}.{tag.month:02d}.{tag.year}"
