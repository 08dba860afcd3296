"""The document tree: everything a contract document says, before any format.

A leaf: it imports nothing of ours. `assemble` makes it, `numbering` fills the labels (`nummer`, `Verweis.text`,
`Dokument.verzeichnis`), writers print it. Writers never count and never format a figure; rules read it, never change it.
All nodes are frozen; a transform makes a new tree.

Ids are permanent, ASCII (`[a-z0-9_]`), at most 30 characters and unique in a document; they come from stated ids, keys and
content, never from a position. Word carries them as hidden bookmarks `_k_<id>` (block) and `_f_<id>` (field).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias, get_args

# ---------------------------------------------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text of a clause; contains no figure from the data."""

    text: str


@dataclass(frozen=True, slots=True)
class Betont:
    """Strong emphasis."""

    inhalt: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Feld:
    """A value from the contract data, already formatted, that knows where it comes from.

    `pfad` is the data path (`budget.jahresbetrag`, list items by their key: `ziele[Z1].termin`);
    `wert` the canonical value (`4626372.89`, `2025-01-01`, `228`), `art` its format name (`betrag`, `datum`, `worte` …);
    `ist_berechnet` tells a computed value, whose `pfad` names the computation, from one that stands in `datei` (empty: the
    contract's own file). `id` is permanent and unique in the document.
    """

    pfad: str
    text: str
    wert: str
    art: str = "text"
    ist_berechnet: bool = False
    datei: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Verweis:
    """Reference to another place of the same document, by its permanent id; `numbering` fills label and parts.

    `satz` narrows to a sentence of the target; at a list item it is the sentence of the Absatz that carries the list
    ("§ 9 Absatz 2 Satz 1 Nummer 3"; the decimal scheme leaves it out there). `teile` are the pieces of `text` in order: pairs (text, mark), so that
    a writer can make a number a live field. The mark is "" for words, the id of the node whose label holds the number
    ("2" of "(2)"), or "id.n" for a number that stands in the text: of Satz n of the text block, with n = 0 of the table.
    """

    ziel: str
    satz: int = 0
    text: str = ""
    teile: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Normzitat:
    """Citation of a statute; `text` is printed as it stands, `kanonisch` is the short canonical form."""

    text: str
    kanonisch: str


@dataclass(frozen=True, slots=True)
class Begriff:
    """The place where a term is defined; printed as „term“ in strong type."""

    text: str


@dataclass(frozen=True, slots=True)
class Fussnote:
    """A real footnote; `nummer` is filled by `numbering`, continuous through the document."""

    inhalt: tuple[Inline, ...]
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Umbruch:
    """Forced line break inside a paragraph (address lines, signature blocks)."""


Aenderungsart: TypeAlias = Literal["eingefuegt", "geloescht"]


@dataclass(frozen=True, slots=True)
class Aenderungsmarke:
    """Words that came or went between two versions, where both are shown side by side.

    Every format strikes them out or underlines them, and says so in words around them (`worte`): a line through a word is not
    heard, and not seen in every copy.
    """

    inhalt: tuple[Inline, ...]
    art: Aenderungsart

    @property
    def worte(self) -> tuple[str, str]:
        """What stands before and behind."""
        return AENDERUNGSWORTE[self.art]


AENDERUNGSWORTE: dict[Aenderungsart, tuple[str, str]] = {
    "eingefuegt": ("[neu: ", " – Ende]"),
    "geloescht": ("[gestrichen: ", " – Ende]"),
}
Inline: TypeAlias = Text | Betont | Feld | Verweis | Normzitat | Begriff | Fussnote | Umbruch | Aenderungsmarke
INLINES: tuple[type[Inline], ...] = get_args(Inline)

# ----------------------------------------------------------------------------------------------------------------- blocks


Rolle: TypeAlias = Literal["text", "partei", "mittig", "hinweis", "ruecksendung", "anschrift", "briefangaben"]


@dataclass(frozen=True, slots=True)
class Textblock:
    """One paragraph of running text without own number; the last three roles are the head of a letter, first in its Rubrum."""

    id: str
    inhalt: tuple[Inline, ...]
    rolle: Rolle = "text"


@dataclass(frozen=True, slots=True)
class Punkt:
    """One item of a list; the first block is its text, nested lists follow. `nummer` is its label (`1.`, `a)`, `aa)`)."""

    id: str
    bloecke: tuple[Textblock | Aufzaehlung, ...]
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Aufzaehlung:
    """A list. `gezaehlt` items get 1. / a) / aa) by depth (decimal scheme: 1.1.1 / a) / aa)); `strich` items a dash.

    `eigene` is filled by `numbering`: True for a list outside an Absatz, which counts on its own.
    """

    punkte: tuple[Punkt, ...]
    art: Literal["gezaehlt", "strich"] = "gezaehlt"
    eigene: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Absatz:
    """A subsection of a §. `nummer` is `(1)` or `1.1`, or empty where the § has only this one.

    The first block is its text; lists, tables, charts and text behind a list follow.
    """

    id: str
    bloecke: tuple[Textblock | Aufzaehlung | Tabelle | Diagramm, ...]
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Zelle:
    """A table cell; `ist_kopf` marks a row header in the body."""

    inhalt: tuple[Inline, ...]
    ist_kopf: bool = False
    spanne: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Zeile:
    """A table row; `id` is permanent, `ist_summe` marks a row of totals."""

    id: str
    zellen: tuple[Zelle, ...]
    ist_summe: bool = False


@dataclass(frozen=True, slots=True)
class Spalte:
    """Column of a table: share of the text width (all shares add up to 100) and alignment."""

    breite: int
    ausrichtung: Literal["links", "rechts", "mittig"] = "links"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Tabelle:
    """A table with caption, header rows (repeated on each page), body and total rows. `nummer` is `Tabelle 3`."""

    id: str
    titel: tuple[Inline, ...]
    spalten: tuple[Spalte, ...]
    kopf: tuple[Zeile, ...]
    rumpf: tuple[Zeile, ...]
    fuss: tuple[Zeile, ...] = ()
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Messpunkt:
    """One value of a chart: the field of the table that it repeats, without id; anything else is a gap."""

    inhalt: tuple[Inline, ...]

    @property
    def wert(self) -> Decimal | None:
        """The value that is drawn, a share in per cent; None for a gap. It is the printed value itself, never a second copy."""
        if len(self.inhalt) != 1 or not isinstance(feld := self.inhalt[0], Feld):
            return None
        try:
            wert = Decimal(feld.wert)
        except InvalidOperation:
            return None
        if not wert.is_finite():
            return None
        return wert * 100 if feld.art == "prozent" else wert


@dataclass(frozen=True, slots=True)
class Reihe:
    """A series of a chart: its name and one point per category."""

    id: str
    titel: tuple[Inline, ...]
    punkte: tuple[Messpunkt, ...]


@dataclass(frozen=True, slots=True)
class Kategorie:
    """What a point stands for: a year, a Leistungstyp, a goal; `zusatz` stands below it (Ist, Plan)."""

    id: str
    inhalt: tuple[Inline, ...]
    zusatz: tuple[Inline, ...] = ()


DiagrammArt: TypeAlias = Literal["linie", "saeulen", "balken", "spanne"]


@dataclass(frozen=True, slots=True)
class Diagramm:
    """A chart of the values of the table `tabelle`, which stands before it: lines, stacked columns, bars, dots with range.

    `summe` are the totals printed above stacked columns. `ist_ganzes` tells that the values are parts of one whole.
    `nummer` (`Abbildung 2`) and `beschreibung`, the text for those who do not see the picture, are filled by `numbering`.
    """

    id: str
    art: DiagrammArt
    titel: tuple[Inline, ...]
    tabelle: str
    kategorien: tuple[Kategorie, ...]
    reihen: tuple[Reihe, ...]
    einheit: tuple[Inline, ...] = ()
    summe: tuple[Messpunkt, ...] = ()
    ist_ganzes: bool = False
    nummer: str = ""
    beschreibung: str = ""


ORT_DATUM = "Ort, Datum"


@dataclass(frozen=True, slots=True)
class Unterschrift:
    """One signature place: who signs for which party, by hand or QES.

    `zeilen` are the printed lines below the signature line (name, function); `ort_datum` the line for place and date, empty
    where nobody writes one.
    """

    id: str
    partei: tuple[Inline, ...]
    zeilen: tuple[tuple[Inline, ...], ...]
    ort_datum: str = ORT_DATUM


@dataclass(frozen=True, slots=True)
class Unterschriften:
    """All signature places; writers keep them together with the last text before them (never a lone page)."""

    felder: tuple[Unterschrift, ...]


AbschnittArt: TypeAlias = Literal["praeambel", "paragraf", "unterabschnitt", "anlage", "ohne_nummer"]


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """A part with heading. Top level: `praeambel`, `paragraf` (§ 1 …), `ohne_nummer`, `anlage`; inside an `anlage`: `unterabschnitt`.

    `nummer` is the label (`§ 6`, `6.`, `Anlage 3`, `2.` of a subsection, or empty). A `paragraf` holds Absätze; the
    others hold any block. `anlage` starts on a new page, a short one on that of the one before.
    """

    id: str
    art: AbschnittArt
    ueberschrift: tuple[Inline, ...]
    bloecke: tuple[Block, ...]
    nummer: str = ""


Block: TypeAlias = Textblock | Aufzaehlung | Absatz | Tabelle | Diagramm | Unterschriften | Abschnitt
Rubrumblock: TypeAlias = Textblock | Aufzaehlung | Tabelle

# --------------------------------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Eintrag:
    """A line of the table of contents: id of the section, label, heading text, level (1 = § and Anlage, 2 = below)."""

    ziel: str
    nummer: str
    text: str
    ebene: int


@dataclass(frozen=True, slots=True)
class Kopf:
    """What identifies the document. `stand` is an ISO date; every timestamp in an output comes from it.

    `inhaltshash` is the SHA-256 (hex) of the canonical contract data and of the texts of its clauses; `entwurf` marks a draft on every page;
    `dokument` is the kind of document within the contract, `aktenzeichen` the file number of the Leistungsträger. Without
    `hat_verzeichnis` the document is a short one: no table of contents, its title stands at the top of the first page.
    `schrift` is the size of its type, `abstand` the room around headings and tables, `lage` how the sheet lies.
    """

    kennung: str
    titel: str
    untertitel: str
    fassung: str
    stand: str
    inhaltshash: str
    schema: Literal["paragraf", "dezimal"] = "paragraf"
    entwurf: bool = False
    sprache: str = "de-DE"
    dokument: str = "vertrag"
    aktenzeichen: str = ""
    hat_verzeichnis: bool = True
    schrift: Literal["normal", "gross"] = "normal"
    abstand: Literal["normal", "eng"] = "normal"
    lage: Literal["hoch", "quer"] = "hoch"


@dataclass(frozen=True, slots=True)
class Dokument:
    """The whole document: identification, opening (Rubrum), sections in order, table of contents behind the opening."""

    kopf: Kopf
    rubrum: tuple[Rubrumblock, ...]
    abschnitte: tuple[Abschnitt, ...]
    verzeichnis: tuple[Eintrag, ...] = ()


Knoten: TypeAlias = (
    Dokument | Block | Punkt | Zeile | Zelle | Spalte | Messpunkt | Reihe | Kategorie | Unterschrift | Inline | Eintrag
)
Baumteil: TypeAlias = Knoten | tuple[Knoten, ...]

# ------------------------------------------------------------------------------------------------------------ small helpers


def plain(inhalt: tuple[Inline, ...], fussnoten: bool = False) -> str:
    """Return the text of inlines as a reader sees it; footnotes are left out unless asked for."""
    # Nearly all inlines are of these two classes.
    return "".join([i.text if type(i) is Text or type(i) is Feld else _plain_one(i, fussnoten) for i in inhalt])


def _plain_one(inline: Inline, fussnoten: bool) -> str:
    match inline:
        case Text(text=t) | Feld(text=t) | Verweis(text=t) | Normzitat(text=t):
            return t
        case Betont(inhalt=innen):
            return plain(innen, fussnoten)
        case Begriff(text=t):
            return f"„{t}“"
        case Fussnote(inhalt=innen):
            return plain(innen, fussnoten) if fussnoten else ""
        case Umbruch():
            return "\n"
        case Aenderungsmarke(inhalt=innen):
            davor, danach = inline.worte
            return f"{davor}{plain(innen, fussnoten)}{danach}"
