"""The manual pages of the rules: read from the docstrings, printed by `erklaere`, rendered as Markdown for the documentation.

The examples come from the case files of the tests, never by hand.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from contracts.bestand.mangelarten import MANGELARTEN
from corpus.regex import compile_later

from .ausnahmecodes import AUSNAHMECODES
from .bedarf import describe_teil
from .befund import Schwere
from .regel import ABSCHNITTE, FAMILIEN, Ebene, Querregelmodul, Regel, Regelmodul
from .registry import ALLE, find_regel

MARKE = compile_later(r"\{(?::[^}]*|[,;][^}]*)\}")
SCHWERE: dict[Schwere, str] = {"fehler": "Fehler", "warnung": "Warnung", "hinweis": "Hinweis"}
EBENE: dict[Ebene, str] = {
    "vertrag": "Vertragsdaten",
    "dokument": "Vertragstext",
    "ausgabe": "gebaute Dateien",
    "quer": "mehrere Verträge",
}

MASCHINE: dict[str, tuple[str, str]] = {
    "ENG-01": (
        "Regel abgebrochen",
        "Eine Regel ist wegen eines Programmfehlers abgebrochen; ihr Ergebnis fehlt. Melden Sie den Fehler. "
        "Solange er besteht, gilt der Vertrag als nicht geprüft.",
    ),
    **AUSNAHMECODES,
}
"""Codes of the engine itself and of the exceptions; those of reading and of the repository are the loader's."""


@dataclass(frozen=True, slots=True)
class Seite:
    """A manual page: the problem in one sentence and the fixed sections."""

    regel: Regel
    kurz: str
    abschnitte: Mapping[str, str]


def parse_seite(modul: Regelmodul | Querregelmodul) -> Seite:
    """Return the manual page of a rule; raises ValueError when its docstring lacks a section or orders them differently."""
    text = textwrap.dedent(modul.__doc__ or "").strip()
    kurz, _, rest = text.partition("\n\n")
    abschnitte: dict[str, str] = {}
    for block in rest.split("\n\n"):
        name, trenner, inhalt = block.partition(":")
        if trenner and name in ABSCHNITTE:
            abschnitte[name] = " ".join(inhalt.split())
        elif abschnitte:
            letzter = list(abschnitte)[-1]
            abschnitte[letzter] += "\n\n" + " ".join(block.split())
        else:
            raise ValueError(f"{modul.REGEL.code}: text before the first section")
    abschnitte["Normen"] = (
        "; ".join(modul.REGEL.normen) or "Keine; die Regel folgt aus den Regeln der Vertragsgestaltung."
    )
    if tuple(abschnitte) != ABSCHNITTE or not all(abschnitte.values()):
        raise ValueError(f"{modul.REGEL.code}: sections {tuple(abschnitte)}")
    return Seite(modul.REGEL, " ".join(kurz.split()), abschnitte)


def explain_code(kennung: str, regeln: Sequence[Regelmodul | Querregelmodul] = ALLE) -> str | None:
    """Return the manual page for a code or rule name as plain text (80 columns), None when there is no such code."""
    modul = find_regel(kennung, regeln)
    if modul is not None:
        return _text(parse_seite(modul))
    code = kennung.strip().upper()
    if code in MASCHINE:
        titel, hilfe = MASCHINE[code]
    elif code in MANGELARTEN:
        titel, hilfe = MANGELARTEN[code].titel, MANGELARTEN[code].hilfe
    else:
        return None
    return f"{code}  {titel}\nSchwere: Fehler · nicht ausnehmbar\n\n{textwrap.fill(hilfe, 80)}\n"


def list_codes(regeln: Sequence[Regelmodul | Querregelmodul] = ALLE) -> list[tuple[str, str]]:
    """Return every code with its title, rules first, for help texts and completion."""
    eigene = [(m.REGEL.code, m.REGEL.titel) for m in regeln]
    lade = [(code, art.titel) for code, art in MANGELARTEN.items()]
    return [*eigene, *lade, *((code, titel) for code, (titel, _) in MASCHINE.items())]


@dataclass(frozen=True, slots=True)
class Codeseite:
    """What reports of other programs list of a code: its name, severity, texts and norms."""

    code: str
    name: str
    titel: str
    kurz: str
    hilfe: str
    schwere: Schwere = "fehler"
    normen: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def describe_codes(regeln: tuple[Regelmodul | Querregelmodul, ...]) -> tuple[Codeseite, ...]:
    """Return every code that a report may hold: the rules at hand (all of the house for none), then those of loading and engine."""
    seiten = [parse_seite(modul) for modul in regeln or ALLE]
    eigene = [
        Codeseite(s.regel.code, s.regel.name, s.regel.titel, s.kurz, _text(s), s.regel.schwere, s.regel.normen)
        for s in seiten
    ]
    lade = [Codeseite(code, "", art.titel, art.hilfe, art.hilfe) for code, art in MANGELARTEN.items()]
    return (*eigene, *lade, *(Codeseite(code, "", titel, hilfe, hilfe) for code, (titel, hilfe) in MASCHINE.items()))


def _merkmale(regel: Regel) -> list[tuple[str, str]]:
    return [
        ("Schwere", SCHWERE[regel.schwere]),
        ("Prüft", EBENE[regel.ebene]),
        ("Name", regel.name),
        ("Familie", FAMILIEN.get(regel.familie, "Hausregeln")),
        ("Verlangt", "; ".join(describe_teil(teil) for teil in regel.braucht) or "nichts weiter"),
        ("Rechtsstand", regel.stand),
    ]


def _text(seite: Seite) -> str:
    zeilen = [f"{seite.regel.code}  {seite.regel.titel}", ""]
    zeilen += [f"{name + ':':15}{wert}" for name, wert in _merkmale(seite.regel)]
    zeilen += ["", textwrap.fill(seite.kurz, 80)]
    for name, inhalt in seite.abschnitte.items():
        absaetze = "\n\n".join(
            textwrap.fill(a, 80, initial_indent="  ", subsequent_indent="  ") for a in inhalt.split("\n\n")
        )
        zeilen += ["", name, absaetze]
    return "\n".join(zeilen) + "\n"


def build_docs(
    faelle: Mapping[str, Mapping[str, Any]], regeln: Sequence[Regelmodul | Querregelmodul] = ALLE
) -> dict[str, str]:
    """Return the Markdown pages by file name: one per rule and `index.md`; `faelle` maps a code to its case file's content."""
    seiten = [parse_seite(modul) for modul in regeln]
    dateien = {f"{s.regel.code}.md": _markdown(s, faelle.get(s.regel.code, {})) for s in seiten}
    dateien["index.md"] = _index(seiten)
    return dateien


def _markdown(seite: Seite, faelle: Mapping[str, Any]) -> str:
    regel = seite.regel
    kopf = [f"# {regel.code} {regel.titel}", "", seite.kurz, "", "| Merkmal | Angabe |", "|---|---|"]
    kopf += [f"| {name} | {wert} |" for name, wert in _merkmale(regel)]
    teile = ["\n".join(kopf)]
    teile += [f"## {name}\n\n{inhalt}" for name, inhalt in seite.abschnitte.items()]
    if faelle:
        teile.append("## Aus den Prüffällen")
    teile += [_beispiel("Falsch", fall) for fall in faelle.get("schlecht", [])[:2]]
    teile += [_beispiel("Richtig", fall) for fall in faelle.get("gut", [])[-1:]]
    teile += [_beispiel("Grenzfall", fall) for fall in faelle.get("grenze", [])[:1]]
    return "\n\n".join(teile) + "\n"


def _beispiel(titel: str, fall: Mapping[str, Any]) -> str:
    """Show a case as the changes it makes to the example contract."""
    zeilen = [
        *(f"- `{s['pfad']}` {_change(s)}" for s in fall.get("daten", ())),
        *(f"- Textbaustein `{s['klausel']}`: {_replacement(s)}" for s in fall.get("text", ())),
        *(f"- Eigener Paragraf „{s['titel']}“: „{_prose(s['text'])}“" for s in fall.get("zusatz", ())),
        *(f"- Textbaustein `{kennung}` weggelassen" for kennung in fall.get("ohne", ())),
        *(f"- Fertiges Dokument: {_inline(s)}" for s in fall.get("baum", ())),
        *(f"- Gebaute Datei {s['format'].upper()}: {_damage(s)}" for s in fall.get("ausgabe", ())),
    ]
    return f"### {titel}: {fall['name']}\n\n" + ("\n".join(zeilen) or "Der Beispielvertrag ohne Änderung.")


def _change(schritt: Mapping[str, Any]) -> str:
    if schritt.get("entfernen"):
        return "entfernt"
    if "anhaengen" in schritt:
        return f"ergänzt um {_inline(schritt['anhaengen'])}"
    return f"lautet {_inline(schritt['wert'])}"


def _damage(schritt: Mapping[str, Any]) -> str:
    if "bytes" in schritt:
        return f"nach {schritt['bytes']} Bytes abgeschnitten"
    return _replacement(schritt) if "alt" in schritt else "wie gebaut"


def _replacement(schritt: Mapping[str, Any]) -> str:
    if "alt" not in schritt:
        return f"Überschrift „{_prose(schritt['titel'])}“"
    return f"statt „{_prose(schritt['alt'])}“ steht da „{_prose(schritt['neu'])}“"


def _prose(text: str) -> str:
    return " ".join(MARKE.sub("", text).split())


def _inline(wert: Any) -> str:
    """Return a value as code; braces and quotes as YAML writes them on one line."""
    text = json.dumps(wert, ensure_ascii=False, default=str) if isinstance(wert, (dict, list)) else str(wert)
    return f"`{' '.join(text.replace('`', chr(39)).split())}`"


def _index(seiten: Sequence[Seite]) -> str:
    zeilen = [
        "# Prüfregeln",
        "",
        "Jede Regel hat eine eigene Seite; `vertragswerk erklaere CODE` zeigt sie im Terminal.",
    ]
    familie = ""
    for seite in seiten:
        if seite.regel.familie != familie:
            familie = seite.regel.familie
            zeilen += ["", f"## {FAMILIEN[familie]}", "", "| Code | Prüfung | Schwere | Liest |", "|---|---|---|---|"]
        r = seite.regel
        zeilen.append(f"| [{r.code}]({r.code}.md) | {r.titel} | {SCHWERE[r.schwere]} | {EBENE[r.ebene]} |")
    zeilen += ["", "## Lesen der Dateien und des Bestandes", "", "| Code | Bedeutung | Abhilfe |", "|---|---|---|"]
    zeilen += [f"| {code} | {art.titel} | {art.hilfe} |" for code, art in MANGELARTEN.items()]
    zeilen += [f"| {code} | {titel} | {hilfe} |" for code, (titel, hilfe) in MASCHINE.items()]
    return "\n".join(zeilen) + "\n"
