"""JSON over lines, as `json.dumps(…, indent=2, ensure_ascii=False)` writes it.

The standard library's fast encoder does not indent; its slow one took most of the time of a dense text's answer.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any


def dump(wert: Any, rand: str = "\n") -> str:
    """Return plain data as JSON; `rand` is the line break with the blanks before the value's own closing bracket."""
    if isinstance(wert, str):
        return encode_basestring(wert)
    if not wert or not isinstance(wert, dict | list | tuple):
        return json.dumps(wert)
    innen = f"{rand}  "
    if isinstance(wert, dict):
        glieder = [f"{encode_basestring(name)}: {dump(w, innen)}" for name, w in wert.items()]
        return f"{{{innen}{f',{innen}'.join(glieder)}{rand}}}"
    return f"[{innen}{f',{innen}'.join([dump(w, innen) for w in wert])}{rand}]"
