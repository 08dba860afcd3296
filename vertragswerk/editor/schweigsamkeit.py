"""What the language server says when something in it breaks: the kind of the error, never its text, which may quote a case.

The protocol library sends tracebacks to the editor and writes them, with the message at hand, to its log.
"""

from __future__ import annotations

import inspect
import logging
import sys
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
    """Writes to standard error that something broke, and of what kind."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line without what the record quotes."""
        fehler = record.exc_info[1] if record.exc_info else None
        sys.stderr.write(f"{_explain(fehler)}\n")


def quiet_log() -> None:
    """Take the logs of the libraries over."""
    for name in PROTOKOLLE:
        protokoll = logging.getLogger(name)
        protokoll.handlers = [Artprotokoll(logging.WARNING)]
        protokoll.propagate = False
