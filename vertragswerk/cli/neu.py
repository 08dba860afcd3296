"""`neu`: make a commented contract, in the repository at or above a folder or in a new one; never overwrites anything."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from contracts.arten import Vertragsart, list_orte
from contracts.bausteine.auswahl import risiko_of
from contracts.bestand.konfiguration import DATEI
from contracts.bestand.namen import is_kennung
from contracts.bestand.neuanlage import (
    AngabenFehler,
    Neuanlage,
    Vorlagenfrage,
    complete_antworten,
    default_of,
    load_fragebogen,
    make_files,
)
from contracts.schemata import write_schema
from contracts.yamltext.yamldatei import load_yaml
from corpus.druckbar import show_pfad
from vertragswerk.dateisystem.ablage import AblageFehler, write_all_atomic, write_atomic
from vertragswerk.dateisystem.dateien import explain_oserror, is_inside, read_bytes
from vertragswerk.dateisystem.dateirechte import private_files
from vertragswerk.dateisystem.verzeichnis import find_wurzel
from vertragswerk.haus import Haus

from .bestandswahl import refuse_full
from .ende import Abbruch
from .konsole import complain, write

SCHEMA: Final = "schema"
OFFEN: Final = b"[offen:"
KEINE_PLZ: Final = b'"00000"'
VORLAGENWERT: Final = b'\n  - {pfad: "'
NICHT_LEER: Final = (
    " und gehört zu keinem Vertragsbestand. Wählen Sie einen leeren oder neuen Ordner, damit nichts überschrieben wird."
)


@dataclass(frozen=True, slots=True)
class Wunsch:
    """What the user asked for: kind (the first of the house where none is named), Kennung, answers as typed, a file of answers,
    whether a person may be asked, whether a kind is wanted in spite of its risk.
    """

    art: str
    kennung: str
    angaben: Mapping[str, str] = field(default_factory=dict)
    antworten: Path | None = None
    ist_dialog: bool = False
    ist_trotz_risiko: bool = False


def create(ordner: Path, wunsch: Wunsch, naechstes_jahr: int, haus: Haus) -> None:
    """Write the contract and what it needs; a refused wish ends the command before anything is written."""
    art = _check_art(wunsch, haus)
    _check_risiko(art, wunsch)
    # Before anybody answers a question.
    wurzel = _find_place(ordner, wunsch.kennung, haus)
    antworten = {**(_read_antworten(wunsch.antworten) if wunsch.antworten else {}), **wunsch.angaben}
    if wunsch.ist_dialog:
        antworten = {**antworten, **_ask(load_fragebogen(art).fragen, antworten, naechstes_jahr)}
    try:
        neu = make_files(art, wunsch.kennung, complete_antworten(load_fragebogen(art), antworten, naechstes_jahr))
    except AngabenFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    vertrag = {art.ort.path_of(wunsch.kennung): neu.vertrag}
    if wurzel is not None:
        _refuse_double(wurzel, wunsch.kennung, haus)
    with private_files(art.ist_vertraulich):
        _write(ordner, wurzel, wunsch.kennung, neu, {**neu.gemeinsames, **_schema_files(art, haus)}, vertrag)
    if art.risiko is not None:
        write(f"{_explain_risiko(art)}\n")


def _find_place(ordner: Path, kennung: str, haus: Haus) -> Path | None:
    """Return the repository that the contract comes into, None for a new one; refuses a folder that is taken and a Kennung that is there."""
    try:
        wurzel = find_wurzel(ordner)
        if wurzel is None:
            refuse_full(ordner, NICHT_LEER, ist_verdecktes_erlaubt=True)
        else:
            _refuse_double(wurzel, kennung, haus)
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{show_pfad(ordner)}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    return wurzel


def _refuse_double(wurzel: Path, kennung: str, haus: Haus) -> None:
    vorhanden = [_names(wurzel / ort.ordner) for ort in list_orte(haus.arten)]
    frueher = next((namen[kennung.casefold()] for namen in vorhanden if kennung.casefold() in namen), None)
    if frueher is not None:
        zusatz = "" if frueher == kennung else " Groß- und Kleinschreibung unterscheidet nicht jedes System."
        raise Abbruch(f"Die Kennung „{frueher}“ gibt es schon.{zusatz} Wählen Sie eine andere Kennung.")


def _check_art(wunsch: Wunsch, haus: Haus) -> Vertragsart:
    art = haus.find_art(wunsch.art)
    if art is None:
        vorhanden = ", ".join(a.name for a in haus.arten)
        raise Abbruch(f"Die Vertragsart „{wunsch.art}“ gibt es nicht. Vorhanden sind: {vorhanden}.")
    if art.angelegt_durch:
        raise Abbruch(
            f"Einen Vertrag der Art „{art.name}“ legt „vertragswerk {art.angelegt_durch}“ aus zwei Fassungen eines Vertrags an; "
            "eine Vorlage gibt es dafür nicht."
        )
    if not is_kennung(wunsch.kennung):
        raise Abbruch(
            f"„{wunsch.kennung}“ kann keine Kennung sein. Sie besteht aus höchstens 60 Buchstaben A bis Z, Ziffern und "
            "Bindestrichen und beginnt mit Buchstabe oder Ziffer, etwa TB1-HAFEN-2027; Gerätenamen wie „con“ oder „nul“ gehen nicht."
        )
    return art


def _check_risiko(art: Vertragsart, wunsch: Wunsch) -> None:
    """Refuse a kind that nobody may use unknowingly."""
    if art.risiko is not None and art.risiko.ist_zu_bestaetigen and not wunsch.ist_trotz_risiko:
        raise Abbruch(
            f"{_explain_risiko(art)} Wenn Sie den {art.wort.wort} trotzdem anlegen wollen, nennen Sie --trotz-risiko; der Hinweis steht "
            "dann auf jedem seiner Dokumente."
        )


def _explain_risiko(art: Vertragsart) -> str:
    """Return what is to be known of a kind before it is used."""
    hinweis = "".join(f" {k.kopf.hinweis}" for k in risiko_of(art) if k.kopf.hinweis)
    kennzeichen = art.risiko.kennzeichen if art.risiko is not None else ""
    return f"Achtung, „{art.titel}“ ist {kennzeichen}.{hinweis}"


def _read_antworten(datei: Path) -> dict[str, str]:
    """Return the answers of a YAML file; every value may be text or a whole number."""
    inhalt, maengel = read_bytes(datei, None)
    quelle = None
    if inhalt is not None:
        quelle, maengel = load_yaml(inhalt, datei.name)
    if quelle is None or maengel:
        raise Abbruch(" ".join(m.meldung for m in maengel))
    falsch = sorted(k for k, w in quelle.daten.items() if not isinstance(w, str | int) or isinstance(w, bool))
    if falsch:
        raise Abbruch(f"In „{show_pfad(datei.name)}“ muss „{falsch[0]}“ ein Text oder eine ganze Zahl sein.")
    return {k: str(w) for k, w in quelle.daten.items()}


def _ask(fragen: Sequence[Vorlagenfrage], antworten: Mapping[str, str], naechstes_jahr: int) -> dict[str, str]:
    """Ask a person at the terminal what is not answered yet; a wrong answer is asked again with the reason."""
    import click

    gegeben: dict[str, str] = {}
    for frage in fragen:
        while frage.name not in antworten:
            wert = str(click.prompt(frage.frage, default=default_of(frage, naechstes_jahr), err=True)).strip()
            fehler = frage.check(wert, {**antworten, **gegeben})
            if not fehler:
                gegeben[frage.name] = wert
                break
            complain(fehler)
    return gegeben


def is_dialog_possible() -> bool:
    """Tell whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _schema_files(art: Vertragsart, haus: Haus) -> dict[str, bytes]:
    """Return the schemas an editor needs for a contract of this kind and its joint objects."""
    namen = (art.name, *(g.name for g in art.gemeinsames))
    return {f"{SCHEMA}/{name}.schema.json": write_schema(name, haus.arten).encode() for name in namen}


def _repository_files() -> dict[str, bytes]:
    """Return the files every repository begins with, by name relative to its folder."""
    vorlagen = files("vertragswerk") / "vorlagen"
    return {name: (vorlagen / name).read_bytes() for name in (DATEI, "LIESMICH.md")}


def _write(
    ordner: Path,
    wurzel: Path | None,
    kennung: str,
    neu: Neuanlage,
    beiwerk: Mapping[str, bytes],
    vertrag: Mapping[str, bytes],
) -> None:
    try:
        if wurzel is None:
            refuse_full(ordner, NICHT_LEER, ist_verdecktes_erlaubt=True)
            geschrieben = {**_repository_files(), **beiwerk, **vertrag}
            write_all_atomic(ordner.absolute(), geschrieben)
        else:
            geschrieben = _add(wurzel, beiwerk, vertrag)
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    except (OSError, ValueError) as fehler:
        raise Abbruch(f"„{show_pfad(ordner)}“ kann nicht gelesen werden: {explain_oserror(fehler)}.") from fehler
    vorhanden = sorted(set(neu.gemeinsames) - set(geschrieben))
    _report(ordner, wurzel, kennung, geschrieben, vorhanden)


def _add(wurzel: Path, beiwerk: Mapping[str, bytes], vertrag: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add a contract to a repository; joint objects and schemas that are there already stay as they are."""
    for unter in sorted({name.partition("/")[0] for name in (*vertrag, *beiwerk)}):
        if not is_inside(wurzel / unter, wurzel):
            raise Abbruch(
                f"„{unter}“ führt aus dem Vertragsbestand hinaus. Legen Sie den Ordner selbst in den Bestand."
            )
    neu = {}
    for name, inhalt in beiwerk.items():
        ort = wurzel / name
        if ort.name.casefold() not in _names(ort.parent):
            write_atomic(ort, inhalt, wurzel)
            neu[name] = inhalt
    (name, inhalt), *_ = vertrag.items()
    write_all_atomic((wurzel / name).parent, {Path(name).name: inhalt}, wurzel)
    return {**neu, name: inhalt}


def _names(ordner: Path) -> dict[str, str]:
    """Return the entries of a folder by their name without case."""
    return {e.name.casefold(): e.name for e in ordner.iterdir()} if ordner.is_dir() else {}


def _report(
    ordner: Path, wurzel: Path | None, kennung: str, dateien: Mapping[str, bytes], vorhanden: Sequence[str]
) -> None:
    wo = wurzel or ordner
    offen = sum(_count_open(inhalt) for name, inhalt in dateien.items() if name.endswith(".yaml"))
    erfunden = sum(inhalt.count(VORLAGENWERT) for inhalt in dateien.values())
    art = "im Bestand" if wurzel else "in dem neuen Bestand"
    zeilen = [f"„{kennung}“ ist {art} „{wo}“ angelegt:", *(f"  {name}" for name in sorted(dateien))]
    if vorhanden:
        zeilen.append(f"Er verwendet, was schon da ist: {', '.join(vorhanden)}.")
    zeilen += [
        f"Darin sind {offen} Stellen offen und {erfunden} Zahlen, Tage, Auswahlen und Ja-Nein-Angaben erfunden; „vertragswerk pruefen“ nennt sie alle."
        if offen or erfunden
        else "„vertragswerk pruefen“ nennt, was nicht zueinander passt.",
        f"Nächste Schritte: vertragswerk pruefen{_quote(ordner)} · vertragswerk bauen --entwurf{_quote(ordner)}",
    ]
    write("\n".join(zeilen) + "\n")


def _count_open(inhalt: bytes) -> int:
    """Return how many open points a file has; comments only speak of them."""
    return sum(
        zeile.count(OFFEN) + zeile.count(KEINE_PLZ)
        for zeile in inhalt.splitlines()
        if not zeile.lstrip().startswith(b"#")
    )


def _quote(ordner: Path) -> str:
    """Return a folder as it can be typed behind a command, with a blank before it; nothing for the current one."""
    text = str(ordner)
    if ordner == Path():
        return ""
    return f' "{text}"' if set(text) & set(" \t'()&;") else f" {text}"
