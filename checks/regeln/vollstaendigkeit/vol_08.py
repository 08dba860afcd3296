"""Fachkonzept oder Ziele sind nicht Vertragsbestandteil.

Prüft: Fachkonzept und Ziele sind als Vertragsbestandteil bezeichnet; eine Anlage enthält sie; ein Paragraf verweist auf diese
Anlage und sagt, dass sie Bestandteil des Vertrags ist.

Warum: Die Ausrichtung am Fachkonzept und die Ziele sind die Gegenleistung für die flexible Finanzierung. Sie binden nur, wenn
der Vertrag sie einbezieht.

Beispiel: „ist_vertragsbestandteil“ des Fachkonzepts ist „false“.

Stattdessen: Die Angabe auf „true“ setzen und die Anlage beifügen.

Grenzen: Ob die Anlage die richtige Fassung des Konzepts enthält, prüft die Regel nicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bedarf import HatFachkonzept, HatZiele
from ...befund import Fund
from ...dokumentindex import Dokumentindex
from ...kontext import Kontext
from ...muster.felder import abschnitte_mit
from ...regel import Regel

REGEL = Regel(
    code="VOL-08",
    name="fachkonzept-oder-ziele-kein-bestandteil",
    titel="Fachkonzept und Ziele sind Vertragsbestandteil",
    schwere="fehler",
    meldung="{was} sind nach den Daten nicht Vertragsbestandteil.",
    varianten={
        "anlage": "Keine Anlage enthält {was}.",
        "verweis": "Kein Paragraf verweist auf die Anlage, die {was} enthält, und bezieht sie als Bestandteil des Vertrags ein.",
    },
    ebene="dokument",
    normen=("§ 132 Abs. 1 SGB IX",),
    quellen=("VOL-08", "A-TB1-10", "A-TB1-13"),
    braucht=(HatFachkonzept, HatZiele),
)

TEILE = {"fachkonzept": ("Die Kernelemente des Fachkonzepts", "das Fachkonzept"), "ziele": ("Die Ziele", "die Ziele")}


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield what is not declared part of the contract, or declared without Anlage or reference."""
    fachkonzept = kontext.als(HatFachkonzept).fachkonzept
    sind_ziele_bestandteil = kontext.als(HatZiele).sind_ziele_vertragsbestandteil
    erklaert = {
        "fachkonzept": (("fachkonzept", "ist_vertragsbestandteil"), fachkonzept.ist_vertragsbestandteil),
        "ziele": (("sind_ziele_vertragsbestandteil",), sind_ziele_bestandteil),
    }
    for teil, (pfad, ist_bestandteil) in erklaert.items():
        nominativ, akkusativ = TEILE[teil]
        if not ist_bestandteil:
            yield Fund(pfad, ist="nein", soll="ja", werte={"was": nominativ})
            continue
        quellen = ["fachkonzept.kernelemente"] if teil == "fachkonzept" else ["ziele", "ziele_mit_indikator"]
        anlagen = abschnitte_mit(kontext, quellen, "anlage")
        if not anlagen:
            yield Fund((teil,), variante="anlage", werte={"was": akkusativ})
        elif not _is_einbezogen(kontext.baum, anlagen):
            yield Fund((teil,), anker=anlagen[0], variante="verweis", werte={"was": akkusativ})


def _is_einbezogen(baum: Dokumentindex, anlagen: list[str]) -> bool:
    """Tell whether a passage refers to one of the Anlagen and calls it part of the contract."""
    return any(
        "bestandteil" in f"{stelle.einleitung} {stelle.text}".lower()
        for verweis, stelle in baum.verweise
        if stelle.bereich == "paragraf" and verweis.ziel in anlagen
    )
