"""Charts whose values go up: lines, and stacked columns. Years stand at their distance from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from ...bildbeschreibung import has_amounts, name_of
from ...tree import Diagramm, Feld, Kategorie, Messpunkt
from .achse import Achse, make_axis, spread
from .bildmasse import series_style, sheet_measures, upright_measures
from .legende import draw_key, entries, pale_categories, pale_entries
from .zeichenblatt import Zeichenblatt, width, wrap

_JAHRE = frozenset({"jahr"})
_NAHE = 36
"""Words nearer than this run into each other."""


def draw_upright(diagramm: Diagramm, blatt: Zeichenblatt) -> int:
    """Draw lines or columns; return the lower edge."""
    masse = sheet_measures()
    ist_linie = diagramm.art == "linie"
    schluessel = [] if ist_linie else entries(diagramm, True)
    oben = draw_key(blatt, [*schluessel, *pale_entries(diagramm, not ist_linie)], masse.rand)
    if einheit := name_of(diagramm.einheit):
        blatt.words(masse.rand, oben + masse.schrift, wrap(einheit, masse.breite // 2, 1)[0])
        oben += masse.zeile + 8
    # Room for the value above the highest point.
    oben += masse.schrift + 18
    werte = _line_values(diagramm) if ist_linie else _stack_values(diagramm)
    achse = make_axis(werte, upright_measures().hoehe - masse.zeile, has_amounts(diagramm))
    flaeche = _Flaeche(diagramm, blatt, achse, oben)
    flaeche.draw_grid()
    if ist_linie:
        _draw_lines(diagramm, blatt, flaeche)
    else:
        _draw_columns(diagramm, blatt, flaeche)
    return flaeche.draw_categories()


class _Flaeche:
    """The field between the axes: where a value and a category lie."""

    def __init__(self, diagramm: Diagramm, blatt: Zeichenblatt, achse: Achse, oben: int) -> None:
        masse, ist_linie = sheet_measures(), diagramm.art == "linie"
        self._diagramm, self._blatt, self._achse = diagramm, blatt, achse
        self.oben, self.unten = oben, oben + achse.laenge
        self.links = masse.rand + max(width(name) for _, name in achse.striche) + 14
        namen = [width(name_of(r.titel)) for r in diagramm.reihen] if ist_linie else []
        rand = min(max(namen), upright_measures().name) + 60 if namen else 0
        self.rechts = masse.breite - masse.rand - rand
        laenge = self.rechts - self.links
        orte = [_year(k) for k in diagramm.kategorien]
        plaetze = spread(orte, laenge)
        if not ist_linie and _least_gap(plaetze, laenge) < upright_measures().abstand:
            plaetze = spread([None] * len(orte), laenge)
        self.mitten = [self.links + p for p in plaetze]
        self.abstand = _least_gap(plaetze, laenge)

    def height(self, wert: Decimal) -> int:
        """Return where a value lies."""
        return self.unten - self._achse.place(wert)

    def draw_grid(self) -> None:
        """Draw a line for every round value, the zero stronger."""
        masse = sheet_measures()
        for wert, name in self._achse.striche:
            y = self.height(wert)
            farbe, dicke = (masse.achse, masse.linie + 1) if wert == 0 else (masse.gitter, masse.linie - 1)
            self._blatt.line(self.links, y, self.rechts, y, farbe, dicke)
            self._blatt.words(self.links - 12, y + masse.schrift // 3, name, "end")

    def draw_categories(self) -> int:
        """Name the categories below the field, so many as have room; return the lower edge."""
        masse = sheet_measures()
        jede = max(1, -(-90 // self.abstand))
        platz = jede * self.abstand - 12
        hoechste = 0
        for n, (kategorie, x) in enumerate(zip(self._diagramm.kategorien, self.mitten, strict=True)):
            # Up to the edge of the sheet.
            eigener = min(platz, 2 * min(x, masse.breite - x))
            if n % jede or eigener < 2 * masse.zeile:
                continue
            zeilen = wrap(name_of(kategorie.inhalt), eigener)
            if zusatz := name_of(kategorie.zusatz):
                zeilen += wrap(zusatz, eigener, 1)
            for zeile, text in enumerate(zeilen, 1):
                self._blatt.words(x, self.unten + 10 + zeile * masse.zeile, text, "middle")
            hoechste = max(hoechste, len(zeilen))
        return self.unten + 14 + hoechste * masse.zeile


def _year(kategorie: Kategorie) -> Decimal | None:
    """Return the year that a category is, None for anything else."""
    if len(kategorie.inhalt) == 1 and isinstance(feld := kategorie.inhalt[0], Feld) and feld.art in _JAHRE:
        try:
            return Decimal(feld.wert)
        except InvalidOperation:
            return Decimal(feld.text) if feld.text.isdecimal() else None
    return None


def _least_gap(plaetze: Sequence[int], laenge: int) -> int:
    return max(1, min([b - a for a, b in pairwise(plaetze)], default=laenge))


def _line_values(diagramm: Diagramm) -> Iterator[Decimal]:
    for reihe in diagramm.reihen:
        yield from (w for p in reihe.punkte if (w := p.wert) is not None)


def _stack_values(diagramm: Diagramm) -> Iterator[Decimal]:
    for n in range(len(diagramm.kategorien)):
        werte = [w for r in diagramm.reihen if (w := r.punkte[n].wert) is not None]
        yield sum((w for w in werte if w > 0), Decimal(0))
        yield sum((w for w in werte if w < 0), Decimal(0))


# ----------------------------------------------------------------------------------------------------------------- columns


def _draw_columns(diagramm: Diagramm, blatt: Zeichenblatt, flaeche: _Flaeche) -> None:
    masse = upright_measures()
    breite = max(6, min(masse.saeule, round(flaeche.abstand * masse.saeule_anteil)))
    blass = pale_categories(diagramm)
    schilder: list[tuple[int, int, str]] = []
    for n, x in enumerate(flaeche.mitten):
        hoch = tief = Decimal(0)
        for nummer, reihe in enumerate(diagramm.reihen):
            wert = reihe.punkte[n].wert
            if not wert:
                continue
            von, bis = (hoch, hoch + wert) if wert > 0 else (tief, tief + wert)
            hoch, tief = (bis, tief) if wert > 0 else (hoch, bis)
            oben, unten = sorted((flaeche.height(von), flaeche.height(bis)))
            blatt.box(x - breite // 2, oben, breite, unten - oben, series_style(nummer), blass[n])
            text = name_of(reihe.punkte[n].inhalt)
            if unten - oben >= masse.wert_ab and width(text) + 12 <= flaeche.abstand:
                schilder.append((x, (oben + unten) // 2, text))
        _draw_total(diagramm.summe, n, blatt, x, flaeche.height(hoch), flaeche.abstand)
    # Above all boxes: a word may be wider than its column.
    for x, mitte, text in schilder:
        blatt.label(x, mitte, text)


def _draw_total(summe: Sequence[Messpunkt], n: int, blatt: Zeichenblatt, x: int, oben: int, abstand: int) -> None:
    if summe and summe[n].wert is not None and width(text := name_of(summe[n].inhalt)) + 8 <= abstand:
        blatt.label(x, oben - 24, text, stark=True)


# ------------------------------------------------------------------------------------------------------------------- lines


def _draw_lines(diagramm: Diagramm, blatt: Zeichenblatt, flaeche: _Flaeche) -> None:
    blass = pale_categories(diagramm)
    orte = [[None if (w := p.wert) is None else flaeche.height(w) for p in r.punkte] for r in diagramm.reihen]
    for nummer, hoehen in enumerate(orte):
        zug = series_style(nummer)
        for stueck in _unbroken(list(zip(flaeche.mitten, hoehen, strict=True))):
            if len(stueck) > 1:
                blatt.path("M" + "L".join(f"{x} {y}" for x, y in stueck), zug.farbe, 6, zug.strich)
    _draw_values(diagramm, blatt, flaeche, orte)
    for nummer, hoehen in enumerate(orte):
        for x, y, ist_blass in zip(flaeche.mitten, hoehen, blass, strict=True):
            if y is not None:
                blatt.mark(x, y, series_style(nummer), ist_blass)
    _draw_names(diagramm, blatt, flaeche, orte)


def _unbroken(punkte: Sequence[tuple[int, int | None]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of points without a gap."""
    lauf: list[tuple[int, int]] = []
    for x, y in punkte:
        if y is None:
            yield lauf
            lauf = []
        else:
            lauf.append((x, y))
    yield lauf


def _draw_values(
    diagramm: Diagramm, blatt: Zeichenblatt, flaeche: _Flaeche, orte: Sequence[Sequence[int | None]]
) -> None:
    """Print the values beside their points where nothing else stands; the table has all of them."""
    masse = upright_measures()
    if len(diagramm.kategorien) > masse.werte_bis or len(diagramm.reihen) > masse.reihen_mit_werten:
        return
    for n, x in enumerate(flaeche.mitten):
        punkte = sorted((y, r) for r, hoehen in enumerate(orte) if (y := hoehen[n]) is not None)
        gesetzt: list[int] = []
        for y, r in punkte:
            text = name_of(diagramm.reihen[r].punkte[n].inhalt)
            if width(text) + 8 > flaeche.abstand:
                continue
            for ort in (y - 34, y + 34):
                frei = ort < flaeche.unten - 18 and all(abs(ort - g) >= _NAHE for g in gesetzt)
                if frei and all(abs(ort - p) >= _NAHE - 4 for p, andere in punkte if andere != r):
                    blatt.label(x, ort, text)
                    gesetzt.append(ort)
                    break


def _draw_names(
    diagramm: Diagramm, blatt: Zeichenblatt, flaeche: _Flaeche, orte: Sequence[Sequence[int | None]]
) -> None:
    """Name every line beside its end, pushed apart where ends lie close."""
    masse = sheet_measures()
    enden = sorted((next((y for y in reversed(h) if y is not None), flaeche.unten), n) for n, h in enumerate(orte))
    hoehen = [y for y, _ in enden]
    for n in range(1, len(hoehen)):
        hoehen[n] = max(hoehen[n], hoehen[n - 1] + masse.zeile)
    zuviel = max(0, hoehen[-1] - flaeche.unten)
    for (_, nummer), y in zip(enden, hoehen, strict=True):
        ort = y - zuviel
        blatt.mark(flaeche.rechts + 22, ort, series_style(nummer))
        name = wrap(name_of(diagramm.reihen[nummer].titel), upright_measures().name, 1)[0]
        blatt.words(flaeche.rechts + 44, ort + masse.schrift // 3, name)
