"""An amendment: the wording it changes, the commands, the wording that comes of it, the history of both."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..angaben import Groesse, Zeit
from ..sichtbar import sichtbar
from .befehl import Befehl, Ortsangabe, Wortlauttext
from .typen import Basis, Datum, Kennung, Positiv, Zeile

Grundtextname = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{0,19}$")]
Pruefsumme = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Aenderungsstand(Basis):
    """An amendment that a wording contains: a line of its history."""

    SCHLUESSEL: ClassVar[tuple[str, ...]] = ("vereinbarung",)

    vereinbarung: Kennung
    """Kennung der Änderungsvereinbarung."""
    nummer: Annotated[Positiv, Groesse(regel="VV-01")]
    """Ihre laufende Nummer."""
    vom: Annotated[Datum, Zeit("Tag einer Änderungsvereinbarung", regel="VV-01")]
    """Tag, an dem sie geschlossen wurde."""
    in_kraft: Annotated[Datum, Zeit("Inkrafttreten einer Änderung", regel="VV-01")]
    """Tag, an dem sie in Kraft trat."""
    stellen: Annotated[tuple[Ortsangabe, ...], Field(min_length=1)]
    """Geänderte Stellen."""

    @property
    @sichtbar
    def stellen_text(self) -> str:
        """The changed places in one line."""
        return ", ".join(self.stellen)


class Grundtext(Basis):
    """The plain wording of a contract at one time: what an amendment changes, or what comes of it."""

    grundtext: Grundtextname
    """Name dieses Wortlauts; zugleich Name seiner Datei unter `grundtexte/`."""
    vertrag: Kennung
    """Kennung des Vertrags."""
    titel: Zeile
    """Titel des Vertrags."""
    fassung: Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
    """Nummer der Fassung, die zuerst geschlossen wurde."""
    vom: Annotated[Datum, Zeit("Tag des geänderten Vertrags", bis=("unterzeichnung.am",))]
    """Tag, an dem der Vertrag geschlossen wurde."""
    inhaltshash: Pruefsumme
    """Prüfsumme der Fassung, wie sie auf ihren Dokumenten steht."""
    gliederung: Literal["paragraf", "dezimal"] = "paragraf"
    """Gliederung des Vertrags."""
    geschichte: Annotated[tuple[Aenderungsstand, ...], Field(max_length=200)] = ()
    """Änderungsvereinbarungen, die dieser Wortlaut enthält, in ihrer Reihenfolge."""
    pruefsumme: Pruefsumme
    """Prüfsumme des Wortlauts nach SHA-256."""
    wortlaut: Wortlauttext
    """Der Wortlaut, ein Block je Zeile."""

    @property
    @sichtbar
    def hat_geschichte(self) -> bool:
        """The wording has been amended already."""
        return bool(self.geschichte)

    @property
    @sichtbar
    def letzte_aenderung(self) -> Aenderungsstand | None:
        """The last amendment that it contains."""
        return self.geschichte[-1] if self.geschichte else None

    @property
    @sichtbar
    def kurzsumme(self) -> str:
        """The beginning of the checksum of the version, as people compare it."""
        return self.inhaltshash[:12]


def hash_wortlaut(wortlaut: str) -> str:
    """Return the checksum of a wording."""
    return sha256(wortlaut.encode()).hexdigest()


class HatAenderung(Basis):
    """Amends a contract by commands."""

    nummer: Annotated[Positiv, Groesse(ueblich=("1", "60"))]
    """Laufende Nummer der Änderungsvereinbarung zu diesem Vertrag."""
    stil: Literal["vertrag", "hdr3", "hdr4"] = "vertrag"
    """Wie die Befehle lauten: wie in Verträgen üblich, nach der 3. oder der 4. Auflage des Handbuchs der Rechtsförmlichkeit."""
    grundtext: Grundtext
    """Wortlaut, den diese Vereinbarung ändert; in der Datei des Vertrags nur sein Name."""
    lesefassung: Grundtext
    """Wortlaut, der sich ergibt; in der Datei des Vertrags nur sein Name."""
    befehle: Annotated[tuple[Befehl, ...], Field(min_length=1, max_length=2000)]
    """Befehle in der Reihenfolge der Stellen."""

    @property
    @sichtbar
    def hat_neue_anlagen(self) -> bool:
        """Anlagen of the contract come anew, and are put behind this agreement."""
        return any(b.einheit == "anlage" and b.wortlaut for b in self.befehle)
