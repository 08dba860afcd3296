"""Running rules over contracts: findings in a fixed order, a positive record of what ran, no traceback whatever happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from contracts.position import Position

from .befund import Befund, Fund, compute_fingerprint, from_mangel
from .bericht import AUSFALLCODE, Absturz, Pruefung, Uebersprungen
from .kontext import Kontext, Pruefling, list_teilstuecke, make_kontexte
from .regel import Querregelmodul, Regel, Regelmodul
from .registry import QUERREGELN, REGELN
from .verortung import path_of_words, place_of_fund
from .vertragsauszug import Quertreffer, Vertragsauszug

if TYPE_CHECKING:
    from contracts.modell.vertrag import Teilstueck


def check(
    pruefling: Pruefling,
    stichtag: date,
    regeln: Sequence[Regelmodul] = REGELN,
    querregeln: Sequence[Querregelmodul] = QUERREGELN,
) -> Pruefung:
    """Run the rules of the levels `vertrag` and `dokument` on one contract, and take the extracts for rules across contracts.

    Defects of loading become findings; a rule that cannot run is recorded as skipped with the reason; a rule that breaks
    becomes the finding ENG-01 and makes the exit code 2.
    """
    lauf = _Lauf(pruefling, stichtag)
    lauf.befunde = [from_mangel(m, pruefling.kennung, pruefling.write_pfad(m.pfad)) for m in pruefling.maengel]
    for modul in regeln:
        if modul.REGEL.ebene != "ausgabe":
            lauf.run(modul)
        elif not lauf.pass_over(modul.REGEL):
            lauf.skip(modul.REGEL, _ERST_BEIM_BAUEN)
    for quer in querregeln:
        lauf.extract(quer)
    return lauf.finish(Pruefung(pruefling.kennung, pruefling.datei, ()))


def check_ausgaben(
    pruefung: Pruefung, pruefling: Pruefling, stichtag: date, regeln: Sequence[Regelmodul] = REGELN
) -> Pruefung:
    """Add what the rules of the level `ausgabe` find in the built files; the other rules do not run again."""
    lauf = _Lauf(pruefling, stichtag)
    neue = [modul for modul in regeln if modul.REGEL.ebene == "ausgabe"]
    codes = {modul.REGEL.code for modul in neue}
    for modul in neue:
        lauf.run(modul)
    offen = replace(
        pruefung,
        uebersprungen=tuple(u for u in pruefung.uebersprungen if u.code not in codes),
        artfremde=tuple(c for c in pruefung.artfremde if c not in codes),
    )
    return lauf.finish(offen)


def check_quer(
    pruefungen: Sequence[Pruefung], stichtag: date, regeln: Sequence[Querregelmodul] = QUERREGELN
) -> tuple[Befund, ...]:
    """Return what the rules across contracts find in the extracts of all contracts; `stichtag` is the day of the check."""
    befunde: list[Befund] = []
    for modul in regeln:
        auszuege = [p.auszuege[modul.REGEL.code] for p in pruefungen if modul.REGEL.code in p.auszuege]
        try:
            befunde.extend([_finish_quer(modul.REGEL, treffer) for treffer in modul.vergleiche(auszuege)])
        except Exception as fehler:  # noqa: BLE001 - a broken rule must not hide what the others found
            datei = pruefungen[0].datei if pruefungen else ""
            befunde.append(_from_crash(modul.REGEL, Position(datei), "", fehler))
    return _number(befunde, "")


_ERST_BEIM_BAUEN = "Die Regel läuft beim Bauen, vor dem Schreiben der Dokumente."


@dataclass(slots=True)
class _Lauf:
    """What comes of running rules on one contract."""

    pruefling: Pruefling
    stichtag: date
    kontexte: tuple[Kontext, ...] = ()
    befunde: list[Befund] = field(default_factory=list)
    gelaufen: list[str] = field(default_factory=list)
    uebersprungen: list[Uebersprungen] = field(default_factory=list)
    artfremde: list[str] = field(default_factory=list)
    abstuerze: list[Absturz] = field(default_factory=list)
    auszuege: dict[str, Vertragsauszug] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kontexte = make_kontexte(self.pruefling, self.stichtag)

    def skip(self, regel: Regel, grund: str) -> None:
        """Record that a rule did not run."""
        self.uebersprungen.append(Uebersprungen(regel.code, grund))

    def pass_over(self, regel: Regel) -> bool:
        """Record a rule that cannot or shall not run; tell whether it is one."""
        if not regel.abgewaehlt and _is_foreign(regel, self.pruefling):
            self.artfremde.append(regel.code)
        elif grund := _why_not(regel, self.pruefling):
            self.skip(regel, grund)
        else:
            return False
        return True

    def run(self, modul: Regelmodul) -> None:
        """Run a rule where it applies."""
        self._attempt(modul.REGEL, lambda: self._apply(modul))

    def extract(self, modul: Querregelmodul) -> None:
        """Take the extract for a rule across contracts."""
        self._attempt(modul.REGEL, lambda: self._extract(modul))

    def _attempt(self, regel: Regel, tue: Callable[[], None]) -> None:
        """Do a rule's work where it applies; record that it ran, was skipped or broke."""
        if self.pass_over(regel):
            return
        try:
            tue()
            self.gelaufen.append(regel.code)
        except Exception as fehler:  # noqa: BLE001 - a broken rule must not hide what the others found
            self._crash(regel, fehler)

    def _apply(self, modul: Regelmodul) -> None:
        teile = _parts_for(modul.REGEL, self.pruefling)
        kontexte = [k for k in self.kontexte if _concerns(modul.REGEL, k)]
        self.befunde.extend(_apply(modul, [k.narrow(t) for k in kontexte for t in teile] if teile else kontexte))

    def _extract(self, modul: Querregelmodul) -> None:
        auszug = modul.extrahiere(self.kontexte[0])
        if auszug is not None:
            self.auszuege[modul.REGEL.code] = auszug

    def _crash(self, regel: Regel, fehler: Exception) -> None:
        self.abstuerze.append(Absturz(regel.code, type(fehler).__name__))
        self.befunde.append(_from_crash(regel, Position(self.pruefling.datei), self.pruefling.kennung, fehler))

    def finish(self, davor: Pruefung) -> Pruefung:
        """Return the check with what this run adds to it."""
        return replace(
            davor,
            befunde=_number((*davor.befunde, *self.befunde), self.pruefling.hauptname),
            gelaufen=(*davor.gelaufen, *self.gelaufen),
            uebersprungen=(*davor.uebersprungen, *self.uebersprungen),
            artfremde=(*davor.artfremde, *self.artfremde),
            abstuerze=(*davor.abstuerze, *self.abstuerze),
            auszuege={**davor.auszuege, **self.auszuege},
        )


def _why_not(regel: Regel, pruefling: Pruefling) -> str:
    """Return why a rule cannot or shall not run on a contract, empty when it can."""
    if regel.abgewaehlt:
        return regel.abgewaehlt
    if pruefling.vertrag is None:
        return "Die Daten ließen sich nicht laden."
    if regel.braucht_vorfassung and pruefling.vorfassung is None:
        return "Eine frühere Fassung ist nicht besiegelt."
    if regel.ebene in ("vertrag", "quer"):
        return ""
    if not any(s.dokument is not None for s in pruefling.schriftstuecke[: _count(regel)]):
        return "Das Dokument ließ sich nicht zusammensetzen."
    if regel.ebene == "ausgabe" and not any(s.ausgaben for s in pruefling.schriftstuecke[: _count(regel)]):
        return _ERST_BEIM_BAUEN
    return ""


def _is_foreign(regel: Regel, pruefling: Pruefling) -> bool:
    """Tell whether a rule asks for a part that contracts of this kind do not have, nor any part of them."""
    vertrag = pruefling.vertrag
    if vertrag is None or all(isinstance(vertrag, teil) for teil in regel.braucht):
        return False
    return not _parts_for(regel, pruefling)


def _parts_for(regel: Regel, pruefling: Pruefling) -> tuple[Teilstueck, ...]:
    """Return the parts of a contract that a rule looks at one by one: those that have what the contract as a whole lacks."""
    if regel.ebene == "quer" or all(isinstance(pruefling.vertrag, teil) for teil in regel.braucht):
        return ()
    return tuple(
        t for t in list_teilstuecke(pruefling.vertrag) if all(isinstance(t.vertrag, teil) for teil in regel.braucht)
    )


def _count(regel: Regel) -> int | None:
    return 1 if regel.dokumente == "haupt" else None


def _concerns(regel: Regel, kontext: Kontext) -> bool:
    """Tell whether a rule reads the document in hand; a rule of the level `vertrag` runs with the main one."""
    if regel.ebene == "vertrag" or (regel.dokumente == "haupt" and not kontext.ist_hauptdokument):
        return kontext.ist_hauptdokument
    stueck = kontext.schriftstueck
    return stueck.dokument is not None and (regel.ebene != "ausgabe" or bool(stueck.ausgaben))


def _apply(modul: Regelmodul, kontexte: Iterable[Kontext]) -> list[Befund]:
    """Return the findings of one rule on the documents it reads.

    A text of the data that is printed several times counts once, as does what is wrong in the data alone.
    """
    fertig: list[Befund] = []
    texte: set[tuple[str, str]] = set()
    for kontext in kontexte:
        gemeldet = {_data_key(b) for b in fertig if not b.anker or _is_of(b, kontext)}
        for fund in modul.pruefe(kontext):
            befund = _finish(modul.REGEL, fund, kontext)
            ist_text = bool(befund.pfad and fund.spanne)
            ist_bekannt = (befund.pfad, befund.ist) in texte if ist_text else _data_key(befund) in gemeldet
            if not ist_bekannt:
                fertig.append(befund)
            if ist_text:
                texte.add((befund.pfad, befund.ist))
    return fertig


def _is_of(befund: Befund, kontext: Kontext) -> bool:
    """Tell whether another part of the contract was found wrong at the same words of the same document already."""
    return kontext.teil is not None and befund.dokument == kontext.schriftstueck.name


def _data_key(befund: Befund) -> tuple[object, ...]:
    return (befund.pfad, befund.anker, befund.variante, befund.ist, befund.soll, tuple(befund.werte.items()))


def _finish(regel: Regel, fund: Fund, kontext: Kontext) -> Befund:
    """Make the finding of a hit: template, position, printed path and place."""
    if kontext.teil is not None and not fund.datei:
        orte = tuple((kontext.teil.locate(pfad), text) for pfad, text in fund.bezug)
        fund = replace(fund, pfad=kontext.teil.locate(fund.pfad), bezug=orte)
    pfad = fund.pfad
    if fund.spanne is not None and not pfad:
        pfad = path_of_words(kontext, fund.spanne)
    return Befund(
        code=regel.code,
        schwere=fund.schwere or regel.schwere,
        position=fund.position or place_of_fund(kontext, fund, pfad),
        vorlage=regel.choose_vorlage(fund.variante, fund.werte),
        variante=fund.variante,
        ist=fund.ist,
        soll=fund.soll,
        werte=fund.werte,
        vertrag=kontext.pruefling.kennung,
        dokument="" if regel.ebene == "vertrag" else kontext.schriftstueck.name,
        name=regel.name,
        titel=regel.titel,
        pfad=kontext.pruefling.write_pfad(pfad, fund.datei),
        anker=fund.anker,
        fundstelle=kontext.baum.fundstelle(fund.anker) if fund.anker else "",
        normen=regel.normen,
        bezug=tuple(kontext.bezug(pfad, text, fund.datei) for pfad, text in fund.bezug),
    )


def _finish_quer(regel: Regel, treffer: Quertreffer) -> Befund:
    ort = treffer.auszug.orte[treffer.ort]
    return Befund(
        code=regel.code,
        schwere=treffer.schwere or regel.schwere,
        position=ort.position,
        vorlage=regel.choose_vorlage(treffer.variante, treffer.werte),
        variante=treffer.variante,
        ist=treffer.ist,
        soll=treffer.soll,
        werte=treffer.werte,
        vertrag=treffer.auszug.kennung,
        name=regel.name,
        titel=regel.titel,
        pfad=ort.pfad,
        normen=regel.normen,
        bezug=tuple(replace(auszug.orte[name], text=text) for auszug, name, text in treffer.bezug),
    )


def _from_crash(regel: Regel, position: Position, kennung: str, fehler: Exception) -> Befund:
    satz = (
        f"Die Regel {regel.code} („{regel.titel}“) ist abgebrochen ({type(fehler).__name__}); ihr Ergebnis fehlt. "
        "Das ist ein Fehler des Programms, nicht Ihrer Daten: Bitte melden Sie ihn mit dieser Kennung."
    )
    return Befund(AUSFALLCODE, "fehler", position, satz=satz, vertrag=kennung, ist=regel.code)


def _number(befunde: Iterable[Befund], haupt: str) -> tuple[Befund, ...]:
    """Sort findings and give each its fingerprint, the n-th of equal ones its own."""
    gezaehlt: Counter[tuple[str, ...]] = Counter()
    fertig: list[Befund] = []
    for befund in sorted(befunde, key=lambda b: b.order):
        dokument = "" if befund.dokument == haupt else befund.dokument
        art = (befund.code, befund.vertrag, befund.pfad, befund.anker, dokument)
        fertig.append(replace(befund, fingerprint=compute_fingerprint(befund, gezaehlt[art], haupt)))
        gezaehlt[art] += 1
    return tuple(fertig)
