"""Ein Ziel einer Person ist wie ein Projektziel beschrieben, oder es steht unter den Zielen der Organisation.

Prüft: Kein Satz verlangt, dass Ziele einzelner Personen spezifisch, messbar, terminiert oder „smart“ sind, oder macht ihnen Vorgaben; unter
„ziele“ steht kein Ziel einer einzelnen Person. In einem Fall des Persönlichen Budgets: Was als eigene Worte gekennzeichnet ist, spricht in der
Ich- oder Wir-Form und nicht in der Sprache von Projekten oder Akten; was die Person selbst sagt, ist als ihre Worte gekennzeichnet; mindestens ein
Ziel steht in ihren Worten. Die prüfbare Menge gehört in ein eigenes Leistungsziel (ZI-08).

Warum: Nach dem Fachkonzept ist der Wille der Person der Ausgangspunkt, in ihren eigenen Worten. Messbare Ziele sind eine Sache der
Organisation; in der Balanced Scorecard haben Ziele einzelner Personen nichts verloren, auch wegen des Datenschutzes.

Beispiel: „Die Teilhabeziele der leistungsberechtigten Person werden messbar und terminiert formuliert.“

Stattdessen: „Der Wille der leistungsberechtigten Person wird in ihren eigenen Worten festgehalten.“ In einem Fall: „Ich will allein zur Arbeit
fahren.“ und dazu das Leistungsziel „Begleitung zur Arbeit an fünf Tagen je Woche.“

Grenzen: Die Regel liest nur den Vertrag oder den Fall, nicht Gesamtpläne. Sie erkennt Ziele von Personen an den Wörtern der Liste; ein Ziel, das eine
Person anders umschreibt, übersieht sie. § 121 Absatz 4 SGB IX verlangt im Gesamtplan Maßstäbe für die Wirkungskontrolle; dagegen spricht die
Regel nicht.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...bedarf import HatBudgetfall, HatFachkonzept, HatMessziele
from ...befund import Fund
from ...glaettung import glaetten
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...paketdaten import load_daten
from ...regel import Regel

REGEL = Regel(
    code="ZI-07",
    name="wille-statt-smart",
    titel="Wille statt SMART auf der Ebene der Person",
    schwere="hinweis",
    meldung="Hier ist ein Ziel einer Person in der Sprache von Projektzielen beschrieben ({wendung}): {ist}. Maßgeblich ist ihr Wille "
    "in ihren eigenen Worten.",
    varianten={
        "person": "„{ist}“ ist das Ziel einer einzelnen Person. Unter „ziele“ stehen nur Ziele der Organisation; der Wille der Person gehört in "
        "ihren Gesamtplan.",
        "sprache": "Dieses Ziel ist als eigene Worte der Person gekennzeichnet, klingt aber nach Akte oder Projekt. Halten Sie fest, was sie selbst sagt, "
        "und schreiben Sie die Menge in ein eigenes Leistungsziel.",
        "fremd": "Dieses Ziel ist als eigene Worte der Person gekennzeichnet, spricht aber über sie. Halten Sie fest, was sie selbst sagt.",
        "kennzeichen": "Hier spricht die Person selbst. Setzen Sie „sind_eigene_worte: true“, und nennen Sie die Leistung in einem eigenen Ziel.",
        "keine": "Kein Ziel der Zielvereinbarung steht in den Worten der Person. Fragen Sie sie, was sie erreichen will.",
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("ZI-07", "A-ALL-16", "A-BSC-08", "A-PB-065"),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield wordings that make goals of persons measurable, and goals of single persons among those of the organisation."""
    if kontext.hat(HatBudgetfall):
        if kontext.ist_hauptdokument:
            yield from _own_words(kontext.als(HatBudgetfall))
        return
    if not (kontext.hat(HatFachkonzept) and kontext.hat(HatMessziele)):
        return
    if kontext.ist_hauptdokument:
        person, ausser = _muster()
        for nummer, ziel in enumerate(kontext.als(HatMessziele).ziele):
            text = glaetten(ziel.ziel)
            if person.search(text) and not ausser.search(text):
                yield Fund(("ziele", nummer, "ziel"), ziel.ziel, variante="person")
    yield from report_wortlaut(kontext, "zi_07", "der Wille der Person in ihren Worten")


def _own_words(fall: HatBudgetfall) -> Iterator[Fund]:
    """Yield goals that are said to be in the person's words and are not, and those that are and do not say so."""
    ich, selbst, akte, dritte = _muster("zi_07_worte", "ich", "selbst", "akte", "dritte")
    for i, teil in enumerate(fall.teilbudgets):
        for j, ziel in enumerate(teil.ziele):
            ort, text = ("teilbudgets", i, "ziele", j), glaetten(ziel.text)
            if not ziel.sind_eigene_worte:
                if selbst.search(text):
                    yield Fund((*ort, "text"), variante="kennzeichen")
            elif akte.search(text):
                yield Fund((*ort, "text"), variante="sprache")
            elif dritte.search(text) or not ich.search(text):
                yield Fund((*ort, "text"), variante="fremd")
    ziele = [z for t in fall.teilbudgets for z in t.ziele]
    if (
        fall.zielvereinbarung is not None
        and ziele
        and not any(z.sind_eigene_worte or ich.search(z.text) for z in ziele)
    ):
        yield Fund(("teilbudgets",), variante="keine")


@cache
def _muster(datei: str = "zi_07_person", *namen: str) -> tuple[re.Pattern[str], ...]:
    daten = load_daten(datei)
    return tuple(re.compile("|".join(daten[name]), re.IGNORECASE) for name in namen or ("muster", "ausser"))
