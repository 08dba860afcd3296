"""House rules: checks made from what a repository states, and the rules of this program as a repository selects and weighs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from contracts.pfad import split_pfad
from contracts.position import Pfad

from .befund import Fund, Schwere
from .regel import Querregelmodul, Regel, Regelhuelle, Regelmodul
from .vertragsauszug import Quertreffer, Vertragsauszug
from .wert import quote

if TYPE_CHECKING:
    from contracts.bestand.hausangaben import Hausangaben, Hausgrenze, Hausklauseln, Hausregelkopf, Hauswoerter

    from .kontext import Kontext

Regelartig: TypeAlias = Regelmodul | Querregelmodul


def make_hausregeln(angaben: Hausangaben | None) -> tuple[Regelmodul, ...]:
    """Return the checks of a repository's own rules, in the order of its groups."""
    if angaben is None:
        return ()
    return (
        *(Wortregel(a) for a in angaben.woerter),
        *(Klauselregel(a) for a in angaben.klauseln),
        *(Grenzregel(a) for a in angaben.grenzen),
    )


def _declare(angabe: Hausregelkopf, meldung: str, **weiteres: Any) -> Regel:
    return Regel(
        angabe.code,
        f"haus-{angabe.code.lower()}",
        angabe.titel,
        angabe.schwere,
        meldung,
        quellen=("Hausregel",),
        **weiteres,
    )


def _page(angabe: Hausregelkopf, prueft: str, beispiel: str, stattdessen: str) -> str:
    """Return the manual page of a house rule in the sections that every page has."""
    return (
        f"{angabe.titel}.\n\nPrüft: {prueft}\n\nWarum: {angabe.grund}\n\nBeispiel: {beispiel}\n\nStattdessen: {stattdessen}\n\n"
        "Grenzen: Die Regel steht in der „vertragswerk.toml“ des Bestands und gilt nur dort.\n"
    )


class _Hausregel:
    """What the checks of all house rules share."""

    REGEL: Regel

    def __init__(self, angabe: Hausregelkopf) -> None:
        self._arten = frozenset(angabe.arten)

    def _concerns(self, kontext: Kontext) -> bool:
        return not self._arten or kontext.pruefling.art in self._arten


class Wortregel(_Hausregel):
    """Words that the house does not use, in every text of every document."""

    def __init__(self, angabe: Hauswoerter) -> None:
        super().__init__(angabe)
        self._angabe = angabe
        self._werte = {"grund": angabe.grund, "stattdessen": angabe.stattdessen}
        meldung = "Das Haus verwendet {ist} nicht. {grund} Stattdessen: {stattdessen}"
        self.REGEL = _declare(angabe, meldung, ebene="dokument", dokumente="alle")
        worte = ", ".join(f"„{w}“" for w in angabe.verboten)
        self.__doc__ = _page(angabe, f"Kein Text verwendet {worte}.", f"„{angabe.verboten[0]}“", angabe.stattdessen)

    @cached_property
    def _muster(self) -> re.Pattern[str]:
        # Words are quoted: a repository states no pattern. The longest comes first, so that it is the one that is named.
        worte = sorted(self._angabe.verboten, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spell, worte))})(?!\w)", re.IGNORECASE)

    def pruefe(self, kontext: Kontext) -> Iterator[Fund]:
        """Yield each word at its place."""
        if not self._concerns(kontext):
            return
        for stelle in kontext.baum.stellen:
            for treffer in self._muster.finditer(stelle.text):
                spanne = stelle.spanne(*treffer.span())
                yield Fund.at(spanne, ist=quote(treffer[0], 80), werte=self._werte)


def _spell(wort: str) -> str:
    stamm = wort.strip().removesuffix("*")
    return r"\s+".join(map(re.escape, stamm.split())) + (r"\w*" if wort.strip().endswith("*") else "")


class Klauselregel(_Hausregel):
    """Clauses that must or must not stand in the contract."""

    def __init__(self, angabe: Hausklauseln) -> None:
        super().__init__(angabe)
        self._angabe = angabe
        varianten = {"verboten": "Der Textbaustein „{ist}“ darf nicht im Vertrag stehen. {grund}"}
        self.REGEL = _declare(
            angabe, "Im Vertrag fehlt der Textbaustein „{ist}“. {grund}", varianten=varianten, ebene="dokument"
        )
        pflicht, verboten = (", ".join(liste) or "keine" for liste in (angabe.pflicht, angabe.verboten))
        self.__doc__ = _page(
            angabe, f"Pflicht: {pflicht}. Verboten: {verboten}.", "Ein Vertrag ohne die Pflichtklausel.",
            "Den Textbaustein unter „klauseln“ aufnehmen oder weglassen.",
        )  # fmt: skip

    def pruefe(self, kontext: Kontext) -> Iterator[Fund]:
        """Yield missing clauses for the whole contract, forbidden ones at their section."""
        if not self._concerns(kontext):
            return
        vorhanden = frozenset(kontext.baum.orte.values())
        werte = {"grund": self._angabe.grund}
        for kennung in self._angabe.pflicht:
            if kennung not in vorhanden:
                yield Fund(ist=kennung, werte=werte)
        for kennung in self._angabe.verboten:
            if kennung in vorhanden:
                yield Fund(ist=kennung, anker=kennung, variante="verboten", werte=werte)


class Grenzregel(_Hausregel):
    """Bounds on a field of the data."""

    def __init__(self, angabe: Hausgrenze) -> None:
        super().__init__(angabe)
        self._angabe = angabe
        varianten = {"fehlt": "Die Angabe „{ist}“ fehlt. {grund}"}
        self.REGEL = _declare(
            angabe, "Der Wert {ist} liegt außerhalb dessen, was das Haus erlaubt ({soll}). {grund}", varianten=varianten
        )
        self.__doc__ = _page(
            angabe, f"„{angabe.feld}“ ist {self._allowed()}.", f"Ein anderer Wert von „{angabe.feld}“.", self._allowed()
        )

    def _allowed(self) -> str:
        a = self._angabe
        teile = [f"mindestens {_show(a.mindestens)}"] if a.mindestens is not None else []
        teile += [f"höchstens {_show(a.hoechstens)}"] if a.hoechstens is not None else []
        teile += [f"eines von: {', '.join(a.erlaubt)}"] if a.erlaubt else []
        return ", ".join(teile) or "angegeben"

    def pruefe(self, kontext: Kontext) -> Iterator[Fund]:
        """Yield each value outside the bounds, and the field where it must be there and is not."""
        quelle = kontext.pruefling.quelle
        if quelle is None or not self._concerns(kontext):
            return
        werte, gefunden = {"grund": self._angabe.grund}, False
        for pfad, wert in _walk(quelle.daten, split_pfad(self._angabe.feld), ()):
            gefunden = True
            if not self._is_within(wert):
                yield Fund(pfad, ist=quote(str(wert), 80), soll=self._allowed(), werte=werte)
        if self._angabe.ist_pflicht and not gefunden:
            yield Fund(
                (self._angabe.feld.partition(".")[0].partition("[")[0],),
                ist=self._angabe.feld,
                variante="fehlt",
                werte=werte,
            )

    def _is_within(self, wert: Any) -> bool:
        a = self._angabe
        if a.erlaubt and str(wert) not in a.erlaubt:
            return False
        for grenze, ist_unten in ((a.mindestens, True), (a.hoechstens, False)):
            if grenze is None:
                continue
            paar = _compare(wert, grenze)
            if paar is None or (paar[0] < paar[1] if ist_unten else paar[0] > paar[1]):
                return False
        return True


def _show(grenze: int | str | date | None) -> str:
    return grenze.strftime("%d.%m.%Y") if isinstance(grenze, date) else str(grenze)


def _compare(wert: Any, grenze: int | str | date) -> tuple[Any, Any] | None:
    """Return value and bound as what can be compared; None for a value of another kind."""
    try:
        if isinstance(grenze, date):
            return date.fromisoformat(str(wert)), grenze
        return None if isinstance(wert, bool) else (Decimal(str(wert)), Decimal(grenze))
    except (ValueError, InvalidOperation):
        return None


def _walk(daten: Any, schritte: Sequence[tuple[str, bool]], pfad: Pfad) -> Iterator[tuple[Pfad, Any]]:
    if not schritte:
        yield pfad, daten
        return
    (name, ist_schluessel), *rest = schritte
    if not ist_schluessel:
        if isinstance(daten, dict) and name in daten:
            yield from _walk(daten[name], rest, (*pfad, name))
    elif isinstance(daten, list):
        for nummer, eintrag in enumerate(daten):
            if name == "*" or (isinstance(eintrag, dict) and name in (eintrag.get("id"), eintrag.get("partei"))):
                yield from _walk(eintrag, rest, (*pfad, nummer))


@dataclass(frozen=True)
class Regelfassung(Regelhuelle):
    """A rule with another declaration: weighed otherwise, or deselected."""

    def pruefe(self, kontext: Kontext) -> Iterable[Fund]:
        """Do what the rule does."""
        funde: Iterable[Fund] = self.modul.pruefe(kontext)
        return funde

    def extrahiere(self, kontext: Kontext) -> Vertragsauszug | None:
        """Do what the rule across contracts does."""
        auszug: Vertragsauszug | None = self.modul.extrahiere(kontext)
        return auszug

    def vergleiche(self, auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
        """Do what the rule across contracts does."""
        treffer: Iterable[Quertreffer] = self.modul.vergleiche(auszuege)
        return treffer


@dataclass(frozen=True, slots=True)
class Profil:
    """Which rules a house does not want, each with its reason, and which it weighs otherwise; by code."""

    abgewaehlt: tuple[tuple[str, str], ...] = ()
    schwere: tuple[tuple[str, Schwere], ...] = ()

    def weigh(self, module: Sequence[Any]) -> tuple[Any, ...]:
        """Return the rules as the house wants them."""
        if not self.abgewaehlt and not self.schwere:
            return tuple(module)
        gruende, schweren = dict(self.abgewaehlt), dict(self.schwere)
        return tuple(self._weigh_one(m, gruende, schweren) for m in module)

    def _weigh_one(self, modul: Any, gruende: dict[str, str], schweren: dict[str, Schwere]) -> Any:
        regel: Regel = modul.REGEL
        grund, schwere = gruende.get(regel.code, ""), schweren.get(regel.code, regel.schwere)
        if not grund and schwere == regel.schwere:
            return modul
        neu = replace(regel, schwere=schwere, abgewaehlt=f"Im Bestand abgewählt: {grund}" if grund else "")
        return Regelfassung(neu, modul)

    def list_mistakes(self, regeln: Sequence[Regel]) -> list[str]:
        """Return a sentence for each code that is unknown or belongs to a rule that cannot be set aside."""
        bekannt = {r.code: r for r in regeln}
        saetze = [f"Eine Regel „{c}“ gibt es nicht." for c, _ in (*self.abgewaehlt, *self.schwere) if c not in bekannt]
        feste = {c for c, r in bekannt.items() if not r.ist_ausnehmbar}
        return saetze + [
            f"Die Regel {c} lässt sich nicht abwählen oder anders gewichten."
            for c, _ in (*self.abgewaehlt, *self.schwere)
            if c in feste
        ]
