"""The proof that every requirement is met: `docs/nachweis.yaml` names for each what covers it, `docs/nachweis.md` is made from it.

A target is written `klausel:<art>/<id>` (with `.<stueck>` for a piece of it), `feld:<art>.<pfad>`, `regel:<code>`,
`dokument:<art>/<name>`, `beispiel:<kennung>#<pfad>`, `seite:<datei unter docs>`, `katalog:<leistung>`, `wert:<name>` or `befehl:<name>`. One that leads
nowhere is a ValueError: the page is never made with a promise that nothing keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field

from checks.registry import ALLE as REGELN
from checks.registry import find_regel
from contracts.arten import ARTEN, Vertragsart, find_art
from contracts.bausteine.bibliothek import library, order_of
from contracts.bestand.ladung import load_vertrag
from contracts.modell.typen import Absatztext, Basis, Zeile
from contracts.pfad import read_pfad
from contracts.sichtbar import list_sichtbare
from contracts.yamltext.yamldatei import load_yaml
from corpus.recht.budgetrecht import load_katalog
from corpus.recht.parameter import load_parameter

from .cli.app import app
from .dateisystem.verzeichnis import open_bestand

PROJEKT: Final = Path(__file__).resolve().parent.parent
DATEN: Final = "docs/nachweis.yaml"
SEITE: Final = "docs/nachweis.md"


class Anforderung(Basis):
    """One requirement in own words, with what covers it; `offen` names the kinds of contract that are still to come for it."""

    was: Absatztext
    durch: tuple[Zeile, ...] = ()
    offen: tuple[Zeile, ...] = ()


class Anforderungsgruppe(Basis):
    """Requirements of one subject by their id."""

    titel: Zeile
    anforderungen: Annotated[dict[str, Anforderung], Field(min_length=1)]


class Mehrdeutigkeit(Basis):
    """A place of the sources that can be read in two ways, with the decision."""

    nummer: int
    frage: Absatztext
    entscheidung: Absatztext
    durch: tuple[Zeile, ...] = ()
    offen: tuple[Zeile, ...] = ()


class Nachweis(Basis):
    """All of it; `erwartet` are the kinds of contract that the requirements speak of."""

    erwartet: tuple[Zeile, ...]
    gruppen: dict[str, Anforderungsgruppe]
    mehrdeutig: tuple[Mehrdeutigkeit, ...]

    @property
    def anforderungen(self) -> dict[str, Anforderung]:
        """Every requirement by its id, in order."""
        return {k: a for gruppe in self.gruppen.values() for k, a in gruppe.anforderungen.items()}

    @property
    def fehlende_arten(self) -> tuple[str, ...]:
        """Kinds that are still to come."""
        return tuple(name for name in self.erwartet if find_art(name) is None)


@dataclass(frozen=True, slots=True)
class Beleg:
    """What a target is: a word for its sort, its name, and the file it lies in, as seen from the page."""

    sorte: str
    name: str
    link: str = ""

    def __str__(self) -> str:
        text = f"[{self.name}]({self.link})" if self.link else self.name
        return f"{self.sorte} {text}"


def load_nachweis(text: str | None = None) -> Nachweis:
    """Return the data of the proof, those of the project unless a text is given. Raises ValueError."""
    quelle, maengel = load_yaml(text if text is not None else (PROJEKT / DATEN).read_text(encoding="utf-8"), DATEN)
    if quelle is None or maengel:
        raise ValueError("; ".join(f"{m.position.zeile}: {m.meldung}" for m in maengel))
    return Nachweis.model_validate(dict(quelle.daten))


def find_beleg(ziel: str) -> Beleg:
    """Return what a target names. Raises ValueError where it leads nowhere."""
    sorte, _, ort = ziel.partition(":")
    if sorte not in SORTEN:
        raise ValueError(f"{ziel}: unknown sort of target")
    return SORTEN[sorte](ort)


def _klausel(ort: str) -> Beleg:
    name, _, rest = ort.partition("/")
    art = _need_art(name)
    kennung, _, stueck = rest.partition(".")
    klausel = library(art).get(kennung)
    if klausel is None or not (klausel.kopf.art in UNGELISTET or kennung in _listed(art)):
        raise ValueError(f"no clause: {ort}")
    if stueck and not re.search(rf"\{{[:+] {stueck}[ }}]|::: tabelle {stueck}\b", klausel.text):
        raise ValueError(f"no piece: {ort}")
    return Beleg("Textbaustein", f"{rest} ({_short(art)})", f"../contracts/{klausel.quelle.datei}")


UNGELISTET: Final = ("anlage", "rubrum")
"""Clauses that need no list: Anlagen are chosen by the contract, the note of a risk stands before every document of its kind."""


def _listed(art: Vertragsart) -> frozenset[str]:
    """Return the clauses that stand in the lists of a kind."""
    return frozenset[str]().union(*(order_of(art, d).alle for d in art.dokumente))


def _feld(ort: str) -> Beleg:
    name, _, pfad = ort.partition(".")
    art = _need_art(name)
    ziel: Any = art.load_modell()
    for teil in pfad.split("."):
        ziel = _step(ziel, teil, ort)
    return Beleg("Feld", f"`{pfad}` ({_short(art)})")


def _regel(ort: str) -> Beleg:
    modul = find_regel(ort)
    if modul is None:
        raise ValueError(f"no rule: {ort}")
    return Beleg("Regel", f"{ort} {modul.REGEL.titel}", f"regeln/{ort}.md")


def _dokument(ort: str) -> Beleg:
    name, _, dokument = ort.partition("/")
    art = _need_art(name)
    if dokument not in {d.name for d in art.dokumente}:
        raise ValueError(f"no document: {ort}")
    return Beleg("Dokument", f"{dokument} ({_short(art)})", f"../contracts/klauseln/{name}/{dokument}.yaml")


def _beispiel(ort: str) -> Beleg:
    kennung, _, pfad = ort.partition("#")
    daten, modell = _example(kennung)
    if pfad and not read_pfad(pfad, daten, modell):
        raise ValueError(f"no value: {ort}")
    orte = (art.ort.path_of(kennung) for art in ARTEN)
    datei = next(o for o in orte if (PROJEKT / "contracts" / "beispiele" / o).is_file())
    link = f"../contracts/beispiele/{datei}"
    return Beleg("Beispiel", f"{kennung}{': ' if pfad else ''}{pfad}", link)


def _seite(ort: str) -> Beleg:
    if not (PROJEKT / "docs" / ort).is_file():
        raise ValueError(f"no page: {ort}")
    return Beleg("Seite", ort, ort)


def _katalog(ort: str) -> Beleg:
    eintrag = load_katalog().get(ort)
    if eintrag is None:
        raise ValueError(f"no entry of the catalogue: {ort}")
    return Beleg("Katalog", f"{eintrag.titel} (`{ort}`)", "../corpus/data/budget/leistungen.json")


def _wert(ort: str) -> Beleg:
    if ort not in load_parameter():
        raise ValueError(f"no dated value: {ort}")
    return Beleg("Datierter Wert", f"`{ort}`")


def _befehl(ort: str) -> Beleg:
    if ort not in app.commands:
        raise ValueError(f"no command: {ort}")
    return Beleg("Befehl", f"`vertragswerk {ort}`")


SORTEN: Final[dict[str, Callable[[str], Beleg]]] = {
    "klausel": _klausel,
    "feld": _feld,
    "regel": _regel,
    "dokument": _dokument,
    "beispiel": _beispiel,
    "seite": _seite,
    "katalog": _katalog,
    "wert": _wert,
    "befehl": _befehl,
}
"""Sorts of targets, each with what finds it."""


def _need_art(name: str) -> Vertragsart:
    art = find_art(name)
    if art is None:
        raise ValueError(f"no kind: {name}")
    return art


def _short(art: Vertragsart) -> str:
    return art.titel.partition(" (")[0]


@cache
def _example(kennung: str) -> tuple[Any, type[BaseModel] | None]:
    """Return the merged data and the model of an example contract."""
    bestand, _ = open_bestand(PROJEKT / "contracts" / "beispiele")
    ordner = next((o for o in bestand.vertraege() if o.kennung == kennung), None)
    if ordner is None:
        raise ValueError(f"no example: {kennung}")
    geladen = load_vertrag(bestand.read_dateien(ordner))
    if geladen.quelle is None or geladen.art is None:
        raise ValueError(f"broken example: {kennung}")
    return geladen.quelle.daten, geladen.art.load_modell()


def _step(ziel: Any, name: str, ort: str) -> Any:
    """Return the type of a field, or of a computed value that clauses may name."""
    klasse = _class_of(ziel)
    if klasse is not None and issubclass(klasse, BaseModel) and name in klasse.model_fields:
        return klasse.model_fields[name].annotation
    if klasse is not None and is_dataclass(klasse) and name in {f.name for f in fields(klasse)}:
        return get_type_hints(klasse)[name]
    if klasse is not None and name in list_sichtbare(klasse):
        return get_type_hints(_function(klasse, name)).get("return")
    raise ValueError(f"no field: {ort} at {name}")


def _function(klasse: type, name: str) -> Any:
    eigenschaft = next(vars(k)[name] for k in klasse.__mro__ if name in vars(k))
    return eigenschaft.func if isinstance(eigenschaft, cached_property) else eigenschaft.fget


def _class_of(annotation: Any) -> type | None:
    """Return the class of a value, of the items of a list, of an optional value."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation
    for teil in get_args(annotation):
        if isinstance(teil, type) and teil is type(None):
            continue
        klasse = _class_of(teil)
        if klasse is not None:
            return klasse
    return None


def write_nachweis(nachweis: Nachweis) -> str:
    """Return the page. Raises ValueError for a target that leads nowhere, and for a requirement that nothing covers or will cover."""
    alle = nachweis.anforderungen
    offen = {k: a for k, a in alle.items() if a.offen}
    zeilen = [
        "# Nachweis der Anforderungen",
        "",
        "Erzeugt aus `docs/nachweis.yaml` (`nox -s schema -- --schreiben`); ein Test prüft, dass jedes Ziel besteht. Jede Anforderung an die",
        "Vertragsarten steht mit dem Textbaustein, dem Feld der Daten, der Regel oder dem Dokument, das sie erfüllt.",
        "",
        f"Anforderungen: {len(alle)}, davon gedeckt: {len(alle) - len(offen)}, offen: {len(offen)}. "
        f"Mehrdeutige Stellen mit Entscheidung: {len(nachweis.mehrdeutig)}.",
        "",
    ]
    if offen:
        zeilen += ["Offen sind, bis ihre Vertragsart da ist:", ""]
        zeilen += [f"- {k}: {', '.join(f'`{o}`' for o in a.offen)}" for k, a in offen.items()] + [""]
    for kuerzel, gruppe in nachweis.gruppen.items():
        zeilen += [f"## {kuerzel} {gruppe.titel}", "", "| Kennung | Anforderung | Gedeckt durch |", "|---|---|---|"]
        zeilen += [
            f"| {k} | {_cell(a.was)} | {_belege(k, list_durch(k, a), a.offen)} |"
            for k, a in gruppe.anforderungen.items()
        ]
        zeilen.append("")
    zeilen += [
        "## Mehrdeutige Stellen der Quellen",
        "",
        "| Nr. | Frage | Entscheidung | Zu sehen an |",
        "|---|---|---|---|",
    ]
    zeilen += [
        f"| {m.nummer} | {_cell(m.frage)} | {_cell(m.entscheidung)} | {_belege(str(m.nummer), m.durch, m.offen)} |"
        for m in nachweis.mehrdeutig
    ]
    return "\n".join(zeilen) + "\n"


def list_durch(kennung: str, anforderung: Anforderung) -> tuple[str, ...]:
    """Return what covers a requirement: what the data say, and every rule that names it as its source."""
    regeln = (f"regel:{m.REGEL.code}" for m in REGELN if kennung in m.REGEL.quellen)
    return (*anforderung.durch, *(r for r in regeln if r not in anforderung.durch))


def _belege(kennung: str, durch: tuple[str, ...], offen: tuple[str, ...]) -> str:
    if not durch and not offen:
        raise ValueError(f"{kennung}: nothing covers it")
    teile = [str(find_beleg(z)) for z in durch]
    teile += [f"**offen** (wartet auf `{o}`)" for o in offen]
    return "<br>".join(_cell(t) for t in teile)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def list_ziele(nachweis: Nachweis) -> Iterator[tuple[str, str]]:
    """Yield every target with the id of what it covers."""
    eintraege: Mapping[str, Anforderung | Mehrdeutigkeit] = {
        **nachweis.anforderungen,
        **{f"mehrdeutig {m.nummer}": m for m in nachweis.mehrdeutig},
    }
    for kennung, eintrag in eintraege.items():
        for ziel in eintrag.durch:
            yield kennung, ziel


def nachweis_files() -> dict[str, bytes]:
    """Return the page by its path in the project."""
    return {SEITE: write_nachweis(load_nachweis()).encode()}
