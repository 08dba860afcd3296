"""Read the official XML of the federal portal (gii-norm, DTD 1.01), hardened: no entities, no DTD content, bounded size.

An Absatz is a `P` that begins with "(1) "; a `P` without number continues it. Lists are `DL/DT/DD/LA`, tables are CALS.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ..index.indexmodell import Status
from ..index.roh import Inhalt, Rohabsatz, Rohgesetz, Rohliste, Rohnorm, Rohtabelle
from ..regex import compile_later
from .fehler import ImportFehler
from .inkraft import find_inkraft
from .obergrenzen import MAX_DATEI, MAX_TIEFE

if TYPE_CHECKING:
    from lxml.etree import _Element

_ABSATZ = compile_later(r"\s*\((\d{1,3}[a-z]{0,2})\)(?:\s+|$)")
_ZUKUENFTIG = compile_later(r"^\(XXXX\)\s*")
_DEKLARATION = compile_later(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)[\"']")
# All that may begin with "<!": comments, CDATA and the name of the one published DTD, without anything of the file's own.
_ERKLAERUNG = compile_later(r"<!(?!--|\[CDATA\[)")
_ADRESSE = r"\s{1,9}(?:\"[^\"<]{0,300}\"|'[^'<]{0,300}')"
_DOCTYPE = compile_later(
    rf"<!DOCTYPE\s{{1,9}}[\w.-]{{1,40}}(?:\s{{1,9}}(?:SYSTEM|PUBLIC{_ADRESSE}){_ADRESSE})?\s{{0,9}}>"
)
_TABELLENTEILE = frozenset(("tgroup", "thead", "tbody", "tfoot"))
_NACH_BILD = compile_later(r": ?\.(?= |$)")
_UEBERGEHEN = frozenset(("FnR", "Footnotes", "Footnote", "FnArea", "IMG", "kommentar"))
_NUMMERLAENGE = len("BJNR323410016")
_LEERER_TEXT = frozenset(("", "-", "–"))


def parse_gesetz_xml(daten: bytes, name: str) -> Rohgesetz:
    """Return the law in an official XML file. Raises ImportFehler naming the file and what is wrong with it."""
    wurzel = _parse(daten, name)
    if wurzel.tag != "dokumente":
        raise ImportFehler(
            f"{name}: Das ist kein Gesetz im XML-Format des Bundes (Wurzel „{wurzel.tag}“ statt „dokumente“)."
        )
    normen = wurzel.findall("norm")
    kopf = normen[0] if normen else None
    if kopf is None or not kopf.findtext("metadaten/jurabk"):
        raise ImportFehler(f"{name}: Der Datei fehlt der Kopf des Gesetzes (metadaten/jurabk).")
    try:
        vorschriften = tuple(n for norm in normen[1:] if (n := _read_norm(norm)) is not None)
    except ImportFehler as fehler:
        raise ImportFehler(f"{name}: {fehler}") from fehler
    if not vorschriften:
        raise ImportFehler(f"{name}: Die Datei enthält keine Paragrafen oder Artikel.")
    return Rohgesetz(
        abkuerzung=_text(kopf, "metadaten/jurabk"),
        titel=_text(kopf, "metadaten/kurzue") or _text(kopf, "metadaten/langue"),
        normen=vorschriften,
        stand=tuple(
            f"{_text(s, 'standtyp')}: {_text(s, 'standkommentar')}" for s in kopf.findall("metadaten/standangabe")
        ),
        erzeugt_am=_built_on(wurzel.get("builddate", "")),
        amtliche_abkuerzung=_text(kopf, "metadaten/amtabk"),
        dokumentnummer=_number(wurzel) or _number(kopf),
        weitere_gesetze=_others(normen),
    )


def _number(element: _Element) -> str:
    """Return the document number of the law; a provision's own begins with it."""
    return element.get("doknr", "")[:_NUMMERLAENGE]


def _others(normen: list[_Element]) -> tuple[str, ...]:
    """Return the names, or else numbers, of laws other than the first that provisions say they belong to, in order."""
    namen = {_plain(e) for e in normen[0].findall("metadaten/jurabk")}
    nummern = {_number(normen[0])}
    andere: dict[str, None] = {}
    for norm in normen[1:]:
        name, nummer = _text(norm, "metadaten/jurabk"), _number(norm)
        if name and name not in namen:
            andere[name] = None
        elif nummer and "" not in nummern and nummer not in nummern:
            andere[nummer] = None
    return tuple(andere)


def _parse(daten: bytes, name: str) -> _Element:
    """Parse bytes after refusing what XML can hide: other encodings, entities, an internal DTD, huge or deep files."""
    from lxml import etree

    if len(daten) > MAX_DATEI:
        raise ImportFehler(f"{name}: Die Datei ist größer als {MAX_DATEI // 2**20} MB und wird nicht gelesen.")
    try:
        text = daten.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise ImportFehler(f"{name}: Die Datei ist nicht in UTF-8 kodiert (Byte {fehler.start}).") from fehler
    deklaration = _DEKLARATION.match(text)
    if deklaration and deklaration[1].lower() not in ("utf-8", "utf8"):
        raise ImportFehler(
            f"{name}: Die Kodierung „{deklaration[1]}“ wird nicht gelesen; das XML des Bundes ist UTF-8."
        )
    erklaerungen = list(islice(_ERKLAERUNG.finditer(text), 2))
    if len(erklaerungen) > 1 or any(not _DOCTYPE.match(text, e.start()) for e in erklaerungen):
        raise ImportFehler(
            f"{name}: Die Datei bringt eine eigene DTD oder Entitäten mit; das wird aus Sicherheit abgelehnt."
        )
    leser = etree.XMLParser(
        encoding="utf-8",  # whatever the file declares: what was looked through above is what is parsed
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        wurzel = etree.fromstring(daten, leser)
    except etree.XMLSyntaxError as fehler:
        zeile, spalte = fehler.position
        raise ImportFehler(
            f"{name}, Zeile {zeile}, Spalte {spalte}: Das XML ist fehlerhaft oder unvollständig."
        ) from fehler
    if next(wurzel.iter(etree.Entity), None) is not None:
        raise ImportFehler(f"{name}: Die Datei verweist auf unbekannte Entitäten; das wird aus Sicherheit abgelehnt.")
    return wurzel


def _read_norm(norm: _Element) -> Rohnorm | None:
    roh = _text(norm, "metadaten/enbez")
    bezeichnung = _ZUKUENFTIG.sub("", roh)
    if not bezeichnung.startswith(("§", "Art", "Anlage", "Anhang")):
        return None
    titel = _text(norm, "metadaten/titel")
    inhalt = norm.find("textdaten/text/Content")
    absaetze, kuenftige = _read_absaetze(inhalt) if inhalt is not None else ((), ())
    tag = find_inkraft(_text(norm, "textdaten/fussnoten")) if kuenftige else None
    status = _status(roh, titel, absaetze)
    return Rohnorm(
        bezeichnung=bezeichnung,
        ueberschrift=titel,
        status=status,
        absaetze=absaetze if status == "geltend" else (),
        kuenftig=tuple((n, tag) for n in kuenftige) if tag else (),
    )


def _status(roh: str, titel: str, absaetze: tuple[Rohabsatz, ...]) -> Status:
    if roh.startswith("(XXXX)") and "weggefallen" not in titel:
        return "kuenftig"
    if titel == "(zukünftig in Kraft)":
        return "kuenftig"
    if "weggefallen" in titel or "aufgehoben" in titel:
        return "aufgehoben"
    text = [s for a in absaetze for s in a.inhalt]
    if all(isinstance(s, str) and s.strip() in _LEERER_TEXT | {"(weggefallen)"} for s in text):
        return "aufgehoben" if any(isinstance(s, str) and s.strip() for s in text) else "leer"
    return "geltend"


def _read_absaetze(inhalt: _Element) -> tuple[tuple[Rohabsatz, ...], tuple[str, ...]]:
    """Return the Absätze and the numbers of those printed as not yet in force."""
    absaetze: list[tuple[str, list[Inhalt]]] = []
    kuenftige: list[str] = []
    for element in inhalt:
        teile = _read_inhalt(element, 0)
        anfang = _ABSATZ.match(teile[0]) if teile and isinstance(teile[0], str) and element.tag == "P" else None
        if anfang:
            teile[0] = str(teile[0])[anfang.end() :]
            absaetze.append((anfang[1], []))
            if _is_future(element):
                kuenftige.append(anfang[1])
        elif not absaetze and teile:
            absaetze.append(("", []))
        if teile:
            absaetze[-1][1].extend(t for t in teile if t != "")
    return tuple(Rohabsatz(n, tuple(t)) for n, t in absaetze), tuple(kuenftige)


def _is_future(element: _Element) -> bool:
    kind = next(element.iter("noindex"), None)
    return kind is not None and len(_plain(kind)) >= len(_plain(element)) - 2


def _read_inhalt(element: _Element, tiefe: int) -> list[Inhalt]:
    """Return running text, lists and tables of an element in order."""
    if tiefe > MAX_TIEFE:
        raise ImportFehler(f"Das XML ist tiefer als {MAX_TIEFE} Ebenen geschachtelt.")
    teile: list[Inhalt] = []
    puffer = [element.text or ""]
    for kind in element:
        _read_child(kind, teile, puffer, tiefe)
        puffer.append(kind.tail or "")
    _flush(puffer, teile)
    return teile


def _read_child(kind: _Element, teile: list[Inhalt], puffer: list[str], tiefe: int) -> None:
    """Append a child to the text being read, or end that text with a list or table."""
    if kind.tag in _UEBERGEHEN:
        return
    if kind.tag == "DL":
        _flush(puffer, teile)
        teile.append(_read_list(kind, tiefe + 1))
    elif kind.tag == "table":
        _flush(puffer, teile)
        teile.append(_read_table(kind, tiefe + 1))
    elif kind.tag == "BR":
        puffer.append(" ")
    else:
        innen = _read_inhalt(kind, tiefe + 1)
        for stueck in innen:
            if isinstance(stueck, str):
                puffer.append(stueck if len(innen) == 1 else f" {stueck} ")
            else:
                _flush(puffer, teile)
                teile.append(stueck)
        if kind.tag == "P":
            _flush(puffer, teile)


def _flush(puffer: list[str], teile: list[Inhalt]) -> None:
    # The stop after a formula drawn as an image would stand alone behind its colon.
    text = _NACH_BILD.sub(":", " ".join("".join(puffer).split()))
    if text:
        teile.append(text)
    puffer.clear()


def _read_list(liste: _Element, tiefe: int) -> Rohliste:
    punkte: list[tuple[str, tuple[Inhalt, ...]]] = []
    marke = ""
    for kind in liste:
        if kind.tag == "DT":
            marke = _plain(kind)
        elif kind.tag == "DD":
            punkte.append((marke, tuple(_read_inhalt(kind, tiefe))))
            marke = ""
    return Rohliste(tuple(punkte))


def _read_table(tabelle: _Element, tiefe: int) -> Rohtabelle:
    """Take the table's own rows and their own cells; a table inside a cell is part of the cell's text."""
    if tiefe + _depth(tabelle) > MAX_TIEFE:
        raise ImportFehler(f"Das XML ist tiefer als {MAX_TIEFE} Ebenen geschachtelt.")
    return Rohtabelle(tuple(tuple(_plain(z) for z in zeile if z.tag == "entry") for zeile in _rows(tabelle)))


def _rows(element: _Element) -> Iterator[_Element]:
    for kind in element:
        if kind.tag == "row":
            yield kind
        elif kind.tag in _TABELLENTEILE:
            yield from _rows(kind)


def _depth(element: _Element) -> int:
    """Return how many levels lie below an element."""
    from lxml.etree import iterwalk

    tiefe = groesste = 0
    for ereignis, _ in iterwalk(element, events=("start", "end")):
        tiefe += 1 if ereignis == "start" else -1
        groesste = max(groesste, tiefe)
    return groesste - 1


def _text(element: _Element, pfad: str) -> str:
    gefunden = element.find(pfad)
    return _plain(gefunden) if gefunden is not None else ""


def _plain(element: _Element) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split())


def _built_on(text: str) -> date | None:
    """Read the first eight digits of `builddate` (20200103213515)."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
