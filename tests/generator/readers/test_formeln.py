"""A formula of Word is text: a factor that somebody puts behind an amount is read, and found among all that a file holds."""

from __future__ import annotations

from generator.readers.docx import text_docx
from generator.readers.verdecktes import list_texts
from tests.generator.vergleich.wordkurz import package, write_out

OHNE = "<p><r>Der Preis beträgt 100 Euro</r></p>"
MIT = "<p><r>Der Preis beträgt 100 Euro</r><m:oMath><x>·</x><m:f><m:num><x>3</x></m:num><m:den><x>2</x></m:den></m:f></m:oMath></p>"


def test_a_formula_is_read_where_it_stands() -> None:
    assert text_docx(package(write_out(OHNE))).zeilen == ("Der Preis beträgt 100 Euro",)
    assert text_docx(package(write_out(MIT))).zeilen == ("Der Preis beträgt 100 Euro·32",)


def test_a_formula_is_among_all_that_a_file_holds() -> None:
    neue = list_texts(package(write_out(MIT))) - list_texts(package(write_out(OHNE)))
    assert list(neue) == ["Der Preis beträgt 100 Euro·32"]
