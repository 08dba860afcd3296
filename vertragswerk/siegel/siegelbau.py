"""From a checked contract and its built files to the files of a sealed Fassung; conditions that must hold before."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from checks.bericht import Pruefbericht
from checks.muster.fragen import load_fragen
from checks.report import render
from contracts.bestand.eingaben import hash_bytes
from contracts.modell.vertrag import Vertrag
from generator.tree import Dokument
from generator.writers import WRITERS
from generator.writers.native import write_native
from vertragswerk import __version__
from vertragswerk.fertigung import Datei, contract_data
from vertragswerk.pruefprotokoll import NAME as PROTOKOLL
from vertragswerk.pruefprotokoll import hash_rules, make_pruefprotokoll
from vertragswerk.werk import Ergebnis

from .kettenpruefung import Besiegelt
from .siegelfassung import BAUM, DOKUMENTE, GANZE_DATEN, PRUEFUNG, seal_inputs, seal_texts
from .siegelmanifest import (
    MANIFESTDATEI,
    SUMMENDATEI,
    WERKZEUG,
    Dateisiegel,
    Regelstand,
    SiegelFehler,
    Siegelmanifest,
    Vorgaengersiegel,
    rank_nummer,
    rank_version,
    write_siegelmanifest,
    write_summe,
)

PROTOKOLLFORMATE: Final = ("docx", "pdf", "plain")
_BIBLIOTHEKEN: Final = ("typst", "pikepdf", "lxml", "Babel")
"""What has a share in the bytes of documents besides this program."""


def describe_tools() -> dict[str, str]:
    """Return the versions of all that has a share in the bytes of documents, by name."""
    return {
        WERKZEUG: __version__,
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name.lower(): _version(name) for name in _BIBLIOTHEKEN},
    }


def _version(paket: str) -> str:
    try:
        return version(paket)
    except PackageNotFoundError:
        return "nicht installiert"


def refuse_number(nummer: str, davor: Sequence[Besiegelt]) -> None:
    """Raise SiegelFehler where a Fassung of this number cannot follow those sealed before."""
    if any(f.nummer == nummer for f in davor):
        raise SiegelFehler(
            f"Die Fassung {nummer} ist schon besiegelt. Für einen geänderten Inhalt erhöhen Sie „fassung.nummer“."
        )
    if not davor:
        return
    letzte = davor[-1]
    if rank_nummer(nummer) < rank_nummer(letzte.nummer):
        raise SiegelFehler(
            f"Die Fassung {nummer} ist älter als die zuletzt besiegelte {letzte.nummer}. Erhöhen Sie „fassung.nummer“."
        )
    if letzte.manifest is not None and rank_version(__version__) < rank_version(letzte.manifest.version):
        raise SiegelFehler(
            f"Die Fassung {letzte.nummer} ist mit der Version {letzte.manifest.version} des Programms besiegelt, dieses ist älter "
            f"({__version__}). Besiegeln Sie mit derselben oder einer neueren Version."
        )


def open_questions(ergebnis: Ergebnis) -> list[str]:
    """Return the questions of rules that nobody has confirmed for this Fassung, each a German sentence."""
    fragen = load_fragen()
    offene = [b for b in ergebnis.pruefung.befunde if b.code in fragen and b.variante in ("offen", "fassung")]
    return [f"{b.code}, {b.pfad}: {b.meldung}" for b in offene]


def make_siegel(
    ergebnis: Ergebnis, dateien: Sequence[Datei], bericht: Pruefbericht, davor: Sequence[Besiegelt], besiegelt_am: str
) -> dict[str, bytes]:
    """Return the files of the sealed Fassung by name, its manifest at the end.

    `dateien` are the built ones, `davor` the Fassungen sealed before in their order. Raises SiegelFehler where a day cannot be.
    """
    letzte = davor[-1].manifest if davor else None
    if letzte is not None and besiegelt_am < letzte.besiegelt_am:
        raise SiegelFehler(
            f"Der Tag der Besiegelung liegt vor dem der Fassung {letzte.fassung} ({letzte.besiegelt_am})."
        )
    gesiegelt = {
        **seal_inputs(ergebnis),
        GANZE_DATEN: contract_data(ergebnis),
        **seal_texts(ergebnis),
        **{f"{BAUM}{name}.json": write_native(d) for name, d in ergebnis.dokumente.items()},
        **{DOKUMENTE + d.name: d.inhalt for d in dateien},
        **render_protokoll(make_pruefprotokoll(ergebnis, dateien)),
        f"{PRUEFUNG}pruefbericht.json": render(bericht, "json").encode(),
    }
    manifest = write_siegelmanifest(_describe(ergebnis, gesiegelt, davor, besiegelt_am))
    return {**gesiegelt, SUMMENDATEI: write_summe(manifest), MANIFESTDATEI: manifest}


def render_protokoll(baum: Dokument) -> dict[str, bytes]:
    """Return the files of the Prüfprotokoll, its tree among them."""
    formate = [WRITERS[name] for name in PROTOKOLLFORMATE]
    return {
        f"{PRUEFUNG}{PROTOKOLL}.json": write_native(baum),
        **{f"{PRUEFUNG}{PROTOKOLL}.{f.endung}": f.write(baum, b"") for f in formate},
    }


def _describe(
    ergebnis: Ergebnis, gesiegelt: Mapping[str, bytes], davor: Sequence[Besiegelt], besiegelt_am: str
) -> Siegelmanifest:
    vertrag, eingaben = ergebnis.geladen.vertrag, ergebnis.eingaben
    if vertrag is None:
        raise LookupError("no contract")
    regeln = eingaben.haus.alle_regeln()
    alle = vertrag.pruefbestaetigungen if isinstance(vertrag, Vertrag) else ()
    antworten = [b.regel for b in alle if b.fassung == vertrag.fassung.nummer]
    return Siegelmanifest(
        kennung=vertrag.kennung,
        fassung=vertrag.fassung.nummer,
        titel=vertrag.titel,
        stand=vertrag.fassung.stand.isoformat(),
        besiegelt_am=besiegelt_am,
        rechtsstand=vertrag.rechtsstand.isoformat(),
        stichtag=eingaben.stichtag.isoformat(),
        rechtsbestand=eingaben.recht.kennzeichen,
        regelwerk=Regelstand(anzahl=len(regeln), kennzeichen=hash_rules(regeln)),
        werkzeuge=describe_tools(),
        bestaetigungen=sorted(set(antworten)),
        inhaltshash=ergebnis.content_hash(),
        vorgaenger=Vorgaengersiegel(fassung=davor[-1].nummer, siegel=davor[-1].siegel) if davor else None,
        dateien={n: Dateisiegel(bytes=len(i), sha256=hash_bytes(i)) for n, i in gesiegelt.items()},
    )
