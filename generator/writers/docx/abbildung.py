"""Charts: caption, and a picture with a raster copy for a Word that shows no vectors; the text alternative is its description."""

from __future__ import annotations

from ...tree import Diagramm
from ..diagramm import Bild, draw, rasterise
from ..xmltext import escape, need_kennung
from ..zip import Teil, pack_part
from .beschriftung import write_caption
from .lauf import DocxLauf

_EMU_JE_MM = 36_000
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_BEZIEHUNG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def write_chart(diagramm: Diagramm, lauf: DocxLauf, haftet: bool) -> None:
    """Write the caption and the picture in a paragraph of its own; `haftet` keeps it with what follows."""
    bild = draw(diagramm)
    lauf.bilder.append(bild)
    write_caption(diagramm, lauf)
    folgt = "<w:keepNext/>" if haftet else ""
    # No style of running text: its indents and line heights are not made for pictures.
    lauf.xml.append(
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{folgt}<w:spacing w:after="200" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:firstLine="0"/></w:pPr><w:r>{_drawing(bild, len(lauf.bilder), need_kennung(diagramm.id))}</w:r></w:p>'
    )


def _drawing(bild: Bild, nummer: int, kennung: str) -> str:
    masse = f'cx="{round(bild.breite * _EMU_JE_MM)}" cy="{round(bild.hoehe * _EMU_JE_MM)}"'
    name = f'id="{nummer}" name="_k_{kennung}" descr="{escape(bild.beschreibung)}"'
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0"'
        f' distB="0" distL="0" distR="0"><wp:extent {masse}/><wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks'
        f' xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="rIdBild{nummer}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
        f' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdVektor{nummer}"/></a:ext>'
        '</a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {masse}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def picture_parts(bilder: list[Bild], typen: str, beziehungen: str) -> list[Teil]:
    """Return the pictures, and the lists of content types and relations with them."""
    neue_typen = (
        '<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
        '<Override PartName="/word/document.xml"'
    )
    neue = "".join(
        f'<Relationship Id="rId{art}{n}" Type="{_BEZIEHUNG}" Target="media/bild{n}.{endung}"/>'
        for n in range(1, len(bilder) + 1)
        for art, endung in (("Bild", "png"), ("Vektor", "svg"))
    )
    teile = [
        pack_part("[Content_Types].xml", typen.replace('<Override PartName="/word/document.xml"', neue_typen)),
        pack_part("word/_rels/document.xml.rels", beziehungen.replace("</Relationships>", f"{neue}</Relationships>")),
    ]
    for n, bild in enumerate(bilder, 1):
        teile.append(pack_part(f"word/media/bild{n}.png", rasterise(bild), ist_gespeichert=True))
        teile.append(pack_part(f"word/media/bild{n}.svg", bild.svg))
    return teile
