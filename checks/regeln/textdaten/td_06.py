"""Eine Prüfziffer ist falsch.

Prüft: Jede IBAN und jedes Institutionskennzeichen (neun Ziffern hinter „IK“) in Daten und Text hat die richtige Prüfziffer.

Warum: Wer eine Nummer mit falscher Prüfziffer vereinbart, zahlt auf kein oder auf ein fremdes Konto.

Beispiel: „IBAN DE89 3704 0044 0532 0130 01“.

Stattdessen: Die Nummer aus der Quelle übernehmen; richtig ist hier DE89 3704 0044 0532 0130 00.

Grenzen: Ob es das Konto gibt und wem es gehört, zeigt die Prüfziffer nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.regex import compile_later

from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel

REGEL = Regel(
    code="TD-06",
    name="pruefziffer-falsch",
    titel="Prüfziffern stimmen",
    schwere="fehler",
    meldung="Die Prüfziffer dieser IBAN (Ende {ist}) ist falsch. Übernehmen Sie die Nummer aus der Quelle.",
    varianten={
        "laenge": "Diese IBAN (Ende {ist}) hat {anzahl} statt {soll} Zeichen.",
        "ik": "Die Prüfziffer dieses Institutionskennzeichens (Ende {ist}) ist falsch. Übernehmen Sie die Nummer aus der Quelle.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("TD-06",),
)

IBAN = compile_later(r"\bDE\d{2}(?: ?\d){12,24}\b|\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?\b")
IK = compile_later(r"\bIK(?:-Nummer|-Nr\.|:)?:? ?(\d{9})\b|\bInstitutionskennzeichen:? ?(\d{9})\b")
LAENGE_DE = 22


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield numbers whose check digit does not follow from their other digits; the number itself is not repeated."""
    fliesstext = kontext.baum.fliesstext
    for treffer in IBAN.finditer(fliesstext.text):
        nummer = treffer[0].replace(" ", "")
        spanne = fliesstext.spanne(*treffer.span())
        if nummer.startswith("DE") and nummer[2:].isdigit() and len(nummer) != LAENGE_DE:
            werte = {"anzahl": str(len(nummer))}
            yield Fund.at(spanne, ist=nummer[-4:], soll=str(LAENGE_DE), variante="laenge", werte=werte)
        elif not is_iban(nummer):
            yield Fund.at(spanne, ist=nummer[-4:])
    for treffer in IK.finditer(fliesstext.text):
        if not is_ik(treffer[1] or treffer[2]):
            spanne = fliesstext.spanne(*treffer.span())
            yield Fund.at(spanne, ist=(treffer[1] or treffer[2])[-4:], variante="ik")


def is_iban(nummer: str) -> bool:
    """Tell whether an IBAN without blanks has its check digits right (ISO 13616: remainder 1 by 97)."""
    return int("".join(str(int(zeichen, 36)) for zeichen in nummer[4:] + nummer[:4])) % 97 == 1


def is_ik(nummer: str) -> bool:
    """Tell whether an Institutionskennzeichen has its check digit right: weights 2 and 1 on digits three to eight."""
    summe = 0
    for stelle, ziffer in enumerate(nummer[2:8]):
        produkt = int(ziffer) * (2 if stelle % 2 == 0 else 1)
        summe += produkt // 10 + produkt % 10
    return summe % 10 == int(nummer[8])
