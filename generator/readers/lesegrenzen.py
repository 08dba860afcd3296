"""How much a reader takes in before it refuses: the one place that knows all limits of foreign files.

A limit is far above what a person writes and far below what a small hostile file can grow to. `WEIT` is for those who must read
more and know where the file comes from. Every reader counts with one `Verbrauch` per file, so that many small things add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MIB = 1024 * 1024


class LeseFehler(ValueError):
    """A file that is damaged, hostile or not of the expected format; the message is a German sentence."""


class GrenzFehler(LeseFehler):
    """A file that may be in order, but is larger than what is read."""


@dataclass(frozen=True, slots=True)
class Lesegrenzen:
    """The limits of one file. Bytes as stored and unpacked, counts, depth, and what pandoc may use."""

    datei: int = 64 * MIB
    entpackt: int = 32 * MIB
    seite: int = 2 * MIB
    """Bytes of one PDF page's content, unpacked: its drawing commands are held all at once."""
    verhaeltnis: int = 200
    """Unpacked by packed bytes; asked beyond `verhaeltnis_ab` only, because short files repeat themselves."""
    verhaeltnis_ab: int = MIB
    teile: int = 2_000
    tiefe: int = 200
    seiten: int = 2_000
    knoten: int = 1_200_000
    """Elements and attributes of XML and HTML, values of a PDF's objects, steps through its tags (each for three)."""
    befehle: int = 1_500_000
    """Words in the page contents of a PDF, which are gone with their page."""
    befehle_seite: int = 500_000
    merkmale: int = 500
    """Attributes of one HTML tag."""
    codes: int = 70_000
    """Codes of one PDF font's character table."""
    zeichen: int = 3_000_000
    zitate: int = 100_000
    """Places that may be citations."""
    sekunden: int = 60
    speicher: int = 1_024 * MIB
    """Time and memory of pandoc."""


NORMAL = Lesegrenzen()
WEIT = Lesegrenzen(
    datei=512 * MIB,
    entpackt=512 * MIB,
    seite=64 * MIB,
    verhaeltnis=1_100,
    teile=20_000,
    seiten=20_000,
    knoten=20_000_000,
    befehle=200_000_000,
    befehle_seite=20_000_000,
    merkmale=5_000,
    codes=1_200_000,
    zeichen=100_000_000,
    zitate=2_000_000,
    sekunden=600,
    speicher=4_096 * MIB,
)
LESEGRENZEN: Mapping[str, Lesegrenzen] = MappingProxyType({"normal": NORMAL, "weit": WEIT})
"""The limits a user may choose, by name."""


@dataclass(slots=True)
class Verbrauch:
    """What has been taken out of one file so far; each `take` raises LeseFehler where a limit is passed."""

    grenzen: Lesegrenzen = NORMAL
    _entpackt: int = field(default=0, init=False)
    _knoten: int = field(default=0, init=False)
    _befehle: int = field(default=0, init=False)
    _zeichen: int = field(default=0, init=False)
    _zitate: int = field(default=0, init=False)

    def take_datei(self, anzahl: int, was: str) -> None:
        """Count the bytes of the file itself."""
        if anzahl > self.grenzen.datei:
            raise GrenzFehler(f"Die {was}-Datei ist größer als {self.grenzen.datei // MIB} MiB.")

    def take_entpackt(self, anzahl: int) -> None:
        """Count bytes that were unpacked."""
        self._entpackt += anzahl
        if self._entpackt > self.grenzen.entpackt:
            raise GrenzFehler(f"Der Inhalt der Datei ist entpackt größer als {self.grenzen.entpackt // MIB} MiB.")

    def left(self) -> int:
        """Return how many bytes may still be unpacked."""
        return self.grenzen.entpackt - self._entpackt

    def take_knoten(self, anzahl: int) -> None:
        """Count elements, attributes, values."""
        self._knoten += anzahl
        if self._knoten > self.grenzen.knoten:
            raise GrenzFehler(f"Der Inhalt der Datei besteht aus mehr als {_number(self.grenzen.knoten)} Bausteinen.")

    def take_befehle(self, anzahl: int) -> None:
        """Count the words that draw one page."""
        self._befehle += anzahl
        if anzahl > self.grenzen.befehle_seite or self._befehle > self.grenzen.befehle:
            raise GrenzFehler("Die PDF-Datei zeichnet ihre Seiten mit zu vielen Befehlen.")

    def take_zeichen(self, anzahl: int) -> None:
        """Count characters of text."""
        self._zeichen += anzahl
        if self._zeichen > self.grenzen.zeichen:
            raise GrenzFehler(f"Der Text der Datei ist länger als {_number(self.grenzen.zeichen)} Zeichen.")

    def take_zitate(self, anzahl: int) -> None:
        """Count places that may be citations."""
        self._zitate += anzahl
        if self._zitate > self.grenzen.zitate:
            raise GrenzFehler(f"Der Text der Datei hat mehr als {_number(self.grenzen.zitate)} mögliche Zitate.")


def _number(zahl: int) -> str:
    return f"{zahl:,}".replace(",", ".")
