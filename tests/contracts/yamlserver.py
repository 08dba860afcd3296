"""The real YAML language server, where there is one, spoken to as an editor does."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

SERVER = shutil.which("yaml-language-server")
FEHLT = "yaml-language-server ist nicht installiert"


class Server:
    """The language server, spoken to over its streams."""

    def __init__(self, befehl: str, schema: Path | None = None) -> None:
        """Start it; every file has the schema, or each the one that its first line names."""
        self._einstellungen = {
            "schemas": {schema.as_uri(): "*.yaml"} if schema else {},
            "hover": True,
            "completion": True,
            "validate": True,
            "schemaStore": {"enable": False},
        }
        self._prozess = subprocess.Popen([befehl, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._nummer = 0
        self.meldungen: list[dict[str, Any]] = []
        kann = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
            },
        }
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": kann})
        self._send({"method": "initialized", "params": {}})

    def ask(self, methode: str, angaben: Any) -> Any:
        """Ask and return the answer; what the server wants to know in between is answered."""
        self._nummer += 1
        self._send({"id": self._nummer, "method": methode, "params": angaben})
        while (antwort := self._read()).get("id") != self._nummer or "method" in antwort:
            self._answer(antwort)
        return antwort.get("result")

    def open(self, text: str, ort: str = "file:///vertrag.yaml") -> str:
        """Open a text at an address and return this, after the server has said what is wrong with it."""
        angaben = {"uri": ort, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": angaben}})
        while True:
            self._answer(nachricht := self._read())
            if nachricht.get("method") == "textDocument/publishDiagnostics" and nachricht["params"]["uri"] == ort:
                self.meldungen = nachricht["params"]["diagnostics"]
                return ort

    def close(self) -> None:
        self._prozess.kill()
        self._prozess.wait()

    def _answer(self, nachricht: dict[str, Any]) -> None:
        if "method" in nachricht and "id" in nachricht:
            ist_frage = nachricht["method"] == "workspace/configuration"
            ergebnis = (
                [self._einstellungen if e.get("section") == "yaml" else {} for e in nachricht["params"]["items"]]
                if ist_frage
                else None
            )
            self._send({"id": nachricht["id"], "result": ergebnis})

    def _send(self, nachricht: dict[str, Any]) -> None:
        assert self._prozess.stdin is not None
        inhalt = json.dumps({"jsonrpc": "2.0", **nachricht}).encode()
        self._prozess.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(inhalt), inhalt))
        self._prozess.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._prozess.stdout is not None
        laenge = 0
        while zeile := self._prozess.stdout.readline().strip():
            if zeile.lower().startswith(b"content-length:"):
                laenge = int(zeile.partition(b":")[2])
        assert laenge, "the server has gone"
        nachricht: dict[str, Any] = json.loads(self._prozess.stdout.read(laenge))
        return nachricht
