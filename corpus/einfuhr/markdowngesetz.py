"""Read two Markdown renderings of German statutes: hard-wrapped with a YAML head, and one paragraph per line with `%` head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..index.indexmodell import Status
from ..index.roh import Inhalt, Rohabsatz, Rohgesetz, Rohliste, Rohnorm
from ..regex import compile_later
from .fehler import ImportFehler
from .obergrenzen import MAX_DATEI, MAX_TIEFE

_KOPF = compile_later(r"#{1,8} +((?:§§? ?\d|Art\.? ?\d|\(XXXX\)|Anlage)[^\n]*)$")
_NAME = compile_later(
    r"(§§? ?\d+[a-z]*(?:(?:, | und | u\. | bis )\d+[a-z]*)*|Art\.? ?\d+[a-z]*|Anlage(?: \d+)?)(?: [–-] | |$)(.*)$"
)
_ABSATZ = compile_later(r"\((\d{1,3}[a-z]{0,2})\)(?: |$)")
_PUNKT = compile_later(r"( *)(\d{1,3}[a-z]{0,2}\.|[a-z]{1,3}\)|[*-])(?: +|$)")
_FUSSNOTE = compile_later(r"\[\^[\w.-]{1,60}\](?::.*)?")
_BILD = compile_later(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)\.?")
_NACH_BILD = compile_later(r": ?\.(?= |$)")
_ENTWERTET = compile_later(r"\\([.()\[\]*_#+-])")


def parse_gesetz_markdown(text: str, name: str) -> Rohgesetz:
    """Return the law in a Markdown file. Raises ImportFehler if it has no head or no provisions."""
    if len(text) > MAX_DATEI:
        raise ImportFehler(f"{name}: Die Datei ist größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen.")
    zeilen = text.lstrip("\ufeff").splitlines()
    titel, abkuerzung = _read_head(zeilen)
    if not titel:
        raise ImportFehler(
            f"{name}: Das ist kein Gesetz in einem bekannten Markdown-Format (Kopf mit „Title:“ oder „%“ fehlt)."
        )
    try:
        normen = tuple(_build_norm(kopf, block) for kopf, block in _blocks(zeilen))
    except ImportFehler as fehler:
        raise ImportFehler(f"{name}: {fehler}") from fehler
    if not normen:
        raise ImportFehler(f"{name}: Die Datei enthält keine Paragrafen oder Artikel.")
    return Rohgesetz(abkuerzung, titel, normen, tuple(_stand(zeilen)))


def _read_head(zeilen: list[str]) -> tuple[str, str]:
    if zeilen and zeilen[0].startswith("% "):
        titel = " ".join(zeilen[0][2:].split())
        klammer = re.search(r"\(([^()]{1,80})\)\s*$", titel)
        abkuerzung = re.split(r" [-–] ", klammer[1])[-1].strip() if klammer else titel
        return titel, abkuerzung
    if zeilen and zeilen[0].strip() == "---":
        kopf = {
            z.partition(":")[0]: z.partition(":")[2].strip() for z in zeilen[1:20] if ":" in z and not z.startswith(" ")
        }
        return kopf.get("Title", ""), kopf.get("jurabk", "").strip("'\"")
    return "", ""


def _stand(zeilen: list[str]) -> Iterator[str]:
    for i, zeile in enumerate(zeilen[:60]):
        if zeile.startswith(("Zuletzt geändert durch", "Neugefasst durch")) and i + 1 < len(zeilen):
            yield f"{zeile.strip()}: {zeilen[i + 1].lstrip(': ').strip()}"


def _blocks(zeilen: list[str]) -> Iterator[tuple[str, list[str]]]:
    kopf, block = "", list[str]()
    for zeile in zeilen:
        treffer = _KOPF.match(zeile)
        if treffer or zeile.startswith("#"):
            if kopf:
                yield kopf, block
            kopf, block = (treffer[1] if treffer else ""), []
        else:
            block.append(zeile)
    if kopf:
        yield kopf, block


def _build_norm(kopf: str, block: list[str]) -> Rohnorm:
    ist_kuenftig = kopf.startswith("(XXXX)")
    kopf = kopf.removeprefix("(XXXX)").strip()
    treffer = _NAME.match(kopf)
    name, titel = (treffer[1], treffer[2].strip()) if treffer else (kopf, "")
    name = re.sub(r"^(§§?) ?", r"\1 ", name).replace("Art.", "Art")
    absaetze = _read_absaetze(_drop_notes("\n".join(block)).split("\n"))
    status: Status = "geltend" if absaetze else "leer"
    if "weggefallen" in titel or _is_repealed(absaetze):
        status = "aufgehoben"
    elif ist_kuenftig or "zukünftig in Kraft" in titel:
        status = "kuenftig"
    return Rohnorm(name, titel, status, absaetze if status == "geltend" else ())


def _drop_notes(text: str) -> str:
    """Cut the editor's notes „(+++ … +++)“ with the rest of their last line; one pass."""
    teile: list[str] = []
    stelle = 0
    while (anfang := text.find("(+++", stelle)) >= 0:
        ende = text.find("+++)", anfang + 4)
        if ende < 0:
            break
        teile.append(text[stelle:anfang])
        zeilenende = text.find("\n", ende)
        stelle = zeilenende if zeilenende >= 0 else len(text)
    return "".join(teile) + text[stelle:]


def _is_repealed(absaetze: tuple[Rohabsatz, ...]) -> bool:
    return len(absaetze) == 1 and absaetze[0].inhalt in (("(weggefallen)",), ("-",), ("–",))


@dataclass
class _Ebene:
    """A list being read: its items as (marker, content)."""

    einzug: int
    punkte: list[tuple[str, list[Inhalt | _Ebene]]] = field(default_factory=list)


def _read_absaetze(zeilen: list[str]) -> tuple[Rohabsatz, ...]:
    absaetze: list[tuple[str, list[Inhalt | _Ebene]]] = []
    stapel: list[_Ebene] = []
    for einzug, absatz in _paragraphs(zeilen):
        punkt = _PUNKT.match(absatz)
        nummer = _ABSATZ.match(absatz) if einzug == 0 else None
        if nummer:
            absaetze.append((nummer[1], []))
            absatz = absatz[nummer.end() :]
            stapel.clear()
        elif not absaetze:
            absaetze.append(("", []))
        if punkt and not nummer:
            _add_item(absaetze[-1][1], stapel, einzug, punkt[2], absatz[punkt.end() :])
        elif einzug and stapel:
            while len(stapel) > 1 and stapel[-1].einzug >= einzug:
                stapel.pop()
            stapel[-1].punkte[-1][1].append(absatz)
        else:
            stapel.clear()
            if absatz:
                absaetze[-1][1].append(absatz)
    return tuple(Rohabsatz(n, _freeze(inhalt)) for n, inhalt in absaetze)


def _add_item(ziel: list[Inhalt | _Ebene], stapel: list[_Ebene], einzug: int, marke: str, text: str) -> None:
    """Open, continue or close lists: by indentation, or by the kind of marker where the rendering is flat."""
    tiefe = einzug if einzug else _flat_depth(marke, stapel)
    while stapel and stapel[-1].einzug > tiefe:
        stapel.pop()
    if not stapel:
        _continue_list(ziel, stapel, marke)
    if not stapel or stapel[-1].einzug < tiefe:
        if len(stapel) >= MAX_TIEFE:
            raise ImportFehler(f"Die Aufzählungen sind tiefer als {MAX_TIEFE} Ebenen geschachtelt.")
        ebene = _Ebene(tiefe)
        (stapel[-1].punkte[-1][1] if stapel else ziel).append(ebene)
        stapel.append(ebene)
    stapel[-1].punkte.append((marke, [text] if text else []))


def _continue_list(ziel: list[Inhalt | _Ebene], stapel: list[_Ebene], marke: str) -> None:
    """Take text after an inner list into the item before if the numbering goes on ("… c) …  zu regeln,  4. …")."""
    stelle = next((i for i in range(len(ziel) - 1, -1, -1) if isinstance(ziel[i], _Ebene)), -1)
    ebene = ziel[stelle] if stelle >= 0 else None
    if isinstance(ebene, _Ebene) and _follows(ebene.punkte[-1][0], marke):
        ebene.punkte[-1][1].extend(ziel[stelle + 1 :])
        del ziel[stelle + 1 :]
        stapel.append(ebene)


def _follows(alt: str, neu: str) -> bool:
    a, b = alt.rstrip("."), neu.rstrip(".")
    return a.isdigit() and b.isdigit() and int(b) == int(a) + 1


def _flat_depth(marke: str, stapel: list[_Ebene]) -> int:
    """Return the level of a marker without indentation: numbers outside, letters below a number, double letters below."""
    if marke[0].isdigit():
        return 0
    buchstaben = marke.rstrip(")")
    offen = {e.punkte[-1][0] for e in stapel}
    hat_nummer = any(m[0].isdigit() for m in offen)
    if len(buchstaben) == 2 and buchstaben[0] == buchstaben[1] and any(len(m) == 2 and m.endswith(")") for m in offen):
        return 2
    return 1 if hat_nummer else 0


def _paragraphs(zeilen: list[str]) -> Iterator[tuple[int, str]]:
    """Yield paragraphs, lines joined, with their indentation; a list marker begins a paragraph of its own."""
    puffer: list[str] = []
    einzug = 0
    for zeile in [*zeilen, ""]:
        nackt = _BILD.sub("", _FUSSNOTE.sub("", zeile)).strip()
        if not nackt or (puffer and _PUNKT.match(zeile) and _starts_item(zeile, einzug)):
            text = _NACH_BILD.sub(":", _ENTWERTET.sub(r"\1", " ".join(puffer)))
            if text and "+++" not in text:
                yield einzug, text
            puffer = []
        if nackt:
            if not puffer:
                einzug = len(zeile) - len(zeile.lstrip(" "))
            puffer.append(nackt)


def _starts_item(zeile: str, einzug: int) -> bool:
    """A marker inside a hard-wrapped paragraph begins an item only if it is not indented like continued text."""
    marke = _PUNKT.match(zeile)
    return marke is not None and len(marke[1]) <= einzug and zeile[marke.end() - 2 : marke.end()] == "  "


def _freeze(inhalt: list[Inhalt | _Ebene]) -> tuple[Inhalt, ...]:
    return tuple(
        Rohliste(tuple((marke, _freeze(kinder)) for marke, kinder in stueck.punkte))
        if isinstance(stueck, _Ebene)
        else stueck
        for stueck in inhalt
    )
