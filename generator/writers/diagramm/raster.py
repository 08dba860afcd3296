"""The raster copy of a drawing, for programs that show no vectors; drawn by Typst with its own fonts, so the same on every machine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..satzmaschine import warm_compiler
from .bildmasse import sheet_measures

if TYPE_CHECKING:
    from .bild import Bild

_SATZ = (
    '#set page(width: {0}mm, height: {1}mm, margin: 0mm)\n#image(bytes(sys.inputs.bild), format: "svg", width: {0}mm)'
)


@lru_cache(maxsize=64)
def rasterise(bild: Bild) -> bytes:
    """Return a drawing as PNG; the same drawing gives the same bytes."""
    satz = _SATZ.format(f"{bild.breite:g}", f"{bild.hoehe:g}").encode()
    fertig = warm_compiler().compile(
        satz, format="png", ppi=float(sheet_measures().punkte_je_zoll), sys_inputs={"bild": bild.svg}
    )
    if not isinstance(fertig, bytes):
        raise TypeError("Typst lieferte für ein Diagramm mehr als eine Seite.")
    return fertig
