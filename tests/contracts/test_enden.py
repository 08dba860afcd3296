"""Where a value ends: quoted, plain over lines, in a block, in brackets, with comments between."""

from __future__ import annotations

import pytest

from contracts.position import Pfad, Position
from contracts.yamltext.yamldatei import load_yaml

TEXT = """\
falz: >-
  erste Zeile
  zweite Zeile

block: |
  block

  ende
# Bemerkung
liste: [eins, "zwei", drei]   # [Bemerkung]
gruppe: {x: 1, z: "zwei
  drei]"}
nackt: plain mehr
  zeilig
zitat: 'ein
  zwei'
tief:
  - u
  - v: [a, [b, {c: d}]]
    w: >
      lang
      er

leer: []
weit: [
  a,  # ]
  b,
]
behalten: |+
  bleibt

zeichen: "ü€😀ä"
nichts:
ende: >-
  letzter"""


def cut(ort: Position, text: str = TEXT) -> str:
    """Return what stands between the two places."""
    zeilen = [*text.split("\n"), ""]
    anfang = [0]
    for zeile in zeilen:
        anfang.append(anfang[-1] + len(zeile) + 1)
    return text[anfang[ort.zeile - 1] + ort.spalte - 1 : anfang[ort.bis_zeile - 1] + ort.bis_spalte - 1]


@pytest.mark.parametrize(
    ("pfad", "sagt"),
    [
        (("falz",), ">-\n  erste Zeile\n  zweite Zeile"),
        (("block",), "|\n  block\n\n  ende"),
        (("liste",), '[eins, "zwei", drei]'),
        (("liste", 1), '"zwei"'),
        (("gruppe",), '{x: 1, z: "zwei\n  drei]"}'),
        (("nackt",), "plain mehr\n  zeilig"),
        (("zitat",), "'ein\n  zwei'"),
        (("tief",), "- u\n  - v: [a, [b, {c: d}]]\n    w: >\n      lang\n      er"),
        (("tief", 1, "v"), "[a, [b, {c: d}]]"),
        (("tief", 1, "v", 1), "[b, {c: d}]"),
        (("tief", 1, "v", 1, 1), "{c: d}"),
        (("tief", 1, "w"), ">\n      lang\n      er"),
        (("leer",), "[]"),
        (("weit",), "[\n  a,  # ]\n  b,\n]"),
        (("behalten",), "|+\n  bleibt"),
        (("zeichen",), '"ü€😀ä"'),
        (("nichts",), ""),
        (("ende",), ">-\n  letzter"),
    ],
    ids=lambda w: ".".join(map(str, w)) if isinstance(w, tuple) else "",
)
def test_a_value_ends_where_its_last_sign_stands(pfad: Pfad, sagt: str) -> None:
    quelle, maengel = load_yaml(TEXT.encode(), "x.yaml")
    assert quelle is not None and maengel == []
    assert cut(quelle.werte[pfad]) == sagt


def test_line_ends_of_windows_change_nothing() -> None:
    eins, zwei = (load_yaml(t.encode(), "x.yaml")[0] for t in (TEXT, TEXT.replace("\n", "\r\n")))
    assert eins is not None and zwei is not None
    assert dict(eins.werte) == dict(zwei.werte)
