"""`pruefen`: check every contract of a repository and write the reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final, Literal, overload

from checks.ausnahmen import ALLES_ZAEHLT, Aussonderung
from checks.befund import Befund, Schwere
from checks.bericht import Pruefbericht, Pruefung
from checks.report import Ausgabe, Darstellung, UnbekannteAusgabe, parse_ausgabe, render_pieces
from contracts.arten import ARTEN
from contracts.bestand.eingaben import Vertragsdateien
from contracts.position import Mangel
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk import __version__
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.verzeichnis import Bestand
from vertragswerk.gesetze.eingefuehrt import read_eingefuehrt
from vertragswerk.gesetze.zwischenspeicher import cache_folder
from vertragswerk.haus import Haus
from vertragswerk.programmstand import describe_program, hash_named

from .ausgenommenes import open_altbestand, open_register, set_aside
from .befundlager import Befundlager, Gepackt, pack_pruefung
from .befundvorrat import Befundvorrat, describe_grundlage, key_of, open_vorrat
from .bestandswahl import choose_ordner, general, house_of, name_contract, open_repository, stichtag_of
from .ende import Abbruch
from .kerne import Verteiler, count_kerne, work_here, work_on_contracts
from .konsole import complain, is_coloured, write_pieces
from .quellzeilen import find_praefix, make_zeilenleser
from .recht.gemeinsam import law
from .textvorrat import Textvorrat

if TYPE_CHECKING:
    from checks.regel import Querregelmodul, Regelmodul

    from .pakete import Arbeit

BALKEN_AB: Final = 5


@dataclass(frozen=True, slots=True)
class Berichtswunsch:
    """How the report is wanted: formats with their files, from which severity it fails, whether each finding is explained,
    and who works for it.

    `hat_quelltext` None shows the lines of files where a person sits at the screen.
    """

    ausgaben: Sequence[str]
    fehler_ab: Schwere
    ist_ausfuehrlich: bool
    hat_quelltext: bool | None = None
    beheben: Literal["", "sicher", "unsicher"] = ""
    ausfuehrung: str = ""


def check_repository(
    ordner: Path, wunsch: Berichtswunsch, stichtag: str | None, nur: frozenset[str], haus: Haus
) -> None:
    """Check and report; ends with the report's exit code."""
    try:
        wohin = [parse_ausgabe(a) for a in wunsch.ausgaben]
    except UnbekannteAusgabe as fehler:
        raise Abbruch(str(fehler)) from fehler
    ordner, nur = name_contract(ordner, nur, haus)
    if wunsch.beheben:
        mend_repository(ordner, nur, stichtag, haus, wunsch)
    bestand, maengel = open_repository(ordner, nur, haus)
    haus = house_of(bestand, haus)
    tag, recht = stichtag_of(stichtag, bestand), law()
    weg = Aussonderung(open_register(bestand, tag, haus), frozenset(open_altbestand(bestand).eintraege))
    lauf = Lauf(bestand, nur, tag, recht, haus, weg, wunsch.ausfuehrung)
    with Befundlager() as lager, open_bericht(lager, lauf, maengel) as bericht:
        bericht = replace(bericht, fehler_ab=wunsch.fehler_ab)
        # Files first: what fails to be written is said before a long report.
        for ausgabe in sorted(wohin, key=lambda a: a.datei is None):
            _write(bericht, ausgabe, wunsch)
        # Counting goes through the findings, which are gone with the store.
        code = bericht.exitcode
    sys.exit(code)


def mend_repository(
    ordner: Path, nur: frozenset[str], stichtag: str | None, haus: Haus, wunsch: Berichtswunsch
) -> None:
    """Write corrections until there are none left; the unsafe ones only after they were shown and confirmed."""
    from .beheben import RUNDEN, confirm_behebung, plan_behebung, write_behebung

    ist_unsicher = wunsch.beheben == "unsicher"
    stellen, dateien = 0, set[str]()
    for _ in range(RUNDEN):
        bestand, maengel = open_repository(ordner, nur, haus)
        haus = house_of(bestand, haus)
        lauf = Lauf(bestand, nur, stichtag_of(stichtag, bestand), law(), haus, ausfuehrung=wunsch.ausfuehrung)
        with Befundlager() as lager, open_bericht(lager, lauf, maengel) as bericht:
            plan = plan_behebung(bestand.wurzel, bericht.befunde, ist_unsicher)
        if not plan.dateien or (ist_unsicher and not confirm_behebung(plan)):
            break
        write_behebung(bestand.wurzel, plan, haus.arten)
        stellen, dateien = stellen + plan.stellen, dateien | set(plan.dateien)
    complain(f"Behoben: {stellen} Stellen in {len(dateien)} Dateien." if stellen else "Nichts zu beheben.")


@dataclass(frozen=True, slots=True)
class Lauf:
    """What is checked, by which law and rules at which day, which findings do not count, and who does the work (`--ausfuehrung`)."""

    bestand: Bestand
    nur: frozenset[str]
    tag: date
    recht: Rechtsbestand
    haus: Haus
    aussonderung: Aussonderung = ALLES_ZAEHLT
    ausfuehrung: str = ""


@contextmanager
def open_bericht(lager: Befundlager, lauf: Lauf, maengel: Sequence[Mangel]) -> Iterator[Pruefbericht]:
    """Check a repository and give the report on the named contracts, whole as long as the store is open."""
    bestand, nur, haus = lauf.bestand, lauf.nur, lauf.haus
    genutzte: set[str] = set()
    pruefungen: list[Pruefung] = []
    vorrat = _open_vorrat(lauf)
    for gepackt in check_all(lauf, vorrat):
        genutzte |= gepackt.genutzte
        pruefungen.append(lager.take(gepackt))
    gewaehlt = [p for p in pruefungen if not nur or p.vertrag in nur]
    quer = vorrat.find_quer() if vorrat else None
    if quer is None:
        quer = _compare(pruefungen, lauf)
    if vorrat:
        vorrat.keep_quer(quer)
        vorrat.save()
    offen, weg, register = set_aside(lauf.aussonderung, quer, gewaehlt, genutzte)
    bericht = make_bericht(gewaehlt, maengel, lauf.tag, lauf.recht, offen)
    yield replace(
        bericht,
        allgemein=(*bericht.allgemein, *register),
        querausgenommene=tuple(a for a in weg if not nur or a.befund.vertrag in nur),
        regeln=_SpaeteRegeln(haus),
        praefix=find_praefix(bestand.wurzel),
        lies_zeilen=make_zeilenleser(bestand.wurzel, haus.arten),
    )


class _SpaeteRegeln(Sequence["Regelmodul | Querregelmodul"]):
    """The rules that were at hand; loaded for the formats that list them."""

    def __init__(self, haus: Haus) -> None:
        self._haus = haus

    @cached_property
    def _alle(self) -> tuple[Regelmodul | Querregelmodul, ...]:
        return self._haus.alle_regeln()

    @overload
    def __getitem__(self, nummer: int) -> Regelmodul | Querregelmodul: ...
    @overload
    def __getitem__(self, nummer: slice) -> Sequence[Regelmodul | Querregelmodul]: ...
    def __getitem__(self, nummer: int | slice) -> Regelmodul | Querregelmodul | Sequence[Regelmodul | Querregelmodul]:
        return self._alle[nummer]

    def __len__(self) -> int:
        return len(self._alle)


def _open_vorrat(lauf: Lauf) -> Befundvorrat | None:
    """Return what is kept of earlier checks; None where the user wants none, or code that is no part of this program judges."""
    haus, weg = lauf.haus, lauf.aussonderung
    if haus.arten != ARTEN or (haus.hausangaben is not None and haus.hausangaben.erweiterungen):
        return None
    cache = cache_folder()
    vorrat = open_vorrat(cache, lauf.bestand.wurzel, os.environ)
    if vorrat is None:
        return None
    programm = describe_program()
    if not programm:
        return None
    recht = (lauf.recht.kennzeichen, hash_named(read_eingefuehrt(cache)))
    vorrat.texte = Textvorrat(cache, lauf.bestand.wurzel, describe_grundlage(programm, *recht))
    vorrat.grundlage = describe_grundlage(
        programm, lauf.tag.isoformat(), *recht,
        hash_named(lauf.bestand.gemeinsames), repr(haus.hausangaben), repr(haus.profil),
        repr(weg.register.geltende), *sorted(weg.altbestand),
    )  # fmt: skip
    return vorrat


def _compare(pruefungen: Sequence[Pruefung], lauf: Lauf) -> tuple[Befund, ...]:
    from checks.run import check_quer

    return check_quer(pruefungen, lauf.tag, lauf.haus.querregeln())


def check_packed(
    dateien: Vertragsdateien,
    stichtag: date,
    recht: Rechtsbestand,
    haus: Haus,
    aussonderung: Aussonderung = ALLES_ZAEHLT,
    grundlage: str = "",
) -> tuple[str, Gepackt]:
    """Return the check of one contract as it is sent and kept, with the key of the very bytes that were checked."""
    from vertragswerk.werk import Eingaben, work

    pruefung = work(Eingaben(dateien, recht, stichtag, haus=haus)).pruefung
    return key_of(dateien, grundlage), pack_pruefung(aussonderung.apply(pruefung))


def check_all(lauf: Lauf, vorrat: Befundvorrat | None = None) -> Iterator[Gepackt]:
    """Yield the checks of the named contracts; of all where rules across contracts must see the others too.

    What is kept is not checked again. Whether there are rules across contracts is not asked then: all contracts are looked at.
    """
    bestand, grundlage = lauf.bestand, vorrat.grundlage if vorrat else ""
    arbeit: Arbeit[tuple[str, Gepackt]] = partial(
        check_packed, stichtag=lauf.tag, recht=lauf.recht, haus=lauf.haus, aussonderung=lauf.aussonderung, grundlage=grundlage
    )  # fmt: skip
    ordner = bestand.vertraege() if vorrat or lauf.haus.querregeln() else choose_ordner(bestand, lauf.nur)
    bekannte = [vorrat.find(key_of(bestand.read_dateien(o), grundlage)) if vorrat else None for o in ordner]
    offene = [o for o, gefunden in zip(ordner, bekannte, strict=True) if gefunden is None]
    # Further processes have no memory: what they find out they tell nobody.
    ist_allein = not lauf.ausfuehrung and count_kerne(len(offene)) <= 1
    if offene and ist_allein and vorrat is not None and vorrat.texte is not None:
        arbeit = vorrat.texte.use(arbeit, lauf.haus.arten)
    with closing(work_on_contracts(arbeit, bestand, offene, "Prüfen", BALKEN_AB, choose_verteiler(lauf))) as fertige:
        for bekannt in bekannte:
            if bekannt is not None:
                schluessel, gepackt = bekannt
            else:
                schluessel, gepackt = next(fertige)
            if vorrat:
                vorrat.keep(schluessel, gepackt, ist_neu=bekannt is None)
            yield gepackt


def choose_verteiler(lauf: Lauf) -> Verteiler:
    """Return who works: this machine, or the cluster that the user names."""
    if not lauf.ausfuehrung:
        return work_here
    from .verbund import parse_adresse, work_there

    return partial(work_there, adresse=parse_adresse(lauf.ausfuehrung), arten=lauf.haus.arten)


def make_bericht(
    pruefungen: Sequence[Pruefung],
    maengel: Sequence[Mangel],
    tag: date,
    recht: Rechtsbestand,
    quer: Sequence[Befund] = (),
) -> Pruefbericht:
    """Return the report on contracts of a repository; of what rules across contracts found, what concerns them.

    That such a rule broke concerns all of them, and bears no Kennung.
    """
    kennungen = {"", *(p.vertrag for p in pruefungen)}
    betroffen = tuple(b for b in quer if b.vertrag in kennungen)
    return Pruefbericht(__version__, tag, pruefungen, tuple(general(m) for m in maengel), betroffen, recht.kennzeichen)


def screen(ist_ausfuehrlich: bool = False, hat_quelltext: bool | None = False) -> Darstellung:
    """Return how a report looks on standard output; `hat_quelltext` None asks whether a person reads it."""
    ist_schirm = sys.stdout.isatty()
    breite = get_terminal_size((100, 24)).columns if ist_schirm else 100
    return Darstellung(
        is_coloured(sys.stdout), breite, ist_ausfuehrlich, ist_schirm if hat_quelltext is None else hat_quelltext
    )


def _write(bericht: Pruefbericht, ausgabe: Ausgabe, wunsch: Berichtswunsch) -> None:
    if ausgabe.datei is None:
        darstellung = screen(wunsch.ist_ausfuehrlich, wunsch.hat_quelltext)
        write_pieces(render_pieces(bericht, ausgabe.format, darstellung))
        return
    darstellung = Darstellung(ist_ausfuehrlich=wunsch.ist_ausfuehrlich, hat_quelltext=bool(wunsch.hat_quelltext))
    stuecke = render_pieces(bericht, ausgabe.format, darstellung)
    try:
        # The name of a foreign file may hold bytes that are no text.
        write_atomic(Path(ausgabe.datei), lambda: (stueck.encode("utf-8", "replace") for stueck in stuecke))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
