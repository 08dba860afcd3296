"""What Word shows of a file with all changes accepted: removed rows, cells and paragraph marks, hidden text (ISO/IEC 29500-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KETTE_MAX = 20
_ENTFERNT = {f"{W}tr": (f"{W}trPr", (f"{W}del",)), f"{W}tc": (f"{W}tcPr", (f"{W}cellDel",))}
_MARKE_WEG = (f"{W}del", f"{W}moveFrom")


DAZWISCHEN = tuple(
    f"{W}{n}"
    for n in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    )
)
"""What may stand between two paragraphs without parting them."""


def next_block(absatz: etree._Element) -> etree._Element | None:
    """Return the paragraph, table or other block that stands behind a paragraph."""
    return next((k for k in absatz.itersiblings() if k.tag not in DAZWISCHEN), None)


def is_removed(knoten: etree._Element) -> bool:
    """Tell whether a row or cell goes when the changes are accepted."""
    ort, zeichen = _ENTFERNT[str(knoten.tag)]
    merkmale = knoten.find(ort)
    return merkmale is not None and any(merkmale.find(z) is not None for z in zeichen)


class Sicht:
    """Knows the styles of a file, and so which text and which paragraph marks nobody sees."""

    def __init__(self, stile: etree._Element | None) -> None:
        alle = list(stile.iterchildren(f"{W}style")) if stile is not None else []
        # Hardly any file hides text by a style: then nothing need be looked up.
        hat_verborgenes = any(s.find(f"{W}rPr/{W}vanish") is not None for s in alle)
        self._stile = {s.get(f"{W}styleId") or "": s for s in alle} if hat_verborgenes else {}
        self._standard = next(
            (
                s.get(f"{W}styleId") or ""
                for s in alle
                if s.get(f"{W}default") in ("1", "true") and s.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self._fertig: dict[str, bool] = {}

    def hides_something(self, wurzel: etree._Element) -> bool:
        """Tell whether anything below an element may be unseen."""
        zeichen = [f"{W}{n}" for n in ("vanish", "del", "moveFrom", "cellDel")]
        return bool(self._stile) or next(wurzel.iter(*zeichen), None) is not None

    def is_hidden(self, lauf: etree._Element) -> bool:
        """Tell whether a run is hidden text; a run in no paragraph has no style of one."""
        merkmale = lauf.find(f"{W}rPr")
        if merkmale is None and not self._stile:
            return False
        return self._hides(merkmale, next(lauf.iterancestors(f"{W}p"), None))

    def is_mark_gone(self, absatz: etree._Element) -> bool:
        """Tell whether a paragraph ends nowhere: its mark is deleted, moved away or hidden, so it runs into the next one."""
        marke = absatz.find(f"{W}pPr/{W}rPr")
        if marke is None:
            return False
        return any(marke.find(z) is not None for z in _MARKE_WEG) or self._hides(marke, absatz)

    def _hides(self, merkmale: etree._Element | None, absatz: etree._Element | None) -> bool:
        """A direct mark decides; otherwise the styles of paragraph and run undo each other (17.7.3)."""
        eigen = _vanish(merkmale)
        if eigen is not None:
            return eigen
        if not self._stile:
            return False
        pstil = absatz.find(f"{W}pPr/{W}pStyle") if absatz is not None else None
        zstil = merkmale.find(f"{W}rStyle") if merkmale is not None else None
        vom_absatz = self._of_style(_val(pstil) or self._standard)
        return vom_absatz is not (self._of_style(_val(zstil)) if zstil is not None else False)

    def _of_style(self, name: str) -> bool:
        if name not in self._fertig:
            self._fertig[name] = self._look_up(name)
        return self._fertig[name]

    def _look_up(self, name: str) -> bool:
        for _ in range(KETTE_MAX):
            stil = self._stile.get(name)
            if stil is None:
                return False
            gesagt = _vanish(stil.find(f"{W}rPr"))
            if gesagt is not None:
                return gesagt
            name = _val(stil.find(f"{W}basedOn"))
        return False


def _vanish(merkmale: etree._Element | None) -> bool | None:
    """Return what properties say about being hidden, None if nothing."""
    zeichen = merkmale.find(f"{W}vanish") if merkmale is not None else None
    return None if zeichen is None else zeichen.get(f"{W}val") not in ("0", "false", "off")


def _val(knoten: etree._Element | None) -> str:
    return (knoten.get(f"{W}val") or "") if knoten is not None else ""
