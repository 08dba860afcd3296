"""Take a statute file over into the user's cache, if it fits what is known: the texts are stored, the index is carried on.

What fails before the texts are committed leaves everything as it was. What fails after it leaves the new texts with the old
index, and the same import once more completes them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus.druckbar import show_pfad
from corpus.einfuhr.dateiname import clean, text_name
from corpus.einfuhr.fehler import ImportFehler
from corpus.einfuhr.gesetzbau import build_gesetz
from corpus.einfuhr.passung import (
    check_number,
    check_single,
    compare_with_known,
    known_number,
    outline_index,
    outline_roh,
)
from corpus.index.fortschreiben import Indexfortschreibung, StandFehler, continue_index, start_index
from corpus.index.gesetzesleser import Gesetzesleser
from corpus.index.gesetzesliste import LISTE, Gesetzestexte, file_name, list_shipped, list_texte, load_gesetze
from corpus.index.indexbau import UmfangFehler, build_gesetzesindex, by_number, each_key
from corpus.index.indexformat import IndexFehler, dump_index, pack_index
from corpus.index.indexmodell import Gesetzesindex, Gesetzeskopf
from corpus.index.roh import Rohgesetz, Sichtung
from corpus.index.zeitgrenzen import Belege, check_tag, find_grenze, merge_spans
from corpus.norm.gesetzesnamen import find_schluessel
from vertragswerk.dateisystem.zielsperre import Melder, stay_silent

from . import textspeicher
from .einfuhrprotokoll import Davor, Sperrwechsel, record_einfuhr, record_sperre
from .eingefuehrt import RAT, load_eigene, read_own
from .gesetzesdateien import read_belege, read_file
from .zwischenspeicher import hold_cache, replace_file, stage_file

_VERSUCHE = 5


@dataclass(frozen=True, slots=True)
class Einfuhrbericht:
    """What an import did: key of the law, day of the state, numbers of the provisions that came, changed or went.

    `hinweis` is a German sentence about the file itself that belongs to the answer.
    """

    gesetz: str
    text: str
    stand: date
    neu: tuple[str, ...] = ()
    geaendert: tuple[str, ...] = ()
    entfallen: tuple[str, ...] = ()
    hinweis: str = ""

    def __str__(self) -> str:
        """Say it in German."""
        teile = [
            f"{len(n)} {wort}"
            for n, wort in ((self.neu, "neu"), (self.geaendert, "geändert"), (self.entfallen, "entfallen"))
            if n
        ]
        antwort = f"{self.gesetz}, Stand {self.stand:%d.%m.%Y}: {', '.join(teile) or 'keine Änderung'}"
        return f"{antwort}\n{self.hinweis}" if self.hinweis else antwort


def import_file(
    pfad: Path, ordner: Path, stand: date | None = None, *, heute: date | None = None, trotzdem: bool = False,
    melde: Melder = stay_silent,
) -> Einfuhrbericht:  # fmt: skip
    """Import one file into a cache folder. `stand` is the day the file shows; XML files tell it themselves.

    Imports into one folder happen in turn; `melde` takes what one that has to wait says. A file that does not fit the law as
    it is known, or shows a day after `heute`, is refused unless `trotzdem` is set. Raises ImportFehler; the folder is then as
    it was before. A full disk is an OSError or an ImportFehler, after which the same import can be repeated.
    """
    gelesen = read_file(pfad)
    if isinstance(gelesen, Rohgesetz):
        return import_gesetz(gelesen, ordner, stand, pfad.name, heute=heute, trotzdem=trotzdem, melde=melde)
    try:
        with hold_cache(ordner, melde):
            return _repeat(lambda: _import_sichtungen(pfad, gelesen, ordner, heute, trotzdem))
    except (IndexFehler, UmfangFehler, textspeicher.VolltextFehler) as fehler:
        raise ImportFehler(f"{show_pfad(pfad.name)}: {fehler}") from fehler


def import_gesetz(
    roh: Rohgesetz, ordner: Path, stand: date | None, name: str, *, heute: date | None = None, trotzdem: bool = False,
    sperre: Sperrwechsel | None = None, melde: Melder = stay_silent,
) -> Einfuhrbericht:  # fmt: skip
    """Import one state of a law that has been read already; `sperre` is the pin that goes with it."""
    tag = stand or roh.erzeugt_am
    if tag is None:
        raise ImportFehler(f"{name}: Die Datei nennt ihren Stand nicht. Bitte mit --stand JJJJ-MM-TT angeben.")
    try:
        check_tag(tag)
    except ValueError as fehler:
        raise ImportFehler(f"{name}: Der Stand der Datei kann nicht stimmen. {fehler}") from fehler
    try:
        with hold_cache(ordner, melde):
            return _repeat(lambda: _import_stand(roh, ordner, tag, name, None if trotzdem else heute or tag, sperre))
    except IndexFehler as fehler:
        raise ImportFehler(f"{name}: {fehler} {RAT}") from fehler
    except (StandFehler, UmfangFehler, textspeicher.VolltextFehler) as fehler:
        raise ImportFehler(f"{name}: {fehler}") from fehler


def _import_stand(
    roh: Rohgesetz, ordner: Path, tag: date, name: str, heute: date | None, sperre: Sperrwechsel | None
) -> Einfuhrbericht:
    """Carry the index on with one state; `heute` is None where whatever the file shows is to be taken."""
    eintrag = find_entry(roh, ordner)
    _check_free(eintrag, ordner, name)
    ist = _read_index(ordner, eintrag)
    alt = _load_known(eintrag, ordner)
    if alt is None:
        index = start_index(roh, eintrag["gesetz"], eintrag["text"], tag)
        folge = Indexfortschreibung(index, tuple(index.paragrafen), (), ())
    else:
        folge = continue_index(alt, roh, tag)
    if heute is not None:
        zweifel = [*check_single(roh), *check_number(known_number(eintrag), roh)]
        zweifel += compare_with_known(alt, outline_roh(roh), tag) if alt is not None else []
        _refuse(name, eintrag, zweifel, tag, heute)
    if roh.dokumentnummer and not known_number(eintrag):
        eintrag = {**eintrag, "dokumentnummer": roh.dokumentnummer}
    bericht = Einfuhrbericht(eintrag["gesetz"], eintrag["text"], tag, folge.neu, folge.geaendert, folge.entfallen)
    with _renew(ordner, eintrag, folge.index, ist, f"Import von {name} ({bericht})", sperre) as db:
        for nummer, norm in by_number(roh.normen).items():
            ab = folge.index.paragrafen[nummer][-1].von.sicher_ab
            if norm.status == "geltend":
                textspeicher.store_stand(
                    db, eintrag["gesetz"], eintrag["text"], nummer, norm.ueberschrift, norm.absaetze, ab
                )
            else:
                textspeicher.close_stand(db, eintrag["text"], nummer, ab)
        for nummer in folge.entfallen:
            textspeicher.close_stand(db, eintrag["text"], nummer, tag)
    return bericht


def _refuse(name: str, eintrag: dict[str, Any], zweifel: list[str], tag: date, heute: date) -> None:
    """Refuse a file that hardly shows the law, or a day that has not come; the message says what differs."""
    if tag > heute:
        zweifel = [f"Der Stand {tag:%d.%m.%Y} liegt in der Zukunft (heute ist der {heute:%d.%m.%Y}).", *zweifel]
    if zweifel:
        raise ImportFehler(
            f"{name}: Die Datei passt nicht zu dem, was über {eintrag['gesetz']} bekannt ist. {' '.join(zweifel)} "
            "Nichts wurde übernommen. Ist die Datei richtig, wiederholen Sie den Befehl mit --trotzdem."
        )


class _Ueberholt(Exception):
    """Another import of the same law came between reading the index and writing it."""


def _repeat(importiere: Callable[[], Einfuhrbericht]) -> Einfuhrbericht:
    """Import, once more if another import of the same law came between: what it wrote is then what is carried on."""
    for _ in range(_VERSUCHE):
        try:
            return importiere()
        except _Ueberholt:
            continue
    raise ImportFehler("Das Gesetz wird gerade von anderen Programmen importiert. Bitte gleich noch einmal versuchen.")


@contextmanager
def _renew(
    ordner: Path,
    eintrag: dict[str, Any],
    index: Gesetzesindex,
    ist: bytes | None,
    was: str,
    sperre: Sperrwechsel | None,
) -> Iterator[sqlite3.Connection]:
    """Give the store for the texts of one law, then put the texts, the index and the list in place, in this order.

    The index comes after the texts, because it says what is still to do: carried on from the old one, a repeated import
    finds the same changes. From the new one it would find none, and the texts of what is gone would never end.
    `ist` are the bytes of the index that was carried on; what is replaced is noted as `was`, so that it can be taken back.
    """
    gesetz, text = eintrag["gesetz"], eintrag["text"]
    ziel = ordner / file_name(text)
    inhalt = pack_index(dump_index(index))
    with stage_file(ziel, inhalt) as stelle, textspeicher.open_volltext(ordner, ist_neu_erlaubt=True) as db:
        _lock(db, ordner, eintrag, ist)
        if inhalt != ist:
            record_einfuhr(db, gesetz, text, was, Davor(ist, _own_entry(ordner, text)), sperre)
        elif sperre is not None:
            record_sperre(db, text, sperre)
        yield db
        db.commit()
        _lock(db, ordner, eintrag, ist)
        stelle()
        write_entry(ordner, text, eintrag)


def _lock(db: sqlite3.Connection, ordner: Path, eintrag: dict[str, Any], ist: bytes | None) -> None:
    """Make other imports wait, so that no law is lost from the list and no state from the index."""
    db.execute("BEGIN IMMEDIATE")
    if _read_index(ordner, eintrag) != ist:
        raise _Ueberholt


def _read_index(ordner: Path, eintrag: dict[str, Any]) -> bytes | None:
    pfad = ordner / file_name(eintrag["text"])
    return read_own(pfad) if os.path.lexists(pfad) else None


def _own_entry(ordner: Path, text: str) -> dict[str, Any] | None:
    return next((e for e in _entries(ordner) if e["text"] == text), None)


def _import_sichtungen(
    pfad: Path, sichtungen: list[Sichtung], ordner: Path, heute: date | None, trotzdem: bool
) -> Einfuhrbericht:
    """Import a prepared file; tables of dates beside it are used if they are there."""
    name = clean(pfad.name.removesuffix(".jsonl.gz"))
    bekannt = next((e for e in load_gesetze() if e["text"] == name), None)
    neu = {"text": text_name(name), "gesetz": find_schluessel(name.replace("_", " ")) or name, "titel": name}
    eintrag = bekannt or next((e for e in _entries(ordner) if e["text"] == name), neu)
    gesetz, text = eintrag["gesetz"], eintrag["text"]
    _check_free(eintrag, ordner, pfad.name)
    ist = _read_index(ordner, eintrag)
    if bekannt and (pfad.parent / "index.json").exists():
        belege = read_belege(pfad.parent, text)
        index = build_gesetz(eintrag, sichtungen, belege)
    else:
        belege = _belege_of(sichtungen)
        index = build_gesetzesindex(_kopf(eintrag, belege), sichtungen, belege)
    _check_newer(pfad, ordner, eintrag, index)
    tag = index.kopf.beobachtet[-1][1]
    alt = _load_known(eintrag, ordner)
    if not trotzdem:
        _refuse(pfad.name, eintrag, _doubt(alt, index) if alt is not None else [], tag, heute or tag)
    bericht = Einfuhrbericht(gesetz, text, tag, tuple(index.paragrafen))
    with _renew(ordner, eintrag, index, ist, f"Import von {pfad.name} ({bericht})", None) as db:
        for nummer, gruppe in _by_number(sichtungen).items():
            fassungen = list(_texts(gesetz, nummer, gruppe, belege, index.kopf.gilt_bis))
            textspeicher.store_fassungen(db, text, nummer, fassungen)
    return bericht


def _doubt(alt: Gesetzesindex, neu: Gesetzesindex) -> list[str]:
    """Return what does not fit where a whole history takes the place of the known one."""
    bisher, bis = alt.kopf.beobachtet[-1][1], neu.kopf.beobachtet[-1][1]
    saetze = compare_with_known(alt, outline_index(neu), bis)
    if bis < bisher:
        saetze.append(f"Die Datei reicht nur bis {bis:%d.%m.%Y}, bekannt ist das Gesetz bis {bisher:%d.%m.%Y}.")
    return saetze


def _check_newer(pfad: Path, ordner: Path, eintrag: dict[str, Any], index: Gesetzesindex) -> None:
    """Refuse to replace what the user imported by an older state."""
    eigener = _find_leser(load_eigene(ordner), eintrag)
    bis = index.kopf.beobachtet[-1][1]
    if eigener and eigener.kopf.beobachtet[-1][1] > bis:
        raise ImportFehler(
            f"{show_pfad(pfad.name)}: Importiert ist {eintrag['gesetz']} schon bis {eigener.kopf.beobachtet[-1][1]:%d.%m.%Y}, die Datei reicht nur bis "
            f"{bis:%d.%m.%Y}. Importieren Sie zuerst die aufbereitete Datei in einen leeren Zwischenspeicher, dann den neueren Stand."
        )


def _texts(
    gesetz: str, nummer: str, gruppe: list[Sichtung], belege: Belege, gilt_bis: date | None
) -> Iterable[textspeicher.Textfassung]:
    """Yield the texts of one provision; those of a law out of force end with it."""
    grenzen = [find_grenze(belege, s.norm.bezeichnung, s.von, s.geaendert_nach).sicher_ab for s in gruppe]
    for i, s in enumerate(gruppe):
        ende = grenzen[i + 1] if i + 1 < len(gruppe) else s.fehlt_ab
        if s.norm.status == "geltend" and (ende is None or ende > grenzen[i]):
            enden = [t for t in (ende - timedelta(days=1) if ende else None, gilt_bis) if t]
            bis = min(enden, default=None)
            yield textspeicher.Textfassung(
                gesetz, nummer, s.norm.ueberschrift, grenzen[i], bis, textspeicher.texts_of(s.norm.absaetze)
            )


def _by_number(sichtungen: list[Sichtung]) -> dict[str, list[Sichtung]]:
    gruppen: dict[str, list[Sichtung]] = {}
    for nummer, s in each_key(sorted(sichtungen, key=lambda s: s.von), lambda s: s.norm):
        gruppen.setdefault(nummer, []).append(s)
    return gruppen


def _belege_of(sichtungen: list[Sichtung]) -> Belege:
    spannen = [(s.von, s.bis) for s in sichtungen]
    return Belege(tuple(sorted({t for spanne in spannen for t in spanne})), merge_spans(spannen))


def _kopf(eintrag: dict[str, Any], belege: Belege) -> Gesetzeskopf:
    return Gesetzeskopf(eintrag["gesetz"], eintrag["text"], eintrag["titel"], belege.beobachtet)


def find_entry(roh: Rohgesetz, ordner: Path) -> dict[str, Any]:
    """Return what is known about a law: from the cache, else from the shipped list, else a new entry."""
    eintraege = _entries(ordner) + load_gesetze()
    for e in eintraege:
        if roh.abkuerzung and roh.abkuerzung in (e.get("jurabk"), e["text"]):
            return e
    namen = (roh.amtliche_abkuerzung, roh.abkuerzung, roh.titel)
    schluessel = next((s for n in namen if n and (s := find_schluessel(n))), roh.abkuerzung or roh.titel)
    passende = [e for e in eintraege if e["gesetz"] == schluessel]
    if passende:
        return next((e for e in passende if not e.get("gilt_bis")), passende[-1])
    return {"text": text_name(schluessel), "gesetz": schluessel, "titel": roh.titel, "jurabk": roh.abkuerzung}


def _check_free(eintrag: dict[str, Any], ordner: Path, name: str) -> None:
    """Refuse a law whose files would take the place of another one's."""
    datei = file_name(eintrag["text"])
    for e in _entries(ordner) + load_gesetze():
        if file_name(e["text"]) == datei and e["gesetz"] != eintrag["gesetz"]:
            raise ImportFehler(
                f"{name}: „{eintrag['gesetz']}“ würde „{e['gesetz']}“ überschreiben, weil beide {datei} heißen. "
                "Bitte in einen eigenen Zwischenspeicher importieren (Umgebungsvariable VERTRAGSWERK_CACHE)."
            )


def _load_known(eintrag: dict[str, Any], ordner: Path) -> Gesetzesindex | None:
    for texte in (load_eigene(ordner), list_shipped()):
        leser = _find_leser(texte, eintrag)
        if leser:
            return leser.load_index()
    return None


def _find_leser(texte: Gesetzestexte, eintrag: dict[str, Any]) -> Gesetzesleser | None:
    datei = file_name(eintrag["text"])
    return next((le for le in texte.get(eintrag["gesetz"], ()) if le.name == datei), None)


def _entries(ordner: Path) -> list[dict[str, Any]]:
    pfad = ordner / LISTE
    if not os.path.lexists(pfad):
        return []
    liste = read_own(pfad)
    list_texte(liste, lambda name: b"", ordner.name)  # refuses a damaged list
    eintraege: list[dict[str, Any]] = json.loads(liste)
    return eintraege


def write_entry(ordner: Path, text: str, eintrag: Mapping[str, Any] | None) -> None:
    """Set the entry of a text in the list, or drop it (None); a list that says so already is left alone."""
    alt = _entries(ordner)
    liste = [e for e in alt if e["text"] != text] + ([dict(eintrag)] if eintrag is not None else [])
    liste.sort(key=lambda e: str(e["text"]))
    if liste != alt:
        replace_file(ordner / LISTE, (json.dumps(liste, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
