"""A sample document that uses every node of the tree, with awkward text: the common ground of all writer tests.

`unresolved(schema)` is the tree as `assemble` would make it, `baum(schema)` the numbered one.
"""

from __future__ import annotations

from typing import Any, Literal

from generator.numbering import resolve
from generator.tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
    DiagrammArt,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Kategorie,
    Kopf,
    Messpunkt,
    Normzitat,
    Punkt,
    Reihe,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Unterschrift,
    Unterschriften,
    Verweis,
    Zeile,
    Zelle,
)
from tests.generator.feldkennungen import with_ids

Schema = Literal["paragraf", "dezimal"]
LANGWORT = "Leistungserbringervergütungsvereinbarungsanpassungsverhandlungstermin"


def _i(*teile: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(t) if isinstance(t, str) else t for t in teile)


def _t(kennung: str, *teile: str | Inline) -> Textblock:
    return Textblock(kennung, _i(*teile))


def _absatz(
    kennung: str, *teile: str | Inline, dann: tuple[Textblock | Aufzaehlung | Tabelle | Diagramm, ...] = ()
) -> Absatz:
    return Absatz(kennung, (_t(f"{kennung}_t", *teile), *dann))


def _punkt(kennung: str, *teile: str | Inline, dann: tuple[Aufzaehlung, ...] = ()) -> Punkt:
    return Punkt(kennung, (_t(f"{kennung}_t", *teile), *dann))


def _paragraf(kennung: str, titel: str, *bloecke: Block) -> Abschnitt:
    return Abschnitt(kennung, "paragraf", _i(titel), bloecke)


def _betrag(pfad: str, text: str, wert: str, ist_berechnet: bool = True) -> Feld:
    return Feld(pfad, text, wert, "betrag", ist_berechnet)


def _zeile(kennung: str, *zellen: str | Inline, kopf: bool = False, ist_summe: bool = False) -> Zeile:
    return Zeile(kennung, tuple(Zelle(_i(z), kopf and n == 0) for n, z in enumerate(zellen)), ist_summe)


# ----------------------------------------------------------------------------------------------------------- sections


def _praeambel() -> Abschnitt:
    return Abschnitt(
        "praeambel",
        "praeambel",
        _i("Präambel"),
        (
            _t(
                "praeambel_1",
                "Die Vertragsparteien wollen die Teilhabe der ",
                Feld("personenkreis.anzahl", "228", "228", "zahl"),
                " leistungsberechtigten Personen sichern & weiterentwickeln; ",
                "<Beteiligung> und „Selbstbestimmung“ leiten sie.",
            ),
            _t(
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
    begriff = _i(
        "Das Budget für alle Leistungen (im Folgenden ",
        Begriff("Trägerbudget"),
        ") umfasst die in ",
        Verweis("anl_mengen"),
    )
    return _paragraf(
        "gegenstand",
        "Gegenstand & Ziel der Vereinbarung",
        Absatz(
            "gegenstand_1",
            (
                Textblock(
                    "gegenstand_1_t", (*begriff, *_i(" genannten Leistungen; siehe ", Verweis("tab_mengen"), "."))
                ),
            ),
        ),
        _absatz(
            "gegenstand_2",
            "Was in ",
            Verweis("gegenstand_1", satz=1),
            " steht, gilt auch für ",
            Verweis("budget_2_n2_b"),
            ".",
        ),
        _absatz(
            "gegenstand_3",
            "Die Leistungen richten sich nach ",
            Normzitat("§ 123 Absatz 1 Satz 1 SGB IX", "§ 123 Abs. 1 S. 1 SGB IX"),
            Fussnote(
                _i(
                    "Neuntes Buch Sozialgesetzbuch vom 23. Dezember 2016; vgl. ",
                    Verweis("budget"),
                    " dieser Vereinbarung.",
                )
            ),
            " und nach ",
            Betont(_i("dem Fachkonzept in ", Verweis("anl_fach"))),
            ".",
        ),
    )


def _geltung() -> Abschnitt:
    return _paragraf(
        "geltung",
        "Geltung",
        _absatz(
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
            _punkt("budget_2_n2_b_aa", "für Personal und"),
            _punkt("budget_2_n2_b_bb", "für Sachmittel nach ", Verweis("budget_2_n2_a"), ","),
        )
    )
    buchstaben = Aufzaehlung(
        (_punkt("budget_2_n2_a", "Grundleistungen sowie"), _punkt("budget_2_n2_b", "Zusatzleistungen", dann=(tief,)))
    )
    nummern = Aufzaehlung(
        (
            _punkt("budget_2_n1", "die Vergütung nach ", Verweis("budget_1", satz=2), ","),
            _punkt("budget_2_n2", "die Anteile für", dann=(buchstaben,)),
        )
    )
    weiter = Aufzaehlung((_punkt("budget_2_n3", "die Rücklage und"), _punkt("budget_2_n4", f"der {LANGWORT}.")))
    striche = Aufzaehlung(
        (_punkt("budget_3_s1", "Miete,"), _punkt("budget_3_s2", "Strom & Wärme nach ", Verweis("budget_2_n3"), ".")),
        "strich",
    )
    return _paragraf(
        "budget",
        "Höhe des Budgets",
        _absatz(
            "budget_1",
            "Das Jahresbudget beträgt ",
            _betrag("budget.jahresbetrag", "4.626.372,89\u00a0Euro", "4626372.89"),
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
        _absatz(
            "budget_2",
            "Zum Budget gehören:",
            dann=(
                nummern,
                _t("budget_2_z", "Außerdem gehören dazu, abweichend von ", Verweis("budget_2_n1"), ":"),
                weiter,
            ),
        ),
        _absatz("budget_3", "Nicht enthalten sind", dann=(striche, _tabelle_raten(), _ratenbild())),
    )


def _ratenbild() -> Diagramm:
    return chart_of(
        _tabelle_raten(),
        "bild_raten",
        "balken",
        (2,),
        _i("Höhe der Raten & <Rest>"),
        einheit=_i("Euro"),
        ist_ganzes=True,
    )


def chart_of(
    tabelle: Tabelle, kennung: str, art: DiagrammArt, spalten: tuple[int, ...], titel: tuple[Inline, ...], **mehr: Any
) -> Diagramm:
    """Return a chart of some columns of a table, the first column names its rows."""

    def points(spalte: int) -> tuple[Messpunkt, ...]:
        return tuple(Messpunkt(tuple(i for i in z.zellen[spalte].inhalt if isinstance(i, Feld))) for z in tabelle.rumpf)

    return Diagramm(
        kennung,
        art,
        titel,
        tabelle.id,
        tuple(Kategorie(f"{kennung}_k{n}", z.zellen[0].inhalt) for n, z in enumerate(tabelle.rumpf)),
        tuple(Reihe(f"{kennung}_r{s}", tabelle.kopf[-1].zellen[s].inhalt, points(s)) for s in spalten),
        **mehr,
    )


def _tabelle_raten() -> Tabelle:
    return Tabelle(
        "tab_raten",
        _i("Monatsraten ", Feld("laufzeit.jahr", "2025", "2025", "zahl")),
        (Spalte(40), Spalte(25, "mittig"), Spalte(35, "rechts")),
        (_zeile("raten_kopf", "Zeitraum", "Anzahl", "Betrag"),),
        (
            _zeile(
                "raten_1",
                "Januar–November",
                Feld("raten.anzahl", "11", "11", "zahl", True),
                _betrag("raten[0]", "385.531,07\u00a0Euro", "385531.07"),
                kopf=True,
            ),
            _zeile("raten_2", "Dezember", "1", _betrag("raten[11]", "385.531,12\u00a0Euro", "385531.12"), kopf=True),
        ),
        (
            _zeile(
                "raten_summe",
                "Summe",
                "12",
                _betrag("budget.jahresbetrag", "4.626.372,89\u00a0Euro", "4626372.89"),
                kopf=True,
                ist_summe=True,
            ),
        ),
    )


def _kurze() -> tuple[Abschnitt, ...]:
    return (
        _paragraf(
            "anpassung",
            "Anpassung",
            _absatz(
                "anpassung_1",
                "Bei wesentlichen Änderungen gilt ",
                Normzitat("§ 59 Absatz 1 SGB X", "§ 59 Abs. 1 SGB X"),
                ".",
            ),
            _absatz(
                "anpassung_2",
                "Das Verfahren richtet sich nach ",
                Verweis("gremium_1"),
                " und ",
                Verweis("anl_fach_2"),
                ".",
            ),
        ),
        _paragraf(
            "gremium",
            "Steuerungsgruppe",
            _absatz(
                "gremium_1",
                "Die Steuerungsgruppe tagt zweimal jährlich.",
                Fussnote(_i("Ort: Straße des Übergangs 1, ", Betont(_i("Köthen")))),
            ),
            _absatz("gremium_2", "Sie beschließt einstimmig; ", Verweis("gremium_1"), " bleibt unberührt."),
            _absatz(
                "gremium_3",
                "Sie lädt mit einer Frist von ",
                Aenderungsmarke(_i("zwei"), "geloescht"),
                Aenderungsmarke(_i("drei ", Betont(_i("vollen"))), "eingefuegt"),
                " Wochen ein.",
            ),
        ),
        _paragraf(
            "controlling",
            "Controlling und Berichte",
            _absatz("controlling_1", "Die Berichte enthalten die Angaben aus ", Verweis("tab_raten"), "."),
        ),
        _paragraf(
            "daten",
            "Datenschutz",
            _absatz("daten_1", "Es gelten die ", Normzitat("§§ 67 bis 85a SGB X", "§§ 67-85a SGB X"), "."),
        ),
        _paragraf(
            "schluss",
            "Schlussbestimmungen",
            _absatz(
                "schluss_1",
                "Änderungen bedürfen der Schriftform. Dies gilt auch für ",
                Verweis("schluss_1", satz=1),
                ".",
            ),
            _absatz(
                "schluss_2",
                "Im Übrigen gilt die ",
                Verweis("praeambel"),
                "; zur Auslegung: ",
                Verweis("auslegung"),
                ".",
            ),
        ),
    )


def _ohne_nummer() -> Abschnitt:
    platz = (
        Unterschrift(
            "unt_land",
            _i("Land Musterland,", Umbruch(), "vertreten durch das Ministerium für Soziales"),
            (_i(Feld("parteien.land.vertretung.name", "Dr. Änne Größe", "Dr. Änne Größe")), _i("Abteilungsleitung")),
        ),
        Unterschrift("unt_lw", _i("Lebensweg gGmbH"), (_i("Jörg Müßig-Schäfer"), _i("Geschäftsführung"))),
    )
    return Abschnitt(
        "auslegung",
        "ohne_nummer",
        _i("Protokollnotiz"),
        (_t("auslegung_1", "Die Vertragsparteien sind sich über die Auslegung einig."), Unterschriften(platz)),
    )


def _anlagen() -> tuple[Abschnitt, ...]:
    mengen = Tabelle(
        "tab_mengen",
        _i("Leistungen und Mengen"),
        (Spalte(30), Spalte(20, "rechts"), Spalte(20, "rechts"), Spalte(30, "rechts")),
        (
            Zeile(
                "mengen_k1",
                (
                    Zelle(_i("Leistungstyp")),
                    Zelle(_i("Mengen nach Hilfebedarfsgruppen"), spanne=2),
                    Zelle(_i("Betrag")),
                ),
            ),
            _zeile("mengen_k2", "", "HBG 1", "HBG 2", "in Euro"),
        ),
        (
            _zeile(
                "mengen_1",
                "Wohnen & Assistenz",
                Feld("leistungen[LT1].menge", "1.234", "1234", "zahl"),
                "5",
                _betrag("leistungen[LT1].betrag", "3.000.000,00", "3000000.00"),
                kopf=True,
            ),
            _zeile(
                "mengen_2",
                LANGWORT,
                "17",
                "",
                _betrag("leistungen[LT2].betrag", "1.626.372,89", "1626372.89"),
                kopf=True,
            ),
        ),
        (
            _zeile(
                "mengen_summe",
                "Summe",
                "",
                "",
                _betrag("budget.jahresbetrag", "4.626.372,89", "4626372.89"),
                kopf=True,
                ist_summe=True,
            ),
        ),
    )
    eigene = Aufzaehlung(
        (
            _punkt(
                "fach_n1",
                "Personenzentrierung,",
                dann=(Aufzaehlung((_punkt("fach_n1_a", "im Alltag,"), _punkt("fach_n1_b", "bei Übergängen,"))),),
            ),
            _punkt("fach_n2", "Sozialraum."),
        )
    )
    fach_1 = Abschnitt(
        "anl_fach_1", "unterabschnitt", _i("Kernelemente"), (_t("fach_t1", "Das Konzept umfasst:"), eigene)
    )
    fach_2 = Abschnitt(
        "anl_fach_2",
        "unterabschnitt",
        _i("Umsetzung nach ", Verweis("anpassung")),
        (_t("fach_t2", "Vorrang hat ", Verweis("fach_n1_a"), "; siehe auch ", Verweis("anl_fach_1"), "."),),
    )
    hinweis = Textblock(
        "form_h", _i("Hinweis: Bitte leserlich ausfüllen; <b>kein</b> Feld auslassen & „nichts“ streichen."), "hinweis"
    )
    strich = Aufzaehlung(
        (_punkt("form_s1", "Name"), _punkt("form_s2", "Zeichen: \\ * _ # | ` ~ [x] {y} $z^2 1. %")), "strich"
    )
    eine = Aufzaehlung((_punkt("form_n1", "Erstens"), _punkt("form_n2", "Zweitens")))
    zwei = Aufzaehlung((_punkt("form_m1", "Wieder erstens"),))
    return (
        Abschnitt(
            "anl_mengen",
            "anlage",
            _i("Leistungen und Mengen"),
            (
                _t("mengen_t", "Grundlage ist ", Verweis("budget"), "; siehe ", Verweis("bild_mengen"), "."),
                mengen,
                chart_of(mengen, "bild_mengen", "saeulen", (1, 3), _i("Mengen und Beträge")),
            ),
        ),
        Abschnitt(
            "anl_fach", "anlage", _i("Fachkonzept"), (_t("fach_t", "Zu ", Verweis("gegenstand_3"), "."), fach_1, fach_2)
        ),
        Abschnitt("anl_form", "anlage", _i("Formblatt"), (hinweis, strich, eine, _t("form_z", "Sodann:"), zwei)),
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
        Textblock("rubrum_zw", _i("Zwischen"), "mittig"),
        Textblock(
            "rubrum_land",
            _i(
                Betont(_i(Feld("parteien.land.name", "Land Musterland", "Land Musterland"))),
                Umbruch(),
                "Straße 1, 06667 Weißenfels",
            ),
            "partei",
        ),
        Textblock("rubrum_und", _i("und"), "mittig"),
        Textblock(
            "rubrum_lw",
            _i(Betont(_i("Lebensweg gGmbH")), " – im Folgenden ", Begriff("Leistungserbringer"), " –"),
            "partei",
        ),
    )
    abschnitte = (_praeambel(), _gegenstand(), _geltung(), _budget(), *_kurze(), _ohne_nummer(), *_anlagen())
    return with_ids(Dokument(kopf, rubrum, abschnitte))


def baum(schema: Schema = "paragraf") -> Dokument:
    """Return the sample with every label, reference and footnote number."""
    return resolve(unresolved(schema))
