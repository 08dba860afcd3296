"""Bekanntgabe oder Ende der Widerspruchsfrist sind falsch festgehalten.

Prüft: Das festgehaltene Ende der Widerspruchsfrist gleicht dem, das aus Aufgabe zur Post, gesetzlicher Vermutung, Monatsfrist und Feiertagen des Landes folgt.
Im Ausland sind es drei Monate, ohne richtige Belehrung ein Jahr. Die Belehrung nennt die Regel und kein Datum. Wer ins Ausland oder durch
Zustellung bekannt gibt, trägt den Tag ein.

Warum: Wer einen Widerspruch zu Unrecht als verspätet behandelt, nimmt einem Menschen sein Recht.

Beispiel: Bescheid zur Post am 27. Februar 2026, Frist bis zum 3. April 2026 (Karfreitag).

Stattdessen: Der 3. April ist Karfreitag; die Frist endet am 7. April 2026.

Grenzen: Feiertage, die nur in einzelnen Gemeinden gelten, kennt die Regel für die Gemeinden ihrer Liste; wo sie es nicht weiß, gibt sie einen Hinweis.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from contracts.rechnen.falldokumente import BESCHEID
from contracts.rechnen.feiertagsrecht import find_oertlichen
from contracts.rechnen.zeitraum import next_werktag

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...muster.angabenwerte import find_angaben
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="FL-11",
    name="widerspruchsfrist-falsch",
    titel="Bekanntgabe und Widerspruchsfrist",
    schwere="fehler",
    meldung="Als Ende der Widerspruchsfrist ist der {ist} festgehalten; sie endet am {soll}.",
    varianten={
        "oertlich": "Am {soll} ist {wo} Feiertag ({feiertag}). Gilt er am Sitz der Stelle, endet die Widerspruchsfrist erst am {danach}.",
        "datum": "Die Rechtsbehelfsbelehrung nennt ein Datum. Der Tag der Bekanntgabe steht noch nicht fest; nennen Sie die Regel.",
        "tag": "Bei dieser Art der Bekanntgabe gilt keine Vermutung; der Tag des Zugangs fehlt.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 37 Abs. 2 SGB X", "§ 64 SGG", "§ 84 SGG", "§ 66 SGG"),
    quellen=("FL-11",),
    braucht=(HatBudgetfall,),
)
MIT_VERMUTUNG = ("post_inland", "elektronisch", "persoenlich")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a wrong last day, a missing day of receipt, and a date in the instruction on remedies."""
    fall = kontext.als(HatBudgetfall)
    bescheid = fall.bescheid
    if bescheid is None:
        return
    if kontext.ist_hauptdokument:
        bis = bescheid.widerspruchsfrist_bis
        oertlich = find_oertlichen(fall.widerspruch_bis, fall.bundesland, fall.leistender.anschrift.ort)
        if bis is not None and oertlich is not None and oertlich.gilt is None:
            danach = next_werktag(fall.widerspruch_bis + timedelta(days=1), fall.bundesland)
            if bis in (fall.widerspruch_bis, danach):
                werte = {"feiertag": oertlich.name, "wo": oertlich.wo, "danach": show_datum(danach)}
                yield Fund(
                    ("bescheid", "widerspruchsfrist_bis"),
                    show_datum(bis),
                    show_datum(fall.widerspruch_bis),
                    variante="oertlich",
                    schwere="hinweis",
                    werte=werte,
                )
                bis = None
        if bis is not None and bis != fall.widerspruch_bis:
            yield Fund(("bescheid", "widerspruchsfrist_bis"), show_datum(bis), show_datum(fall.widerspruch_bis))
        if bescheid.bekanntgabe not in MIT_VERMUTUNG and bescheid.bekannt_am is None:
            yield Fund(("bescheid", "bekanntgabe"), variante="tag", schwere="warnung")
    if kontext.schriftstueck.name == BESCHEID:
        for stelle in kontext.baum.stellen:
            if "widerspruch" in stelle.text.lower() and stelle.sorte != "ueberschrift":
                for von, ende, (art, _) in find_angaben(stelle.text):
                    if art == "tag":
                        yield Fund.at(stelle.spanne(von, ende), variante="datum")
