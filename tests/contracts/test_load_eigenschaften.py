"""Laws of the loader: data survive a round trip, positions point at their token, comments move lines and nothing else."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from contracts.bestand.mangelarten import MANGELARTEN
from contracts.position import Pfad
from contracts.yamltext.yamldatei import load_yaml
from contracts.yamltext.zeichen import VERBOTEN, split_zeilen

# A soft hyphen is dropped on reading.
ZEICHEN = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u00ad").filter(
    lambda z: not VERBOTEN.search(z)
)
HEIKEL = st.sampled_from(["yes", "06667", "<<", "1:30", "", "~", "§ 1"])
# A soft hyphen is no letter: the reader drops it.
TEXTE = st.text(ZEICHEN, max_size=12).map(lambda t: unicodedata.normalize("NFC", t.replace("\u00ad", ""))) | HEIKEL
BLAETTER = TEXTE | st.integers(-(10**14) + 1, 10**14) | st.booleans() | st.none()
WERTE = st.recursive(
    BLAETTER, lambda kind: st.lists(kind, max_size=4) | st.dictionaries(TEXTE, kind, max_size=4), max_leaves=12
)
ZUORDNUNGEN = st.dictionaries(TEXTE, WERTE, min_size=1, max_size=5)


class _Quoting(yaml.SafeDumper):
    """Writes every text in quotes and never an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def write(daten: Any, *, flow: bool | None = False) -> str:
    return str(
        yaml.dump(daten, Dumper=_Quoting, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=10**6)
    )


def leaves(daten: Any, pfad: Pfad = ()) -> list[tuple[Pfad, Any]]:
    paare = daten.items() if isinstance(daten, dict) else enumerate(daten) if isinstance(daten, list) else None
    return [(pfad, daten)] if paare is None else [blatt for k, v in paare for blatt in leaves(v, (*pfad, k))]


@given(ZUORDNUNGEN, st.sampled_from([True, False, None]))
def test_round_trip(daten: dict[str, Any], flow: bool | None) -> None:
    for text in (write(daten, flow=flow), json.dumps(daten, ensure_ascii=False, indent=1)):
        quelle, maengel = load_yaml(text, "v.yaml")
        assert maengel == []
        assert quelle is not None
        assert json.dumps(quelle.daten) == json.dumps(daten)


@given(ZUORDNUNGEN)
def test_positions_point_at_their_token(daten: dict[str, Any]) -> None:
    text = write(daten)
    zeilen = split_zeilen(text)
    quelle, _ = load_yaml(text, "v.yaml")
    assert quelle is not None
    for pfad, wert in leaves(daten):
        ort = quelle.werte[pfad]
        rest = zeilen[ort.zeile - 1][ort.spalte - 1 :]
        assert rest.startswith(write(wert, flow=True).split("\n")[0])
    for pfad, ort in quelle.schluessel.items():
        rest = zeilen[ort.zeile - 1][ort.spalte - 1 :].removeprefix("? ")
        assert rest.startswith(write(pfad[-1], flow=True).split("\n")[0])


@given(ZUORDNUNGEN, st.data(), st.integers(1, 4))
def test_comment_lines_shift_lines_and_nothing_else(daten: dict[str, Any], wahl: st.DataObject, anzahl: int) -> None:
    zeilen = split_zeilen(write(daten))
    stelle = wahl.draw(st.integers(0, len(zeilen)))
    mit = "\n".join([*zeilen[:stelle], *["   # yes: [&x"] * anzahl, *zeilen[stelle:]])
    vorher, _ = load_yaml("\n".join(zeilen), "v.yaml")
    nachher, maengel = load_yaml(mit, "v.yaml")
    assert vorher is not None
    assert nachher is not None
    assert maengel == []
    assert nachher.daten == vorher.daten
    for pfad, ort in vorher.schluessel.items():
        neu = nachher.schluessel[pfad]
        assert (neu.zeile, neu.spalte) == (ort.zeile + (anzahl if ort.zeile > stelle else 0), ort.spalte)


@given(st.text() | st.text("ab:- \n\t'\"[]{}#&*!|>%@`,?~01\\\r<.=\ufeffü\u0308") | st.binary())
def test_nothing_raises(inhalt: str | bytes) -> None:
    quelle, maengel = load_yaml(inhalt, "v.yaml")
    assert quelle is not None or maengel
    for mangel in maengel:
        assert mangel.code in MANGELARTEN
        assert mangel.position.zeile >= 1
        assert mangel.position.spalte >= 1
        if isinstance(inhalt, str):
            assert mangel.position.zeile <= len(split_zeilen(inhalt)) + 1


@given(ZUORDNUNGEN, st.data())
def test_a_damaged_file_is_read_or_explained(daten: dict[str, Any], wahl: st.DataObject) -> None:
    text = write(daten)
    stelle = wahl.draw(st.integers(0, len(text)))
    text = text[:stelle] + wahl.draw(st.sampled_from(["", *"\"':[{]}-\t\n&*!?%@"])) + text[stelle + 1 :]
    quelle, maengel = load_yaml(text, "v.yaml")
    assert quelle is not None or maengel
    assert len(set(maengel)) == len(maengel)


@given(TEXTE, TEXTE)
def test_decomposed_letters_are_the_same_letters(schluessel: str, wert: str) -> None:
    text = write({schluessel: wert})
    assert load_yaml(unicodedata.normalize("NFD", text), "v")[0].daten == {schluessel: wert}  # type: ignore[union-attr]
