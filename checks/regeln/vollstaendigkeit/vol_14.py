"""Die Steuerungsgruppe ist nicht stimmig besetzt.

Prüft: Der Vorsitz nennt einen Sitz der Steuerungsgruppe oder eine Stelle, die Sitze hat; jede Partei hat mindestens eine Stimme,
wo die Vertragsart keine Einstimmigkeit verlangt, jede Seite; stimmberechtigt ist nur, wer Partei oder Beteiligte des Vertrags ist;
Sitze, Vorsitz und Verantwortung für Ziele sind Funktionen zugeordnet und keiner Person.

Warum: Die Steuerungsgruppe beschließt einstimmig und nur, wenn für jede Partei ein stimmberechtigtes Mitglied da ist; der
Lenkungsausschuss eines Regionalbudgets braucht beide Seiten. Ohne diese Stimmen kann das Gremium nie beschließen. Ein Name im
Vertrag wird mit dem nächsten Wechsel falsch und ist ein personenbezogenes Datum.

Beispiel: Den Vorsitz führt die „Referatsleitung Haushalt“, die nicht Mitglied ist.

Stattdessen: Eine Funktion aus der Liste der Mitglieder nennen.

Grenzen: Die Regel vergleicht Wörter; ob die entsendende Stelle die Funktion hat, weiß sie nicht. Namen erkennt sie an Anrede und
akademischem Grad und an den Personen des Unterschriftenblatts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.position import Pfad
from corpus.regex import compile_later

from ...bedarf import HatMessziele, HatParteien, HatSteuerungsgruppe, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...muster.personen import has_anrede, surnames
from ...regel import Regel
from ...wert import quote

if TYPE_CHECKING:
    from contracts.modell.gremium import Mitglied
    from contracts.modell.partei import Partei

REGEL = Regel(
    code="VOL-14",
    name="steuerungsgruppe-unstimmig",
    titel="Steuerungsgruppe stimmig besetzt",
    schwere="warnung",
    meldung="Den Vorsitz führt {ist}; die Steuerungsgruppe hat keinen solchen Sitz. Vorhanden sind: {soll}.",
    varianten={
        "stimme": "Die Partei „{ist}“ hat in der Steuerungsgruppe keine Stimme; einstimmig beschließen kann diese so nicht.",
        "seite": "Auf der Seite „{seite}“ hat keine Partei eine Stimme; ohne sie kommt kein Beschluss zustande.",
        "fremd": "Der Sitz „{sitz}“ hat eine Stimme; entsandt ist er von {ist}, einer Stelle, die weder Partei noch beteiligt ist.",
        "person": "Hier steht anscheinend der Name einer Person. Nennen Sie die Funktion.",
    },
    quellen=("A-ALL-14", "SK-01"),
    braucht=(HatParteien, HatSteuerungsgruppe),
)

# An open point of a template is BG-06's.
WECHSEL = compile_later(r"(?i)^\[|\bwechs|\babwechs|\breihum|\bturnus")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield a chair without seat, a party without vote, a vote without party, a name in place of a function."""
    gruppe, parteien = kontext.als(HatSteuerungsgruppe).steuerungsgruppe, kontext.als(HatParteien).parteien
    pfad: Pfad = ("steuerungsgruppe",)
    yield from _personen(kontext)
    if not _names_seat(gruppe.vorsitz, gruppe.mitglieder, parteien) and not WECHSEL.search(gruppe.vorsitz):
        sitze = ", ".join(quote(m.funktion) for m in gruppe.mitglieder if m.stimmen)
        yield Fund((*pfad, "vorsitz"), quote(gruppe.vorsitz), sitze)
    stellen = [b.name.casefold() for b in kontext.vertrag.beteiligte]
    for nummer, mitglied in enumerate(gruppe.mitglieder):
        ist_bekannt = any(_sends(mitglied, p) for p in parteien) or any(
            _has_word(s, mitglied.entsandt_von) or _has_word(mitglied.entsandt_von, s) for s in stellen
        )
        if mitglied.stimmen and not ist_bekannt:
            ort = (*pfad, "mitglieder", nummer, "entsandt_von")
            yield Fund(ort, quote(mitglied.entsandt_von), variante="fremd", werte={"sitz": mitglied.id})
    yield from _stimmen(kontext)


def _stimmen(kontext: Kontext) -> Iterator[Fund]:
    """Yield parties without a vote where all must agree, otherwise sides without one."""
    sitze, pfad = kontext.als(HatSteuerungsgruppe).steuerungsgruppe.mitglieder, ("steuerungsgruppe", "mitglieder")
    parteien = kontext.als(HatParteien).parteien
    mit_stimme = {p.partei for p in parteien if any(m.stimmen and _sends(m, p) for m in sitze)}
    angaben = kontext.angaben
    if angaben is None or angaben.ist_einstimmig:
        for partei in parteien:
            if partei.partei not in mit_stimme:
                yield Fund(pfad, partei.partei, variante="stimme")
        return
    for rolle, name in angaben.rollen:
        if not any(p.rolle == rolle and p.partei in mit_stimme for p in parteien):
            yield Fund(pfad, variante="seite", werte={"seite": name})


def _sends(mitglied: Mitglied, partei: Partei) -> bool:
    """Tell whether a seat is filled by a party, named by its short or full name."""
    stelle = mitglied.entsandt_von.casefold()
    return any(_has_word(stelle, wort) for wort in (partei.kurzbezeichnung.wort, partei.name)) or stelle in (
        partei.name.casefold()
    )


def _has_word(text: str, wort: str) -> bool:
    return f" {wort.casefold()} " in f" {text.casefold()} " or text.casefold().startswith(f"{wort.casefold()},")


def _names_seat(vorsitz: str, mitglieder: tuple[Mitglied, ...], parteien: tuple[Partei, ...]) -> bool:
    klein = vorsitz.casefold()
    sitze = [w.casefold() for m in mitglieder for w in (m.funktion, m.entsandt_von)]
    return any(sitz in klein or klein in sitz for sitz in sitze) or any(
        _has_word(vorsitz, p.kurzbezeichnung.wort) for p in parteien
    )


def _personen(kontext: Kontext) -> Iterator[Fund]:
    """Yield seats, chair and responsibilities that name a person; the finding does not repeat the name."""
    gruppe = kontext.als(HatSteuerungsgruppe).steuerungsgruppe
    orte: list[tuple[Pfad, str]] = [(("steuerungsgruppe", "vorsitz"), gruppe.vorsitz)]
    orte += [(("steuerungsgruppe", "mitglieder", n, "funktion"), m.funktion) for n, m in enumerate(gruppe.mitglieder)]
    if kontext.hat(HatMessziele):
        orte += [
            (("ziele", n, "verantwortlich"), z.verantwortlich) for n, z in enumerate(kontext.als(HatMessziele).ziele)
        ]
    personen = kontext.als(HatUnterzeichnung).unterzeichnung.personen if kontext.hat(HatUnterzeichnung) else ()
    namen = {p.name.casefold() for p in personen} | {" ".join(surnames(p.name)).casefold() for p in personen}
    for pfad, text in orte:
        if has_anrede(text) or any(name and name in text.casefold() for name in namen if " " in name):
            yield Fund(pfad, variante="person")
