"""What rules must know of a kind of contract besides its parts: how it is called, which norm carries it, which terms it defines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pruefangaben:
    """Facts of one kind.

    `bezeichnung` is the word that title or subtitle must have, `fremde` are words of other kinds. `norm` carries the kind and
    `norm_muster` recognises its citation. `schluesselbegriffe` must be defined where they are used.
    """

    bezeichnung: str
    norm: str
    norm_muster: str
    fremde: tuple[str, ...] = ()
    schluesselbegriffe: tuple[str, ...] = ()
    hat_nur_einen_leistungserbringer: bool = False


PRUEFANGABEN: dict[str, Pruefangaben] = {
    "traegerbudget_singulaer": Pruefangaben(
        bezeichnung="Trägerbudget",
        norm="§ 132 SGB IX",
        norm_muster=r"§§? 132\b(?!\w)[^;]*?(SGB IX|Neunten Buch)",
        fremde=(
            "Sozialraumbudget",
            "sozialraumorientiertes Trägerbudget",
            "Regionalbudget",
            "Persönliches Budget",
            "Bescheid",
        ),
        schluesselbegriffe=(
            "Budget",
            "Leistungsfall",
            "Leistungsumfang",
            "Hilfebedarfsgruppe",
            "fallunspezifische Arbeit",
            "externer Kostenträger",
            "Referenzjahr",
        ),
        hat_nur_einen_leistungserbringer=True,
    ),
}
"""Facts by the name of the kind; a kind without entry is asked nothing of this."""
