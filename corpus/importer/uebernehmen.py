"""Take a statute file over into the user's cache: the index is carried on, the text stored, all of it or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .. import volltext
from ..ablage import replace_file
from ..gesetzesnamen import find_schluessel
from ..index.auflage import build_gesetz, load_gesetze
from ..index.bauen import UmfangFehler, build_index, by_number, each_key
from ..index.format import IndexFehler, dump_index, pack
from ..index.fortschreiben import Fortschreibung, StandFehler, continue_index, start_index
from ..index.grenzen import Belege, check_tag, find_grenze, merge_spans
from ..index.lesen import Gesetzesleser, load_texte, shipped_folder
from ..index.modell import Gesetzesindex, Kopf
from ..index.roh import Rohgesetz, Sichtung
from .aufbereitet import read_belege, read_sichtungen
from .einlesen import read_file
from .fehler import ImportFehler

LISTE = "gesetze.json"


@dataclass(frozen=True, slots=True)
class Bericht:
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


def import_file(pfad: Path, ordner: Path, stand: date | None = None) -> Bericht:
    """Import one file into a cache folder. `stand` is the day the file shows; XML files tell it themselves.

    Raises ImportFehler; the folder is then as it was before.
    """
    gelesen = read_file(pfad)
    if isinstance(gelesen, Rohgesetz):
        return import_gesetz(gelesen, ordner, stand, pfad.name)
    try:
        return _import_sichtungen(pfad, ordner)
    except (IndexFehler, UmfangFehler, volltext.VolltextFehler) as fehler:
        raise ImportFehler(f"{pfad.name}: {fehler}") from fehler


def import_gesetz(roh: Rohgesetz, ordner: Path, stand: date | None, name: str) -> Bericht:
    """Import one state of a law that has been read already."""
    tag = stand or roh.erzeugt_am
    if tag is None:
        raise ImportFehler(f"{name}: Die Datei nennt ihren Stand nicht. Bitte mit --stand JJJJ-MM-TT angeben.")
    try:
        check_tag(tag)
    except ValueError as fehler:
        raise ImportFehler(f"{name}: Der Stand der Datei kann nicht stimmen. {fehler}") from fehler
    try:
        eintrag = find_entry(roh, ordner)
        alt = _load_known(eintrag, ordner)
        if alt is None:
            index = start_index(roh, eintrag["gesetz"], eintrag["text"], tag)
            folge = Fortschreibung(index, tuple(index.paragrafen), (), ())
        else:
            folge = continue_index(alt, roh, tag)
    except (StandFehler, IndexFehler, UmfangFehler) as fehler:
        raise ImportFehler(f"{name}: {fehler}") from fehler
    try:
        _store(roh, ordner, eintrag, folge, tag)
    except volltext.VolltextFehler as fehler:
        raise ImportFehler(f"{name}: {fehler}") from fehler
    return Bericht(eintrag["gesetz"], eintrag["text"], tag, folge.neu, folge.geaendert, folge.entfallen)


def _store(roh: Rohgesetz, ordner: Path, eintrag: dict[str, Any], folge: Fortschreibung, tag: date) -> None:
    """Store the texts and put the index in place, in one transaction."""
    with volltext.open_volltext(ordner, ist_neu_erlaubt=True) as db:
        for nummer, norm in by_number(roh.normen).items():
            ab = folge.index.paragrafen[nummer][-1].von.sicher_ab
            if norm.status == "geltend":
                volltext.store_stand(
                    db, eintrag["gesetz"], eintrag["text"], nummer, norm.ueberschrift, norm.absaetze, ab
                )
            else:
                volltext.close_stand(db, eintrag["text"], nummer, ab)
        for nummer in folge.entfallen:
            volltext.close_stand(db, eintrag["text"], nummer, tag)
        _write(ordner, eintrag, folge.index)


def _import_sichtungen(pfad: Path, ordner: Path) -> Bericht:
    """Import a prepared file; tables of dates beside it are used if they are there."""
    text = pfad.name.removesuffix(".jsonl.gz")
    bekannt = next((e for e in load_gesetze() if e["text"] == text), None)
    eintrag = bekannt or {"text": text, "gesetz": find_schluessel(text.replace("_", " ")) or text, "titel": text}
    sichtungen = read_sichtungen(pfad)
    if bekannt and (pfad.parent / "index.json").exists():
        index = build_gesetz(eintrag, pfad.parent)
        belege = read_belege(pfad.parent, text)
    else:
        belege = _belege_of(sichtungen)
        index = build_index(_kopf(eintrag, belege), sichtungen, belege)
    _check_newer(pfad, ordner, eintrag, index)
    with volltext.open_volltext(ordner, ist_neu_erlaubt=True) as db:
        for nummer, gruppe in _by_number(sichtungen).items():
            fassungen = list(_texts(eintrag["gesetz"], nummer, gruppe, belege, index.kopf.gilt_bis))
            volltext.store_fassungen(db, eintrag["gesetz"], text, nummer, fassungen)
        _write(ordner, eintrag, index)
    return Bericht(eintrag["gesetz"], text, index.kopf.beobachtet[-1][1], tuple(index.paragrafen))


def _check_newer(pfad: Path, ordner: Path, eintrag: dict[str, Any], index: Gesetzesindex) -> None:
    """Refuse to replace what the user imported by an older state."""
    eigener = _find_leser(load_texte(ordner), eintrag) if (ordner / LISTE).is_file() else None
    bis = index.kopf.beobachtet[-1][1]
    if eigener and eigener.kopf.beobachtet[-1][1] > bis:
        raise ImportFehler(
            f"{pfad.name}: Importiert ist {eintrag['gesetz']} schon bis {eigener.kopf.beobachtet[-1][1]:%d.%m.%Y}, die Datei reicht nur bis "
            f"{bis:%d.%m.%Y}. Importieren Sie zuerst die aufbereitete Datei in einen leeren Zwischenspeicher, dann den neueren Stand."
        )


def _texts(
    gesetz: str, nummer: str, gruppe: list[Sichtung], belege: Belege, gilt_bis: date | None
) -> Iterable[volltext.Textfassung]:
    """Yield the texts of one provision; those of a law out of force end with it."""
    grenzen = [find_grenze(belege, s.norm.bezeichnung, s.von, s.geaendert_nach).sicher_ab for s in gruppe]
    for i, s in enumerate(gruppe):
        ende = grenzen[i + 1] if i + 1 < len(gruppe) else s.fehlt_ab
        if s.norm.status == "geltend" and (ende is None or ende > grenzen[i]):
            enden = [t for t in (ende - timedelta(days=1) if ende else None, gilt_bis) if t]
            bis = min(enden, default=None)
            yield volltext.Textfassung(
                gesetz, nummer, s.norm.ueberschrift, grenzen[i], bis, volltext.texts_of(s.norm.absaetze)
            )


def _by_number(sichtungen: list[Sichtung]) -> dict[str, list[Sichtung]]:
    gruppen: dict[str, list[Sichtung]] = {}
    for nummer, s in each_key(sorted(sichtungen, key=lambda s: s.von), lambda s: s.norm):
        gruppen.setdefault(nummer, []).append(s)
    return gruppen


def _belege_of(sichtungen: list[Sichtung]) -> Belege:
    spannen = [(s.von, s.bis) for s in sichtungen]
    return Belege(tuple(sorted({t for spanne in spannen for t in spanne})), merge_spans(spannen))


def _kopf(eintrag: dict[str, Any], belege: Belege) -> Kopf:
    return Kopf(eintrag["gesetz"], eintrag["text"], eintrag["titel"], belege.beobachtet)


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
    text = re.sub(r"[^A-Za-z0-9]+", "_", schluessel).strip("_") or "gesetz"
    return {"text": text, "gesetz": schluessel, "titel": roh.titel, "jurabk": roh.abkuerzung}


def _load_known(eintrag: dict[str, Any], ordner: Path) -> Gesetzesindex | None:
    for folder in (ordner, shipped_folder()):
        liste = folder / LISTE
        leser = _find_leser(load_texte(folder), eintrag) if liste.is_file() else None
        if leser:
            return Gesetzesindex(leser.kopf, {n: leser.fassungen(n) for n in leser.nummern()})
    return None


def _find_leser(texte: dict[str, list[Gesetzesleser]], eintrag: dict[str, Any]) -> Gesetzesleser | None:
    name = f"{eintrag['text'].lower()}.jsonl.gz"
    return next((le for le in texte.get(eintrag["gesetz"], ()) if le.datei.name == name), None)


def _entries(ordner: Path) -> list[dict[str, Any]]:
    pfad = ordner / LISTE
    if not pfad.is_file():
        return []
    load_texte(ordner)  # refuses a damaged list
    eintraege: list[dict[str, Any]] = json.loads(pfad.read_text(encoding="utf-8"))
    return eintraege


def _write(ordner: Path, eintrag: dict[str, Any], index: Gesetzesindex) -> None:
    """Put the index in place, then name it in the list; each file whole or not at all."""
    replace_file(ordner / f"{eintrag['text'].lower()}.jsonl.gz", pack(dump_index(index)))
    liste = [e for e in _entries(ordner) if e["text"] != eintrag["text"]] + [eintrag]
    liste.sort(key=lambda e: str(e["text"]))
    replace_file(ordner / LISTE, (json.dumps(liste, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
