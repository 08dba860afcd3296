"""Word and OpenDocument of the shipped contracts: valid, counted alike by LibreOffice, set on pages a clerk accepts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from contracts.bestand.ladung import load_vertrag
from generator.assemble import assemble
from generator.kanon import normalise
from generator.numbering import resolve
from generator.query import query
from generator.tree import (
    Absatz,
    Abschnitt,
    Dokument,
    Kopf,
    Text,
    Textblock,
    Unterschriften,
    Verweis,
    plain,
)
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from tests.generator.beispielbaum import Schema
from tests.generator.writers.lesen_office import (
    drop_pages,
    expected_lines,
    libreoffice_lines,
    libreoffice_pages,
    pages_of,
    parse,
    parts,
    rng,
    xsd,
)
from tests.generator.writers.office import print_office
from tests.generator.writers.seitenbild import inspect_pages
from tests.generator.writers.verzeichnisseiten import entries, look, stands_on
from tests.vertraege import BEISPIELE
from vertragswerk.dateisystem.verzeichnis import open_bestand

KENNUNGEN = sorted(p.parent.name for p in BEISPIELE.glob("vertraege/*/vertrag.yaml"))
SCHREIBER: dict[str, Callable[[Dokument], bytes]] = {"docx": write_docx, "odt": write_odt}
SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")


@cache
def contract_document(kennung: str, schema: Schema | None = None) -> Dokument:
    """Return a shipped contract, in its own scheme or in another."""
    bestand, _ = open_bestand(BEISPIELE)
    geladen = next(load_vertrag(bestand.read_dateien(o)) for o in bestand.vertraege() if o.kennung == kennung)
    assert geladen.vertrag is not None, geladen.maengel
    assert geladen.gliederung is not None
    assert geladen.quelle is not None
    bau = assemble(geladen.vertrag, geladen.gliederung, geladen.quelle)
    assert bau.dokument is not None, bau.maengel
    kopf = bau.dokument.kopf
    return resolve(replace(bau.dokument, kopf=replace(kopf, schema=schema or kopf.schema)))


def _file(ordner: Path, dokument: Dokument, endung: str, name: str = "vertrag") -> Path:
    datei = ordner / f"{name}.{endung}"
    datei.write_bytes(SCHREIBER[endung](dokument))
    return datei


Gedruckt = Callable[[str, str], tuple[Path, Path]]


@pytest.fixture(scope="module")
def gedruckt(tmp_path_factory: pytest.TempPathFactory) -> Gedruckt:
    """A shipped contract as LibreOffice prints it, and with contents made anew: opened once for all that is said of its pages."""
    ordner = tmp_path_factory.mktemp("druck")
    return cache(lambda kennung, endung: print_office(_file(ordner, contract_document(kennung), endung, kennung)))


@pytest.fixture(scope="module")
def zeilen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, Schema], list[str]]:
    """The lines of all shipped contracts in both formats and schemes, read in one start of LibreOffice."""
    ordner = tmp_path_factory.mktemp("zeilen")
    faelle = [(k, e, s) for k in KENNUNGEN for e in SCHREIBER for s in SCHEMATA]
    dateien = [_file(ordner, contract_document(k, s), e, f"{k}-{e}-{s}") for k, e, s in faelle]
    return dict(zip(faelle, libreoffice_lines(*dateien), strict=True))


@pytest.mark.parametrize("schema", SCHEMATA)
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_main_parts_are_valid(kennung: str, schema: Schema) -> None:
    dokument = contract_document(kennung, schema)
    word, odt = parts(write_docx(dokument)), parts(write_odt(dokument))
    for name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        xsd("wml.xsd").assertValid(parse(word[name]))
    rng("OpenDocument-v1.3-schema.rng").assertValid(parse(odt["content.xml"]))


@pytest.mark.langsam
@pytest.mark.parametrize("schema", SCHEMATA)
@pytest.mark.parametrize("endung", SCHREIBER)
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_libreoffice_reads_every_line_and_number_of_the_tree(
    zeilen: dict[tuple[str, str, Schema], list[str]], kennung: str, endung: str, schema: Schema
) -> None:
    dokument = contract_document(kennung, schema)
    assert drop_pages(zeilen[kennung, endung, schema], dokument) == expected_lines(dokument)


@pytest.mark.langsam
@pytest.mark.parametrize("endung", SCHREIBER)
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_no_heading_ends_a_page_and_no_signature_stands_alone(gedruckt: Gedruckt, kennung: str, endung: str) -> None:
    dokument = contract_document(kennung)
    seiten = [_body(s, dokument.kopf) for s in pages_of(gedruckt(kennung, endung)[0])]
    titel = {normalise(f"{e.nummer} {e.text}") for e in dokument.verzeichnis}
    for seite in seiten[3:]:
        assert seite
        assert seite[-1] not in titel
    erste = _signatures(dokument).felder[0]
    # A long name of a party takes two lines.
    partei = " ".join(normalise(plain(erste.partei)).split()[:2])
    name = normalise(plain(erste.zeilen[0]))
    unterschrift = next(s for s in reversed(seiten) if any(name in z for z in s))
    davor = unterschrift[: next(n for n, z in enumerate(unterschrift) if partei in z)]
    assert len([z for z in davor if z not in titel]) >= 2


@pytest.mark.langsam
@pytest.mark.parametrize("endung", SCHREIBER)
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_nothing_is_parted_and_no_page_is_nearly_empty(gedruckt: Gedruckt, kennung: str, endung: str) -> None:
    dokument = contract_document(kennung)
    befund = inspect_pages(gedruckt(kennung, endung)[0], dokument)
    assert befund.zahlen == dict.fromkeys(befund.zahlen, 0), befund


@pytest.mark.langsam
@pytest.mark.parametrize("kennung", KENNUNGEN)
@pytest.mark.parametrize("endung", SCHREIBER)
def test_contents_name_the_pages_and_keep_their_look_when_made_anew(
    gedruckt: Gedruckt, endung: str, kennung: str
) -> None:
    vor, nach = map(pages_of, gedruckt(kennung, endung))
    verzeichnis = contract_document(kennung).verzeichnis
    eintraege = [normalise(f"{e.nummer} {e.text}") for e in verzeichnis]
    assert len(vor) == len(nach)
    if not eintraege:
        assert not contract_document(kennung).kopf.hat_verzeichnis
        return
    alt, neu = (entries(seiten, eintraege) for seiten in (vor, nach))
    for eintrag, seite in neu.items():
        assert stands_on(nach[seite - 1], eintrag), (eintrag, seite)
    if endung == "odt":
        # OpenDocument counts as soon as it is open. LibreOffice may set a heading at the foot of a page otherwise when it sets the
        # text again, so each print is held against its own pages.
        for eintrag, seite in alt.items():
            assert stands_on(vor[seite - 1], eintrag), (eintrag, seite)
    else:
        # Word files show an estimate until the contents are made anew.
        abstand = [abs(alt[eintrag] - seite) for eintrag, seite in neu.items()]
        assert max(abstand) <= 1
        assert abstand.count(0) >= len(neu) * 3 / 4
    assert look(vor[1]) == look(nach[1])


def _body(seite: str, kopf: Kopf) -> list[str]:
    zeilen = [normalise(z) for z in seite.splitlines()]
    return [
        z
        for z in zeilen
        if z and z not in ("ENTWURF", normalise(kopf.titel)) and not z.startswith(f"{kopf.kennung} · ")
    ]


def _signatures(dokument: Dokument) -> Unterschriften:
    return query(dokument, Unterschriften)[0]


# ------------------------------------------------------------------------------------------------------- ends of lines


def _sweep() -> Dokument:
    """Paragraphs that push three references letter by letter over the end of a line."""
    absaetze = tuple(
        Textblock(
            f"b{n}",
            (
                Text(f"{'Mmmm ' * 16}{'i' * n} oder "),
                Verweis("ziel"),
                Text(f" im Ganzen E{n}E "),
                Verweis("anlage"),
                Text(f" und {'l' * (n % 40)} nach "),
                Verweis("ziel_2"),
                Text(" gilt."),
            ),
        )
        for n in range(60)
    )
    ziel = tuple(Absatz(f"ziel_{n}", (Textblock(f"ziel_{n}_t", (Text("y"),)),)) for n in (1, 2))
    abschnitte = (
        Abschnitt("praeambel", "praeambel", (Text("P"),), absaetze),
        Abschnitt("ziel", "paragraf", (Text("X"),), ziel),
        Abschnitt("anlage", "anlage", (Text("A"),), ()),
    )
    return resolve(Dokument(Kopf("K", "T", "", "1", "2025-01-01", "0" * 64), (), abschnitte))


@pytest.mark.langsam
@pytest.mark.parametrize("endung", SCHREIBER)
def test_no_reference_breaks_or_loses_its_number_at_the_end_of_a_line(endung: str, tmp_path: Path) -> None:
    zeilen = [normalise(z) for s in libreoffice_pages(_file(tmp_path, _sweep(), endung)) for z in s.splitlines()]
    text = " ".join(z for z in zeilen if z)
    for n in range(60):
        assert f"oder § 1 im Ganzen E{n}E Anlage 1 und " in text
    assert text.count("§ 1 (2) gilt.") == 60
    assert not [z for z in zeilen if z.endswith(("§", "Anlage"))]
