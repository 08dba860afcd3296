"""The tree as the plain JSON that the Typst template reads: a flat run of blocks, all labels and figures as finished text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ...kanon import identification, running_foot
from ...query import is_brief, query
from ...tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
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
from ...unterschriftenraster import arrange
from ..haftung import bind_blocks, bound_rows, contents_have_own_page
from ..masse import letter_marks, pdf_measures, table_measures, type_scale
from ..spalten import Tabellenmass, is_form_row, measure_table
from .linkslauf import MUSTER, is_rtl
from .notenhaftung import join_notes
from .setzen import PdfFehler
from .wortbruch import divide

Stueck = str | list[Any]
Teil = dict[str, Any]

ORTE = "urn:vertragswerk:orte"
"""Name of the list of places that the template attaches and the second pass takes out again."""

_STEUERZEICHEN = re.compile("[\x00-\x1f]")
# Millimetres that one character of a label takes at most in the text size, and the gap behind the label.
_BREITE_ZEICHEN = 2.05
_LUECKE = 2.6
_HAFTUNG_BIS = 700  # characters: a paragraph up to this length moves as a whole with the signatures


def project(dokument: Dokument, anhang: Teil | None = None) -> str:
    """Return the document as JSON text for the template; the same tree gives the same text.

    `anhang` describes the attached data file (`name`, `art`, `beschreibung`), whose bytes go to the template apart.
    Raises PdfFehler where the tree lacks what an accessible PDF needs: title, headings, full rows.
    """
    if not dokument.kopf.titel.strip():
        raise PdfFehler("Der Vertrag hat keinen Titel; ein barrierefreies PDF braucht einen.")
    projektion = _Projektion(dokument)
    bloecke = join_notes([t for a in dokument.abschnitte for t in projektion.section(a, 1)])
    daten = {
        **_identification(dokument.kopf),
        "brief": asdict(letter_marks()) if is_brief(dokument) else None,
        "anhang": anhang,
        "rubrum": [t for b in dokument.rubrum for t in projektion.block(b, 1)],
        "verzeichnis": {e.ziel: [e.nummer, e.text] for e in dokument.verzeichnis},
        "verzeichnisseite": contents_have_own_page(dokument),
        "verzeichnisbreite": _indent([e.nummer for e in dokument.verzeichnis if e.ebene == 1], 12.0),
        "bloecke": bloecke,
        "einzug": _indent([b.nummer for b in query(dokument, Absatz)]),
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
        "fusszeile": running_foot(kopf),
        "angaben": _clean(identification(kopf)),
        "orte": ORTE,
        "marke": "ENTWURF",
        "verzeichnistitel": "Inhalt",
        "entwurf": kopf.entwurf,
        "sprache": kopf.sprache,
        "schriftgrad": type_scale(kopf.schrift),
        "titelblatt": kopf.hat_verzeichnis,
        "quer": kopf.lage == "quer",
    }


class _Projektion:
    """Turns blocks into parts; knows the whole document, because only what is referred to gets an anchor."""

    def __init__(self, dokument: Dokument) -> None:
        verweise = {v.ziel for v in query(dokument, Verweis)}
        self._ziele = verweise & {b.id for b in query(dokument, Abschnitt, Absatz, Textblock, Punkt, Tabelle, Diagramm)}
        self._verzeichnet = {e.ziel for e in dokument.verzeichnis}
        self._haftung = bind_blocks(dokument)

    def inlines(self, inhalt: tuple[Inline, ...], platz: float = 0) -> list[Stueck]:
        """Return inlines as text and small lists (`["v", ziel, text]` …); neighbouring plain text is joined.

        `platz` is how many mean characters a word may have before it needs places where a line may end (0: running text).
        """
        platz = platz or pdf_measures().fliesstext
        return divide(self._joined(inhalt, platz), platz)

    def _joined(self, inhalt: tuple[Inline, ...], platz: float) -> list[Stueck]:
        stuecke: list[Stueck] = []
        for inline in inhalt:
            neu = _clean(inline.text) if isinstance(inline, (Text, Feld, Normzitat)) else self._special(inline, platz)
            if isinstance(neu, str) and stuecke and isinstance(stuecke[-1], str):
                stuecke[-1] += neu
            elif neu != "":
                stuecke.append(neu)
        return stuecke

    def _special(
        self, inline: Verweis | Begriff | Betont | Fussnote | Umbruch | Aenderungsmarke, platz: float
    ) -> Stueck:
        match inline:
            case Verweis(ziel=ziel, text=text):
                return ["v", ziel, _clean(text)] if ziel in self._ziele else _clean(text)
            case Begriff(text=text):
                return ["b", [f"„{_clean(text)}“"]]
            case Betont(inhalt=innen):
                return ["b", self.inlines(innen, platz)]
            case Fussnote(inhalt=innen, nummer=nummer):
                return ["f", nummer, self.inlines(innen)]
            case Umbruch():
                return ["u"]
            case Aenderungsmarke(inhalt=innen, art=art):
                davor, danach = inline.worte
                return ["+" if art == "eingefuegt" else "-", self.inlines(innen, platz), davor, danach]

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
            "neue_seite": abschnitt.id in self._haftung.beginnt,
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
                yield self._whole_list(block, 0)
            case Tabelle():
                yield self._table(block)
            case Diagramm():
                yield self._chart(block)
            case Unterschriften(felder=felder):
                reihen = [[self._signature(f) if f else None for f in reihe] for reihe in arrange(felder)]
                yield {"t": "unterschriften", "reihen": reihen, "folgt": self._haftung.keeps_signatures(block)}

    def _subsection(self, absatz: Absatz) -> Iterator[Teil]:
        """Yield the parts of an Absatz; what follows its first text is set in under the label."""
        ein = 1 if absatz.nummer else 0
        rest = absatz.bloecke
        erster: list[Stueck] = []
        haftung: Teil = {}
        if rest and isinstance(rest[0], Textblock):
            erster, haftung, rest = self.inlines(rest[0].inhalt), self._keeping(rest[0]), rest[1:]
        yield {"t": "absatz", "id": self._anchor(absatz.id), "nummer": absatz.nummer, "inhalt": erster, **haftung}
        for block in rest:
            match block:
                case Textblock():
                    yield {**self._paragraph(block), "ein": ein}
                case Aufzaehlung():
                    yield self._whole_list(block, ein)
                case Tabelle():
                    yield self._table(block)
                case Diagramm():
                    yield self._chart(block)

    def _paragraph(self, block: Textblock) -> Teil:
        inhalt = self.inlines(block.inhalt)
        teil = {"t": "text", "id": self._anchor(block.id), "rolle": block.rolle, "ein": 0, "inhalt": inhalt}
        return {**teil, **self._keeping(block)}

    def _keeping(self, block: Textblock) -> Teil:
        if block.id not in self._haftung.folgt:
            return {}
        ist_ganz = block.id in self._haftung.ganz and len(plain(block.inhalt)) <= _HAFTUNG_BIS
        return {"haftet": True, "ganz": ist_ganz}

    def _whole_list(self, liste: Aufzaehlung, ein: int) -> Teil:
        """A list keeps with what follows as its last text does."""
        haftet, ganz = self._haftung.keeps_with_next(liste), self._haftung.keeps_whole(liste)
        return {"t": "liste", "ein": ein, "liste": self._list(liste), "haftet": haftet, "ganz": ganz}

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
        mass = measure_table(tabelle)
        kopf, rumpf, fuss = (
            [self._row(z, tabelle, mass, ab + n) for n, z in enumerate(teil)] for ab, teil in _counted(tabelle)
        )
        unten = bound_rows(tabelle, mass, False, True) if tabelle.id in self._haftung.schluss else frozenset()
        rumpf, fest = _split_end(rumpf, sum(len(kopf) <= n < len(kopf) + len(rumpf) for n in unten))
        return {
            "t": "tabelle",
            "id": self._anchor(tabelle.id),
            "marke": tabelle.id,
            "nummer": tabelle.nummer,
            "titel": self.inlines(tabelle.titel),
            "breiten": [round(1000 * a, 2) for a in mass.anteile],
            "masse": list(table_measures().stufen[mass.stufe]),
            "ausrichtung": [s.ausrichtung for s in tabelle.spalten],
            "kopf": kopf,
            "rumpf": rumpf,
            "fuss": [*fest, *fuss],
            "kopf_teilbar": any(r["teilbar"] for r in kopf),
            "fuss_teilbar": any(r["teilbar"] for r in (*fest, *fuss)),
            "ganz": mass.ist_klein,
            # Typst would move a long table as a whole.
            "haftet": mass.ist_klein and tabelle.id in self._haftung.folgt,
        }

    def _row(self, zeile: Zeile, tabelle: Tabelle, mass: Tabellenmass, nummer: int) -> Teil:
        zellen = []
        spalte = 0
        ist_stark = zeile.ist_summe or nummer < len(tabelle.kopf)
        for zelle in zeile.zellen:
            platz = _room(sum(mass.anteile[spalte : spalte + zelle.spanne]), mass.stufe, ist_stark)
            spalte += zelle.spanne
            zellen.append([zelle.spanne, _needs_hyphens(plain(zelle.inhalt), platz), self.inlines(zelle.inhalt, platz)])
        hoehe = table_measures().formular_hoehe if nummer >= len(tabelle.kopf) and is_form_row(zeile) else 0
        hat_bezug = bool(query(zeile, Verweis, Fussnote))
        return {
            "summe": zeile.ist_summe,
            "bezug": hat_bezug,
            "teilbar": nummer in mass.teilbar,
            "hoehe": hoehe,
            "zellen": zellen,
        }

    def _chart(self, diagramm: Diagramm) -> Teil:
        from ..diagramm import draw

        bild = draw(diagramm)
        return {
            "t": "abbildung",
            "id": self._anchor(diagramm.id),
            "nummer": diagramm.nummer,
            "titel": self.inlines(diagramm.titel),
            "beschreibung": _clean(diagramm.beschreibung),
            "bild": bild.svg,
            "haftet": diagramm.id in self._haftung.folgt,
        }

    def _signature(self, feld: Unterschrift) -> Teil:
        platz = pdf_measures().unterschrift / pdf_measures().zeichen_fett
        zeilen = [self.inlines(z, platz) for z in feld.zeilen]
        partei = self.inlines(feld.partei, platz)
        return {"id": feld.id, "partei": partei, "zeilen": zeilen, "ort": _clean(feld.ort_datum)}


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


def _split_end(rumpf: list[Teil], anzahl: int) -> tuple[list[Teil], list[Teil]]:
    """Part the last rows of a body, which Typst keeps together only in the foot of a table; the second pass puts them back."""
    grenze = len(rumpf) - anzahl
    return (rumpf[:grenze], rumpf[grenze:]) if grenze else (rumpf, [])


def _counted(tabelle: Tabelle) -> Iterator[tuple[int, tuple[Zeile, ...]]]:
    """Yield header, body and totals, each with the number of its first row."""
    ab = 0
    for teil in (tabelle.kopf, tabelle.rumpf, tabelle.fuss):
        yield ab, teil
        ab += len(teil)


def _room(anteil: float, stufe: int, ist_stark: bool) -> float:
    """Return how many mean characters a cell holds beside each other."""
    masse = table_measures()
    grad, rand = masse.stufen[stufe]
    zeichen = (masse.zeichen_fett if ist_stark else masse.zeichen) * grad / masse.stufen[0][0]
    return (pdf_measures().textbreite * anteil - rand) / zeichen


def _needs_hyphens(text: str, platz: float) -> bool:
    """Whether a word might be wider than its cell; only then is the cell hyphenated, for looks and for speed."""
    return len(text) > platz and max(map(len, text.split(" "))) > platz


def signature_name(feld: Unterschrift) -> str:
    """Return the spoken name of a signature place: who signs for whom."""
    wer = ", ".join(t for t in (plain(z).strip() for z in feld.zeilen) if t)
    partei = " ".join(plain(feld.partei).split())
    return f"Unterschrift für {partei}" + (f": {wer}" if wer else "")
