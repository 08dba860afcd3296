"""Profiles of hypothesis: `pytest tests/generator/test_dauerhafte_kennungen.py --hypothesis-profile=dauer` makes 5,000 edits."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dauer", max_examples=2_500, deadline=None)
