"""How the budget is computed and paid: the statements of the file, not the results (those are in `berechnung`)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Absatztext, Basis, Betrag, Datum, Dauer, Kuerzel, Parteikennung, Rate, Wahrheit, Zeile


class Kommissionsbeschluss(Basis):
    """Decision of the Vertragskommission SGB IX on the yearly rate."""

    gremium: Zeile
    """Beschließendes Gremium."""
    vom: Annotated[
        Datum,
        Zeit(
            "Beschluss über die Steigerungsrate",
            alt=("unterzeichnung.am", 14),
            regel="ZB-04",
            durch=".gremium",
            deckt=("budget.steigerung",),
        ),
    ]
    """Tag des Beschlusses."""
    aktenzeichen: Zeile
    """Fundstelle oder Aktenzeichen des Beschlusses."""


class Steigerung(Basis):
    """Rate by which the reference year is carried forward."""

    rate: Annotated[Rate, Groesse(regel="ZB-04")]
    """Steigerungsrate als Bruchteil, 0.0320 für 3,20 Prozent."""
    beschluss: Kommissionsbeschluss
    """Beschluss, auf dem die Rate beruht."""


class AusgewiesenerLeistungstyp(Basis):
    """Figures of a Leistungstyp that the file states as well."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("leistungstyp",)

    leistungstyp: Annotated[Kuerzel, VerweisAuf("Leistungstyp", regel="ZB-02")]
    """Kürzel des Leistungstyps."""
    summe: Annotated[Betrag, Groesse(regel="ZB-02")]
    """Summe des Leistungstyps im Budgetjahr."""


class AusgewieseneGruppe(Basis):
    """Figures of a group that the file states as well."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("leistungstyp", "gruppe")

    leistungstyp: Annotated[Kuerzel, VerweisAuf("Leistungstyp", regel="ZB-01")]
    """Kürzel des Leistungstyps."""
    gruppe: Annotated[Kuerzel, VerweisAuf("Gruppe", regel="ZB-01")]
    """Kennung der Gruppe."""
    verguetungssatz: Annotated[Betrag, Groesse(regel="ZB-04")]
    """Fortgeschriebener Vergütungssatz."""
    betrag: Annotated[Betrag, Groesse(regel="ZB-01")]
    """Menge mal Vergütungssatz."""


class Ausgewiesen(Basis):
    """Results that somebody agreed on outside; each is compared with the computed value."""

    jahresbetrag: Annotated[Betrag | None, Groesse(regel="ZB-02")] = None
    """Budget des Kalenderjahres."""
    jahresbetrag_in_worten: Zeile | None = None
    """Budget in Worten."""
    rate: Annotated[Betrag | None, Groesse(regel="ZB-03")] = None
    """Monatsrate."""
    letzte_rate: Annotated[Betrag | None, Groesse(regel="ZB-03")] = None
    """Letzte Monatsrate."""
    fua_betrag: Annotated[Betrag | None, Groesse(regel="ZB-02")] = None
    """Betrag des Mindestanteils für fallunspezifische Arbeit."""
    leistungstypen: tuple[AusgewiesenerLeistungstyp, ...] = ()
    """Summen je Leistungstyp."""
    gruppen: tuple[AusgewieseneGruppe, ...] = ()
    """Sätze und Beträge je Gruppe."""


class Rumpfjahr(Basis):
    """How a first budget year that does not begin on 1 January is reckoned (F3)."""

    methode: Literal["monate", "tage"]
    """Nach Zwölfteln oder nach Kalendertagen."""


class Faelligkeit(Basis):
    """When an instalment is due."""

    werktag: Annotated[int, Field(strict=True, ge=1, le=20), Groesse(ueblich=("1", "15"))]
    """Werktag des Monats, bis zu dem gezahlt wird."""
    ist_im_voraus: Wahrheit = True
    """Zahlung für den laufenden Monat im Voraus."""


class Mengenzaehlung(Basis):
    """What counts as a unit of volume where the Landesrahmenvertrag leaves it to the parties."""

    grundlage: Literal["erbracht", "bewilligt"] = "erbracht"
    """Ob nur erbrachte oder alle bewilligten und angebotenen Leistungen zählen."""
    teilmonat: Literal["ueberwiegend", "angefangen"] = "ueberwiegend"
    """Wann ein Leistungsmonat zählt, in dem die Leistung beginnt oder endet."""
    abwesenheit_tage: Annotated[int, Field(strict=True, ge=2, le=366), Groesse(ueblich=("2", "92"))] = 28
    """Zusammenhängende Kalendertage vorübergehender Abwesenheit, die weiter zählen."""

    @property
    @sichtbar
    def ist_nach_leistung(self) -> bool:
        """Only what was rendered counts."""
        return self.grundlage == "erbracht"

    @property
    @sichtbar
    def ist_ueberwiegend(self) -> bool:
        """A month counts if more than half of its days do."""
        return self.teilmonat == "ueberwiegend"


class Budget(Basis):
    """Computation of the budget and its payment."""

    referenzjahr: Annotated[int, Field(strict=True, ge=2018, le=2100), Groesse(regel="ZB-04")]
    """Kalenderjahr, aus dem die Leistungsmengen und Vergütungssätze stammen."""
    budgetjahr: Annotated[int, Field(strict=True, ge=2019, le=2100), Groesse(regel="ZB-03")]
    """Kalenderjahr, für das das Budget berechnet wird."""
    steigerung: Steigerung
    """Fortschreibung vom Referenzjahr zum Budgetjahr."""
    rundung: Literal["je_satz", "gesamtbetrag"]
    """Was gerundet wird: jeder fortgeschriebene Vergütungssatz oder der fortgeschriebene Gesamtbetrag."""
    rumpfjahr: Rumpfjahr | None = None
    """Nötig, wenn die Laufzeit nicht am 1. Januar beginnt."""
    faelligkeit: Faelligkeit
    """Fälligkeit der Monatsraten."""
    zaehlung: Mengenzaehlung = Mengenzaehlung()
    """Wie die Mengen gezählt werden."""
    ausgewiesen: Ausgewiesen | None = None
    """Ergebnisse zum Vergleich; fehlen sie, rechnet allein das Programm."""

    @property
    @sichtbar
    def ist_je_satz(self) -> bool:
        """Rates are rounded one by one."""
        return self.rundung == "je_satz"

    @property
    @sichtbar
    def ist_gesamtrundung(self) -> bool:
        """The total is rounded."""
        return self.rundung == "gesamtbetrag"

    @property
    @sichtbar
    def hat_rumpfjahr(self) -> bool:
        """The first budget year is shorter than a year."""
        return self.rumpfjahr is not None

    @property
    @sichtbar
    def ist_rumpfjahr_nach_monaten(self) -> bool:
        """Part year in twelfths."""
        return self.rumpfjahr is not None and self.rumpfjahr.methode == "monate"

    @property
    @sichtbar
    def ist_rumpfjahr_nach_tagen(self) -> bool:
        """Part year in days."""
        return self.rumpfjahr is not None and self.rumpfjahr.methode == "tage"


class Budgetregeln(Budget):
    """What holds for every Budget of a contract that has one for each Budgetnehmer; the amounts stand with each of them."""

    ausgewiesen: None = None
    """Ergebnisse zum Vergleich stehen bei jedem Budgetnehmer unter `budgetnehmer`, nie hier."""


class FallunspezifischeArbeit(Basis):
    """Minimum share of the budget for fallunspezifische Arbeit (F9: part of the budget, no surcharge)."""

    mindestanteil: Annotated[Rate, Groesse(ueblich=("0.005", "0.15"), moeglich=("0", "1"), ist_null_ueblich=True)]
    """Anteil am Budget als Bruchteil."""


class Erfolgsregel(Basis):
    """What becomes of volumes that fall away because people have reached their goals: without a rule, success lowers the budget."""

    art: Literal["untergrenze", "weiterzaehlung"]
    """Ob das Budget des Vorjahres Untergrenze bleibt oder die weggefallenen Mengen eine Zeit lang weiter zählen."""
    monate: Annotated[Dauer, Groesse(ueblich=("1", "36"))] = 12
    """Monate, die weggefallene Mengen weiter zählen; nur bei `weiterzaehlung`."""


class Fortschreibung(Basis):
    """Yearly update by the rate of the Vertragskommission SGB IX."""

    gremium: Zeile
    """Gremium, dessen Steigerungsrate gilt."""
    mitteilung_bis_monat: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "12"))]
    """Monat, bis zu dessen Ende der Leistungsträger das neue Budget mitteilt."""
    zwischenregelung: Literal["vorjahresrate_mit_verrechnung", "vorjahresrate_ohne_verrechnung"]
    """Was gilt, solange kein Beschluss vorliegt."""
    ersatz_nach_monat: Annotated[int, Field(strict=True, ge=1, le=12), Groesse(ueblich=("1", "12"))] = 6
    """Monat des neuen Kalenderjahres, nach dessen Ende auf einen Beschluss nicht mehr gewartet wird."""
    erfolg: Erfolgsregel | None = None
    """Was mit Mengen geschieht, die durch erreichte Teilhabeziele wegfallen."""

    @property
    @sichtbar
    def hat_untergrenze(self) -> bool:
        """Success does not lower the budget below that of the year before."""
        return self.erfolg is not None and self.erfolg.art == "untergrenze"

    @property
    @sichtbar
    def hat_weiterzaehlung(self) -> bool:
        """Volumes that fell away through success go on counting for a while."""
        return self.erfolg is not None and self.erfolg.art == "weiterzaehlung"

    @property
    @sichtbar
    def hat_erfolgsregel(self) -> bool:
        """There is a rule on volumes that fall away through success."""
        return self.erfolg is not None

    @property
    @sichtbar
    def hat_verrechnung(self) -> bool:
        """Interim instalments are settled once the rate is known."""
        return self.zwischenregelung == "vorjahresrate_mit_verrechnung"


class Korridor(Basis):
    """Bounds of a corridor clause (F6)."""

    grenze: Annotated[Rate, Groesse(ueblich=("0.005", "0.25"), ist_null_ueblich=True, regel="ZB-10")]
    """Abweichung, ab der angepasst wird, als Bruchteil."""
    wirkung: Literal["gesamte_abweichung", "ueberschuss"]
    """Ob die ganze Abweichung oder nur ihr Überschuss über die Grenze zählt."""


class Ausloeser(Basis):
    """An event that entitles a party to ask for negotiation."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Ereignis; Glied einer Aufzählung, beginnt klein, endet ohne Satzzeichen."""


class Anpassung(Basis):
    """The adjustment clause."""

    typ: Literal["flexibel_ohne_grenzwert", "korridor"]
    """Anpassung ohne festen Grenzwert oder mit Korridor."""
    ausloeser: tuple[Ausloeser, ...] = ()
    """Ereignisse, die eine Verhandlung auslösen."""
    verhandlung_wochen: Annotated[Dauer, Groesse(ueblich=("1", "52"))]
    """Frist für die Verhandlung in Wochen nach Zugang der Aufforderung."""
    form_der_aufforderung: Literal["textform", "schriftform"]
    """Form der Aufforderung zur Verhandlung."""
    korridor: Korridor | None = None
    """Grenze und Wirkung; nur bei `korridor`."""

    @property
    @sichtbar
    def ist_flexibel(self) -> bool:
        """Adjustment without fixed threshold."""
        return self.typ == "flexibel_ohne_grenzwert"

    @property
    @sichtbar
    def ist_korridor(self) -> bool:
        """Adjustment beyond a corridor, and the corridor is stated."""
        return self.typ == "korridor" and self.korridor is not None

    @property
    @sichtbar
    def ist_gesamte_abweichung(self) -> bool:
        """Beyond the corridor the whole deviation counts."""
        return self.korridor is not None and self.korridor.wirkung == "gesamte_abweichung"

    @property
    @sichtbar
    def ist_textform(self) -> bool:
        """Text form suffices for asking to negotiate."""
        return self.form_der_aufforderung == "textform"

    @property
    @sichtbar
    def hat_ausloeser(self) -> bool:
        """Events are named that entitle to negotiation."""
        return bool(self.ausloeser)


class Investitionen(Basis):
    """Investment needs (A-TB1-09)."""

    ist_im_budget: Wahrheit
    """Ob das Budget Beträge für Investitionsmaßnahmen enthält."""
    anzeige_monate: Annotated[Dauer, Groesse(ueblich=("1", "36"))]
    """Monate vor Beginn der Maßnahme, in denen der Bedarf anzuzeigen ist."""


class Abweichung(Basis):
    """A deviation from the ordinary law of agreements (§§ 123 to 129 SGB IX) on the basis of § 132 SGB IX."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    norm: Zeile
    """Vorschrift, von der abgewichen wird."""
    inhalt: Absatztext
    """Worin die Abweichung besteht; Glied einer Aufzählung, beginnt klein, endet ohne Satzzeichen."""


class Bestaetigung(Basis):
    """A confirmation by one side."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Annotated[Parteikennung, VerweisAuf("Partei")]
    """Bestätigende Partei."""
    am: Annotated[
        Datum,
        Zeit(
            "Bestätigung des Datenabgleichs",
            ab=("..protokoll_vom",),
            bis=("unterzeichnung.am",),
            durch=".partei",
            deckt=("datenabgleich.protokoll_vom", "personenkreis", "leistungspaket", "budget"),
        ),
    ]
    """Tag der Bestätigung."""


class Feststellung(Basis):
    """A finding of the data reconciliation."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    text: Absatztext
    """Feststellung in einem oder zwei Sätzen; Datenquelle als Glied einer Aufzählung ohne Satzzeichen am Ende."""


class Datenabgleich(Basis):
    """Reconciliation of data by both sides before the first budget (A-TB1-11)."""

    protokoll_vom: Annotated[
        Datum,
        Zeit(
            "Protokoll des Datenabgleichs",
            ab=(".ist_bis",),
            bis=("fassung.stand",),
            alt=("laufzeit.beginn", 12),
            anlage="anlabgleich",
        ),
    ]
    """Datum des Protokolls."""
    referenzjahr: Annotated[int | None, Field(strict=True, ge=2018, le=2100), Groesse(regel="TD-07")] = None
    """Jahr, dessen Zahlen abgeglichen sind; fehlt es, das Referenzjahr des Budgets. Nach einer Fortschreibung ist es das frühere."""
    ist_bis: Annotated[Datum, Zeit("Letzter Tag der Ist-Zahlen", alt=(".protokoll_vom", 6))]
    """Letzter Tag, für den Ist-Zahlen vorliegen."""
    prognose: Zeile | None = None
    """Zeitraum, für den hochgerechnet ist, wenn nicht für das ganze Referenzjahr Ist-Zahlen vorliegen."""
    quellen: Annotated[tuple[Feststellung, ...], Field(min_length=1)]
    """Abgeglichene Datenbestände."""
    feststellungen: Annotated[tuple[Feststellung, ...], Field(min_length=1)]
    """Ergebnisse des Abgleichs."""
    bestaetigungen: tuple[Bestaetigung, ...] = ()
    """Bestätigungen der Parteien; vorgesehen ist die jeder Partei."""

    @property
    @sichtbar
    def hat_prognose(self) -> bool:
        """Part of the reference year is projected."""
        return self.prognose is not None
