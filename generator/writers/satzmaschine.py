"""The typesetter: one warm Typst compiler per thread, with its embedded fonts only.

It takes bytes and gives bytes: no font of the machine, no file, no package, no clock.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

_warm = threading.local()


def warm_compiler() -> typst.Compiler:
    """Return the warm compiler of this thread; one compiler serves one call at a time."""
    import typst

    compiler: typst.Compiler | None = getattr(_warm, "compiler", None)
    if compiler is None:
        compiler = _warm.compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    return compiler
