"""Eine Klausel begrenzt Ansprüche der Leistungsberechtigten.

Prüft: Der Text sieht weder Warteliste noch Aufnahmestopp, Kontingent, Höchstzahl, Haushaltsvorbehalt oder die Ablehnung wegen
ausgeschöpften Budgets vor. Sätze, die das gerade ausschließen, sind in Ordnung. Ist ein Haushalts- oder Gremienvorbehalt gewählt,
sagt der Paragraf, der ihn enthält, dass individuelle Ansprüche davon nicht abhängen.

Warum: § 132 Absatz 2 SGB IX lässt die individuellen Ansprüche unberührt, § 123 Absatz 4 SGB IX verpflichtet zur Aufnahme. Eine
Begrenzung über das Budget wäre ein verdeckter Eingriff in den Anspruch.

Beispiel: „Ist das Budget ausgeschöpft, kann der Budgetnehmer weitere Aufnahmen ablehnen.“

Stattdessen: „Der Budgetnehmer darf eine Leistung nicht deshalb ablehnen, weil das Budget ausgeschöpft ist.“

Grenzen: Verneinungen über mehrere Sätze hinweg und Umschreibungen ohne die Wörter der Liste erkennt die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.position import Pfad
from corpus.regex import compile_later

from ...bedarf import HatAbweichungen
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-02",
    name="versteckte-anspruchsbegrenzung",
    titel="Keine versteckte Anspruchsbegrenzung",
    schwere="fehler",
    meldung="Diese Stelle begrenzt Ansprüche der Leistungsberechtigten ({wendung}): {ist}.",
    varianten={
        "schutz": "Der gewählte Vorbehalt sagt nicht, dass individuelle Ansprüche davon nicht abhängen; ohne diesen Satz begrenzt er sie. "
        "Ergänzen Sie ihn in dem Textbaustein, der „{pfad}“ enthält.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 132 Abs. 2 SGB IX", "§ 123 Abs. 4 SGB IX"),
    quellen=("RK-02",),
    braucht=(HatAbweichungen,),
)

VORBEHALTE: tuple[Pfad, ...] = (("wahlklauseln", "haushalt"), ("wahlklauseln", "gremienvorbehalt"))
SCHUTZ = compile_later(
    r"(?i)\banspr(?:uch|üche)\w*\b[^.]*\b(?:unberührt|nicht ab\b|nicht (?:begrenzt|beschränkt|berührt|eingeschränkt))"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield every passage that limits claims, and every reservation that does not spare them."""
    yield from report_wortlaut(kontext, "rk_02", "keine Begrenzung der Ansprüche")
    for pfad in VORBEHALTE:
        yield from _vorbehalt(kontext, pfad)


def _vorbehalt(kontext: Kontext, pfad: Pfad) -> Iterator[Fund]:
    """Yield a chosen reservation whose sections of this document leave the claims of persons open."""
    baum, name = kontext.baum, ".".join(map(str, pfad))
    abschnitte = {s.abschnitt for p in baum.pfade if p.startswith(name) for _, s in baum.felder[p]}
    texte = [s.text for a in abschnitte for s in baum.nach_abschnitt.get(a, [])]
    if texte and not any(SCHUTZ.search(text) for text in texte):
        yield Fund(pfad, "kein Schutz der Ansprüche", "Ansprüche unberührt", variante="schutz", werte={"pfad": name})
