"""From bytes to characters: encoding, byte order mark, characters that no contract may contain."""

from __future__ import annotations

import re
import unicodedata

from ..position import Mangel, Position

# Control characters; line breaks that YAML 1.1 knows and YAML 1.2 and editors do not; direction marks that make a text look
# different from what it says; zero-width space and stray byte order marks; surrogates and non-characters. Private characters,
# which every font draws otherwise; ligatures and other forms of letters, which no search for the letters finds.
VERBOTEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
    "\ue000-\uf8ff\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\U000f0000-\U0010ffff]"
)
_ZEILENENDE = re.compile("\r\n|\r|\n")
_MAX_GEMELDET = 20
# Bytes of ä ö ü ß Ä Ö Ü.
_UMLAUTE = {
    "Windows-1252 (ANSI)": frozenset(b"\xe4\xf6\xfc\xdf\xc4\xd6\xdc"),
    "DOS (Codepage 850)": frozenset(b"\x84\x94\x81\xe1\x8e\x99\x9a"),
    "Mac OS Roman": frozenset(b"\x8a\x9a\x9f\xa7\x80\x85\x86"),
}


def split_zeilen(text: str) -> list[str]:
    """Return the lines as YAML and editors count them; `str.splitlines` knows more line ends."""
    return _ZEILENENDE.split(text)


def decode(inhalt: bytes, datei: str) -> tuple[str | None, list[Mangel]]:
    """Decode UTF-8 and drop a byte order mark; otherwise say what the file seems to be and where it breaks."""
    fremd = _foreign_unicode(inhalt)
    if fremd:
        return None, [
            Mangel("YML-12", f"Die Datei ist als {fremd} gespeichert. Speichern Sie sie als UTF-8.", Position(datei))
        ]
    try:
        return inhalt.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as fehler:
        return None, [_bad_byte(inhalt, fehler.start, datei)]


def find_verboten(text: str, datei: str) -> list[Mangel]:
    """Report each forbidden character with its place, at most twenty and then their number."""
    if not VERBOTEN.search(text):
        return []
    maengel: list[Mangel] = []
    anzahl = 0
    for nummer, zeile in enumerate(split_zeilen(text), 1):
        for treffer in VERBOTEN.finditer(zeile):
            anzahl += 1
            if anzahl <= _MAX_GEMELDET:
                meldung = f"Unzulässiges Zeichen {name_zeichen(treffer[0])}. {advise(treffer[0])}"
                maengel.append(Mangel("YML-13", meldung, Position(datei, nummer, treffer.start() + 1)))
    if anzahl > _MAX_GEMELDET:
        rest = f"Weitere {anzahl - _MAX_GEMELDET} unzulässige Zeichen. Vermutlich ist dies keine Textdatei."
        maengel.append(Mangel("YML-13", rest, maengel[-1].position))
    return maengel


def advise(zeichen: str) -> str:
    """Return what to do about a forbidden character."""
    buchstaben = unicodedata.normalize("NFKC", zeichen)
    if buchstaben != zeichen:
        return f"Schreiben Sie dafür „{buchstaben}“: Wer danach sucht, findet die Stelle sonst nicht."
    if unicodedata.category(zeichen) == "Co":
        return (
            "Es kommt meist von einem Aufzählungspunkt aus Word. Löschen Sie es; in einem Klauseltext beginnt ein "
            "Aufzählungspunkt mit „- “."
        )
    return "Löschen Sie es, oder tippen Sie die Stelle neu."


def name_zeichen(zeichen: str) -> str:
    """Return code point and Unicode name of a character that cannot be shown: `U+200B (ZERO WIDTH SPACE)`."""
    name = unicodedata.name(zeichen, "privates Zeichen" if unicodedata.category(zeichen) == "Co" else "Steuerzeichen")
    return f"U+{ord(zeichen):04X} ({name})"


def _foreign_unicode(inhalt: bytes) -> str:
    if inhalt.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if inhalt.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 („Unicode“)"
    kopf = inhalt[:64]
    if len(kopf) >= 4 and (not any(kopf[0::2]) or not any(kopf[1::2])):
        return "UTF-16 ohne Kennzeichnung"
    return ""


def _bad_byte(inhalt: bytes, stelle: int, datei: str) -> Mangel:
    davor = split_zeilen(inhalt[:stelle].decode("utf-8").removeprefix("\ufeff"))
    position = Position(datei, len(davor), len(davor[-1]) + 1)
    hoch = [b for b in inhalt if b >= 0x80]
    kodierung, treffer = max(
        ((k, sum(b in umlaute for b in hoch)) for k, umlaute in _UMLAUTE.items()), key=lambda paar: paar[1]
    )
    art = (
        f"Vermutlich ist die Datei als {kodierung} gespeichert"
        if treffer * 2 > len(hoch)
        else "Die Kodierung ist nicht erkennbar"
    )
    meldung = f"Das Byte 0x{inhalt[stelle]:02X} ist kein gültiges UTF-8. {art}. Öffnen Sie sie im Editor und speichern Sie sie als UTF-8."
    return Mangel("YML-12", meldung, position)
