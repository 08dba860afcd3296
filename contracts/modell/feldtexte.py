"""The texts below the fields of a model class, read from its source: what a schema says of them.

The model library can read them too, but does so while each class is made, which costs every command what one needs.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent


def read_feldtexte(modell: type[object]) -> dict[str, str]:
    """Return the text below each field of a class by its name, its own and inherited."""
    texte: dict[str, str] = {}
    for klasse in reversed(modell.__mro__):
        if klasse.__module__.partition(".")[0] not in _FREMD:
            texte.update(_read_klasse(klasse))
    return texte


_FREMD = ("builtins", "pydantic")


def _read_klasse(klasse: type[object]) -> dict[str, str]:
    rumpf = ast.parse(dedent(inspect.getsource(klasse))).body[0]
    texte: dict[str, str] = {}
    if not isinstance(rumpf, ast.ClassDef):
        return texte
    for feld, danach in pairwise(rumpf.body):
        match feld, danach:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                texte[name] = inspect.cleandoc(text)
    return texte
