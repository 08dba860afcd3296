"""Operators of cosmic-ray that negate or remove one condition.

Its own operators leave out what rules mostly consist of: `elif`, the filters of comprehensions, the operands of `and` and `or`; and
its `AddNot` negates only the first operand of what it finds (`not a or b`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import parso
from cosmic_ray.operators.operator import Example, Operator
from parso.tree import BaseNode, NodeOrLeaf

Ort: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

VERKNUEPFUNGEN = ("and_test", "or_test")
KOEPFE = {"if_stmt": ("if", "elif"), "while_stmt": ("while",), "comp_if": ("if",), "test": ("if",)}
"""Nodes that ask a condition, and the words it stands behind."""


def is_head(knoten: NodeOrLeaf) -> bool:
    """Tell whether a node is what an `if`, `elif`, `while`, a ternary or a filter asks; not what only type checkers read."""
    oben = knoten.parent
    if oben is None or oben.type not in KOEPFE or knoten.get_code(include_prefix=False) == "TYPE_CHECKING":
        return False
    davor = next((a for a, b in zip(oben.children, oben.children[1:], strict=False) if b is knoten), None)
    return davor is not None and davor.get_code(include_prefix=False) in KOEPFE[oben.type]


def is_operand(knoten: NodeOrLeaf) -> bool:
    """Tell whether a node is an operand of `and` or `or`."""
    return (
        knoten.parent is not None
        and knoten.parent.type in VERKNUEPFUNGEN
        and knoten.parent.children.index(knoten) % 2 == 0
    )


def is_alone(knoten: NodeOrLeaf) -> bool:
    """Tell whether a node is a comparison or negation that stands for itself: returned, assigned, counted."""
    if knoten.type not in ("comparison", "not_test") or is_head(knoten) or is_operand(knoten):
        return False
    oben = knoten.parent
    while oben is not None and oben.type == "atom" and len(oben.children) == 3:
        if is_head(oben) or is_operand(oben):
            return False
        oben = oben.parent
    return oben is not None and oben.type != "not_test"


def _place(knoten: NodeOrLeaf) -> Ort:
    return knoten.start_pos, knoten.end_pos


def _replace(knoten: NodeOrLeaf, code: str) -> NodeOrLeaf:
    """Return a node of other code that begins as far from what stands before it."""
    neu = parso.parse(code)
    neu.get_first_leaf().prefix = knoten.get_first_leaf().prefix
    return neu


class NegateCondition(Operator):  # type: ignore[misc]
    """Says the contrary of a condition, whole and each operand of it."""

    def name_of(self, node: NodeOrLeaf, index: int) -> str:
        """Return what becomes of the condition, for a list."""
        return "nicht"

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Ort]:
        """Yield the place of a condition."""
        if is_head(node) or is_operand(node) or is_alone(node):
            yield _place(node)

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        """Return the contrary of a condition."""
        return _replace(node, f"(not ({node.get_code(include_prefix=False)}))")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Return what it makes of code."""
        return (
            Example("if a or b: pass", "if (not (a or b)): pass"),
            Example("if a or b: pass", "if (not (a)) or b: pass", occurrence=1),
            Example("if a: pass\nelif b: pass", "if a: pass\nelif (not (b)): pass", occurrence=1),
            Example("[a for a in b if a]", "[a for a in b if (not (a))]"),
            Example("x = y if not (a == b) else c", "x = y if (not (not (a == b))) else c"),
            Example("return a == b", "return (not (a == b))"),
        )


class FixCondition(Operator):  # type: ignore[misc]
    """Puts True or False in the place of a condition: what it guards is no longer guarded, or gone."""

    def name_of(self, node: NodeOrLeaf, index: int) -> str:
        """Return what becomes of the condition, for a list."""
        return ("immer", "nie")[index]

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Ort]:
        """Yield the place of a condition twice: it always holds, it never holds."""
        if is_head(node) or is_alone(node):
            yield _place(node)
            yield _place(node)

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        """Return the condition that always or never holds."""
        return _replace(node, ("True", "False")[index])

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Return what it makes of code."""
        return (
            Example("if a or b: pass", "if True: pass"),
            Example("if a or b: pass", "if False: pass", occurrence=1),
            Example("x = [a for a in b if a if c]", "x = [a for a in b if a if True]", occurrence=2),
            Example("return a == b", "return True"),
        )


class DropOperand(Operator):  # type: ignore[misc]
    """Leaves out one operand of `and` or `or`."""

    def name_of(self, node: BaseNode, index: int) -> str:
        """Return what becomes of the condition, for a list."""
        return f"ohne {' '.join(node.children[2 * index].get_code(include_prefix=False).split())}"

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Ort]:
        """Yield the place of each operand."""
        if node.type in VERKNUEPFUNGEN:
            yield from (_place(k) for k in node.children[::2])

    def mutate(self, node: BaseNode, index: int) -> NodeOrLeaf:
        """Return the condition without one of its operands."""
        bleiben = [k for n, k in enumerate(node.children[::2]) if n != index]
        wort = f" {node.children[1].value} "
        return _replace(node, f"({wort.join(k.get_code(include_prefix=False) for k in bleiben)})")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Return what it makes of code."""
        return (
            Example("if a or b: pass", "if (b): pass"),
            Example("if a and (b or c): pass", "if a and ((c)): pass", occurrence=2),
            Example("return a and b and c", "return (a and b)", occurrence=2),
        )


OPERATOREN: tuple[type[Operator], ...] = (NegateCondition, FixCondition, DropOperand)
