"""The report of a comparison as a document: consequences first, then money, days, figures, words, numbers, what the check says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checks.befund import Befund
from generator.klauseltext import fit_id
from generator.numbering import number
from generator.tree import Abschnitt, Dokument, Kopf, Tabelle
from generator.vergleich.aenderungssatz import Aenderungssatz, Feldaenderung, Textstelle, follows_numbering
from generator.vergleich.gegenlage import Paar
from generator.vergleich.unterschied import name_statement, name_version, show_statement, tell_difference
from generator.writers.native import write_native
from vertragswerk.schriftteile import make_section, make_table

from .folgenteil import consequences
from .gegenueberstellung import Gegenueberstellung, Klauselabweichung, weight

NAME: Final = "bericht"
GELD: Final = frozenset({"betrag", "betragszahl"})
LAENGE: Final = 160
"""A longer text is cut in the middle of a table: the documents themselves show it whole."""
KLAUSELSTAENDE: Final = {
    "gleich": "gleich",
    "geaendert": "geändert",
    "hinzugefuegt": "hinzugefügt",
    "fehlt": "nicht enthalten",
}
ARTEN: Final = {
    "eingefuegt": "neu",
    "geloescht": "gestrichen",
    "verschoben": "verschoben",
    "geaendert": "geändert",
    "verweis": "nur in Verweisen anders",
    "nummer": "nur in der Nummer anders",
}


def make_vergleichsbericht(gegenueber: Gegenueberstellung) -> Dokument:
    """Return the numbered report."""
    alt, neu = (e.dokumente[next(iter(e.dokumente))].kopf for e in (gegenueber.alt, gegenueber.neu))
    kopf = Kopf(
        kennung=neu.kennung,
        titel="Vergleich mit dem Muster" if gegenueber.name_alt else "Vergleich zweier Fassungen",
        untertitel=f"{gegenueber.name_alt or name_version(alt)} gegenüber {name_version(neu)}",
        fassung=neu.fassung,
        stand=neu.stand,
        inhaltshash="",
        schema="dezimal",
        dokument=NAME,
        hat_verzeichnis=False,
    )
    dokument = Dokument(kopf, (), tuple(_sections(gegenueber)))
    summe = hashlib.sha256(write_native(dokument)).hexdigest()
    return number(replace(dokument, kopf=replace(kopf, inhaltshash=summe)))[0]


def _sections(gegenueber: Gegenueberstellung) -> Iterator[Abschnitt]:
    yield _overview(gegenueber)
    if gegenueber.klauseln:
        yield _clauses(gegenueber.klauseln)
    else:
        yield from consequences(gegenueber)
    felder = sorted(gegenueber.felder, key=weight)
    yield _values("geld", "Geldbeträge", [f for f in felder if f.art in GELD], "Kein Geldbetrag ist anders.")
    yield _values("tage", "Tage und Fristen", [f for f in felder if f.art == "datum"], "Kein Tag ist anders.")
    uebrige = [f for f in felder if f.art not in GELD and f.art != "datum"]
    yield _values("angaben", "Übrige Angaben", uebrige, "Keine andere Angabe ist anders.")
    yield _unprinted(gegenueber)
    for name, satz in gegenueber.saetze.items():
        yield _wording(name, satz, gegenueber.units(name))
    yield _findings(gegenueber)
    yield make_section("grenzen", "Was nicht verglichen ist", *(f"{g}." for g in _limits(gegenueber)))


def _clauses(klauseln: tuple[Klauselabweichung, ...]) -> Abschnitt:
    """Each clause that departs from the library's, with its words; the others are named in one sentence."""
    titel = "Textbausteine gegenüber dem Muster"
    zahlen = ", ".join(f"{sum(k.stand == s for k in klauseln)} {wort}" for s, wort in KLAUSELSTAENDE.items())
    inhalt: list[str | Tabelle] = [f"Von den Textbausteinen sind {zahlen}."]
    zeilen = [
        (
            k.id,
            k.titel,
            KLAUSELSTAENDE[k.stand],
            _cut("; ".join(t for e in k.stellen if (t := tell_words(e.paar)) != "–") or "–"),
        )
        for k in klauseln
        if k.stand != "gleich"
    ]
    if zeilen:
        spalten = (("Textbaustein", 18), ("Titel", 24), ("Stand", 14), ("Worte", 44))
        inhalt.append(make_table("klauseltab", titel, spalten, zeilen))
    gleiche = ", ".join(k.id for k in klauseln if k.stand == "gleich")
    return make_section("klauseln", titel, *inhalt, f"Gleich: {gleiche or 'keiner'}.")


def _limits(gegenueber: Gegenueberstellung) -> list[str]:
    return list(dict.fromkeys(g for s in gegenueber.saetze.values() for g in s.nicht_verglichen))


def _overview(gegenueber: Gegenueberstellung) -> Abschnitt:
    if gegenueber.ist_leer:
        return make_section("ueberblick", "Überblick", "Beide Fassungen sagen dasselbe.")
    zeilen = []
    for satz in gegenueber.saetze.values():
        zeilen += [
            (name_statement(k.name), show_statement(k.name, k.alt), show_statement(k.name, k.neu))
            for k in satz.kopf
            if k.name != "dokument"
        ]
    inhalt: list[str | Tabelle] = [_count(gegenueber)]
    if zeilen:
        spalten = (("Angabe", 30), ("Bisher", 35), ("Neu", 35))
        inhalt.append(
            make_table("kopf", "Was die Dokumente über sich selbst sagen", spalten, list(dict.fromkeys(zeilen)))
        )
    inhalt += [_only(gegenueber.alt.dokumente[n].kopf, "bisherigen") for n in gegenueber.nur_alt]
    inhalt += [_only(gegenueber.neu.dokumente[n].kopf, "neuen") for n in gegenueber.nur_neu]
    return make_section("ueberblick", "Überblick", *inhalt)


def _only(kopf: Kopf, welche: str) -> str:
    return f"Das Dokument „{kopf.titel}“ gibt es nur in der {welche} Fassung."


def _count(gegenueber: Gegenueberstellung) -> str:
    einheiten = [e for n in gegenueber.saetze for e in gegenueber.units(n)]
    zahlen = {art: sum(e.art == art for e in einheiten) for art in ARTEN}
    teile = [f"{zahl} {ARTEN[art]}" for art, zahl in zahlen.items() if zahl]
    felder = len(gegenueber.felder)
    werte = f"{felder} gedruckte Angaben sind" if felder != 1 else "1 gedruckte Angabe ist"
    return f"{werte} anders. Von den Absätzen, Tabellen und Überschriften sind {', '.join(teile) or 'alle gleich'}."


def _values(kennung: str, titel: str, felder: list[Feldaenderung], leer: str) -> Abschnitt:
    if not felder:
        return make_section(kennung, titel, leer)
    zeilen = [
        (f.pfad, _cut(f.alt_text), _cut(f.neu_text), tell_difference(f), str(len(f.orte_neu or f.orte_alt)))
        for f in felder
    ]
    spalten = (("Angabe", 28), ("Bisher", 22), ("Neu", 22), ("Unterschied", 18), ("Stellen", 10))
    return make_section(
        kennung,
        titel,
        "Die letzte Spalte zählt die Stellen, an denen der Wert gedruckt ist.",
        make_table(f"{kennung}tab", titel, spalten, zeilen),
    )


def _cut(text: str | None) -> str:
    if text is None:
        return "–"
    eine_zeile = " ".join(text.split())
    return eine_zeile if len(eine_zeile) <= LAENGE else f"{eine_zeile[: LAENGE - 1]}…"


def _unprinted(gegenueber: Gegenueberstellung) -> Abschnitt:
    werte = gegenueber.ungedruckte
    titel = "Angaben, die kein Dokument druckt"
    if not werte:
        return make_section("ungedruckt", titel, "Keine solche Angabe ist anders.")
    zeilen = [(d.pfad, _cut(d.alt), _cut(d.neu)) for d in werte]
    spalten = (("Angabe", 40), ("Bisher", 30), ("Neu", 30))
    satz = "Sie wirken auf Prüfung und Berechnung oder wählen Textbausteine aus."
    return make_section("ungedruckt", titel, satz, make_table("ungedrucktab", titel, spalten, zeilen))


def _wording(name: str, satz: Aenderungssatz, einheiten: tuple[Textstelle, ...]) -> Abschnitt:
    titel = "Wortlaut" if name == "vertrag" else f"Wortlaut: {satz.neu.dokument.kopf.titel}"
    kennung = fit_id(f"wortlaut_{name}")
    anders = [e for e in einheiten if e.art not in ("nummer", "verweis")]
    nur_folge = [e for e in einheiten if e.art in ("nummer", "verweis")]
    inhalt: list[str | Tabelle] = []
    if anders:
        zeilen = [(e.stelle_alt or "–", e.stelle_neu or "–", _what(e), tell_words(e.paar)) for e in anders]
        spalten = (("Bisher", 16), ("Neu", 16), ("Was", 14), ("Worte", 54))
        inhalt += [
            "Geändert, neu, gestrichen oder verschoben:",
            make_table(fit_id(f"{kennung}_t"), titel, spalten, zeilen),
        ]
    else:
        inhalt.append("Kein Wort ist anders.")
    if nur_folge:
        inhalt.append(
            f"{len(nur_folge)} weitere Stellen haben nur eine andere Nummer oder verweisen unter einer anderen Nummer auf dieselbe Stelle."
        )
    return make_section(kennung, titel, *inhalt)


def _what(einheit: Textstelle) -> str:
    return "verschoben, geändert" if einheit.art == "verschoben" and einheit.ist_anders else ARTEN[einheit.art]


def tell_words(paar: Paar) -> str:
    """Return the words of a unit that went and came, each run in the order of reading."""
    teile = list(_runs(paar))
    return _cut("; ".join(teile)) if teile else "–"


def _runs(paar: Paar) -> Iterator[str]:
    """Yield the changes of words in order; references that only follow a renumbering are left out."""
    weg = ""
    for stueck in paar.text if not follows_numbering(paar.text) else ():
        if stueck.art == "geloescht":
            weg = stueck.text.strip()
            continue
        her = stueck.text.strip() if stueck.art == "eingefuegt" else ""
        yield from _say(weg, her)
        weg = ""
    yield from _say(weg, "")
    for kind in paar.kinder:
        yield from _runs(kind)


def _say(weg: str, her: str) -> Iterator[str]:
    if weg and her:
        yield (
            f"„{weg}“ wird „{her}“"
            if weg != her
            else f"„{weg}“ verweist jetzt auf eine andere Stelle oder ist anders hervorgehoben"
        )
    elif weg or her:
        yield f"gestrichen „{weg}“" if weg else f"eingefügt „{her}“"


def _findings(gegenueber: Gegenueberstellung) -> Abschnitt:
    titel = "Was die Prüfung dazu sagt"
    seiten = (("neu", gegenueber.befunde_neu), ("erledigt", gegenueber.befunde_behoben))
    zeilen = [(b.code, stand, _place(b), b.meldung) for stand, befunde in seiten for b in befunde]
    if not zeilen:
        return make_section("pruefung", titel, "Die Prüfung findet in beiden Fassungen dasselbe.")
    spalten = (("Regel", 12), ("Stand", 12), ("Stelle", 22), ("Befund", 54))
    satz = "„Neu“ sind Befunde, die erst die neue Fassung hat, „erledigt“ solche, die nur die bisherige hatte."
    return make_section("pruefung", titel, satz, make_table("befunde", titel, spalten, zeilen))


def _place(befund: Befund) -> str:
    return befund.fundstelle or befund.pfad or befund.position.datei
