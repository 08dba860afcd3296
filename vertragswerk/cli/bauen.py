"""`bauen`: write the documents of every contract; a release only when nothing is wrong and every format says the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from checks.ausnahmen import Aussonderung
from checks.bericht import Pruefbericht
from checks.report import render
from contracts.position import Mangel
from corpus.druckbar import show_pfad
from generator.writers import Format, find_format
from vertragswerk.dateisystem.verzeichnis import AUSGABE, Bestand, Vertragsordner
from vertragswerk.einzelbau import Auftrag, Bauergebnis, build_one, refuse
from vertragswerk.haus import Haus
from vertragswerk.werk import Ergebnis, with_findings

from .ausgenommenes import open_register
from .bautabelle import render_summary
from .bestandswahl import choose_ordner, house_of, open_repository, stichtag_of
from .ende import AUSFALL, FEHLER, Abbruch
from .fortschritt import work_through
from .kerne import usable_kerne
from .konsole import complain, write_pieces
from .pruefen import make_bericht, screen
from .quersicht import check_dateien, look_across
from .recht.gemeinsam import law

STANDARD: Final = "docx,odt,pdf,html"
KURZ: Final = {"md": "markdown", "txt": "plain", "text": "plain", "json": "native", "word": "docx"}
"""Other names that users give to formats."""
BALKEN_AB: Final = 2
FAEDEN_MAX: Final = 8
"""So many pandoc processes may run at once; each may take up to a gigabyte of memory."""


@dataclass(frozen=True, slots=True)
class Begleitung:
    """What is built beside the contracts instead of them: its name, and what makes it of a checked contract.

    `wandle` may raise Verweigert; without `ist_trotz_fehlern` a contract with errors has none.
    """

    name: str
    wandle: Callable[[Ergebnis, Vertragsordner, Bestand], Ergebnis]
    ist_trotz_fehlern: bool = False


@dataclass(frozen=True)
class Verweigert(Exception):
    """A companion cannot be made of a contract: the reason and its details, German sentences."""

    grund: str
    einzelheiten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Angaben:
    """What the user asked for, as typed."""

    formate: str | None
    ziel: Path | None
    ist_entwurf: bool
    hat_gegenprobe: bool
    ist_ersetzen: bool
    stichtag: str | None
    nur: frozenset[str]
    begleitung: Begleitung | None = None
    dokument: str = ""


def build_repository(ordner: Path, angaben: Angaben, haus: Haus) -> None:
    """Build the contracts or their Vermerke; ends with 0 when all is written, 1 when findings stop a release, 2 when writing fails."""
    bestand, maengel = open_repository(ordner, angaben.nur, haus)
    haus = house_of(bestand, haus)
    tag, recht = stichtag_of(angaben.stichtag, bestand), law()
    check = partial(check_dateien, stichtag=tag, recht=recht, haus=haus, ist_entwurf=angaben.ist_entwurf)
    gewaehlt = choose_ordner(bestand, angaben.nur)
    weg = Aussonderung(open_register(bestand, tag, haus))
    alle, fertige = look_across(bestand, gewaehlt, check, tag, haus)
    quer, _ = weg.split(alle)
    allgemein, begleitung = [b for b in quer if not b.vertrag], angaben.begleitung
    auftrag = Auftrag(
        choose_formats(angaben.formate or ",".join(bestand.konfiguration.formate) or STANDARD),
        angaben.ziel or bestand.wurzel / AUSGABE,
        angaben.ziel or bestand.wurzel,
        angaben.hat_gegenprobe,
        angaben.ist_ersetzen,
        # What is wrong with a joint object is said and counted at the contracts that name it.
        ist_bestand_fehlerhaft=not (begleitung and begleitung.ist_trotz_fehlern)
        and (bool(allgemein) or any(m.position.datei not in bestand.gemeinsames for m in maengel)),
        begleitung=begleitung.name if begleitung else angaben.dokument,
        melde=complain,
        faeden=min(usable_kerne(), FAEDEN_MAX),
    )

    def build(ort: Vertragsordner) -> Bauergebnis:
        ergebnis = fertige.pop(ort.kennung, None) or check(bestand.read_dateien(ort))
        ergebnis = replace(ergebnis, pruefung=weg.apply(ergebnis.pruefung))
        ergebnis = with_findings(ergebnis, [b for b in quer if b.vertrag == ort.kennung])
        if begleitung is None:
            return _build_chosen(ergebnis, angaben.dokument, auftrag)
        try:
            return build_one(begleitung.wandle(ergebnis, ort, bestand), auftrag)
        except Verweigert as grund:
            return refuse(ergebnis, grund.grund, grund.einzelheiten)

    ergebnisse = list(work_through(gewaehlt, "Bauen", build, lambda ort: ort.kennung, ab=BALKEN_AB))
    bericht = make_bericht([e.pruefung for e in ergebnisse], maengel, tag, recht, allgemein)
    write_pieces([_report(bericht, ergebnisse, bestand, maengel)])
    sys.exit(_exit_code(bericht, ergebnisse, maengel))


def _build_chosen(ergebnis: Ergebnis, dokument: str, auftrag: Auftrag) -> Bauergebnis:
    """Build a contract, or the one document of it that was asked for: its name, or that of those made for each item of a list."""
    if not dokument or not ergebnis.dokumente:
        return build_one(ergebnis, auftrag)
    gewaehlt = {n: d for n, d in ergebnis.dokumente.items() if n == dokument or n.startswith(f"{dokument}_")}
    if not gewaehlt:
        vorhanden = ", ".join(ergebnis.dokumente)
        grund = f"Ein Dokument „{show_pfad(Path(dokument))}“ hat dieser Vertrag nicht oder noch nicht. Vorhanden sind: {vorhanden}."
        return refuse(ergebnis, grund)
    return build_one(replace(ergebnis, dokumente=gewaehlt), auftrag)


def _report(
    bericht: Pruefbericht, ergebnisse: Sequence[Bauergebnis], bestand: Bestand, maengel: Sequence[Mangel]
) -> str:
    """Return what is printed: the findings where they stopped something, else only their number, and the table."""
    hat_verhindert = maengel or bericht.exitcode == AUSFALL or any(e.zustand == "nicht_gebaut" for e in ergebnisse)
    befunde = render(bericht, "text", screen()) + "\n" if hat_verhindert else ""
    return befunde + render_summary(ergebnisse, bestand.wurzel)


def _exit_code(bericht: Pruefbericht, ergebnisse: Sequence[Bauergebnis], maengel: Sequence[Mangel]) -> int:
    if bericht.exitcode == AUSFALL or any(e.zustand == "ausfall" for e in ergebnisse):
        return AUSFALL
    return FEHLER if maengel or any(e.zustand == "nicht_gebaut" for e in ergebnisse) else 0


def choose_formats(liste: str) -> list[Format]:
    """Return the writers that a list of names means; ends the command where one does not exist or two would write the same file."""
    from generator.pandoc import PandocFehler
    from generator.writers.fremdformat import FremdformatFehler

    namen = list(dict.fromkeys(n.strip().lower() for n in liste.split(",") if n.strip()))
    if not namen:
        raise Abbruch("Es ist kein Format genannt. Beispiel: --format docx,pdf.")
    try:
        formate = [find_format(KURZ.get(n, n)) for n in namen]
    except (FremdformatFehler, PandocFehler) as fehler:
        raise Abbruch(str(fehler)) from fehler
    _refuse_same_name(formate)
    return formate


def _refuse_same_name(formate: Sequence[Format]) -> None:
    """Refuse two formats whose files would bear the same name, such as `markdown` and `gfm`."""
    gesehen: dict[str, str] = {}
    for f in formate:
        frueher = gesehen.setdefault(f.endung, f.name)
        if frueher != f.name:
            raise Abbruch(
                f"Die Formate „{frueher}“ und „{f.name}“ ergeben beide eine Datei „….{f.endung}“. "
                "Bauen Sie sie nacheinander in verschiedene Ordner (--ziel)."
            )
