"""`zitate`: every citation of a file, judged."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from corpus.druckbar import escape_json, mask, show_pfad
from corpus.lesefassung import smooth
from corpus.recht.aenderung import format_tag
from corpus.recht.beurteilung import SCHLECHT, Urteilswort, judge, judge_today
from corpus.recht.rechtsbestand import Rechtsbestand
from corpus.zitate import find, resolve_ueberschriften
from generator.readers.lesegrenzen import MIB, GrenzFehler, Lesegrenzen, Verbrauch
from vertragswerk.dateisystem.dateien import explain_oserror, read_regular
from vertragswerk.dateisystem.ordnergriff import ZuGross

from ..ende import FEHLER, Abbruch
from ..konsole import write, write_pieces
from .gemeinsam import count_lines, day, describe_recht, law
from .textauszug import WEITER, ZEILEN, decode_text, extract_text
from .zeilenjson import dump
from .zitatdaten import Geurteilt, as_data, write_zitat

RAND = "\n    "
"""Before a bracket of the list of citations."""

WORTE = {"nicht_geprueft": "nicht geprüft", "noch_nicht_in_kraft": "noch nicht in Kraft"}
"""Judgements whose German spelling is not their name with spaces."""


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
    if ausgabe == "json":
        kopf = {"datei": datei.name, "stichtag": tag.isoformat(), "rechtsstand": (recht or tag).isoformat()}
        write_pieces(_json(kopf | {"recht": bestand.kennzeichen}, geurteilt))
    else:
        _print(datei, text, geurteilt, recht or tag)
        write(f"{describe_recht(bestand)}\n")
    sys.exit(FEHLER if any(u.urteil in SCHLECHT for u, _ in geurteilt) else 0)


def _json(kopf: dict[str, str], geurteilt: Sequence[Geurteilt]) -> Iterator[str]:
    """Yield one JSON object of all citations, a citation at a time."""
    anfang, _, ende = escape_json(dump(kopf | {"zitate": []})).rpartition("[]")
    yield anfang
    trenner = "[\n    "
    for u, h in geurteilt:
        yield f"{trenner}{write_zitat(u, h, RAND)}"
        trenner = ",\n    "
    yield "".join(("\n  ]" if geurteilt else "[]", ende, "\n"))


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
            zitate = find(glatt.text, zaehle=self.verbrauch.take_zitate)
        except GrenzFehler as fehler:
            raise Abbruch(f"„{show_pfad(self.datei)}“: {fehler} {WEITER}") from fehler
        geurteilt: list[Geurteilt] = []
        for z in resolve_ueberschriften(glatt.text, zitate):
            urteil = judge(z, glatt.text, self.recht or self.tag, self.bestand)
            heute = judge_today(urteil, self.recht, self.tag, self.bestand) if self.recht else None
            if glatt.strecken:
                start, ende = glatt.span(z.start, z.end)
                urteil = urteil._replace(zitat=z._replace(start=start, end=ende, text=text[start:ende]))
            geurteilt.append((urteil, heute))
        return geurteilt


def _answer_lines(roh: bytes, fragen: _Frage) -> bool:
    """Answer each line that is not empty under its number in the file; return whether every citation is law on the day."""
    urteile: set[Urteilswort] = set()
    write_pieces(_lines(roh, fragen, urteile))
    return urteile.isdisjoint(SCHLECHT)


def _lines(roh: bytes, fragen: _Frage, urteile: set[Urteilswort]) -> Iterator[str]:
    """Yield the answers, printed as they come but not each at once, and gather the judgements."""
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
        urteile.update(u.urteil for u, _ in geurteilt)
        yield mask(f"{escape_json(json.dumps(daten, ensure_ascii=False))}\n")


@cache
def _word(urteil: str) -> str:
    return WORTE.get(urteil, urteil.replace("_", " "))


def _print(datei: Path, text: str, geurteilt: list[Geurteilt], tag: date) -> None:
    wieviele = "1 Zitat" if len(geurteilt) == 1 else f"{len(geurteilt)} Zitate"
    zeilen = [f"{wieviele} in „{show_pfad(datei.name)}“, geprüft zum {format_tag(tag)}", ""]
    orte = count_lines(text, (u.zitat.start for u, _ in geurteilt))
    for (u, h), zeile in zip(geurteilt, orte, strict=True):
        zitat, urteil, begruendung, nachfolger, frage = u
        wortlaut = " ".join(zitat.text.split())
        zeilen.append(f"Zeile {zeile + 1:>5}  {_word(urteil):<20} {wortlaut}")
        if urteil != "geltend" or zitat.hinweise:
            kanonisch = zitat.kanonisch
            form = "" if kanonisch == wortlaut else f"{kanonisch}: "
            zeilen.append(f"{'':13}{form}{begruendung}")
            zeilen += [f"{'':13}Heute: {'; '.join(nachfolger)}"] if nachfolger and h is None else []
            zeilen += [f"{'':13}Frage: {frage}"] if frage else []
            zeilen += [f"{'':13}Hinweis: {satz}" for satz in zitat.hinweise]
        if h is not None and h.urteil != "geltend":
            zeilen += [f"{'':13}Am Stichtag {_word(h.urteil)}: {'; '.join(h.nachfolger) or h.begruendung}"]
    anzahl = Counter(u.urteil for u, _ in geurteilt)
    zeilen += [
        "",
        "Zusammenfassung: " + (", ".join(f"{n} {_word(w)}" for w, n in sorted(anzahl.items())) or "keine Zitate") + ".",
    ]
    write("\n".join(zeilen) + "\n")
