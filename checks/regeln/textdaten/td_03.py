"""Derselbe Wert steht an zwei Stellen verschieden da, oder eine Summenzeile stimmt nicht.

Prüft: Jede Angabe der Daten wird überall mit demselben Wert und in derselben Form gleich gedruckt; der gedruckte Text gibt den
Wert richtig wieder; Summenzeilen von Tabellen sind die Summe der Zeilen darüber.

Warum: Vertragstext, Tabellen und Anlagen sind ein Vertrag. Weichen sie voneinander ab, streiten die Parteien über den richtigen Wert.

Beispiel: § 6 nennt 4.626.372,89 Euro, die Anlage 4.626.372,98 Euro.

Stattdessen: An beiden Stellen dasselbe Feld verwenden.

Grenzen: Bei Rundung des Gesamtbetrags ist die Summe der Zeilen nicht das Budget; diese Zeile prüft die Regel dann nicht.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generator.query import query
from generator.tree import Feld, Tabelle, Zeile

from ...bedarf import HatBudget
from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...glaettung import GEMERKT, glaetten
from ...kontext import Kontext
from ...regel import Regel
from ...stelle import Stelle
from ...wert import quote, show_zahl

REGEL = Regel(
    code="TD-03",
    name="werte-verschieden-gedruckt",
    titel="Tabellen, Anlagen und Vertragstext gleich",
    schwere="fehler",
    meldung="Die Angabe „{pfad}“ ist hier {ist}, an anderer Stelle ({wo}) {soll}.",
    varianten={
        "text": "Die Angabe „{pfad}“ ist als {ist} gedruckt, der Wert ist aber {soll}.",
        "summe": "Die Summenzeile nennt {ist}; die Zeilen darüber ergeben {soll}.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("TD-03",),
)

ZAHLEN = frozenset({"betrag", "betragszahl", "zahl", "dezimal", "prozent"})
GERUNDET = ("berechnet.jahreswert", "berechnet.jahresbetrag")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield values printed differently and totals that do not add up."""
    baum = kontext.baum
    for pfad, orte in baum.felder.items():
        if len(orte) > 1 or orte[0][0].art in ZAHLEN:
            yield from _compare(baum, pfad, orte)
    for _, tabelle in baum.tabellen:
        for feld, summe, ergebnis in _summen(tabelle, _ausgenommen(kontext)):
            stelle = next(s for f, s in baum.felder[feld.pfad] if f is feld)
            spanne = stelle.spanne_of(feld)
            yield Fund.at(spanne, ist=show_zahl(summe), soll=show_zahl(ergebnis), variante="summe")


def _compare(baum: Dokumentindex, pfad: str, orte: list[tuple[Feld, Stelle]]) -> Iterator[Fund]:
    """Yield places where a value is another than at its first place, or its text another than that of the same form."""
    formen: dict[str, tuple[Feld, Stelle]] = {}
    for feld, stelle in orte:
        gleiche_form = formen.setdefault(feld.art, (feld, stelle))
        anderer = gleiche_form if _differ(feld, gleiche_form[0]) else orte[0]
        if _differ(feld, anderer[0]):
            werte = {"pfad": pfad, "wo": baum.fundstelle(anderer[1].anker)}
            yield Fund.at(stelle.spanne_of(feld), ist=quote(feld.text), soll=quote(anderer[0].text), werte=werte)
        elif feld is gleiche_form[0] and feld.art in ZAHLEN and not says(feld.art, feld.text, feld.wert):
            soll = show_zahl(_decimal(feld.wert) or Decimal(0))
            werte = {"pfad": pfad}
            yield Fund.at(stelle.spanne_of(feld), ist=quote(feld.text), soll=soll, variante="text", werte=werte)


def _differ(feld: Feld, anderes: Feld) -> bool:
    return feld.wert != anderes.wert or (feld.art == anderes.art and feld.text != anderes.text)


def _ausgenommen(kontext: Kontext) -> tuple[str, ...]:
    if kontext.hat(HatBudget) and kontext.als(HatBudget).budget.ist_gesamtrundung:
        return tuple(pfad for name in GERUNDET for pfad in kontext.spell(name))
    return ()


@lru_cache(maxsize=GEMERKT)
def says(art: str, text: str, wert: str) -> bool:
    """Tell whether the digits printed are those of the value; a percentage is printed times one hundred."""
    zahlwert = _decimal(wert)
    if zahlwert is None:
        return True
    ziffern = "".join(z for z in glaetten(text).replace("−", "-") if z.isdigit() or z in ",-")
    gedruckt = _decimal(ziffern.replace(",", "."))
    return gedruckt == (zahlwert * 100 if art == "prozent" else zahlwert)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _summen(tabelle: Tabelle, ausgenommen: tuple[str, ...]) -> Iterator[tuple[Feld, Decimal, Decimal]]:
    """Yield field, stated and computed total of every column whose total row does not add up."""
    if not any(zeile.ist_summe for zeile in (*tabelle.rumpf, *tabelle.fuss)):
        return
    gesammelt: list[dict[int, Feld]] = []
    alle: list[dict[int, Feld]] = []
    for zeile in (*tabelle.rumpf, *tabelle.fuss):
        felder = _spalten(zeile)
        if not zeile.ist_summe:
            gesammelt.append(felder)
            alle.append(felder)
            continue
        for spalte, feld in felder.items():
            ist = _decimal(feld.wert)
            teilsummen = [_add(zeilen, spalte, feld.art) for zeilen in (gesammelt, alle)]
            moeglich = [s for s in teilsummen if s is not None]
            if ist is not None and feld.pfad not in ausgenommen and moeglich and ist not in moeglich:
                yield feld, ist, moeglich[0]
        gesammelt = []


def _spalten(zeile: Zeile) -> dict[int, Feld]:
    """Return by column the cells of a row that hold one figure and nothing else that counts."""
    felder: dict[int, Feld] = {}
    spalte = 0
    for zelle in zeile.zellen:
        gefunden = query(zelle.inhalt, Feld)
        if len(gefunden) == 1 and gefunden[0].art in ZAHLEN - {"prozent"}:
            felder[spalte] = gefunden[0]
        spalte += zelle.spanne
    return felder


def _add(zeilen: list[dict[int, Feld]], spalte: int, art: str) -> Decimal | None:
    """Return the sum of a column, None when a row has no figure of that kind there."""
    werte = [_decimal(z[spalte].wert) for z in zeilen if spalte in z and z[spalte].art == art]
    if not werte or len(werte) != len(zeilen):
        return None
    return sum((w for w in werte if w is not None), Decimal(0))
