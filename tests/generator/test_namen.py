"""Names as the standards of the public administration write them (DIN 91379) and names from right to left, in every format."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest

from generator.gegenprobe import check_texts, prove
from generator.numbering import resolve
from generator.pdfpruefung import pruefe_pdf
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Begriff,
    Betont,
    Dokument,
    Fussnote,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Textblock,
    Unterschrift,
    Unterschriften,
    Zeile,
    Zelle,
)
from generator.writers import WRITERS
from tests.generator.beispielbaum import unresolved
from tests.hilfen import need_program

FORMATE = ("docx", "odt", "pdf", "html")
FOLGEN = (
    "A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ "
    "R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣ c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́ k̀ k̂ k̄ k̇ k̕ k̛ k̦ k͟h l̂ l̥ l̥̄ l̦ "
    "m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆ r̥ r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ ç̆ Û̄ û̄ ž̦ Ž̦ ʼN ʼn"
)
"""The letters that no single character of Unicode makes."""
NAMEN = {
    "Folgen": FOLGEN,
    "Buchstabe mit und ohne Zeichen": "S̄ahin, Sahin, S̄, S S̄S̄ TT̄T",
    "zuerst das Zeichen auf einem anderen": "T̄ema S̄ena T̄ S T",
    "zerlegt geschrieben": unicodedata.normalize("NFD", "Jörg Müßig-Schäfer, Nguyễn Thị Ánh, Ėglė"),
    "kyrillisch und griechisch": "Мария Ковалёва, Δημήτρης Παπαδόπουλος, Ѣ",
    "hebräisch": "Frau שרה כהן in Bremen",
    "hebräisch mit Vokalzeichen": "Frau שָׁלוֹם",
    "arabisch": "Herr محمد علي und فاطمة",
    "mit Zahl dahinter": "Herr כהן 12, Haus 3",
    "mit Satzzeichen": "(שרה כהן), „محمد“; Ende",
    "länger als eine Zeile": "Beginn " + "שרה כהן בת דוד " * 12 + "Ende",
    "beides": "S̄ahin כהן C̨̆ محمد",
}
OHNE_SUCHE = ("länger als eine Zeile", "hebräisch mit Vokalzeichen")
"""Broken over lines, or with points that the search program itself sorts otherwise."""


def _tree(name: str) -> Dokument:
    t = (Text(name),)
    note = (Text("Wort"), Fussnote((Text(f"Note {name}"),)))
    zeilen = tuple(Zeile(f"z{n}", (Zelle(t), Zelle((Text(f"{name} {n}"),)))) for n in range(2))
    tabelle = Tabelle("tab", t, (Spalte(50), Spalte(50)), (Zeile("zk", (Zelle(t), Zelle(t))),), zeilen)
    liste = Aufzaehlung((Punkt("pu", (Textblock("pu_t", t),)),))
    absatz = Absatz("ab", (Textblock("ab_t", (Text("Von "), Betont(t), Begriff(name), *note)), liste, tabelle))
    felder = tuple(Unterschrift(f"u{n}", t, (t, (Text("Funktion"),))) for n in range(2))
    anlage = Abschnitt("anl", "anlage", t, (Textblock("anl_t", t), Unterschriften(felder)))
    muster = unresolved()
    return resolve(
        Dokument(muster.kopf, (Textblock("rub", t, "partei"),), (Abschnitt("p", "paragraf", t, (absatz,)), anlage))
    )


@pytest.mark.parametrize("name", [pytest.param(t, id=n) for n, t in NAMEN.items()])
@pytest.mark.parametrize("format", FORMATE)
def test_every_name_arrives_everywhere(format: str, name: str) -> None:
    dokument = _tree(name)
    datei = WRITERS[format].write(dokument, b"{}")
    assert check_texts(dokument, {format: datei}).messages() == []
    if format in ("docx", "odt"):
        assert prove(dokument, **{format: datei}).messages() == []
    if format == "pdf":
        assert pruefe_pdf(datei) == []
        assert WRITERS[format].write(dokument, b"{}") == datei


@pytest.mark.parametrize("name", [pytest.param(t, id=n) for n, t in NAMEN.items() if n not in OHNE_SUCHE])
def test_a_name_is_found_in_the_pdf_by_a_program_that_searches(name: str, tmp_path: Path) -> None:
    programm = need_program("pdftotext")
    datei = tmp_path / "name.pdf"
    datei.write_bytes(WRITERS["pdf"].write(_tree(name), b"{}"))
    roh = subprocess.run([programm, str(datei), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    dicht = unicodedata.normalize("NFC", "".join(z for z in roh if z not in " \n\f\u202a\u202b\u202c\u00ad-"))
    for wort in unicodedata.normalize("NFC", name).split():
        assert wort.strip("(),;„“").replace("-", "") in dicht


def test_an_order_of_the_eye_that_says_something_else_is_not_believed() -> None:
    """The replacement text counts only where it says what is drawn."""
    import io

    import pikepdf

    dokument = _tree("Frau שרה כהן")
    with pikepdf.open(io.BytesIO(WRITERS["pdf"].write(dokument, b"{}"))) as datei:
        for objekt in datei.objects:
            if isinstance(objekt, pikepdf.Dictionary) and "/ActualText" in objekt:
                objekt.ActualText = pikepdf.String("דוד לוי")
        neu = io.BytesIO()
        datei.save(neu)
    meldungen = check_texts(dokument, {"pdf": neu.getvalue()}).messages()
    assert meldungen and not any("דוד" in m for m in meldungen)
