"""Cases of a Persönliches Budget as an office has them: from the two examples, each varied from its own seed.

What varies: the law (one in eight is of 2005), Land, person and representative, Leistungsträger, benefits with quantities and rates, days,
goals, Nachweis, reasons, Bekanntgabe. Every case is valid; what cannot be drawn freely follows from what was drawn.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final, TypeAlias

import yaml

Daten: TypeAlias = dict[str, Any]
FAELLE: Final = Path(__file__).resolve().parent.parent / "contracts/beispiele/faelle"
WEITERE_TRAEGER = ("KK", "PK", "IA")
VERGLEICHSKOSTEN = "20000.00"
WOCHEN_ZURUECK = 48
"""How far a case may lie before its example: the law of the example holds so long."""
ENTSCHEIDUNG_ALLEIN = timedelta(days=14)
"""A Träger alone decides within three weeks."""


@cache
def _wahl() -> Daten:
    wahl: Daten = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return wahl


@cache
def _muster(kennung: str) -> Daten:
    muster: Daten = yaml.safe_load((FAELLE / kennung / "fall.yaml").read_text(encoding="utf-8"))
    return muster


class _OhneAnker(yaml.SafeDumper):
    """Writes a value that stands twice out twice: the strict reader knows no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """Return that no value is an alias of another."""
        return True


def make_cases(anzahl: int) -> Iterator[tuple[str, bytes, date]]:
    """Yield Kennung, file and day of the check; the same number gives the same case, however many are asked for."""
    for n in range(anzahl):
        fall = make_case(n)
        inhalt = yaml.dump(fall, Dumper=_OhneAnker, allow_unicode=True, sort_keys=False, width=10_000)
        yield fall["kennung"], inhalt.encode(), fall["fassung"]["stand"]


def make_case(nummer: int) -> Daten:
    """Return one case."""
    zufall = Random(nummer)
    ist_alt = nummer % 8 == 7
    fall = copy.deepcopy(_muster("PB-BEISPIEL-2005" if ist_alt else "PB-BEISPIEL-2026"))
    fall["kennung"] = f"PB-LAUF-{nummer:05}"
    for spaeter in ("widerspruch", "kuendigung", "rueckforderung", "gesamtbudget"):
        fall.pop(spaeter, None)
    fall = _move(
        fall, zufall.choice(_wahl()["laender"]), timedelta(weeks=0 if ist_alt else -zufall.randrange(WOCHEN_ZURUECK))
    )
    kreis = ["EGH", *sorted(zufall.sample(WEITERE_TRAEGER, zufall.randrange(4)), key=WEITERE_TRAEGER.index)]
    if ist_alt and "KK" not in kreis:
        kreis.insert(1, "KK")  # it forwarded the application
    _choose_traeger(fall, kreis, zufall)
    _fill_person(fall, zufall)
    _fill_procedure(fall, kreis, zufall)
    for teil in fall["teilbudgets"]:
        _fill_teilbudget(teil, fall, ist_alt, zufall)
    return fall


def _move(fall: Daten, land: Daten, abstand: timedelta) -> Daten:
    """Return the case in another Land and on other days."""

    def other(wert: Any) -> Any:
        if isinstance(wert, dict):
            return {k: other(w) for k, w in wert.items()}
        if isinstance(wert, list):
            return [other(w) for w in wert]
        if isinstance(wert, str):
            return (
                wert.replace("Musterbremen", land["ort"])
                .replace("musterbremen", "muster")
                .replace("28000", land["plz"])
            )
        return wert + abstand if isinstance(wert, date) else wert

    anders: Daten = other(fall)
    anders["bundesland"] = land["bundesland"]
    del anders["bescheid"]["widerspruchsfrist_bis"]
    return anders


def _choose_traeger(fall: Daten, kreis: list[str], zufall: Random) -> None:
    plaetze = {t["traeger"]: n for n, t in enumerate(fall["teilbudgets"])}
    fall["antrag"]["leistungen"] = [fall["antrag"]["leistungen"][plaetze[k]] for k in kreis]
    fall["traeger"] = [t for t in fall["traeger"] if t["id"] in kreis]
    ort = fall["traeger"][0]["anschrift"]["ort"]
    kasse = zufall.randrange(len(_wahl()["stellen"]["KK"]))
    for traeger in fall["traeger"]:
        namen = _wahl()["stellen"][traeger["id"]]
        traeger["name"] = namen[kasse % len(namen)].format(ort=ort)
        traeger["anschrift"]["strasse"] = _street(zufall)
    for liste, schluessel in (
        ("einwilligungen", "empfaenger"),
        ("stellungnahmen", "traeger"),
        ("teilbudgets", "traeger"),
    ):
        fall[liste] = [e for e in fall[liste] if e[schluessel] in kreis]
    for stellungnahme in fall["stellungnahmen"]:
        del stellungnahme["betrag_monatlich"]
    for liste in ("traeger", "verzicht"):
        fall["konferenz"][liste] = [k for k in fall["konferenz"][liste] if k in kreis]


def _fill_person(fall: Daten, zufall: Random) -> None:
    person, wahl = fall["person"], _wahl()
    person["name"] = name = _name(zufall)
    person["geburtsdatum"] = date(1940, 1, 1) + timedelta(days=zufall.randrange(17_000))
    person["anschrift"]["strasse"] = _street(zufall)
    person["konto"] = {"inhaber": name, "iban": _iban(zufall)}
    if zufall.random() < 0.5:
        person["vertretung"] = {"name": _name(zufall), "aufgabenbereiche": zufall.choice(wahl["aufgaben"])}
    else:
        del person["vertretung"]
    if zufall.random() < 0.5:
        person["person_der_wahl"] = _name(zufall)
    else:
        del person["person_der_wahl"]
    fall["aktenzeichen"] = f"TH {zufall.randrange(100, 99_999)}/{fall['antrag']['eingang']:%y}"
    fall["antrag"]["form"] = zufall.choice(("schriftlich", "elektronisch", "niederschrift"))
    for liste in ("wuensche", "sonstiges"):
        fall["antrag"][liste] = _some(wahl[liste], 0, zufall)


def _fill_procedure(fall: Daten, kreis: list[str], zufall: Random) -> None:
    bescheid, vereinbarung, wahl = fall["bescheid"], fall["zielvereinbarung"], _wahl()
    if len(kreis) == 1:
        del fall["konferenz"]
        bescheid["vom"] = bescheid["aufgegeben_am"] = fall["antrag"]["eingang"] + ENTSCHEIDUNG_ALLEIN
        vereinbarung["vom"] = bescheid["vom"] - timedelta(days=1)
    fall["fassung"]["stand"] = fall["rechtsstand"] = bescheid["vom"]
    bescheid["bekanntgabe"] = zufall.choice(wahl["bekanntgabe"])
    if bescheid["bekanntgabe"] == "zustellung":
        bescheid["bekannt_am"] = bescheid["aufgegeben_am"] + timedelta(days=zufall.randrange(1, 4))
    erster = wahl["erster_grund"]["allein" if len(kreis) == 1 else "gemeinsam"]
    bescheid["begruendung"] = [erster, *_some(wahl["begruendung"], 1, zufall)]
    vereinbarung["budgetreste"] = zufall.choice(wahl["budgetreste"])
    if regelungen := _some(wahl["besondere_regelungen"], 0, zufall):
        vereinbarung["besondere_regelungen"] = regelungen


def _fill_teilbudget(teil: Daten, fall: Daten, ist_alt: bool, zufall: Random) -> None:
    wahl, bescheid = _wahl(), fall["bescheid"]["vom"]
    teil["beginn"] = beginn = (bescheid.replace(day=1) + timedelta(days=32)).replace(day=1)
    if "ende" in teil:
        teil["ende"] = beginn.replace(year=beginn.year + 1) - timedelta(days=1)
    teil["vergleichskosten"] = VERGLEICHSKOSTEN
    if teil["traeger"] == "PK":
        _divide_care(teil, ist_alt, zufall)
        return
    angebot = wahl["leistungen"][teil["traeger"]]
    teil["leistungen"] = [
        _benefit(f"{teil['traeger'][0]}{n}", vorlage, fall["antrag"]["eingang"], zufall)
        for n, vorlage in enumerate(_some(angebot, 1, zufall), 1)
    ]
    eigene = next((z for z in teil["ziele"] if z.get("sind_eigene_worte")), None)
    if eigene is not None:
        eigene["text"] = zufall.choice(wahl["eigene_worte"])
    teil["nachweis"] |= {
        "art": zufall.choice(wahl["nachweise"]),
        "turnus": zufall.choice(wahl["turnus"]),
        "erste_vorlage": beginn + timedelta(days=zufall.randrange(90, 400)),
    }


def _benefit(kennung: str, vorlage: Daten, antrag: date, zufall: Random) -> Daten:
    rechnung: Daten = {"art": vorlage["art"]}
    for menge in ("stunden", "einsaetze"):
        if menge in vorlage:
            rechnung[menge] = str(zufall.randint(*vorlage[menge]))
    for betrag in ("satz", "betrag"):
        if betrag in vorlage:
            rechnung[betrag] = f"{zufall.randint(*vorlage[betrag])}.{zufall.randrange(0, 100, 5):02}"
    if "zuzahlung" in vorlage:
        rechnung["zuzahlung"] = dict(vorlage["zuzahlung"])
    leistung = {
        "id": kennung,
        "katalog": vorlage["katalog"],
        "bezeichnung": vorlage["bezeichnung"].format_map(rechnung),
        "form": "geld",
        "rechnung": rechnung,
    }
    if vorlage.get("ist_verordnet"):
        leistung["verordnet_am"] = antrag - timedelta(days=zufall.randrange(2, 20))
    return leistung


def _divide_care(teil: Daten, ist_alt: bool, zufall: Random) -> None:
    """Divide care between service and money; the two make the whole."""
    if not ist_alt:
        teil["einstufung"] = grad = zufall.choice(("PG2", "PG3", "PG4", "PG5"))
        teil["voraussetzungen"] = f"Pflegebedürftigkeit des Pflegegrades {grad[2:]} ist festgestellt."
    sach, geld, *weitere = teil["leistungen"]
    zehntel = zufall.randrange(10)
    sach["rechnung"]["anteil"], geld["rechnung"]["anteil"] = f"0.{zehntel}0", f"{(10 - zehntel) / 10:.2f}"
    teil["leistungen"] = [*([sach] if zehntel else []), geld, *_some(weitere, 0, zufall)]


def _some(liste: list[Any], mindestens: int, zufall: Random) -> list[Any]:
    """Return some of a list, in its order."""
    plaetze = sorted(zufall.sample(range(len(liste)), zufall.randint(mindestens, len(liste))))
    return [liste[n] for n in plaetze]


def _name(zufall: Random) -> str:
    return f"{zufall.choice(_wahl()['vornamen'])} {zufall.choice(_wahl()['nachnamen'])}"


def _street(zufall: Random) -> str:
    return f"{zufall.choice(_wahl()['strassen'])} {zufall.randint(1, 199)}"


def _iban(zufall: Random) -> str:
    """Return an IBAN of no bank with a right check number."""
    konto = f"{zufall.randrange(10**10):018}"
    probe = 98 - int(f"{konto}131400") % 97
    return f"DE{probe:02}{konto}"
