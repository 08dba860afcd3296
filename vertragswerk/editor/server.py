"""The server itself: what the protocol asks, answered by the modules beside it. No ideas of its own."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from checks.befund import Befund, Schwere
from checks.korrekturen import find_korrektur
from contracts.position import Position
from vertragswerk import __version__

from .arbeitsstand import Arbeitsstand
from .feldauskunft import describe_place
from .schweigsamkeit import keep_quiet, quiet_log
from .sprungziele import find_target
from .umbenennung import Umbenennung, UmbenennungsFehler, rename
from .umrechnung import Umrechnung
from .vorschlaege import suggest

F = TypeVar("F", bound=Callable[..., Any])
StandMacher: TypeAlias = Callable[[Path], Arbeitsstand | None]
PAUSE: Final = 0.15
"""Seconds between two keystrokes that are one by one: the first is checked at once, what follows sooner when it has come to rest."""
STUFE: Final[dict[Schwere, lsp.DiagnosticSeverity]] = {
    "fehler": lsp.DiagnosticSeverity.Error,
    "warnung": lsp.DiagnosticSeverity.Warning,
    "hinweis": lsp.DiagnosticSeverity.Information,
}
SORTE: Final = {
    "schluessel": lsp.CompletionItemKind.Property,
    "wert": lsp.CompletionItemKind.EnumMember,
    "kennung": lsp.CompletionItemKind.Reference,
    "klausel": lsp.CompletionItemKind.File,
    "verweis": lsp.CompletionItemKind.Reference,
    "norm": lsp.CompletionItemKind.Constant,
}


class Vertragsserver(LanguageServer):
    """Holds the repositories of a session and what was last said about each file."""

    def __init__(self) -> None:
        # The whole text comes with each change: the library splits lines where the protocol and YAML do not.
        super().__init__("vertragswerk", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.staende: dict[Path, Arbeitsstand] = {}
        self.befunde: dict[str, list[Befund]] = {}
        self.gemeldet: dict[Path, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.laeufe: dict[str, int] = defaultdict(int)
        self.anschlaege: dict[str, float] = {}
        self.macher: StandMacher = lambda pfad: None

    def feature(self, feature_name: str, options: Any | None = None) -> Callable[[F], F]:
        """Register a handler; what breaks in it is told by its kind alone."""
        weiter = super().feature(feature_name, options)
        return lambda handler: weiter(keep_quiet(handler))

    @property
    def mass(self) -> Umrechnung:
        """Return the client's measure."""
        return Umrechnung(str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)))

    def locate(self, uri: str) -> tuple[Arbeitsstand, str] | None:
        """Return the repository of a file and its name there, None for a file of none."""
        pfad = Path(to_fs_path(uri) or "").resolve()
        for wurzel, stand in self.staende.items():
            if pfad.is_relative_to(wurzel):
                return stand, pfad.relative_to(wurzel).as_posix()
        neu = self.macher(pfad.parent)
        if neu is None:
            return None
        self.staende[neu.wurzel] = neu
        return neu, pfad.relative_to(neu.wurzel).as_posix()

    def place(self, uri: str, position: lsp.Position) -> tuple[Arbeitsstand, str, int, int] | None:
        """Return repository, file, line and column (from 0, in code points) of a client's position."""
        ort = self.locate(uri)
        if ort is None:
            return None
        zeilen = ort[0].lines(ort[1])
        text = zeilen[position.line] if position.line < len(zeilen) else ""
        return *ort, position.line, self.mass.to_column(text, position.character)

    async def comes_to_rest(self, uri: str) -> bool:
        """Tell whether a keystroke is to be checked: at once where it stands by itself, else once no other has followed it."""
        self.laeufe[uri] += 1
        dieser, jetzt = self.laeufe[uri], asyncio.get_running_loop().time()
        ist_einzeln = jetzt - self.anschlaege.get(uri, -inf) >= PAUSE
        self.anschlaege[uri] = jetzt
        if not ist_einzeln:
            await asyncio.sleep(PAUSE)
        return self.laeufe[uri] == dieser

    def refresh(self, uri: str) -> None:
        """Check what a file concerns and publish it."""
        ort = self.locate(uri)
        if ort is None:
            return
        stand, datei = ort
        vertraege = stand.concerned(datei)
        for vertrag in vertraege:
            self._publish(stand, vertrag.kennung, stand.check(vertrag))
        if stand.contract_of(datei) is None:
            self._publish(stand, f"datei:{datei}", stand.check_other(datei))

    def _publish(self, stand: Arbeitsstand, quelle: str, befunde: list[Befund]) -> None:
        """Publish the findings of one source by file; a file that had some of it and has none now is told so."""
        je_datei: dict[str, list[Befund]] = defaultdict(list)
        for befund in befunde:
            je_datei[befund.position.datei].append(befund)
        vorher = self.gemeldet[stand.wurzel][quelle]
        self.gemeldet[stand.wurzel][quelle] = set(je_datei)
        for datei in sorted({*je_datei, *vorher, *(d for d in stand.offene if _is_of(stand, d, quelle))}):
            uri = from_fs_path(str(stand.wurzel / datei)) or ""
            self.befunde[uri] = je_datei[datei]
            zeilen = stand.lines(datei)
            meldungen = [self._diagnostic(stand, zeilen, b) for b in je_datei[datei]]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, meldungen))

    def _diagnostic(self, stand: Arbeitsstand, zeilen: list[str], befund: Befund) -> lsp.Diagnostic:
        normen = f" ({'; '.join(befund.normen)})" if befund.normen else ""
        bezug = [
            lsp.DiagnosticRelatedInformation(self._location(stand.wurzel / b.position.datei, b.position), b.text)
            for b in befund.bezug
        ]
        return lsp.Diagnostic(
            self.mass.range(zeilen, befund.position),
            befund.meldung + normen,
            severity=STUFE[befund.schwere],
            code=befund.code,
            source="vertragswerk",
            related_information=bezug,
        )

    def _location(self, datei: Path, ort: Position) -> lsp.Location:
        text = self.locate(from_fs_path(str(datei)) or "")
        zeilen = text[0].lines(text[1]) if text is not None else datei.read_text(encoding="utf-8").split("\n")
        return lsp.Location(from_fs_path(str(datei)) or "", self.mass.range(zeilen, ort))

    def location(self, datei: Path, ort: Position) -> lsp.Location:
        """Return a place of any file for the client."""
        return self._location(datei, ort)

    def hits(self, uri: str, bereich: lsp.Range) -> list[Befund]:
        """Return the findings of a file that touch a range."""
        ort = self.locate(uri)
        zeilen = ort[0].lines(ort[1]) if ort is not None else []
        gefunden = []
        for befund in self.befunde.get(uri, []):
            hier = self.mass.range(zeilen, befund.position)
            if (hier.start.line, hier.start.character) <= (bereich.end.line, bereich.end.character) and (
                bereich.start.line,
                bereich.start.character,
            ) <= (hier.end.line, hier.end.character):
                gefunden.append(befund)
        return gefunden


def _is_of(stand: Arbeitsstand, datei: str, quelle: str) -> bool:
    vertrag = stand.contract_of(datei)
    return (vertrag.kennung if vertrag is not None else f"datei:{datei}") == quelle


def build_server(macher: StandMacher, melde: Callable[[str], None]) -> Vertragsserver:
    """Return the server; `macher` opens the repository at or above a folder, None where there is none; `melde` prints a line."""
    quiet_log(melde)
    server = Vertragsserver()
    server.macher = macher
    _watch_texts(server)
    _answer_questions(server)
    _change_texts(server)
    return server


def _watch_texts(server: Vertragsserver) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Vertragsserver, angaben: lsp.DidOpenTextDocumentParams) -> None:
        ort = ls.locate(angaben.text_document.uri)
        if ort is not None:
            ort[0].offene[ort[1]] = angaben.text_document.text
            ls.refresh(angaben.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Vertragsserver, angaben: lsp.DidChangeTextDocumentParams) -> None:
        uri = angaben.text_document.uri
        ort = ls.locate(uri)
        if ort is None:
            return
        ort[0].offene[ort[1]] = ls.workspace.get_text_document(uri).source
        if await ls.comes_to_rest(uri) and ort[1] in ort[0].offene:
            ls.refresh(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Vertragsserver, angaben: lsp.DidSaveTextDocumentParams) -> None:
        ort = ls.locate(angaben.text_document.uri)
        if ort is not None:
            ort[0].forget()
            ls.refresh(angaben.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Vertragsserver, angaben: lsp.DidCloseTextDocumentParams) -> None:
        ort = ls.locate(angaben.text_document.uri)
        if ort is not None:
            ort[0].offene.pop(ort[1], None)
            ort[0].forget()
            ls.refresh(angaben.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(ls: Vertragsserver, angaben: lsp.DidChangeWatchedFilesParams) -> None:
        for stand in ls.staende.values():
            stand.forget()


def _answer_questions(server: Vertragsserver) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", " ", "{", "#", ".", "§"])
    )
    def complete(ls: Vertragsserver, angaben: lsp.CompletionParams) -> lsp.CompletionList:
        ort = ls.place(angaben.text_document.uri, angaben.position)
        if ort is None:
            return lsp.CompletionList(False, [])
        stand, datei, zeile, spalte = ort
        zeilen = stand.lines(datei)
        eintraege = []
        for v in suggest(stand, datei, zeile, spalte):
            bereich = lsp.Range(ls.mass.point(zeilen, zeile + 1, v.von + 1), angaben.position)
            text = f"{v.text}: " if v.sorte == "schluessel" and datei.endswith(".yaml") else v.text
            eintraege.append(
                lsp.CompletionItem(
                    v.text,
                    kind=SORTE[v.sorte],
                    documentation=v.hinweis or None,
                    text_edit=lsp.TextEdit(bereich, text),
                    filter_text=v.text,
                )
            )
        return lsp.CompletionList(False, eintraege)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(ls: Vertragsserver, angaben: lsp.HoverParams) -> lsp.Hover | None:
        ort = ls.place(angaben.text_document.uri, angaben.position)
        if ort is None:
            return None
        treffer = ls.hits(angaben.text_document.uri, lsp.Range(angaben.position, angaben.position))
        text = describe_place(*ort, treffer)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(ls: Vertragsserver, angaben: lsp.DefinitionParams) -> lsp.Location | None:
        ort = ls.place(angaben.text_document.uri, angaben.position)
        ziel = find_target(*ort) if ort is not None else None
        return ls.location(ziel.datei, ziel.ort) if ziel is not None else None


def _change_texts(server: Vertragsserver) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_RENAME)
    def rename_here(ls: Vertragsserver, angaben: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        ort = ls.place(angaben.text_document.uri, angaben.position)
        if ort is None:
            return None
        try:
            umbenennung = rename(*ort, angaben.new_name)
            if umbenennung.dateien and not _renames_files(ls.client_capabilities):
                raise UmbenennungsFehler(
                    "Ihr Editor kann keine Dateien umbenennen; dieser Name ist auch der einer Datei."
                )
        except UmbenennungsFehler as fehler:
            ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, str(fehler)))
            return None
        ort[0].forget()
        return _as_edit(ls, ort[0], umbenennung)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def act(ls: Vertragsserver, angaben: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = angaben.text_document.uri
        ort = ls.locate(uri)
        if ort is None:
            return []
        zeilen = ort[0].lines(ort[1])
        aktionen = []
        for befund in ls.hits(uri, angaben.range):
            korrektur = find_korrektur(befund, zeilen)
            if korrektur is None:
                continue
            stelle = Position(korrektur.datei, korrektur.zeile, korrektur.von + 1, korrektur.zeile, korrektur.bis + 1)
            edit = lsp.TextEdit(ls.mass.range(zeilen, stelle), korrektur.neu)
            aktionen.append(
                lsp.CodeAction(
                    f"{befund.code} beheben" if korrektur.ist_sicher else f"{befund.code} beheben (bitte ansehen)",
                    kind=lsp.CodeActionKind.QuickFix,
                    edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
                    is_preferred=korrektur.ist_sicher,
                )
            )
        return aktionen


def _renames_files(kann: lsp.ClientCapabilities) -> bool:
    """Tell whether an editor takes new names of files along with new words."""
    bereich = kann.workspace.workspace_edit if kann.workspace is not None else None
    arten = bereich.resource_operations if bereich is not None else None
    return bool(bereich and bereich.document_changes and lsp.ResourceOperationKind.Rename in (arten or ()))


def _as_edit(ls: Vertragsserver, stand: Arbeitsstand, umbenennung: Umbenennung) -> lsp.WorkspaceEdit:
    """Return what an editor shall do: the new words, then the new names of files."""

    def uri(name: str) -> str:
        return from_fs_path(str(stand.wurzel / name)) or ""

    stellen = {
        uri(datei): [lsp.TextEdit(ls.mass.range(stand.lines(datei), stelle), neu) for stelle, neu in orte]
        for datei, orte in umbenennung.stellen.items()
    }
    if not umbenennung.dateien:
        return lsp.WorkspaceEdit(changes=stellen)
    worte = [
        lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri=datei), list(orte))
        for datei, orte in stellen.items()
    ]
    namen = [lsp.RenameFile(uri(alt), uri(neu)) for alt, neu in umbenennung.dateien]
    return lsp.WorkspaceEdit(document_changes=[*worte, *namen])
