"""The part of the report that tells consequences: price and quantity, instalments, days that move, duties, rules, confirmations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from checks.befund import Befund
from contracts.modell.vertrag import Vertrag, Vorgang
from corpus.saetze import split_saetze
from generator.formate import FORMATE
from generator.kanon import german_date
from generator.tree import Abschnitt, Tabelle, plain
from generator.vergleich.gegenlage import Paar, own_text
from generator.vergleich.unterschied import sign
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.vermerk.bestaetigungen import confirmation_days
from vertragswerk.vermerk.fristen import list_termine

from .gegenueberstellung import Gegenueberstellung
from .geldfolgen import Budgetfolge, Postenfolge, list_budgets

PFLICHT: Final = re.compile(
    r"\b(?:verpflichte\w*|muss|müssen|darf|dürfen|(?:hat|haben|ist|sind)\b[^.,;]*\bzu\s+\w+n\b|stell\w+\b[^.,;]*\bsicher|"
    r"gewährleiste\w*|(?:kann|können)\b[^.,;]*\bverlangen)\b"
)
"""Words by which a Satz binds somebody or gives a right; a list, no judgement."""


def consequences(gegenueber: Gegenueberstellung) -> Iterator[Abschnitt]:
    """Yield the sections in the order of their weight."""
    alt, neu = gegenueber.alt.pruefling.vertrag, gegenueber.neu.pruefling.vertrag
    budgets = list_budgets(alt, neu)
    if budgets:
        yield _effects(budgets)
        yield _instalments(budgets)
    yield _days(alt, neu)
    yield _duties(gegenueber)
    yield _rules(gegenueber)
    yield _confirmations(gegenueber, alt, neu)


def _money(wert: Decimal, mit_zeichen: bool = True) -> str:
    text = FORMATE["betragszahl"](abs(wert))
    return sign(text, wert) if mit_zeichen else text


# ------------------------------------------------------------------------------------------------------------------ money


def _effects(budgets: tuple[Budgetfolge, ...]) -> Abschnitt:
    """Price, quantity and the rest of each budget, with the groups that make them."""
    inhalt: list[str | Tabelle] = []
    for n, budget in enumerate(budgets):
        name = f"{budget.name}: " if budget.name else ""
        if not (budget.veraenderung or budget.zerlegung.preis or budget.zerlegung.menge):
            inhalt.append(f"{name}Der Jahresbetrag und was ihn ergibt sind gleich.")
            continue
        inhalt.append(
            f"{name}Der Jahresbetrag ändert sich um {_money(budget.veraenderung)} Euro. Davon sind {_money(budget.zerlegung.preis)} Euro "
            f"Preiseffekt (neue Sätze bei alten Mengen) und {_money(budget.zerlegung.menge)} Euro Mengeneffekt (neue Mengen bei neuen "
            f"Sätzen){_rest(budget)}."
        )
        zeilen = [_line(p) for p in budget.posten if p.zahlen.preis or p.zahlen.menge]
        if zeilen:
            spalten = (("Gruppe", 22), ("Satz", 24), ("Menge", 18), ("Preiseffekt", 18), ("Mengeneffekt", 18))
            inhalt.append(make_table(f"effekte{n}", f"{name}Preis und Menge in Euro", spalten, zeilen))
    return make_section("effekte", "Preis und Menge", *inhalt)


def _rest(budget: Budgetfolge) -> str:
    return (
        f"; {_money(budget.rest)} Euro folgen aus der Rundung und den Monaten der Laufzeit im Jahr"
        if budget.rest
        else ""
    )


def _line(posten: Postenfolge) -> tuple[str, ...]:
    z = posten.zahlen
    satz = _both(*(_money(s, False) for s in (z.satz_alt, z.satz_neu)))
    menge = _both(*(FORMATE["zahl"](m) for m in (z.menge_alt, z.menge_neu)))
    return f"{posten.leistungstyp} {posten.gruppe}", satz, menge, _money(z.preis), _money(z.menge)


def _both(alt: str, neu: str) -> str:
    return neu if alt == neu else f"{alt} → {neu}"


def _instalments(budgets: tuple[Budgetfolge, ...]) -> Abschnitt:
    zeilen = []
    for b in budgets:
        davor = f"{b.name}: " if b.name else ""
        for name, alt, neu in (
            ("Monatsrate", b.alt.rate, b.neu.rate),
            ("letzte Rate", b.alt.letzte_rate, b.neu.letzte_rate),
        ):
            if alt != neu:
                zeilen.append((f"{davor}{name}", _money(alt, False), _money(neu, False), _money(neu - alt)))
        if b.alt.raten_anzahl != b.neu.raten_anzahl:
            unterschied = b.neu.raten_anzahl - b.alt.raten_anzahl
            zahlen = (str(b.alt.raten_anzahl), str(b.neu.raten_anzahl), sign(str(abs(unterschied)), unterschied))
            zeilen.append((f"{davor}Anzahl der Raten", *zahlen))
    titel = "Raten"
    if not zeilen:
        return make_section("raten", titel, "Keine Rate ist anders.")
    spalten = (("Rate", 34), ("Bisher", 22), ("Neu", 22), ("Unterschied", 22))
    return make_section(
        "raten", titel, "Diese Raten sind anders (in Euro):", make_table("ratentab", titel, spalten, zeilen)
    )


# ------------------------------------------------------------------------------------------------------- days and duties


def _days(alt: Vorgang | None, neu: Vorgang | None) -> Abschnitt:
    """Days of the contract that moved, came or went; those that lie before the Stand of their version are over."""
    titel = "Termine, die sich verschieben"
    vorher, nachher = ({(t.was, t.pfad): t.tag for t in list_termine(v)} if v is not None else {} for v in (alt, neu))
    zeilen = []
    for schluessel in sorted(vorher.keys() | nachher.keys(), key=lambda s: (nachher.get(s) or vorher[s], s)):
        a, b = vorher.get(schluessel), nachher.get(schluessel)
        if a != b:
            zeilen.append((schluessel[0], schluessel[1], _day(a), _day(b), _shift(a, b)))
    if not zeilen:
        return make_section("termine", titel, "Kein künftiger Termin ist anders.")
    spalten = (("Termin", 26), ("Angabe", 26), ("Bisher", 17), ("Neu", 17), ("Unterschied", 14))
    satz = "Künftige Tage, vom Stand ihrer Fassung aus gesehen, die in den Daten stehen oder aus ihnen folgen:"
    return make_section("termine", titel, satz, make_table("termintab", titel, spalten, zeilen))


def _day(tag: date | None) -> str:
    return german_date(tag.isoformat()) if tag is not None else "–"


def _shift(alt: date | None, neu: date | None) -> str:
    if alt is None or neu is None:
        return "neu" if alt is None else "entfällt"
    tage = (neu - alt).days
    return f"{sign(FORMATE['zahl'](abs(tage)), tage)} {'Tag' if abs(tage) == 1 else 'Tage'}"


def _duties(gegenueber: Gegenueberstellung) -> Abschnitt:
    """Sätze with words of duty or right that only one version has."""
    titel = "Pflichten und Rechte"
    zeilen = []
    for name in gegenueber.saetze:
        for einheit in gegenueber.units(name):
            if einheit.art in ("nummer", "verweis"):
                continue
            vorher, nachher = Counter(_binding(einheit.paar, "alt")), Counter(_binding(einheit.paar, "neu"))
            stelle = einheit.stelle_neu or einheit.stelle_alt
            zeilen += [(stelle, "neu oder geändert", _shorten(s)) for s in nachher - vorher]
            zeilen += [(stelle, "bisher", _shorten(s)) for s in vorher - nachher]
    if not zeilen:
        return make_section("pflichten", titel, "Kein Satz mit Worten der Pflicht oder des Rechts ist anders.")
    spalten = (("Stelle", 20), ("Stand", 16), ("Satz", 64))
    satz = "Diese Sätze haben Worte wie „muss“, „ist verpflichtet“, „darf“ oder „hat … zu“ und stehen nur in einer der Fassungen:"
    return make_section("pflichten", titel, satz, make_table("pflichttab", titel, spalten, zeilen))


def _binding(paar: Paar, seite: str) -> Iterator[str]:
    knoten = paar.alt if seite == "alt" else paar.neu
    if knoten is not None:
        text = " ".join(plain(own_text(knoten)).split())
        yield from (text[a:b].strip() for a, b in split_saetze(text) if PFLICHT.search(text[a:b]))
    for kind in paar.kinder:
        if kind.zug != "weg":
            yield from _binding(kind, seite)


def _shorten(satz: str) -> str:
    return satz if len(satz) <= 220 else f"{satz[:219]}…"


# ----------------------------------------------------------------------------------------------- rules and confirmations


def _rules(gegenueber: Gegenueberstellung) -> Abschnitt:
    """Rules that turned: from no Fehler to some or back; the findings themselves stand in a section of their own."""
    titel = "Regeln, die rot oder grün geworden sind"
    vorher, nachher = (Counter(map(_key, e.pruefung.befunde)) for e in (gegenueber.alt, gegenueber.neu))
    zeilen = []
    for code, schwere in sorted(vorher.keys() | nachher.keys()):
        a, b = vorher[code, schwere], nachher[code, schwere]
        if bool(a) != bool(b):
            zeilen.append((code, "jetzt rot" if b else "jetzt grün", schwere, str(a), str(b)))
    if not zeilen:
        return make_section("ampel", titel, "Keine Regel hat in nur einer der Fassungen Befunde.")
    spalten = (("Regel", 18), ("Wechsel", 22), ("Schwere", 24), ("Befunde bisher", 18), ("Befunde neu", 18))
    satz = "Rot heißt: Die Regel hat Befunde dieser Schwere; grün: Sie hat keine."
    return make_section("ampel", titel, satz, make_table("ampeltab", titel, spalten, zeilen))


def _key(befund: Befund) -> tuple[str, str]:
    return befund.code, befund.schwere


def _confirmations(gegenueber: Gegenueberstellung, alt: Vorgang | None, neu: Vorgang | None) -> Abschnitt:
    """Confirmations that do not cover the new version, by what they say of themselves (VV-05 is the rule)."""
    titel = "Bestätigungen, die neu einzuholen sind"
    zeilen: list[tuple[str, str, str, str]] = []
    if neu is not None and not gegenueber.ist_leer:
        zeilen += [
            (
                " ".join(t for t in (b.regel, b.betrifft) if t),
                b.durch,
                german_date(b.am.isoformat()),
                f"gilt für Fassung\u00a0{b.fassung}",
            )
            for b in (neu.pruefbestaetigungen if isinstance(neu, Vertrag) else ())
            if b.fassung != neu.fassung.nummer
        ]
        frueher = {(was, wer, tag) for tag, was, wer, _ in confirmation_days(alt)} if alt is not None else set()
        zeilen += [
            (was, wer, german_date(tag), "wie in der bisherigen Fassung")
            for tag, was, wer, _ in sorted(confirmation_days(neu))
            if (was, wer, tag) in frueher
        ]
    if not zeilen:
        return make_section("veraltet", titel, "Keine Bestätigung ist für eine andere Fassung gegeben.")
    spalten = (("Was", 34), ("Wer", 28), ("Tag", 18), ("Warum", 20))
    satz = "Diese Bestätigungen sind nicht nach der Änderung gegeben; ob sie das Geänderte betreffen, entscheidet, wer sie gegeben hat."
    return make_section("veraltet", titel, satz, make_table("veralttab", titel, spalten, zeilen))
