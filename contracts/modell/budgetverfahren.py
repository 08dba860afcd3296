"""The procedure of a Persönliches Budget: application, forwarding, statements, conference, agreement, notice, and how it ends."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from ..angaben import Folgetag, Groesse, Personenbezogen, Unpersoenlich, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .teilbudget import Fallsatz
from .typen import KATALOG_MUSTER, Absatztext, Basis, Datum, Dezimal, Kuerzel, Preis, Uhrzeit, Wahrheit, Zeile

Fallzeile = Annotated[Zeile, Personenbezogen("text")]
"""A line about one person."""
Traegerkennung = Annotated[Kuerzel, VerweisAuf("Budgettraeger")]


class Beratung(Basis):
    """What the person was told before it applied (A-PB-041)."""

    am: Annotated[Datum, Zeit("Tag der Beratung", bis=("bescheid.vom",))]
    """Tag der Beratung."""
    hat_budget_verbraucht_risiko: Wahrheit
    """Erklärt: Ist das Budget verbraucht, gibt es für denselben Bedarf keine weitere Leistung."""
    hat_kosten_risiko: Wahrheit
    """Erklärt: Selbst beschaffte Leistungen können teurer sein als erwartet."""
    hat_ausfall_risiko: Wahrheit
    """Erklärt: Wer die Leistung erbringt, kann ausfallen."""
    hat_mitwirkung: Wahrheit
    """Erklärt: Voraussetzungen, Ziele, Verfahren und Mitwirkungspflichten."""


ANTRAGSFORMEN: Final = {
    "schriftlich": "schriftlich",
    "elektronisch": "elektronisch",
    "niederschrift": "zur Niederschrift",
    "sonstige": "durch sonstige Willenserklärung",
}
LEITUNGSGRUENDE: Final = {
    "erstangegangen": "hat den Antrag zuerst erhalten",
    "weitergeleitet": "hat den Antrag durch Weiterleitung erhalten",
    "servicestelle": "führt die Gemeinsame Servicestelle, bei der der Antrag einging",
    "kassenwechsel": "ist nach einem Wechsel der Kasse zuständig geworden",
    "vereinbarung": "führt das Verfahren nach Absprache der Leistungsträger",
}
"""Why a Leistungsträger leads, as a sentence about it goes on."""


class Budgetantrag(Basis):
    """The application with its seven items (A-PB-042)."""

    eingang: Annotated[Datum, Zeit("Eingang des Antrags", bis=("bescheid.vom",))]
    """Tag des Eingangs."""
    form: Literal["schriftlich", "elektronisch", "niederschrift", "sonstige"]
    """Form: schriftlich, elektronisch, zur Niederschrift oder sonstige Willenserklärung."""
    leistungen: Annotated[tuple[Fallzeile, ...], Field(min_length=1, max_length=20)]
    """Beantragte Leistungen."""
    feststellungen: Annotated[tuple[Fallzeile, ...], Field(max_length=20)] = ()
    """Vorhandene Feststellungen zum Bedarf."""
    wuensche: Annotated[tuple[Fallzeile, ...], Field(max_length=20)] = ()
    """Wünsche der Person."""
    beschaffung: Annotated[tuple[Fallzeile, ...], Field(max_length=20)] = ()
    """Hinweise zur Beschaffung der Leistungen."""
    unterlagen: Annotated[tuple[Fallzeile, ...], Field(max_length=20)] = ()
    """Unterlagen, die den Antrag begründen."""
    sonstiges: Annotated[tuple[Fallzeile, ...], Field(max_length=20)] = ()
    """Sonstige Hinweise."""
    beratung: Beratung
    """Beratung vor dem Antrag."""

    @property
    @sichtbar
    def form_name(self) -> str:
        """How it was made, in words: any declaration of will is enough."""
        return ANTRAGSFORMEN[self.form]


class Verfahrensleitung(Basis):
    """Who leads the procedure, and why."""

    traeger: Traegerkennung
    """Kennung des leistenden Trägers, nach dem Recht bis 2017 des Beauftragten."""
    grund: Literal["erstangegangen", "weitergeleitet", "servicestelle", "kassenwechsel", "vereinbarung"]
    """Warum er das Verfahren führt."""
    geklaert_am: Annotated[Datum, Zeit("Klärung der Zuständigkeit", ab=("antrag.eingang",), regel="FL-07")]
    """Tag, an dem die Zuständigkeit feststand."""
    weitergeleitet_von: Traegerkennung | None = None
    """Kennung des erstangegangenen Trägers, der den Antrag weitergeleitet hat."""
    eingang_nach_weiterleitung: Annotated[
        Datum | None, Zeit("Eingang nach Weiterleitung", ab=("antrag.eingang",), bis=("bescheid.vom",))
    ] = None
    """Tag, an dem der weitergeleitete Antrag eingegangen ist."""
    mitteilung_18_am: Annotated[Datum | None, Zeit("Begründete Mitteilung", ab=("antrag.eingang",), regel="FL-07")] = (
        None
    )
    """Tag der begründeten Mitteilung, wenn die Frist für die Entscheidung nicht gehalten wird (§ 18 SGB IX)."""

    @property
    @sichtbar
    def grund_satz(self) -> str:
        """Why this Leistungsträger leads, in words."""
        return LEITUNGSGRUENDE[self.grund]


class Dateneinwilligung(Basis):
    """Consent to pass data on to one recipient for one purpose (§ 67b SGB X)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("empfaenger",)

    empfaenger: Traegerkennung
    """Kennung des Leistungsträgers, der Daten erhält."""
    am: Annotated[Datum, Zeit("Tag einer Einwilligung", regel="RK-21")]
    """Tag der Einwilligung."""
    zweck: Annotated[Absatztext, Unpersoenlich("text")]
    """Zweck der Übermittlung in einem vollständigen Satz."""
    hat_hinweis_folgen: Wahrheit
    """Ob auf die Folgen der Verweigerung hingewiesen wurde."""
    hat_hinweis_widerruf: Wahrheit
    """Ob auf das Recht zum Widerruf hingewiesen wurde."""
    widerrufen_am: Annotated[Datum | None, Zeit("Widerruf einer Einwilligung", ab=(".am",))] = None
    """Tag des Widerrufs."""


class Traegerstellungnahme(Basis):
    """The statement of one Leistungsträger on need, amount, agreement and advice (A-PB-060)."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("traeger",)

    traeger: Traegerkennung
    """Kennung des Leistungsträgers."""
    angefordert_am: Annotated[Datum, Zeit("Anforderung einer Stellungnahme", ab=("antrag.eingang",))]
    """Tag der Anforderung."""
    eingegangen_am: Annotated[
        Datum | None, Zeit("Eingang einer Stellungnahme", ab=(".angefordert_am",), regel="FL-08")
    ] = None
    """Tag des Eingangs."""
    betrag_monatlich: Annotated[Preis, Groesse(regel="ZB-13")] | None = None
    """Teilbudget im Monat, wie es der Leistungsträger festgestellt hat."""
    beratungsbedarf: Fallsatz | None = None
    """Festgestellter Beratungs- und Unterstützungsbedarf."""


class Budgetkonferenz(Basis):
    """The joint meeting in which the Teilbudgets are settled."""

    am: Annotated[Datum, Zeit("Tag der Budgetkonferenz", ab=("antrag.eingang",), bis=("bescheid.vom",))]
    """Tag."""
    uhrzeit: Uhrzeit
    """Beginn, etwa "10:00"."""
    ort: Annotated[Zeile, Unpersoenlich("text")]
    """Ort mit dem Hinweis, wie er ohne Barrieren zu erreichen ist."""
    eingeladen_am: Annotated[Datum, Zeit("Einladung zur Budgetkonferenz", ab=("antrag.eingang",), bis=(".am",))]
    """Tag der Einladung."""
    traeger: tuple[Traegerkennung, ...]
    """Kennungen der teilnehmenden Leistungsträger."""
    verzicht: tuple[Traegerkennung, ...] = ()
    """Kennungen der Leistungsträger, die nach endgültiger Absprache fernbleiben."""
    ergebnisse: Annotated[tuple[Fallsatz, ...], Field(max_length=20)] = ()
    """Ergebnisse in vollständigen Sätzen."""
    festgestellt_am: Annotated[Datum | None, Zeit("Feststellung der Teilbudgets", ab=(".am",), regel="FL-08")] = None
    """Tag, an dem die Teilbudgets feststanden."""


class Gesamtfeststellung(Basis):
    """What the conference settled as the whole; compared with what follows from the benefits."""

    geld: Annotated[Preis, Groesse(regel="ZB-13")]
    """Geldleistungen im Monat."""
    gutscheine: Annotated[Preis, Groesse(regel="ZB-13")]
    """Gutscheine im Monat."""
    gesamt: Annotated[Preis, Groesse(regel="ZB-13")]
    """Gesamtbudget im Monat."""


class Budgetvereinbarung(Basis):
    """The Zielvereinbarung of the person and the Träger that leads."""

    vom: Annotated[Datum, Zeit("Tag der Zielvereinbarung", ab=("antrag.eingang",), bis=("bescheid.vom",))]
    """Tag des Abschlusses."""
    ort: Annotated[Zeile, Unpersoenlich("ort")]
    """Ort der Unterzeichnung."""
    unterzeichnet_durch: Annotated[Zeile, Unpersoenlich("amtsperson")]
    """Wer für den Träger unterzeichnet: Name und Funktion."""
    besondere_regelungen: Annotated[tuple[Fallsatz, ...], Field(max_length=20)] = ()
    """Weitere Regelungen, je ein Absatz."""
    budgetreste: Literal["verbleib", "ansparen", "rueckzahlung"]
    """Was mit nicht verbrauchtem Geld geschieht."""
    wiederholung_bis: Annotated[
        Datum | None,
        Zeit("Festgehaltene Wiederholung der Bedarfsermittlung", regel="FL-09"),
        Folgetag("wiederholung_bis"),
    ] = None
    """Letzter Tag für die neue Bedarfsermittlung, wenn er festgehalten ist; wird geprüft."""
    begruendung_wiederholung: Fallsatz | None = None
    """Grund für einen anderen Abstand als zwei Jahre."""
    bindung_bis: Annotated[
        Datum | None, Zeit("Festgehaltenes Ende der Bindung", regel="FL-09"), Folgetag("gebunden_bis")
    ] = None
    """Letzter Tag der Bindung, wenn er festgehalten ist; wird geprüft."""
    zielpruefung_am: Annotated[Datum | None, Zeit("Vereinbarte Überprüfung der Ziele", ab=(".vom",), regel="FL-09")] = (
        None
    )
    """Tag der ersten Überprüfung der Ziele, wenn er vereinbart ist; wird geprüft."""
    gilt_bis: Annotated[Datum | None, Zeit("Letzter Tag der Zielvereinbarung", ab=(".vom",), regel="FL-09")] = None
    """Letzter Tag der Zielvereinbarung, wenn einer vereinbart ist."""
    ist_arbeitgebermodell: Wahrheit = False
    """Ob die Person selbst Assistenzkräfte beschäftigt."""

    @property
    @sichtbar
    def bleibt_rest(self) -> bool:
        """What is left stays with the person."""
        return self.budgetreste == "verbleib"

    @property
    @sichtbar
    def wird_angespart(self) -> bool:
        """What is left may be saved for the need."""
        return self.budgetreste == "ansparen"

    @property
    @sichtbar
    def wird_zurueckgezahlt(self) -> bool:
        """What is left is paid back."""
        return self.budgetreste == "rueckzahlung"


class Budgetbescheid(Basis):
    """The notice that grants the budget."""

    vom: Annotated[Datum, Zeit("Tag des Bescheides", ab=("antrag.eingang",))]
    """Tag des Bescheides."""
    aufgegeben_am: Annotated[Datum, Zeit("Aufgabe zur Post", ab=(".vom",), regel="FL-11")]
    """Tag der Aufgabe zur Post oder der Absendung."""
    bekanntgabe: Literal["post_inland", "post_ausland", "elektronisch", "persoenlich", "zustellung"]
    """Wie der Bescheid bekannt gegeben wird."""
    bekannt_am: Annotated[Datum | None, Zeit("Tatsächliche Bekanntgabe", ab=(".aufgegeben_am",), regel="FL-11")] = None
    """Tag des tatsächlichen Zugangs, wenn er feststeht."""
    widerspruchsfrist_bis: Annotated[
        Datum | None, Zeit("Ende der Widerspruchsfrist", regel="FL-11"), Folgetag("widerspruch_bis")
    ] = None
    """Ende der Widerspruchsfrist, wenn die Stelle es festgehalten hat; wird geprüft."""
    ist_belehrung_richtig: Wahrheit = True
    """Ob der bekannt gegebene Bescheid richtig belehrt hat; sonst gilt ein Jahr."""
    begruendung: Annotated[tuple[Fallsatz, ...], Field(max_length=20)]
    """Begründung, je ein Absatz: wesentliche Gründe und Gesichtspunkte des Ermessens (§ 35 SGB X)."""
    unterzeichnet_durch: Annotated[Zeile, Unpersoenlich("amtsperson")]
    """Name und Funktion der Person, die den Bescheid verantwortet (§ 33 Abs. 3 SGB X)."""
    postanschrift_elektronisch: Annotated[Zeile, Unpersoenlich("text")]
    """Elektronische Anschrift für den Widerspruch, etwa das Behördenpostfach."""

    @property
    @sichtbar
    def geht_ins_ausland(self) -> bool:
        """Announced abroad, so the objection has three months (§ 84 Abs. 1 Satz 2 SGG)."""
        return self.bekanntgabe == "post_ausland"

    @property
    @sichtbar
    def geht_mit_der_post(self) -> bool:
        """Posted within the country, so the law says when it counts as announced."""
        return self.bekanntgabe == "post_inland"

    @property
    @sichtbar
    def geht_elektronisch(self) -> bool:
        """Sent electronically, so the law says when it counts as announced."""
        return self.bekanntgabe == "elektronisch"


class Budgetkuendigung(Basis):
    """Notice given by either side."""

    durch: Literal["person", "traeger"]
    """Wer kündigt."""
    art: Literal["ordentlich", "wichtiger_grund"]
    """Zum Ende des Anspruchsmonats oder aus wichtigem Grund sofort."""
    am: Annotated[Datum, Zeit("Eingang der Kündigung", ab=("bescheid.vom",), regel="FL-12")]
    """Tag, an dem die Kündigung zugegangen ist."""
    zum: Annotated[Datum | None, Zeit("Wirkung der Kündigung", ab=(".am",), regel="FL-12")] = None
    """Tag, zu dem sie wirken soll; ohne Angabe der früheste."""
    grund: Fallsatz | None = None
    """Grund, bei einer Kündigung des Trägers und aus wichtigem Grund nötig."""

    @property
    @sichtbar
    def hat_grund(self) -> bool:
        """A reason is stated."""
        return self.grund is not None

    @property
    @sichtbar
    def kommt_vom_traeger(self) -> bool:
        """The Träger gave notice."""
        return self.durch == "traeger"


class Rueckforderung(Basis):
    """Money that was paid for a time after the end (§ 50 SGB X)."""

    betrag: Annotated[Preis, Groesse(ueblich=("1", "50000"))]
    """Zu erstattender Betrag."""
    zeitraum: Fallzeile
    """Zeitraum, für den zu viel gezahlt wurde."""
    angehoert_am: Annotated[Datum, Zeit("Anhörung zur Rückforderung", ab=("bescheid.vom",))]
    """Tag der Anhörung (§ 24 SGB X)."""
    vom: Annotated[Datum, Zeit("Bescheid über die Rückforderung", ab=(".angehoert_am",))]
    """Tag des Bescheides."""
    grund: Fallsatz
    """Grund in vollständigen Sätzen."""


class Budgetwiderspruch(Basis):
    """An objection and how it was decided."""

    eingang: Annotated[Datum, Zeit("Eingang des Widerspruchs", ab=("bescheid.vom",))]
    """Tag des Eingangs."""
    gegenstand: Fallsatz
    """Wogegen sich der Widerspruch richtet."""
    entschieden_am: Annotated[Datum | None, Zeit("Widerspruchsbescheid", ab=(".eingang",))] = None
    """Tag des Widerspruchsbescheides."""
    ausgang: Literal["stattgegeben", "teilweise", "zurueckgewiesen"] | None = None
    """Ergebnis."""
    sozialgericht: Annotated[Zeile, Unpersoenlich("text")]
    """Sozialgericht mit Sitz und Anschrift, bei dem geklagt werden kann."""
    gruende: tuple[Fallsatz, ...] = ()
    """Gründe, je ein Absatz."""

    @property
    @sichtbar
    def hat_erfolg(self) -> bool:
        """The objection was upheld in full."""
        return self.ausgang == "stattgegeben"

    @property
    @sichtbar
    def hat_teilerfolg(self) -> bool:
        """The objection was upheld in part."""
        return self.ausgang == "teilweise"

    @property
    @sichtbar
    def hat_keinen_erfolg(self) -> bool:
        """The objection was refused."""
        return self.ausgang == "zurueckgewiesen"


class Eigenwert(Basis):
    """A value of the law that the program does not know for the day; who states it answers for it."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("name", "merkmal")

    name: Annotated[str, Field(pattern=KATALOG_MUSTER), Unpersoenlich()]
    """Name des Wertes, wie ihn die Meldung nennt."""
    merkmal: Annotated[Zeile, Unpersoenlich("merkmal")]
    """Fall, für den er gilt, etwa „Stufe I“; „alle“ für einen Wert ohne Unterschied."""
    wert: Annotated[Dezimal, Groesse(ueblich=("0", "10000"))]
    """Wert."""
    fundstelle: Annotated[Zeile, Unpersoenlich("fundstelle")]
    """Wo er steht."""
    bestaetigt_durch: Annotated[Zeile, Unpersoenlich("text")]
    """Stelle, die ihn geprüft hat."""
    bestaetigt_am: Annotated[
        Datum, Zeit("Bestätigung eines eigenen Wertes", bis=("bescheid.vom",), durch=".bestaetigt_durch")
    ]
    """Tag der Prüfung."""
