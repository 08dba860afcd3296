"""The tree as the plain JSON that the Typst template reads: a flat run of blocks, all labels and figures as finished text."""

from __future__ import annotations

import json
from collections.abc import Iterator, KeysView
from typing import Any

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

Stueck = str | list[Any]
Teil = dict[str, Any]

# Millimetres that one character of a label takes at most in the text size, and the gap behind the label.
_BREITE_ZEICHEN = 2.05
_LUECKE = 2.6
_ZEILE_TEILBAR_AB = 1200  # characters in one cell: a row longer than this may break over the page
_TABELLE_GANZ_BIS = 7  # rows: a short table is not divided
_HAFTUNG_BIS = 700  # characters: a paragraph up to this length moves as a whole with the signatures


def project(dokument: Dokument, anhang: Teil | None = None) -> str:
    """Return the document as JSON text for the template; the same tree gives the same text.

    `anhang` describes the attached data file (`name`, `art`, `beschreibung`), whose bytes go to the template apart.
    """
    kopf = dokument.kopf
    verzeichnis = {e.ziel: [e.nummer, e.text] for e in dokument.verzeichnis}
    bloecke = [t for a in dokument.abschnitte for t in _section(a, verzeichnis.keys(), 1)]
    _stick_to_signatures(bloecke)
    daten = {
        **_identification(kopf),
        "anhang": anhang,
        "rubrum": [_paragraph(b) for b in dokument.rubrum],
        "verzeichnis": verzeichnis,
        "verzeichnisbreite": _indent([e.nummer for e in dokument.verzeichnis if e.ebene == 1], 12.0),
        "bloecke": bloecke,
        "einzug": _indent([b["nummer"] for b in bloecke if b["t"] == "absatz"]),
    }
    return json.dumps(daten, ensure_ascii=False, separators=(",", ":"))


def _identification(kopf: Kopf) -> Teil:
    return {
        "titel": _clean(kopf.titel),
        "untertitel": _clean(kopf.untertitel),
        "kennung": kopf.kennung,
        "fassung": kopf.fassung,
        "beschreibung": " ".join(
            t for t in (_clean(kopf.untertitel), f"({kopf.kennung}, Fassung {kopf.fassung})") if t
        ),
        "fusszeile": f"{kopf.kennung} · Fassung {kopf.fassung} · {kopf.inhaltshash[:12]}",
        "marke": "ENTWURF",
        "verzeichnistitel": "Inhalt",
        "entwurf": kopf.entwurf,
        "sprache": kopf.sprache,
    }


def inline_parts(inhalt: tuple[Inline, ...]) -> list[Stueck]:
    """Return inlines as text and small lists (`["v", ziel, text]` …); neighbouring plain text is joined."""
    stuecke: list[Stueck] = []
    for inline in inhalt:
        neu = _inline(inline)
        if isinstance(neu, str) and stuecke and isinstance(stuecke[-1], str):
            stuecke[-1] += neu
        elif neu != "":
            stuecke.append(neu)
    return stuecke


def _inline(inline: Inline) -> Stueck:
    match inline:
        case Text(text=text) | Feld(text=text) | Normzitat(text=text):
            return _clean(text)
        case Verweis(ziel=ziel, text=text):
            return ["v", ziel, _clean(text)]
        case Begriff(text=text):
            return ["b", [f"„{_clean(text)}“"]]
        case Betont(inhalt=innen):
            return ["b", inline_parts(innen)]
        case Fussnote(inhalt=innen, nummer=nummer):
            return ["f", nummer, inline_parts(innen)]
        case Umbruch():
            return ["u"]


def _clean(text: str) -> str:
    """Drop control characters, which no PDF text may hold; a line feed in running text is a space."""
    return "".join(" " if c in "\n\t\r" else c for c in text if c >= " " or c in "\n\t\r")


def _section(abschnitt: Abschnitt, verzeichnis: KeysView[str], ebene: int) -> Iterator[Teil]:
    yield {
        "t": "kopf",
        "id": abschnitt.id,
        "art": abschnitt.art,
        "ebene": ebene,
        "nummer": abschnitt.nummer,
        "inhalt": inline_parts(abschnitt.ueberschrift),
        "verzeichnet": abschnitt.id in verzeichnis,
    }
    for block in abschnitt.bloecke:
        yield from _block(block, verzeichnis, ebene)


def _block(block: Block, verzeichnis: KeysView[str], ebene: int) -> Iterator[Teil]:
    match block:
        case Abschnitt():
            yield from _section(block, verzeichnis, ebene + 1)
        case Absatz():
            yield from _subsection(block)
        case Textblock():
            yield _paragraph(block)
        case Aufzaehlung():
            yield {"t": "liste", "ein": 0, "liste": _list(block)}
        case Tabelle():
            yield _table(block)
        case Unterschriften(felder=felder):
            yield {"t": "unterschriften", "felder": [_signature(f) for f in felder]}


def _subsection(absatz: Absatz) -> Iterator[Teil]:
    """Yield the parts of an Absatz; what follows its first text is set in under the label."""
    ein = 1 if absatz.nummer else 0
    rest = absatz.bloecke
    if rest and isinstance(rest[0], Textblock):
        yield {"t": "absatz", "id": absatz.id, "nummer": absatz.nummer, "inhalt": inline_parts(rest[0].inhalt)}
        rest = rest[1:]
    else:
        yield {"t": "absatz", "id": absatz.id, "nummer": absatz.nummer, "inhalt": []}
    for block in rest:
        match block:
            case Textblock():
                yield {**_paragraph(block), "ein": ein}
            case Aufzaehlung():
                yield {"t": "liste", "ein": ein, "liste": _list(block)}
            case Tabelle():
                yield _table(block)


def _paragraph(block: Textblock) -> Teil:
    return {"t": "text", "id": block.id, "rolle": block.rolle, "ein": 0, "inhalt": inline_parts(block.inhalt)}


def _list(liste: Aufzaehlung) -> Teil:
    nummern = [p.nummer or "–" for p in liste.punkte]
    return {
        "breite": _indent(nummern, 6.0),
        "punkte": [_item(p, n) for p, n in zip(liste.punkte, nummern, strict=True)],
    }


def _item(punkt: Punkt, nummer: str) -> Teil:
    bloecke = [
        {"liste": _list(b)} if isinstance(b, Aufzaehlung) else {"id": b.id, "inhalt": inline_parts(b.inhalt)}
        for b in punkt.bloecke
    ]
    return {"id": punkt.id, "nummer": nummer, "bloecke": bloecke}


def _indent(nummern: list[str], mindestens: float = 9.0) -> float:
    """Return the width in millimetres that holds the longest label and a gap."""
    laenge = max((len(n) for n in nummern), default=0)
    return round(max(mindestens, laenge * _BREITE_ZEICHEN + _LUECKE), 2)


def _table(tabelle: Tabelle) -> Teil:
    zeilen = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
    return {
        "t": "tabelle",
        "id": tabelle.id,
        "nummer": tabelle.nummer,
        "titel": inline_parts(tabelle.titel),
        "breiten": [s.breite for s in tabelle.spalten],
        "ausrichtung": [s.ausrichtung for s in tabelle.spalten],
        "kopf": [_row(z) for z in tabelle.kopf],
        "rumpf": [_row(z) for z in tabelle.rumpf],
        "fuss": [_row(z) for z in tabelle.fuss],
        "ganz": len(zeilen) <= _TABELLE_GANZ_BIS and not any(_is_long(z) for z in zeilen),
    }


def _is_long(zeile: Zeile) -> bool:
    return any(len(plain(z.inhalt)) > _ZEILE_TEILBAR_AB for z in zeile.zellen)


def _row(zeile: Zeile) -> Teil:
    zellen = [[z.spanne, z.ist_kopf, inline_parts(z.inhalt)] for z in zeile.zellen]
    return {"id": zeile.id, "summe": zeile.ist_summe, "teilbar": _is_long(zeile), "zellen": zellen}


def _signature(feld: Unterschrift) -> Teil:
    return {
        "id": feld.id,
        "partei": inline_parts(feld.partei),
        "zeilen": [inline_parts(z) for z in feld.zeilen],
        "ort": feld.ort_datum,
        "alt": signature_name(feld),
    }


def signature_name(feld: Unterschrift) -> str:
    """Return the spoken name of a signature place: who signs for whom."""
    wer = ", ".join(t for t in (plain(z).strip() for z in feld.zeilen) if t)
    partei = " ".join(plain(feld.partei).split())
    return f"Unterschrift für {partei}" + (f": {wer}" if wer else "")


def _stick_to_signatures(bloecke: list[Teil]) -> None:
    """Mark what must stay on the page of the signatures: the headings and the text just before them."""
    for nummer, teil in enumerate(bloecke):
        if teil["t"] != "unterschriften":
            continue
        for davor in reversed(bloecke[:nummer]):
            davor["haftet"] = True
            neue_seite = davor["t"] == "kopf" and davor["art"] == "anlage"
            if davor["t"] != "kopf" or neue_seite:
                davor["ganz"] = len(json.dumps(davor)) <= _HAFTUNG_BIS
                break
