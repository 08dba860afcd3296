"""`python -m tests.mutation [CODE …]`: the mutants that survive; without codes of all rules, which writes the page."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from checks.registry import ALLE
from tests.mutation.lauf import find_survivors, list_mutanten
from tests.mutation.seite import SEITE, ZIEL, Ergebnis, describe, judge, score, write_seite


def run(regeln: Sequence[str]) -> tuple[list[Ergebnis], list[str]]:
    """Return what came of each rule, and entries of equal mutants that nothing needs; say so on the way."""
    ergebnisse, unnuetze = [], []
    for regel in regeln:
        mutanten = list_mutanten(regel)
        ergebnis, unnuetz = judge(regel, len(mutanten), find_survivors(regel, mutanten))
        print(f"{regel}: {ergebnis.anzahl} mutants, {len(ergebnis.ueberlebende)} survive", flush=True)  # noqa: T201
        for mutant in ergebnis.ueberlebende:
            print(f"  line {mutant.zeile} {describe(mutant)}", flush=True)  # noqa: T201
        ergebnisse.append(ergebnis)
        unnuetze += unnuetz
    return ergebnisse, unnuetze


def main(argumente: Sequence[str]) -> int:
    """Return 1 where too many survive or an entry of an equal mutant is void."""
    regeln = [m.REGEL.code for m in ALLE]
    ergebnisse, unnuetze = run([c.upper() for c in argumente] or regeln)
    if not argumente:
        SEITE.write_text(write_seite(ergebnisse), encoding="utf-8", newline="\n")
    for eintrag in unnuetze:
        print(f"red, or no longer there, and yet named as equal: {eintrag}")  # noqa: T201
    familien = {e.regel.partition("-")[0] for e in ergebnisse}
    quoten = {f: score(e for e in ergebnisse if e.regel.startswith(f"{f}-")) for f in sorted(familien)}
    print(*(f"{f} {q:.1f}" for f, q in quoten.items()), f"all {score(ergebnisse):.1f}")  # noqa: T201
    return int(bool(unnuetze) or any(q < ZIEL for q in quoten.values()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
