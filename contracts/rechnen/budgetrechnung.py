"""What a Persönliches Budget amounts to in a month: formulas F11 and F12, sums, payments. Rounded to cents per benefit (kaufmännisch)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from corpus.recht.budgetrecht import Katalogleistung, load_katalog, name_traeger
from corpus.recht.parameter import ParameterFehler, find_parameter

from ..modell.budgetperson import Budgettraeger
from ..modell.budgetverfahren import Eigenwert
from ..modell.teilbudget import Budgetleistung, Rechenangaben, Teilbudget, Zuzahlungsregel
from ..sichtbar import sichtbar
from .betrag import round_kaufmaennisch, sum_betraege
from .fortsetzung import Fortsetzung
from .monatsteilung import Monatsteilung, share_month

WOCHEN, TAGE, MONATE = 52, 365, 12
"""The year of formula F11: 52 weeks, 365 days, 12 months."""
NULL = Decimal("0.00")
KLEIN = Decimal("25.00")
"""Below this monthly sum a payment in longer periods is customary (recommendations of 2004, II.12)."""


class Rechenfehler(ValueError):
    """An amount cannot be computed; the text is a German sentence, `feld` the field of the benefit at fault."""

    def __init__(self, meldung: str, feld: str = "rechnung") -> None:
        super().__init__(meldung)
        self.feld = feld


@dataclass(frozen=True, slots=True)
class Rechtswerte:
    """Amounts of the law at a date, those that the case states itself first."""

    tag: date
    eigene: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def find(self, name: str, merkmal: str = "") -> Decimal:
        """Return an amount. Raises ParameterFehler, which names what is missing."""
        eigener = self.eigene.get((name, merkmal))
        return eigener if eigener is not None else find_parameter(name, self.tag, merkmal).wert


def read_eigene(werte: tuple[Eigenwert, ...]) -> dict[tuple[str, str], Decimal]:
    """Return the values a case states itself, by name and case."""
    return {(w.name, "" if w.merkmal == "alle" else w.merkmal): w.wert for w in werte}


@dataclass(frozen=True, slots=True)
class Leistungsrechnung:
    """A benefit in a month: what it costs, what the person pays itself, what is granted; the way there in words."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    leistung: Budgetleistung
    titel: str
    norm: str
    rechenweg: str
    brutto: Decimal
    zuzahlung: Decimal
    monatlich: Decimal

    @property
    @sichtbar
    def ist_gutschein(self) -> bool:
        """Granted as a voucher."""
        return self.leistung.form == "gutschein"

    @property
    @sichtbar
    def form_name(self) -> str:
        """How it is granted, in a word."""
        return "Gutschein" if self.ist_gutschein else "Geldleistung"


@dataclass(frozen=True, slots=True)
class Teilrechnung:
    """A Teilbudget in a month."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    teilbudget: Teilbudget
    traeger: Budgettraeger
    traegerart: str
    leistungen: tuple[Leistungsrechnung, ...]
    geld: Decimal
    gutscheine: Decimal
    summe: Decimal

    @property
    @sichtbar
    def hat_gutscheine(self) -> bool:
        """Something is granted as a voucher."""
        return self.gutscheine > 0

    @property
    @sichtbar
    def selbst_bestimmte(self) -> tuple[Leistungsrechnung, ...]:
        """The benefits of which the data say what the person decides itself."""
        return tuple(r for r in self.leistungen if r.leistung.selbst_bestimmt)


@dataclass(frozen=True, slots=True)
class Gesamtrechnung:
    """The whole budget in a month; `gezaehlte` are the Teilbudgets that the sums are of, without those that go on with another.

    `teilungen` are benefits of a month that two Leistungsträger share by days.
    """

    teilbudgets: tuple[Teilrechnung, ...]
    gezaehlte: tuple[Teilrechnung, ...]
    geld: Decimal
    gutscheine: Decimal
    gesamt: Decimal
    vergleichskosten: Decimal
    teilungen: tuple[Monatsteilung, ...] = ()

    @property
    @sichtbar
    def hat_gutscheine(self) -> bool:
        """Something is granted as a voucher."""
        return self.gutscheine > 0


def compute_budgetfall(
    teilbudgets: tuple[Teilbudget, ...],
    traeger: Mapping[str, Budgettraeger],
    eigene: Mapping[tuple[str, str], Decimal],
    namenstag: date,
    fortsetzungen: tuple[Fortsetzung, ...] = (),
) -> Gesamtrechnung:
    """Compute the budget; the sums leave out Teilbudgets that go on with another one. Raises Rechenfehler or ParameterFehler."""
    teile = tuple(_compute_teil(t, traeger[t.traeger], eigene, namenstag) for t in teilbudgets)
    gezaehlt = tuple(t for t in teile if t.schluessel not in {f.schluessel for f in fortsetzungen})
    return Gesamtrechnung(
        teile,
        gezaehlt,
        geld=sum_betraege(t.geld for t in gezaehlt),
        gutscheine=sum_betraege(t.gutscheine for t in gezaehlt),
        gesamt=sum_betraege(t.summe for t in gezaehlt),
        vergleichskosten=sum_betraege(t.teilbudget.vergleichskosten for t in gezaehlt),
        teilungen=tuple(_share_months(fortsetzungen, {t.schluessel: t for t in teile})),
    )


def _share_months(fortsetzungen: tuple[Fortsetzung, ...], teile: Mapping[str, Teilrechnung]) -> Iterator[Monatsteilung]:
    """Yield who bears what of the benefits that both grant, where the law shares the month of the change."""
    for fortsetzung in fortsetzungen:
        alte = {r.leistung.katalog: r.monatlich for r in teile[fortsetzung.bisher.id].leistungen}
        for r in teile[fortsetzung.schluessel].leistungen:
            if r.leistung.katalog in alte:
                eintrag = find_katalogleistung(r.leistung.katalog)
                teilung = share_month(fortsetzung, eintrag, r.schluessel, alte[r.leistung.katalog], r.monatlich)
                if teilung is not None:
                    yield teilung


def _compute_teil(
    teil: Teilbudget, traeger: Budgettraeger, eigene: Mapping[tuple[str, str], Decimal], namenstag: date
) -> Teilrechnung:
    werte = Rechtswerte(teil.beginn, eigene)
    leistungen = tuple(compute_leistung(leistung, teil.einstufung or "", werte) for leistung in teil.leistungen)
    geld = sum_betraege(r.monatlich for r in leistungen if not r.ist_gutschein)
    gutscheine = sum_betraege(r.monatlich for r in leistungen if r.ist_gutschein)
    name = name_traeger(traeger.art, namenstag)
    return Teilrechnung(teil.traeger, teil, traeger, name, leistungen, geld, gutscheine, geld + gutscheine)


def compute_leistung(leistung: Budgetleistung, einstufung: str, werte: Rechtswerte) -> Leistungsrechnung:
    """Compute one benefit. Raises Rechenfehler for a value that is missing, ParameterFehler for one of the law."""
    eintrag = find_katalogleistung(leistung.katalog)
    angaben = leistung.rechnung
    betrag, weg = WEGE[angaben.art](angaben, einstufung, werte)
    brutto = round_kaufmaennisch(betrag)
    zuzahlung = _compute_zuzahlung(angaben.zuzahlung, angaben, brutto, werte) if angaben.zuzahlung else NULL
    if zuzahlung:
        weg = f"{weg} abzüglich Zuzahlung {_euro(zuzahlung)} Euro"
    norm = eintrag.norm_at(werte.tag)
    return Leistungsrechnung(leistung.id, leistung, eintrag.titel, norm, weg, brutto, zuzahlung, brutto - zuzahlung)


def find_katalogleistung(schluessel: str) -> Katalogleistung:
    """Return the entry of the catalogue. Raises Rechenfehler."""
    eintrag = load_katalog().get(schluessel)
    if eintrag is None:
        raise Rechenfehler(f"Die Leistung „{schluessel}“ steht nicht im Katalog.", "katalog")
    return eintrag


Ergebnis = tuple[Decimal, str]


def _need(wert: Decimal | int | None, name: str, angaben: Rechenangaben) -> Decimal:
    if wert is None:
        raise Rechenfehler(f"Für den Rechenweg „{angaben.art}“ fehlt die Angabe „{name}“.")
    return Decimal(wert)


def _stunden(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    satz, stunden = _need(angaben.satz, "satz", angaben), _need(angaben.stunden, "stunden", angaben)
    weg = f"{_euro(satz)} Euro × {_zahl(stunden)} Stunden je Woche × {WOCHEN} Wochen / {MONATE} Monate"
    return satz * stunden * WOCHEN / MONATE, weg


def _einsaetze(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    satz, einsaetze = _need(angaben.satz, "satz", angaben), _need(angaben.einsaetze, "einsaetze", angaben)
    weg = f"{_euro(satz)} Euro × {_zahl(einsaetze)} Einsätze je Tag × {TAGE} Tage / {MONATE} Monate"
    return satz * einsaetze * TAGE / MONATE, weg


def _monatsbetrag(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    return _need(angaben.betrag, "betrag", angaben), "Betrag im Monat"


def _jahresbetrag(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    betrag = _need(angaben.betrag, "betrag", angaben)
    return betrag / MONATE, f"{_euro(betrag)} Euro im Jahr / {MONATE} Monate"


def _kilometer(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    kilometer, satz = _need(angaben.kilometer, "kilometer", angaben), werte.find("wegstreckenentschaedigung")
    return kilometer * satz, f"{_zahl(kilometer)} Kilometer × {_euro(satz)} Euro"


def _pflege(parameter: str, wort: str) -> Callable[[Rechenangaben, str, Rechtswerte], Ergebnis]:
    def compute(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
        if not einstufung:
            raise Rechenfehler(f"Für den Rechenweg „{angaben.art}“ fehlt die Angabe „einstufung“ des Teilbudgets.")
        betrag, anteil = werte.find(parameter, einstufung), angaben.anteil
        if anteil is None:
            return betrag, wort
        return betrag * anteil, f"{_zahl(anteil * 100)} % von {_euro(betrag)} Euro"

    return compute


def _pflegehilfsmittel(angaben: Rechenangaben, einstufung: str, werte: Rechtswerte) -> Ergebnis:
    hoechstens = werte.find("pflegehilfsmittel_verbrauch")
    betrag = hoechstens if angaben.betrag is None else min(angaben.betrag, hoechstens)
    return betrag, f"höchstens {_euro(hoechstens)} Euro im Monat"


WEGE: Mapping[str, Callable[[Rechenangaben, str, Rechtswerte], Ergebnis]] = {
    "stunden_je_woche": _stunden,
    "einsaetze_je_tag": _einsaetze,
    "monatsbetrag": _monatsbetrag,
    "jahresbetrag": _jahresbetrag,
    "kilometer": _kilometer,
    "pflegesachleistung": _pflege("pflegesachleistung", "Höchstbetrag der Pflegesachleistung"),
    "pflegegeld": _pflege("pflegegeld", "Pflegegeld"),
    "tagespflege": _pflege("tagespflege", "Höchstbetrag der Tages- und Nachtpflege"),
    "pflegehilfsmittel": _pflegehilfsmittel,
}


def _compute_zuzahlung(regel: Zuzahlungsregel, angaben: Rechenangaben, brutto: Decimal, werte: Rechtswerte) -> Decimal:
    """Return the payment of the person in a month, never more than the benefit costs."""
    satz = werte.find("zuzahlung_satz") / 100
    if regel.art == "hilfsmittel":
        anteil = werte.find("hilfsmittel_verbrauch_zuzahlung_satz") / 100
        betrag = min(brutto * anteil, werte.find("hilfsmittel_verbrauch_zuzahlung_hoechstens"))
    elif regel.art == "je_tag":
        betrag = _je_tag(regel, brutto, satz, werte, angaben)
    else:
        betrag = _haeuslich(regel, satz, werte, angaben)
    return min(round_kaufmaennisch(betrag), brutto)


def _je_tag(
    regel: Zuzahlungsregel, brutto: Decimal, satz: Decimal, werte: Rechtswerte, angaben: Rechenangaben
) -> Decimal:
    """Return 10 % of each day or trip, at least and at most the amounts of § 61 Satz 1 SGB V."""
    tage = _need(regel.tage_je_monat, "zuzahlung.tage_je_monat", angaben)
    kosten = brutto / tage
    return tage * min(
        kosten, max(werte.find("zuzahlung_mindestens"), min(kosten * satz, werte.find("zuzahlung_hoechstens")))
    )


def _haeuslich(regel: Zuzahlungsregel, satz: Decimal, werte: Rechtswerte, angaben: Rechenangaben) -> Decimal:
    """Return F12: 10 € for each Verordnung, 10 % of the cost of the first 28 days of a year; a twelfth of it."""
    verordnungen = _need(regel.verordnungen, "zuzahlung.verordnungen", angaben)
    je_tag = _need(angaben.satz, "satz", angaben) * _need(angaben.einsaetze, "einsaetze", angaben)
    jahr = werte.find("hkp_zuzahlung_verordnung") * verordnungen + je_tag * werte.find("hkp_zuzahlung_tage") * satz
    return jahr / MONATE


def _euro(betrag: Decimal) -> str:
    return f"{betrag:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _zahl(wert: Decimal) -> str:
    return f"{wert.normalize():f}".replace(".", ",")


__all__ = [
    "Gesamtrechnung",
    "Leistungsrechnung",
    "ParameterFehler",
    "Rechenfehler",
    "Rechtswerte",
    "Teilrechnung",
    "compute_budgetfall",
    "compute_leistung",
    "find_katalogleistung",
    "read_eigene",
]
