"""The data that come with this room (`corpus/data`), read by name; nothing else of the room opens a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def read_daten(name: str) -> bytes:
    """Return a file of the data by its path with `/`."""
    return files("corpus").joinpath("data", *name.split("/")).read_bytes()


def load_json(name: str) -> Any:
    """Return what a JSON file of the data holds."""
    return json.loads(read_daten(name))


def load_rows(name: str, quoting: Any = csv.QUOTE_MINIMAL) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of the data (CSV with `;`) by the names of its columns."""
    return csv.DictReader(read_daten(name).decode("utf-8").splitlines(), delimiter=";", quoting=quoting)
