"""Further sections of the sample document: short ones, and its Anlagen."""

from __future__ import annotations

from generator.tree import (
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Betont,
    Feld,
    Fussnote,
    Normzitat,
    Spalte,
    Tabelle,
    Textblock,
    Verweis,
    Zeile,
    Zelle,
)
from tests.generator.baumstuecke import absatz, betrag, chart_of, inlines, paragraf, punkt, textblock, zeile

LANGWORT = "Leistungserbringervergütungsvereinbarungsanpassungsverhandlungstermin"
"""A word that fits into no narrow column."""


def short_sections() -> tuple[Abschnitt, ...]:
    """Return the sections between the budget and the end of the contract."""
    return (_anpassung(), _gremium(), _controlling(), _daten(), _schluss())


def _anpassung() -> Abschnitt:
    return paragraf(
        "anpassung",
        "Anpassung",
        absatz(
            "anpassung_1",
            "Bei wesentlichen Änderungen gilt ",
            Normzitat("§ 59 Absatz 1 SGB X", "§ 59 Abs. 1 SGB X"),
            ".",
        ),
        absatz(
            "anpassung_2",
            "Das Verfahren richtet sich nach ",
            Verweis("gremium_1"),
            " und ",
            Verweis("anl_fach_2"),
            ".",
        ),
    )


def _gremium() -> Abschnitt:
    return paragraf(
        "gremium",
        "Steuerungsgruppe",
        absatz(
            "gremium_1",
            "Die Steuerungsgruppe tagt zweimal jährlich.",
            Fussnote(inlines("Ort: Straße des Übergangs 1, ", Betont(inlines("Köthen")))),
        ),
        absatz("gremium_2", "Sie beschließt einstimmig; ", Verweis("gremium_1"), " bleibt unberührt."),
        absatz(
            "gremium_3",
            "Sie lädt mit einer Frist von ",
            Aenderungsmarke(inlines("zwei"), "geloescht"),
            Aenderungsmarke(inlines("drei ", Betont(inlines("vollen"))), "eingefuegt"),
            " Wochen ein.",
        ),
    )


def _controlling() -> Abschnitt:
    return paragraf(
        "controlling",
        "Controlling und Berichte",
        absatz("controlling_1", "Die Berichte enthalten die Angaben aus ", Verweis("tab_raten"), "."),
    )


def _daten() -> Abschnitt:
    return paragraf(
        "daten",
        "Datenschutz",
        absatz("daten_1", "Es gelten die ", Normzitat("§§ 67 bis 85a SGB X", "§§ 67-85a SGB X"), "."),
    )


def _schluss() -> Abschnitt:
    return paragraf(
        "schluss",
        "Schlussbestimmungen",
        absatz(
            "schluss_1",
            "Änderungen bedürfen der Schriftform. Dies gilt auch für ",
            Verweis("schluss_1", satz=1),
            ".",
        ),
        absatz(
            "schluss_2",
            "Im Übrigen gilt die ",
            Verweis("praeambel"),
            "; zur Auslegung: ",
            Verweis("auslegung"),
            ".",
        ),
    )


def annexes() -> tuple[Abschnitt, ...]:
    """Return the Anlagen: a table with its chart, subsections, a form."""
    return (_anlage_mengen(), _anlage_fach(), _anlage_form())


def _anlage_mengen() -> Abschnitt:
    mengen = _tabelle_mengen()
    return Abschnitt(
        "anl_mengen",
        "anlage",
        inlines("Leistungen und Mengen"),
        (
            textblock("mengen_t", "Grundlage ist ", Verweis("budget"), "; siehe ", Verweis("bild_mengen"), "."),
            mengen,
            chart_of(mengen, "bild_mengen", "saeulen", (1, 3), inlines("Mengen und Beträge")),
        ),
    )


def _tabelle_mengen() -> Tabelle:
    return Tabelle(
        "tab_mengen",
        inlines("Leistungen und Mengen"),
        (Spalte(30), Spalte(20, "rechts"), Spalte(20, "rechts"), Spalte(30, "rechts")),
        (
            Zeile(
                "mengen_k1",
                (
                    Zelle(inlines("Leistungstyp")),
                    Zelle(inlines("Mengen nach Hilfebedarfsgruppen"), spanne=2),
                    Zelle(inlines("Betrag")),
                ),
            ),
            zeile("mengen_k2", "", "HBG 1", "HBG 2", "in Euro"),
        ),
        (
            zeile(
                "mengen_1",
                "Wohnen & Assistenz",
                Feld("leistungen[LT1].menge", "1.234", "1234", "zahl"),
                "5",
                betrag("leistungen[LT1].betrag", "3.000.000,00", "3000000.00"),
                kopf=True,
            ),
            zeile(
                "mengen_2",
                LANGWORT,
                "17",
                "",
                betrag("leistungen[LT2].betrag", "1.626.372,89", "1626372.89"),
                kopf=True,
            ),
        ),
        (
            zeile(
                "mengen_summe",
                "Summe",
                "",
                "",
                betrag("budget.jahresbetrag", "4.626.372,89", "4626372.89"),
                kopf=True,
                ist_summe=True,
            ),
        ),
    )


def _anlage_fach() -> Abschnitt:
    eigene = Aufzaehlung(
        (
            punkt(
                "fach_n1",
                "Personenzentrierung,",
                dann=(Aufzaehlung((punkt("fach_n1_a", "im Alltag,"), punkt("fach_n1_b", "bei Übergängen,"))),),
            ),
            punkt("fach_n2", "Sozialraum."),
        )
    )
    fach_1 = Abschnitt(
        "anl_fach_1", "unterabschnitt", inlines("Kernelemente"), (textblock("fach_t1", "Das Konzept umfasst:"), eigene)
    )
    fach_2 = Abschnitt(
        "anl_fach_2",
        "unterabschnitt",
        inlines("Umsetzung nach ", Verweis("anpassung")),
        (textblock("fach_t2", "Vorrang hat ", Verweis("fach_n1_a"), "; siehe auch ", Verweis("anl_fach_1"), "."),),
    )
    return Abschnitt(
        "anl_fach",
        "anlage",
        inlines("Fachkonzept"),
        (textblock("fach_t", "Zu ", Verweis("gegenstand_3"), "."), fach_1, fach_2),
    )


def _anlage_form() -> Abschnitt:
    hinweis = Textblock(
        "form_h",
        inlines("Hinweis: Bitte leserlich ausfüllen; <b>kein</b> Feld auslassen & „nichts“ streichen."),
        "hinweis",
    )
    strich = Aufzaehlung(
        (punkt("form_s1", "Name"), punkt("form_s2", "Zeichen: \\ * _ # | ` ~ [x] {y} $z^2 1. %")), "strich"
    )
    eine = Aufzaehlung((punkt("form_n1", "Erstens"), punkt("form_n2", "Zweitens")))
    zwei = Aufzaehlung((punkt("form_m1", "Wieder erstens"),))
    return Abschnitt(
        "anl_form", "anlage", inlines("Formblatt"), (hinweis, strich, eine, textblock("form_z", "Sodann:"), zwei)
    )
