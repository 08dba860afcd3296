"""Who agrees, who takes part without being a party, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Unpersoenlich, VerweisAuf, Zeit
from ..sichtbar import sichtbar
from .typen import Basis, Datum, Kuerzel, Parteikennung, Parteiwort, Positiv, Wahrheit, Zeile

Rolle = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$"), Unpersoenlich()]
Genus = Literal["maskulinum", "femininum", "neutrum"]


class Anschrift(Basis):
    """Postal address."""

    strasse: Annotated[Zeile, Unpersoenlich("strasse")]
    """Straße und Hausnummer."""
    plz: Annotated[str, Field(pattern=r"^[0-9]{5}$"), Unpersoenlich("plz")]
    """Postleitzahl, in Anführungszeichen."""
    ort: Annotated[Zeile, Unpersoenlich("ort")]
    """Ort."""


class Kurzbezeichnung(Basis):
    """The defined short name of a party, with the grammar that the clauses need."""

    wort: Parteiwort
    """Wort, das der Vertrag für die Partei gebraucht, ohne Artikel."""
    genus: Genus
    """Grammatisches Geschlecht des Wortes."""
    genitiv: Parteiwort | None = None
    """Genitivform; ohne Angabe wird „s“ oder „es“ angehängt (femininum: unverändert). Nötig, wo die Endung sie nicht sicher ergibt."""


class Sammelbezeichnung(Basis):
    """What a contract calls each of several parties, where a provision holds for every one of them separately."""

    kurzbezeichnung: Kurzbezeichnung
    """Wort für jede dieser Parteien."""


class Partei(Basis):
    """A contracting party."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("partei",)

    partei: Annotated[Parteikennung, VerweisAuf("Parteidatei", regel="BST-09")]
    """Kennung der Partei; zugleich Name der Datei unter `parteien/`, aus der die übrigen Angaben kommen können."""
    rolle: Rolle
    """Stellung im Vertrag; welche es gibt, sagt die Vertragsart."""
    kurzbezeichnung: Kurzbezeichnung
    """Kurzbezeichnung im Vertragstext."""
    name: Zeile
    """Voller Name."""
    rechtsform: Zeile
    """Rechtsform."""
    anschrift: Anschrift
    """Anschrift."""
    vertreten_durch: Zeile
    """Vertretung, wie sie im Rubrum hinter „vertreten durch“ steht."""
    registereintrag: Zeile | None = None
    """Registereintragung, falls vorhanden."""
    ist_fiktiv: Wahrheit = False
    """Kennzeichnet erfundene Parteien in Beispielen."""

    @property
    @sichtbar
    def hat_registereintrag(self) -> bool:
        """The party is entered in a register."""
        return self.registereintrag is not None


@dataclass(frozen=True, slots=True)
class Vertragsseite:
    """Several parties that stand on one side of a contract under a word in the plural, which texts use like the short name of a party."""

    wort: str
    dativ: str


class Beteiligter(Basis):
    """Somebody who takes part without being a party."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    rolle: Rolle
    """Stellung gegenüber dem Vertrag; welche es gibt, sagt die Vertragsart."""
    name: Annotated[Zeile, Unpersoenlich("stelle")]
    """Name der Stelle."""


class Unterschriftsperson(Basis):
    """A signature place."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("id",)

    id: Kuerzel
    """Kennung."""
    partei: Annotated[Parteikennung, VerweisAuf("Partei", regel="VOL-11")]
    """Partei, für die unterschrieben wird."""
    name: Zeile
    """Name der unterzeichnenden Person."""
    funktion: Zeile
    """Funktion der unterzeichnenden Person."""
    unterzeichnet_am: Annotated[
        Datum | None,
        Zeit("Tag einer Unterschrift", ab=("fassung.stand",), regel="RK-06", durch=".funktion", deckt=("*",)),
    ] = None
    """Tag der Unterschrift, sobald sie geleistet ist."""


class Unterzeichnung(Basis):
    """How the contract is signed (§ 56 SGB X, § 126 Abs. 2 BGB, § 36a SGB I)."""

    form: Literal["schriftform", "qualifizierte_elektronische_form"]
    """Form des Abschlusses."""
    ort: Zeile
    """Ort der Unterzeichnung."""
    am: Annotated[Datum, Zeit("Tag der Unterzeichnung", regel="RK-06")]
    """Vorgesehener Tag der letzten Unterschrift."""
    geaendert_am: Annotated[Datum | None, Zeit("Tag der letzten Änderungsvereinbarung", ab=(".am",))] = None
    """Tag der letzten Änderungsvereinbarung, wenn diese Daten den geänderten Vertrag wiedergeben."""
    ausfertigungen: Annotated[Positiv, Groesse(ueblich=("1", "24"))]
    """Zahl der Ausfertigungen (bei elektronischer Form: der gleichlautenden Dateien)."""
    personen: Annotated[tuple[Unterschriftsperson, ...], Field(min_length=1, max_length=20)]
    """Unterschriftsstellen in der Reihenfolge des Unterschriftenblatts."""

    @property
    @sichtbar
    def zuletzt_am(self) -> Datum:
        """The day on which the wording was agreed on: of the last amendment, else of the contract itself."""
        return max(self.geaendert_am or self.am, self.am)

    @property
    @sichtbar
    def ist_elektronisch(self) -> bool:
        """Signed with qualified electronic signatures."""
        return self.form == "qualifizierte_elektronische_form"
