"""The documents that witnesses look at: each kind of every example contract, drafts too, and trees that use every node."""

from __future__ import annotations

from collections.abc import Iterator

from generator.tree import Dokument
from tests.generator.beispielbaum import baum
from tests.vertraege import BEISPIELE, KENNUNGEN, work_at


def list_documents() -> Iterator[tuple[str, Dokument]]:
    """Yield a file name and a numbered document."""
    for kennung in KENNUNGEN:
        for ist_entwurf in (False, True):
            for name, dokument in work_at(BEISPIELE, kennung, ist_entwurf=ist_entwurf).dokumente.items():
                yield f"{kennung}-{name}-{'entwurf' if ist_entwurf else 'fertig'}", dokument
    yield "baum-paragraf", baum("paragraf")
    yield "baum-dezimal", baum("dezimal")
