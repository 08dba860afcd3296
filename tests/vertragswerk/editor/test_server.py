"""The language server over standard input and output, driven by the protocol library's own client."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="Zusatz „editor“ nicht installiert")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from contracts.yamltext.zeichen import split_zeilen
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER, ZWEITER
from tests.vertragswerk.conftest import copy_beispiel, environment
from vertragswerk.editor.server import Vertragsserver

WARTE = 60.0
MITTEN = "👍👍 ä "


class Sitzung:
    """A client with a server of its own, and what the server said of each file last."""

    def __init__(self, wurzel: Path) -> None:
        self.wurzel = wurzel
        self.client = LanguageClient("probe", "1")
        self.meldungen: dict[str, list[lsp.Diagnostic]] = {}
        self.worte: list[str] = []
        self.ereignis = asyncio.Event()
        self.versionen: dict[str, int] = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def take(angaben: lsp.PublishDiagnosticsParams) -> None:
            self.meldungen[angaben.uri] = list(angaben.diagnostics)
            self.ereignis.set()

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def hear(angaben: lsp.ShowMessageParams) -> None:
            self.worte.append(angaben.message)

    async def __aenter__(self) -> Sitzung:
        await self.client.start_io(
            sys.executable, "-m", "vertragswerk", "lsp", "--stdio", env=environment(PYTHONPATH=str(PROJEKT))
        )
        faehigkeiten = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf16]),
            workspace=lsp.WorkspaceClientCapabilities(
                workspace_edit=lsp.WorkspaceEditClientCapabilities(
                    document_changes=True, resource_operations=[lsp.ResourceOperationKind.Rename]
                )
            ),
        )
        await self.client.initialize_async(
            lsp.InitializeParams(capabilities=faehigkeiten, root_uri=self.wurzel.as_uri())
        )
        self.client.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def uri(self, datei: str) -> str:
        return (self.wurzel / datei).as_uri()

    async def said(
        self, datei: str, bis: Callable[[list[lsp.Diagnostic]], bool] = lambda m: True
    ) -> list[lsp.Diagnostic]:
        """Return what the server says of a file, once it says what is waited for."""

        async def wait() -> list[lsp.Diagnostic]:
            while self.uri(datei) not in self.meldungen or not bis(self.meldungen[self.uri(datei)]):
                self.ereignis.clear()
                await self.ereignis.wait()
            return self.meldungen[self.uri(datei)]

        return await asyncio.wait_for(wait(), WARTE)

    async def open(self, datei: str, text: str | None = None) -> str:
        inhalt = (self.wurzel / datei).read_text(encoding="utf-8") if text is None else text
        self.versionen[datei] = 1
        sprache = "markdown" if datei.endswith(".md") else "yaml"
        self.client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(self.uri(datei), sprache, 1, inhalt))
        )
        return inhalt

    def change(self, datei: str, text: str) -> None:
        self.versionen[datei] += 1
        self.meldungen.pop(self.uri(datei), None)
        kennung = lsp.VersionedTextDocumentIdentifier(self.versionen[datei], self.uri(datei))
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(kennung, [lsp.TextDocumentContentChangeWholeDocument(text)])
        )

    def at(self, datei: str, text: str, stelle: int) -> dict[str, Any]:
        """Return document and position of an offset of a text, in the client's units."""
        davor = text[:stelle]
        zeile = davor.rpartition("\n")[2]
        ort = lsp.Position(davor.count("\n"), len(zeile.encode("utf-16-le")) // 2)
        return {"text_document": lsp.TextDocumentIdentifier(self.uri(datei)), "position": ort}

    async def complete(self, datei: str, text: str, alt: str, neu: str) -> dict[str, lsp.CompletionItem]:
        """Return what is offered behind a piece that takes the place of another, which stands once in the text."""
        geaendert = text.replace(alt, neu)
        assert text.count(alt) == 1, alt
        self.change(datei, geaendert)
        ort = self.at(datei, geaendert, text.index(alt) + len(neu))
        antwort = await self.client.text_document_completion_async(lsp.CompletionParams(**ort))
        assert isinstance(antwort, lsp.CompletionList)
        return {e.label: e for e in antwort.items}


def run(arbeit: Callable[[Sitzung], Awaitable[None]], wurzel: Path) -> None:
    async def whole() -> None:
        async with Sitzung(wurzel) as sitzung:
            await arbeit(sitzung)

    asyncio.run(asyncio.wait_for(whole(), WARTE * 3))


@pytest.fixture
def wurzel(tmp_path: Path) -> Path:
    bestand = copy_beispiel(tmp_path / "Größe mit Blank", ERSTER, ZWEITER)
    datei = bestand / "vertragswerk.toml"
    datei.write_text(datei.read_text(encoding="utf-8").replace("2025-12-11", "2024-12-18"), encoding="utf-8")
    return bestand


VERTRAG = f"vertraege/{ERSTER}/vertrag.yaml"


@pytest.mark.langsam
def test_findings_come_from_the_unsaved_text(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        text = await s.open(VERTRAG)
        assert await s.said(VERTRAG) == []
        falsch = text.replace("  monate: 36", "  monate: 24", 1)
        s.change(VERTRAG, falsch)
        (meldung,) = await s.said(VERTRAG, bool)
        assert (meldung.code, meldung.source, meldung.severity) == (
            "FL-01",
            "vertragswerk",
            lsp.DiagnosticSeverity.Error,
        )
        zeile = falsch.split("\n")[meldung.range.start.line]
        assert zeile[meldung.range.start.character : meldung.range.end.character] == "24"
        s.change(VERTRAG, "kennung: [")
        assert {m.code for m in await s.said(VERTRAG, bool)} >= {"YML-01"}
        s.change(VERTRAG, text)
        assert await s.said(VERTRAG, lambda m: not m) == []
        assert "monate: 36" in (wurzel / VERTRAG).read_text(encoding="utf-8")

    run(work, wurzel)


@pytest.mark.langsam
def test_marks_hit_the_words_behind_umlauts_and_emoji(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        text = await s.open(VERTRAG)
        # A text of the data and a flow group: before the place stand an emoji of two units and an umlaut.
        kaputt = text.replace("- id: FD\n", f'- {{id: X1, name: "{MITTEN}", rolle: no}}\n  - id: FD\n', 1)
        s.change(VERTRAG, kaputt)
        meldungen = [
            m for m in await s.said(VERTRAG, lambda m: any(x.code == "YML-03" for x in m)) if m.code == "YML-03"
        ]
        (meldung,) = meldungen
        zeile = kaputt.split("\n")[meldung.range.start.line].encode("utf-16-le")
        assert zeile[2 * meldung.range.start.character : 2 * meldung.range.end.character].decode("utf-16-le") == "no}"
        aktionen = await s.client.text_document_code_action_async(
            lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(s.uri(VERTRAG)), meldung.range, lsp.CodeActionContext([meldung])
            )
        )
        (aktion,) = aktionen or []
        assert isinstance(aktion, lsp.CodeAction) and aktion.edit is not None and aktion.edit.changes is not None
        (edit,) = aktion.edit.changes[s.uri(VERTRAG)]
        assert edit.new_text == '"no"'
        assert zeile[2 * edit.range.start.character : 2 * edit.range.end.character].decode("utf-16-le") == "no"

    run(work, wurzel)


@pytest.mark.langsam
def test_completion(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        text = await s.open(VERTRAG)
        await s.said(VERTRAG)

        async def offer(alt: str, neu: str) -> dict[str, lsp.CompletionItem]:
            return await s.complete(VERTRAG, text, alt, neu)

        keys = await offer("  monate: 36\n", "  mon")
        assert {"monate"} == {k for k in keys if k.startswith("mona")} and keys["monate"].documentation
        oben = await offer("kennung: TB1-WESERBOGEN-2025\n", "kennung: TB1-WESERBOGEN-2025\nhat_")
        assert "hat_oeffnungsklausel" not in oben  # stands there already
        laender = await offer("bundesland: HB", "bundesland: H")
        assert set(laender) == {"HB", "HE", "HH"}
        norm = await offer("  - §§ 53 bis 61 SGB X\n", "  - § 123 SGB I")
        assert "§ 123 SGB IX" in norm and norm["§ 123 SGB IX"].documentation == "Allgemeine Grundsätze"
        parteien = await offer("  - partei: weserbogen\n", "  - partei: wes")
        assert set(parteien) == {"weserbogen"}
        klauseln = await offer(
            "hat_oeffnungsklausel: true\n", "hat_oeffnungsklausel: true\nklauseln:\n  entfaellt:\n    - klausel: evalu"
        )
        assert "evaluation" in klauseln and klauseln["evaluation"].documentation

    run(work, wurzel)


@pytest.mark.langsam
def test_completion_of_ids_and_inside_brackets(wurzel: Path) -> None:
    zweiter = f"vertraege/{ZWEITER}/vertrag.yaml"

    async def work(s: Sitzung) -> None:
        text = await s.open(zweiter)
        await s.said(zweiter)
        klauseln = await s.complete(zweiter, text, "nach: controlling}", "nach: contr")
        assert "controlling" in klauseln
        await s.said(zweiter)  # the text has been checked while it could not be read
        kennungen = await s.complete(zweiter, text, "  stelle: LTB\n  beteiligt_am", "  stelle: L")
        assert set(kennungen) == {"LTB"} and kennungen["LTB"].documentation == "Landesteilhabebeirat Musterbremen"
        kennzahlen = await s.complete(zweiter, text, "kennzahlen: [K1, K2, K3", "kennzahlen: [K1, K")
        assert {"K1", "K2"} <= set(kennzahlen) and all(k.startswith("K") for k in kennzahlen)

    run(work, wurzel)


@pytest.mark.langsam
def test_hover(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        text = (await s.open(VERTRAG)).replace("  monate: 36", "  monate: 24", 1)
        s.change(VERTRAG, text)
        await s.said(VERTRAG, bool)

        async def say(stueck: str) -> str:
            antwort = await s.client.text_document_hover_async(
                lsp.HoverParams(**s.at(VERTRAG, text, text.index(stueck)))
            )
            text_davon = antwort.contents.value if antwort and isinstance(antwort.contents, lsp.MarkupContent) else ""
            return text_davon.replace("\u00a0", " ")

        regel = await say(text[text.index("monate: 24") + 8 :])
        assert "FL-01  Laufzeit widerspruchsfrei" in regel and "Stattdessen" in regel
        assert "**bundesland**: " in await say("bundesland: HB")
        norm = await say("§ 132 SGB IX\n  - §§ 123")
        assert "**§ 132 SGB IX** Abweichende Zielvereinbarungen" in norm and "Am 18.12.2024: geltendes Recht" in norm
        assert await say("# Singuläres") == ""

    run(work, wurzel)


@pytest.mark.langsam
def test_definition(wurzel: Path) -> None:
    zweiter = f"vertraege/{ZWEITER}"

    async def work(s: Sitzung) -> None:
        text = await s.open(f"{zweiter}/vertrag.yaml")
        await s.said(f"{zweiter}/vertrag.yaml")

        async def go(datei: str, inhalt: str, stueck: str) -> lsp.Location:
            ort = s.at(datei, inhalt, inhalt.index(stueck) + len(stueck) - 1)
            antwort = await s.client.text_document_definition_async(lsp.DefinitionParams(**ort))
            assert isinstance(antwort, lsp.Location), stueck
            return antwort

        assert (await go(f"{zweiter}/vertrag.yaml", text, "partei: weserbogen")).uri == s.uri(
            "parteien/weserbogen.yaml"
        )
        eigene = await go(f"{zweiter}/vertrag.yaml", text, "{klausel: komplex")
        assert eigene.uri == s.uri(f"{zweiter}/klauseln/komplex.md")
        fremde = await go(f"{zweiter}/vertrag.yaml", text, "nach: controlling")
        assert fremde.uri.endswith("/controlling.md") and "contracts" in fremde.uri
        klausel = await s.open(f"{zweiter}/klauseln/komplex.md")
        davor = klausel.rstrip("\n") + "\n\n{: probe}\nNäheres 👍 regelt {#controlling}.\n"
        s.change(f"{zweiter}/klauseln/komplex.md", davor)
        ziel = await go(f"{zweiter}/klauseln/komplex.md", davor, "{#controlling")
        assert ziel.uri == fremde.uri and ziel.range.start.line == 0

    run(work, wurzel)


def within(s: Sitzung, zeilen: list[str], zeile: str, wort: str) -> dict[str, Any]:
    """Return the place within a word of the first line of the contract that is one."""
    nummer = next(n for n, z in enumerate(zeilen) if z.strip() == zeile)
    return {
        "text_document": lsp.TextDocumentIdentifier(s.uri(VERTRAG)),
        "position": lsp.Position(nummer, zeilen[nummer].index(wort) + 1),
    }


@pytest.mark.langsam
def test_rename_an_id_everywhere(wurzel: Path) -> None:
    (wurzel / "ausnahmen.yaml").write_text(
        "ausnahmen:\n" + "".join(
            f"  - id: A-{n}\n    regel: ZI-06\n    pfad: ziele[Z1].termin\n    vertrag: {v}\n    begruendung: Der Termin ist mit dem Landesamt eigens vereinbart.\n"
            "    entschieden_von: Leitung\n    entschieden_am: 2024-12-01\n    gueltig_bis: 2025-11-30\n"
            for n, v in enumerate((ERSTER, ZWEITER), 1)
        ), encoding="utf-8",
    )  # fmt: skip

    async def work(s: Sitzung) -> None:
        text = await s.open(VERTRAG)
        await s.said(VERTRAG)
        zeilen = split_zeilen(text)
        ort = within(s, zeilen, "- id: Z1", "Z1")
        antwort = await s.client.text_document_rename_async(lsp.RenameParams(new_name="Ziel1", **ort))
        assert antwort is not None and antwort.changes is not None
        assert set(antwort.changes) == {s.uri(VERTRAG), s.uri("ausnahmen.yaml")}
        (ausnahme,) = antwort.changes[s.uri("ausnahmen.yaml")]
        assert ausnahme.range.start.line == 3 and ausnahme.new_text == "Ziel1"
        for edit in antwort.changes[s.uri(VERTRAG)]:
            assert zeilen[edit.range.start.line][edit.range.start.character : edit.range.end.character] == "Z1"
        # With all edits made the contract is as sound as before.
        for edit in sorted(
            antwort.changes[s.uri(VERTRAG)], key=lambda e: (-e.range.start.line, -e.range.start.character)
        ):
            z = zeilen[edit.range.start.line]
            zeilen[edit.range.start.line] = (
                z[: edit.range.start.character] + edit.new_text + z[edit.range.end.character :]
            )
        s.change(VERTRAG, "\n".join(zeilen))
        assert await s.said(VERTRAG) == []
        assert await s.client.text_document_rename_async(lsp.RenameParams(new_name="Z 2", **ort)) is None
        assert any("Kennung beginnt" in w for w in s.worte)

    run(work, wurzel)


@pytest.mark.langsam
def test_rename_a_party_with_its_file(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        zeilen = split_zeilen(await s.open(VERTRAG))
        ort = within(s, zeilen, "- partei: weserbogen", "weserbogen")
        antwort = await s.client.text_document_rename_async(lsp.RenameParams(new_name="weserblick", **ort))
        assert antwort is not None and antwort.document_changes is not None
        *worte, datei = antwort.document_changes
        assert isinstance(datei, lsp.RenameFile)
        assert (datei.old_uri, datei.new_uri) == (s.uri("parteien/weserbogen.yaml"), s.uri("parteien/weserblick.yaml"))
        assert {w.text_document.uri for w in worte} >= {s.uri(VERTRAG), s.uri(f"vertraege/{ZWEITER}/vertrag.yaml")}

    run(work, wurzel)


def test_an_editor_that_renames_no_files_is_not_asked_to() -> None:
    from vertragswerk.editor.server import _renames_files

    assert not _renames_files(lsp.ClientCapabilities())


@pytest.mark.langsam
def test_a_joint_file_and_the_settings(wurzel: Path) -> None:
    async def work(s: Sitzung) -> None:
        text = await s.open("parteien/land.yaml")
        s.change("parteien/land.yaml", text.replace('plz: "28000"', "plz: 06667"))
        assert "YML-03" in {m.code for m in await s.said("parteien/land.yaml", bool)}
        einstellungen = await s.open("vertragswerk.toml")
        s.change("vertragswerk.toml", einstellungen + "\n[pruefun]\n")
        assert [m.code for m in await s.said("vertragswerk.toml", bool)] == ["BST-12"]

    run(work, wurzel)


@pytest.mark.langsam
def test_a_file_of_no_repository_is_left_alone(tmp_path: Path, wurzel: Path) -> None:
    fremd = tmp_path / "fremd"
    fremd.mkdir()
    (fremd / "a.yaml").write_text("a: 1\n", encoding="utf-8")

    async def work(s: Sitzung) -> None:
        s.wurzel = fremd
        text = await s.open("a.yaml")
        assert await s.complete("a.yaml", text, "a: 1", "a: ") == {}
        assert s.meldungen == {}

    run(work, wurzel)


def test_a_keystroke_by_itself_is_checked_at_once_and_a_word_when_it_is_written() -> None:
    async def type_three() -> list[bool]:
        server = Vertragsserver()
        with pytest.raises(StopIteration) as ende:
            # Whoever waited would give a future instead.
            server.comes_to_rest("a").send(None)
        allein = ende.value.value
        weitere = [asyncio.create_task(server.comes_to_rest("a")) for _ in range(2)]
        return [allein, *await asyncio.gather(*weitere)]

    assert asyncio.run(type_three()) == [True, False, True]
