"""What an editor shows is German: the published schema has no other text, and the real YAML language server, where there is one,
shows it over every key of the example and says in German what is wrong with a value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from contracts.schemata import list_schemas, write_schema
from tests.contracts.yamlserver import FEHLT, SERVER, Server
from tests.vertraege import BEISPIELE, ZWEITE_FASSUNG, ZWEITER

ENGLISCH = re.compile(r"\b(?:the|of|and|with|that|which|is|are|does not|must|value|expected|required)\b", re.IGNORECASE)
VERTRAG = BEISPIELE / "vertraege" / ZWEITER / "vertrag.yaml"


def texts(teil: Any, pfad: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a schema that is made for people."""
    if isinstance(teil, dict):
        for name, wert in teil.items():
            if name in ("title", "description", "patternErrorMessage") and isinstance(wert, str):
                yield f"{pfad}/{name}", wert
            else:
                yield from texts(wert, f"{pfad}/{name}")
    elif isinstance(teil, list):
        for wert in teil:
            yield from texts(wert, pfad)


def patterns(teil: Any) -> Iterator[dict[str, Any]]:
    if isinstance(teil, dict):
        if isinstance(teil.get("pattern"), str):
            yield teil
        for wert in teil.values():
            yield from patterns(wert)
    elif isinstance(teil, list):
        for wert in teil:
            yield from patterns(wert)


@pytest.mark.parametrize("name", list_schemas())
def test_every_text_of_the_schema_is_german(name: str) -> None:
    gefunden = list(texts(json.loads(write_schema(name))))
    assert len(gefunden) > 8 and not [(p, t) for p, t in gefunden if ENGLISCH.search(t)]


@pytest.mark.parametrize("name", list_schemas())
def test_every_field_has_a_text_and_every_pattern_a_sentence(name: str) -> None:
    schema = json.loads(write_schema(name))
    for gruppe in (schema, *schema.get("$defs", {}).values()):
        assert [f for f, e in gruppe["properties"].items() if not e.get("description")] == []
    assert all(s["patternErrorMessage"].startswith("Verlangt: ") for s in patterns(schema))


@pytest.mark.parametrize("name", list_schemas())
def test_no_editor_is_told_to_write_null(name: str) -> None:
    """It did behind the key of every field that may be left out."""
    assert '"default": null' not in write_schema(name)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if SERVER is None:
        pytest.skip(FEHLT)
    schema = tmp_path_factory.mktemp("schema") / "traegerbudget_singulaer.schema.json"
    schema.write_text(write_schema("traegerbudget_singulaer"), encoding="utf-8")
    laeuft = Server(SERVER, schema)
    yield laeuft
    laeuft.close()


def test_the_server_shows_german_over_every_key(server: Server) -> None:
    text = VERTRAG.read_text(encoding="utf-8")
    ort = server.open(text)
    assert server.meldungen == []
    gesehen = 0
    for nummer, zeile in enumerate(text.splitlines()):
        for treffer in re.finditer(r"(?:^|[{,]|- )\s*([a-z_]+):(?= |$)", zeile):
            stelle = {"line": nummer, "character": treffer.start(1) + 1}
            antwort = server.ask("textDocument/hover", {"textDocument": {"uri": ort}, "position": stelle})
            gezeigt = re.sub(r"Source: .*", "", antwort["contents"]["value"]) if antwort else ""
            assert gezeigt.strip() and not ENGLISCH.search(gezeigt), (nummer + 1, treffer[1], gezeigt)
            gesehen += 1
    assert gesehen > 500


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        (f'nummer: "{ZWEITE_FASSUNG}"', 'nummer: "zwei"', "Verlangt: zwei Zahlen mit Punkt"),
        ("stand: 2025-12-11", "stand: gestern", "Verlangt: ein Kalendertag"),
        ('rate: "0.0285"', 'rate: "2,85 %"', "Verlangt: ein Anteil als Bruchteil"),
        ('verguetungssatz: "95.36"', 'verguetungssatz: "95,36"', "Verlangt: ein nicht negativer Betrag"),
    ],
)
def test_the_server_says_in_german_what_a_value_must_be(alt: str, neu: str, satz: str, server: Server) -> None:
    text = VERTRAG.read_text(encoding="utf-8")
    assert alt in text
    server.open(text.replace(alt, neu, 1), f"file:///{alt.partition(chr(58))[0]}.yaml")
    assert satz in " ".join(m["message"] for m in server.meldungen), server.meldungen
