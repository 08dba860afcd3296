"""Die Fortgeltung der Leistungstyp-Verträge ist nicht geregelt oder nicht vollständig aufgelistet.

Prüft: Die Vereinbarungen der Leistungstypen gelten fort; eine Anlage führt für jeden Leistungstyp die Vereinbarung mit Datum auf.

Warum: Das Budget ersetzt nur die Abrechnung. Inhalt und Qualität der Leistungen stehen weiter in den Vereinbarungen; sie gelten
auch gegenüber externen Kostenträgern.

Beispiel: „hat_fortgeltung_der_leistungsvereinbarungen“ ist „false“.

Stattdessen: Die Fortgeltung vereinbaren und die Anlage mit dem Verzeichnis der Vereinbarungen beifügen.

Grenzen: Ob die aufgelisteten Vereinbarungen noch bestehen, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatFortgeltung, HatLeistungspaket
from ...befund import Fund
from ...kontext import Kontext
from ...muster.felder import iter_felder
from ...regel import Regel

REGEL = Regel(
    code="VOL-07",
    name="fortgeltung-fehlt",
    titel="Fortgeltung der Leistungstyp-Verträge",
    schwere="fehler",
    meldung="Die Vereinbarungen der Leistungstypen sollen nicht fortgelten; dann fehlt dem Budget der Inhalt der Leistungen.",
    varianten={"anlage": "Keine Anlage nennt die Vereinbarung des Leistungstyps „{leistungstyp}“ mit ihrem Datum."},
    ebene="dokument",
    normen=("§ 123 Abs. 2 SGB IX", "§ 125 SGB IX"),
    quellen=("VOL-07", "A-TB1-07"),
    braucht=(HatLeistungspaket, HatFortgeltung),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield missing continuation and each agreement that no Anlage lists."""
    if not kontext.als(HatFortgeltung).hat_fortgeltung_der_leistungsvereinbarungen:
        yield Fund(("hat_fortgeltung_der_leistungsvereinbarungen",), ist="nein", soll="ja")
    for nummer, lt in enumerate(kontext.als(HatLeistungspaket).leistungspaket):
        orte = iter_felder(kontext, f"leistungspaket[{lt.kuerzel}].vereinbarung.vom")
        if not any(stelle.bereich == "anlage" for _, stelle in orte):
            pfad = ("leistungspaket", nummer, "vereinbarung")
            yield Fund(pfad, variante="anlage", werte={"leistungstyp": lt.kuerzel})
