"""Das Leistungspaket ist unvollständig oder weicht ohne Begründung vom Projekt ab.

Prüft: Kürzel der Leistungstypen und Kennungen der Gruppen kommen je einmal vor; die zugrunde liegende Vereinbarung ist vor
Beginn der Laufzeit geschlossen; das Paket besteht aus den vier Leistungstypen des Projekts oder die Abweichung ist begründet.

Warum: Das Budget ist Menge mal Kosten der Leistungstypen. Ein doppelter oder unklarer Leistungstyp führt zu doppelter
Finanzierung oder zu einer Lücke.

Beispiel: Die Tagesstätte fehlt, eine Begründung steht nicht da.

Stattdessen: Den Leistungstyp aufnehmen oder unter „begruendung_leistungspaket“ sagen, warum er fehlt.

Grenzen: Ob die Begründung trägt, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.regex import compile_later

from ...bedarf import HatAusschluesse, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...muster.kennungen import find_doppelte
from ...regel import Regel
from ...wert import quote, show_liste

if TYPE_CHECKING:
    from contracts.modell.leistung import Ausschluss, Leistungstyp

REGEL = Regel(
    code="VOL-04",
    name="leistungspaket-unvollstaendig",
    titel="Leistungspaket vollständig",
    schwere="fehler",
    meldung="Das Kürzel „{ist}“ steht für zwei Leistungstypen. Geben Sie jedem ein eigenes.",
    varianten={
        "gruppe": "Die Gruppe „{ist}“ kommt im Leistungstyp „{leistungstyp}“ zweimal vor.",
        "ausgeschlossen": "{ist} ist ausgeschlossen, der Leistungstyp „{leistungstyp}“ aber im Budget. Streichen Sie eines von beiden, oder "
        "sagen Sie, für wen der Ausschluss gilt.",
        "fehlt": "Im Leistungspaket fehlt: {ist}. Begründen Sie die Abweichung unter „begruendung_leistungspaket“.",
        "zusaetzlich": "„{ist}“ gehört nicht zu den vier Leistungstypen des Projekts oder steht doppelt. "
        "Begründen Sie die Abweichung unter „begruendung_leistungspaket“.",
    },
    normen=("§ 125 Abs. 1 SGB IX",),
    quellen=("VOL-04", "A-TB1-06"),
    braucht=(HatLeistungspaket,),
)

WHOLE = compile_later(
    r"(?i)^(?:alle )?(?:die )?(?:leistungen?|angebote?)(?: (?:der|des|in der|in|nach|im))?(?: leistungstyps?)? |^(?:die|der|das) "
)
ADJEKTIV = compile_later(r"^(\w+)e ")

PROJEKT = {
    "besondere_wohnform": "besondere Wohnform",
    "ambulante_assistenz": "ambulante Assistenz",
    "beschaeftigungsorientierte_teilhabe": "beschäftigungsorientierte Teilhabe",
    "tagesstaette": "Tagesstätte",
}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield doubled ids, late agreements and unexplained deviations from the package of the project."""
    vertrag = kontext.als(HatLeistungspaket)
    paket = vertrag.leistungspaket
    for nummer, erste, kuerzel in find_doppelte(lt.kuerzel for lt in paket):
        bezug = ((("leistungspaket", erste, "kuerzel"), "erster Leistungstyp"),)
        yield Fund(("leistungspaket", nummer, "kuerzel"), ist=kuerzel, bezug=bezug)
    for nummer, lt in enumerate(paket):
        werte = {"leistungstyp": lt.kuerzel}
        for stelle, _, gruppe in find_doppelte(g.id for g in lt.gruppen):
            yield Fund(("leistungspaket", nummer, "gruppen", stelle, "id"), gruppe, variante="gruppe", werte=werte)
    if kontext.hat(HatAusschluesse):
        yield from _ausgeschlossen(kontext.als(HatAusschluesse).ausgeschlossen, paket)
    if vertrag.begruendung_leistungspaket is None:
        yield from _abweichungen([lt.kennzeichen for lt in paket])


def _ausgeschlossen(ausschluesse: Sequence[Ausschluss], paket: Sequence[Leistungstyp]) -> Iterator[Fund]:
    """Yield what is excluded as a whole and yet in the budget; an exclusion for some people only is none of the Leistungstyp."""
    for nummer, ausschluss in enumerate(ausschluesse):
        for lt in paket:
            if WHOLE.sub("", ausschluss.text).strip(" .").casefold() in _namen(lt):
                werte = {"leistungstyp": lt.kuerzel}
                pfad = ("ausgeschlossen", nummer, "text")
                yield Fund(pfad, quote(ausschluss.text), variante="ausgeschlossen", werte=werte)


def _namen(lt: Leistungstyp) -> tuple[str, ...]:
    """Return the forms of a name that an exclusion may use: as it stands, and with an ending („der besonderen Wohnform“)."""
    name = lt.name.casefold()
    return name, ADJEKTIV.sub(r"\1en ", name, count=1), lt.nummer.casefold(), lt.kuerzel.casefold()


def _abweichungen(kennzeichen: list[str]) -> Iterator[Fund]:
    fehlend = [name for art, name in PROJEKT.items() if art not in kennzeichen]
    if fehlend:
        yield Fund(("leistungspaket",), ist=show_liste(fehlend), variante="fehlt", schwere="warnung")
    doppelt = {nummer for nummer, _, _ in find_doppelte(kennzeichen)}
    for nummer, art in enumerate(kennzeichen):
        if art not in PROJEKT or nummer in doppelt:
            pfad = ("leistungspaket", nummer, "kennzeichen")
            yield Fund(pfad, PROJEKT.get(art, "sonstiger Leistungstyp"), variante="zusaetzlich", schwere="warnung")
