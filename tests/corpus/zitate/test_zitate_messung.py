"""Measured on foreign material: sentences of federal courts with annotated norms, and the cases of two other parsers.

Span policy, as in the annotated set: a citation runs from § or Art. to the end of the law's name; `a. F.` belongs to it, a
date with its gazette too, a date alone only behind “Gesetz zur …”; several §§ that share one law are one citation, §§ that
each name a law are several; a law named alone is a citation; “(SGB IX)” behind the full name is another; “in der am …
geltenden Fassung” is read but does not belong to the span; norms in commentaries and in references to decisions do not count.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.zitate import find
from tests.hilfen import need_shared

ABWEICHUNGEN = json.loads((Path(__file__).parent / "abweichungen.json").read_text(encoding="utf-8"))


def load_cases(name: str) -> list[dict[str, Any]]:
    faelle: list[dict[str, Any]] = json.loads(need_shared("gesetze", "zitate", name).read_text(encoding="utf-8"))
    return faelle


def measure(label: str, art: str) -> tuple[float, int]:
    """Return (F1 over exact spans, number of annotated spans) for one label of the court sentences."""
    treffer = zu_viel = verpasst = 0
    for zeile in need_shared("gesetze", "zitate", "urteilssaetze.jsonl").read_text(encoding="utf-8").splitlines():
        satz = json.loads(zeile)
        soll = {(s["start"], s["end"]) for s in satz["spans"] if s["label"] == label}
        ist = {(z.start, z.end) for z in find(satz["text"]) if z.art == art}
        treffer += len(soll & ist)
        zu_viel += len(ist - soll)
        verpasst += len(soll - ist)
    return 2 * treffer / (2 * treffer + zu_viel + verpasst), treffer + verpasst


@pytest.mark.parametrize(("label", "art"), [("GS", "gesetz"), ("VO", "verordnung")])
def test_exact_spans_on_court_sentences(label: str, art: str) -> None:
    f1, anzahl = measure(label, art)
    assert anzahl > 30
    assert f1 >= 0.97


def test_every_law_reference_of_the_reference_extractor() -> None:
    ersatz = {(a["book"], a["section"]): (a["unser"].lower(), a["section"]) for a in ABWEICHUNGEN["refex_law_cases"]}
    for fall in load_cases("refex_law_cases.json"):
        soll = {(ref["book"].replace(" ", ""), ref["section"]) for ref in fall["refs"] if ref["ref_type"] == "LAW"}
        soll = {ersatz.get(paar, paar) for paar in soll}
        normen = [norm for zitat in find(fall["text"]) for norm in zitat.teile if norm.gesetz and norm.paragraf]
        assert {(norm.gesetz.lower().replace(" ", ""), norm.paragraf) for norm in normen} == soll, fall["text"]


EINHEIT = {"§": "§", "Abs": "absatz", "Satz": "satz", "Nr": "nummer", "Halbsatz": "halbsatz"}


def test_every_enumeration_of_the_statute_parser() -> None:
    anders = {a["text"] for a in ABWEICHUNGEN["quantlaw_parse_cases"]}
    for fall in load_cases("quantlaw_parse_cases.json"):
        soll = [tuple((EINHEIT[name], wert) for name, wert in pfad) for pfad in fall["expected"]]
        if fall["text"] in anders:
            soll = [tuple((name, "3" if wert == "dritter" else wert) for name, wert in pfad) for pfad in soll]
        teile = [norm for zitat in find(fall["text"]) for norm in zitat.teile]
        assert [(("§", norm.paragraf), *norm.einheiten) for norm in teile] == soll, fall["text"]
