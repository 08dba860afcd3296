"""Die Sozialraumkonferenz ist nicht vollständig geregelt.

Prüft: Ein Paragraf nennt Vorsitz, Stellvertretung, Turnus, Ladungsfrist, Beschlussfähigkeit und die Frist der Niederschrift aus den
Angaben des Sozialraums; eine Geschäftsordnung ist Anlage. Die Beschlussfähigkeit kann in jeder geplanten Sitzung erreicht werden; in
jedem Zeitraum des Turnus ist eine Sitzung geplant, und sie liegt auf einem Werktag.

Warum: Ein Organ ohne Vorsitz, Turnus oder Beschlussregel fasst keine Beschlüsse, auf die sich jemand berufen kann.

Beispiel: Beschlussfähig ab 6 Stimmberechtigten, im Sozialraum gibt es in der ersten Sitzung 4.

Stattdessen: Die Zahl in „sozialraum.konferenz.beschlussfaehig_ab“ senken oder den fehlenden Sitz ergänzen.

Grenzen: Ob Vorsitz und Stellvertretung ihr Amt wirklich ausüben, sieht die Regel nicht. Sitzungen plant sie bis zur letzten genannten.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.rechnen.zeitraum import is_werktag

from ...bedarf import HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="SK-01",
    name="sozialraumkonferenz-unvollstaendig",
    titel="Sozialraumkonferenz geregelt",
    schwere="fehler",
    meldung="Kein Paragraf nennt {was} der Sozialraumkonferenz. Nehmen Sie die Angabe in den Paragrafen zur Sozialraumkonferenz auf.",
    varianten={
        "ordnung": "Die Geschäftsordnung der Sozialraumkonferenz ist keine Anlage. Nehmen Sie das Dokument unter „anlagen“ auf.",
        "quorum": "Die Sozialraumkonferenz ist ab {ist} Stimmberechtigten beschlussfähig; am {tag} gibt es {soll}.",
        "wenig": "Die Sozialraumkonferenz ist schon mit {ist} von {soll} Stimmberechtigten beschlussfähig, also mit weniger als der Hälfte.",
        "turnus": "Für {ist} ist keine Sitzung geplant; die Sozialraumkonferenz tagt aber mindestens {soll}.",
        "werktag": "Die Sitzung am {ist} liegt auf einem Wochenende oder einem Feiertag.",
    },
    ebene="dokument",
    quellen=("SK-01", "A-TB2-04", "A-SRK-01"),
    braucht=(HatSozialraumkonferenz,),
)

ANGABEN = {
    "vorsitz": "den Vorsitz",
    "stellvertretung": "die Stellvertretung",
    "turnus": "den Turnus",
    "ladungsfrist_wochen": "die Ladungsfrist",
    "beschlussfaehig_ab": "die Beschlussfähigkeit",
    "niederschrift_werktage": "die Frist der Niederschrift",
}
"""What a paragraph must print, with its German name in the accusative."""
ORT = ("sozialraum", "konferenz")
MONATE = {"monatlich": 1, "vierteljährlich": 3, "halbjährlich": 6}
"""Months of a period of each Turnus."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what the text does not settle, then what the figures make impossible."""
    felder = kontext.baum.felder
    for name, was in ANGABEN.items():
        orte = felder.get(f"sozialraum.konferenz.{name}", ())
        if not any(stelle.bereich == "paragraf" for _, stelle in orte):
            yield Fund((*ORT, name), ist="fehlt", soll=was, werte={"was": was})
    if not any(a.dokument is not None for a in kontext.vertrag.anlagen):
        yield Fund(("anlagen",), ist="fehlt", soll="Geschäftsordnung", variante="ordnung")
    yield from _quorum(kontext)
    yield from _termine(kontext)


def _quorum(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatSozialraumkonferenz)
    ab, pfad = vertrag.sozialraum.konferenz.beschlussfaehig_ab, (*ORT, "beschlussfaehig_ab")
    for termin in vertrag.konferenztermine:
        anzahl = len(termin.stimmberechtigt)
        werte = {"tag": show_datum(termin.am)}
        if ab > anzahl:
            yield Fund(pfad, str(ab), str(anzahl), variante="quorum", werte=werte)
            return
        if ab * 2 < anzahl:
            yield Fund(pfad, str(ab), str(anzahl), variante="wenig", werte=werte, schwere="warnung")
            return


def _termine(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatSozialraumkonferenz)
    konferenz = vertrag.sozialraum.konferenz
    tage = sorted(s.am for s in konferenz.sitzungen)
    laenge, beginn = MONATE[konferenz.turnus], vertrag.sozialraum.kooperation.beginn
    getagt = {_period(tag, laenge) for tag in tage}
    for nummer in range(_period(beginn, laenge), _period(tage[-1], laenge)):
        if nummer not in getagt:
            ist = _name(nummer, laenge)
            yield Fund((*ORT, "sitzungen"), ist, konferenz.turnus, variante="turnus", schwere="warnung")
    for nummer, sitzung in enumerate(konferenz.sitzungen):
        if not is_werktag(sitzung.am, vertrag.bundesland):
            pfad = (*ORT, "sitzungen", nummer, "am")
            yield Fund(pfad, show_datum(sitzung.am), variante="werktag", schwere="warnung")


def _period(tag: date, laenge: int) -> int:
    """Return the number of the period of so many months in which a day lies, counted from the year 0."""
    return (tag.year * 12 + tag.month - 1) // laenge


def _name(nummer: int, laenge: int) -> str:
    jahr, rest = divmod(nummer * laenge, 12)
    if laenge == 1:
        return f"Monat {rest + 1}/{jahr}"
    return f"das {rest // laenge + 1}. {'Quartal' if laenge == 3 else 'Halbjahr'} {jahr}"
