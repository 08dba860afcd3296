"""The operators do what their examples say, a sound mutant is told from one that nobody would miss, the page is of today's rules."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from checks.registry import ALLE
from tests.hilfen import PROJEKT

pytest.importorskip("cosmic_ray", reason="Extra „mutation“ nicht installiert")
if not hasattr(os, "fork"):
    pytest.skip("Mutanten laufen in abgezweigten Prozessen", allow_module_level=True)

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator

from tests.mutation.lauf import list_mutanten
from tests.mutation.operatoren import OPERATOREN
from tests.mutation.seite import GLEICHWERTIG, SEITE, ZIEL, judge, load_stand, score, write_seite

BEISPIELE = [(o, e) for o in OPERATOREN for e in o.examples()]


@pytest.mark.parametrize(("operator", "beispiel"), BEISPIELE)
def test_an_operator_does_what_its_example_says(operator: type[Operator], beispiel: Example) -> None:
    assert mutate_code(beispiel.pre_mutation_code, operator(), beispiel.occurrence) == beispiel.post_mutation_code


@pytest.mark.parametrize(
    ("code", "stellen"),
    [
        ("if a:\n    pass\nelif b < c:\n    pass\n", ["a", "b < c"]),
        ("x = [a for a in b if (c or not d)]\n", ["(c or not d)", "c", "not d"]),
        ("return not (a == b)\n", ["not (a == b)"]),
        ("x = a or b\n", ["a", "b"]),
        ("if TYPE_CHECKING:\n    import x\n", []),
        ("while a and b in c:\n    pass\n", ["a and b in c", "a", "b in c"]),
        ("y = (a < b, c)\nf(a < b)\n", ["a < b", "a < b"]),
    ],
)
def test_every_condition_is_found_once(code: str, stellen: list[str]) -> None:
    from cosmic_ray.ast import ast_nodes, get_ast

    gefunden = [
        k.get_code(include_prefix=False)
        for k in ast_nodes(get_ast(code))
        for _ in OPERATOREN[0]().mutation_positions(k)
    ]
    assert gefunden == stellen


def test_a_mutant_is_red_or_survives() -> None:
    """In a process of its own: what is forked must not carry the threads of a test run."""
    befehl = (
        "from dataclasses import replace\n"
        "from tests.mutation.lauf import find_survivors, list_mutanten\n"
        "eins = list_mutanten('ZB-01')[0]\n"
        "from checks.regeln.zahlen import zb_01\n"
        "from pathlib import Path\n"
        "gleich = replace(eins, code=Path(zb_01.__file__).read_text(encoding='utf-8'))\n"
        "stumm = replace(eins, code=gleich.code.replace('def pruefe', 'def pruefe(k): return ()\\ndef alt'))\n"
        "ewig = replace(eins, code=gleich.code.replace('def pruefe', 'def pruefe(k): raise SystemExit\\ndef alt'))\n"
        "print(find_survivors('ZB-01', [gleich, stumm, ewig]) == [gleich])\n"
    )
    lauf = subprocess.run(
        [sys.executable, "-c", befehl], capture_output=True, text=True, encoding="utf-8", cwd=PROJEKT, check=False
    )
    assert lauf.stdout == "True\n", lauf.stderr


def test_what_is_kept_is_of_todays_rules() -> None:
    gezaehlt = {regel: stand["mutanten"] for regel, stand in load_stand().items()}
    assert gezaehlt == {m.REGEL.code: len(list_mutanten(m.REGEL.code)) for m in ALLE}, "nox -s mutation -- CODE"


@pytest.mark.erzeugt
def test_the_page_says_what_is_kept() -> None:
    ergebnisse = [judge(regel, stand) for regel, stand in load_stand().items()]
    assert SEITE.read_text(encoding="utf-8") == write_seite(ergebnisse)
    assert [(e.regel, e.unnuetze) for e in ergebnisse if e.unnuetze] == []
    assert score(ergebnisse) >= ZIEL


def test_every_equal_mutant_has_a_reason() -> None:
    import yaml

    daten = yaml.safe_load(GLEICHWERTIG.read_text(encoding="utf-8"))
    genannt = [e["warum"] for liste in daten["regeln"].values() for e in liste]
    assert all(w in daten["gruende"] or " " in w for w in genannt) and set(daten["gruende"]) <= set(genannt)
