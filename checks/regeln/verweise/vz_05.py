"""Ein wörtliches Zitat aus dem Gesetz weicht vom Wortlaut ab.

Prüft: Steht ein Satz oder Absatz des Gesetzes in Anführungszeichen neben seiner Fundstelle, gleicht er am Rechtsstand dem Wortlaut.

Warum: Wer das Gesetz wörtlich wiedergibt und dabei ein Wort ändert, erzeugt eine zweite, abweichende Regel.

Beispiel: „Die individuellen Leistungsansprüche bleiben unberührt.“ (§ 132 Absatz 2 SGB IX); im Gesetz steht „der Leistungsberechtigten“.

Stattdessen: Den Satz unverändert übernehmen oder ohne Anführungszeichen mit eigenen Worten wiedergeben.

Grenzen: Verglichen werden ganze Sätze und Absätze über Prüfsummen. Ein Ausschnitt lässt sich ohne den importierten Gesetzestext
nicht prüfen; die Regel sagt das als Hinweis.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.recht.wortlautvergleich import compare_wortlaut
from corpus.regex import compile_later

from ...befund import Fund
from ...fundzitate import Fundzitat
from ...kontext import Kontext
from ...regel import Regel
from ...wert import quote

REGEL = Regel(
    code="VZ-05",
    name="woertliches-zitat-weicht-ab",
    titel="Wörtliche Zitate stimmen",
    schwere="fehler",
    meldung="Das wörtliche Zitat {ist} gleicht nicht dem Wortlaut von „{soll}“. Übernehmen Sie den Satz unverändert, oder lassen Sie die "
    "Anführungszeichen weg.",
    varianten={
        "ausschnitt": "Das wörtliche Zitat {ist} ist ein Ausschnitt von „{soll}“ und lässt sich nicht gegen den Wortlaut prüfen."
    },
    ebene="dokument",
    dokumente="alle",
    quellen=("VZ-05",),
)

KUERZESTES, LAENGSTES = 30, 2000
DANACH = compile_later(rf"(?: lautet| bestimmt)?: „([^„“]{{{KUERZESTES},{LAENGSTES}}})“")
NAHE = 12


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield quotations beside a citation that differ from every unit the citation names."""
    for fund in kontext.zitate:
        if not fund.zitat.teile or not fund.zitat.gesetz:
            continue
        wortlaut = _quotation(fund)
        if wortlaut:
            yield from _compare(kontext, fund, wortlaut)


def _quotation(fund: Fundzitat) -> str:
    """Return the quoted sentence that ends right before the citation, or follows it after a colon."""
    text, start = fund.stelle.text, fund.zitat.start
    davor = _quotation_before(text, start)
    if davor:
        return davor
    danach = DANACH.match(text, fund.zitat.end)
    return danach[1] if danach is not None else ""


def _quotation_before(text: str, start: int) -> str:
    """Return the quotation whose end stands right before an offset; looks back no further than a quotation may be long."""
    ende = text.rfind("“", max(start - NAHE, 0), start)
    if ende < 0 or text[ende + 1 : start].strip() not in ("", "("):
        return ""
    vorn = max(ende - LAENGSTES - 1, 0)
    anfang = max(text.rfind("„", vorn, ende), text.rfind("“", vorn, ende))
    ist_passend = anfang >= 0 and text[anfang] == "„" and ende - anfang > KUERZESTES
    return text[anfang + 1 : ende] if ist_passend else ""


def _compare(kontext: Kontext, fund: Fundzitat, wortlaut: str) -> Iterator[Fund]:
    teile = fund.zitat.teile
    ergebnisse = {compare_wortlaut(kontext.recht, norm, wortlaut, kontext.vertrag.rechtsstand) for norm in teile}
    if ergebnisse != {"ungleich"}:
        return
    ist_satz = wortlaut.rstrip().endswith((".", "…")) and "…" not in wortlaut and "[" not in wortlaut
    variante, schwere = ("", "fehler") if ist_satz else ("ausschnitt", "hinweis")
    soll = teile[0].kanonisch if len(teile) == 1 else fund.zitat.kanonisch
    yield Fund.at(fund.spanne, quote(wortlaut), soll, variante=variante, schwere=schwere)
