"""Eine Gegenleistung des Leistungserbringers ist nicht als zulässig bestätigt.

Prüft: Zu jeder Gegenleistung unter „gegenleistungen“ steht unter „pruefbestaetigungen“, wer wann für diese Fassung bestätigt hat, dass sie
angemessen ist und mit der Leistung der Behörde zusammenhängt; ihr Zweck ist bestimmt. Verlangt der Text vom Leistungserbringer eine Spende,
einen Verzicht, eine Leistung ohne Entgelt oder eine Beteiligung an Kosten der Behörde, steht sie in dieser Liste.

Warum: Nach § 55 Absatz 1 SGB X braucht eine Gegenleistung einen Zweck, der im Vertrag steht, muss angemessen sein und in sachlichem
Zusammenhang mit der Leistung der Behörde stehen. Eine unzulässige macht den Vertrag nichtig (§ 58 Absatz 2 Nummer 4 SGB X).

Beispiel: „Der Budgetnehmer beteiligt sich im Gegenzug an den Personalkosten des Fachdienstes.“

Stattdessen: Die Gegenleistung streichen oder unter „gegenleistungen“ mit Zweck und Zusammenhang aufnehmen und bestätigen lassen.

Grenzen: Ob eine Gegenleistung angemessen ist und zusammenhängt, beurteilt die Regel nie; das muss eine Juristin oder ein Jurist
bestätigen. § 55 SGB X gilt unmittelbar nur für Verträge nach § 53 Absatz 1 Satz 2 SGB X; ob ein Budgetvertrag dazu gehört, ist nicht
abschließend geklärt. Gegenleistungen, die mit anderen Wörtern als denen der Liste umschrieben sind, erkennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.regex import compile_later
from generator.tree import Feld

from ...bedarf import HatGegenleistungen
from ...befund import Fund
from ...glaettung import lower
from ...kontext import Kontext
from ...muster.fragen import ask
from ...muster.wendungen import report_wortlaut
from ...regel import Regel
from ...stelle import Stelle

REGEL = Regel(
    code="RK-15",
    name="koppelungsverbot",
    titel="Gegenleistungen: Zweck, Angemessenheit, Zusammenhang",
    schwere="warnung",
    meldung="Hier soll der Leistungserbringer etwas leisten, das nicht unter „gegenleistungen“ steht ({wendung}): {ist}.",
    varianten={
        "offen": "Zur Gegenleistung {ist} fehlt eine Bestätigung. {frage} Das muss {wer} unter „pruefbestaetigungen“ bestätigen.",
        "fassung": "Bestätigt ist die Fassung {ist}, der Vertrag hat die Fassung {soll}. {frage} Das muss {wer} neu bestätigen.",
        "zweck": "Der Zweck der Gegenleistung ist unbestimmt: „{ist}“. Nennen Sie, wofür sie verwendet wird.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 55 Abs. 1 SGB X", "§ 58 Abs. 2 Nr. 4 SGB X"),
    quellen=("RK-15",),
    braucht=(HatGegenleistungen,),
)

_UNBESTIMMT = compile_later(
    r"\b(?:allgemeine[nr]? zwecke?n?|verschiedene[nr]? zwecke?n?|sonstige[nr]? zwecke?n?|zwecke? (?:der|des) (?:behörde|lande?s|verwaltung)"
    r"|öffentliche[nr]? aufgaben (?:zu|allgemein)|beliebig\w*|nach (?:ermessen|bedarf) (?:der|des)|den haushalt\w* zu)\b"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield counter-performances that nobody confirmed, whose purpose is vague, or that the list does not have."""
    if kontext.ist_hauptdokument:
        for nummer, leistung in enumerate(kontext.als(HatGegenleistungen).gegenleistungen):
            pfad = ("gegenleistungen", nummer)
            yield from ask(kontext, REGEL.code, pfad, leistung.id)
            if _UNBESTIMMT.search(lower(leistung.zweck)):
                yield Fund((*pfad, "zweck"), leistung.zweck, variante="zweck")
    orte = {s.anker: s for s in kontext.baum.stellen}
    for fund in report_wortlaut(kontext, "rk_15", "Eintrag unter „gegenleistungen“"):
        if not _is_listed(orte[fund.anker]):
            yield fund


def _is_listed(stelle: Stelle) -> bool:
    """Tell whether a passage prints an entry of the list."""
    return any(isinstance(s.inline, Feld) and s.inline.pfad.startswith("gegenleistungen[") for s in stelle.stuecke())
