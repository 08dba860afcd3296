"""The report as one HTML page without scripts and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from corpus.druckbar import mask_line

from ..befund import Befund
from ..bericht import Ausgenommen, Pruefbericht
from .darstellung import Darstellung
from .fundorte import path_of
from .text import GRENZE, MEHRZAHL, WORT, result_of

STIL: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #767676}"
    "td:first-child{white-space:nowrap}h2{overflow-wrap:anywhere;font-size:1.1rem;margin-top:2rem}"
    ".fehler{color:#a40000;font-weight:bold}.warnung{color:#7a4b00;font-weight:bold}.hinweis{color:#004f7c;font-weight:bold}"
    "small{color:#4a4a4a}"
)


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the page, file by file."""
    yield '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n<title>Prüfung der Verträge</title>\n'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{STIL}</style>\n</head>\n<body>\n'
    yield f"<h1>Prüfung der Verträge</h1>\n<p>{_text(result_of(bericht))}</p>\n"
    yield "<table>\n<tbody>\n"
    zahlen = [("Verträge", len(bericht.pruefungen)), *((MEHRZAHL[s], n) for s, n in bericht.anzahl.items())]
    zahlen += [("Regeln angewandt", len(bericht.gelaufen)), ("Ausnahmen", bericht.anzahl_ausgenommene["ausnahme"])]
    zahlen += [("Altbestand", bericht.anzahl_ausgenommene["altbestand"])]
    yield "".join(f'<tr><th scope="row">{_text(was)}</th><td>{n}</td></tr>\n' for was, n in zahlen)
    yield "</tbody>\n</table>\n"
    for _, gruppe in groupby(bericht.befunde, key=lambda b: b.position.datei):
        befunde = list(gruppe)
        yield f"<h2>{_text(path_of(bericht, befunde[0].position))}</h2>\n"
        yield _table(("Stelle", "Befund", "Fundstelle und Norm"), map(_row, befunde))
    ausnahmen = [a for a in bericht.ausgenommene if a.art == "ausnahme"]
    if ausnahmen:
        yield "<h2>Ausgenommen</h2>\n"
        yield _table(("Ausnahme", "Befund", "Grund"), map(_excepted, ausnahmen))
    yield f"<p><small>Stichtag {bericht.stichtag.strftime('%d.%m.%Y')}, vertragswerk {_text(bericht.version)}."
    yield f" Rechtsbestand: {_text(bericht.recht)}." if bericht.recht else ""
    yield f"<br>{_text(GRENZE)}</small></p>\n</body>\n</html>\n"


def _table(kopf: tuple[str, ...], zeilen: Iterator[str]) -> str:
    spalten = "".join(f'<th scope="col">{_text(name)}</th>' for name in kopf)
    return f"<table>\n<thead><tr>{spalten}</tr></thead>\n<tbody>\n{''.join(zeilen)}</tbody>\n</table>\n"


def _row(befund: Befund) -> str:
    ort = f"{befund.position.zeile}:{befund.position.spalte}"
    titel = f" {_text(befund.titel)}" if befund.titel else ""
    was = (
        f'<span class="{befund.schwere}">{WORT[befund.schwere]} {befund.code}</span>{titel}<br>{_text(befund.meldung)}'
    )
    wo = "<br>".join(_text(t) for t in (befund.fundstelle, befund.pfad, "; ".join(befund.normen)) if t)
    return f"<tr><td>{ort}</td><td>{was}</td><td>{wo}</td></tr>\n"


def _excepted(a: Ausgenommen) -> str:
    ort = a.befund.pfad or a.befund.anker or a.befund.position.datei
    return f"<tr><td>{_text(a.kennung)}</td><td>{a.befund.code} {_text(ort)}</td><td>{_text(a.grund)}</td></tr>\n"


def _text(text: str) -> str:
    return escape(mask_line(text), quote=True)
