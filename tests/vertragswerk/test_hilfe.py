"""Every page of help is German, has an example that parses, and lists every option with a sentence."""

from __future__ import annotations

import importlib.metadata
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

import vertragswerk
from tests.vertragswerk.conftest import Rufe, start
from vertragswerk.cli.app import app

ENGLISCH = re.compile(
    r"\b(usage|options|commands?|arguments|show|this|message|and|or|exit|error|the|default|required|for|file|directory|path"
    r"|invalid|missing|value|try|no such|got|unexpected|aborted|with|is not|of|choose)\b",
    re.IGNORECASE,
)
FREI = re.compile(r"--[a-z-]+|[A-Z_]{3,}|„[^“]*“")
"""Names of options and places for values; they are the same in every language."""


def commands(gruppe: click.Group = app, vorn: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield vorn
    for name, befehl in gruppe.commands.items():
        if isinstance(befehl, click.Group):
            yield from commands(befehl, (*vorn, name))
        else:
            yield (*vorn, name)


def find(namen: tuple[str, ...]) -> click.Command:
    befehl: click.Command = app
    for name in namen:
        assert isinstance(befehl, click.Group)
        befehl = befehl.commands[name]
    return befehl


@pytest.mark.parametrize("befehl", list(commands()), ids=" ".join)
def test_help_is_german_and_shows_an_example(befehl: tuple[str, ...], rufe: Rufe) -> None:
    lauf = rufe(*befehl, "--help")
    assert lauf.code == 0
    englisch = {t.group().lower() for t in ENGLISCH.finditer(FREI.sub(" ", lauf.aus))}
    assert englisch == set()
    assert lauf.aus.startswith("Aufruf: vertragswerk")
    if not isinstance(find(befehl), click.Group) or not befehl:
        assert "Beispiel" in lauf.aus


@pytest.mark.parametrize("befehl", [b for b in commands() if b], ids=" ".join)
def test_examples_are_calls_that_parse(befehl: tuple[str, ...]) -> None:
    for zeile in re.findall(
        r"^ +(vertragswerk .*)$|Beispiele?: (vertragswerk .*)", find(befehl).epilog or "", re.MULTILINE
    ):
        for aufruf in "".join(zeile).split("; "):
            worte = shlex.split(re.split(r" > | {3,}", aufruf)[0])[1:]
            tiefe = 1 if worte[0] != "gesetze" else 2
            ziel = find(tuple(worte[:tiefe]))
            with ziel.make_context(worte[0], worte[tiefe:]):
                pass


@pytest.mark.parametrize("befehl", list(commands()), ids=" ".join)
def test_every_option_is_explained(befehl: tuple[str, ...]) -> None:
    stumm = [p.name for p in find(befehl).params if isinstance(p, click.Option) and not p.help]
    assert stumm == []


@pytest.mark.parametrize(
    "angaben",
    [["--foo"], ["pruefen", "--foo"], ["neu"], ["neu", "--kennung"], ["erklaere"], ["erklaere", "A", "B"], ["bauen", "--entwurf=ja"],
     ["vervollstaendigung", "cmd"], ["pruefn"], ["pruefen", "--stichtg", "x"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_calls_are_answered_in_german(angaben: list[str], rufe: Rufe) -> None:
    lauf = rufe(*angaben)
    assert lauf.code == 2
    assert "Fehler: " in lauf.fehler
    assert {t.group().lower() for t in ENGLISCH.finditer(FREI.sub(" ", lauf.alles))} == set(), lauf.alles


def test_version_is_the_package_and_loads_nothing() -> None:
    lauf = start("--version")
    assert lauf.aus == f"vertragswerk {vertragswerk.__version__}\n"
    assert importlib.metadata.version("vertragswerk") == vertragswerk.__version__
    programm = (
        "import sys; sys.argv[1:] = ['--version']; import vertragswerk.__main__ as m; m.main(); print(*sys.modules)"
    )
    module = subprocess.run([sys.executable, "-c", programm], capture_output=True, text=True, check=True).stdout.split()
    schwer = {"click", "rich", "pydantic", "yaml", "lxml", "typst", "contracts", "generator", "checks", "corpus"}
    assert schwer & {m.partition(".")[0] for m in module} == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_for_this_program(shell: str, rufe: Rufe) -> None:
    lauf = rufe("vervollstaendigung", shell)
    assert lauf.code == 0
    assert f"_VERTRAGSWERK_COMPLETE={shell}_complete" in lauf.aus


@pytest.mark.parametrize(
    ("worte", "erwartet"),
    [
        (["pruefe"], ["pruefen"]),
        (["erklaere", "bg-0"], ["BG-01", "BG-02", "BG-03", "BG-04", "BG-05", "BG-06"]),
        (["bauen", "--format", "docx,od"], ["docx,odt"]),
        (["schema", "par"], ["partei"]),
        (["neu", "--art", "tr"], ["traegerbudget_singulaer", "traegerbudget_sozialraum"]),
        (
            ["pruefen", "contracts/beispiele", "--vertrag", "TB1"],
            ["TB1-WESERBOGEN-2025", "TB1-WESERBOGEN-2025-A1", "TB1-WESERBOGEN-2026"],
        ),
    ],
    ids=lambda w: " ".join(w),
)
def test_completion_offers(worte: list[str], erwartet: list[str]) -> None:
    zeile = " ".join(["vertragswerk", *worte])
    lauf = start(_VERTRAGSWERK_COMPLETE="bash_complete", COMP_WORDS=zeile, COMP_CWORD=str(len(worte)))
    assert [z.partition(",")[2] for z in lauf.aus.splitlines()] == erwartet
