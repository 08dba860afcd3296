"""A case of a Persönliches Budget as a part: what its file states, and what follows from that by the law of its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from corpus.recht.budgetrecht import Budgetrecht, find_budgetrecht, name_traeger
from corpus.recht.parameter import ParameterFehler

from ..modell.budgetfalldaten import Budgetfalldaten
from ..modell.budgetperson import Budgettraeger
from ..modell.budgetverfahren import Budgetbescheid, Dateneinwilligung, Traegerstellungnahme
from ..modell.vertrag import Unterschriftsort
from ..position import Pfad
from ..sichtbar import sichtbar
from .budgetfristen import (
    Fallfrist,
    announced_on,
    end_of,
    end_of_widerspruch,
    find_frist,
    first_bankday,
    last_day_of,
    months_of,
)
from .budgetrechnung import (
    Gesamtrechnung,
    Rechenfehler,
    Rechtswerte,
    Teilrechnung,
    compute_budgetfall,
    compute_leistung,
    read_eigene,
)
from .fallkalender import Falltage, list_fallfristen
from .fortsetzung import Fortsetzung, list_fortsetzungen
from .zeitraum import end_of_month, next_werktag

SCHRITTE = {"monatlich": 1, "zweimonatlich": 2, "vierteljaehrlich": 3, "halbjaehrlich": 6}
"""Months from one payment to the next."""
VERZICHT = "nach Absprache ohne Teilnahme"
"""What the minutes say of a Träger that stayed away by agreement."""


@dataclass(frozen=True, slots=True)
class Stellungnahmeanforderung:
    """A statement that was asked for: from whom, and until when."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    traeger: Budgettraeger
    stellungnahme: Traegerstellungnahme
    frist_bis: date


@dataclass(frozen=True, slots=True)
class Einwilligungszeile:
    """A consent with the Träger it names."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    traeger: Budgettraeger
    einwilligung: Dateneinwilligung


@dataclass(frozen=True, slots=True)
class Konferenzteilnahme:
    """A Träger in the minutes of the Budgetkonferenz; `vermerk` is empty where a name is still to be written."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("schluessel",)

    schluessel: str
    name: str
    vermerk: str


class HatBudgetfall(Budgetfalldaten):
    """Is the case of one person."""

    @cached_property
    @sichtbar
    def recht(self) -> Budgetrecht:
        """The law at the Rechtsstand."""
        return find_budgetrecht(self.rechtsstand)

    @cached_property
    @sichtbar
    def berechnet(self) -> Gesamtrechnung:
        """Every amount."""
        return compute_budgetfall(
            self.teilbudgets,
            {t.id: t for t in self.traeger},
            read_eigene(self.eigene_werte),
            self.rechtsstand,
            self.fortsetzungen,
        )

    @property
    @sichtbar
    def fortsetzungen(self) -> tuple[Fortsetzung, ...]:
        """The Teilbudgets that a new Leistungsträger goes on with after another has left."""
        return list_fortsetzungen(self)

    @property
    @sichtbar
    def leistende_art(self) -> str:
        """What kind of Leistungsträger leads, in the name of the day."""
        return name_traeger(self.leistender.art, self.rechtsstand)

    def _need_bescheid(self) -> Budgetbescheid:
        if self.bescheid is None:
            raise LookupError("no notice")
        return self.bescheid

    @property
    @sichtbar
    def ist_pflegekasse_allein(self) -> bool:
        """Only the Pflegekasse grants, so the law asks for no Zielvereinbarung (§ 29 Abs. 4 Satz 3 SGB IX)."""
        return not self.recht.hat_beauftragten and {t.art for t in self.traeger} == {"pflegekasse"}

    @property
    @sichtbar
    def anforderungen(self) -> tuple[Stellungnahmeanforderung, ...]:
        """The statements that were asked for, with their last day."""
        enden = (end_of("feststellungen_beteiligter", s.angefordert_am)[0] for s in self.stellungnahmen)
        return tuple(
            Stellungnahmeanforderung(s.traeger, self.find_traeger(s.traeger), s, next_werktag(e, self.bundesland))
            for s, e in zip(self.stellungnahmen, enden, strict=True)
        )

    @property
    @sichtbar
    def einwilligungsliste(self) -> tuple[Einwilligungszeile, ...]:
        """The consents, each with the Träger that may receive the data."""
        return tuple(Einwilligungszeile(e.empfaenger, self.find_traeger(e.empfaenger), e) for e in self.einwilligungen)

    @property
    @sichtbar
    def konferenzteilnahmen(self) -> tuple[Konferenzteilnahme, ...]:
        """Who took part in the Budgetkonferenz, and who stayed away after agreement."""
        fern = self.konferenz.verzicht if self.konferenz is not None else ()
        return tuple(Konferenzteilnahme(t.id, t.name, VERZICHT if t.id in fern else "") for t in self.traeger)

    @property
    @sichtbar
    def nachweise(self) -> tuple[Teilrechnung, ...]:
        """The Teilbudgets whose use has to be shown, once they are granted."""
        return (
            tuple(t for t in self.berechnet.teilbudgets if t.teilbudget.nachweis.ist_noetig)
            if self.hat_bescheid
            else ()
        )

    @property
    @sichtbar
    def hat_nachweise(self) -> bool:
        """The use of something that is granted has to be shown."""
        return bool(self.nachweise)

    @property
    @sichtbar
    def erstangegangener(self) -> Budgettraeger:
        """The Leistungsträger that got the application first."""
        return self.find_traeger(self.leitung.weitergeleitet_von or self.leitung.traeger)

    @property
    @sichtbar
    def endet_am(self) -> date:
        """Last day of the budget after notice: the end of the month, or the day itself for an important cause."""
        kuendigung = self.kuendigung
        if kuendigung is None:
            raise LookupError("no notice of termination")
        frueheste = kuendigung.am if kuendigung.art == "wichtiger_grund" else end_of_month(kuendigung.am)
        return kuendigung.zum or frueheste

    @property
    @sichtbar
    def hat_zielvereinbarung(self) -> bool:
        """The agreement has been made, and there is something it can be about."""
        return self.zielvereinbarung is not None and self.hat_teilbudgets

    @property
    @sichtbar
    def hat_bescheid(self) -> bool:
        """The notice is issued: after the agreement, or without one where the law asks for none."""
        ist_reif = self.hat_zielvereinbarung or self.ist_pflegekasse_allein
        return self.bescheid is not None and self.hat_teilbudgets and ist_reif

    @property
    @sichtbar
    def hat_kuendigung(self) -> bool:
        """Notice of termination was given."""
        return self.kuendigung is not None and self.hat_bescheid

    @property
    @sichtbar
    def hat_kuendigung_des_traegers(self) -> bool:
        """The Träger gave notice."""
        return self.hat_kuendigung and self.kuendigung is not None and self.kuendigung.durch == "traeger"

    @property
    @sichtbar
    def hat_rueckforderung(self) -> bool:
        """Money is claimed back."""
        return self.rueckforderung is not None and self.hat_bescheid

    @property
    @sichtbar
    def hat_widerspruch(self) -> bool:
        """An objection was decided."""
        return self.widerspruch is not None and self.widerspruch.entschieden_am is not None and self.hat_bescheid

    @property
    @sichtbar
    def hat_gutscheine(self) -> bool:
        """Something is granted as a voucher."""
        return self.berechnet.hat_gutscheine

    @property
    @sichtbar
    def gelten_gutscheine_fuer_pflege(self) -> bool:
        """Every voucher is one of the Pflegekasse, so all of them are taken by admitted care services only (§ 35a SGB XI)."""
        arten = {t.traeger.art for t in self.berechnet.teilbudgets if t.hat_gutscheine}
        return arten == {"pflegekasse"}

    @property
    @sichtbar
    def bewilligt_ab(self) -> date:
        """First day of the budget."""
        return min(t.beginn for t in self.teilbudgets)

    @property
    @sichtbar
    def erste_zahlung(self) -> date:
        """Day of the first payment: the first bank day of the first month."""
        return first_bankday(self.bewilligt_ab.year, self.bewilligt_ab.month, self.bundesland)

    @property
    @sichtbar
    def zahlmonate(self) -> int:
        """Months from one payment to the next."""
        return SCHRITTE[self.zahlweise]

    @property
    @sichtbar
    def wird_monatlich_gezahlt(self) -> bool:
        """Every month has its payment."""
        return self.zahlmonate == 1

    @property
    @sichtbar
    def zahlbetrag(self) -> Decimal:
        """What is paid on each day of payment."""
        return self.berechnet.geld * self.zahlmonate

    @property
    @sichtbar
    def gebunden_bis(self) -> date:
        """Last day of the six months in which the person is bound to its decision."""
        return last_day_of(self.bewilligt_ab, months_of("budget_bindung", self.bewilligt_ab))

    @property
    @sichtbar
    def zielpruefung_ab(self) -> date:
        """Day from which the goals are looked at for the first time."""
        return _next(last_day_of(self.bewilligt_ab, months_of("budget_zielpruefung", self.bewilligt_ab)))

    @property
    @sichtbar
    def wiederholung_bis(self) -> date:
        """Day by which the need is to be established anew."""
        return last_day_of(self.bewilligt_ab, months_of("budget_wiederholung", self.bewilligt_ab))

    @property
    @sichtbar
    def bekannt_am(self) -> date:
        """Day on which the notice counts as announced: by fact where that is known, else by the fiction of the law."""
        bescheid = self._need_bescheid()
        if bescheid.bekanntgabe in ("post_inland", "elektronisch"):
            fiktion = announced_on(bescheid.aufgegeben_am)
            return max(fiktion, bescheid.bekannt_am) if bescheid.bekannt_am is not None else fiktion
        return bescheid.bekannt_am or bescheid.aufgegeben_am

    @property
    @sichtbar
    def bekanntgabe_tag(self) -> int:
        """The day after the posting on which a letter counts as announced, as a number."""
        return int(find_frist("bekanntgabe_tag", self.rechtsstand).wert)

    @property
    @sichtbar
    def monate_im_ausland(self) -> int:
        """Months for an objection or an action when the notice is announced abroad (§ 84 Abs. 1 Satz 2, § 87 Abs. 1 Satz 2 SGG)."""
        return months_of("widerspruch_ausland", self.rechtsstand)

    @property
    @sichtbar
    def widerspruch_monate(self) -> int:
        """Months for an objection after the announcement, as the instruction on remedies states them."""
        bescheid = self._need_bescheid()
        return months_of("widerspruch_ausland" if bescheid.geht_ins_ausland else "widerspruch", self.rechtsstand)

    @property
    @sichtbar
    def widerspruch_bis(self) -> date:
        """Last day of the Widerspruchsfrist."""
        bescheid = self._need_bescheid()
        ort, ist_ausland = self.leistender.anschrift.ort, bescheid.geht_ins_ausland
        return end_of_widerspruch(self.bekannt_am, self.bundesland, ist_ausland, bescheid.ist_belehrung_richtig, ort)

    @property
    @sichtbar
    def fristen(self) -> tuple[Fallfrist, ...]:
        """Every deadline that has begun, in the order of the procedure."""
        tage = Falltage(
            self.recht.hat_beauftragten,
            self.bewilligt_ab if self.teilbudgets else None,
            self.bekannt_am if self.bescheid is not None else None,
            self.widerspruch_bis if self.bescheid is not None else None,
        )
        return list_fallfristen(self, tage)

    @property
    def folgetage(self) -> tuple[tuple[date, str, Pfad], ...]:
        """The last days of all deadlines and the first payment."""
        tage = tuple((f.ende, f.was, f.pfad) for f in self.fristen)
        zahlung = ((self.erste_zahlung, "Erste Zahlung", ("teilbudgets", 0, "beginn")),) if self.teilbudgets else ()
        return (*tage, *zahlung)

    @property
    def unterschriftsorte(self) -> tuple[Unterschriftsort, ...]:
        """The person, or who represents it, and the Träger that leads."""
        vereinbarung = self.zielvereinbarung
        if vereinbarung is None:
            return ()
        person = Unterschriftsort("person", "person", ("person.name", self.person.name), ())
        if self.person.vertretung is not None:
            vertretung = (("person.vertretung.name", self.person.vertretung.name),)
            person = Unterschriftsort("person", "person", ("person.name", self.person.name), vertretung)
        traeger = f"traeger[{self.leistender.id}].name"
        zeilen = (("zielvereinbarung.unterzeichnet_durch", vereinbarung.unterzeichnet_durch),)
        return (person, Unterschriftsort(traeger, "traeger", (traeger, self.leistender.name), zeilen))

    @property
    def unterzeichnung_am(self) -> date | None:
        """Day of the agreement."""
        return self.zielvereinbarung.vom if self.zielvereinbarung is not None else None

    @property
    def unberechenbares(self) -> tuple[tuple[Pfad, str], ...]:
        """Benefits whose amount does not follow, deadlines and names that the law of the day does not give."""
        return tuple(self._iter_unberechenbares())

    def _iter_unberechenbares(self) -> Iterator[tuple[Pfad, str]]:
        kennungen = {t.id for t in self.traeger}
        unbekannt = [p for p, k in self._traegerverweise() if k not in kennungen]
        yield from ((p, "Diesen Leistungsträger gibt es unter „traeger“ nicht.") for p in unbekannt)
        if unbekannt:
            return
        eigene = read_eigene(self.eigene_werte)
        for i, teil in enumerate(self.teilbudgets):
            werte = Rechtswerte(teil.beginn, eigene)
            for j, leistung in enumerate(teil.leistungen):
                ort: Pfad = ("teilbudgets", i, "leistungen", j)
                try:
                    compute_leistung(leistung, teil.einstufung or "", werte)
                except Rechenfehler as fehler:
                    yield (*ort, fehler.feld), str(fehler)
                except ParameterFehler as fehler:
                    yield (*ort, "rechnung"), str(fehler)
        try:
            for t in self.traeger:
                name_traeger(t.art, self.rechtsstand)
            _ = self.recht, self.fristen
        except ParameterFehler as fehler:
            yield ("rechtsstand",), str(fehler)

    def _traegerverweise(self) -> Iterator[tuple[Pfad, str]]:
        yield ("leitung", "traeger"), self.leitung.traeger
        if self.leitung.weitergeleitet_von is not None:
            yield ("leitung", "weitergeleitet_von"), self.leitung.weitergeleitet_von
        for name in ("teilbudgets", "stellungnahmen"):
            yield from (((name, i, "traeger"), t.traeger) for i, t in enumerate(getattr(self, name)))
        yield from ((("einwilligungen", i, "empfaenger"), e.empfaenger) for i, e in enumerate(self.einwilligungen))


def _next(tag: date) -> date:
    return date.fromordinal(tag.toordinal() + 1)
