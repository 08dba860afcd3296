"""Whatever a contract file says: it is read, checked and, where it makes a document, written; nothing raises and no rule breaks."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.yamltext.yamldatei import load_yaml
from corpus.recht.rechtsbestand import load_mitgeliefert
from generator.writers import WRITERS
from tests.vertraege import BEISPIELE, ERSTER, ZWEITER
from tests.vertragswerk.conftest import copy_beispiel
from vertragswerk.dateisystem.verzeichnis import Bestand, open_bestand
from vertragswerk.werk import Eingaben, work

WEG = "…weg"
WERTE = [
    WEG, None, "", "x", "0.00", "999999999999.99", "-999999999999.99", "1.000000", "0.0000", "9999-12-31", "0001-01-01", "2025-02-28",
    "[offen: x]", "§ 999 SGB IX", "§ 1 Abs. 99 Satz 7 XYZG", "land", "weserbogen", "bW", "HBG1", "{budget}", "**x** {#budget}\\", "<b>",
    "\U0001f600", "A" * 300, "a\n\nb", 0, 1, 2, 12, 13, 100, 1200, 2018, 2100, 10_000_000, -1, True, False, [], {}, [[]], [{}],
]  # fmt: skip
TAGE = ["2199-12-31", "1900-01-01", "2025-02-28", "2024-12-31", "2100-06-15"]
TEXTE = [
    "x",
    "[offen: x]",
    "§ 999 SGB IX",
    "§ 1 Abs. 99 Satz 7 XYZG",
    "{budget}",
    "**x** {#budget}\\",
    "<b>",
    "\U0001f600",
    "- x",
    "1. x",
]
STELLVERTRETER = {str: [w for w in WERTE if isinstance(w, str)], int: [w for w in WERTE if isinstance(w, int)]}


@cache
def source(kennung: str) -> dict[str, Any]:
    """Return the data of an example contract as its file states them."""
    datei = BEISPIELE / "vertraege" / kennung / "vertrag.yaml"
    quelle, maengel = load_yaml(datei.read_bytes(), datei.name)
    assert quelle is not None and maengel == []
    return dict(quelle.daten)


def places(daten: Any, pfad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value, groups and lists too."""
    paare = daten.items() if isinstance(daten, dict) else enumerate(daten) if isinstance(daten, list) else ()
    return [p for k, v in paare for p in ((*pfad, k), *places(v, (*pfad, k)))]


def mutate(daten: dict[str, Any], wahl: st.DataObject) -> None:
    """Change one value: take it out, put another in, of the same kind more often than not, or repeat an item of a list."""
    pfad = wahl.draw(st.sampled_from(places(daten)))
    ort: Any = daten
    for teil in pfad[:-1]:
        ort = ort[teil]
    alt = ort[pfad[-1]]
    if isinstance(ort, list) and wahl.draw(st.booleans()):
        ort.append(copy.deepcopy(alt))
        return
    gleiche = STELLVERTRETER.get(type(alt), WERTE)
    if isinstance(alt, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", alt):
        gleiche = [*TAGE, WEG]
    elif isinstance(alt, str) and re.fullmatch(r"-?[0-9]+\.[0-9]+", alt):
        gleiche = ["0.00", "0.0000", "1.000000", "999999999999.99", "-1.00", WEG]
    elif isinstance(alt, str) and " " in alt:
        gleiche = TEXTE
    wert = wahl.draw(st.sampled_from(gleiche if wahl.draw(st.integers(0, 9)) else WERTE))
    if wert == WEG:
        del ort[pfad[-1]]
    else:
        ort[pfad[-1]] = copy.deepcopy(wert)


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Bestand:
    offen, maengel = open_bestand(copy_beispiel(tmp_path_factory.mktemp("m") / "b"))
    assert maengel == []
    return offen


@pytest.mark.langsam
@given(kennung=st.sampled_from([ERSTER, ZWEITER]), wahl=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_change_of_a_contract_breaks_the_program(kennung: str, wahl: st.DataObject, bestand: Bestand) -> None:
    daten = copy.deepcopy(source(kennung))
    for _ in range(wahl.draw(st.integers(1, 2))):
        mutate(daten, wahl)
    ordner = next(o for o in bestand.vertraege() if o.kennung == kennung)
    # JSON is YAML with everything quoted.
    Path(ordner.datei).write_text(json.dumps(daten, ensure_ascii=False, indent=1), encoding="utf-8")
    eingaben = Eingaben(bestand.read_dateien(ordner), load_mitgeliefert(), date(2025, 12, 11), ist_entwurf=True)
    ergebnis = work(eingaben)
    pruefung = ergebnis.pruefung
    assert pruefung.abstuerze == ()
    assert ergebnis.dokumente or any(b.schwere == "fehler" for b in pruefung.befunde)
    assert all(b.meldung and b.position.zeile >= 1 for b in pruefung.befunde)
    for dokument in ergebnis.dokumente.values():
        for name in ("docx", "odt", "html", "markdown", "plain", "native"):
            assert WRITERS[name].write(dokument, b"{}")
