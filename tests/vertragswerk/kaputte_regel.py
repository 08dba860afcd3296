"""A rule that breaks, for tests that send it to another process."""

from __future__ import annotations

from collections.abc import Iterator

from checks.befund import Fund
from checks.kontext import Kontext
from checks.regel import Regel

REGEL = Regel(code="TD-91", name="kaputt", titel="Bricht ab", schwere="fehler", meldung="Kommt nicht vor.")


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Break, and quote what nobody may read."""
    raise RuntimeError(f"geheim: {kontext.pruefling.kennung}")
    yield
