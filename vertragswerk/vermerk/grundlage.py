"""What the Vermerk belongs to: contract, Fassung, hash, law and day of the check."""

from __future__ import annotations

from generator.kanon import german_date
from generator.tree import Abschnitt
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.werk import Ergebnis


def basis(ergebnis: Ergebnis) -> Abschnitt:
    """Return the section that ties the Vermerk to one Fassung, checked on one day under one state of the law."""
    vertrag, eingaben, wort = ergebnis.geladen.vertrag, ergebnis.eingaben, ergebnis.wort
    if vertrag is None or ergebnis.geladen.art is None:
        raise LookupError("no contract")
    zeilen = [
        (wort.wort, f"{vertrag.titel}, {vertrag.untertitel}"),
        ("Art", ergebnis.geladen.art.titel),
        ("Kennung", vertrag.kennung),
        ("Fassung", f"{vertrag.fassung.nummer}, Stand {german_date(vertrag.fassung.stand.isoformat())}"),
        ("Prüfsumme des Inhalts (SHA-256)", ergebnis.content_hash()),
        (f"Rechtsstand des {wort.genitiv}", german_date(vertrag.rechtsstand.isoformat())),
        ("Stichtag der Prüfung", german_date(eingaben.stichtag.isoformat())),
        ("Rechtsbestand der Prüfung", eingaben.recht.kennzeichen),
    ]
    return make_section(
        "grundlage",
        "Grundlage",
        f"Dieser Vermerk begleitet den {wort.wort}, dessen Fassung und Prüfsumme hier stehen. Er ist nicht Bestandteil des "
        f"{wort.genitiv}, wird nicht unterzeichnet und gilt nur für diese Fassung.",
        make_table("grundlage_angaben", f"Begleiteter {wort.wort}", (("Angabe", 34), ("Wert", 66)), zeilen),
    )
