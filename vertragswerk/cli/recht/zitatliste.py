"""`zitate`: every citation of a file, judged."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from corpus.druckbar import escape_json, show_pfad
from corpus.lesefassung import smooth
from corpus.norm import Norm
from corpus.recht.aenderung import format_tag
from corpus.recht.beurteilung import SCHLECHT, Beurteilung, judge, judge_today
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import Normstelle, find, resolve_ueberschriften
from corpus.zitate.finden import KANDIDAT
from generator.readers.lesegrenzen import MIB, GrenzFehler, Lesegrenzen, Verbrauch
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.ordnergriff import ZuGross

from ..ende import FEHLER, Abbruch
from ..konsole import write
from .gemeinsam import count_lines, day, describe_recht, law, write_json
from .textauszug import WEITER, ZEILEN, decode_text, extract_text

WORTE = {"nicht_geprueft": "nicht geprüft", "noch_nicht_in_kraft": "noch nicht in Kraft"}
"""Judgements whose German spelling is not their name with spaces."""

Geurteilt: TypeAlias = tuple[Beurteilung, Beurteilung | None]
"""A citation's judgement, and what has become of it by the Stichtag."""


def list_citations(
    datei: Path, stichtag: str | None, rechtsstand: str | None, ausgabe: str, grenzen: Lesegrenzen
) -> None:
    """Print the citations; ends with 1 if one of them is not law on the day."""
    tag, recht, bestand = day(stichtag), day(rechtsstand) if rechtsstand else None, law()
    roh = _read(datei, grenzen)
    fragen = _Frage(datei, tag, recht, bestand, Verbrauch(grenzen))
    if datei.suffix.lower() == ZEILEN:
        sys.exit(0 if _answer_lines(roh, fragen) else FEHLER)
    text = extract_text(roh, datei, grenzen)
    geurteilt = fragen.judge_all(text)
    urteile, heute = [u for u, _ in geurteilt], [h for _, h in geurteilt]
    if ausgabe == "json":
        zitate = [as_data(u, h) for u, h in geurteilt]
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
        write(f"{describe_recht(bestand)}\n")
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
        return read_regular(datei, grenzen.datei)
    except ZuGross as fehler:
        raise Abbruch(f"„{show_pfad(datei)}“ ist größer als {grenzen.datei // MIB} MiB. {WEITER}") from fehler
    except OSError as fehler:
        raise Abbruch(
            f"„{show_pfad(datei)}“ lässt sich nicht lesen: {explain_oserror(fehler)}. Prüfen Sie den Pfad."
        ) from fehler


@dataclass(frozen=True, slots=True)
class _Frage:
    """What is asked of the texts of one file, and how much of them is taken in."""

    datei: Path
    tag: date
    recht: date | None
    bestand: Rechtsbestand
    verbrauch: Verbrauch

    def judge_all(self, text: str) -> list[Geurteilt]:
        """Return every citation of a text with its judgement; places are those of `text`. Ends the command beyond the limits."""
        glatt = smooth(text)
        try:
            self.verbrauch.take_zeichen(len(text))
            self.verbrauch.take_zitate(len(KANDIDAT.findall(glatt.text)))
        except GrenzFehler as fehler:
            raise Abbruch(f"„{show_pfad(self.datei)}“: {fehler} {WEITER}") from fehler
        geurteilt: list[Geurteilt] = []
        for z in resolve_ueberschriften(glatt.text, find(glatt.text)):
            urteil = judge(z, glatt.text, self.recht or self.tag, self.bestand)
            heute = judge_today(urteil, self.recht, self.tag, self.bestand) if self.recht else None
            start, ende = glatt.span(z.start, z.end)
            geurteilt.append((replace(urteil, zitat=z._replace(start=start, end=ende, text=text[start:ende])), heute))
        return geurteilt


def _answer_lines(roh: bytes, fragen: _Frage) -> bool:
    """Answer each line that is not empty under its number in the file; return whether every citation is law on the day."""
    ist_gut = True
    for nummer, zeile in enumerate(decode_text(roh, fragen.datei).split("\n"), 1):
        if not zeile.strip():
            continue
        try:
            text = json.loads(zeile)["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            text = None
        if not isinstance(text, str):
            raise Abbruch(
                f"„{show_pfad(fragen.datei)}“, Zeile {nummer}: Erwartet ist ein JSON-Objekt mit dem Schlüssel „text“."
            )
        geurteilt = fragen.judge_all(text)
        zitate = [as_data(u, h) for u, h in geurteilt]
        daten = {"zeile": nummer, "recht": fragen.bestand.kennzeichen, "zitate": zitate}
        write(f"{escape_json(json.dumps(daten, ensure_ascii=False))}\n")
        ist_gut = ist_gut and not any(u.urteil in SCHLECHT for u, _ in geurteilt)
    return ist_gut


def _word(urteil: str) -> str:
    return WORTE.get(urteil, urteil.replace("_", " "))


def _print(datei: Path, text: str, urteile: list[Beurteilung], heute: list[Beurteilung | None], tag: date) -> None:
    wieviele = "1 Zitat" if len(urteile) == 1 else f"{len(urteile)} Zitate"
    zeilen = [f"{wieviele} in „{show_pfad(datei.name)}“, geprüft zum {format_tag(tag)}", ""]
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
    write("\n".join(zeilen) + "\n")
