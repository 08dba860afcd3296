"""Charts as pictures: one drawing per chart (SVG, deterministic), and a raster copy for programs that show no vectors."""

from __future__ import annotations

from .bild import Bild, draw
from .raster import rasterise

__all__ = ["Bild", "draw", "rasterise"]
