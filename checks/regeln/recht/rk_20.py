"""Die Rechtsbehelfsbelehrung des Bescheides ist falsch, unvollständig oder baut Hürden auf.

Prüft: Die Belehrung nennt den Widerspruch, die Stelle mit Anschrift, die Frist ab Bekanntgabe (einen Monat, bei Bekanntgabe im Ausland drei
Monate) und die Formen: schriftlich, zur Niederschrift und, wo das Recht sie kennt, elektronisch. Sie verlangt nichts, was das Gesetz nicht verlangt.

Warum: Eine falsche oder fehlende Belehrung verlängert die Frist auf ein Jahr (§ 66 Absatz 2 SGG).

Beispiel: „Der Widerspruch ist innerhalb eines Monats nach Zugang per Einschreiben einzulegen und zu begründen.“

Stattdessen: „… innerhalb eines Monats nach seiner Bekanntgabe … schriftlich, in elektronischer Form … oder zur Niederschrift …“

Grenzen: Die Regel erkennt Wendungen; neue Umschreibungen kann sie übersehen. Ob die Stelle zuständig ist, muss ein Mensch prüfen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.rechnen.falldokumente import BESCHEID

from ...bedarf import HatBudgetfall
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import iter_felder
from ...muster.wendungen import report_wortlaut
from ...regel import Regel

REGEL = Regel(
    code="RK-20",
    name="rechtsbehelfsbelehrung-falsch",
    titel="Rechtsbehelfsbelehrung richtig und vollständig",
    schwere="fehler",
    meldung="Die Rechtsbehelfsbelehrung sagt etwas Falsches oder verlangt zu viel ({wendung}): {ist}.",
    varianten={"fehlt": "Der Rechtsbehelfsbelehrung fehlt: {soll}."},
    ebene="dokument",
    dokumente="alle",
    normen=("§ 36 SGB X", "§ 66 SGG", "§ 84 SGG"),
    quellen=("RK-20",),
    braucht=(HatBudgetfall,),
)
MONAT = r"(?:eines|einem|ein) monats?"
PFLICHT: tuple[tuple[str, str], ...] = (
    (r"\bbekannt ?gabe\b|\bbekanntgegeben\b|\bbekannt gegeben\b", "der Beginn der Frist mit der Bekanntgabe"),
    (r"\bschriftlich\b", "die schriftliche Form"),
    (r"\bniederschrift\b", "die Form zur Niederschrift"),
)
FRIST = (rf"\b{MONAT}\b", "die Frist von einem Monat")
FRIST_IM_AUSLAND = (r"\b(?:drei|3)\s+monate?n?\b", "die Frist von drei Monaten bei Bekanntgabe im Ausland")
ELEKTRONISCH = (r"\belektronisch\w*\b", "die elektronische Form")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what the instruction on remedies lacks, and what it asks too much."""
    if kontext.schriftstueck.name != BESCHEID:
        return
    fall = kontext.als(HatBudgetfall)
    stellen = [
        s for s in kontext.baum.stellen if s.sorte != "ueberschrift" and re.search(r"\bwiderspruch\b", s.text.lower())
    ]
    yield from report_wortlaut(kontext, "rk_20", "das Gesetz verlangt weniger")
    if not stellen:
        return  # VOL-13 says so
    text = " ".join(s.text.lower() for s in stellen)
    # What the law of the day knows as electronic form came with the law of 2018.
    elektronisch = () if fall.recht.hat_beauftragten else (ELEKTRONISCH,)
    pflicht = (FRIST_IM_AUSLAND if _goes_abroad(fall) else FRIST, *PFLICHT, *elektronisch)
    for muster, soll in pflicht:
        if not re.search(muster, text):
            yield Fund.at(stellen[0].spanne(0, len(stellen[0].text)), soll=soll, variante="fehlt")
    anker = {s.anker for s in stellen}
    orte = {stelle.anker for _, stelle in iter_felder(kontext, f"traeger[{fall.leitung.traeger}].anschrift")}
    if not anker & orte:
        yield Fund.at(
            stellen[0].spanne(0, len(stellen[0].text)), soll="die Stelle mit ihrer Anschrift", variante="fehlt"
        )


def _goes_abroad(fall: HatBudgetfall) -> bool:
    return fall.bescheid is not None and fall.bescheid.geht_ins_ausland
