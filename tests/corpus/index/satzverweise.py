"""References of the statutes to their own Sätze, found by plain patterns that share nothing with the citation grammar.

An independent witness for the index: "§ x Absatz y Satz z", "Absatz y Satz z" and "Satz z" must lead to a Satz that
exists. Left out before any is looked up: references into other laws, to earlier versions, and shortened ones inside a
longer chain, where a pattern cannot tell to which § they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.index.gesetzesliste import load_gesetze
from corpus.index.roh import Inhalt, Rohliste, Sichtung
from corpus.recht.einheit import find_einheit
from corpus.recht.rechtsbestand import Rechtsbestand
from vertragswerk.gesetze.gesetzesdateien import read_sichtungen

# Twelve states: the laws of contracts and social benefits, and both sides of the great reform.
STAENDE = [
    ("SGB_IX_2001", "2013-01-11"), ("SGB_IX_2018", "2018-01-16"), ("SGB_IX_2018", "2020-01-10"), ("SGB_IX_2018", "2026-08-19"),
    ("SGB_XII", "2019-12-25"), ("SGB_XII", "2026-08-19"), ("SGB_I", "2026-08-19"), ("SGB_V", "2026-08-19"),
    ("SGB_VIII", "2026-08-19"), ("SGB_X", "2026-08-19"), ("SGB_XI", "2026-08-19"), ("BGB", "2026-08-19"),
]  # fmt: skip

_VERWEIS = re.compile(
    r"(?:§ (?P<p>\d+[a-z]?) )?(?:(?P<v>Absatz|Absatzes|Abs\.) (?P<a>\d{1,2}[a-z]{0,2}) )?(?:Satz|Satzes) (?P<s>\d{1,2})(?![\d/])"
)
_KETTENWORT = (
    r"(?:[\s,]|§+|\d+[a-z]{0,2}|Abs(?:atz|atzes|ätze|ätzen|\.)|S(?:atz|ätze|ätzen)|N(?:ummer|ummern|r\.)|Buchstaben?|in Verbindung mit|"
    r"erste\w?|zweite\w?|Halbsatz|Alternative|und|oder|bis|sowie|auch|jeweils|nach|nicht|gemäß|mit|de[nmrs]|die|[iI]\. ?V\. ?m\.|"
    r"bzw\.|letzter|Teilsatz|[a-z](?!\w))"
)
_KETTE_DAVOR = re.compile(
    rf"(?:§+|Abs(?:atz|atzes|ätze|ätzen|\.)|Artikels?|Art\.|Sätzen?|Satz) ?\d{_KETTENWORT}{{0,40}}\Z"
)
_KETTE_DANACH = re.compile(rf"{_KETTENWORT}{{0,60}}")
_FREMD = re.compile(
    r"\s*(?:Artikel|Verordnung|Richtlinie|[A-ZÄÖÜ][\wäöüß-]*(?:[Gg]esetz|buch|Buch|ordnung|vertrag|abkommen|statut|verordnung)\w*|Gesetz|"
    r"[A-ZÄÖÜ][\wäöü]+ (?:Buch|Gesetz|Verordnung)|[A-ZÄÖÜ][a-zäöü]*[A-ZÄÖÜ]\w*|geltenden|in der (?:am|bis|vom|ab|seit)|a\. ?F|Bürgerlich|"
    r"Einigungs|Rahmen|Vertrag|Übereinkomm|(?:[A-ZÄÖÜ]\w+ ){1,4}(?:Gesetz|Buch|Verordnung))"
)
_BEZUG = re.compile(r"(?:sein|dess|der|ihr)(?:em|en|es|er)? \Z")


@dataclass(frozen=True, slots=True)
class Satzverweis:
    """A reference with its place, words and target.

    `fehlt` names the missing unit, empty if it resolves in the text of that day; `war_da` tells whether an earlier
    version had it: then the statute's own reference is stale.
    """

    ort: str
    text: str
    ziel: str
    fehlt: str
    war_da: bool
    umgebung: str


def references(bestand: Rechtsbestand, ordner: Path, text: str, tag: date) -> Iterator[Satzverweis]:
    """Yield the references to own Sätze in one text of a law on a day."""
    gesetz = next(e["gesetz"] for e in load_gesetze() if e["text"] == text)
    gesehen: set[str] = set()
    for sichtung in read_sichtungen(ordner / f"{text}.jsonl.gz"):
        if (
            sichtung.von <= tag <= sichtung.bis
            and sichtung.norm.status == "geltend"
            and sichtung.norm.bezeichnung not in gesehen
        ):
            gesehen.add(sichtung.norm.bezeichnung)
            yield from _in_provision(bestand, gesetz, text, sichtung, tag)


def _in_provision(
    bestand: Rechtsbestand, gesetz: str, text: str, sichtung: Sichtung, tag: date
) -> Iterator[Satzverweis]:
    eigene = sichtung.norm.bezeichnung.removeprefix("§ ")
    for absatz in sichtung.norm.absaetze:
        for stueck in _pieces(absatz.inhalt):
            for fund in _VERWEIS.finditer(stueck):
                if not _is_own(stueck, fund):
                    continue
                einheiten = [(n, w) for n, w in (("absatz", fund["a"]), ("satz", fund["s"])) if w]
                if not fund["p"] and not fund["a"] and absatz.nummer:
                    einheiten.insert(0, ("absatz", absatz.nummer))
                fehlt, war_da = _look_up(bestand, gesetz, text, fund["p"] or eigene, einheiten, tag)
                umgebung = stueck[max(0, fund.start() - 70) : fund.end() + 70]
                ziel = f"§ {fund['p'] or eigene} {' '.join(f'{n} {w}' for n, w in einheiten)}"
                yield Satzverweis(
                    f"{text} § {eigene} Abs. {absatz.nummer or '–'}", fund[0], ziel, fehlt, war_da, umgebung
                )


def _is_own(text: str, fund: re.Match[str]) -> bool:
    davor = text[max(0, fund.start() - 120) : fund.start()]
    if not fund["p"] and _KETTE_DAVOR.search(davor):
        return False
    if _BEZUG.search(davor) or re.search(
        r"(?:§+ ?\d+[a-z]?|Artikel \d+|Anlage(?: \d+)?|Verordnung|Gesetzes) \Z", davor
    ):
        return False
    kette = _KETTE_DANACH.match(text, fund.end())
    return not (kette and _FREMD.match(text, kette.end()))


def _look_up(
    bestand: Rechtsbestand, gesetz: str, text: str, nummer: str, einheiten: list[tuple[str, str]], tag: date
) -> tuple[str, bool]:
    """Look at the version printed on that day, so that only the structure is judged, not the date."""
    leser = next(le for le in bestand.texte(gesetz) if le.name == f"{text.lower()}.jsonl.gz")
    fassungen = leser.fassungen(nummer)
    war_da = any(
        f.von.spaetestens <= tag and find_einheit(f, tuple(einheiten)).ist_da
        for f in fassungen
        if f.status == "geltend"
    )
    gezeigt = [f for f in fassungen if f.von.spaetestens <= tag <= f.gesehen_bis]
    if not gezeigt or gezeigt[0].status != "geltend":
        return f"§ {nummer}", war_da
    return find_einheit(gezeigt[0], tuple(einheiten)).fehlt, war_da


def _pieces(inhalt: tuple[Inhalt, ...]) -> Iterator[str]:
    for stueck in inhalt:
        if isinstance(stueck, str):
            yield stueck
        elif isinstance(stueck, Rohliste):
            for _, kinder in stueck.punkte:
                yield from _pieces(kinder)
