"""How many values a PDF source has is counted without making them, and as a reading word by word would count."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.readers.pdfzugang import _count_words

WORT = re.compile(rb"[^\x00\t\n\f\r ()<>\[\]{}/%]+")
QUELLEN = st.lists(
    st.sampled_from([b"12", b"Tj", b" ", b"\n", b"(", b")", b"<", b">", b"[", b"]", b"/F1", b"%", b"\x00", b"\xff"])
)


@given(QUELLEN.map(b"".join) | st.binary(max_size=60))
def test_words_and_brackets_are_counted(quelle: bytes) -> None:
    assert _count_words(quelle) == len(WORT.findall(quelle)) + quelle.count(b"[") + quelle.count(b"<")
