"""Hostile clause texts and data, made when they are asked for. `KLAUSELN` names each: body of the clause, what must be said.

An empty sentence means that the clause is filled like any other. `DATEN` are changes of the contract itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Klauselfall(NamedTuple):
    """A hostile clause: a name, its Markdown, and what the finding KLA-05 must say."""

    name: str
    mache: Callable[[], str]
    sagt: str = ""


def loops(tiefe: int, innen: str, pfad: str = "leistungspaket") -> str:
    """Return loops within loops around a text."""
    auf = "".join(f"{':' * (tiefe + 3 - i)} je {pfad} als a{i}\n\n" for i in range(tiefe))
    zu = "".join(f"\n{':' * (4 + i)}\n" for i in range(tiefe))
    return f"{auf}{innen}\n{zu}"


def nest(anfang: str, ende: str, tiefe: int, innen: str = "a") -> str:
    """Return a text in many layers."""
    return anfang * tiefe + innen + ende * tiefe


_TIEF, _LANG = "zu tief", "länger als"
KLAUSELN: tuple[Klauselfall, ...] = (
    Klauselfall("fett-in-fett", lambda: "".join(f"**a{i} " for i in range(450)) + "b" + " c**" * 450, _TIEF),
    Klauselfall("fett-in-fett-enden", lambda: "x **a " * 3_000 + "b" + " c** y" * 3_000, _TIEF),
    Klauselfall("sterne", lambda: "*" * 60_000 + "a" + "*" * 60_000, _TIEF),
    Klauselfall("sterne-und-worte", lambda: "**a" * 50_000, ""),
    Klauselfall("drei-schleifen", lambda: loops(4, "Der Text. " * 5_000), _LANG),
    Klauselfall("schleifen-um-viele-felder", lambda: loops(3, "{a0.name} " * 15_000), _LANG),
    Klauselfall("zwanzig-schleifen", lambda: loops(12, "Text."), _LANG),
    Klauselfall("leere-schleifen", lambda: loops(8, "::: je leistungspaket als x\n\n:::\n"), _LANG),
    Klauselfall("lange-zeile", lambda: "a " * 99_000),
    Klauselfall("viele-zeilen", lambda: "a\n" * 99_000),
    Klauselfall("viele-zeilen-mit-zahlen", lambda: "§ 1 Absatz 2\n" * 15_000),
    Klauselfall("noten-in-noten", lambda: nest("{^ ", "}", 3_000), _TIEF),
    Klauselfall("note-aus-sternen", lambda: nest("{^ ", "}", 3, "**a " * 20_000 + "b** " * 20_000), _TIEF),
    Klauselfall("klammern", lambda: "{" * 100_000, "nicht geschlossen"),
    Klauselfall("klammerpaare", lambda: nest("{", "}", 90_000), "unbekannt"),
    Klauselfall("viele-felder", lambda: "{budget.jahresbetrag} " * 9_000),
    Klauselfall("viele-gleiche-anfaenge", lambda: "{= " + "a" * 40 + "} " + "{= aaaaaaaaab} " * 13_000),
    Klauselfall("viele-begriffe", lambda: "".join(f"{{= wort{i}x}} " for i in range(13_000))),
    Klauselfall("viele-begriffe-im-folgenden", lambda: "".join(f"Im Folgenden {{= wort{i}x}} genannt. " for i in range(1_000))),
    Klauselfall("felder-und-zahlen", lambda: "".join(f"{{budget.budgetjahr}} {i} " for i in range(6_500))),
    Klauselfall("zahlen-in-der-tabelle", lambda: "{: a} Wie folgt:\n\n::: tabelle t\n\nTitel: T\nBreiten: 10 90\n\n|a|b|\n|-|-|\n" + "".join(f"|z{i}|nach {i} Tagen|\n" for i in range(7_000)) + "\n:::"),
    Klauselfall("viele-normen", lambda: "".join(f"{{§ {i} SGB IX}} " for i in range(3_000))),
    Klauselfall("tiefe-liste", lambda: "".join("   " * i + "1. a\n" for i in range(250))),
    Klauselfall("lange-liste", lambda: "{: a} Wie folgt:\n\n" + "1. a{,}\n" * 18_000),
    Klauselfall("viele-kurze-absaetze", lambda: "a\n\n" * 60_000, _LANG),
    Klauselfall("ueberschrift-aus-leerraum", lambda: "## a" + "\u2003" * 90_000 + "b {:"),
    Klauselfall("leerraum-vor-bloecken", lambda: "a\n" + "\u2003\n" * 50_000 + "b"),
    Klauselfall("tabellenkopf-aus-leerraum", lambda: "::: tabelle t\n\nTitel: a" + "\u2003" * 90_000 + "b\nBreiten: 1\n\n:::", "Die Breiten nennen"),
    Klauselfall("grosse-tabelle", lambda: "::: tabelle t\n\nTitel: T\nBreiten: " + "10 " * 10 + "\n\n|" + "|".join(f"s{i}" for i in range(10)) + "|\n|" + "-|" * 10 + "\n" + "".join(f"|z{i}|" + "a|" * 9 + "\n" for i in range(7_000)) + "\n:::"),
    Klauselfall("tabelle-aus-klammern", lambda: "::: tabelle t\n\nTitel: T\nBreiten: 100\n\n|a|\n|-|\n|" + "{|" * 60_000 + "\n\n:::", ""),
    Klauselfall("bloecke-in-bloecken", lambda: "".join(f"{':' * (400 - i)} wenn hat_beteiligte\n\n" for i in range(350)) + "a"),
    Klauselfall("zitate-dicht", lambda: "Nach § 29 Abs. 4 SGB IX und § 123 Absatz 1 SGB IX. " * 3_500),
    Klauselfall("fluchten", lambda: "\\{" * 95_000),
)  # fmt: skip
