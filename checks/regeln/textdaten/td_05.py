"""Die Kurzinformation in einfacher Sprache sagt etwas anderes als der Vertrag.

Prüft: Jeder Betrag, jedes Datum, jedes Jahr, jeder Prozentwert und jede Zahl aus den Daten, die in der Kurzinformation stehen, stehen
auch im Vertrag. Sie sagt, dass sie eine Erläuterung und nicht der Vertrag ist, dass die Ansprüche bleiben, und nennt Wahlrecht und
Widerspruch; kein Satz sagt das Gegenteil. Ohne Prüfgruppe trägt sie den Vermerk „Entwurf, nicht durch Prüfgruppe geprüft“; mit
Prüfgruppe ist es die Fassung, die diese geprüft hat.

Warum: Die Kurzinformation ist oft das Einzige, was die Leistungsberechtigten lesen (§ 11 BGG, § 123 Absatz 2 Satz 4 SGB IX). Ein anderer
Betrag oder ein fehlendes Recht führt sie in die Irre.

Beispiel: „Das Budget ist rund 4,7 Millionen Euro.“, wenn der Vertrag 4.750.291,34 Euro nennt.

Stattdessen: „Das Budget ist {berechnet.jahresbetrag}.“

Grenzen: Ob ein Betrag beim richtigen Wort steht, sieht die Regel nicht: Nennt die Kurzinformation die Monatsrate „Budget“, stimmt der
Wert mit einem Wert des Vertrages überein. Gerundete Zahlen gelten als andere Zahlen. Rechte, die anders umschrieben sind als mit den
Wörtern der Liste, erkennt sie nicht. Ob der Text verständlich ist, entscheidet die Prüfgruppe.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.arten import KURZINFORMATION
from generator.tree import Feld, Text

from ...bedarf import HatKurzinformation
from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...kontext import Kontext
from ...muster.angabenwerte import find_angaben, values_of
from ...muster.wendungen import find_wortlaut, report_wortlaut
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
        "gegenteil": "Die Kurzinformation widerspricht dem Vertrag ({wendung}): {ist}.",
        "ungeprueft": "Die Kurzinformation sagt, sie sei geprüft; in den Daten steht keine Prüfgruppe: {ist}.",
        "geprueft": "Die Kurzinformation nennt sich Entwurf; in den Daten steht eine Prüfgruppe: {ist}.",
        "fassung": "Die Prüfgruppe hat die Fassung {ist} geprüft, der Vertrag hat die Fassung {soll}. Lassen Sie diese Fassung prüfen, "
        "oder streichen Sie die Prüfgruppe.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 11 BGG", "§ 123 Abs. 2 Satz 4 SGB IX"),
    quellen=("TD-05",),
    braucht=(HatKurzinformation,),
)

EIGENES = "kurzinformation."
"""Data of the Kurzinformation itself, which the contract does not say."""
PFLICHT = ("Erläuterung", "nicht der Vertrag", "Ansprüche bleiben", "Wunsch- und Wahlrecht", "Widerspruch")
ENTWURF, GEPRUEFT = "Entwurf, nicht durch Prüfgruppe geprüft", "Geprüft durch"
"""Names of the wordings of the data file."""


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield facts that differ, statements that are missing or wrong, and a test that was of another Fassung."""
    if kontext.schriftstueck.name != KURZINFORMATION.name:
        return
    yield from _other_facts(kontext, kontext.alle_baeume[0])
    for fund in report_wortlaut(kontext, "td_05", "wie im Vertrag"):
        if fund.spanne is not None:
            yield Fund.at(fund.spanne, fund.ist, fund.soll, werte=fund.werte, variante="gegenteil")
    yield from _statements(kontext)


def _other_facts(kontext: Kontext, haupt: Dokumentindex) -> Iterator[Fund]:
    """Yield every figure of the document in hand that the contract does not print."""
    werte = values_of(haupt)
    for stelle in kontext.baum.stellen:
        for stueck in stelle.stuecke():
            inline = stueck.inline
            if isinstance(inline, Feld) and inline.art not in TEXTFORMEN:
                if not inline.pfad.startswith(EIGENES) and inline.wert not in werte.roh:
                    yield Fund.at(stelle.spanne(stueck.von, stueck.bis), ist=inline.text, soll="Wert des Vertrages")
            elif isinstance(inline, (Text, Feld)):
                for von, bis, angabe in find_angaben(stelle.text[stueck.von : stueck.bis]):
                    if angabe not in werte.angaben:
                        spanne = stelle.spanne(stueck.von + von, stueck.von + bis)
                        yield Fund.at(spanne, ist=spanne.text, soll="Wert des Vertrages")


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
