"""Fetching a law from a local server: what changed, the lock file, and every way a transfer can go wrong."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from corpus.einfuhr.fehler import ImportFehler
from tests.corpus.einfuhr.test_einlesen import statute, zipped
from tests.vertragswerk.gesetze.staende import shipped_state
from vertragswerk.gesetze.abruf import SPERRDATEI, address_of, download, fetch_gesetz, read_sperren

HEUTE = date(2026, 11, 1)
SGB_X = zipped(shipped_state("SGB X", "SGB 10", "20261001"))
ANDERES = zipped(statute(("1", "Zweck", "<P>x</P>"), tag="20261001"))


@contextmanager
def server(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Antwort(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            return

    dienst = HTTPServer(("127.0.0.1", 0), Antwort)
    faden = threading.Thread(target=dienst.serve_forever, args=(0.01,), daemon=True)
    faden.start()
    try:
        yield f"http://127.0.0.1:{dienst.server_port}"
    finally:
        dienst.shutdown()
        dienst.server_close()
        faden.join()


def send(daten: bytes, laenge: int | None = None) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(anfrage: BaseHTTPRequestHandler) -> None:
        anfrage.send_response(200)
        anfrage.send_header("Content-Length", str(len(daten) if laenge is None else laenge))
        anfrage.end_headers()
        anfrage.wfile.write(daten)

    return answer


def test_fetch_imports_and_pins(tmp_path: Path) -> None:
    with server(send(SGB_X)) as basis:
        bericht = fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis)
    assert bericht.gesetz == "SGB X"
    assert "1" in bericht.geaendert
    sperre = read_sperren(tmp_path)["SGB X"]
    assert sperre.quelle.endswith("/sgb_10/xml.zip")
    assert (sperre.geholt_am, sperre.stand) == ("2026-11-01", "2026-10-01")
    assert sperre.sha256 == hashlib.sha256(SGB_X).hexdigest()


def test_lock_file_in_another_folder_and_pinned_hash(tmp_path: Path) -> None:
    cache, repo = tmp_path / "cache", tmp_path / "repo"
    with server(send(SGB_X)) as basis:
        fetch_gesetz("SGB X", cache, HEUTE, sperrordner=repo, basis=basis)
        pin = read_sperren(repo)["SGB X"].sha256
        assert "keine Änderung" in str(fetch_gesetz("SGB X", cache, HEUTE, sperrordner=repo, basis=basis, sha256=pin))
    assert not (cache / SPERRDATEI).exists()


def test_a_lock_that_pins_other_bytes_is_named(tmp_path: Path) -> None:
    """The user sees the old and the new pin; equal bytes are not worth a word."""
    neuer = zipped(shipped_state("SGB X", "SGB 10", "20261015", {"1": "Anwendung"}))
    alt, neu = (hashlib.sha256(d).hexdigest()[:16] for d in (SGB_X, neuer))
    with server(send(SGB_X)) as basis:
        assert not fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis).hinweis
        assert not fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis).hinweis
    with server(send(neuer)) as basis:
        bericht = fetch_gesetz("SGB X", tmp_path, date(2026, 12, 2), basis=basis)
    assert str(bericht).splitlines() == [
        "SGB X, Stand 02.12.2026: 1 geändert",
        f"Die Sperrdatei hielt eine andere Datei fest: bisher Prüfsumme {alt}… (geholt am 01.11.2026, Stand 01.10.2026), "
        f"jetzt Prüfsumme {neu}… (geholt am 02.12.2026, Stand 15.10.2026).",
    ]


def test_a_lock_that_cannot_be_written_is_a_german_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def voll(*_: object) -> None:
        raise OSError(28, "kein Platz")

    monkeypatch.setattr("vertragswerk.gesetze.abruf.replace_file", voll)
    with server(send(SGB_X)) as basis, pytest.raises(ImportFehler, match=r"nicht schreiben \(kein Platz\)"):
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis)


def refuse_redirect(anfrage: BaseHTTPRequestHandler) -> None:
    anfrage.send_response(302)
    anfrage.send_header("Location", "file:///etc/hostname")
    anfrage.end_headers()


def send_raw(*zeilen: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(anfrage: BaseHTTPRequestHandler) -> None:
        anfrage.wfile.write(b"\r\n".join(zeilen))
        anfrage.close_connection = True

    return answer


OK, CHUNKED = b"HTTP/1.1 200 OK", b"Transfer-Encoding: chunked"
FEHLER = [
    ("Statuszeile", send_raw(b"GUTEN TAG", b"", b""), "", "Antwort des Servers ist fehlerhaft"),
    ("Schweigen", send_raw(b""), "", "nicht geholt"),
    ("falscher Block", send_raw(OK, CHUNKED, b"", b"kein Mass", b"PK"), "", "Antwort des Servers ist fehlerhaft"),
    ("gekuerzter Block", send_raw(OK, CHUNKED, b"", b"fff", b"PK"), "", "Antwort des Servers ist fehlerhaft"),
    ("lange Kopfzeile", send_raw(OK, b"X: " + b"x" * 70_000, b"", b""), "", "Antwort des Servers ist fehlerhaft"),
    ("viele Kopfzeilen", send_raw(OK, *[b"X: x"] * 200, b"", b""), "", "Antwort des Servers ist fehlerhaft"),
    ("abgebrochen", send(SGB_X[:200], len(SGB_X)), "", "brach ab|nicht geholt"),
    ("gekuerzt", send(SGB_X[:-40]), "", "beschädigt"),
    ("falsche Prüfsumme", send(SGB_X), "0" * 64, "Prüfsumme stimmt nicht"),
    ("anderes Gesetz", send(ANDERES), "", "enthält TestG, erwartet war SGB X"),
    ("kein Gesetz", send(b"<html><body>Wartung</body></html>"), "", "kein Gesetz"),
    ("nicht gefunden", lambda a: a.send_error(404), "", "nicht geholt"),
    ("Umleitung", refuse_redirect, "", "nicht geholt|leitet"),
]


@pytest.mark.parametrize(("name", "antwort", "sha256", "grund"), FEHLER, ids=[f[0] for f in FEHLER])
def test_failed_fetch_leaves_everything_as_it_was(
    name: str, antwort: Callable[[BaseHTTPRequestHandler], None], sha256: str, grund: str, tmp_path: Path
) -> None:
    with server(send(SGB_X)) as basis:
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis)
    vorher = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with server(antwort) as basis, pytest.raises(ImportFehler, match=grund):
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis=basis, sha256=sha256)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == vorher


def test_no_network_is_a_german_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFehler, match="Ohne Netz gilt der mitgelieferte Bestand"):
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis="http://127.0.0.1:9")


def test_fetch_from_a_folder(tmp_path: Path) -> None:
    """A mirror on disk works like the portal."""
    ziel = tmp_path / "spiegel" / "sgb_10"
    ziel.mkdir(parents=True)
    (ziel / "xml.zip").write_bytes(SGB_X)
    basis = (tmp_path / "spiegel").as_uri()
    assert fetch_gesetz("SGB X", tmp_path / "cache", HEUTE, basis=basis).gesetz == "SGB X"


PIN = '{"SGB X":{"quelle":"q","geholt_am":"2026-11-01","sha256":%s,"stand":%s}}'


@pytest.mark.parametrize(
    "inhalt", ["{", "[" * 100_000, "[]", '{"SGB X":{}}', PIN % ("7", '"2026-10-01"'), PIN % ('"x"', '"bald"')]
)
def test_damaged_lock_file_stops_before_the_fetch(inhalt: str, tmp_path: Path) -> None:
    (tmp_path / SPERRDATEI).write_text(inhalt, encoding="utf-8")
    with pytest.raises(ImportFehler, match="Sperrdatei ist beschädigt"):
        fetch_gesetz("SGB X", tmp_path, HEUTE, basis="http://127.0.0.1:9")


@pytest.mark.parametrize("adresse", ["ftp://example.org/x", "data:text/plain,x", "javascript:1"])
def test_other_schemes_are_refused(adresse: str) -> None:
    with pytest.raises(ImportFehler, match="Nur https-"):
        download(adresse)


@pytest.mark.parametrize("adresse", ["http://[::1", "http://a b/", "http://\n/", "http://x:port/"])
def test_an_address_that_is_none_is_a_german_sentence(adresse: str) -> None:
    with pytest.raises(ImportFehler, match="nicht geholt"):
        download(adresse)


def test_unknown_law_names_the_known_ones() -> None:
    with pytest.raises(ImportFehler, match="SGB IX"):
        address_of("TVöD")
    assert address_of("SGB IX") == "https://www.gesetze-im-internet.de/sgb_9_2018/xml.zip"
