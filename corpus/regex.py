"""Regular expressions as the engine of the standard library runs them fastest, each compiled when it is first used.

One check uses few of the hundreds of patterns of this room; compiling them all took most of a program's start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, cast

_TEIL = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\((?:\?P<|\?)?|\)(?:(?:\?|\{0,([1-6])\})(?![?+]))?", re.DOTALL)


GROESSTE_WIEDERHOLTE = 200
"""A repeated group longer than this stays a loop: its copies would take longer to compile than the loop takes to run."""
_METHODEN = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class Spaetmuster:
    """A pattern that is compiled at its first use; from then on its methods are those of the compiled one itself."""

    __slots__ = ("_ausdruck", "_flags", "_regex", "_write", *_METHODEN)

    def __init__(self, ausdruck: str, flags: int, write: Callable[[str], str] | None) -> None:
        """Keep what is to be compiled; `write` spells the expression anew before."""
        self._ausdruck, self._flags, self._write = ausdruck, flags, write
        self._regex: re.Pattern[str] | None = None
        for name in _METHODEN:
            setattr(self, name, partial(self._call_first, name))

    def _call_first(self, name: str, *werte: Any, **angaben: Any) -> Any:
        regex = self.regex
        for methode in _METHODEN:
            setattr(self, methode, getattr(regex, methode))
        return getattr(regex, name)(*werte, **angaben)

    @property
    def regex(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        if self._regex is None:
            self._regex = re.compile(self._write(self._ausdruck) if self._write else self._ausdruck, self._flags)
        return self._regex

    @property
    def pattern(self) -> str:
        """Return the expression as it is compiled."""
        return self.regex.pattern

    @property
    def flags(self) -> int:
        """Return the flags of the compiled pattern."""
        return self.regex.flags


def compile_later(ausdruck: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use."""
    return cast("re.Pattern[str]", Spaetmuster(ausdruck, flags, None))


def compile_fast(ausdruck: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is spelled by `write_fast` and compiled at its first use."""
    return cast("re.Pattern[str]", Spaetmuster(ausdruck, flags, write_fast))


def write_fast(ausdruck: str) -> str:
    """Return an expression with every optional group `(…)?` or `(…){0,3}` written as nested alternatives `(?:(…)|)`.

    Both spellings try the same in the same order and number their groups alike. But for `?` and `{0,3}` the engine sets up
    a loop, allocated anew at each attempt; patterns full of optional parts run a quarter faster without. A repeated group
    that captures stays, and so does a long one. Comments of verbose expressions must not hold brackets.
    """
    teile: list[str] = []
    offen: list[int] = []
    erfasst = -1
    pos = 0
    for fund in _TEIL.finditer(ausdruck):
        teile.append(ausdruck[pos : fund.start()])
        zeichen = fund[0]
        pos = fund.end()
        if zeichen[0] == "(":
            offen.append(len(teile))
            erfasst = erfasst if zeichen == "(?" else len(teile)
        elif zeichen[0] == ")":
            ab = offen.pop()
            hoechstens = int(fund[1] or 1)
            if zeichen != ")" and (hoechstens == 1 or erfasst < ab):
                gruppe = "".join(teile[ab:]) + ")"
                if hoechstens > 1 and len(gruppe) > GROESSTE_WIEDERHOLTE:
                    teile.append(zeichen)
                    continue
                teile[ab:] = [f"(?:{gruppe}" * hoechstens + "|)" * hoechstens]
                erfasst = min(erfasst, ab)
                continue
        teile.append(zeichen)
    return "".join((*teile, ausdruck[pos:]))
