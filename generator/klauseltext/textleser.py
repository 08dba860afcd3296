"""Markdown of a clause → template. Only the constructs of docs/klauseltext.md are understood; the rest is an error or text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from corpus.gedaechtnis import Klarschrift, gemerkt

from .inlineleser import MARKE, Inlineleser, brace_rule
from .klauselvorlage import (
    KlauseltextFehler,
    Quellort,
    VAbsatz,
    VBlock,
    VDiagramm,
    VEinschub,
    VInline,
    VJe,
    VListe,
    Vorlage,
    VPunkt,
    VSpalte,
    VTabelle,
    VUeberschrift,
    VUnterschriften,
    VWenn,
    VZeile,
)
from .stueckkennung import ID_MUSTER, Stueckkennung, derive

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BEHAELTER = ("wenn", "je", "tabelle", "diagramm", "unterschriften", "einschub")
_PFAD = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
WENN = re.compile(rf"wenn\s+(nicht\s+)?({_PFAD})")
JE = re.compile(rf"je\s+({_PFAD})\s+als\s+([a-z][a-z0-9]*)")
EINSCHUB = re.compile(r"einschub\s+([a-z][a-z_]{0,39})")
TABELLE = re.compile(rf"tabelle\s+({ID_MUSTER})(?:\s+je\s+({_PFAD})\s+als\s+([a-z][a-z0-9]*))?")
# Blanks are cut off afterwards: a lazy text before `\s*` takes time in the square of a run of them.
TABELLENKOPF = re.compile(r"Titel:([^\n]*(?:\n(?!Breiten:)[^\n]*)*)\nBreiten:\s*([0-9][0-9 ]*)\s*")
UEBERSCHRIFT = re.compile(rf"([^{{]*(?:\{{(?!:)[^{{]*)*)\{{:\s*({ID_MUSTER})\}}\s*")
BLOCKZEICHEN = re.compile(r"^[^\S\n]*:::", re.MULTILINE)
PUNKTZEICHEN = re.compile(r"^[^\S\n]*([•▪●‣⁃◦○■□▸►➢✓])[^\S\n]", re.MULTILINE)
ZELLE = re.compile(rf"\{{:\s*({ID_MUSTER})\}}\s*")
ID_FORM = "sie besteht aus höchstens zwanzig Zeichen a–z und 0–9 und beginnt mit einem Buchstaben."
MAX_ZEICHEN = 200_000
MAX_SCHACHTELUNG = 20


@lru_cache(maxsize=1)
def _markdown_blocks() -> MarkdownIt:
    """Return the reader of blocks; what stands in them is read piece by piece, with the place of each."""
    from mdit_py_plugins.container import container_plugin

    md = _make_markdown().enable(["heading", "list", "table"])
    md.core.ruler.disable(["inline", "text_join"])
    for name in BEHAELTER:
        container_plugin(md, name)
    return md


@lru_cache(maxsize=1)
def _markdown_inlines() -> MarkdownIt:
    md = _make_markdown().enable(["emphasis", "escape", "newline", "balance_pairs", "fragments_join"])
    md.inline.ruler.before("emphasis", "klammer", brace_rule)
    return md


def _make_markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"maxNesting": MAX_SCHACHTELUNG * 3})


def _records() -> tuple[type, ...]:
    from ..tree import Begriff, Normzitat, Text, Umbruch
    from .klauselvorlage import VBetont, VFeld, VFussnote, VTrenner, VVerweis

    blocks = (VAbsatz, VListe, VPunkt, VUeberschrift, VTabelle, VSpalte, VZeile, VDiagramm, VWenn, VJe, VUnterschriften)
    inlines = (Text, Normzitat, Begriff, Umbruch, VBetont, VFeld, VVerweis, VFussnote, VTrenner)
    return (Vorlage, Quellort, Stueckkennung, VEinschub, *blocks, *inlines)


@gemerkt("klauseltexte", 512, Klarschrift(_records))
def read_text(kennung: str, titel: str, text: str, erste_zeile: int) -> Vorlage:
    """Read a clause: `text` begins at line `erste_zeile` of its file. Raises KlauseltextFehler."""
    if len(text) > MAX_ZEICHEN:
        raise KlauseltextFehler(
            f"Der Text ist länger als {MAX_ZEICHEN} Zeichen. Teilen Sie ihn auf.", Quellort(erste_zeile)
        )
    return _Leser(kennung, text, erste_zeile).read(titel)


class _Leser:
    def __init__(self, kennung: str, text: str, erste_zeile: int) -> None:
        self.kennung, self.erste_zeile = kennung, erste_zeile
        self.zeilen = text.split("\n")
        self.tokens = _markdown_blocks().parse("\n".join(_protect(z) for z in self.zeilen))
        self.stelle = 0
        self.schleifen: list[str] = []
        self.tabellen: dict[str, VTabelle] = {}

    def read(self, titel: str) -> Vorlage:
        kopf = Inlineleser([titel], 0, 1, self.kennung, _parse_inline)
        bloecke = self._blocks("", 0)
        return Vorlage(self.kennung, kopf.read(_parse_inline(titel)), bloecke)

    def _blocks(self, ende: str, tiefe: int) -> tuple[VBlock, ...]:
        """Read blocks up to the token `ende` and step over it."""
        fertig: list[VBlock] = []
        while self.stelle < len(self.tokens):
            token = self.tokens[self.stelle]
            if token.type == ende:
                self.stelle += 1
                break
            if tiefe > MAX_SCHACHTELUNG:
                raise KlauseltextFehler("Der Text ist zu tief verschachtelt.", self._place(token))
            fertig.append(self._block(token, tiefe))
        return tuple(fertig)

    def _block(self, token: Token, tiefe: int) -> VBlock:
        self.stelle += 1
        if token.type.startswith("container_"):
            self._need_end(token)
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "heading_open":
                return self._heading(token)
            case "ordered_list_open" | "bullet_list_open":
                return self._list(token, tiefe)
            case "container_wenn_open":
                gefunden = self._header(token, WENN, "::: wenn pfad")
                return VWenn(
                    tuple(gefunden[2].split(".")),
                    gefunden[1] is not None,
                    self._blocks("container_wenn_close", tiefe + 1),
                    self._place(token),
                )
            case "container_je_open":
                return self._loop(token, tiefe)
            case "container_tabelle_open":
                return self._table(token)
            case "container_diagramm_open":
                return self._chart(token)
            case "container_einschub_open":
                return self._insertion(token, tiefe)
            case "container_unterschriften_open":
                return self._signatures(token, tiefe)
        raise KlauseltextFehler(
            "Hier steht etwas, das in Klauseltexten nicht vorgesehen ist. Tabellen stehen in „::: tabelle“.",
            self._place(token),
        )

    def _insertion(self, token: Token, tiefe: int) -> VEinschub:
        gefunden = self._header(token, EINSCHUB, "::: einschub name")
        if self._blocks("container_einschub_close", tiefe + 1):
            raise KlauseltextFehler(
                "In „::: einschub“ steht nichts; der Inhalt kommt aus dem Vertrag.", self._place(token)
            )
        return VEinschub(gefunden[1], self._place(token))

    def _signatures(self, token: Token, tiefe: int) -> VUnterschriften:
        innen = self._blocks("container_unterschriften_close", tiefe + 1)
        absaetze = [b for b in innen if isinstance(b, VAbsatz)]
        if len(absaetze) != len(innen) or len(innen) > 1:
            raise KlauseltextFehler(
                "In „::: unterschriften“ steht höchstens ein Absatz: der Text über den Unterschriften, die auf einer weiteren "
                "Seite stehen.",
                self._place(token),
            )
        return VUnterschriften(self._place(token), *absaetze)

    def _loop(self, token: Token, tiefe: int) -> VJe:
        gefunden = self._header(token, JE, "::: je pfad als name")
        self.schleifen.append(f"{gefunden[1]} als {gefunden[2]}")
        bloecke = self._blocks("container_je_close", tiefe + 1)
        self.schleifen.pop()
        return VJe(tuple(gefunden[1].split(".")), gefunden[2], bloecke, self._place(token))

    def _kennung(self, angegeben: str | None, art: str, text: str) -> Stueckkennung:
        return Stueckkennung(angegeben, True) if angegeben else derive(art, text, self.schleifen)

    def _need_end(self, token: Token) -> None:
        ende = token.map[1] if token.map else 0
        if ende >= len(self.zeilen) or not self.zeilen[ende].strip().startswith(":::"):
            raise KlauseltextFehler(
                "Der Block wird nicht geschlossen. Ergänzen Sie an seinem Ende eine Zeile mit „:::“.",
                self._place(token),
            )

    def _header(self, token: Token, muster: re.Pattern[str], form: str) -> re.Match[str]:
        gefunden = muster.fullmatch(token.info.strip())
        if gefunden is None:
            raise KlauseltextFehler(
                f"Der Blockanfang „::: {token.info.strip()}“ hat nicht die Form „{form}“.", self._place(token)
            )
        return gefunden

    def _paragraph(self, token: Token) -> VAbsatz:
        inhalt = self.tokens[self.stelle]
        self.stelle += 2
        if BLOCKZEICHEN.search(inhalt.content):
            raise KlauseltextFehler(
                "Hier endet oder beginnt ein Block, der nicht passt. Ein äußerer Block hat mehr Doppelpunkte als ein innerer; "
                f"Blöcke heißen {', '.join(BEHAELTER)}.",
                self._place(token),
            )
        if treffer := PUNKTZEICHEN.search(inhalt.content):
            raise KlauseltextFehler(
                f"Eine Zeile beginnt mit dem Aufzählungspunkt „{treffer[1]}“, wie ihn eine Textverarbeitung setzt. Schreiben Sie "
                "„- “ oder „1. “, und lassen Sie vor der Aufzählung eine Zeile frei.",
                Quellort(self.erste_zeile + (token.map or [0])[0] + inhalt.content.count("\n", 0, treffer.start())),
            )
        marke = MARKE.match(inhalt.content)
        text = inhalt.content[marke.end() :] if marke else inhalt.content
        if inhalt.content.startswith(("{:", "{+")) and marke is None:
            raise KlauseltextFehler(
                f"Eine Kennung hat die Form {{: kennung}}, {{+ kennung}} oder {{: kennung rolle=partei}}; {ID_FORM}",
                self._place(token),
            )
        angegeben, rolle, fortsetzung, angefuegt = marke.groups() if marke else (None, None, None, None)
        return VAbsatz(
            kennung=self._kennung(angegeben or angefuegt, "f" if fortsetzung else "a", text),
            rolle=rolle or "text",
            ist_fortsetzung=fortsetzung is not None,
            inhalt=self._inlines(token, text),
            ort=self._place(token),
        )

    def _heading(self, token: Token) -> VUeberschrift:
        inhalt = self.tokens[self.stelle]
        self.stelle += 2
        if token.tag != "h2":
            raise KlauseltextFehler("Überschriften in Anlagen beginnen mit „## “.", self._place(token))
        gefunden = UEBERSCHRIFT.fullmatch(inhalt.content)
        text, angegeben = (gefunden[1].rstrip(), gefunden[2]) if gefunden else (inhalt.content, None)
        return VUeberschrift(self._kennung(angegeben, "u", text), self._inlines(token, text), self._place(token))

    def _list(self, token: Token, tiefe: int) -> VListe:
        art: Literal["gezaehlt", "strich"] = "gezaehlt" if token.type == "ordered_list_open" else "strich"
        punkte = []
        while self.tokens[self.stelle].type == "list_item_open":
            anfang = self.tokens[self.stelle]
            self.stelle += 1
            kinder = self._blocks("list_item_close", tiefe + 1)
            if not kinder or not isinstance(kinder[0], VAbsatz):
                raise KlauseltextFehler("Ein Glied einer Aufzählung beginnt mit seinem Text.", self._place(anfang))
            kennung = kinder[0].kennung
            if not kennung.ist_angegeben:
                # A paragraph of the same text is another piece.
                kennung = Stueckkennung(f"p{kennung.name}", False)
            punkte.append(VPunkt(kennung, kinder[0].inhalt, kinder[1:], self._place(anfang)))
        self.stelle += 1
        return VListe(art, tuple(punkte), self._place(token))

    def _table(self, token: Token) -> VTabelle:
        gefunden = self._header(token, TABELLE, "::: tabelle kennung je pfad als name")
        kopf = self.tokens[self.stelle + 1] if self.tokens[self.stelle].type == "paragraph_open" else None
        teile = TABELLENKOPF.fullmatch(kopf.content) if kopf is not None else None
        if teile is None or not teile[1].strip():
            raise KlauseltextFehler(
                "Eine Tabelle beginnt mit den Zeilen „Titel: …“ und „Breiten: …“.", self._place(token)
            )
        self.stelle += 3
        breiten = tuple(int(b) for b in teile[2].split())
        spalten, zeilen = self._rows(token, breiten, bool(gefunden[2]))
        self.tabellen[gefunden[1]] = tabelle = VTabelle(
            id=gefunden[1],
            titel=self._inlines(token, teile[1].strip()),
            spalten=spalten,
            zeilen=zeilen,
            liste=tuple(gefunden[2].split(".")) if gefunden[2] else (),
            name=gefunden[3] or "",
            ort=self._place(token),
        )
        return tabelle

    def _chart(self, token: Token) -> VDiagramm:
        from .diagrammleser import FORM, KOPF, make_chart, read_lines

        gefunden = self._header(token, KOPF, FORM)
        absaetze: list[Token] = []
        while self.tokens[self.stelle].type != "container_diagramm_close":
            absaetze.append(self.tokens[self.stelle])
            self.stelle += 1
        self.stelle += 1
        if [t.type for t in absaetze] != ["paragraph_open", "inline", "paragraph_close"]:
            raise KlauseltextFehler(
                "In einem Diagrammblock stehen nur Zeilen wie „Titel: …“, ohne Leerzeile dazwischen.",
                self._place(token),
            )
        von, bis = absaetze[0].map or [0, 0]
        angaben = read_lines(self.zeilen[von:bis], self.erste_zeile + von)
        return make_chart(
            gefunden, angaben, self.tabellen, self._place(token), lambda text: self._inlines(absaetze[0], text)
        )

    def _rows(
        self, token: Token, breiten: tuple[int, ...], ist_je: bool
    ) -> tuple[tuple[VSpalte, ...], tuple[VZeile, ...]]:
        """Read the Markdown table up to the end of its block: header cells as columns, then the rows."""
        zeilen: list[list[tuple[Stueckkennung, tuple[VInline, ...]]]] = [[]]
        ausrichtungen: list[Literal["links", "rechts", "mittig"]] = []
        while self.stelle < len(self.tokens) and self.tokens[self.stelle].type != "container_tabelle_close":
            innen = self.tokens[self.stelle]
            self.stelle += 1
            if innen.type == "paragraph_open":
                raise KlauseltextFehler("In einem Tabellenblock steht nur die Tabelle.", self._place(innen))
            if innen.type == "th_open":
                stil = str(innen.attrGet("style") or "")
                ausrichtungen.append("rechts" if "right" in stil else "mittig" if "center" in stil else "links")
            elif innen.type == "inline":
                ist_kopf, ist_erste = len(zeilen) == 1, not zeilen[-1]
                zeilen[-1].append(self._cell(token, innen, "s" if ist_kopf else "z" if ist_erste else ""))
            elif innen.type == "tr_close":
                zeilen.append([])
        self.stelle += 1
        kopf, *rumpf = zeilen[:-1] or [[]]
        if not kopf or len(breiten) != len(kopf) or sum(breiten) != 100:
            raise KlauseltextFehler(
                "Die Breiten nennen je Spalte einen Anteil und ergeben zusammen 100.", self._place(token)
            )
        spalten = tuple(VSpalte(k, b, a, t) for (k, t), b, a in zip(kopf, breiten, ausrichtungen, strict=True))
        reihen = tuple(VZeile(z[0][0], tuple([text for _, text in z])) for z in rumpf if z)
        self._need_own_ids(token, "Spalten", [s.kennung for s in spalten])
        self._need_own_ids(token, "Zeilen", [z.kennung for z in (reihen[1:] if ist_je else reihen)])
        return spalten, reihen

    def _cell(self, tabelle: Token, zelle: Token, art: str) -> tuple[Stueckkennung, tuple[VInline, ...]]:
        """Read a cell; a header cell (`s`) may state the id of its column, the first of a row (`z`) that of its row."""
        wo = zelle if zelle.map else tabelle
        marke = ZELLE.match(zelle.content) if art else None
        text = zelle.content[marke.end() :] if marke else zelle.content
        if text.startswith("{:"):
            raise KlauseltextFehler(
                f"Die Kennung einer Spalte steht am Anfang ihrer Kopfzelle, die einer Zeile am Anfang ihrer ersten Zelle; {ID_FORM}",
                self._place(wo),
            )
        return self._kennung(marke[1] if marke else None, art, text), self._inlines(wo, text)

    def _need_own_ids(self, tabelle: Token, was: str, kennungen: list[Stueckkennung]) -> None:
        if len({k.name for k in kennungen}) < len(kennungen):
            raise KlauseltextFehler(
                f"In dieser Tabelle beginnen mehrere {was} gleich oder haben dieselbe Kennung. "
                "Geben Sie ihnen verschiedene Kennungen: „{: kennung}“ am Anfang ihrer ersten Zelle.",
                self._place(tabelle),
            )

    def _inlines(self, token: Token, text: str) -> tuple[VInline, ...]:
        von, bis = token.map or [0, 1]
        return Inlineleser(self.zeilen[von:bis], von, self.erste_zeile, self.kennung, _parse_inline).read(
            _parse_inline(text)
        )

    def _place(self, token: Token) -> Quellort:
        nummer = token.map[0] if token.map else 0
        zeile = self.zeilen[nummer] if nummer < len(self.zeilen) else ""
        return Quellort(self.erste_zeile + nummer, len(zeile) - len(zeile.lstrip(" ")) + 1)


def _protect(zeile: str) -> str:
    """Keep the format bar of a field in a table row from parting cells."""
    if not zeile.lstrip().startswith("|"):
        return zeile
    return re.sub(r"\{[^{}]*\}", lambda feld: re.sub(r"(?<!\\)\|", r"\\|", feld[0]), zeile)


def _parse_inline(text: str) -> list[Token]:
    tokens = _markdown_inlines().parseInline(text)
    return list(tokens[0].children or []) if tokens else []
