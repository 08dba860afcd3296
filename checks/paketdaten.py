"""The rules' own data (`checks/daten`), the only files that this room reads."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_daten(name: str) -> dict[str, Any]:
    """Return the content of a data file of the rules; read once."""
    return tomllib.loads((files("checks") / "daten" / f"{name}.toml").read_text(encoding="utf-8"))
