"""Reports of every kind that an output format must carry: none, one and many findings, exceptions, a broken rule, odd names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.befund import Befund, Bezug
from checks.bericht import Absturz, Ausgenommen, Pruefbericht, Pruefung, Uebersprungen
from contracts.position import Position

TAG = date(2026, 3, 1)
DATEI = "vertraege/V-1/vertrag.yaml"
ZEILEN = ("# größe", "👍👍👍 ä: falsch # x", "zwei: |", "  Zeile", "ende: 1")


def lines_of(datei: str) -> Sequence[str]:
    """Return the lines of the file the findings stand in; others are not at hand."""
    return ZEILEN if datei == DATEI else ()


def make_befund(
    nummer: int = 0, code: str = "ZB-03", datei: str = DATEI, ort: tuple[int, ...] = (2, 8, 2, 14)
) -> Befund:
    """Return a finding; umlauts and an emoji stand before its column."""
    return Befund(
        code,
        "fehler",
        Position(datei, *ort),
        satz=f"Der Betrag „{nummer}“ ist <falsch> & 100 % daneben: 1,5 | *x*",
        vertrag="V-1",
        titel="Monatsraten, Rest: Cent",
        pfad=f"budget.raten[{nummer}]",
        normen=("§ 132 Abs. 1 SGB IX",),
        bezug=(Bezug("Summe", "budget.summe", Position(datei, 3, 1, 5, 1)),),
        fingerprint=f"{nummer:032x}",
    )


def make_bericht(
    *befunde: Befund, quer: tuple[Befund, ...] = (), ausgenommene: tuple[Ausgenommen, ...] = (), praefix: str = ""
) -> Pruefbericht:
    """Return the report on two contracts, the first with these findings."""
    abgestuerzt = tuple(Absturz(b.ist, "KeyError") for b in befunde if b.code == "ENG-01")
    eins = Pruefung(
        "V-1",
        DATEI,
        befunde,
        ("ZB-03", "ZB-01"),
        (Uebersprungen("FL-04", "Keine Berichte."),),
        abstuerze=abgestuerzt,
        ausgenommene=ausgenommene,
    )
    zwei = Pruefung("V-2", "vertraege/V-2/vertrag.yaml", (), ("ZB-01", "ZB-03"))
    return Pruefbericht(
        "1.0", TAG, (eins, zwei), quer=quer, recht="mitgeliefert", praefix=praefix, lies_zeilen=lines_of
    )


ABSTURZ = Befund(
    "ENG-01",
    "fehler",
    Position(DATEI),
    satz="Die Regel ZB-01 ist abgebrochen.",
    vertrag="V-1",
    ist="ZB-01",
    fingerprint="e" * 32,
)
ALLGEMEIN = Befund("BST-04", "fehler", Position("parteien/Größe und : Maß 100%#?.yaml"), satz="Der Name geht nicht.")
UNLESBAR = Befund(
    "BST-04", "fehler", Position("parteien/\udcff\x1b[31m.yaml"), satz="Der Name \udcff\x00\x1b[31m geht nicht."
)
MEHRZEILIG = make_befund(77, ort=(3, 1, 5, 1))
MILDE = Befund(
    "BG-05", "hinweis", Position(DATEI, 4, 3), satz="Milde.\nZweite Zeile.", vertrag="V-1", fingerprint="b" * 32
)
AUSNAHME = Ausgenommen(make_befund(3), "ausnahme", "Beschluss der Referatsleitung vom 01.02.2026 <a>", "A-1")
ALT = Ausgenommen(make_befund(4), "altbestand", "Bei der Übernahme vorgefunden")

BERICHTE: dict[str, Pruefbericht] = {
    "keiner": make_bericht(),
    "einer": make_bericht(make_befund()),
    "viele": make_bericht(*(make_befund(n) for n in range(40)), MEHRZEILIG, MILDE),
    "ausnahmen": make_bericht(make_befund(), ausgenommene=(AUSNAHME, ALT)),
    "absturz": make_bericht(ABSTURZ, make_befund()),
    "namen": make_bericht(make_befund(), quer=(ALLGEMEIN, UNLESBAR), praefix="mein Größen-Ordner/"),
    "leer": Pruefbericht("1.0", TAG, ()),
}
