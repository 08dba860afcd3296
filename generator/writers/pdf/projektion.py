"""The tree as the plain JSON that the Typst template reads: a flat run of blocks, all labels and figures as finished text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ...query import query
from ...tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Dokument,
    Feld,
    Fussnote,
    Inline,
    Kopf,
    Normzitat,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Unterschrift,
    Unterschriften,
    Verweis,
    Zeile,
    plain,
)
from ..haftung import TEXTE
from .linkslauf import MUSTER, is_rtl
from .setzen import PdfFehler

Stueck = str | list[Any]
Teil = dict[str, Any]

ORTE = "urn:vertragswerk:orte"
"""Name of the list of places that the template attaches and the second pass takes out again."""

_STEUERZEICHEN = re.compile("[\x00-\x1f]")
# Millimetres that one character of a label takes at most in the text size, and the gap behind the label.
_BREITE_ZEICHEN = 2.05
_LUECKE = 2.6
_SATZBREITE, _ZELLENRAND, _BREITE_TABELLENZEICHEN = 163.0, 3.2, 1.95
_ZEILE_TEILBAR_AB = 1200  # characters in one cell: a row longer than this may break over the page
_TABELLE_GANZ_BIS = 12  # rows: a short table is not divided
_VERZEICHNIS_ALLEIN_BIS = 47  # entries: a longer table of contents is followed by the text on its last page
_HAFTUNG_BIS = 700  # characters: a paragraph up to this length moves as a whole with the signatures


def project(dokument: Dokument, anhang: Teil | None = None) -> str:
    """Return the document as JSON text for the template; the same tree gives the same text.

    `anhang` describes the attached data file (`name`, `art`, `beschreibung`), whose bytes go to the template apart.
    Raises PdfFehler where the tree lacks what an accessible PDF needs: title, headings, full rows.
    """
    if not dokument.kopf.titel.strip():
        raise PdfFehler("Der Vertrag hat keinen Titel; ein barrierefreies PDF braucht einen.")
    projektion = _Projektion(dokument)
    bloecke = [t for a in dokument.abschnitte for t in projektion.section(a, 1)]
    _stick_to_lists(bloecke)
    _stick_to_signatures(bloecke)
    daten = {
        **_identification(dokument.kopf),
        "anhang": anhang,
        "rubrum": [t for b in dokument.rubrum for t in projektion.block(b, 1)],
        "verzeichnis": {e.ziel: [e.nummer, e.text] for e in dokument.verzeichnis},
        "verzeichnisseite": len(dokument.verzeichnis) <= _VERZEICHNIS_ALLEIN_BIS,
        "verzeichnisbreite": _indent([e.nummer for e in dokument.verzeichnis if e.ebene == 1], 12.0),
        "bloecke": bloecke,
        "einzug": _indent([b["nummer"] for b in bloecke if b["t"] == "absatz"]),
        "linkslauf": "",
    }
    text = _dump(daten)
    # A pattern tried on every text costs time: only where it can match.
    return _dump({**daten, "linkslauf": MUSTER}) if is_rtl(text) else text


def _dump(daten: Teil) -> str:
    return json.dumps(daten, ensure_ascii=False, separators=(",", ":"))


def _identification(kopf: Kopf) -> Teil:
    fassung = f"({kopf.kennung}, Fassung {kopf.fassung})"
    return {
        "titel": _clean(kopf.titel),
        "untertitel": _clean(kopf.untertitel),
        "kennung": kopf.kennung,
        "fassung": kopf.fassung,
        "beschreibung": " ".join(t for t in (_clean(kopf.untertitel), fassung) if t),
        "fusszeile": f"{kopf.kennung} · Fassung {kopf.fassung} · {kopf.inhaltshash[:12]}",
        "orte": ORTE,
        "marke": "ENTWURF",
        "verzeichnistitel": "Inhalt",
        "entwurf": kopf.entwurf,
        "sprache": kopf.sprache,
    }


class _Projektion:
    """Turns blocks into parts; knows the whole document, because only what is referred to gets an anchor."""

    def __init__(self, dokument: Dokument) -> None:
        verweise = {v.ziel for v in query(dokument, Verweis)}
        self._ziele = verweise & {b.id for b in query(dokument, Abschnitt, Absatz, Textblock, Punkt, Tabelle)}
        self._verzeichnet = {e.ziel for e in dokument.verzeichnis}

    def inlines(self, inhalt: tuple[Inline, ...]) -> list[Stueck]:
        """Return inlines as text and small lists (`["v", ziel, text]` …); neighbouring plain text is joined."""
        stuecke: list[Stueck] = []
        for inline in inhalt:
            neu = _clean(inline.text) if isinstance(inline, (Text, Feld, Normzitat)) else self._special(inline)
            if isinstance(neu, str) and stuecke and isinstance(stuecke[-1], str):
                stuecke[-1] += neu
            elif neu != "":
                stuecke.append(neu)
        return stuecke

    def _special(self, inline: Verweis | Begriff | Betont | Fussnote | Umbruch) -> Stueck:
        match inline:
            case Verweis(ziel=ziel, text=text):
                return ["v", ziel, _clean(text)] if ziel in self._ziele else _clean(text)
            case Begriff(text=text):
                return ["b", [f"„{_clean(text)}“"]]
            case Betont(inhalt=innen):
                return ["b", self.inlines(innen)]
            case Fussnote(inhalt=innen, nummer=nummer):
                return ["f", nummer, self.inlines(innen)]
            case Umbruch():
                return ["u"]

    def _anchor(self, kennung: str) -> str:
        return kennung if kennung in self._ziele else ""

    def section(self, abschnitt: Abschnitt, ebene: int) -> Iterator[Teil]:
        """Yield the heading and everything below it."""
        if not (abschnitt.nummer + plain(abschnitt.ueberschrift)).strip():
            raise PdfFehler(
                f"Der Abschnitt „{abschnitt.id}“ hat keine Überschrift; ein barrierefreies PDF braucht sie."
            )
        yield {
            "t": "kopf",
            "id": abschnitt.id,
            "art": abschnitt.art,
            "ebene": ebene,
            "nummer": abschnitt.nummer,
            "inhalt": self.inlines(abschnitt.ueberschrift),
            "verzeichnet": abschnitt.id in self._verzeichnet,
        }
        for block in abschnitt.bloecke:
            yield from self.block(block, ebene)

    def block(self, block: Block, ebene: int) -> Iterator[Teil]:
        """Yield the parts of one block."""
        match block:
            case Abschnitt():
                yield from self.section(block, ebene + 1)
            case Absatz():
                yield from self._subsection(block)
            case Textblock():
                yield self._paragraph(block)
            case Aufzaehlung():
                yield {"t": "liste", "ein": 0, "liste": self._list(block)}
            case Tabelle():
                yield self._table(block)
            case Unterschriften(felder=felder):
                yield {"t": "unterschriften", "felder": [self._signature(f) for f in felder]}

    def _subsection(self, absatz: Absatz) -> Iterator[Teil]:
        """Yield the parts of an Absatz; what follows its first text is set in under the label."""
        ein = 1 if absatz.nummer else 0
        rest = absatz.bloecke
        erster: list[Stueck] = []
        if rest and isinstance(rest[0], Textblock):
            erster, rest = self.inlines(rest[0].inhalt), rest[1:]
        yield {"t": "absatz", "id": self._anchor(absatz.id), "nummer": absatz.nummer, "inhalt": erster}
        for block in rest:
            match block:
                case Textblock():
                    yield {**self._paragraph(block), "ein": ein}
                case Aufzaehlung():
                    yield {"t": "liste", "ein": ein, "liste": self._list(block)}
                case Tabelle():
                    yield self._table(block)

    def _paragraph(self, block: Textblock) -> Teil:
        inhalt = self.inlines(block.inhalt)
        return {"t": "text", "id": self._anchor(block.id), "rolle": block.rolle, "ein": 0, "inhalt": inhalt}

    def _list(self, liste: Aufzaehlung) -> Teil:
        nummern = [p.nummer or "–" for p in liste.punkte]
        punkte = [self._item(p, n) for p, n in zip(liste.punkte, nummern, strict=True)]
        return {"breite": _indent(nummern, 6.0), "punkte": punkte}

    def _item(self, punkt: Punkt, nummer: str) -> Teil:
        bloecke = [
            {"liste": self._list(b)}
            if isinstance(b, Aufzaehlung)
            else {"id": self._anchor(b.id), "inhalt": self.inlines(b.inhalt)}
            for b in punkt.bloecke
        ]
        return {"id": self._anchor(punkt.id), "nummer": nummer, "bloecke": bloecke}

    def _table(self, tabelle: Tabelle) -> Teil:
        zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
        _require_full_rows(tabelle, zeilen)
        kopf, rumpf, fuss = (
            [self._row(z, tabelle) for z in teil] for teil in (tabelle.kopf, tabelle.rumpf, tabelle.fuss)
        )
        return {
            "t": "tabelle",
            "id": self._anchor(tabelle.id),
            "marke": tabelle.id,
            "nummer": tabelle.nummer,
            "titel": self.inlines(tabelle.titel),
            "breiten": [s.breite for s in tabelle.spalten],
            "ausrichtung": [s.ausrichtung for s in tabelle.spalten],
            "kopf": kopf,
            "rumpf": rumpf,
            "fuss": fuss,
            "ganz": len(zeilen) <= _TABELLE_GANZ_BIS and not any(r["teilbar"] for r in (*kopf, *rumpf, *fuss)),
        }

    def _row(self, zeile: Zeile, tabelle: Tabelle) -> Teil:
        zellen = []
        spalte, laenge = 0, 0
        for zelle in zeile.zellen:
            breite = sum(s.breite for s in tabelle.spalten[spalte : spalte + zelle.spanne])
            spalte += zelle.spanne
            text = plain(zelle.inhalt)
            laenge = max(laenge, len(text))
            zellen.append([zelle.spanne, _needs_hyphens(text, breite), self.inlines(zelle.inhalt)])
        hat_bezug = bool(query(zeile, Verweis, Fussnote))
        return {"summe": zeile.ist_summe, "bezug": hat_bezug, "teilbar": laenge > _ZEILE_TEILBAR_AB, "zellen": zellen}

    def _signature(self, feld: Unterschrift) -> Teil:
        zeilen = [self.inlines(z) for z in feld.zeilen]
        return {"id": feld.id, "partei": self.inlines(feld.partei), "zeilen": zeilen, "ort": _clean(feld.ort_datum)}


def _clean(text: str) -> str:
    """Drop control characters, which no PDF text may hold; a line feed in running text is a space."""
    if _STEUERZEICHEN.search(text) is None:
        return text
    return "".join(" " if c in "\n\t\r" else c for c in text if c >= " " or c in "\n\t\r")


def _indent(nummern: list[str], mindestens: float = 9.0) -> float:
    """Return the width in millimetres that holds the longest label and a gap."""
    laenge = max((len(n) for n in nummern), default=0)
    return round(max(mindestens, laenge * _BREITE_ZEICHEN + _LUECKE), 2)


def _require_full_rows(tabelle: Tabelle, zeilen: tuple[Zeile, ...]) -> None:
    for zeile in zeilen:
        breite = sum(z.spanne for z in zeile.zellen)
        if breite != len(tabelle.spalten):
            raise PdfFehler(
                f"Die Zeile „{zeile.id}“ der Tabelle „{tabelle.id}“ füllt {breite} Spalten statt {len(tabelle.spalten)}."
            )


def _needs_hyphens(text: str, breite: int) -> bool:
    """Whether a word might be wider than its column (percent); only then is a cell hyphenated, for looks and for speed."""
    platz = _SATZBREITE * breite / 100 - _ZELLENRAND
    if len(text) * _BREITE_TABELLENZEICHEN <= platz:
        return False
    return max(map(len, text.split(" "))) * _BREITE_TABELLENZEICHEN > platz


def signature_name(feld: Unterschrift) -> str:
    """Return the spoken name of a signature place: who signs for whom."""
    wer = ", ".join(t for t in (plain(z).strip() for z in feld.zeilen) if t)
    partei = " ".join(plain(feld.partei).split())
    return f"Unterschrift für {partei}" + (f": {wer}" if wer else "")


def _stick_to_lists(bloecke: list[Teil]) -> None:
    """Mark the text that introduces a list or table: its last lines stay on the page of what they announce."""
    for text, danach in pairwise(bloecke):
        if text["t"] in ("absatz", "text") and danach["t"] in ("liste", "tabelle"):
            text["haftet"] = True


def _stick_to_signatures(bloecke: list[Teil]) -> None:
    """Mark what must stay on the page of the signatures: the closing formula, the last words of the contract, headings."""
    for nummer, teil in enumerate(bloecke):
        if teil["t"] != "unterschriften":
            continue
        texte = 0
        for davor in reversed(bloecke[:nummer]):
            davor["haftet"] = True
            if davor["t"] != "kopf":
                davor["ganz"] = len(json.dumps(davor)) <= _HAFTUNG_BIS
                texte += 1
            if texte == TEXTE or (davor["t"] == "kopf" and davor["art"] == "anlage"):
                break
