"""Damaged files: whatever bytes are wrong, a reader returns text or one German sentence, never anything else."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.gegenprobe import LESER
from generator.readers import LeseFehler
from generator.writers import WRITERS
from tests.generator.beispielbaum import baum

SCHADEN = st.lists(
    st.tuples(st.integers(0, 10**9), st.sampled_from(("setzen", "streichen", "doppeln")), st.integers(0, 255)),
    min_size=1,
    max_size=12,
)
"""Places (modulo the length), what happens there, and a byte or length."""


@cache
def _file(format: str) -> bytes:
    daten = WRITERS[format].write(baum(), b"{}")
    if format != "pdf":
        return daten
    puffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(daten)) as pdf:
        # Unpacked, so that damage reaches the page content and not only its compression.
        pdf.save(puffer, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return puffer.getvalue()


def _damaged(daten: bytes, schaden: list[tuple[int, str, int]]) -> bytes:
    neu = bytearray(daten)
    for stelle, art, wert in schaden:
        i = stelle % max(len(neu), 1)
        if art == "setzen":
            neu[i : i + 1] = bytes([wert])
        elif art == "streichen":
            del neu[i : i + wert]
        else:
            neu[i:i] = neu[i : i + wert]
    return bytes(neu)


def _read(format: str, daten: bytes) -> None:
    try:
        LESER[format](daten)
    except LeseFehler as fehler:
        assert str(fehler).endswith(".")


@pytest.mark.parametrize("format", list(LESER))
@settings(max_examples=40, deadline=None)
@given(schaden=SCHADEN)
def test_damaged_files(format: str, schaden: list[tuple[int, str, int]]) -> None:
    _read(format, _damaged(_file(format), schaden))


@pytest.mark.parametrize(
    ("format", "teil"),
    [
        ("docx", "word/document.xml"),
        ("docx", "word/numbering.xml"),
        ("docx", "word/styles.xml"),
        ("odt", "content.xml"),
        ("odt", "styles.xml"),
    ],
)
@settings(max_examples=40, deadline=None)
@given(schaden=SCHADEN)
def test_damaged_parts(format: str, teil: str, schaden: list[tuple[int, str, int]]) -> None:
    quelle = zipfile.ZipFile(io.BytesIO(_file(format)))
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w") as archiv:
        for name in quelle.namelist():
            inhalt = quelle.read(name)
            archiv.writestr(name, _damaged(inhalt, schaden) if name == teil else inhalt)
    _read(format, ziel.getvalue())


def test_an_operator_without_operands_is_damage_not_a_crash() -> None:
    puffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(_file("pdf"))) as pdf:
        pdf.pages[0].contents_add(b"BT Tf ET", prepend=True)
        pdf.save(puffer)
    with pytest.raises(LeseFehler, match="beschädigt"):
        LESER["pdf"](puffer.getvalue())
