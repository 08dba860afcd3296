"""What functions of texts gave, remembered within a run and, as plain data, from one run to the next.

Most of what a check works out rests on a text alone, and most texts are those of the run before. A function marked `gemerkt` is a
function of what its arguments print (`repr`) and of this program, nothing else. Within a run the results last read are held; where a memory is open, what
an earlier run found is taken from it instead of being worked out. Who opens it (`remember_in`) reads and writes the disk; here nothing does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache, wraps
from hashlib import blake2b
from typing import Any, Final, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

Faecher: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Results as plain data: by the name of the function, then by the hash of its arguments."""

_EINFACHE: Final = (str, int, bool, type(None))
_FEHLT: Final = object()
_HASHLAENGE: Final = 20
"""Bytes; a text made to have the hash of another one must stay out of reach."""


class Klarschrift:
    """Values as plain data and back: texts, whole numbers, tuples, and records of the kinds that `arten` gives when first asked."""

    def __init__(self, arten: Callable[[], tuple[type, ...]] = tuple) -> None:
        self._lies_arten = arten

    @cached_property
    def _arten(self) -> tuple[type, ...]:
        return self._lies_arten()

    @cached_property
    def _nummern(self) -> dict[type, tuple[int, tuple[str, ...]]]:
        return {a: (n, _fields(a)) for n, a in enumerate(self._arten, 1)}

    def write(self, wert: object) -> Any:
        """Return a value as plain data; raises TypeError for one of another kind, which could not be read back."""
        art = type(wert)
        if art in _EINFACHE:
            return wert
        if isinstance(wert, tuple) and art is tuple:
            return [0, *map(self.write, wert)]
        if art not in self._nummern:
            raise TypeError(f"{art.__name__} is no plain value")
        nummer, namen = self._nummern[art]
        return [nummer, *(self.write(getattr(wert, name)) for name in namen)]

    def read(self, daten: Any) -> Any:
        """Return the value; raises TypeError, ValueError or LookupError for other data."""
        if type(daten) is not list:
            return daten
        if len(daten) == 1 and daten[0] == 0:
            return ()
        werte = [w if type(w) is not list else self.read(w) for w in daten]
        nummer = werte[0]
        return tuple(werte[1:]) if nummer == 0 else self._arten[nummer - 1](*werte[1:])


def _fields(art: type) -> tuple[str, ...]:
    """Return the parts of a record, a named tuple or a dataclass, in the order in which it takes them."""
    namen: tuple[str, ...] | None = getattr(art, "_fields", None)
    return tuple(n for n, f in art.__dataclass_fields__.items() if f.init) if namen is None else namen  # type: ignore[attr-defined]


class Gedaechtnis:
    """Results of an earlier run (`alte`), and of this one (`benutzte`): those found again, and those worked out anew."""

    def __init__(self, alte: Faecher | None = None) -> None:
        self.alte: Faecher = alte or {}
        self.benutzte: dict[str, dict[str, Any]] = {}
        self.hat_neues = False

    def find(
        self, name: str, hoechstens: int, schrift: Klarschrift, werte: tuple[Any, ...], tue: Callable[..., Any]
    ) -> Any:
        """Return what a function gives for these arguments, read where it is known."""
        schluessel = " ".join([_hash(w) for w in werte])
        fach = self.benutzte.setdefault(name, {})
        daten = self.alte.get(name, {}).get(schluessel, _FEHLT)
        if daten is not _FEHLT:
            fach[schluessel] = daten
            return schrift.read(daten)
        ergebnis = tue(*werte)
        if len(fach) < hoechstens:
            fach[schluessel] = schrift.write(ergebnis)
            self.hat_neues = True
        return ergebnis

    def collect(self, hoechstens: int) -> Faecher:
        """Return what the next run may read: what this one used, then what is older, so many results of each function at most."""
        alles: dict[str, Mapping[str, Any]] = {}
        for name in {**self.benutzte, **self.alte}:
            benutzt = self.benutzte.get(name, {})
            aeltere = [(k, w) for k, w in self.alte.get(name, {}).items() if k not in benutzt]
            alles[name] = benutzt | dict(aeltere[: max(hoechstens - len(benutzt), 0)])
        return alles


def _hash(wert: Any) -> str:
    """Return what tells an argument from every other; a text is asked for by many functions and hashed once."""
    art = type(wert)
    # Not by equality alone: 1.0 and 1.00 are equal, and are printed differently.
    if art is str or (art is tuple and all(type(w) is str for w in wert)):
        return _hash_texts(wert)
    return _hash_bytes(repr(wert))


@lru_cache(maxsize=8192)
def _hash_texts(texte: str | tuple[str, ...]) -> str:
    return _hash_bytes(repr(texte))


def _hash_bytes(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASHLAENGE).hexdigest()


_offen: list[Gedaechtnis | None] = [None]


@contextmanager
def remember_in(gedaechtnis: Gedaechtnis | None) -> Iterator[None]:
    """Let the marked functions use a memory; with None they have none."""
    _offen.append(gedaechtnis)
    try:
        yield
    finally:
        _offen.pop()


def gemerkt(
    name: str, hoechstens: int, schrift: Klarschrift | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function of texts, days and numbers whose results are remembered, so many of them in a run.

    `name` names it in a memory and no other; `schrift` writes its results, where they are more than texts, numbers and tuples. What
    it raises is not remembered. Its arguments are given in their order, not by name.
    """
    schrift = schrift or Klarschrift()

    def mark(tue: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=hoechstens)
        @wraps(tue)
        def look_up(*werte: Any) -> Any:
            gedaechtnis = _offen[-1]
            return tue(*werte) if gedaechtnis is None else gedaechtnis.find(name, hoechstens, schrift, werte, tue)  # type: ignore[call-arg]

        return look_up  # type: ignore[return-value]

    return mark
