"""The parser's complaint in German: where the mistake is (not only where it was noticed) and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from yaml.error import MarkedYAMLError

Stelle: TypeAlias = tuple[int, int]
"""Line and column, from 1."""
Deutung: TypeAlias = tuple[str, Stelle]
_Deuter: TypeAlias = Callable[["_Lage"], Deutung | None]

_SCHLUESSELZEILE = re.compile(r"[^\s#\-\]\})'\"%&*!|>@`{\[,].*?:(?:\s|$)|(?:\"[^\"]*\"|'[^']*')\s*:(?:\s|$)").match

_DOPPELPUNKT = re.compile(r":(?:\s|$)").search
_OFFEN = "Das hier geöffnete Anführungszeichen wird nicht geschlossen. Ergänzen Sie es am Ende des Wertes."


class _Lage:
    """A complaint with the lines around it."""

    def __init__(self, fehler: MarkedYAMLError, zeilen: Sequence[str]) -> None:
        self.problem = fehler.problem or ""
        self.kontext = fehler.context or ""
        self._zeilen = zeilen
        marke, anfang = fehler.problem_mark or fehler.context_mark, fehler.context_mark or fehler.problem_mark
        self.stelle: Stelle = (marke.line + 1, marke.column + 1) if marke else (1, 1)
        self.anfang: Stelle = (anfang.line + 1, anfang.column + 1) if anfang else self.stelle

    def zeile(self, nummer: int) -> str:
        return self._zeilen[nummer - 1] if 0 < nummer <= len(self._zeilen) else ""

    def zeichen(self, stelle: Stelle) -> str:
        return self.zeile(stelle[0])[stelle[1] - 1 : stelle[1]]

    def davor(self, nummer: int) -> int:
        """Return the number of the nearest line above that is neither empty nor a comment, or 0."""
        nummer -= 1
        while nummer > 0 and (not self.zeile(nummer).strip() or self.zeile(nummer).lstrip().startswith("#")):
            nummer -= 1
        return nummer


def explain(fehler: MarkedYAMLError, zeilen: Sequence[str]) -> Deutung:
    """Return a German sentence and the place to look at."""
    lage = _Lage(fehler, zeilen)
    for teile, deuter in _DEUTER:
        if any(teil in lage.problem for teil in teile):
            deutung = deuter(lage)
            if deutung:
                return deutung
    return (
        "Die Datei ist hier kein gültiges YAML. Prüfen Sie Einrückung, Doppelpunkte und Anführungszeichen.",
        lage.stelle,
    )


def blank_block(zeilen: list[str], nummer: int) -> bool:
    """Empty the top-level entry around a line so that the rest can be read; False if nothing was left to empty."""
    beginn = min(max(nummer, 1), len(zeilen)) - 1
    while beginn > 0 and (not zeilen[beginn] or zeilen[beginn][0] in " \t#-]}"):
        beginn -= 1
    ende = beginn + 1
    while ende < len(zeilen) and (ende < nummer or not _SCHLUESSELZEILE(zeilen[ende])):
        ende += 1
    hatte_inhalt = any(zeilen[beginn:ende])
    zeilen[beginn:ende] = [""] * (ende - beginn)
    return hatte_inhalt


def _indent(zeile: str) -> int:
    return len(zeile) - len(zeile.lstrip())


def _tab(lage: _Lage) -> Deutung | None:
    zeile = lage.zeile(lage.stelle[0])
    einzug = zeile[: _indent(zeile)]
    if "\t" not in einzug:
        return None
    spalte = einzug.index("\t") + 1
    return "Die Zeile ist mit einem Tabulator eingerückt. Ersetzen Sie ihn durch Leerzeichen.", (lage.stelle[0], spalte)


def _tab_or_zeichen(lage: _Lage) -> Deutung | None:
    zeichen = lage.zeichen(lage.stelle)
    if zeichen == "\t":
        return "Hier steht ein Tabulator. Ersetzen Sie ihn durch Leerzeichen.", lage.stelle
    return (
        f"Ein Wert ohne Anführungszeichen darf nicht mit „{zeichen}“ beginnen. Setzen Sie ihn in Anführungszeichen.",
        lage.stelle,
    )


def _open_quote(lage: _Lage) -> Deutung | None:
    if "quoted" not in lage.kontext:
        return None
    return _OFFEN, lage.anfang


def _mapping_value(lage: _Lage) -> Deutung | None:
    nummer, spalte = lage.stelle
    vor_fehler = lage.zeile(nummer)[: spalte - 1]
    if re.search(r":\s", vor_fehler.lstrip().removeprefix("- ")):
        text = "Der Wert enthält einen Doppelpunkt. Setzen Sie den ganzen Wert in Anführungszeichen, oder beginnen Sie eine neue Zeile."
        return text, lage.stelle
    oben = lage.davor(nummer)
    zeile_oben = lage.zeile(oben)
    if oben and not _DOPPELPUNKT(zeile_oben):
        return _no_colon(oben, zeile_oben)
    if oben and _indent(zeile_oben) == _indent(vor_fehler):
        return "Diese Zeile ist keine Angabe der Form „schluessel: Wert“.", (oben, _indent(zeile_oben) + 1)
    text = "Die Zeile ist anders eingerückt als die Angabe, zu der sie gehört. Rücken Sie Geschwister gleich weit ein."
    return text, (nummer, _indent(vor_fehler) + 1)


def _no_colon(nummer: int, zeile: str) -> Deutung:
    stelle = (nummer, _indent(zeile) + 1)
    ohne_leerzeichen = re.match(r"\s*(?:- )?[A-Za-z_][A-Za-z0-9_]*:(?=[^\s/])", zeile)
    if ohne_leerzeichen:
        return "Hinter dem Doppelpunkt fehlt ein Leerzeichen. Schreiben Sie „schluessel: Wert“.", (
            nummer,
            ohne_leerzeichen.end(),
        )
    return (
        f"Hinter dem Schlüssel fehlt der Doppelpunkt: „{zeile.strip()[:40]}“. Schreiben Sie „schluessel: Wert“.",
        stelle,
    )


def _missing_colon(lage: _Lage) -> Deutung | None:
    return _no_colon(lage.anfang[0], lage.zeile(lage.anfang[0]))


def _text_before_data(lage: _Lage) -> Deutung | None:
    """Explain a file that begins with a line that is no entry: the parser took it for the whole document."""
    nummer, erste = lage.stelle[0], 0
    while nummer := lage.davor(nummer):
        if lage.zeile(nummer).rstrip() != "---":
            erste = nummer
    if not erste or lage.zeile(erste)[0] in "[{'\"":
        return None
    return _no_colon(erste, lage.zeile(erste))


def _open_bracket(lage: _Lage) -> Deutung | None:
    klammer = lage.zeichen(lage.anfang)
    schluss = {"[": "]", "{": "}"}.get(klammer, "")
    if not schluss:
        return None
    if lage.stelle[0] == lage.anfang[0]:
        return f"Hier fehlt ein Komma oder die schließende Klammer „{schluss}“.", lage.stelle
    return (
        f"Die hier geöffnete Klammer „{klammer}“ wird nicht mit „{schluss}“ geschlossen, oder es fehlt ein Komma.",
        lage.anfang,
    )


def _block_end(lage: _Lage) -> Deutung | None:
    nummer, spalte = lage.stelle
    vor_fehler = lage.zeile(nummer)[: spalte - 1]
    if lage.zeichen(lage.stelle) == ":":
        return "Vor dem Doppelpunkt fehlt der Schlüssel.", lage.stelle
    if not vor_fehler.strip():
        if "sequence" in lage.kontext or "collection" in lage.kontext:
            return _no_dash(lage)
        text = "Die Einrückung passt zu keiner Ebene darüber. Rücken Sie Geschwister gleich weit ein."
        return text, lage.stelle
    return _text_behind_quote(lage, vor_fehler.rstrip())


def _text_behind_quote(lage: _Lage, vor_fehler: str) -> Deutung | None:
    zeichen = vor_fehler[-1]
    if zeichen in "]}":
        text = f"Hinter der schließenden Klammer „{zeichen}“ steht noch Text. Beginnen Sie eine neue Zeile, oder löschen Sie ihn."
        return text, lage.stelle
    if zeichen not in "'\"":
        return None
    # A quote that looks like an opening one closed another, left open above.
    oben = lage.davor(lage.stelle[0]) if vor_fehler[-2:-1] in (" ", "[", "{", ",") else 0
    while oben and lage.zeile(oben).count(zeichen) % 2 == 0:
        oben = lage.davor(oben)
    if oben:
        return _OFFEN, (oben, lage.zeile(oben).rindex(zeichen) + 1)
    text = (
        "Hinter dem schließenden Anführungszeichen steht noch Text. Verwenden Sie im Wert „…“, verdoppeln Sie einfache "
        "Anführungszeichen (''), oder schließen Sie das Anführungszeichen, das weiter oben offen blieb."
    )
    return text, lage.stelle


def _no_dash(lage: _Lage) -> Deutung | None:
    return "In dieser Liste fehlt vor dem Eintrag der Strich „- “, oder die Einrückung ist falsch.", lage.stelle


def _escape(lage: _Lage) -> Deutung | None:
    text = (
        "Hinter dem Rückstrich „\\“ steht ein unbekanntes Zeichen. Verdoppeln Sie ihn (\\\\), "
        "oder nehmen Sie einfache Anführungszeichen '…'."
    )
    return text, lage.stelle


def _sequence(lage: _Lage) -> Deutung | None:
    return "Eine Liste mit „- “ beginnt in einer neuen Zeile unter ihrem Schlüssel.", lage.stelle


def _closing(lage: _Lage) -> Deutung | None:
    zeichen = lage.zeichen(lage.stelle)
    if zeichen and zeichen in "]}":
        return f"Zu der schließenden Klammer „{zeichen}“ fehlt die öffnende.", lage.stelle
    return _open_bracket(lage) or ("Hier fehlt ein Wert.", lage.stelle)


def _block_text(lage: _Lage) -> Deutung | None:
    if "block scalar" not in lage.kontext:
        return None
    text = (
        "Hinter „|“ oder „>“ beginnt der Text in der nächsten Zeile. "
        "Gehört das Zeichen zum Wert, setzen Sie den Wert in Anführungszeichen."
    )
    return text, lage.stelle


def _directive(lage: _Lage) -> Deutung | None:
    if "directive" not in lage.kontext + lage.problem:
        return None
    return (
        "Eine Zeile, die mit „%“ beginnt, ist eine YAML-Anweisung und hier nicht erlaubt. Löschen Sie sie.",
        lage.stelle,
    )


def _anchor_or_tag(lage: _Lage) -> Deutung | None:
    if not any(wort in lage.kontext for wort in ("anchor", "alias", "tag")):
        return None
    zeichen = lage.zeichen(lage.anfang)
    return (
        f"Ein Wert ohne Anführungszeichen darf nicht mit „{zeichen}“ beginnen. Setzen Sie ihn in Anführungszeichen.",
        lage.anfang,
    )


# Parts of the messages of libyaml and of PyYAML's own parser, most telling first; a reader that returns None passes on.
_DEUTER: tuple[tuple[tuple[str, ...], _Deuter], ...] = (
    (("",), _directive),
    (("tab character", "cannot start any token", "mapping values", "expected", "did not find"), _tab),
    (("cannot start any token",), _tab_or_zeichen),
    (("unexpected end of stream", "unexpected document"), _open_quote),
    (("mapping values are not allowed",), _mapping_value),
    (("could not find expected ':'",), _missing_colon),
    (("document start",), _text_before_data),
    (("expected ',' or",), _open_bracket),
    (("unknown escape character", "expected escape sequence", "did not find expected hexdecimal"), _escape),
    (("block sequence entries", "sequence entries are not allowed"), _sequence),
    (("",), _block_text),
    (("",), _anchor_or_tag),
    (("did not find expected key", "expected <block end>"), _block_end),
    (("did not find expected '-' indicator",), _no_dash),
    (("expected the node content", "expected node content"), _closing),
)
