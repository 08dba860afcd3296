"""Die Zitierweise wechselt.

Prüft: Der Vertrag schreibt Gliederungseinheiten entweder aus („Absatz“) oder kürzt sie ab („Abs.“), setzt „§§“ nur vor mehrere
Paragrafen und nennt den letzten Paragrafen statt „f.“ oder „ff.“.

Warum: Wechselnde Schreibweisen erschweren die Suche und lassen offen, wie weit „ff.“ reicht.

Beispiel: „§ 123 Abs. 2 SGB IX“ neben „§ 125 Absatz 2 SGB IX“; „§§ 53 ff. SGB X“.

Stattdessen: Überall „§ 123 Absatz 2 SGB IX“; „§§ 53 bis 61 SGB X“.

Grenzen: Zitate in Angaben des Vertrags (etwa Bezeichnungen fremder Verträge) zählen mit; dort kann die Schreibweise vorgegeben sein.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.regex import compile_later

from ...befund import Fund
from ...fundzitate import Fundzitat
from ...kontext import Kontext
from ...regel import Regel

if TYPE_CHECKING:
    from corpus.norm import Stil

REGEL = Regel(
    code="VZ-06",
    name="zitierweise-wechselt",
    titel="Zitierweise einheitlich",
    schwere="hinweis",
    meldung="„{ist}“ weicht von der überwiegenden Schreibweise ab; einheitlich wäre „{soll}“.",
    varianten={
        "offen": "„{ist}“ lässt offen, bis wohin das Zitat reicht. Nennen Sie den letzten Paragrafen.",
        "plural": "„{ist}“ steht mit „§§“, nennt aber nur einen Paragrafen.",
        "singular": "„{ist}“ steht mit „§“, nennt aber mehrere Paragrafen.",
    },
    ebene="dokument",
    dokumente="alle",
    normen=(),
    quellen=("VZ-06",),
)

KURZ = compile_later(r"\b(?:Abs|Nr|Buchst|Art)\.|\bS\. ?\d")
LANG = compile_later(r"\b(?:Absatz|Absätze|Absätzen|Satz|Nummer|Buchstabe)\b")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield citations in the style of the minority, open ranges and the wrong number of section signs."""
    zitate = [f for f in kontext.zitate if f.zitat.gesetz]
    kurze = [f for f in zitate if KURZ.search(f.zitat.text)]
    lange = [f for f in zitate if LANG.search(f.zitat.text)]
    yield from (
        (_style(f, "mittel") for f in kurze) if len(lange) >= len(kurze) else (_style(f, "kurz") for f in lange)
    )
    for fund in zitate:
        yield from _form(fund)


def _style(fund: Fundzitat, stil: Stil) -> Fund:
    return Fund.at(fund.spanne, fund.zitat.text, fund.zitat.format(stil))


def _form(fund: Fundzitat) -> Iterator[Fund]:
    zitat = fund.zitat
    if any(s.folgende for s in zitat.stellen):
        yield Fund.at(fund.spanne, zitat.text, variante="offen")
        return
    nummern = {n.paragraf for s in zitat.stellen for n in (s.von, s.bis) if n is not None}
    if zitat.text.startswith("§§") and len(nummern) == 1:
        yield Fund.at(fund.spanne, zitat.text, variante="plural")
    elif (
        zitat.text.startswith("§")
        and not zitat.text.startswith("§§")
        and len(nummern) > 1
        and zitat.text.count("§") == 1
    ):
        yield Fund.at(fund.spanne, zitat.text, variante="singular")
