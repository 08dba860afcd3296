"""Eine Abweichung vom Vertragsrecht steht nicht in der Liste der Abweichungen.

Prüft: Jeder Eintrag unter „abweichungen“ zitiert eine Vorschrift der §§ 123 bis 129 SGB IX. Weicht ein Satz des Textes von einer dieser
Vorschriften ab, steht sie in der Liste. Ein Vertrag mit einem Budget nennt wenigstens eine Abweichung.

Warum: Auf § 132 Absatz 1 SGB IX lassen sich Abweichungen vom Vertragsrecht nur stützen, wenn sie benannt sind; der Vertrag sagt, dass die
Liste vollständig ist. Was sie nicht nennt, richtet sich nach dem Gesetz, und die Klausel widerspricht ihm.

Beispiel: „Abweichend von § 128 SGB IX finden Prüfungen nur mit Zustimmung statt.“ ohne Eintrag zu § 128 SGB IX.

Stattdessen: Unter „abweichungen“ die Vorschrift und den Inhalt der Abweichung aufnehmen oder den Satz streichen.

Grenzen: Eine Abweichung, die ihre Vorschrift nicht im selben Satz nennt, erkennt die Regel nicht. Sie vergleicht Paragraf und Absatz, nicht
den Inhalt. Ob § 132 SGB IX eine Abweichung trägt, ist nicht abschließend geklärt und muss eine Juristin oder ein Jurist beurteilen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.zitate import find
from generator.tree import Feld

from ...bedarf import HatAbweichungen, HatBudget
from ...befund import Fund
from ...kontext import Kontext
from ...muster.wendungen import find_wortlaut
from ...regel import Regel
from ...wert import quote, show_liste

if TYPE_CHECKING:
    from corpus.norm import Norm

    from ...stelle import Stelle

REGEL = Regel(
    code="RK-08",
    name="abweichung-nicht-benannt",
    titel="Abweichungen vom Vertragsrecht sind benannt",
    schwere="warnung",
    meldung="Dieser Satz weicht von {norm} ab; unter „abweichungen“ steht diese Vorschrift nicht: {ist}.",
    varianten={
        "norm": "„{ist}“ gehört nicht zu den §§ 123 bis 129 SGB IX; § 132 SGB IX trägt nur Abweichungen vom Vertragsrecht. Lassen Sie das "
        "juristisch prüfen.",
        "leer": "Der Vertrag hat ein Budget und nennt keine Abweichung von den §§ 123 bis 129 SGB IX. Ein Budget weicht wenigstens von "
        "§ 125 Absatz 3 SGB IX ab; nehmen Sie die Abweichungen auf.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=("§ 132 Abs. 1 SGB IX", "§§ 123 bis 129 SGB IX"),
    quellen=("RK-08", "A-132-02"),
    braucht=(HatAbweichungen,),
)

ERSTER, LETZTER = 123, 129


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield entries that are no deviation from the law of agreements, and deviations of the text that the list does not have."""
    abweichungen = kontext.als(HatAbweichungen).abweichungen
    if kontext.ist_hauptdokument:
        for nummer, abweichung in enumerate(abweichungen):
            if not any(True for _ in _normen(abweichung.norm)) or any(
                not _is_vertragsrecht(n) for n in _all(abweichung.norm)
            ):
                yield Fund(("abweichungen", nummer, "norm"), abweichung.norm, "§§ 123 bis 129 SGB IX", variante="norm")
        if not abweichungen and kontext.hat(HatBudget):
            yield Fund(("abweichungen",), ist="keine", soll="Abweichungen", variante="leer")
    benannt = {(n.paragraf, n.absatz) for a in abweichungen for n in _normen(a.norm)}
    yield from _unlisted(kontext, benannt)


def _unlisted(kontext: Kontext, benannt: Iterable[tuple[str, str | None]]) -> Iterator[Fund]:
    gemeldet: set[str] = set()
    for stelle, treffer in find_wortlaut(kontext, "rk_08"):
        fehlend = [n for n in _normen(treffer.satz) if not _is_named(n, benannt)]
        if fehlend and stelle.anker not in gemeldet and not _is_listed(stelle):
            gemeldet.add(stelle.anker)
            ort = stelle.spanne(treffer.von, treffer.bis)
            werte = {"norm": show_liste(dict.fromkeys(n.format() for n in fehlend))}
            yield Fund.at(ort, ist=quote(treffer.satz.rstrip(".")), soll="Eintrag unter „abweichungen“", werte=werte)


def _is_named(norm: Norm, benannt: Iterable[tuple[str, str | None]]) -> bool:
    return any(p == norm.paragraf and (not a or not norm.absatz or a == norm.absatz) for p, a in benannt)


def _is_listed(stelle: Stelle) -> bool:
    """Tell whether a passage prints an entry of the list."""
    return any(isinstance(s.inline, Feld) and s.inline.pfad.startswith("abweichungen[") for s in stelle.stuecke())


def _all(text: str) -> Iterator[Norm]:
    return (n for zitat in find(text) for stelle in zitat.stellen for n in stelle.expand())


def _normen(text: str) -> Iterator[Norm]:
    """Yield the norms of the law of agreements that a text cites."""
    return (n for n in _all(text) if _is_vertragsrecht(n))


def _is_vertragsrecht(norm: Norm) -> bool:
    zahl = re.match(r"\d+", norm.paragraf)
    return norm.gesetz == "SGB IX" and zahl is not None and ERSTER <= int(zahl[0]) <= LETZTER
