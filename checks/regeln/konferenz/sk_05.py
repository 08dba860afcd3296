"""Der Sozialraum ist nicht einheitlich abgegrenzt.

Prüft: Der Sozialraum ist ein Gebiet. Ein Paragraf nennt das Gebiet aus der Datei des Sozialraums, eine Anlage seine Teile und Grenzen; der
Vertrag, der die Sozialraumkonferenz regelt, hat eine Karte als Anlage (fremde Datei). Kein eigener Text nennt ein anderes Gebiet als Sozialraum.

Warum: Der Sozialraum ist Steuerungsgröße aller Verträge. Weichen die Abgrenzungen voneinander ab, gehört eine Person zu einem Vertrag und
zum anderen nicht.

Beispiel: Ein eigener Textbaustein bestimmt „den Stadtteil Alter Markt“ als Sozialraum; die Datei nennt drei Ortsteile.

Stattdessen: „{sozialraum.abgrenzung.gebiet}“ verwenden und die Abgrenzung an ihrer einen Stelle ändern.

Grenzen: Ob die Karte dieselben Grenzen zeigt wie der Text, kann die Regel nicht sehen; eine fehlende Karte ist eine Warnung.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bedarf import HatSozialraum, HatSozialraumkonferenz
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...stelle import Bereich

REGEL = Regel(
    code="SK-05",
    name="sozialraum-uneinheitlich",
    titel="Sozialraum einheitlich abgegrenzt",
    schwere="fehler",
    meldung="Kein Paragraf nennt das Gebiet des Sozialraums aus der gemeinsamen Datei. Nehmen Sie den Textbaustein „raum“ auf.",
    varianten={
        "gebiet": "Der Sozialraum ist nicht als Gebiet bestimmt („ist_territorial: false“).",
        "anlage": "Keine Anlage nennt die Teile und Grenzen des Sozialraums. Nehmen Sie die Anlage „anlraum“ auf.",
        "karte": "Eine Karte des Sozialraums ist nicht als Anlage beigefügt.",
        "anders": "Diese Stelle bestimmt den Sozialraum mit eigenen Worten ({ist}). Verwenden Sie die Angabe der gemeinsamen Datei.",
    },
    ebene="dokument",
    quellen=("SK-05", "A-SRK-05", "A-LS-B6"),
    braucht=(HatSozialraum,),
)

GEBIET, TEILE = "sozialraum.abgrenzung.gebiet", "sozialraum.abgrenzung.ortsteile["
_BESTIMMT = re.compile(
    r"\bSozialraum(?:\s+„[^“]*“)?\s+(?:ist|umfasst|meint|bezeichnet|sind)\s+(?:(?:nur|allein|auch)\s+)?"
    r"(?:das Gebiet|der Stadtteil|die Stadtteile|den Stadtteil|der Ortsteil|die Ortsteile|den Ortsteil|der Bezirk|den Bezirk)\b[^.;]{0,200}"
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what of the territory is not printed, and own words for it."""
    raum = kontext.als(HatSozialraum).sozialraum
    if not raum.abgrenzung.ist_territorial:
        yield Fund(("sozialraum", "abgrenzung", "ist_territorial"), "false", "true", variante="gebiet")
    if not _prints(kontext, GEBIET, "paragraf"):
        yield Fund(("sozialraum", "abgrenzung", "gebiet"), "fehlt", "Gebiet")
    if not _prints(kontext, TEILE, "anlage"):
        yield Fund(("anlagen",), "fehlt", "Abgrenzung", variante="anlage")
    if kontext.hat(HatSozialraumkonferenz) and not any(a.beilage is not None for a in kontext.vertrag.anlagen):
        yield Fund(("anlagen",), "fehlt", "Karte", variante="karte", schwere="warnung")
    for literal, stelle in kontext.baum.literale:
        for treffer in _BESTIMMT.finditer(literal.text):
            spanne = stelle.spanne_of(literal, *treffer.span())
            yield Fund.at(spanne, ist=f"„{treffer[0].strip()}“", variante="anders")


def _prints(kontext: Kontext, anfang: str, bereich: Bereich) -> bool:
    """Tell whether a part of the document prints a value whose path begins so."""
    return any(
        stelle.bereich == bereich
        for pfad in kontext.baum.pfade
        if pfad.startswith(anfang)
        for _, stelle in kontext.baum.felder[pfad]
    )
