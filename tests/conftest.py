"""What holds for every test: cycles of objects are looked for seldom, as in the program itself, and no example is timed,
no check is kept for a later test."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

# What a test changes about a rule, no key of a kept check can know; the tests of keeping switch it on.
os.environ["VERTRAGSWERK_VORRAT"] = "aus"

settings.register_profile("haus", deadline=None)
settings.load_profile("haus")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold heavy tests: at the end one of them would keep one core waiting."""
    schwer = {eines.path for eines in items if eines.get_closest_marker("langsam")}
    items.sort(key=lambda eines: eines.path not in schwer)


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of the search: at the usual settings it took a quarter of all tests' time.

    Not as seldom as the program looks: it ends after its work, and a test run goes on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 5, 5)
