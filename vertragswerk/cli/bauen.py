"""`bauen`: write the documents of every contract; a release only when nothing is wrong and every format says the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from checks.ausnahmen import Aussonderung
from checks.befund import Befund
from checks.bericht import Pruefbericht
from checks.report import render
from contracts.bestand.eingaben import Vertragsdateien
from contracts.position import Mangel
from corpus.druckbar import show_pfad
from generator.writers import Format, find_format
from vertragswerk.dateisystem.verzeichnis import AUSGABE, Bestand, Vertragsordner
from vertragswerk.einzelbau import Auftrag, Bauergebnis, build_one, refuse
from vertragswerk.haus import HAUS, Haus
from vertragswerk.werk import Ergebnis, with_findings

from .ausgenommenes import open_register
from .bautabelle import render_summary
from .bestandswahl import choose_ordner, house_of, open_repository, stichtag_of
from .ende import AUSFALL, FEHLER, Abbruch
from .kerne import count_baukerne, open_baukerne, usable_kerne, work_on_contracts
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
_WERKZEUG: Final[Mapping[str, tuple[str, ...]]] = {
    "docx": ("generator.writers.docx", "generator.gegenprobe", "pypandoc"),
    "odt": ("generator.writers.odt", "generator.gegenprobe", "pypandoc"),
    "pdf": ("generator.writers.pdf", "generator.pdfpruefung", "pikepdf", "typst"),
    "html": ("generator.writers.html",),
}
"""Modules that a format needs and that take a moment to load."""


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


@dataclass(frozen=True, slots=True)
class _Bauplan:
    """What building one contract needs to know; it can be sent to a process as long as nothing is kept in `fertige`.

    `quer` are the findings across contracts, `fertige` the contracts that were checked on the way to them.
    """

    bestand: Bestand
    orte: Mapping[str, Vertragsordner]
    check: Callable[[Vertragsdateien], Ergebnis]
    weg: Aussonderung
    quer: Sequence[Befund]
    auftrag: Auftrag
    dokument: str
    begleitung: Begleitung | None
    fertige: dict[str, Ergebnis]


def build_repository(ordner: Path, angaben: Angaben, haus: Haus) -> None:
    """Build the contracts or their Vermerke; ends with 0 when all is written, 1 when findings stop a release, 2 when writing fails."""
    bestand, maengel = open_repository(ordner, angaben.nur, haus)
    haus = house_of(bestand, haus)
    tag, recht = stichtag_of(angaben.stichtag, bestand), law()
    check = partial(check_dateien, stichtag=tag, recht=recht, haus=haus, ist_entwurf=angaben.ist_entwurf)
    gewaehlt = choose_ordner(bestand, angaben.nur)
    weg = Aussonderung(open_register(bestand, tag, haus))
    formate = choose_formats(angaben.formate or ",".join(bestand.konfiguration.formate) or STANDARD)
    kerne = count_baukerne(len(gewaehlt))
    with open_baukerne(len(gewaehlt), partial(load_werkzeug, [f.name for f in formate])) as wer:
        alle, fertige = look_across(bestand, gewaehlt if kerne == 1 else (), check, tag, haus)
        quer, _ = weg.split(alle)
        allgemein = [b for b in quer if not b.vertrag]
        auftrag = _make_auftrag(angaben, bestand, formate, bool(allgemein), maengel, kerne)
        orte = {o.kennung: o for o in gewaehlt}
        plan = _Bauplan(bestand, orte, check, weg, quer, auftrag, angaben.dokument, angaben.begleitung, fertige)
        ergebnisse = list(work_on_contracts(partial(_build, plan), bestand, gewaehlt, "Bauen", BALKEN_AB, wer))
    bericht = make_bericht([e.pruefung for e in ergebnisse], maengel, tag, recht, allgemein)
    write_pieces([_report(bericht, ergebnisse, bestand, maengel)])
    sys.exit(_exit_code(bericht, ergebnisse, maengel))


def _make_auftrag(
    angaben: Angaben,
    bestand: Bestand,
    formate: Sequence[Format],
    hat_allgemeine: bool,
    maengel: Sequence[Mangel],
    kerne: int,
) -> Auftrag:
    """Return how each contract is to be built, by one of so many processes."""
    begleitung = angaben.begleitung
    return Auftrag(
        formate,
        angaben.ziel or bestand.wurzel / AUSGABE,
        angaben.ziel or bestand.wurzel,
        angaben.hat_gegenprobe,
        angaben.ist_ersetzen,
        # What is wrong with a joint object is said and counted at the contracts that name it.
        ist_bestand_fehlerhaft=not (begleitung and begleitung.ist_trotz_fehlern)
        and (hat_allgemeine or any(m.position.datei not in bestand.gemeinsames for m in maengel)),
        begleitung=begleitung.name if begleitung else angaben.dokument,
        melde=complain,
        faeden=max(min(usable_kerne(), FAEDEN_MAX) // kerne, 1),
    )


def load_werkzeug(formate: Sequence[str]) -> None:
    """Load what every contract is built with in these formats: rules, writers, readers, proofs."""
    for name in (modul for format in formate for modul in _WERKZEUG.get(format, ())):
        import_module(name)
    HAUS.regeln()


def _build(plan: _Bauplan, dateien: Vertragsdateien) -> Bauergebnis:
    """Build one contract, or what is asked for beside it."""
    kennung = dateien.kennung
    ergebnis = plan.fertige.pop(kennung, None) or plan.check(dateien)
    ergebnis = replace(ergebnis, pruefung=plan.weg.apply(ergebnis.pruefung))
    ergebnis = with_findings(ergebnis, [b for b in plan.quer if b.vertrag == kennung])
    if plan.begleitung is None:
        return _build_chosen(ergebnis, plan.dokument, plan.auftrag)
    try:
        return build_one(plan.begleitung.wandle(ergebnis, plan.orte[kennung], plan.bestand), plan.auftrag)
    except Verweigert as grund:
        return refuse(ergebnis, grund.grund, grund.einzelheiten)


def _build_chosen(ergebnis: Ergebnis, dokument: str, auftrag: Auftrag) -> Bauergebnis:
    """Build a contract, or the one document of it that was asked for: its name, or that of those made for each item of a list."""
    if not dokument or not ergebnis.dokumente:
        return build_one(ergebnis, auftrag)
    gewaehlt = {n: d for n, d in ergebnis.dokumente.items() if n == dokument or n.startswith(f"{dokument}_")}
    if not gewaehlt:
        vorhanden = ", ".join(ergebnis.dokumente)
        grund = f"Ein Dokument „{show_pfad(Path(dokument))}“ hat dieser {ergebnis.wort.wort} nicht oder noch nicht. Vorhanden sind: {vorhanden}."
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
