"""What a chart shows, in German sentences made from its values: the text for those who do not see the picture.

It names first, last, highest and lowest value of a line, every part of a whole with its share, the way of every goal; and the
table that has all values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from .tree import Diagramm, Feld, Kategorie, Messpunkt, Reihe, plain
from .typografie import NBSP, SCHMAL
from .zahlformate import dezimal

EINZELN_BIS = 12
"""So many parts or goals are named one by one."""
ARTEN = {
    "linie": "Liniendiagramm",
    "saeulen": "Gestapeltes Säulendiagramm",
    "balken": "Balkendiagramm",
    "spanne": "Diagramm mit Anfangs- und Endwerten",
}
BETRAEGE = frozenset({"betrag", "betragszahl"})
_TAUSENDSTEL = Decimal("0.1")


def describe_chart(diagramm: Diagramm, tabelle: str) -> str:
    """Return the text alternative of a chart; `tabelle` is the label of the table with the same values."""
    saetze = [_opening(diagramm)]
    if not any(p.wert is not None for r in diagramm.reihen for p in r.punkte):
        saetze.append("Die Werte sind nicht angegeben.")
    elif diagramm.art == "spanne":
        saetze += _ranges(diagramm)
    elif diagramm.art == "balken" and len(diagramm.reihen) == 1:
        saetze += _parts(diagramm, diagramm.reihen[0])
    else:
        saetze += [_course(diagramm, name_of(r.titel), r.punkte) for r in diagramm.reihen]
        if diagramm.summe:
            saetze.append(_course(diagramm, "Zusammen", diagramm.summe))
    saetze.append(f"Dieselben Werte stehen in {tabelle}.")
    return " ".join(saetze)


def name_of(inhalt: Sequence[object]) -> str:
    """Return inlines as a name on one line."""
    return " ".join(plain(tuple(inhalt)).split(" ")).replace("\n", " ").strip()  # type: ignore[arg-type]


def category_name(kategorie: Kategorie) -> str:
    """Return what a category is called, with what stands below it in brackets."""
    zusatz = name_of(kategorie.zusatz)
    return f"{name_of(kategorie.inhalt)} ({zusatz})" if zusatz else name_of(kategorie.inhalt)


def _in_brackets(kategorie: Kategorie) -> str:
    return ", ".join(t for t in (name_of(kategorie.inhalt), name_of(kategorie.zusatz)) if t)


def has_amounts(diagramm: Diagramm) -> bool:
    """Tell whether the values are amounts, whose thousands are parted by full stops."""
    return any(isinstance(i, Feld) and i.art in BETRAEGE for r in diagramm.reihen for p in r.punkte for i in p.inhalt)


def german_number(wert: Decimal, schritt: Decimal, ist_betrag: bool) -> str:
    """Return a round number with the decimals that its step has."""
    stellen = max(0, -int(schritt.normalize().as_tuple().exponent))
    text = dezimal(wert.quantize(Decimal(1).scaleb(-stellen)) + 0)
    return text.replace(SCHMAL, ".") if ist_betrag else text


def share(wert: Decimal, ganz: Decimal) -> str:
    """Return `rund 45,3 %`, rounded half to even."""
    return f"rund {dezimal((wert * 100 / ganz).quantize(_TAUSENDSTEL, ROUND_HALF_EVEN))}{NBSP}%"


def _opening(diagramm: Diagramm) -> str:
    anzahl, reihen = len(diagramm.kategorien), len(diagramm.reihen)
    satz = ARTEN[diagramm.art]
    if diagramm.art in ("linie", "saeulen"):
        worte = f"{reihen} Reihen" if reihen > 1 else "einer Reihe"
        ende = f" von {category_name(diagramm.kategorien[0])} bis {category_name(diagramm.kategorien[-1])}"
        satz += f" mit {worte}{ende if anzahl > 1 else ''}"
    else:
        satz += f" {'in' if diagramm.art == 'spanne' else 'mit'} {anzahl} {'Zeilen' if anzahl > 1 else 'Zeile'}"
    einheit = name_of(diagramm.einheit)
    return f"{satz}; Einheit: {einheit}." if einheit else f"{satz}."


def _shown(punkt: Messpunkt) -> str:
    return name_of(punkt.inhalt)


def _course(diagramm: Diagramm, name: str, punkte: Sequence[Messpunkt]) -> str:
    """Return one sentence about a series: where it begins and ends, and where it is highest and lowest."""
    paare = [
        (_in_brackets(k), p, w) for k, p in zip(diagramm.kategorien, punkte, strict=True) if (w := p.wert) is not None
    ]
    luecken = [category_name(k) for k, p in zip(diagramm.kategorien, punkte, strict=True) if p.wert is None]
    fehlt = f"; ohne Angabe: {_enumerate(luecken)}" if luecken else ""
    if not paare:
        return f"{name}: keine Angaben."
    erster, letzter = paare[0], paare[-1]
    if len(paare) == 1:
        return f"{name}: {_shown(erster[1])} ({erster[0]}){fehlt}."
    if len({w for _, _, w in paare}) == 1:
        return f"{name}: durchgehend {_shown(erster[1])}{fehlt}."
    hoch, tief = max(paare, key=lambda p: p[2]), min(paare, key=lambda p: p[2])
    rand = "".join(
        f", {wort} {_shown(p[1])} ({p[0]})"
        for wort, p in (("am höchsten", hoch), ("am niedrigsten", tief))
        if p is not erster and p is not letzter and p[2] not in (erster[2], letzter[2])
    )
    return f"{name}: von {_shown(erster[1])} ({erster[0]}) auf {_shown(letzter[1])} ({letzter[0]}){rand}{fehlt}."


def _parts(diagramm: Diagramm, reihe: Reihe) -> Iterator[str]:
    """Yield the values of bars, each with its share where they are parts of a whole."""
    paare = list(zip(map(category_name, diagramm.kategorien), reihe.punkte, strict=True))
    werte = [w for _, p in paare if (w := p.wert) is not None]
    ganz = sum(werte, Decimal(0))
    hat_anteile = diagramm.ist_ganzes and ganz > 0 and min(werte) >= 0 and len(werte) == len(paare)

    def worte(punkt: Messpunkt) -> str:
        wert = punkt.wert
        if wert is None:
            return "ohne Angabe"
        return f"{_shown(punkt)} ({share(wert, ganz)})" if hat_anteile else _shown(punkt)

    if len(paare) <= EINZELN_BIS:
        yield "; ".join(f"{name}: {worte(punkt)}" for name, punkt in paare) + "."
        return
    mit_wert = [(n, p, w) for n, p in paare if (w := p.wert) is not None]
    hoch, tief = max(mit_wert, key=lambda p: p[2]), min(mit_wert, key=lambda p: p[2])
    yield f"Größter Wert: {hoch[0]} mit {worte(hoch[1])}; kleinster Wert: {tief[0]} mit {worte(tief[1])}."
    if len(mit_wert) < len(paare):
        yield f"Ohne Angabe: {len(paare) - len(mit_wert)}."


def _ranges(diagramm: Diagramm) -> Iterator[str]:
    """Yield the way of every row, from the first series to the last, with what lies between."""
    saetze = []
    for n, kategorie in enumerate(diagramm.kategorien[:EINZELN_BIS]):
        erster, *mitten, letzter = [r.punkte[n] for r in diagramm.reihen]
        von, bis = (_shown(p) if p.wert is not None else "ohne Angabe" for p in (erster, letzter))
        dazwischen = [
            f"{name_of(r.titel)} {_shown(p)}"
            for r, p in zip(diagramm.reihen[1:-1], mitten, strict=True)
            if p.wert is not None
        ]
        ueber = f", dazwischen {_enumerate(dazwischen)}" if dazwischen else ""
        saetze.append(f"{category_name(kategorie)}: von {von} auf {bis}{ueber}")
    rest = len(diagramm.kategorien) - len(saetze)
    yield "; ".join(saetze) + (f"; dazu {rest} weitere." if rest else ".")


def _enumerate(namen: Sequence[str]) -> str:
    gezeigt = list(namen[:EINZELN_BIS])
    if len(namen) > len(gezeigt):
        gezeigt.append(f"{len(namen) - len(gezeigt)} weitere")
    return gezeigt[0] if len(gezeigt) == 1 else f"{', '.join(gezeigt[:-1])} und {gezeigt[-1]}"
