"""Who changed and when, as every tracked file tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Autorschaft:
    """The name that a program shows, and an ISO instant (`2025-12-11T00:00:00Z`)."""

    name: str
    zeit: str
