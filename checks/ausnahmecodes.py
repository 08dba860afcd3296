"""What can be wrong with an entry of the register of exceptions: code, title and what to do; none of them can be excepted itself."""

from __future__ import annotations

from typing import Final

AUSNAHMECODES: Final[dict[str, tuple[str, str]]] = {
    "AUS-01": (
        "Ausnahme ohne Begründung",
        "Eine Ausnahme sagt in eigenen Worten, warum der Befund in diesem Fall hinzunehmen ist; „passt so“ genügt nicht. "
        "Bis dahin unterdrückt sie nichts.",
    ),
    "AUS-02": (
        "Ausnahme abgelaufen",
        "Der letzte Tag der Ausnahme ist vorbei; der Befund zählt wieder. Beheben Sie ihn, oder entscheiden Sie neu.",
    ),
    "AUS-03": (
        "Ausnahme gilt zu lange",
        "Eine Ausnahme gilt höchstens zwölf Monate ab der Entscheidung. Setzen Sie „gueltig_bis“ früher.",
    ),
    "AUS-04": (
        "Ausnahme für eine unbekannte Regel",
        "Berichtigen Sie den Code; „vertragswerk erklaere CODE“ zeigt die Regel.",
    ),
    "AUS-05": ("Regel lässt keine Ausnahme zu", "Beheben Sie den Befund, und streichen Sie die Ausnahme."),
    "AUS-06": (
        "Ausnahme wird nicht gebraucht",
        "An dieser Stelle meldet die Regel nichts. Streichen Sie die Ausnahme, oder berichtigen Sie „pfad“ und „anker“.",
    ),
    "AUS-07": (
        "Ausnahme aus der Zukunft",
        "Die Entscheidung liegt nach dem Stichtag der Prüfung oder nach dem letzten Tag der Ausnahme. Berichtigen Sie die Tage.",
    ),
    "AUS-08": (
        "Ausnahme für einen unbekannten Vertrag",
        "Berichtigen Sie „vertrag“; einen solchen Ordner gibt es nicht.",
    ),
    "AUS-09": (
        "Ausnahme doppelt",
        "Dieselbe Kennung oder dieselbe Regel an derselben Stelle steht schon da. Streichen Sie eine.",
    ),
}
"""The fixed order is that of checking an entry; AUS-06 is a warning, the others are errors."""
