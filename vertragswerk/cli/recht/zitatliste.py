"""`zitate`: every citation of a file, judged."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.norm import Norm
from corpus.recht.aenderung import format_tag
from corpus.recht.beurteilung import SCHLECHT, Beurteilung, judge, judge_today
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import Normstelle, Zitat, find, resolve_ueberschriften
from corpus.zitate.finden import KANDIDAT
from generator.readers.lesegrenzen import MIB, GrenzFehler, LeseFehler, Lesegrenzen, Verbrauch
from vertragswerk.dateisystem.dateien import explain_oserror

from ..ende import FEHLER, Abbruch
from .gemeinsam import count_lines, day, describe_recht, law, write_json

if TYPE_CHECKING:
    from generator.readers import Auszug

WORTE = {"nicht_geprueft": "nicht geprüft", "noch_nicht_in_kraft": "noch nicht in Kraft"}
"""Judgements whose German spelling is not their name with spaces."""

WEITER = "Ist sie in Ordnung, teilen Sie sie auf oder heben Sie mit „--grenzen weit“ die Grenzen an."


def list_citations(
    datei: Path, stichtag: str | None, rechtsstand: str | None, ausgabe: str, grenzen: Lesegrenzen
) -> None:
    """Print the citations; ends with 1 if one of them is not law on the day."""
    tag, recht, bestand = day(stichtag), day(rechtsstand) if rechtsstand else None, law()
    roh = _read(datei, grenzen)
    if datei.suffix.lower() == ".jsonl":
        ist_gut = _answer_lines(roh, datei, tag, recht, bestand, Verbrauch(grenzen))
        sys.exit(0 if ist_gut else FEHLER)
    text = _extract(roh, datei, grenzen)
    urteile = [judge(z, text, recht or tag, bestand) for z in _find(text, datei, Verbrauch(grenzen))]
    heute = [judge_today(u, recht, tag, bestand) if recht else None for u in urteile]
    if ausgabe == "json":
        zitate = [as_data(u, h) for u, h in zip(urteile, heute, strict=True)]
        write_json(
            {
                "datei": datei.name,
                "stichtag": tag.isoformat(),
                "rechtsstand": (recht or tag).isoformat(),
                "recht": bestand.kennzeichen,
                "zitate": zitate,
            }
        )
    else:
        _print(datei, text, urteile, heute, recht or tag)
        sys.stdout.write(f"{describe_recht(bestand)}\n")
    sys.exit(FEHLER if any(u.urteil in SCHLECHT for u in urteile) else 0)


def as_data(u: Beurteilung, heute: Beurteilung | None = None) -> dict[str, Any]:
    """Return a judged citation as plain data; `start` and `end` count code points of the extracted text.

    `heute` says what has become of it by the Stichtag, for a text that follows an earlier law.
    """
    z = u.zitat
    spaeter = (
        {"heute": {"urteil": heute.urteil, "begruendung": heute.begruendung, "nachfolger": list(heute.nachfolger)}}
        if heute
        else {}
    )
    return {
        "start": z.start,
        "end": z.end,
        "text": z.text,
        "kanonisch": z.kanonisch,
        "art": z.art,
        "gesetz": z.gesetz,
        "teile": [_part(n, s, ist_erste=i == 0) for s in z.stellen for i, n in enumerate(s.expand())],
        "kette": z.kette,
        "entscheidung": z.entscheidung._asdict() if z.entscheidung else None,
        "urteil": u.urteil,
        "begruendung": u.begruendung,
        "nachfolger": list(u.nachfolger),
        "frage": u.frage,
        "hinweise": list(z.hinweise),
        **spaeter,
    }


def _part(norm: Norm, stelle: Normstelle, *, ist_erste: bool) -> dict[str, Any]:
    """Return one place: a key per unit, and all units in order, because a Nummer may stand inside a Satz of a Nummer.

    `folgende` marks the beginning of an open range; what `f.` adds is written out. `verbindung` joins the first norm of a
    place to the place before it in the same citation.
    """
    name = "paragraf" if norm.art == "§" else "artikel"
    felder = {"gesetz": norm.gesetz, name: norm.paragraf, **dict(norm.einheiten), "fassung": norm.fassung}
    felder["folgende"] = stelle.folgende if stelle.folgende == "ff." else ""
    felder["verbindung"] = stelle.verbindung if ist_erste else ""
    return {k: w for k, w in felder.items() if w} | {"einheiten": [list(e) for e in norm.einheiten]}


def _read(datei: Path, grenzen: Lesegrenzen) -> bytes:
    try:
        with datei.open("rb") as strom:
            # Never more than is read, also where the file grows or has no size.
            roh = strom.read(grenzen.datei + 1)
    except OSError as fehler:
        raise Abbruch(f"„{datei}“ lässt sich nicht lesen: {explain_oserror(fehler)}. Prüfen Sie den Pfad.") from fehler
    if len(roh) > grenzen.datei:
        raise Abbruch(f"„{datei}“ ist größer als {grenzen.datei // MIB} MiB. {WEITER}")
    return roh


def _find(text: str, datei: Path, verbrauch: Verbrauch) -> list[Zitat]:
    """Return the citations of a text within the limits; ends the command beyond them."""
    try:
        verbrauch.take_zeichen(len(text))
        verbrauch.take_zitate(len(KANDIDAT.findall(text)))
        return resolve_ueberschriften(text, find(text))
    except GrenzFehler as fehler:
        raise Abbruch(f"„{datei}“: {fehler} {WEITER}") from fehler


def _extract(roh: bytes, datei: Path, grenzen: Lesegrenzen) -> str:
    """Return the text of a file by its ending; ends the command where it is damaged."""
    from generator.readers import text_docx, text_html, text_odt
    from generator.readers.pdflose import text_pdf_any

    leser: dict[str, Callable[[bytes, Lesegrenzen], Auszug]] = {
        ".docx": text_docx,
        ".odt": text_odt,
        ".pdf": text_pdf_any,
        ".html": text_html,
        ".htm": text_html,
    }
    lese = leser.get(datei.suffix.lower())
    if lese is None:
        return _decode(roh, datei)
    try:
        auszug = lese(roh, grenzen)
    except GrenzFehler as fehler:
        raise Abbruch(f"„{datei}“: {fehler} {WEITER}") from fehler
    except LeseFehler as fehler:
        raise Abbruch(f"„{datei}“: {fehler}") from fehler
    return "\n".join((*auszug.zeilen, *auszug.fussnoten))


def _decode(roh: bytes, datei: Path) -> str:
    try:
        return roh.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise Abbruch(
            f"„{datei}“ ist kein UTF-8-Text (Byte {fehler.start}). Speichern Sie die Datei als UTF-8."
        ) from fehler


def _answer_lines(
    roh: bytes, datei: Path, tag: date, recht: date | None, bestand: Rechtsbestand, verbrauch: Verbrauch
) -> bool:
    """Answer each line that is not empty under its number in the file; return whether every citation is law on the day."""
    ist_gut = True
    for nummer, zeile in enumerate(_decode(roh, datei).split("\n"), 1):
        if not zeile.strip():
            continue
        try:
            text = json.loads(zeile)["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            text = None
        if not isinstance(text, str):
            raise Abbruch(f"„{datei}“, Zeile {nummer}: Erwartet ist ein JSON-Objekt mit dem Schlüssel „text“.")
        urteile = [judge(z, text, recht or tag, bestand) for z in _find(text, datei, verbrauch)]
        zitate = [as_data(u, judge_today(u, recht, tag, bestand) if recht else None) for u in urteile]
        sys.stdout.write(
            json.dumps({"zeile": nummer, "recht": bestand.kennzeichen, "zitate": zitate}, ensure_ascii=False) + "\n"
        )
        ist_gut = ist_gut and not any(u.urteil in SCHLECHT for u in urteile)
    return ist_gut


def _word(urteil: str) -> str:
    return WORTE.get(urteil, urteil.replace("_", " "))


def _print(datei: Path, text: str, urteile: list[Beurteilung], heute: list[Beurteilung | None], tag: date) -> None:
    zeilen = [f"{len(urteile)} Zitate in „{datei.name}“, geprüft zum {format_tag(tag)}", ""]
    orte = count_lines(text, (u.zitat.start for u in urteile))
    for u, h, zeile in zip(urteile, heute, orte, strict=True):
        zeilen.append(f"Zeile {zeile + 1:>5}  {_word(u.urteil):<20} {' '.join(u.zitat.text.split())}")
        if u.urteil != "geltend" or u.zitat.hinweise:
            form = "" if u.zitat.kanonisch == " ".join(u.zitat.text.split()) else f"{u.zitat.kanonisch}: "
            zeilen += [f"{'':13}{form}{u.begruendung}"]
            zeilen += [f"{'':13}Heute: {'; '.join(u.nachfolger)}"] if u.nachfolger and h is None else []
            zeilen += [f"{'':13}Frage: {u.frage}"] if u.frage else []
            zeilen += [f"{'':13}Hinweis: {satz}" for satz in u.zitat.hinweise]
        if h is not None and h.urteil != "geltend":
            zeilen += [f"{'':13}Am Stichtag {_word(h.urteil)}: {'; '.join(h.nachfolger) or h.begruendung}"]
    anzahl = {w: sum(u.urteil == w for u in urteile) for w in dict.fromkeys(u.urteil for u in urteile)}
    zeilen += [
        "",
        "Zusammenfassung: " + (", ".join(f"{n} {_word(w)}" for w, n in sorted(anzahl.items())) or "keine Zitate") + ".",
    ]
    sys.stdout.write("\n".join(zeilen) + "\n")
