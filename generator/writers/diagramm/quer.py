"""Charts whose values go to the right, one row per category: bars, and dots with range."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...bildbeschreibung import has_amounts, name_of
from ...tree import Diagramm, Messpunkt
from .achse import make_axis
from .bildmasse import level_measures, series_style, sheet_measures
from .legende import draw_key, entries
from .zeichenblatt import Zeichenblatt, width, wrap


def draw_level(diagramm: Diagramm, blatt: Zeichenblatt) -> int:
    """Draw bars or dots with range; return the lower edge."""
    masse = sheet_measures()
    ist_balken = diagramm.art == "balken"
    schluessel = entries(diagramm, ist_balken) if len(diagramm.reihen) > 1 else []
    oben = draw_key(blatt, schluessel, masse.rand)
    if einheit := name_of(diagramm.einheit):
        blatt.words(masse.rand, oben + masse.schrift, wrap(einheit, masse.breite // 2, 1)[0])
        oben += masse.zeile + 8
    flaeche = _Reihenfeld(diagramm, blatt, oben)
    flaeche.draw_grid()
    for n in range(len(diagramm.kategorien)):
        flaeche.draw_name(n)
        if ist_balken:
            flaeche.draw_bars(n)
        else:
            flaeche.draw_range(n)
    return flaeche.unten + masse.zeile + 10


class _Reihenfeld:
    """The field of the rows."""

    def __init__(self, diagramm: Diagramm, blatt: Zeichenblatt, oben: int) -> None:
        masse, quer = sheet_measures(), level_measures()
        self._diagramm, self._blatt, self._oben = diagramm, blatt, oben
        ist_balken = diagramm.art == "balken"
        anzahl, reihen = len(diagramm.kategorien), len(diagramm.reihen)
        wunsch = reihen * quer.balken + quer.luecke if ist_balken else quer.spanne
        self._zeile = min(wunsch, (quer.hoechstens - oben) // anzahl)
        self.unten = oben + anzahl * self._zeile
        self._name = min(max(width(name_of(k.inhalt)) for k in diagramm.kategorien), quer.name)
        punkte = [p for r in diagramm.reihen for p in r.punkte if p.wert is not None]
        rand = max((width(name_of(p.inhalt)) for p in punkte), default=0) + 24
        werte = [w for p in punkte if (w := p.wert) is not None]
        # A value stands behind the end of its bar: left of zero, too, where it is negative.
        links = rand if not ist_balken or min(werte, default=Decimal(0)) < 0 else 0
        self._null = masse.rand + self._name + 24 + links
        self._achse = make_axis(werte, masse.breite - masse.rand - rand - self._null, has_amounts(diagramm))

    def _place(self, wert: Decimal) -> int:
        return self._null + self._achse.place(wert)

    def _middle(self, n: int) -> int:
        """Return the height of a row; dots with range leave room for the values above them."""
        tiefer = 12 if self._diagramm.art == "spanne" and self._zeile >= level_measures().spanne else 0
        return self._oben + n * self._zeile + self._zeile // 2 + tiefer

    def draw_grid(self) -> None:
        """Draw a line for every round value, the zero stronger; name so many as have room."""
        masse = sheet_measures()
        striche = self._achse.striche
        abstand = self._achse.laenge // max(1, len(striche) - 1)
        jeder = max(1, -(-(max(width(name) for _, name in striche) + 20) // max(1, abstand)))
        for n, (wert, name) in enumerate(striche):
            x = self._place(wert)
            farbe, dicke = (masse.achse, masse.linie + 1) if wert == 0 else (masse.gitter, masse.linie - 1)
            self._blatt.line(x, self._oben, x, self.unten, farbe, dicke)
            if n % jeder == 0:
                self._blatt.words(x, self.unten + masse.zeile, name, "middle")

    def draw_name(self, n: int) -> None:
        """Name a category left of its row."""
        masse = sheet_measures()
        zeilen = wrap(
            name_of(self._diagramm.kategorien[n].inhalt), self._name, max(1, min(2, self._zeile // masse.zeile))
        )
        erste = self._middle(n) + masse.schrift // 3 - (len(zeilen) - 1) * masse.zeile // 2
        for zeile, text in enumerate(zeilen):
            self._blatt.words(masse.rand, erste + zeile * masse.zeile, text)

    def draw_bars(self, n: int) -> None:
        """Draw the bars of a category, each with its value behind its end."""
        reihen = self._diagramm.reihen
        hoehe = max(4, min(level_measures().balken, (self._zeile - 8) // len(reihen)))
        y = self._middle(n) - hoehe * len(reihen) // 2
        for nummer, reihe in enumerate(reihen):
            punkt = reihe.punkte[n]
            wert = punkt.wert
            if wert is not None:
                anfang, ende = sorted((self._place(Decimal(0)), self._place(wert)))
                if ende > anfang:
                    self._blatt.box(anfang, y + 2, ende - anfang, hoehe - 4, series_style(nummer))
                if hoehe >= sheet_measures().schrift - 8:
                    self._value(punkt, ende + 12 if wert >= 0 else anfang - 12, y + hoehe // 2, wert >= 0)
            y += hoehe

    def draw_range(self, n: int) -> None:
        """Draw the way of a category from its first value to its last."""
        y = self._middle(n)
        punkte = [r.punkte[n] for r in self._diagramm.reihen]
        orte = [None if (w := p.wert) is None else self._place(w) for p in punkte]
        bekannt = [o for o in orte if o is not None]
        if not bekannt:
            return
        masse = sheet_measures()
        self._blatt.line(min(bekannt), y, max(bekannt), y, masse.achse, 8)
        geht_zurueck = orte[0] is not None and orte[-1] is not None and orte[-1] < orte[0]
        self._draw_ends(punkte, orte, y, geht_zurueck)
        self._draw_between(punkte, orte, y)
        for nummer, ort in enumerate(orte):
            if ort is not None:
                self._blatt.mark(ort, y, series_style(nummer), ist_hohl=nummer == 0)

    def _draw_ends(self, punkte: Sequence[Messpunkt], orte: Sequence[int | None], y: int, geht_zurueck: bool) -> None:
        """Print first and last value outside the way; where both are the same, once."""
        erster, letzter = orte[0], orte[-1]
        if erster is not None and erster != letzter:
            self._value(punkte[0], erster + (24 if geht_zurueck else -24), y, geht_zurueck)
        if letzter is not None and len(punkte) > 1:
            self._value(punkte[-1], letzter + (-24 if geht_zurueck else 24), y, not geht_zurueck)

    def _draw_between(self, punkte: Sequence[Messpunkt], orte: Sequence[int | None], y: int) -> None:
        if self._zeile < level_measures().spanne:
            return
        frei_ab = 0
        mitten = [(o, p) for o, p in zip(orte[1:-1], punkte[1:-1], strict=True) if o is not None]
        for ort, punkt in sorted(mitten, key=lambda m: m[0]):
            text = name_of(punkt.inhalt)
            if ort - width(text) // 2 >= frei_ab:
                self._blatt.label(ort, y - 32, text)
                frei_ab = ort + width(text) // 2 + 10

    def _value(self, punkt: Messpunkt, x: int, y: int, ist_rechts: bool) -> None:
        self._blatt.label(x, y, name_of(punkt.inhalt), "start" if ist_rechts else "end")
