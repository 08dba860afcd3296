"""Folgeverhandlung oder Weitergeltung ist nicht ausreichend geregelt.

Prüft: Zur Verhandlung über die Fortsetzung ist mindestens drei Monate vor dem Ende aufzufordern; gilt das Budget weiter, steht
eine Höchstdauer da; gilt es nicht weiter, bleibt für die Überleitung in die Einzelabrechnung Zeit vor dem Ende.

Warum: Ohne Anschlussregel fällt am Tag nach dem Ende die Finanzierung laufender Leistungen weg. Drei Monate sind die Frist, nach
der die Schiedsstelle angerufen werden kann.

Beispiel: Aufforderung einen Monat vor dem Ende.

Stattdessen: Mindestens drei, besser sechs Monate vereinbaren.

Grenzen: Die Regel bewertet nicht, ob eine längere Frist angemessener wäre.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatBudget, HatLaufzeit
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_dauer

REGEL = Regel(
    code="FL-05",
    name="anschluss-nicht-geregelt",
    titel="Folgeverhandlung und Weitergeltung",
    schwere="warnung",
    meldung="Die Frist für die Aufforderung zur Folgeverhandlung ({ist} vor dem Ende) ist zu kurz; nötig sind mindestens {soll}.",
    varianten={
        "dauer": "Das Budget soll nach dem Ende weitergelten, es fehlt aber die Höchstdauer („weitergeltung_monate“).",
        "ohne": "Eine Höchstdauer der Weitergeltung ist angegeben, das Budget soll aber nicht weitergelten.",
        "ueberleitung": "Ohne Weitergeltung muss die Überleitung ({ist}) in die Zeit der Folgeverhandlung ({soll}) passen.",
    },
    normen=("§ 126 Abs. 2 SGB IX", "§ 127 Abs. 4 SGB IX"),
    quellen=("FL-05",),
    braucht=(HatBudget, HatLaufzeit),
)

MINDESTENS = 3


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a late start of follow-up negotiations and gaps after the end."""
    laufzeit = kontext.als(HatLaufzeit).laufzeit
    if laufzeit.folgeverhandlung_monate < MINDESTENS:
        pfad = ("laufzeit", "folgeverhandlung_monate")
        yield Fund(pfad, show_dauer(laufzeit.folgeverhandlung_monate), show_dauer(MINDESTENS))
    if laufzeit.hat_weitergeltung and laufzeit.weitergeltung_monate is None:
        yield Fund(("laufzeit", "hat_weitergeltung"), variante="dauer")
    if not laufzeit.hat_weitergeltung:
        if laufzeit.weitergeltung_monate is not None:
            yield Fund(("laufzeit", "weitergeltung_monate"), variante="ohne")
        if laufzeit.ueberleitung_monate > laufzeit.folgeverhandlung_monate:
            ist, soll = show_dauer(laufzeit.ueberleitung_monate), show_dauer(laufzeit.folgeverhandlung_monate)
            yield Fund(("laufzeit", "ueberleitung_monate"), ist, soll, variante="ueberleitung")
