"""What the real YAML language server offers, explains and finds at ten places of files that name their schema in the first line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contracts.schemata import list_schemas, write_schema
from tests.contracts.yamlserver import FEHLT, SERVER, Server
from tests.vertraege import BEISPIELE

TB1, R64, KV = (
    f"vertraege/{k}/vertrag.yaml" for k in ("TB1-WESERBOGEN-2025", "R64-LINDENTAL-2024", "KV-MUSTERHAVEN-2026")
)
FALL, PARTEI = "faelle/PB-BEISPIEL-2026/fall.yaml", "parteien/land.yaml"


@dataclass(frozen=True)
class Stelle:
    """A place: in a file `alt` becomes `neu`, and the cursor stands at the `¦` of it.

    What is offered there holds `angebot` (label: what is written), hovering says `text`, and of what is wrong somebody says `fehler`;
    nothing is wrong where this is empty.
    """

    datei: str
    schema: str
    alt: str
    neu: str
    angebot: dict[str, str]
    text: str
    fehler: str = ""


STELLEN = {
    "wert_einer_auswahl": Stelle(
        TB1, "traegerbudget_singulaer", "zum: kalenderjahresende", "zum: jahres¦ende",
        {"kalenderjahresende": "kalenderjahresende", "quartalsende": "quartalsende", "monatsende": "monatsende"},
        "Zu welchem Tag gekündigt werden kann.", 'Valid values: "kalenderjahresende", "quartalsende", "monatsende"',
    ),
    "art": Stelle(
        R64, "regionalbudget", "art: regionalbudget", "art: regional¦", {"regionalbudget": "regionalbudget"}, "Vertragsart.",
        'Value must be "regionalbudget"',
    ),
    "kennung": Stelle(
        TB1, "traegerbudget_singulaer", "id: FD", "id: F ¦D", {}, "Kennung.",
        "Verlangt: ein Buchstabe, dann höchstens elf Buchstaben oder Ziffern ohne Umlaute.",
    ),
    "tag": Stelle(
        R64, "regionalbudget", "stand: 2023-12-14", "stand: 14.¦12.2023", {}, "Tag, zu dem die Fassung festgestellt ist.",
        "Verlangt: ein Kalendertag der Jahre 1900 bis 2199, zum Beispiel 2025-01-31.",
    ),
    "tag_der_fehlen_darf": Stelle(
        KV, "kooperationsvereinbarung", "funktion: Senatorin für Teilhabe}",
        "funktion: Senatorin für Teilhabe, unterzeichnet_am: ges¦tern}", {}, "Tag der Unterschrift, sobald sie geleistet ist.",
        "Verlangt: ein Kalendertag der Jahre 1900 bis 2199",
    ),
    "eintrag_einer_liste": Stelle(
        FALL, "persoenliches_budget", "id: KK\n    art: krankenkasse", "id: KK\n    art: kranken¦",
        {"krankenkasse": "krankenkasse", "pflegekasse": "pflegekasse", "integrationsamt": "integrationsamt"},
        "Art des Leistungsträgers", 'Valid values: "krankenkasse"',
    ),
    "fehlende_angabe": Stelle(
        R64, "regionalbudget", "  kuendigung_ausserordentlich:\n    - § 59 Absatz 1 SGB X\n  folgeverhandlung_monate", "  folge¦verhandlung_monate",
        {"kuendigung_ausserordentlich": "kuendigung_ausserordentlich:\n  - ${1}"},
        "Monate vor Ende, in denen zur Verhandlung", 'Missing property "kuendigung_ausserordentlich"',
    ),
    "unbekannte_angabe": Stelle(
        TB1, "traegerbudget_singulaer", "gliederung: paragraf", "gliederungs¦: paragraf",
        {"gliederung": "gliederung: ", "aktenzeichen": "aktenzeichen: "}, "", "Property gliederungs is not allowed.",
    ),
    "gemeinsames_objekt": Stelle(
        PARTEI, "partei", "rechtsform: Land", "rechts¦form: Land", {"registereintrag": "registereintrag: "}, "Rechtsform",
    ),
    "ja_oder_nein": Stelle(
        FALL, "persoenliches_budget", "hat_kosten_risiko: true", "hat_kosten_risiko: ¦ja", {"true": "true", "false": "false"}, "",
        'Expected "boolean"',
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example repository with the schemas in a folder of it."""
    wurzel = tmp_path_factory.mktemp("editor") / "bestand"
    shutil.copytree(BEISPIELE, wurzel)
    (wurzel / "schema").mkdir()
    for name in list_schemas():
        (wurzel / "schema" / f"{name}.schema.json").write_text(write_schema(name), encoding="utf-8")
    return wurzel


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if SERVER is None:
        pytest.skip(FEHLT)
    laeuft = Server(SERVER)
    yield laeuft
    laeuft.close()


@pytest.mark.parametrize("name", STELLEN)
def test_the_editor_helps_at(name: str, bestand: Path, server: Server) -> None:
    stelle = STELLEN[name]
    text = (bestand / stelle.datei).read_text(encoding="utf-8")
    assert stelle.alt in text and stelle.neu.count("¦") == 1
    oben = "../" * stelle.datei.count("/")
    text = f"# yaml-language-server: $schema={oben}schema/{stelle.schema}.schema.json\n{text.replace(stelle.alt, stelle.neu, 1)}"
    davor = text[: text.index("¦")]
    # Beside the real file, because the first line names the schema from there; each place is a file of its own.
    ort = server.open(text.replace("¦", ""), (bestand / stelle.datei).with_name(f"{name}.yaml").as_uri())
    frage = {
        "textDocument": {"uri": ort},
        "position": {"line": davor.count("\n"), "character": len(davor) - davor.rfind("\n") - 1},
    }
    gesagt = [m["message"] for m in server.meldungen]
    assert gesagt == [] if not stelle.fehler else any(stelle.fehler in m for m in gesagt), gesagt
    gezeigt = server.ask("textDocument/hover", frage)
    assert stelle.text in (gezeigt["contents"]["value"] if gezeigt else ""), gezeigt
    angebot = _offers(server.ask("textDocument/completion", frage))
    assert {n: angebot.get(n) for n in stelle.angebot} == stelle.angebot, angebot


def _offers(antwort: Any) -> dict[str, str]:
    eintraege = antwort["items"] if isinstance(antwort, dict) else antwort or []
    return {e["label"]: e.get("insertText", "") for e in eintraege}
