"""A sheet to draw on: shapes and words as SVG, in whole tenths of a millimetre, so that the same chart gives the same bytes.

Only attributes are used, neither styles nor ids: a page may forbid styles, and several pictures stand in one page.
"""

from __future__ import annotations

from functools import lru_cache

from ..xmltext import escape
from .bildmasse import Zug, pattern_measures, sheet_measures

WEISS = "#ffffff"
_MARKE = 13
"""Half the width of a mark."""


@lru_cache(maxsize=2048)
def width(text: str) -> int:
    """Return about how wide a text is set."""
    masse = sheet_measures()
    breite = sum(map(text.count, masse.breite_zeichen)) - sum(map(text.count, masse.schmale_zeichen))
    return round((len(text) + breite / 2) * masse.zeichen)


def wrap(text: str, platz: int, zeilen: int = 2) -> list[str]:
    """Return a text in lines that fit; what does not is cut with an ellipsis (the table has it whole)."""
    fertig: list[str] = []
    offen = ""
    for wort in text.split():
        naechste = f"{offen} {wort}" if offen else wort
        if width(naechste) <= platz or not offen:
            offen = naechste
            continue
        fertig.append(offen)
        offen = wort
    fertig.append(offen)
    if len(fertig) > zeilen:
        fertig = [*fertig[: zeilen - 1], " ".join(fertig[zeilen - 1 :])]
    return [_cut(zeile, platz) for zeile in fertig]


def _cut(text: str, platz: int) -> str:
    if width(text) <= platz:
        return text
    while text and width(f"{text}…") > platz:
        text = text[:-1]
    return f"{text.rstrip()}…"


class Zeichenblatt:
    """Collects the shapes of one picture."""

    def __init__(self) -> None:
        self._teile: list[str] = []

    def finish(self, hoehe: int, titel: str, beschreibung: str, kennung: str) -> str:
        """Return the picture; `kennung` begins the ids by which a page names title and description (empty: none)."""
        masse = sheet_measures()
        marke = f' aria-labelledby="{kennung}_t {kennung}_d"' if kennung else ""
        ids = (f' id="{kennung}_t"', f' id="{kennung}_d"') if kennung else ("", "")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{masse.breite / 10:g}mm" height="{hoehe / 10:g}mm"'
            f' viewBox="0 0 {masse.breite} {hoehe}" role="img"{marke} font-family="{masse.schriften}"'
            f' font-size="{masse.schrift}"><title{ids[0]}>{escape(titel)}</title><desc{ids[1]}>{escape(beschreibung)}</desc>'
            f'<rect width="{masse.breite}" height="{hoehe}" fill="{WEISS}"/>{"".join(self._teile)}</svg>'
        )

    def line(self, x1: int, y1: int, x2: int, y2: int, farbe: str, dicke: int, strich: str = "") -> None:
        """Draw a straight line."""
        self.path(f"M{x1} {y1}L{x2} {y2}", farbe, dicke, strich)

    def path(self, zug: str, farbe: str, dicke: int, strich: str = "") -> None:
        """Draw an open path."""
        art = f' stroke-dasharray="{strich}"' if strich else ""
        self._teile.append(f'<path d="{zug}" fill="none" stroke="{farbe}" stroke-width="{dicke}"{art}/>')

    def box(self, x: int, y: int, breite: int, hoehe: int, zug: Zug, ist_blass: bool = False) -> None:
        """Draw a rectangle filled with the pattern of a series; a pale one has a broken edge."""
        farbe = zug.farbe
        fuellung = farbe if zug.muster == "voll" and not ist_blass else WEISS
        rand = ' stroke-dasharray="16 9"' if ist_blass else ""
        if zug.muster == "voll" and ist_blass:
            fuellung = _lighten(farbe)
        self._teile.append(f'<rect x="{x}" y="{y}" width="{breite}" height="{hoehe}" fill="{fuellung}"/>')
        if pfad := _pattern(zug.muster, x, y, breite, hoehe):
            self.path(pfad, _lighten(farbe) if ist_blass else farbe, pattern_measures()[1])
        self._teile.append(
            f'<rect x="{x}" y="{y}" width="{breite}" height="{hoehe}" fill="none" stroke="{farbe}" stroke-width="4"{rand}/>'
        )

    def words(self, x: int, y: int, text: str, anker: str = "start", stark: bool = False) -> None:
        """Set a text whose foot is at `y`; `anker` is start, middle or end."""
        form = ' font-weight="bold"' if stark else ""
        lage = f' text-anchor="{anker}"' if anker != "start" else ""
        farbe = sheet_measures().text
        self._teile.append(f'<text x="{x}" y="{y}"{lage}{form} fill="{farbe}">{escape(text)}</text>')

    def label(self, x: int, mitte: int, text: str, anker: str = "middle", stark: bool = False) -> None:
        """Set a text around the height `mitte` on a white ground, so that it is read on any pattern or line."""
        masse = sheet_measures()
        breite = width(text) + 8
        links = x - breite // 2 if anker == "middle" else x - 4 if anker == "start" else x - breite + 4
        oben = mitte - masse.schrift // 2 - 2
        self._teile.append(
            f'<rect x="{links}" y="{oben}" width="{breite}" height="{masse.schrift + 4}" fill="{WEISS}"/>'
        )
        self.words(x, mitte + masse.schrift // 3, text, anker, stark)

    def mark(self, x: int, y: int, zug: Zug, ist_hohl: bool = False) -> None:
        """Set the mark of a series; a hollow one stands for what is planned."""
        r = _MARKE
        fuellung = WEISS if ist_hohl else zug.farbe
        form = f'fill="{fuellung}" stroke="{zug.farbe}" stroke-width="5"'
        formen = {
            "kreis": f'<circle cx="{x}" cy="{y}" r="{r}" {form}/>',
            "quadrat": f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" {form}/>',
            "dreieck": f'<path d="M{x} {y - r}L{x + r} {y + r}L{x - r} {y + r}Z" {form}/>',
            "raute": f'<path d="M{x} {y - r - 3}L{x + r + 3} {y}L{x} {y + r + 3}L{x - r - 3} {y}Z" {form}/>',
            "kreuz": f'<path d="M{x - r} {y - r}L{x + r} {y + r}M{x - r} {y + r}L{x + r} {y - r}" {form}/>',
            "plus": f'<path d="M{x - r} {y}L{x + r} {y}M{x} {y - r}L{x} {y + r}" {form}/>',
        }
        self._teile.append(formen[zug.marke])


def _lighten(farbe: str) -> str:
    """Return a colour half way to white."""
    return "#" + "".join(f"{(int(farbe[n : n + 2], 16) + 255) // 2:02x}" for n in (1, 3, 5))


def _pattern(muster: str, x: int, y: int, breite: int, hoehe: int) -> str:
    """Return the lines of a pattern inside a rectangle, cut to it by reckoning: not every program cuts by itself."""
    abstand, dicke = pattern_measures()
    zug: list[str] = []
    if muster in ("schraeg", "karo"):
        zug += _slanted(x, y, breite, hoehe, abstand, ist_gegen=False)
    if muster in ("gegen", "karo"):
        zug += _slanted(x, y, breite, hoehe, abstand, ist_gegen=True)
    if muster == "waagrecht":
        zug += [f"M{x} {n}L{x + breite} {n}" for n in range(y + abstand // 2, y + hoehe, abstand)]
    if muster == "punkte":
        zug += [
            f"M{m} {n}L{m + dicke} {n}"
            for zeile, n in enumerate(range(y + abstand // 2, y + hoehe - dicke // 2, abstand // 2 + 4))
            for m in range(x + 6 + (abstand // 2 if zeile % 2 else 0), x + breite - dicke, abstand)
        ]
    return "".join(zug)


def _slanted(x: int, y: int, breite: int, hoehe: int, abstand: int, *, ist_gegen: bool) -> list[str]:
    zug = []
    for start in range(abstand, breite + hoehe, abstand):
        # The line x' + y' = start, cut to the rectangle; mirrored for the other direction.
        links, rechts = max(0, start - hoehe), min(breite, start)
        a, b = (links, start - links), (rechts, start - rechts)
        if ist_gegen:
            a, b = (breite - a[0], a[1]), (breite - b[0], b[1])
        zug.append(f"M{x + a[0]} {y + a[1]}L{x + b[0]} {y + b[1]}")
    return zug
