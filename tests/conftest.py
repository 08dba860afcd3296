"""What holds for every test: cycles of objects are looked for seldom, as in the program itself, and no example is timed."""

from __future__ import annotations

import gc

from hypothesis import settings

settings.register_profile("haus", deadline=None)
settings.load_profile("haus")


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of the search: at the usual settings it took a quarter of all tests' time.

    Not as seldom as the program looks: it ends after its work, and a test run goes on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 5, 5)
