"""Charts: caption, and the picture as vector in a frame that carries title and description."""

from __future__ import annotations

from ...tree import Diagramm
from ..diagramm import Bild, draw
from ..xmltext import escape, need_kennung
from ..zip import Teil, pack_part
from .beschriftung import caption
from .lauf import OdtLauf

_ORDNER = "Pictures/"


def chart(diagramm: Diagramm, lauf: OdtLauf, haftet: bool) -> str:
    """Return caption and picture; `haftet` keeps them with what follows."""
    bild = draw(diagramm)
    lauf.bilder.append(bild)
    stil = lauf.derived("Bild", "haftet") if haftet else "Bild"
    return (
        f'{caption(diagramm, lauf)}<text:p text:style-name="{stil}"><draw:frame draw:style-name="Bildrahmen"'
        f' draw:name="_k_{need_kennung(diagramm.id)}" text:anchor-type="as-char" svg:width="{bild.breite / 10:.2f}cm"'
        f' svg:height="{bild.hoehe / 10:.2f}cm"><draw:image xlink:href="{_path(len(lauf.bilder))}" xlink:type="simple"'
        f' xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/svg+xml"/><svg:title>{escape(bild.titel)}'
        f"</svg:title><svg:desc>{escape(bild.beschreibung)}</svg:desc></draw:frame></text:p>"
    )


def picture_parts(bilder: list[Bild], verzeichnis: str) -> list[Teil]:
    """Return the pictures, and the list of files of the package with them."""
    neue = "".join(
        f'<manifest:file-entry manifest:full-path="{_path(n)}" manifest:media-type="image/svg+xml"/>'
        for n in range(1, len(bilder) + 1)
    )
    ende = "</manifest:manifest>"
    return [
        pack_part("META-INF/manifest.xml", verzeichnis.replace(ende, neue + ende)),
        *(pack_part(_path(n), bild.svg) for n, bild in enumerate(bilder, 1)),
    ]


def _path(nummer: int) -> str:
    return f"{_ORDNER}bild{nummer}.svg"
