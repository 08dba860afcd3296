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
    parse,
    parts,
    rng,
    xsd,
)
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


def _file(ordner: Path, dokument: Dokument, endung: str) -> Path:
    datei = ordner / f"vertrag.{endung}"
    datei.write_bytes(SCHREIBER[endung](dokument))
    return datei


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
    kennung: str, endung: str, schema: Schema, tmp_path: Path
) -> None:
    dokument = contract_document(kennung, schema)
    assert drop_pages(libreoffice_lines(_file(tmp_path, dokument, endung)), dokument) == expected_lines(dokument)


@pytest.mark.langsam
@pytest.mark.parametrize("endung", SCHREIBER)
@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_no_heading_ends_a_page_and_no_signature_stands_alone(kennung: str, endung: str, tmp_path: Path) -> None:
    dokument = contract_document(kennung)
    seiten = [_body(s, dokument.kopf) for s in libreoffice_pages(_file(tmp_path, dokument, endung))]
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
