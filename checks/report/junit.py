"""The report as JUnit XML: a suite per contract, a case per rule, so that it also says what was checked and passed.

Valid for both schemas in use (Windy Road, Jenkins): no attribute of a case names a file, times have three decimals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from corpus.druckbar import mask

from ..befund import RANG, Befund
from ..bericht import AUSFALLCODE, Ausgenommen, Pruefbericht, Pruefung
from .darstellung import Darstellung
from .fundorte import path_of

UHR: Final = "0.000"
"""No time is measured here: the same check gives the same bytes."""
ALLGEMEIN: Final = "Bestand"


@dataclass(frozen=True, slots=True)
class Testfall:
    """A case: a rule or code on one contract, what became of it (`failure`, `error`, `skipped`, empty for passed) and the words."""

    name: str
    ausgang: str = ""
    art: str = ""
    kurz: str = ""
    text: str = ""


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the report suite by suite."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    suiten = ((p.vertrag or p.datei, _list_cases(bericht, p)) for p in bericht.pruefungen)
    nummer = 0
    for name, faelle in suiten:
        yield _suite(bericht, nummer, name, *faelle)
        nummer += 1
    uebrige = [*bericht.allgemein, *bericht.quer]
    faelle = _cases_of(bericht, uebrige, bericht.querausgenommene, {}), _mild(bericht, uebrige)
    if not faelle[0]:
        faelle = [Testfall("Ordner und Einstellungen")], faelle[1]
    yield _suite(bericht, nummer, ALLGEMEIN, *faelle)
    yield "</testsuites>\n"


def _list_cases(bericht: Pruefbericht, pruefung: Pruefung) -> tuple[list[Testfall], list[str]]:
    """Return the cases of a contract, and what is said besides: findings too mild to fail."""
    offen = {u.code: Testfall(u.code, "skipped", kurz=u.grund) for u in pruefung.uebersprungen}
    gelaufen = {code: Testfall(code) for code in pruefung.gelaufen}
    befunde = list(pruefung.befunde)
    return _cases_of(bericht, befunde, pruefung.ausgenommene, {**offen, **gelaufen}), _mild(bericht, befunde)


def _cases_of(
    bericht: Pruefbericht, befunde: Iterable[Befund], ausgenommene: Iterable[Ausgenommen], faelle: dict[str, Testfall]
) -> list[Testfall]:
    faelle = dict(faelle)
    gruende: dict[str, list[str]] = defaultdict(list)
    for a in ausgenommene:
        gruende[a.befund.code].append(
            f"{a.befund.pfad or a.befund.anker or path_of(bericht, a.befund.position)}: {a.grund}"
        )
    for code, texte in gruende.items():
        faelle[code] = Testfall(code, "skipped", kurz="; ".join(texte))
    schwere: dict[str, list[Befund]] = defaultdict(list)
    for befund in befunde:
        if RANG[befund.schwere] <= RANG[bericht.fehler_ab]:
            schwere[befund.ist if befund.code == AUSFALLCODE else befund.code].append(befund)
    for code, gleiche in schwere.items():
        erster = gleiche[0]
        ausgang = "error" if erster.code == AUSFALLCODE else "failure"
        text = "\n".join(_line(bericht, b) for b in gleiche)
        faelle[code] = Testfall(code, ausgang, erster.schwere, erster.meldung, text)
    return [faelle[code] for code in sorted(faelle)]


def _mild(bericht: Pruefbericht, befunde: Iterable[Befund]) -> list[str]:
    return [_line(bericht, b) for b in befunde if RANG[b.schwere] > RANG[bericht.fehler_ab]]


def _line(bericht: Pruefbericht, befund: Befund) -> str:
    ort = befund.position
    return f"{path_of(bericht, ort)}:{ort.zeile}:{ort.spalte} {befund.schwere} {befund.code} {befund.meldung}"


def _suite(bericht: Pruefbericht, nummer: int, name: str, faelle: list[Testfall], milde: list[str]) -> str:
    anzahl = {art: sum(f.ausgang == art for f in faelle) for art in ("failure", "error", "skipped")}
    merkmale = {
        "name": name,
        "package": "vertragswerk",
        "id": nummer,
        "timestamp": f"{bericht.stichtag.isoformat()}T00:00:00",
        "hostname": "localhost",
        "tests": len(faelle),
        "failures": anzahl["failure"],
        "errors": anzahl["error"],
        "skipped": anzahl["skipped"],
        "time": UHR,
    }
    umstaende = {"version": bericht.version, "stichtag": bericht.stichtag.isoformat(), "rechtsbestand": bericht.recht}
    zeilen = [f"<testsuite{_attributes(merkmale)}>", "<properties>"]
    zeilen += [f"<property{_attributes({'name': k, 'value': w})}/>" for k, w in umstaende.items()]
    zeilen += ["</properties>", *(_case(name, fall) for fall in faelle)]
    zeilen += [
        f"<system-out>{_text(chr(10).join(milde))}</system-out>",
        "<system-err></system-err>",
        "</testsuite>",
        "",
    ]
    return "\n".join(zeilen)


def _case(suite: str, fall: Testfall) -> str:
    kopf = f"<testcase{_attributes({'name': fall.name, 'classname': suite, 'time': UHR})}"
    if not fall.ausgang:
        return f"{kopf}/>"
    merkmale = {"message": fall.kurz} | ({"type": fall.art} if fall.art else {})
    return f"{kopf}><{fall.ausgang}{_attributes(merkmale)}>{_text(fall.text)}</{fall.ausgang}></testcase>"


def _attributes(merkmale: Mapping[str, object]) -> str:
    # A line break in an attribute would become a blank.
    return "".join(f' {name}="{_text(str(wert)).replace(chr(10), "&#10;")}"' for name, wert in merkmale.items())


def _text(text: str) -> str:
    """Return text for XML, whose characters are fewer than those of Python."""
    return escape(mask(text), quote=True)
