"""The full texts a user has imported, in one SQLite file of the user's cache: the text of a norm at a date, and search.

The file never belongs to a repository of contracts. Search is FTS5; the words a user types are always quoted, so that no
input is read as search syntax.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus.index.roh import Rohabsatz, plain_text

DATEI = "volltext.sqlite"
WARTEZEIT = 30.0
"""Seconds another import is waited for."""
_WORT = re.compile(r"[\w§-]+")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vorschrift (
    id INTEGER PRIMARY KEY, gesetz TEXT NOT NULL, text TEXT NOT NULL, nummer TEXT NOT NULL, ueberschrift TEXT NOT NULL,
    von TEXT NOT NULL, bis TEXT NOT NULL, absaetze TEXT NOT NULL, inhalt TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS ort ON vorschrift (gesetz, nummer, von);
CREATE INDEX IF NOT EXISTS stelle ON vorschrift (text, nummer, bis);
CREATE VIRTUAL TABLE IF NOT EXISTS suche USING fts5(
    ueberschrift, inhalt, content='vorschrift', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER IF NOT EXISTS dazu AFTER INSERT ON vorschrift BEGIN
    INSERT INTO suche(rowid, ueberschrift, inhalt) VALUES (new.id, new.ueberschrift, new.inhalt); END;
CREATE TRIGGER IF NOT EXISTS weg AFTER DELETE ON vorschrift BEGIN
    INSERT INTO suche(suche, rowid, ueberschrift, inhalt) VALUES ('delete', old.id, old.ueberschrift, old.inhalt); END;
"""
_SPALTEN = "gesetz, text, nummer, ueberschrift, von, bis, absaetze, inhalt"
_OFFEN = "9999-12-31"
_BESETZT = "wird gerade von einem anderen Programm benutzt. Bitte gleich noch einmal versuchen."
_GESPERRT = "lässt sich nicht öffnen oder beschreiben. Bitte die Rechte an Datei und Ordner prüfen."
_WEG = "Bitte entfernen und neu importieren."
_BESCHAEDIGT = "ist beschädigt. Bitte löschen und neu importieren."
_GRUENDE = {
    sqlite3.SQLITE_BUSY: _BESETZT,
    sqlite3.SQLITE_LOCKED: _BESETZT,
    sqlite3.SQLITE_FULL: "lässt sich nicht ergänzen, weil der Datenträger voll ist. Bitte Platz schaffen und noch einmal versuchen.",
    sqlite3.SQLITE_READONLY: _GESPERRT,
    sqlite3.SQLITE_CANTOPEN: _GESPERRT,
    sqlite3.SQLITE_PERM: _GESPERRT,
    sqlite3.SQLITE_AUTH: _GESPERRT,
    sqlite3.SQLITE_IOERR: "lässt sich nicht lesen oder schreiben. Bitte den Datenträger prüfen und noch einmal versuchen.",
    sqlite3.SQLITE_CORRUPT: _BESCHAEDIGT,
    sqlite3.SQLITE_NOTADB: _BESCHAEDIGT,
}


class VolltextFehler(ValueError):
    """The store cannot be read or a question cannot be asked; the message is a German sentence."""


class KeinVolltext(VolltextFehler):
    """Nothing has been imported yet."""


@dataclass(frozen=True, slots=True)
class Textfassung:
    """The text of one provision in one version: `absaetze` are pairs (number, text); `bis` is None while it is current."""

    gesetz: str
    nummer: str
    ueberschrift: str
    von: date
    bis: date | None
    absaetze: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Return the whole text with the numbers of the Absätze."""
        return "\n".join(f"({n}) {t}" if n else t for n, t in self.absaetze)


@dataclass(frozen=True, slots=True)
class Textfund:
    """One hit of a search, with the words around the hit (`[` and `]` mark them)."""

    gesetz: str
    nummer: str
    ueberschrift: str
    von: date
    bis: date | None
    ausschnitt: str


@contextmanager
def open_volltext(ordner: Path, ist_neu_erlaubt: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the store of a cache folder for one transaction: all of it happens, or nothing.

    Raises VolltextFehler if there is none (and it may not be made), or the file cannot be used; only for a damaged one
    the message says that it has to go.
    """
    pfad = ordner / DATEI
    ist_da = os.path.lexists(pfad)
    if not ist_neu_erlaubt and not ist_da:
        raise KeinVolltext("Es sind noch keine Gesetzestexte importiert (vertragswerk gesetze importieren DATEI).")
    # A pipe or a link in its place would be waited for, or followed; what a folder is, the library itself says.
    if ist_da and stat.S_IFMT(os.lstat(pfad).st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
        raise VolltextFehler(f"Der Bestand der Gesetzestexte ({DATEI}) ist keine gewöhnliche Datei. {_WEG}")
    ordner.mkdir(parents=True, exist_ok=True)
    verbindung: sqlite3.Connection | None = None
    try:
        verbindung = sqlite3.connect(pfad, timeout=WARTEZEIT)
        verbindung.executescript(_SCHEMA)
        with verbindung:
            yield verbindung
    except sqlite3.Error as fehler:
        raise VolltextFehler(f"Der Bestand der Gesetzestexte ({DATEI}) {_explain(fehler)}") from fehler
    finally:
        if verbindung is not None:
            verbindung.close()


def _explain(fehler: sqlite3.Error) -> str:
    # The higher bytes of the code tell variants of one cause apart; errors of the module itself have none.
    code = getattr(fehler, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return _GRUENDE.get(
        code, f"lässt sich nicht benutzen: {fehler}. Bleibt das so, legen Sie die Datei beiseite und importieren neu."
    )


def store_fassungen(db: sqlite3.Connection, text: str, nummer: str, fassungen: Iterable[Textfassung]) -> None:
    """Replace everything known of one provision by the given versions."""
    db.execute("DELETE FROM vorschrift WHERE text = ? AND nummer = ?", (text, nummer))
    for f in fassungen:
        _insert(db, text, f)


def store_stand(
    db: sqlite3.Connection,
    gesetz: str,
    text: str,
    nummer: str,
    ueberschrift: str,
    absaetze: tuple[Rohabsatz, ...],
    von: date,
) -> None:
    """Add the text in force from a day on; the version before ends the day before. An equal text changes nothing."""
    neu = Textfassung(gesetz, nummer, ueberschrift, von, None, texts_of(absaetze))
    zeile = db.execute(
        "SELECT id, von, absaetze, ueberschrift FROM vorschrift WHERE text = ? AND nummer = ? AND bis = ?",
        (text, nummer, _OFFEN),
    ).fetchone()
    if zeile:
        if zeile[2] == _dump(neu) and zeile[3] == ueberschrift:
            return
        if str(zeile[1]) >= von.isoformat():
            db.execute("DELETE FROM vorschrift WHERE id = ?", (zeile[0],))
        else:
            close_stand(db, text, nummer, von)
    _insert(db, text, neu)


def close_stand(db: sqlite3.Connection, text: str, nummer: str, ab: date) -> None:
    """Let the current version of a provision end the day before `ab`."""
    bis = (ab - timedelta(days=1)).isoformat()
    db.execute("UPDATE vorschrift SET bis = ? WHERE text = ? AND nummer = ? AND bis = ?", (bis, text, nummer, _OFFEN))


def copy_texts(db: sqlite3.Connection, text: str) -> bytes:
    """Return everything the store holds of one text of a law, packed."""
    zeilen = db.execute(f"SELECT {_SPALTEN} FROM vorschrift WHERE text = ? ORDER BY id", (text,)).fetchall()
    return zlib.compress(json.dumps(zeilen, ensure_ascii=False).encode("utf-8"), 6)


def restore_texts(db: sqlite3.Connection, text: str, kopie: bytes) -> None:
    """Replace everything the store holds of one text by a copy made before."""
    db.execute("DELETE FROM vorschrift WHERE text = ?", (text,))
    db.executemany(
        f"INSERT INTO vorschrift ({_SPALTEN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        json.loads(zlib.decompress(kopie)),
    )


def text_at(db: sqlite3.Connection, gesetz: str, nummer: str, tag: date) -> Textfassung | None:
    """Return the text of a provision on a day, or None if it is not in the store."""
    zeile = db.execute(
        "SELECT gesetz, nummer, ueberschrift, von, bis, absaetze FROM vorschrift "
        "WHERE gesetz = ? AND nummer = ? AND von <= ? AND bis >= ? ORDER BY von DESC LIMIT 1",
        (gesetz, nummer, tag.isoformat(), tag.isoformat()),
    ).fetchone()
    return _read(zeile) if zeile else None


def search(db: sqlite3.Connection, anfrage: str, tag: date, gesetz: str = "", hoechstens: int = 20) -> list[Textfund]:
    """Return provisions in force on a day that hold every word (or its beginning) of the query, best first."""
    woerter = _WORT.findall(anfrage)[:20]
    if not woerter:
        raise VolltextFehler("Die Suche braucht wenigstens ein Wort.")
    frage = " ".join(f'"{w}"*' for w in woerter)
    zeilen = db.execute(
        "SELECT v.gesetz, v.nummer, v.ueberschrift, v.von, v.bis, snippet(suche, 1, '[', ']', ' … ', 24) "
        "FROM suche JOIN vorschrift v ON v.id = suche.rowid "
        "WHERE suche MATCH ? AND v.von <= ? AND v.bis >= ? AND (? = '' OR v.gesetz = ?) "
        "ORDER BY bm25(suche, 4.0, 1.0), v.gesetz, v.id LIMIT ?",
        (frage, tag.isoformat(), tag.isoformat(), gesetz, gesetz, hoechstens),
    )
    try:
        return [
            Textfund(str(g), str(n), str(u), date.fromisoformat(a), _end(b), " ".join(s.split()))
            for g, n, u, a, b, s in zeilen
        ]
    except (ValueError, TypeError, AttributeError) as fehler:
        raise _damaged() from fehler


def texts_of(absaetze: tuple[Rohabsatz, ...]) -> tuple[tuple[str, str], ...]:
    """Return the Absätze as pairs (number, text)."""
    return tuple((a.nummer, plain_text(a.inhalt)) for a in absaetze)


def _insert(db: sqlite3.Connection, text: str, f: Textfassung) -> None:
    bis = f.bis.isoformat() if f.bis else _OFFEN
    db.execute(
        f"INSERT INTO vorschrift ({_SPALTEN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (f.gesetz, text, f.nummer, f.ueberschrift, f.von.isoformat(), bis, _dump(f), f.text),
    )


def _dump(f: Textfassung) -> str:
    return json.dumps(f.absaetze, ensure_ascii=False)


def _read(zeile: tuple[str, ...]) -> Textfassung:
    gesetz, nummer, titel, von, bis, absaetze = zeile
    try:
        paare = tuple((str(n), str(t)) for n, t in json.loads(absaetze))
        return Textfassung(str(gesetz), str(nummer), str(titel), date.fromisoformat(von), _end(bis), paare)
    except (ValueError, TypeError, RecursionError) as fehler:
        raise _damaged() from fehler


def _damaged() -> VolltextFehler:
    """Return the error for an entry that another program has changed."""
    return VolltextFehler(f"Der Bestand der Gesetzestexte ({DATEI}) {_BESCHAEDIGT}")


def _end(bis: str) -> date | None:
    return None if bis == _OFFEN else date.fromisoformat(bis)
