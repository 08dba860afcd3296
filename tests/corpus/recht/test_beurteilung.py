"""A citation in its sentence, judged at a date: each case of `beurteilung.json`, whose keys say what is expected."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.recht.beurteilung import SCHLECHT, UMGEBUNG, _between, judge, judge_today
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import Zitat, find

ORDNER = Path(__file__).parent
FAELLE = json.loads((ORDNER / "beurteilung.json").read_text(encoding="utf-8"))
STICHTAG = "2026-06-30"


@pytest.mark.parametrize(
    "fall", FAELLE, ids=lambda f: f"{f['text'][:50]} {f.get('stichtag', '')}{f.get('rechtsstand', '')}"
)
def test_a_citation_is_judged(fall: dict[str, Any]) -> None:
    tag = date.fromisoformat(fall.get("stichtag", STICHTAG))
    recht = date.fromisoformat(fall["rechtsstand"]) if "rechtsstand" in fall else None
    bestand = load_mitgeliefert()
    urteile = [judge(z, fall["text"], recht or tag, bestand) for z in find(fall["text"])]
    assert [u.urteil for u in urteile] == fall["urteile"], [u.begruendung for u in urteile]
    assert fall["grund"] in urteile[-1].begruendung
    assert [n for u in urteile for n in u.nachfolger] == fall.get("nachfolger", [])
    assert all(u.urteil in SCHLECHT or not u.nachfolger for u in urteile)
    if recht is not None:
        heute = judge_today(urteile[-1], recht, tag, bestand)
        assert heute is not None
        assert (heute.urteil, list(heute.nachfolger)) == (fall["heute"], fall["nachfolger_heute"]), heute.begruendung


def test_every_judgement_has_a_reason() -> None:
    """Also in texts that cite the same place in several ways."""
    text = "§ 17 SGB IX, §§ 53 ff. SGB XII, § 999 BGB, Art. 3 GG, Anlage 2, § 75 Abs. 99 SGB XII, SGB V und BudgetV."
    urteile = [judge(z, text, date(2026, 6, 30), load_mitgeliefert()) for z in find(text)]
    assert urteile
    assert all(u.begruendung.endswith((".", "?")) for u in urteile), [u.begruendung for u in urteile]


class _Gesucht(str):
    """A text that remembers the longest stretch it was searched on backwards."""

    __slots__ = ("laengstes",)

    def rfind(self, stueck: str, von: Any = 0, bis: Any = None) -> int:
        """Search and remember."""
        self.laengstes = (len(self) if bis is None else bis) - von
        return super().rfind(stueck, von, bis)


def test_the_surroundings_of_a_citation_are_bounded() -> None:
    """A law named ten thousand times costs the same each time, wherever the last section sign stands."""
    text = _Gesucht("§ 1 SGB I " + "SGB XII und " * 10_000)
    ort = len(text) - 12
    umgebung = _between(Zitat(ort, ort + 7, "SGB XII", "gesetz", "SGB XII"), text)
    assert umgebung == text[ort - UMGEBUNG :]
    assert text.laengstes <= UMGEBUNG


def _sentences(name: str) -> list[str]:
    return (ORDNER / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("satz", _sentences("heutige_zitate.txt"))
def test_right_citations_of_todays_law_pass(satz: str) -> None:
    """Sentences of contracts that cite today's law under numbers that once meant something else."""
    urteile = [judge(z, satz, date(2025, 6, 1), load_mitgeliefert()) for z in find(satz)]
    assert urteile
    assert {u.urteil for u in urteile} == {"geltend"}, [u.begruendung for u in urteile]


@pytest.mark.parametrize("satz", _sentences("zweifelhafte_zitate.txt"))
def test_unsure_citations_are_asked(satz: str) -> None:
    """Words for both laws in one sentence."""
    urteile = [judge(z, satz, date(2025, 6, 1), load_mitgeliefert()) for z in find(satz)]
    fragen = [u for u in urteile if u.urteil == "unsicher"]
    assert len(fragen) == 1
    assert fragen[0].frage.endswith("?")
    assert all(u.urteil == "geltend" for u in urteile if u not in fragen)
