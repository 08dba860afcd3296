"""What the language server says when something in it breaks: the kind of the error, never its text, which may quote a case.

The protocol library sends tracebacks to the editor and writes them, with the message at hand, to its log.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from pygls.exceptions import JsonRpcInternalError

F = TypeVar("F", bound=Callable[..., Any])
PROTOKOLLE: Final = ("pygls", "asyncio")


def _explain(fehler: BaseException | None) -> str:
    art = f" ({type(fehler).__name__})" if fehler is not None else ""
    return f"Der Sprachdienst ist auf einen inneren Fehler gestoßen{art}."


def keep_quiet(handler: F) -> F:
    """Return a handler whose errors carry nothing of the file they happened at."""
    if inspect.iscoroutinefunction(handler):

        @wraps(handler)
        async def wait(*angaben: Any) -> Any:
            try:
                return await handler(*angaben)
            except Exception as fehler:  # noqa: BLE001 - said by its kind, never hidden
                raise JsonRpcInternalError(_explain(fehler)) from None

        return cast("F", wait)

    @wraps(handler)
    def answer(*angaben: Any) -> Any:
        try:
            return handler(*angaben)
        except Exception as fehler:  # noqa: BLE001 - said by its kind, never hidden
            raise JsonRpcInternalError(_explain(fehler)) from None

    return cast("F", answer)


class Artprotokoll(logging.Handler):
    """Says that something broke, and of what kind."""

    def __init__(self, melde: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._melde = melde

    def emit(self, record: logging.LogRecord) -> None:
        """Say one line without what the record quotes."""
        fehler = record.exc_info[1] if record.exc_info else None
        self._melde(_explain(fehler))


def quiet_log(melde: Callable[[str], None]) -> None:
    """Take the logs of the libraries over; `melde` prints a line where the editor keeps its log."""
    for name in PROTOKOLLE:
        protokoll = logging.getLogger(name)
        protokoll.handlers = [Artprotokoll(melde)]
        protokoll.propagate = False
