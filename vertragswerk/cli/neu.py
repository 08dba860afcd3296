"""`neu`: make a commented contract, in the repository at or above a folder or in a new one; never overwrites anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.arten import ARTEN
from contracts.bestand.dateien import explain_oserror, is_inside, is_kennung, is_partei
from contracts.bestand.verzeichnis import PARTEIEN, VERTRAEGE, find_wurzel
from vertragswerk.ablage import AblageFehler, write_all_atomic, write_atomic
from vertragswerk.vorlage import (
    ERSTES_JAHR,
    LETZTES_JAHR,
    SCHEMA,
    Wunsch,
    contract_file,
    party_files,
    repository_files,
    schema_files,
)

from .bestand import refuse_full
from .ende import Abbruch
from .konsole import write

OFFEN = b"[offen:"
NICHT_LEER = (
    " und gehört zu keinem Vertragsbestand. Wählen Sie einen leeren oder neuen Ordner, damit nichts überschrieben wird."
)


def create(ordner: Path, wunsch: Wunsch) -> None:
    """Write the contract and what it needs; a refused wish ends the command before anything is written."""
    _check_wunsch(wunsch)
    vertrag = contract_file(wunsch)
    beiwerk = {**party_files(wunsch), **schema_files(wunsch.art)}
    try:
        wurzel = find_wurzel(ordner)
        if wurzel is None:
            refuse_full(ordner, NICHT_LEER, ist_verdecktes_erlaubt=True)
            geschrieben = {**repository_files(), **beiwerk, **vertrag}
            write_all_atomic(ordner.absolute(), geschrieben)
        else:
            geschrieben = _add(wurzel, wunsch.kennung, beiwerk, vertrag)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{ordner}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    vorhanden = sorted(set(party_files(wunsch)) - set(geschrieben))
    _report(ordner, wurzel, wunsch.kennung, geschrieben, vorhanden)


def _check_wunsch(wunsch: Wunsch) -> None:
    if wunsch.art not in ARTEN:
        raise Abbruch(f"Die Vertragsart „{wunsch.art}“ gibt es nicht. Vorhanden sind: {', '.join(ARTEN)}.")
    if not is_kennung(wunsch.kennung):
        raise Abbruch(
            f"„{wunsch.kennung}“ kann keine Kennung sein. Sie besteht aus höchstens 60 Buchstaben A bis Z, Ziffern und "
            "Bindestrichen und beginnt mit Buchstabe oder Ziffer, etwa TB1-HAFEN-2027; Gerätenamen wie „con“ oder „nul“ gehen nicht."
        )
    for name in (wunsch.leistungstraeger, wunsch.leistungserbringer):
        if not is_partei(name):
            raise Abbruch(
                f"„{name}“ kann keine Partei sein. Ihre Datei heißt nach höchstens 20 Kleinbuchstaben und Ziffern ohne Umlaute, "
                "etwa „land“."
            )
    if wunsch.leistungstraeger == wunsch.leistungserbringer:
        raise Abbruch(f"Beide Parteien heißen „{wunsch.leistungstraeger}“. Geben Sie ihnen verschiedene Namen.")
    if not ERSTES_JAHR <= wunsch.jahr <= LETZTES_JAHR:
        raise Abbruch(f"Das Budgetjahr {wunsch.jahr} geht nicht; möglich sind {ERSTES_JAHR} bis {LETZTES_JAHR}.")


def _add(wurzel: Path, kennung: str, beiwerk: Mapping[str, bytes], vertrag: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add a contract to a repository; parties and schemas that are there already stay as they are."""
    for unter in (VERTRAEGE, PARTEIEN, SCHEMA):
        if not is_inside(wurzel / unter, wurzel):
            raise Abbruch(
                f"„{unter}“ führt aus dem Vertragsbestand hinaus. Legen Sie den Ordner selbst in den Bestand."
            )
    frueher = _names(wurzel / VERTRAEGE).get(kennung.casefold())
    if frueher is not None:
        zusatz = "" if frueher == kennung else " Groß- und Kleinschreibung unterscheidet nicht jedes System."
        raise Abbruch(f"Den Vertrag „{frueher}“ gibt es schon.{zusatz} Wählen Sie eine andere Kennung.")
    neu = {}
    for name, inhalt in beiwerk.items():
        ort = wurzel / name
        if ort.name.casefold() not in _names(ort.parent):
            write_atomic(ort, inhalt)
            neu[name] = inhalt
    (name, inhalt), *_ = vertrag.items()
    write_all_atomic((wurzel / name).parent, {Path(name).name: inhalt})
    return {**neu, name: inhalt}


def _names(ordner: Path) -> dict[str, str]:
    """Return the entries of a folder by their name without case."""
    return {e.name.casefold(): e.name for e in ordner.iterdir()} if ordner.is_dir() else {}


def _report(
    ordner: Path, wurzel: Path | None, kennung: str, dateien: Mapping[str, bytes], vorhanden: Sequence[str]
) -> None:
    wo = wurzel or ordner
    offen = sum(inhalt.count(OFFEN) for name, inhalt in dateien.items() if name.endswith(".yaml")) - 1
    art = "im Bestand" if wurzel else "in dem neuen Bestand"
    zeilen = [f"Der Vertrag „{kennung}“ ist {art} „{wo}“ angelegt:", *(f"  {name}" for name in sorted(dateien))]
    if vorhanden:
        zeilen.append(f"Er verwendet, was schon da ist: {', '.join(vorhanden)}.")
    zeilen += [
        f"Darin sind {offen} Stellen offen; „vertragswerk pruefen“ nennt sie. Zahlen und Tage sind Platzhalter.",
        f"Nächste Schritte: vertragswerk pruefen{_quote(ordner)} · vertragswerk bauen --entwurf{_quote(ordner)}",
    ]
    write("\n".join(zeilen) + "\n")


def _quote(ordner: Path) -> str:
    """Return a folder as it can be typed behind a command, with a blank before it; nothing for the current one."""
    text = str(ordner)
    if ordner == Path():
        return ""
    return f' "{text}"' if set(text) & set(" \t'()&;") else f" {text}"
