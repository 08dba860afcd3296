"""Die Kurzinformation in einfacher Sprache sagt etwas anderes als der Vertrag, die Erläuterung etwas anderes als der Bescheid.

Prüft: Jeder Betrag, jedes Datum, jedes Jahr, jeder Prozentwert und jede Zahl aus den Daten, die in der Kurzinformation stehen, stehen
auch im Vertrag. Sie sagt, dass sie eine Erläuterung und nicht der Vertrag ist, dass die Ansprüche bleiben, und nennt Wahlrecht und
Widerspruch; kein Satz sagt das Gegenteil. Ohne Prüfgruppe trägt sie den Vermerk „Entwurf, nicht durch Prüfgruppe geprüft“; mit
Prüfgruppe ist es die Fassung, die diese geprüft hat. In einem Fall des Persönlichen Budgets wird die Erläuterung gegen den Bescheid
gehalten, auch jede Frist in Monaten; sie sagt, dass nur der Bescheid gilt, und nennt Widerspruch und Kündigung.

Warum: Die Kurzinformation ist oft das Einzige, was die Leistungsberechtigten lesen (§ 11 BGG, § 123 Absatz 2 Satz 4 SGB IX). Ein anderer
Betrag oder ein fehlendes Recht führt sie in die Irre.

Beispiel: „Das Budget ist rund 4,7 Millionen Euro.“, wenn der Vertrag 4.750.291,34 Euro nennt.

Stattdessen: „Das Budget ist {berechnet.jahresbetrag}.“

Grenzen: Ob ein Betrag beim richtigen Wort steht, sieht die Regel nicht: Nennt die Kurzinformation die Monatsrate „Budget“, stimmt der
Wert mit einem Wert des Vertrages überein. Gerundete Zahlen gelten als andere Zahlen. Rechte, die anders umschrieben sind als mit den
Wörtern der Liste, erkennt sie nicht. Fristen vergleicht sie nur in Monaten. Ob der Text verständlich ist, entscheidet die Prüfgruppe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.arten import KURZINFORMATION
from contracts.rechnen.falldokumente import BESCHEID, ERLAEUTERUNG
from generator.tree import Feld, Text

from ...bedarf import HatBudgetfall, HatKurzinformation
from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...glaettung import lower
from ...kontext import Kontext
from ...muster.angabenwerte import find_angaben, values_of
from ...muster.wendungen import find_wortlaut, report_wortlaut
from ...muster.zahlwort import parse_zahlwort
from ...regel import Regel
from ...verortung import TEXTFORMEN

REGEL = Regel(
    code="TD-05",
    name="kurzinformation-weicht-ab",
    titel="Die Kurzinformation stimmt in den Fakten überein",
    schwere="fehler",
    meldung="Die Kurzinformation nennt {ist}; das steht so nicht im Vertrag. Verwenden Sie ein Feld, das der Vertrag druckt.",
    varianten={
        "fehlt": "Der Kurzinformation fehlt: {ist}.",
        "fall": "Die Erläuterung nennt {ist}; das steht so nicht im Bescheid. Verwenden Sie ein Feld, das der Bescheid druckt.",
        "fall_fehlt": "Der Erläuterung fehlt: {ist}.",
        "gegenteil": "Dieser Satz widerspricht dem, was gilt ({wendung}): {ist}.",
        "ungeprueft": "Die Kurzinformation sagt, sie sei geprüft; in den Daten steht keine Prüfgruppe: {ist}.",
        "geprueft": "Die Kurzinformation nennt sich Entwurf; in den Daten steht eine Prüfgruppe: {ist}.",
        "fassung": "Die Prüfgruppe hat die Fassung {ist} geprüft, der Vertrag hat die Fassung {soll}. Lassen Sie diese Fassung prüfen, "
        "oder streichen Sie die Prüfgruppe.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 11 BGG", "§ 123 Abs. 2 Satz 4 SGB IX"),
    quellen=("TD-05",),
)

EIGENES = "kurzinformation."
"""Data of the Kurzinformation itself, which the contract does not say."""
PFLICHT = ("Erläuterung", "nicht der Vertrag", "Ansprüche bleiben", "Wunsch- und Wahlrecht", "Widerspruch")
ENTWURF, GEPRUEFT = "Entwurf, nicht durch Prüfgruppe geprüft", "Geprüft durch"
"""Names of the wordings of the data file."""
PFLICHT_IM_FALL = ("Erläuterung", "nur der Bescheid gilt", "Widerspruch", "Kündigung")
RECHTSBEHELF = "widerspruch"
MONATSFORMEN = ("monate", "monaten")
"""Formats of a field that are read as a period, not as a figure."""
MONATE = re.compile(r"\b(\d{1,3}|[a-zäöüß]{3,20}) monate?[ns]?\b")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield facts that differ, statements that are missing or wrong, and a test that was of another Fassung."""
    if kontext.hat(HatKurzinformation) and kontext.schriftstueck.name == KURZINFORMATION.name:
        yield from _other_facts(kontext, kontext.alle_baeume[0], "Wert des Vertrages", "")
        yield from _contradictions(kontext, "wie im Vertrag")
        yield from _statements(kontext)
    bescheid = kontext.find_baum(BESCHEID) if kontext.hat(HatBudgetfall) else None
    if bescheid is not None and kontext.schriftstueck.name == ERLAEUTERUNG:
        yield from _other_facts(kontext, bescheid, "Wert des Bescheides", "fall")
        yield from _other_periods(kontext, bescheid)
        yield from _contradictions(kontext, "wie im Bescheid")
        gefunden = {t.wendung for _, t in find_wortlaut(kontext, "td_05_pflicht")}
        for name in PFLICHT_IM_FALL:
            if name not in gefunden:
                yield Fund(("bescheid",), ist=name, variante="fall_fehlt")


def _contradictions(kontext: Kontext, soll: str) -> Iterator[Fund]:
    for fund in report_wortlaut(kontext, "td_05", soll):
        if fund.spanne is not None:
            yield Fund.at(fund.spanne, fund.ist, fund.soll, werte=fund.werte, variante="gegenteil")


def _other_facts(kontext: Kontext, haupt: Dokumentindex, soll: str, variante: str) -> Iterator[Fund]:
    """Yield every figure of the document in hand that the one it explains does not print."""
    werte = values_of(haupt)
    for stelle in kontext.baum.stellen:
        for stueck in stelle.stuecke():
            inline = stueck.inline
            if isinstance(inline, Feld) and inline.art not in (*TEXTFORMEN, *(MONATSFORMEN if variante else ())):
                if not inline.pfad.startswith(EIGENES) and inline.wert not in werte.roh:
                    spanne = stelle.spanne(stueck.von, stueck.bis)
                    yield Fund.at(spanne, ist=inline.text, soll=soll, variante=variante)
            elif isinstance(inline, (Text, Feld)):
                for von, bis, angabe in find_angaben(stelle.text[stueck.von : stueck.bis]):
                    if angabe not in werte.angaben:
                        spanne = stelle.spanne(stueck.von + von, stueck.von + bis)
                        yield Fund.at(spanne, ist=spanne.text, soll=soll, variante=variante)


def _other_periods(kontext: Kontext, bescheid: Dokumentindex) -> Iterator[Fund]:
    """Yield every period of months that the notice does not state; that of an objection stands beside the word in both."""
    alle = [(RECHTSBEHELF in s.text.lower(), m) for s in bescheid.stellen for _, _, m in _find_monate(s.text)]
    for stelle in kontext.baum.stellen:
        ist_rechtsbehelf = RECHTSBEHELF in stelle.text.lower()
        erlaubt = {m for ist_dort, m in alle if ist_dort or not ist_rechtsbehelf}
        for von, bis, anzahl in _find_monate(stelle.text):
            if anzahl not in erlaubt:
                ist = stelle.text[von:bis]
                yield Fund.at(stelle.spanne(von, bis), ist=ist, soll="Frist des Bescheides", variante="fall")


def _find_monate(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield every period of months in running text: from, to, how many."""
    for treffer in MONATE.finditer(lower(text)):
        wort = "ein" if treffer[1].startswith("ein") and len(treffer[1]) <= len("einer") else treffer[1]
        anzahl = int(wort) if wort.isdecimal() else parse_zahlwort(wort)
        if anzahl is not None:
            yield treffer.start(), treffer.end(), anzahl


def _statements(kontext: Kontext) -> Iterator[Fund]:
    kurz = kontext.als(HatKurzinformation).kurzinformation
    if kurz is None:
        return
    gefunden = {t.wendung: (s, t) for s, t in reversed(find_wortlaut(kontext, "td_05_pflicht"))}
    pflicht = PFLICHT if kurz.ist_geprueft else (*PFLICHT, ENTWURF)
    for name in pflicht:
        if name not in gefunden:
            yield Fund(("kurzinformation",), ist=name, variante="fehlt")
    falsch = (ENTWURF, "geprueft") if kurz.ist_geprueft else (GEPRUEFT, "ungeprueft")
    if falsch[0] in gefunden:
        stelle, treffer = gefunden[falsch[0]]
        yield Fund.at(stelle.spanne(treffer.von, treffer.bis), ist=treffer.satz, variante=falsch[1])
    if kurz.pruefgruppe is not None and kurz.pruefgruppe.fassung != kontext.vertrag.fassung.nummer:
        pfad = ("kurzinformation", "pruefgruppe", "fassung")
        yield Fund(pfad, kurz.pruefgruppe.fassung, kontext.vertrag.fassung.nummer, variante="fassung")
