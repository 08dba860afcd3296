"""The optional clauses fit every kind that offers them: chosen all at once in its example, no rule finds anything new."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.arten import ARTEN, Vertragsart
from contracts.modell.wahlklauseln import HatGrundwahlklauseln
from tests.checks.faelle import make_pruefling, run_fall, short
from tests.vertraege import BEISPIEL_JE_ART, daten, geladen

MIT_WAHL = [art for art in ARTEN if issubclass(art.load_modell(), HatGrundwahlklauseln)]
GREMIUM = {"id": "HaFa", "name": "die Haushalts- und Finanzdeputation"}
ANGABEN: dict[str, Any] = {
    "umsatzsteuer": {"ist_im_budget": False},
    "abtretung": {"ist_sicherung_erlaubt": True},
    "traegerwechsel": {"anzeige_monate": 3, "versorgung_monate": 6},
    "haftung": {"personenschaeden": "10000000.00", "sachschaeden": "3000000.00", "nachweis_wochen": 8},
    "leistungsausfall": {"dauer_tage": 3, "anteil": "0.10", "weiterzahlung_monate": 2},
    "vergabe": {},
    "unterlagen": {"aufbewahrung_jahre": 10, "pruefstelle": "der Rechnungshof Musterbremen"},
    "tarif": {"regelwerk": "dem Tarifvertrag für den öffentlichen Dienst der Länder"},
    "haushalt": {"kuendigung_monate": 12},
    "gremienvorbehalt": {},
}
"""What is chosen of each optional clause; `mittelverwendung` and `weitere_leistungstraeger` are those of the example, if any."""


def choose(art: Vertragsart) -> dict[str, Any]:
    """Return the changes of a case that choose every optional clause of a kind."""
    kennung = BEISPIEL_JE_ART[art.name]
    vertrag = geladen(kennung).vertrag
    assert vertrag is not None
    wahl = art.load_modell().model_fields["wahlklauseln"].annotation
    assert wahl is not None
    schon = daten(kennung).get("wahlklauseln", {})
    werte = {name: wert for name, wert in ANGABEN.items() if name in wahl.model_fields}
    werte["gremienvorbehalt"] = {"frist_bis": vertrag.laufzeit.beginn, "gremien": [GREMIUM]}
    if "mittelverwendung" in schon:
        werte.pop("unterlagen")
    return {"vertrag": kennung, "daten": [{"pfad": "wahlklauseln", "wert": {**schon, **werte}}]}


@pytest.mark.parametrize("art", MIT_WAHL, ids=[a.name for a in MIT_WAHL])
def test_all_at_once_are_clean(art: Vertragsart) -> None:
    ohne = {tuple(short(b)) for b in run_fall({"vertrag": BEISPIEL_JE_ART[art.name]})}
    mit = {tuple(short(b)): b.meldung for b in run_fall(choose(art))}
    assert {k: v for k, v in mit.items() if k not in ohne} == {}


@pytest.mark.parametrize("art", MIT_WAHL, ids=[a.name for a in MIT_WAHL])
def test_each_stands_in_the_contract(art: Vertragsart) -> None:
    dokument = make_pruefling(choose(art)).schriftstuecke[0].dokument
    assert dokument is not None
    da = {a.id for a in dokument.abschnitte}
    wahl = choose(art)["daten"][0]["wert"]
    bausteine = {"leistungsausfall": "ausfall", "gremienvorbehalt": "gremien"}
    eigene = {"mittelverwendung": "mittel", "weitere_leistungstraeger": "zustimmung", "tarif": "personal"}
    assert {{**bausteine, **eigene}.get(name, name) for name in wahl} <= da
