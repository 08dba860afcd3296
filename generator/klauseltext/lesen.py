"""Markdown of a clause → template. Only the constructs of docs/klauseltext.md are understood; the rest is an error or text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .inlines import MARKE, Inlineleser, brace_rule
from .vorlage import (
    KlauseltextFehler,
    Ort,
    VAbsatz,
    VBlock,
    VInline,
    VJe,
    VListe,
    Vorlage,
    VPunkt,
    VTabelle,
    VUeberschrift,
    VUnterschriften,
    VWenn,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BEHAELTER = ("wenn", "je", "tabelle", "unterschriften")
_PFAD = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
WENN = re.compile(rf"wenn\s+(nicht\s+)?({_PFAD})")
JE = re.compile(rf"je\s+({_PFAD})\s+als\s+([a-z][a-z0-9]*)")
TABELLE = re.compile(rf"tabelle\s+([a-z][a-z0-9]{{0,11}})(?:\s+je\s+({_PFAD})\s+als\s+([a-z][a-z0-9]*))?")
TABELLENKOPF = re.compile(r"Titel:\s*(.+?)\s*\nBreiten:\s*([0-9 ]+)\s*", re.DOTALL)
MAX_ZEICHEN = 200_000
MAX_SCHACHTELUNG = 20


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin

    md = MarkdownIt("zero", {"maxNesting": MAX_SCHACHTELUNG * 3})
    md.enable(["heading", "list", "table", "emphasis", "escape", "newline", "balance_pairs", "fragments_join"])
    md.inline.ruler.before("emphasis", "klammer", brace_rule)
    for name in BEHAELTER:
        container_plugin(md, name)
    return md


@lru_cache(maxsize=512)
def read_text(kennung: str, titel: str, text: str, erste_zeile: int) -> Vorlage:
    """Read a clause: `text` begins at line `erste_zeile` of its file. Raises KlauseltextFehler."""
    if len(text) > MAX_ZEICHEN:
        raise KlauseltextFehler(f"Der Text ist länger als {MAX_ZEICHEN} Zeichen. Teilen Sie ihn auf.", Ort(erste_zeile))
    return _Leser(kennung, text, erste_zeile).read(titel)


class _Leser:
    def __init__(self, kennung: str, text: str, erste_zeile: int) -> None:
        self.kennung, self.erste_zeile = kennung, erste_zeile
        self.zeilen = text.split("\n")
        self.tokens = _markdown().parse("\n".join(_protect(z) for z in self.zeilen))
        self.stelle = 0

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
                gefunden = self._header(token, JE, "::: je pfad als name")
                return VJe(
                    tuple(gefunden[1].split(".")),
                    gefunden[2],
                    self._blocks("container_je_close", tiefe + 1),
                    self._place(token),
                )
            case "container_tabelle_open":
                return self._table(token)
            case "container_unterschriften_open":
                self._blocks("container_unterschriften_close", tiefe + 1)
                return VUnterschriften(self._place(token))
        raise KlauseltextFehler(
            "Hier steht etwas, das in Klauseltexten nicht vorgesehen ist. Tabellen stehen in „::: tabelle“.",
            self._place(token),
        )

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
        if re.search(r"^\s*:::", inhalt.content, re.MULTILINE):
            raise KlauseltextFehler(
                "Hier endet oder beginnt ein Block, der nicht passt. Ein äußerer Block hat mehr Doppelpunkte als ein innerer; "
                f"Blöcke heißen {', '.join(BEHAELTER)}.",
                self._place(token),
            )
        marke = MARKE.match(inhalt.content)
        text = inhalt.content[marke.end() :] if marke else inhalt.content
        if inhalt.content.startswith("{:") and marke is None:
            raise KlauseltextFehler(
                "Eine Kennung hat die Form {: kennung} oder {: kennung rolle=partei}; sie besteht aus höchstens zwölf Zeichen a–z und 0–9.",
                self._place(token),
            )
        return VAbsatz(
            id=(marke[1] or "") if marke else "",
            rolle=(marke[2] or "text") if marke else "text",
            ist_fortsetzung=bool(marke and marke[3]),
            inhalt=self._inlines(token, text),
            ort=self._place(token),
        )

    def _heading(self, token: Token) -> VUeberschrift:
        inhalt = self.tokens[self.stelle]
        self.stelle += 2
        if token.tag != "h2":
            raise KlauseltextFehler("Überschriften in Anlagen beginnen mit „## “.", self._place(token))
        gefunden = re.fullmatch(r"(.*?)\s*\{:\s*([a-z][a-z0-9]{0,11})\}\s*", inhalt.content)
        text, kennung = (gefunden[1], gefunden[2]) if gefunden else (inhalt.content, "")
        return VUeberschrift(kennung, self._inlines(token, text), self._place(token))

    def _list(self, token: Token, tiefe: int) -> VListe:
        art: Literal["gezaehlt", "strich"] = "gezaehlt" if token.type == "ordered_list_open" else "strich"
        punkte = []
        while self.tokens[self.stelle].type == "list_item_open":
            anfang = self.tokens[self.stelle]
            self.stelle += 1
            kinder = self._blocks("list_item_close", tiefe + 1)
            if not kinder or not isinstance(kinder[0], VAbsatz):
                raise KlauseltextFehler("Ein Glied einer Aufzählung beginnt mit seinem Text.", self._place(anfang))
            punkte.append(VPunkt(kinder[0].id, kinder[0].inhalt, kinder[1:], self._place(anfang)))
        self.stelle += 1
        return VListe(art, tuple(punkte), self._place(token))

    def _table(self, token: Token) -> VTabelle:
        gefunden = self._header(token, TABELLE, "::: tabelle kennung je pfad als name")
        kopf = self.tokens[self.stelle + 1] if self.tokens[self.stelle].type == "paragraph_open" else None
        teile = TABELLENKOPF.fullmatch(kopf.content) if kopf is not None else None
        if teile is None:
            raise KlauseltextFehler(
                "Eine Tabelle beginnt mit den Zeilen „Titel: …“ und „Breiten: …“.", self._place(token)
            )
        self.stelle += 3
        zeilen, ausrichtungen = self._rows(token)
        breiten = tuple(int(b) for b in teile[2].split())
        if not zeilen or len(breiten) != len(zeilen[0]) or sum(breiten) != 100:
            raise KlauseltextFehler(
                "Die Breiten nennen je Spalte einen Anteil und ergeben zusammen 100.", self._place(token)
            )
        return VTabelle(
            id=gefunden[1],
            titel=self._inlines(token, teile[1]),
            breiten=breiten,
            ausrichtungen=ausrichtungen,
            kopf=zeilen[0],
            zeilen=zeilen[1:],
            liste=tuple(gefunden[2].split(".")) if gefunden[2] else (),
            name=gefunden[3] or "",
            ort=self._place(token),
        )

    def _rows(
        self, token: Token
    ) -> tuple[tuple[tuple[tuple[VInline, ...], ...], ...], tuple[Literal["links", "rechts", "mittig"], ...]]:
        zeilen: list[tuple[tuple[VInline, ...], ...]] = []
        zellen: list[tuple[VInline, ...]] = []
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
                zellen.append(self._inlines(innen if innen.map else token, innen.content))
            elif innen.type == "tr_close":
                zeilen.append(tuple(zellen))
                zellen = []
        self.stelle += 1
        return tuple(zeilen), tuple(ausrichtungen)

    def _inlines(self, token: Token, text: str) -> tuple[VInline, ...]:
        von, bis = token.map or [0, 1]
        return Inlineleser(self.zeilen[von:bis], von, self.erste_zeile, self.kennung, _parse_inline).read(
            _parse_inline(text)
        )

    def _place(self, token: Token) -> Ort:
        return Ort(self.erste_zeile + (token.map[0] if token.map else 0))


def _protect(zeile: str) -> str:
    """Keep the format bar of a field in a table row from parting cells."""
    if not zeile.lstrip().startswith("|"):
        return zeile
    return re.sub(r"\{[^{}]*\}", lambda feld: re.sub(r"(?<!\\)\|", r"\\|", feld[0]), zeile)


def _parse_inline(text: str) -> list[Token]:
    tokens = _markdown().parseInline(text)
    return list(tokens[0].children or []) if tokens else []
