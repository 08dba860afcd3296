"""`python -m tests.mutation [CODE …]`: the mutants of these rules, or of all, that survive; writes the page."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from checks.registry import ALLE
from tests.mutation.lauf import find_survivors, list_mutanten
from tests.mutation.seite import ZIEL, Ergebnis, describe, judge, load_stand, score, store_stand


def run(regel: str) -> Ergebnis:
    """Run the mutants of a rule, keep what was found, and say what survives."""
    mutanten = list_mutanten(regel)
    uebrig = [(m.funktion, m.bedingung, m.wird) for m in find_survivors(regel, mutanten)]
    stand = {"mutanten": len(mutanten), "uebrig": uebrig}
    store_stand({**load_stand(), regel: stand})
    ergebnis = judge(regel, stand)
    _say(f"{regel}: {ergebnis.anzahl} mutants, {len(ergebnis.ueberlebende)} survive")
    for rest in ergebnis.ueberlebende:
        _say(f"  {describe(regel, rest)}")
    for rest in ergebnis.unnuetze:
        _say(f"  red or gone, and yet named as equal: {describe(regel, rest)}")
    return ergebnis


def _say(zeile: str) -> None:
    sys.stdout.write(f"{zeile}\n")
    sys.stdout.flush()


def main(argumente: Sequence[str]) -> int:
    """Return 1 where too many mutants survive, or the reason of an equal one is void."""
    ergebnisse = [run(regel) for regel in [c.upper() for c in argumente] or [m.REGEL.code for m in ALLE]]
    familien = sorted({e.regel.partition("-")[0] for e in ergebnisse})
    quoten = {f: score(e for e in ergebnisse if e.regel.startswith(f"{f}-")) for f in familien}
    _say(" ".join([*(f"{f} {q:.1f}" for f, q in quoten.items()), f"all {score(ergebnisse):.1f}"]))
    return int(any(e.unnuetze for e in ergebnisse) or score(ergebnisse) < ZIEL)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
