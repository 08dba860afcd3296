"""From a checked contract to the files of a Fassung: written, read back, proven, with their manifest. Pure but for the two typesetters.

pandoc (as independent reader and for foreign formats) and Typst run as engines of the generator; no file of a user is touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from checks.bericht import Pruefung
from checks.run import check_ausgaben
from contracts.arten import HAUPTDOKUMENT
from contracts.bestand.eingaben import BEILAGEN
from contracts.bestand.erfundenes import ARBEITSANGABEN
from generator.writers import Format
from vertragswerk import __version__
from vertragswerk.werk import Ergebnis, hide_findings, with_outputs

if TYPE_CHECKING:
    from generator.gegenprobe import Probe

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Datei:
    """A built file: document, format name, file name, content."""

    dokument: str
    format: str
    name: str
    inhalt: bytes


@dataclass(frozen=True, slots=True)
class Fertigung:
    """What was made: the check with that of the outputs, the files with the manifest last; `grund` says in German why none.

    `einzelheiten` say more, for a draft what its files say otherwise than the contract.
    """

    pruefung: Pruefung
    dateien: tuple[Datei, ...] = ()
    grund: str = ""
    einzelheiten: tuple[str, ...] = ()


def make_dateien(ergebnis: Ergebnis, formate: Sequence[Format], hat_gegenprobe: bool, faeden: int = 2) -> Fertigung:
    """Write every document in every format, check that all say the same, and let independent readers prove it.

    What a writer cannot do is raised as its own German error. The typesetter and pandoc work in so many threads beside this
    one, for they need no Python; how many changes nothing but the time.
    """
    with _open_becken(faeden) as becken:
        dateien = write_dateien(ergebnis, formate, becken)
        return _judge(ergebnis, dateien, _start_proofs(ergebnis, dateien, hat_gegenprobe, becken))


def _judge(ergebnis: Ergebnis, dateien: tuple[Datei, ...], gelesen: Mapping[str, _Gegenlesung]) -> Fertigung:
    """Return the files with their manifest, or why there are none: what own readers, pandoc and the gate find."""
    eingaben = ergebnis.eingaben
    pruefling = with_outputs(ergebnis.pruefling, {n: contents(dateien, n) for n in ergebnis.dokumente})
    pruefung = check_ausgaben(ergebnis.pruefung, pruefling, eingaben.stichtag, eingaben.haus.regeln())
    pruefung = hide_findings(pruefung, ergebnis.schweigen)
    abweichend = _describe_outputs(pruefung, ergebnis.pruefung)
    if count_errors(pruefung) and not eingaben.ist_entwurf:
        return Fertigung(pruefung, grund="Die Ausgaben sind nicht inhaltsgleich.", einzelheiten=abweichend)
    # Looked at while pandoc still reads.
    verstoesse = {name: _check_pdf(contents(dateien, name)) for name in ergebnis.dokumente}
    gegenproben: dict[str, Any] = {}
    for name in ergebnis.dokumente:
        einzelheiten, gegenproben[name] = _finish_proof(gelesen[name])
        if einzelheiten:
            verdeckt = tuple(map(ergebnis.schweigen.hide, einzelheiten))
            return Fertigung(pruefung, grund="Die Gegenprobe ist nicht bestanden.", einzelheiten=verdeckt)
        if verstoesse[name]:
            grund = "Die PDF-Datei erfüllt PDF/A-3a und PDF/UA-1 nicht."
            return Fertigung(pruefung, grund=grund, einzelheiten=tuple(map(ergebnis.schweigen.hide, verstoesse[name])))
    beigaben = tuple(Datei("", "beigabe", name, inhalt) for name, inhalt in ergebnis.beigaben.items())
    alle = (*dateien, *_attachments(ergebnis), *beigaben)
    manifest = _make_manifest(ergebnis, alle, pruefung, gegenproben)
    return Fertigung(pruefung, (*alle, manifest), einzelheiten=abweichend)


@contextmanager
def _open_becken(faeden: int) -> Iterator[Executor]:
    """Open the threads; when something fails, what has not begun is left."""
    becken = ThreadPoolExecutor(faeden)
    try:
        yield becken
    finally:
        becken.shutdown(cancel_futures=True)


def _describe_outputs(pruefung: Pruefung, davor: Pruefung) -> tuple[str, ...]:
    """Return what only the built files show, each with its place: `pruefen` builds none and cannot say it."""
    bekannt = {b.spot for b in davor.befunde}
    neue = [b for b in pruefung.befunde if b.schwere == "fehler" and b.spot not in bekannt]
    return tuple(f"{b.code}, {b.fundstelle or b.position.datei}: {b.meldung}" for b in neue)


def write_dateien(ergebnis: Ergebnis, formate: Sequence[Format], becken: Executor) -> tuple[Datei, ...]:
    """Return every document in every format; the contract's own files bear its Kennung, the others also the document's name."""
    daten = contract_data(ergebnis)
    auftraege = [
        (name, f, dokument, becken.submit(f.write, dokument, daten))
        for name, dokument in ergebnis.dokumente.items()
        for f in formate
    ]
    return tuple(
        Datei(name, f.name, f"{_stem(dokument.kopf.kennung, name)}.{f.endung}", fertig.result())
        for name, f, dokument, fertig in auftraege
    )


def _travels(name: str, ist_vertraulich: bool) -> bool:
    return name in ("kennung", "art", "fassung", "rechtsstand") if ist_vertraulich else name not in ARBEITSANGABEN


def _attachments(ergebnis: Ergebnis) -> tuple[Datei, ...]:
    """Return the foreign files that are Anlagen, as they are; they belong to the contract itself."""
    if HAUPTDOKUMENT not in ergebnis.dokumente:
        return ()
    vertrag, dateien = ergebnis.geladen.vertrag, ergebnis.eingaben.dateien
    namen = [a.beilage.datei for a in vertrag.anlagen if a.beilage is not None] if vertrag is not None else []
    inhalte = {n: dateien.read(f"{dateien.ordner}{BEILAGEN}/{n}") for n in namen}
    return tuple(Datei("", "beilage", f"{BEILAGEN}/{n}", i) for n, i in inhalte.items() if i is not None)


def _stem(kennung: str, dokument: str) -> str:
    return kennung if dokument == HAUPTDOKUMENT else f"{kennung}-{dokument}"


def contract_data(ergebnis: Ergebnis) -> bytes:
    """Return the contract data as the JSON that travels with the documents; same data, same bytes.

    A paper about a person goes to people who must not have the whole case: only what names the paper travels with it.
    """
    quelle, art = ergebnis.geladen.quelle, ergebnis.geladen.art
    ist_vertraulich = art is not None and art.ist_vertraulich
    daten = {k: w for k, w in quelle.daten.items() if _travels(k, ist_vertraulich)} if quelle else {}
    return (json.dumps(daten, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def contents(dateien: Sequence[Datei], dokument: str) -> dict[str, bytes]:
    """Return the content of the files of a document by format name."""
    return {d.format: d.inhalt for d in dateien if d.dokument == dokument}


def count_errors(pruefung: Pruefung) -> int:
    """Return how many findings of severity Fehler there are."""
    return sum(b.schwere == "fehler" for b in pruefung.befunde)


@dataclass(frozen=True, slots=True)
class _Gegenlesung:
    """What pandoc is reading of a document, or why it reads nothing."""

    grund: str = ""
    proben: tuple[tuple[Future[list[Probe]], int], ...] = ()
    """Of each file the group that is read together, and its place there."""


def _start_proofs(
    ergebnis: Ergebnis, dateien: Sequence[Datei], hat_gegenprobe: bool, becken: Executor
) -> dict[str, _Gegenlesung]:
    """Let pandoc read DOCX and ODT of every document back, by document name."""
    grund = _why_no_proof(ergebnis.eingaben.ist_entwurf, hat_gegenprobe)
    if grund:
        return dict.fromkeys(ergebnis.dokumente, _Gegenlesung(grund))
    from generator.gegenprobe import Pruefauftrag, prove_many, share_out
    from generator.kanon import posten

    namen: list[str] = []
    auftraege: list[Pruefauftrag] = []
    for name, dokument in ergebnis.dokumente.items():
        inhalt, alle = contents(dateien, name), posten(dokument)
        neue = [Pruefauftrag(dokument, alle, n, inhalt[n]) for n in ("docx", "odt") if n in inhalt]
        auftraege += neue
        namen += [name] * len(neue)
    gruppen = [(becken.submit(prove_many, g), len(g)) for g in share_out(auftraege)]
    stellen = [(gruppe, n) for gruppe, anzahl in gruppen for n in range(anzahl)]
    proben = {n: tuple(s for wessen, s in zip(namen, stellen, strict=True) if wessen == n) for n in ergebnis.dokumente}
    nichts = "Weder DOCX noch ODT gebaut; andere Formate liest pandoc nicht gegen."
    return {n: _Gegenlesung(proben=p) if p else _Gegenlesung(nichts) for n, p in proben.items()}


def _why_no_proof(ist_entwurf: bool, hat_gegenprobe: bool) -> str:
    if ist_entwurf:
        return "Ein Entwurf wird nicht gegengelesen."
    return "" if hat_gegenprobe else "Mit --ohne-gegenprobe gebaut."


def _finish_proof(lesung: _Gegenlesung) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return what pandoc read otherwise, and the manifest's note."""
    if lesung.grund:
        return (), {"ist_durchgefuehrt": False, "grund": lesung.grund}
    from generator.gegenprobe import Gegenprobe

    probe = Gegenprobe(tuple(gruppe.result()[n] for gruppe, n in lesung.proben))
    einzelheiten = () if probe.ist_bestanden else tuple(probe.messages())
    return einzelheiten, {"ist_durchgefuehrt": True, **probe.to_data()}


def _check_pdf(inhalt: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return what a built PDF lacks of PDF/A-3a and PDF/UA-1, as far as its structure shows; nothing without a PDF."""
    from generator.pdfpruefung import pruefe_pdf
    from generator.writers.pdf import ANHANG

    pdf = inhalt.get("pdf")
    return tuple(f"{v.code}: {v.meldung}" for v in pruefe_pdf(pdf, ANHANG)) if pdf is not None else ()


def _make_manifest(
    ergebnis: Ergebnis, dateien: Sequence[Datei], pruefung: Pruefung, gegenproben: Mapping[str, Any]
) -> Datei:
    """Return the record of a build: what was built from which files and law, what was checked and proven."""
    kopf = next(iter(ergebnis.dokumente.values())).kopf
    zahlen = {s: sum(b.schwere == s for b in pruefung.befunde) for s in ("fehler", "warnung", "hinweis")}
    inhalt = {
        "kennung": kopf.kennung,
        "fassung": kopf.fassung,
        "stand": kopf.stand,
        "ist_entwurf": kopf.entwurf,
        "inhaltshash": ergebnis.content_hash(),
        "programm": f"vertragswerk {__version__}",
        "eingaben": [{"name": n, "sha256": h} for n, h in ergebnis.hashes().items()],
        "pruefung": {
            "stichtag": ergebnis.eingaben.stichtag.isoformat(),
            "rechtsbestand": ergebnis.eingaben.recht.kennzeichen,
            **zahlen,
            "regeln": list(pruefung.gelaufen),
            "uebersprungen": [{"regel": u.code, "grund": u.grund} for u in pruefung.uebersprungen],
            "nicht_einschlaegig": list(pruefung.artfremde),
        },
        "dokumente": [
            {
                "name": name,
                "inhaltshash": dokument.kopf.inhaltshash,
                "gegenprobe": gegenproben[name],
                "pdfpruefung": {"ist_bestanden": True}
                if "pdf" in contents(dateien, name)
                else {"ist_durchgefuehrt": False},
            }
            for name, dokument in ergebnis.dokumente.items()
        ],
        "dateien": [
            {
                "name": d.name,
                "dokument": d.dokument,
                "format": d.format,
                "bytes": len(d.inhalt),
                "sha256": hashlib.sha256(d.inhalt).hexdigest(),
            }
            for d in dateien
        ],
    }
    return Datei("", "manifest", MANIFEST, (json.dumps(inhalt, ensure_ascii=False, indent=2) + "\n").encode())
