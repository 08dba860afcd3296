"""Markdown (GitHub flavour): readable as it stands, and rendering to exactly the words and labels of the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from ..kanon import identification, normalise
from ..query import query
from ..tree import (
    Absatz,
    Abschnitt,
    Aenderungsmarke,
    Aufzaehlung,
    Begriff,
    Betont,
    Block,
    Diagramm,
    Dokument,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Umbruch,
    Unterschriften,
    Zeile,
    plain,
)

# Every ASCII sign that can mean something inside a line; & and < only where an entity, a tag or an address could begin.
_ZEICHEN = re.compile(r"([\\`*_\[\]~|$#]|[\^!](?=$)|&(?=[#\w]|$)|<(?!\s))")
# Signs that mean something only at the start of a line: quotes, lists, thematic breaks, setext underlines, notes.
_ANFANG = re.compile(r"^(\s*)([-+=>]|\d{1,9}(?=[.)](?:\s|$))|\[\^\d+\](?=:))")
_AUSRICHTUNG = {"links": ":---", "rechts": "---:", "mittig": ":---:"}


def write_markdown(dokument: Dokument) -> bytes:
    """Return a numbered document as UTF-8 Markdown (GFM tables and footnotes), labels as text, Unix line ends."""
    kopf = dokument.kopf
    bloecke = [f"# {_line(kopf.titel)}"]
    if kopf.entwurf:
        bloecke.insert(0, "**ENTWURF**")
    if kopf.untertitel:
        bloecke.append(f"**{_line(kopf.untertitel).strip()}**")
    bloecke.append(_line(identification(kopf)))
    bloecke += _blocks(dokument.rubrum, 2)
    bloecke.append("## Inhalt")
    bloecke.append("\n".join(_contents(dokument)))
    for abschnitt in dokument.abschnitte:
        bloecke += _section(abschnitt, 2)
    bloecke += [f"[^{n.nummer}]: {_inlines(n.inhalt, ' ')}" for n in query(dokument, Fussnote)]
    return ("\n\n".join(b for b in bloecke if b) + "\n").encode("utf-8")


def _contents(dokument: Dokument) -> Iterator[str]:
    for eintrag in dokument.verzeichnis:
        yield "  " * (eintrag.ebene - 1) + "* " + _line(f"{eintrag.nummer} {eintrag.text}".strip())


# --------------------------------------------------------------------------------------------------------------- inlines


def _escape(text: str) -> str:
    return _ZEICHEN.sub(r"\\\1", text.replace("\n", " "))


def _line_start(text: str) -> str:
    """Escape what would open a block at the start of a line; the sign behind a number or mark, not these themselves."""
    treffer = _ANFANG.match(text)
    if not treffer:
        return text
    stelle = treffer.end() if len(treffer[2]) > 1 or treffer[2].isdigit() else treffer.end(1)
    return f"{text[:stelle]}\\{text[stelle:]}"


def _line(text: str) -> str:
    return _line_start(_escape(text))


def _inlines(inhalt: tuple[Inline, ...], umbruch: str) -> str:
    """Return inlines as Markdown; `umbruch` is what a forced line break becomes here."""
    teile = [_inline(i, umbruch) for i in inhalt]
    texte = ["", *(plain((i,)) for i in inhalt), ""]
    stark = [False, *(isinstance(i, (Betont, Begriff)) for i in inhalt), False]
    for n in range(1, len(inhalt) + 1):
        if stark[n] and texte[n].strip():
            frei = not (stark[n - 1] or stark[n + 1]) and _can_flank(texte[n], texte[n - 1][-1:], texte[n + 1][:1])
            teile[n - 1] = _strong(teile[n - 1], ("**", "**") if frei else ("<strong>", "</strong>"))
        if n > 1 and isinstance(inhalt[n - 2], Fussnote) and teile[n - 1].startswith("("):
            # A footnote mark and a bracket behind it would be a link.
            teile[n - 1] = f"\\{teile[n - 1]}"
    return "".join(teile)


def _inline(inline: Inline, umbruch: str) -> str:
    match inline:
        case Betont(inhalt=innen):
            # Strong inside strong says nothing more, and nested asterisks would not survive.
            return _inlines(_flat(innen), umbruch)
        case Fussnote(nummer=nummer):
            return f"[^{nummer}]"
        case Umbruch():
            return umbruch
        case Aenderungsmarke(inhalt=innen, art=art):
            marke = "ins" if art == "eingefuegt" else "del"
            davor, danach = map(_escape, inline.worte)
            return f"<{marke}>{davor}{_inlines(innen, umbruch)}{danach}</{marke}>"
        case _:
            return _escape(plain((inline,)))


def _flat(inhalt: tuple[Inline, ...]) -> tuple[Inline, ...]:
    flach: list[Inline] = []
    for inline in inhalt:
        if isinstance(inline, Betont):
            flach.extend(_flat(inline.inhalt))
        elif isinstance(inline, Aenderungsmarke):
            flach.append(replace(inline, inhalt=_flat(inline.inhalt)))
        else:
            flach.append(Text(f"„{inline.text}“") if isinstance(inline, Begriff) else inline)
    return tuple(flach)


def _can_flank(text: str, davor: str, danach: str) -> bool:
    """Say if asterisks around this text open and close strong type under CommonMark's flanking rule.

    Beside a sign that is no letter or digit they do only towards white space, punctuation or the end of the line.
    """
    innen = text.strip(" \u00a0")
    offen = innen[:1].isalnum() or text[:1] == " " or _is_edge(davor)
    zu = innen[-1:].isalnum() or text[-1:] == " " or _is_edge(danach)
    return offen and zu and "\n" not in (text[:1], text[-1:])


def _is_edge(zeichen: str) -> bool:
    return not zeichen or unicodedata.category(zeichen)[0] in "PZ" or zeichen == "\n"


def _strong(markdown: str, marke: tuple[str, str]) -> str:
    """Mark text as strong, white space at its edges left outside."""
    kern = markdown.strip()
    links = markdown[: len(markdown) - len(markdown.lstrip())]
    rechts = markdown[len(markdown.rstrip()) :]
    return f"{links}{marke[0]}{kern}{marke[1]}{rechts}"


def _paragraph(inhalt: tuple[Inline, ...], nummer: str = "") -> str:
    marke = f"{_escape(nummer)} " if nummer else ""
    zeilen = (marke + _inlines(inhalt, "\n")).split("\n")
    return "\\\n".join(_line_start(z.strip(" ")) for z in zeilen if normalise(z))


# ---------------------------------------------------------------------------------------------------------------- blocks


def _section(abschnitt: Abschnitt, ebene: int) -> Iterator[str]:
    titel = f"{_escape(abschnitt.nummer)} {_inlines(abschnitt.ueberschrift, ' ')}".strip()
    yield f"{'#' * ebene} {titel}"
    yield from _blocks(abschnitt.bloecke, ebene)


def _blocks(bloecke: tuple[Block, ...], ebene: int) -> Iterator[str]:
    davor: Block | None = None
    for block in bloecke:
        if isinstance(block, Aufzaehlung) and isinstance(davor, Aufzaehlung):
            # Without a comment between them Markdown would join two lists and count on.
            yield "<!-- -->"
        yield from _section(block, ebene + 1) if isinstance(block, Abschnitt) else _block(block)
        davor = block


def _block(block: Block) -> Iterator[str]:
    match block:
        case Textblock():
            yield _paragraph(block.inhalt)
        case Absatz():
            bloecke = block.bloecke
            erster = bloecke[0] if bloecke else None
            if block.nummer:
                yield _paragraph(erster.inhalt if isinstance(erster, Textblock) else (), block.nummer)
                bloecke = bloecke[1:] if isinstance(erster, Textblock) else bloecke
            yield from _blocks(bloecke, 3)
        case Aufzaehlung():
            yield "\n".join(_list(block))
        case Tabelle():
            yield from _table(block)
        case Diagramm():
            yield f"**{_escape(normalise(block.nummer))}:** {_inlines(block.titel, ' ')}".strip()
            yield _line(block.beschreibung)
        case Unterschriften():
            for feld in block.felder:
                zeilen = [_paragraph(feld.partei)]
                if feld.ort_datum:
                    zeilen.append(f"\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\\n{_line(feld.ort_datum)}")
                yield "\n\n".join([*zeilen, "\\\n".join(["\\_" * 10, *(_paragraph(z) for z in feld.zeilen)])])
        case Abschnitt():
            yield from _section(block, 3)


def _list(liste: Aufzaehlung) -> Iterator[str]:
    """`1.` is a native number; Markdown knows no letters, so a), aa) and 1.1.1 stand as text behind a bullet."""
    for punkt in liste.punkte:
        if liste.art == "strich":
            marke, label = "* ", ""
        elif re.fullmatch(r"\d{1,9}\.", punkt.nummer):
            marke, label = f"{punkt.nummer} ", ""
        else:
            marke, label = "- ", punkt.nummer
        yield from _item(punkt, marke, label)


def _item(punkt: Punkt, marke: str, label: str) -> Iterator[str]:
    einzug = " " * len(marke)
    zeilen: list[str] = []
    for index, block in enumerate(punkt.bloecke):
        if isinstance(block, Textblock):
            zeilen += [""] * (index > 0)
            zeilen += _paragraph(block.inhalt, label if index == 0 else "").split("\n")
        else:
            zeilen += [_escape(label)] * (index == 0 and bool(label))
            zeilen += _list(block)
    for index, zeile in enumerate(zeilen or [_escape(label)]):
        yield ((marke if index == 0 else einzug) + zeile).rstrip(" ")


def _table(tabelle: Tabelle) -> Iterator[str]:
    yield f"**{_escape(normalise(tabelle.nummer))}:** {_inlines(tabelle.titel, ' ')}".strip()
    breite = len(tabelle.spalten)
    alle = (*tabelle.kopf, *tabelle.rumpf, *tabelle.fuss)
    kopf = _row(tabelle.kopf[0], breite, ist_fett=False) if tabelle.kopf else "|" + "   |" * breite
    zeilen = [kopf, "| " + " | ".join(_AUSRICHTUNG[s.ausrichtung] for s in tabelle.spalten) + " |"]
    # GFM has one header row: further ones are strong rows of the body.
    for index, zeile in enumerate(alle[1:] if tabelle.kopf else alle, 1):
        zeilen.append(_row(zeile, breite, ist_fett=index < len(tabelle.kopf) or zeile.ist_summe))
    yield "\n".join(zeilen)


def _row(zeile: Zeile, breite: int, ist_fett: bool) -> str:
    zellen: list[str] = []
    for zelle in zeile.zellen:
        inhalt = (Betont(zelle.inhalt),) if (ist_fett or zelle.ist_kopf) and zelle.inhalt else zelle.inhalt
        zellen.append(_inlines(inhalt, "<br>").strip())
        # GFM has no spanning cells: the rest of the span stays empty.
        zellen += [""] * (zelle.spanne - 1)
    zellen += [""] * (breite - len(zellen))
    return "| " + " | ".join(zellen[:breite]) + " |"
