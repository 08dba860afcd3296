"""A sample document that uses every node of the tree, with awkward text: the common ground of all writer tests.

`unresolved(schema)` is the tree as `assemble` would make it, `baum(schema)` the numbered one.
"""

from __future__ import annotations

from typing import Literal

from generator.numbering import resolve
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Diagramm,
    Dokument,
    Feld,
    Fussnote,
    Kopf,
    Normzitat,
    Spalte,
    Tabelle,
    Textblock,
    Umbruch,
    Unterschrift,
    Unterschriften,
    Verweis,
)
from tests.generator.baumstuecke import absatz, betrag, chart_of, inlines, paragraf, punkt, textblock, zeile
from tests.generator.beispielabschnitte import LANGWORT, annexes, short_sections
from tests.generator.feldkennungen import with_ids

__all__ = ["LANGWORT", "Schema", "baum", "unresolved"]

Schema = Literal["paragraf", "dezimal"]


def _praeambel() -> Abschnitt:
    return Abschnitt(
        "praeambel",
        "praeambel",
        inlines("Präambel"),
        (
            textblock(
                "praeambel_1",
                "Die Vertragsparteien wollen die Teilhabe der ",
                Feld("personenkreis.anzahl", "228", "228", "zahl"),
                " leistungsberechtigten Personen sichern & weiterentwickeln; ",
                "<Beteiligung> und „Selbstbestimmung“ leiten sie.",
            ),
            textblock(
                "praeambel_2",
                "Grundlage ist ",
                Normzitat("§ 132 SGB IX", "§ 132 SGB IX"),
                ". Näheres regelt ",
                Verweis("gegenstand"),
                ".",
            ),
        ),
    )


def _gegenstand() -> Abschnitt:
    begriff = inlines(
        "Das Budget für alle Leistungen (im Folgenden ",
        Begriff("Trägerbudget"),
        ") umfasst die in ",
        Verweis("anl_mengen"),
    )
    return paragraf(
        "gegenstand",
        "Gegenstand & Ziel der Vereinbarung",
        Absatz(
            "gegenstand_1",
            (
                Textblock(
                    "gegenstand_1_t", (*begriff, *inlines(" genannten Leistungen; siehe ", Verweis("tab_mengen"), "."))
                ),
            ),
        ),
        absatz(
            "gegenstand_2",
            "Was in ",
            Verweis("gegenstand_1", satz=1),
            " steht, gilt auch für ",
            Verweis("budget_2_n2_b"),
            ".",
        ),
        absatz(
            "gegenstand_3",
            "Die Leistungen richten sich nach ",
            Normzitat("§ 123 Absatz 1 Satz 1 SGB IX", "§ 123 Abs. 1 S. 1 SGB IX"),
            Fussnote(
                inlines(
                    "Neuntes Buch Sozialgesetzbuch vom 23. Dezember 2016; vgl. ",
                    Verweis("budget"),
                    " dieser Vereinbarung.",
                )
            ),
            " und nach ",
            Betont(inlines("dem Fachkonzept in ", Verweis("anl_fach"))),
            ".",
        ),
    )


def _geltung() -> Abschnitt:
    return paragraf(
        "geltung",
        "Geltung",
        absatz(
            "geltung_1",
            "Diese Vereinbarung gilt vom ",
            Feld("laufzeit.beginn", "1. Januar 2025", "2025-01-01", "datum"),
            " bis zum ",
            Feld("laufzeit.ende", "31. Dezember 2027", "2027-12-31", "datum"),
            ". Für die Verlängerung gilt ",
            Verweis("geltung_1", satz=1),
            " entsprechend.",
        ),
    )


def _budget() -> Abschnitt:
    tief = Aufzaehlung(
        (
            punkt("budget_2_n2_b_aa", "für Personal und"),
            punkt("budget_2_n2_b_bb", "für Sachmittel nach ", Verweis("budget_2_n2_a"), ","),
        )
    )
    buchstaben = Aufzaehlung(
        (punkt("budget_2_n2_a", "Grundleistungen sowie"), punkt("budget_2_n2_b", "Zusatzleistungen", dann=(tief,)))
    )
    nummern = Aufzaehlung(
        (
            punkt("budget_2_n1", "die Vergütung nach ", Verweis("budget_1", satz=2), ","),
            punkt("budget_2_n2", "die Anteile für", dann=(buchstaben,)),
        )
    )
    weiter = Aufzaehlung((punkt("budget_2_n3", "die Rücklage und"), punkt("budget_2_n4", f"der {LANGWORT}.")))
    striche = Aufzaehlung(
        (punkt("budget_3_s1", "Miete,"), punkt("budget_3_s2", "Strom & Wärme nach ", Verweis("budget_2_n3"), ".")),
        "strich",
    )
    return paragraf(
        "budget",
        "Höhe des Budgets",
        absatz(
            "budget_1",
            "Das Jahresbudget beträgt ",
            betrag("budget.jahresbetrag", "4.626.372,89\u00a0Euro", "4626372.89"),
            " (in Worten: ",
            Feld(
                "budget.jahresbetrag",
                "vier Millionen sechshundertsechsundzwanzigtausenddreihundertzweiundsiebzig",
                "4626372.89",
                "worte",
                True,
            ),
            " Euro). Die Steigerungsrate beträgt ",
            Feld("fortschreibung.steigerungsrate", "3,20\u00a0%", "0.0320", "prozent"),
            ".",
        ),
        absatz(
            "budget_2",
            "Zum Budget gehören:",
            dann=(
                nummern,
                textblock("budget_2_z", "Außerdem gehören dazu, abweichend von ", Verweis("budget_2_n1"), ":"),
                weiter,
            ),
        ),
        absatz("budget_3", "Nicht enthalten sind", dann=(striche, _tabelle_raten(), _ratenbild())),
    )


def _ratenbild() -> Diagramm:
    return chart_of(
        _tabelle_raten(),
        "bild_raten",
        "balken",
        (2,),
        inlines("Höhe der Raten & <Rest>"),
        einheit=inlines("Euro"),
        ist_ganzes=True,
    )


def _tabelle_raten() -> Tabelle:
    return Tabelle(
        "tab_raten",
        inlines("Monatsraten ", Feld("laufzeit.jahr", "2025", "2025", "zahl")),
        (Spalte(40), Spalte(25, "mittig"), Spalte(35, "rechts")),
        (zeile("raten_kopf", "Zeitraum", "Anzahl", "Betrag"),),
        (
            zeile(
                "raten_1",
                "Januar–November",
                Feld("raten.anzahl", "11", "11", "zahl", True),
                betrag("raten[0]", "385.531,07\u00a0Euro", "385531.07"),
                kopf=True,
            ),
            zeile("raten_2", "Dezember", "1", betrag("raten[11]", "385.531,12\u00a0Euro", "385531.12"), kopf=True),
        ),
        (
            zeile(
                "raten_summe",
                "Summe",
                "12",
                betrag("budget.jahresbetrag", "4.626.372,89\u00a0Euro", "4626372.89"),
                kopf=True,
                ist_summe=True,
            ),
        ),
    )


def _ohne_nummer() -> Abschnitt:
    platz = (
        Unterschrift(
            "unt_land",
            inlines("Land Musterland,", Umbruch(), "vertreten durch das Ministerium für Soziales"),
            (
                inlines(Feld("parteien.land.vertretung.name", "Dr. Änne Größe", "Dr. Änne Größe")),
                inlines("Abteilungsleitung"),
            ),
        ),
        Unterschrift(
            "unt_lw", inlines("Lebensweg gGmbH"), (inlines("Jörg Müßig-Schäfer"), inlines("Geschäftsführung"))
        ),
    )
    return Abschnitt(
        "auslegung",
        "ohne_nummer",
        inlines("Protokollnotiz"),
        (textblock("auslegung_1", "Die Vertragsparteien sind sich über die Auslegung einig."), Unterschriften(platz)),
    )


def unresolved(schema: Schema = "paragraf") -> Dokument:
    """Return the sample without any label."""
    kopf = Kopf(
        kennung="TB-2025-001",
        titel="Zielvereinbarung über ein Trägerbudget",
        untertitel="nach § 132 SGB IX – „Lebensweg“ & Land",
        fassung="1.0",
        stand="2024-12-01",
        inhaltshash="0123456789abcdef" * 4,
        schema=schema,
    )
    rubrum = (
        Textblock("rubrum_zw", inlines("Zwischen"), "mittig"),
        Textblock(
            "rubrum_land",
            inlines(
                Betont(inlines(Feld("parteien.land.name", "Land Musterland", "Land Musterland"))),
                Umbruch(),
                "Straße 1, 06667 Weißenfels",
            ),
            "partei",
        ),
        Textblock("rubrum_und", inlines("und"), "mittig"),
        Textblock(
            "rubrum_lw",
            inlines(Betont(inlines("Lebensweg gGmbH")), " – im Folgenden ", Begriff("Leistungserbringer"), " –"),
            "partei",
        ),
    )
    abschnitte = (_praeambel(), _gegenstand(), _geltung(), _budget(), *short_sections(), _ohne_nummer(), *annexes())
    return with_ids(Dokument(kopf, rubrum, abschnitte))


def baum(schema: Schema = "paragraf") -> Dokument:
    """Return the sample with every label, reference and footnote number."""
    return resolve(unresolved(schema))
