"""Counting Sätze: hand-made cases, printed Satz numbers, agreement with a second splitter, real sentences of courts."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import saetze
from corpus.index.gliederung import build_absatz
from corpus.index.roh import Rohabsatz, Rohliste
from corpus.saetze import count_saetze, find_satzgrenzen, split_saetze, split_text
from tests.hilfen import need_shared
from vertragswerk.gesetze.gesetzesdateien import read_sichtungen

FAELLE = [
    ("Ein Satz.", 1),
    ("Ein Satz. Noch einer.", 2),
    ("", 0),
    ("   ", 0),
    ("Er gilt ab dem 31. Dezember 2019. Danach nicht.", 2),
    ("Das gilt bis zur Vollendung des 18. Lebensjahres. Die Frist endet dann.", 2),
    ("Nach § 242. Darlehen sind unzulässig.", 2),
    ("Es gilt Absatz 2. Die Frist beträgt einen Monat.", 2),
    ("Nach § 132 Abs. 1 S. 2 Nr. 3 Buchst. a SGB IX i. V. m. Art. 3 GG gilt das.", 1),
    ("Im Sinne des Art. 26 Abs. 1 gilt z. B. das Land. Das bleibt so.", 2),
    ("Das Gesetz vom 27. Mai 2004 (BGBl. I S. 1055) ist aufgehoben.", 1),
    ("Die §§ 53 ff. SGB X gelten. Satz 1 bleibt.", 2),
    ("Absätze 1 und 2. Die Behörde prüft.", 2),
    ("Es beginnt zum 1. Januar. Es endet zum 31. Dezember.", 2),
    ("Nach Stufe III. Blinde erhalten mehr.", 2),
    ("Die Beteiligten (Träger, Verbände usw.) stimmen zu. Sie unterschreiben.", 2),
    ("II. Die Beschwerde ist unbegründet.", 1),
    ("Ist das so? Ja! Gut.", 3),
    ("Sie beträgt 2.100 Euro. Der Rest verfällt.", 2),
    ("Dies gilt nicht; Satz 1 bleibt unberührt.", 1),
    ("Er sagte: „Das gilt.“ Danach ging er.", 2),
    ("Am 1. 1. 2020 tritt es in Kraft.", 1),
    ("Sie informiert die Stellen hierüber.Krankenhäuser dürfen nicht abrechnen.", 2),
    ("Prof.Dr. Meier und die Datei vertrag.yaml bleiben.", 1),
    ("Der Ausgleich richtet sich nach § 57 SGB X. Danach gilt er.", 2),
    ("Es gilt § 16 SGB I. Der Antrag wird weitergeleitet.", 2),
    ("Es gilt § 1 Nr. 3. Danach endet die Frist.", 2),
    ("Dies betrifft z. B. Träger und i. V. m. Satz 2 auch andere.", 1),
    ("Am 3. Werktag i. V. m. Satz 2.", 1),
    ("Bis zum 31. Dezember 2025. Danach nicht.", 2),
    ("Nach § 1 Abs. 2 Satz 1 gilt dies. „So ist es.“ Ende", 3),
    ("Es gilt Anlage 3. Die Parteien handeln.", 2),
    ("Dr. K. Müller und Prof. Dr. Meier vertreten das Land.", 1),
]


@pytest.mark.parametrize(("text", "anzahl"), FAELLE)
def test_number_of_saetze(text: str, anzahl: int) -> None:
    assert len(split_text(text)) == anzahl, split_text(text)


SICHER = [
    ("Der Ausgleich richtet sich nach § 57 SGB X. Danach gilt er.", 2),
    ("Am 31. Dezember endet er. Am 1. 1. 2020 beginnt er neu, z. B. durch Antrag.", 2),
    ("Es gilt § 115b. Die Regelungen der Absätze 3 bis 6. Er bleibt.", 3),
    ("1. Der Antrag gilt. Das bleibt so.", 2),
]
UNSICHER = [
    ("Sie zahlt 500 EUR. Der Rest verfällt.", (1, 2)),
    ("Es gilt Buchstabe a. Danach endet es.", (1, 2)),
    ("Er nennt die Zahl 12. Zusätzlich zahlt er. Das gilt.", (2, 3)),
    ("Die Verbände usw. Die Träger stimmen zu.", (1, 2)),
    ("Der Träger e. V. Die Kasse zahlt.", (1, 2)),
    ("", (0, 0)),
]


@pytest.mark.parametrize(("text", "anzahl"), SICHER)
def test_certain_borders(text: str, anzahl: int) -> None:
    assert count_saetze(text) == (anzahl, anzahl), find_satzgrenzen(text)


@pytest.mark.parametrize(("text", "spanne"), UNSICHER)
def test_uncertain_borders_are_told(text: str, spanne: tuple[int, int]) -> None:
    assert count_saetze(text) == spanne, find_satzgrenzen(text)


_STUECKE = [
    "Abs", "Nr", "Die", "die", "§", "12", "IX", "V", "a", "iSv", "BetrVG", "SGB", "z", "B", "usw", "ff", "Mio", "Jan", "²",
    ".", ". ", ".  ", "! ", "… ", " ", " ", "(", ")", "“", "„", ",", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(_STUECKE), max_size=40).map("".join))
def test_the_shortcut_decides_as_the_full_rules_do(text: str) -> None:
    kurz = find_satzgrenzen(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saetze, "_weigh_plain", lambda *_: None)
        assert find_satzgrenzen(text) == kurz


def test_no_number_opens_a_satz_by_its_word() -> None:
    """Behind an abbreviation a number goes on: the shortcut does not look it up."""
    woerter = saetze._load_woerter()
    assert not any(w[:1].isdecimal() for w in woerter.satzanfang)
    assert [g.ist_ende for g in find_satzgrenzen("Es gilt Abs. 1 und Nr. 2 so")] == [False, False]


@given(st.text(alphabet=st.sampled_from("aB1.§ („“)!?;\n…\ufffc"), max_size=200))
def test_the_number_of_saetze_lies_between_the_counts(text: str) -> None:
    mindestens, hoechstens = count_saetze(text)
    assert mindestens <= len(split_saetze(text)) <= hoechstens


@given(st.text(alphabet=st.sampled_from("aB1.§ („“)!?;\n…\ufffc"), max_size=200))
def test_spans_are_ordered_and_lose_nothing(text: str) -> None:
    spannen = split_saetze(text)
    assert all(a < b for a, b in spannen)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spannen))
    ohne = "".join(text[a:b] for a, b in spannen)
    assert "".join(ohne.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["A. " * 100_000, "a." * 100_000, "." * 200_000, "§ 1. " * 100_000, "(" * 200_000, "x" * 300_000 + "."]
)
def test_worst_cases_are_split(text: str) -> None:
    """Inputs on which a backtracking splitter would hang."""
    assert sum(b - a for a, b in split_saetze(text)) <= len(text)


def test_enumeration_belongs_to_its_satz() -> None:
    liste = Rohliste((("1.", ("die Ziele,",)), ("2.", ("der Nachweis.",))))
    absatz = build_absatz(Rohabsatz("4", ("Sie enthält Regelungen über", liste, "Satz 1 gilt nicht. Es bleibt dabei.")))
    assert [len(s.punkte) for s in absatz.saetze] == [2, 0, 0]
    mitten = build_absatz(
        Rohabsatz(
            "1", ("Wer", Rohliste((("1.", ("handelt oder",)), ("2.", ("unterlässt,",)))), "haftet. Das gilt immer.")
        )
    )
    assert [len(s.punkte) for s in mitten.saetze] == [2, 0]


def test_printed_satz_numbers() -> None:
    """Six Absätze whose Sätze are numbered in printed editions."""
    pfad = need_shared("gesetze", "zitate", "satz_counts.json")
    for fall in json.loads(pfad.read_text(encoding="utf-8")):
        sichtungen = read_sichtungen(need_shared("gesetze", "fassungen", f"{fall['law']}.jsonl.gz"))
        letzte = [s for s in sichtungen if s.norm.bezeichnung == fall["id"]][-1]
        absatz = next(a for a in letzte.norm.absaetze if a.nummer == fall["abs"])
        assert len(build_absatz(absatz).saetze) == fall["saetze"], fall


@pytest.mark.langsam
def test_agreement_with_the_counts_of_the_prepared_files() -> None:
    """A second splitter counted every Absatz of all laws; the differences are looked at in docs/gesetze/saetze.md."""
    import gzip

    gleich, alle, gesehen = 0, 0, set()
    for datei in sorted(need_shared("gesetze", "fassungen").glob("*.jsonl.gz")):
        mit_zahl = gzip.decompress(datei.read_bytes()).splitlines()
        for zeile, sichtung in zip(mit_zahl, read_sichtungen(datei), strict=True):
            for roh, absatz in zip(json.loads(zeile)["abs"], sichtung.norm.absaetze, strict=True):
                if absatz not in gesehen:
                    gesehen.add(absatz)
                    alle += 1
                    gleich += len(build_absatz(absatz).saetze) == roh["s"]
    assert alle > 20_000
    assert gleich / alle >= 0.995


@pytest.mark.langsam
def test_sentences_of_courts_stay_whole_and_pairs_are_parted() -> None:
    """Sentences of federal courts, each one sentence by human hand: not split, and found again when two are joined."""
    zeilen = need_shared("gesetze", "zitate", "urteilssaetze.jsonl").read_text(encoding="utf-8").splitlines()
    texte = [json.loads(z)["text"].strip() for z in zeilen]
    ganz = sum(len(split_saetze(t)) == 1 for t in texte)
    assert ganz / len(texte) >= 0.98
    saubere = [t for t in texte if t[0].isupper() and t.endswith((".", "?", "!")) and len(split_saetze(t)) == 1]
    getrennt = sum(split_text(f"{a} {b}") == [a, b] for a, b in itertools.pairwise(saubere))
    assert getrennt / (len(saubere) - 1) >= 0.99
