"""Rebuilding a sealed Fassung from its own files, and comparing byte for byte what comes out; other tools are named, not accused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.formate import datumzahl
from generator.gegenprobe import LESER, check_texts
from generator.writers import WRITERS
from generator.writers.native import NativFehler, read_native, write_native
from vertragswerk.fertigung import MANIFEST, contract_data
from vertragswerk.haus import Haus

from .kettenpruefung import Beanstandung, Besiegelt
from .siegelbau import describe_tools, render_protokoll
from .siegelfassung import (
    BAUM,
    DOKUMENTE,
    GANZE_DATEN,
    PROTOKOLLBAUM,
    TEXTE,
    read_trees,
    seal_texts,
    work_again,
)
from .siegelmanifest import WERKZEUG, SiegelFehler, Siegelmanifest, rank_version

if TYPE_CHECKING:
    from corpus.recht.rechtsbestand import Rechtsbestand
    from generator.tree import Dokument


@dataclass(frozen=True, slots=True)
class Nachbau:
    """What rebuilding came to: what must not be, and what is other for a reason that is named; German sentences."""

    beanstandungen: tuple[Beanstandung, ...]
    hinweise: tuple[str, ...]


def rebuild(fassung: Besiegelt, recht: Rechtsbestand, haus: Haus) -> Nachbau:
    """Return how the sealed data, built anew, differ from what was sealed; the files must be as the manifest says."""
    if fassung.manifest is None:
        return Nachbau((), ())
    werkzeuge = _other_tools(fassung.manifest)
    bau = _Nachbau(fassung, fassung.manifest, recht, haus)
    try:
        abweichend = dict(bau.compare())
    except SiegelFehler as fehler:
        return Nachbau((Beanstandung(fassung.nummer, "", str(fehler)),), ())
    if not werkzeuge:
        return Nachbau(tuple(Beanstandung(fassung.nummer, n, s) for n, s in abweichend.items()), ())
    hinweise = [_say_tools(fassung.manifest, werkzeuge)]
    beanstandungen = []
    for name, satz in abweichend.items():
        if bau.has_other_text(name):
            beanstandungen.append(Beanstandung(fassung.nummer, name, f"{satz} Auch ihr Text ist ein anderer."))
        else:
            hinweise.append(f"{name}: {satz}")
    return Nachbau(tuple(beanstandungen), tuple(hinweise))


def _other_tools(manifest: Siegelmanifest) -> dict[str, tuple[str, str]]:
    """Return the tools that are other today than when it was sealed: name → version then, version now."""
    heute = describe_tools()
    damals = manifest.werkzeuge
    namen = [*damals, *(n for n in heute if n not in damals)]
    paare = {n: (damals.get(n, "keines"), heute.get(n, "keines")) for n in namen}
    return {n: p for n, p in paare.items() if p[0] != p[1]}


def _say_tools(manifest: Siegelmanifest, werkzeuge: Mapping[str, tuple[str, str]]) -> str:
    genannt = ", ".join(f"{n} {heute} statt {damals}" for n, (damals, heute) in werkzeuge.items())
    satz = f"Nachgebaut ist mit anderen Werkzeugen als besiegelt: {genannt}."
    damals, heute = werkzeuge.get(WERKZEUG, ("", ""))
    if rank_version(heute) < rank_version(damals):
        satz += f" Das Programm ist zurückgestellt: Es ist älter als das, mit dem am {_tag(manifest)} besiegelt wurde."
    return satz


def _tag(manifest: Siegelmanifest) -> str:
    return datumzahl(date.fromisoformat(manifest.besiegelt_am))


@dataclass(slots=True)
class _Nachbau:
    """One Fassung and what is needed to build it again."""

    fassung: Besiegelt
    manifest: Siegelmanifest
    recht: Rechtsbestand
    haus: Haus

    def compare(self) -> Iterator[tuple[str, str]]:
        """Yield file and sentence of everything that comes out otherwise."""
        yield from self._compare_data()
        yield from self._compare_documents(read_trees(self.fassung.dateien))
        yield from self._compare_protokoll()

    def _compare_data(self) -> Iterator[tuple[str, str]]:
        dateien, tag = self.fassung.dateien, date.fromisoformat(self.manifest.stichtag)
        ergebnis = work_again(self.manifest.kennung, dateien, self.recht, tag, self.haus)
        if contract_data(ergebnis) != dateien.get(GANZE_DATEN):
            yield GANZE_DATEN, "Aus den besiegelten Dateien entstehen andere Daten."
        texte = {n: i for n, i in dateien.items() if n.startswith(TEXTE)}
        heute = seal_texts(ergebnis)
        for name in sorted(texte.keys() | heute.keys()):
            if texte.get(name) != heute.get(name):
                yield name, "Der Textbaustein lautet heute anders als besiegelt."
        baeume = {f"{BAUM}{n}.json": write_native(d) for n, d in ergebnis.dokumente.items()}
        for name in sorted({n for n in dateien if n.startswith(BAUM)} | baeume.keys()):
            if dateien.get(name) != baeume.get(name):
                yield name, "Aus den besiegelten Daten entsteht heute ein anderes Dokument."

    def _compare_documents(self, baeume: Mapping[str, Dokument]) -> Iterator[tuple[str, str]]:
        dateien = self.fassung.dateien
        for name, dokument, form in self._list_documents():
            if dokument not in baeume:
                yield name, f"Der Dokumentbaum „{dokument}“ dazu fehlt."
            elif form in WRITERS:
                neu = WRITERS[form].write(baeume[dokument], dateien.get(GANZE_DATEN, b""))
                if neu != dateien.get(name):
                    yield name, "Neu gebaut ist die Datei nicht Byte für Byte dieselbe."

    def _list_documents(self) -> list[tuple[str, str, str]]:
        """Return the built documents: file, name of the document, format."""
        try:
            gebaut = json.loads(self.fassung.dateien[DOKUMENTE + MANIFEST])["dateien"]
            return [(f"{DOKUMENTE}{d['name']}", d["dokument"], d["format"]) for d in gebaut if d["dokument"]]
        except (ValueError, KeyError, TypeError) as fehler:
            raise SiegelFehler(f"„{DOKUMENTE}{MANIFEST}“ nennt die gebauten Dokumente nicht.") from fehler

    def _compare_protokoll(self) -> Iterator[tuple[str, str]]:
        dateien = self.fassung.dateien
        try:
            baum = read_native(dateien.get(PROTOKOLLBAUM, b""))
        except NativFehler as fehler:
            raise SiegelFehler(f"Das Prüfprotokoll ist nicht lesbar: {fehler}") from fehler
        for name, inhalt in render_protokoll(baum).items():
            if dateien.get(name) != inhalt:
                yield name, "Neu geschrieben ist das Prüfprotokoll nicht Byte für Byte dasselbe."

    def has_other_text(self, name: str) -> bool:
        """Tell whether a sealed document says other words than the sealed tree; what has no reader is not told."""
        formen = {n: (d, f) for n, d, f in self._list_documents()}
        dokument, form = formen.get(name, ("", ""))
        if form not in LESER:
            return False
        baum = read_trees(self.fassung.dateien)[dokument]
        return not check_texts(baum, {form: self.fassung.dateien[name]}).ist_bestanden
