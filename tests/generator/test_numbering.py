"""Labels and references: fixed expectations on the sample tree, laws on generated trees, and every refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.numbering import carrier, resolve
from generator.query import query, query_with_parents
from generator.tree import (
    Absatz,
    Abschnitt,
    Aufzaehlung,
    Block,
    Dokument,
    Fussnote,
    Inline,
    Punkt,
    Tabelle,
    Text,
    Textblock,
    Verweis,
)
from tests.generator.beispielbaum import Schema, baum, unresolved

SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")


def _labels(dokument: Dokument) -> dict[str, str]:
    return {b.id: b.nummer for b in query(dokument, Abschnitt, Absatz, Punkt, Tabelle)}


def _verweise(dokument: Dokument) -> dict[str, list[Verweis]]:
    """References by the id of the block they stand in."""
    gefunden: dict[str, list[Verweis]] = {}
    for eltern, verweis in query_with_parents(dokument, Verweis):
        gefunden.setdefault(carrier(list(eltern)), []).append(verweis)
    return gefunden


@pytest.mark.parametrize(
    ("schema", "erwartet"),
    [
        (
            "paragraf",
            {
                "praeambel": "",
                "gegenstand": "§\u00a01",
                "gegenstand_2": "(2)",
                "geltung_1": "",
                "budget_2_n2": "2.",
                "budget_2_n2_b": "b)",
                "budget_2_n2_b_bb": "bb)",
                "budget_2_n3": "3.",
                "budget_3_s1": "",
                "tab_raten": "Tabelle\u00a01",
                "schluss": "§\u00a08",
                "auslegung": "",
                "anl_fach": "Anlage\u00a02",
                "anl_fach_2": "2.",
                "tab_mengen": "Tabelle\u00a02",
                "form_n2": "2.",
                "form_m1": "1.",
            },
        ),
        (
            "dezimal",
            {
                "praeambel": "",
                "gegenstand": "1.",
                "gegenstand_2": "1.2",
                "geltung_1": "2.1",
                "budget_2_n2": "3.2.2",
                "budget_2_n2_b": "b)",
                "budget_2_n2_b_bb": "bb)",
                "budget_2_n3": "3.2.3",
                "budget_3_s1": "",
                "tab_raten": "Tabelle\u00a01",
                "schluss": "8.",
                "anl_fach": "Anlage\u00a02",
                "anl_fach_2": "2.",
                "form_n2": "2.",
                "form_m1": "1.",
            },
        ),
    ],
)
def test_labels_of_the_sample(schema: Schema, erwartet: dict[str, str]) -> None:
    labels = _labels(baum(schema))
    assert {k: labels[k] for k in erwartet} == erwartet


@pytest.mark.parametrize(
    ("wo", "stelle", "paragraf", "dezimal"),
    [
        ("praeambel_2", 0, "§ 1", "Nummer 1"),
        ("gegenstand_1_t", 0, "Anlage 1", "Anlage 1"),
        ("gegenstand_1_t", 1, "Tabelle 2", "Tabelle 2"),
        ("gegenstand_2_t", 0, "Absatz 1 Satz 1", "Nummer 1.1 Satz 1"),
        ("gegenstand_2_t", 1, "§ 3 Absatz 2 Nummer 2 Buchstabe b", "Nummer 3.2.2 Buchstabe b"),
        ("gegenstand_3_t", 0, "§ 3", "Nummer 3"),
        ("geltung_1_t", 0, "Satz 1", "Nummer 2.1 Satz 1"),
        ("budget_2_n1_t", 0, "Absatz 1 Satz 2", "Nummer 3.1 Satz 2"),
        ("budget_2_n2_b_bb_t", 0, "Nummer 2 Buchstabe a", "Nummer 3.2.2 Buchstabe a"),
        ("budget_2_z", 0, "Nummer 1", "Nummer 3.2.1"),
        ("budget_3_s2_t", 0, "Absatz 2 Nummer 3", "Nummer 3.2.3"),
        ("anpassung_2_t", 0, "§ 5 Absatz 1", "Nummer 5.1"),
        ("anpassung_2_t", 1, "Anlage 2 Nummer 2", "Anlage 2 Nummer 2"),
        ("schluss_2_t", 0, "Präambel", "Präambel"),
        ("schluss_2_t", 1, "Protokollnotiz", "Protokollnotiz"),
        ("fach_t", 0, "§ 1 Absatz 3 des Vertrages", "Nummer 1.3 des Vertrages"),
        ("fach_t2", 0, "Anlage 2 Nummer 1 Nummer 1 Buchstabe a", "Anlage 2 Nummer 1 Nummer 1 Buchstabe a"),
        ("anl_fach_2", 0, "§ 4 des Vertrages", "Nummer 4 des Vertrages"),
        ("mengen_t", 0, "§ 3 des Vertrages", "Nummer 3 des Vertrages"),
    ],
)
def test_text_of_references(wo: str, stelle: int, paragraf: str, dezimal: str) -> None:
    for schema, erwartet in (("paragraf", paragraf), ("dezimal", dezimal)):
        verweis = _verweise(baum("dezimal" if schema == "dezimal" else "paragraf"))[wo][stelle]
        assert verweis.text.replace("\u00a0", " ") == erwartet
        # Between word and number no line may break; between two steps it may.
        assert verweis.text.count("\u00a0") == sum(
            wort[0].isdigit() or (len(wort) < 3 and wort not in "§") for wort in erwartet.split()
        )


def _address(*, satz: int = 0, ziel: str, von: str = "praeambel_2") -> Verweis:
    """Return a new reference in the sample, resolved."""
    dokument = unresolved()
    praeambel = dokument.abschnitte[0]
    neu = Textblock("probe", (Verweis(ziel, satz),))
    abschnitte = (replace(praeambel, bloecke=(*praeambel.bloecke, neu)), *dokument.abschnitte[1:])
    return _verweise(resolve(replace(dokument, abschnitte=abschnitte)))["probe"][0]


@pytest.mark.parametrize(
    ("ziel", "satz", "text"),
    [
        ("budget_2_n2_b_aa", 0, "§ 3 Absatz 2 Nummer 2 Buchstabe b Doppelbuchstabe aa"),
        ("budget_2_n2_b", 1, "§ 3 Absatz 2 Satz 1 Nummer 2 Buchstabe b"),
        ("geltung_1", 2, "§ 2 Satz 2"),
        ("geltung", 2, "§ 2 Satz 2"),
        ("geltung_1_t", 0, "§ 2"),
        ("budget_1_t", 2, "§ 3 Absatz 1 Satz 2"),
        ("praeambel", 1, "Präambel Satz 1"),
        ("fach_t", 1, "Anlage 2 Satz 1"),
        ("fach_n2", 0, "Anlage 2 Nummer 1 Nummer 2"),
    ],
)
def test_further_references(ziel: str, satz: int, text: str) -> None:
    assert _address(ziel=ziel, satz=satz).text.replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("schema", "wo", "stelle", "teile"),
    [
        (
            "paragraf",
            "fach_t",
            0,
            (("§\u00a01", "gegenstand"), (" Absatz\u00a0", ""), ("3", "gegenstand_3"), (" des Vertrages", "")),
        ),
        (
            "paragraf",
            "budget_3_s2_t",
            0,
            (("Absatz\u00a0", ""), ("2", "budget_2"), (" Nummer\u00a0", ""), ("3", "budget_2_n3")),
        ),
        ("paragraf", "gegenstand_1_t", 0, (("Anlage\u00a01", "anl_mengen"),)),
        ("paragraf", "anpassung_2_t", 1, (("Anlage\u00a02", "anl_fach"), (" Nummer\u00a0", ""), ("2", "anl_fach_2"))),
        ("dezimal", "anpassung_2_t", 0, (("Nummer\u00a0", ""), ("5.1", "gremium_1"))),
        (
            "dezimal",
            "gegenstand_2_t",
            1,
            (("Nummer\u00a0", ""), ("3.2.2", "budget_2_n2"), (" Buchstabe\u00a0", ""), ("b", "budget_2_n2_b")),
        ),
        (
            "paragraf",
            "budget_2_n1_t",
            0,
            (("Absatz\u00a0", ""), ("1", "budget_1"), (" Satz\u00a0", ""), ("2", "budget_1_t.2")),
        ),
        ("paragraf", "controlling_1_t", 0, (("Tabelle\u00a0", ""), ("1", "tab_raten.0"))),
    ],
)
def test_live_pieces(schema: Schema, wo: str, stelle: int, teile: tuple[tuple[str, str], ...]) -> None:
    assert _verweise(baum(schema))[wo][stelle].teile == teile


@pytest.mark.parametrize("schema", SCHEMATA)
def test_a_live_piece_is_the_label_of_its_node_without_trailing_period(schema: Schema) -> None:
    dokument = baum(schema)
    labels = _labels(dokument)
    stuecke = [t for vs in _verweise(dokument).values() for v in vs for t in v.teile if t[1]]
    assert len(stuecke) > 10
    assert all(labels[marke].strip(".()") == text for text, marke in stuecke if "." not in marke)
    assert all(marke.endswith((".0", f".{text}")) for text, marke in stuecke if "." in marke)


@pytest.mark.parametrize("schema", SCHEMATA)
def test_resolving_twice_changes_nothing(schema: Schema) -> None:
    assert resolve(baum(schema)) == baum(schema)


@pytest.mark.parametrize("schema", SCHEMATA)
def test_nothing_but_labels_changes(schema: Schema) -> None:
    def ids(dokument: Dokument) -> list[str]:
        return [b.id for b in query(dokument, Abschnitt, Absatz, Textblock, Aufzaehlung, Punkt, Tabelle)]

    assert ids(baum(schema)) == ids(unresolved(schema))


def test_own_lists_are_marked() -> None:
    listen = {b.punkte[0].id: b.eigene for b in query(baum(), Aufzaehlung)}
    assert {k for k, ist_eigene in listen.items() if ist_eigene} == {
        "fach_n1",
        "fach_n1_a",
        "form_s1",
        "form_n1",
        "form_m1",
    }
    assert not listen["budget_2_n1"] and not listen["budget_3_s1"]


def test_contents() -> None:
    verzeichnis = baum().verzeichnis
    assert [e.ziel for e in verzeichnis][:3] == ["praeambel", "gegenstand", "geltung"]
    assert [(e.nummer, e.text, e.ebene) for e in verzeichnis if e.ziel == "anl_fach_2"] == [
        ("2.", "Umsetzung nach §\u00a04 des Vertrages", 2)
    ]


def test_footnotes_count_in_reading_order() -> None:
    noten = query(baum(), Fussnote)
    assert [n.nummer for n in noten] == ["1", "2"]


def _dokument(*bloecke: Block, art: str = "paragraf") -> Dokument:
    abschnitt = Abschnitt("a", art, (Text("A"),), bloecke)  # type: ignore[arg-type]  # wrong kinds are the point
    return replace(unresolved(), abschnitte=(abschnitt,))


def _text(kennung: str, *inhalt: Inline) -> Textblock:
    return Textblock(kennung, inhalt or (Text("x"),))


def _punkte(anzahl: int, vorsilbe: str, *innen: Aufzaehlung) -> tuple[Punkt, ...]:
    return tuple(
        Punkt(f"{vorsilbe}{n}", (_text(f"{vorsilbe}{n}_t"), *(innen if n == 0 else ()))) for n in range(anzahl)
    )


# ------------------------------------------------------------------------------------------------------------------ laws


@st.composite
def _dokumente(draw: st.DrawFn) -> Dokument:
    """Documents of §§ with Absätze and lists; the ids tell the place: p<§>_<Absatz>_<list>_<item>."""
    paragrafen = []
    for p in range(draw(st.integers(1, 4))):
        absaetze = []
        for a in range(draw(st.integers(1, 4))):
            listen: list[Textblock | Aufzaehlung] = []
            for n, anzahl in enumerate(draw(st.lists(st.integers(1, 5), max_size=3))):
                listen += [_text(f"p{p}_{a}_{n}"), Aufzaehlung(_punkte(anzahl, f"p{p}_{a}_{n}_"))]
            absaetze.append(Absatz(f"p{p}_{a}", (_text(f"p{p}_{a}_t"), *listen)))
        paragrafen.append(Abschnitt(f"p{p}", "paragraf", (Text("T"),), tuple(absaetze)))
    return replace(unresolved(draw(st.sampled_from(SCHEMATA))), abschnitte=tuple(paragrafen))


@settings(max_examples=60, deadline=None)
@given(_dokumente())
def test_every_citation_names_one_place(dokument: Dokument) -> None:
    """Cited from outside, no two nodes share a citation (but a sole Absatz and its §)."""
    ziele = [b.id for b in query(dokument, Abschnitt, Absatz, Punkt)]
    von_aussen = Abschnitt(
        "aussen", "praeambel", (Text("P"),), tuple(_text(f"v{n}", Verweis(z)) for n, z in enumerate(ziele))
    )
    fertig = resolve(replace(dokument, abschnitte=(von_aussen, *dokument.abschnitte)))
    labels = _labels(fertig)
    texte = [v[0].text for v in _verweise(fertig).values()]
    einzige = sum(not labels[b.id] for b in query(fertig, Absatz))
    assert len(texte) == len(ziele)
    assert len(set(texte)) == len(texte) - einzige


@settings(max_examples=60, deadline=None)
@given(_dokumente())
def test_labels_depend_on_nothing_behind(dokument: Dokument) -> None:
    """Dropping the last § changes no label before it."""
    kurz = replace(dokument, abschnitte=dokument.abschnitte[:-1])
    vorher, nachher = _labels(resolve(dokument)), _labels(resolve(kurz))
    assert all(vorher[k] == v for k, v in nachher.items())


@settings(max_examples=60, deadline=None)
@given(_dokumente())
def test_items_count_through_the_absatz(dokument: Dokument) -> None:
    for absatz in query(resolve(dokument), Absatz):
        zahlen = [p.nummer for p in query(absatz, Punkt)]
        assert [int(z.rstrip(".").rpartition(".")[2]) for z in zahlen] == list(range(1, len(zahlen) + 1))
