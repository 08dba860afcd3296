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

# Each begins with fixed letters, so that a text without them is passed over quickly; a foreign IBAN is one that is called so.
MUSTER = (
    ("iban", compile_later(r"DE\d{2}(?: ?\d){12,24}(?![0-9A-Za-z])")),
    ("iban", compile_later(r"IBAN:? ?(?!DE)[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Za-z])")),
    ("ik", compile_later(r"IK(?:-Nummer|-Nr\.)?:? ?\d{9}(?!\d)")),
    ("ik", compile_later(r"Institutionskennzeichen:? ?\d{9}(?!\d)")),
)
VORN = compile_later(r"^(?:IBAN|IK(?:-Nummer|-Nr\.)?|Institutionskennzeichen):? ?")
LAENGE_DE = 22


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield numbers whose check digit does not follow from their other digits; the number itself is not repeated."""
    fliesstext = kontext.baum.fliesstext
    for art, muster in MUSTER:
        for treffer in muster.finditer(fliesstext.text):
            if fliesstext.text[treffer.start() - 1 : treffer.start()].isalnum():
                continue
            nummer, spanne = VORN.sub("", treffer[0]).replace(" ", ""), fliesstext.spanne(*treffer.span())
            if art == "ik":
                if not is_ik(nummer):
                    yield Fund.at(spanne, ist=nummer[-4:], variante="ik")
            elif nummer.startswith("DE") and len(nummer) != LAENGE_DE:
                werte = {"anzahl": str(len(nummer))}
                yield Fund.at(spanne, ist=nummer[-4:], soll=str(LAENGE_DE), variante="laenge", werte=werte)
            elif not is_iban(nummer):
                yield Fund.at(spanne, ist=nummer[-4:])


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
