"""The raster copy of a drawing, for programs that show no vectors; drawn by Typst with its own fonts, so the same on every machine."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .masse import sheet_measures

if TYPE_CHECKING:
    import typst

    from .bild import Bild

_warm = threading.local()
_SATZ = (
    '#set page(width: {0}mm, height: {1}mm, margin: 0mm)\n#image(bytes(sys.inputs.bild), format: "svg", width: {0}mm)'
)


@lru_cache(maxsize=64)
def rasterise(bild: Bild) -> bytes:
    """Return a drawing as PNG; the same drawing gives the same bytes."""
    satz = _SATZ.format(f"{bild.breite:g}", f"{bild.hoehe:g}").encode()
    fertig = _compiler().compile(
        satz, format="png", ppi=float(sheet_measures().punkte_je_zoll), sys_inputs={"bild": bild.svg}
    )
    if not isinstance(fertig, bytes):
        raise TypeError("Typst lieferte für ein Diagramm mehr als eine Seite.")
    return fertig


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _compiler() -> typst.Compiler:
    import typst

    compiler: typst.Compiler | None = getattr(_warm, "compiler", None)
    if compiler is None:
        compiler = _warm.compiler = typst.Compiler(font_paths=_fonts())
    return compiler
