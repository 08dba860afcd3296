"""Every check of the catalogue exists as a rule."""

from __future__ import annotations

import re

from checks.registry import ALLE
from tests.hilfen import need_shared


def test_all_hundred_exist() -> None:
    text = need_shared("domain", "C-pruefkatalog.md").read_text(encoding="utf-8")
    verlangt = re.findall(r"^\| ([A-Z]{2,3}-\d\d) \|", text, re.MULTILINE)
    assert len(verlangt) == len(set(verlangt)) == 100
    assert set(verlangt) <= {m.REGEL.code for m in ALLE}
