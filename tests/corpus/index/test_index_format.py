"""The index as bytes and back, the time line, and what differs between two versions: properties over made-up laws."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index.indexformat import (
    IndexFehler,
    dump_index,
    load_kopf,
    load_paragraf,
    pack_index,
    sort_key,
)
from corpus.index.indexmodell import (
    Gesetzesfassung,
    Gesetzesindex,
    Gesetzeskopf,
    Grenze,
    Normabsatz,
    Normpunkt,
    Normsatz,
)
from corpus.index.pruefsumme import normalise_wortlaut
from corpus.index.zeit import states, states_at
from corpus.index.zeitgrenzen import (
    Ankuendigung,
    Belege,
    Wirksamkeit,
    dates_in,
    find_grenze,
    merge_spans,
)
from corpus.norm import Norm
from corpus.recht.aenderung import compare_fassungen
from corpus.recht.einheit import find_einheit
from corpus.recht.rechtsbestand import load_mitgeliefert
from vertragswerk.gesetze.eingefuehrt import load_eigene, load_recht

TAGE = st.dates(date(2000, 1, 1), date(2030, 12, 31))
HASHES = st.text("abcdefgh-_", min_size=8, max_size=8)
PUNKTE = st.recursive(
    st.just(()),
    lambda innen: st.lists(
        st.builds(Normpunkt, st.sampled_from(["1", "2a", "a", "aa", ""]), HASHES, st.integers(1, 4), innen), max_size=3
    ).map(tuple),
    max_leaves=6,
)
ABSAETZE = st.lists(
    st.builds(
        Normabsatz,
        st.sampled_from(["", "1", "2", "2a", "3"]),
        HASHES,
        st.lists(st.builds(Normsatz, HASHES, PUNKTE), max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda a: a.nummer,
).map(tuple)


@st.composite
def grenzen(draw: st.DrawFn) -> Grenze:
    spaet = draw(TAGE)
    art = draw(st.sampled_from(["belegt", "erschlossen", "beobachtet", "fenster", "luecke", "anfang"]))
    if art in ("fenster", "luecke"):
        return Grenze(art, None, spaet - timedelta(days=draw(st.integers(1, 400))), spaet)
    return Grenze(art, None if art == "anfang" else spaet, None, spaet)


FASSUNGEN = st.lists(
    st.builds(
        Gesetzesfassung, grenzen(), TAGE, st.sampled_from(["geltend", "aufgehoben", "kuenftig", "leer"]), st.text(max_size=20), ABSAETZE,
        st.lists(st.tuples(st.sampled_from(["1", "2"]), TAGE), max_size=2).map(tuple), st.none() | grenzen(),
    ),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["1", "2", "10", "10a", "Art 3"]), FASSUNGEN, max_size=4))
def test_index_survives_its_bytes(paragrafen: dict[str, tuple[Gesetzesfassung, ...]]) -> None:
    kopf = Gesetzeskopf("SGB I", "SGB_I", "Titel", ((date(2020, 1, 1), date(2021, 1, 1)),), date(2020, 1, 1))
    zeilen = dump_index(Gesetzesindex(kopf, paragrafen))
    erste, *weitere = zeilen.rstrip(b"\n").split(b"\n")
    assert load_kopf(erste) == kopf
    assert [load_paragraf(z) for z in weitere] == [paragrafen[n] for n in sorted(paragrafen, key=sort_key)]
    assert pack_index(zeilen) == pack_index(dump_index(Gesetzesindex(kopf, dict(reversed(paragrafen.items())))))


@given(FASSUNGEN, TAGE)
def test_some_state_holds_on_every_day(fassungen: tuple[Gesetzesfassung, ...], tag: date) -> None:
    geordnet = tuple(sorted(fassungen, key=lambda f: f.von.sicher_ab))
    moeglich = states_at(states(geordnet), tag)
    assert moeglich
    assert all(z is None or z[0].moeglich_ab <= tag or z[0].art == "anfang" for z in moeglich)


@given(ABSAETZE, ABSAETZE)
def test_comparison_names_every_difference(alt: tuple[Normabsatz, ...], neu: tuple[Normabsatz, ...]) -> None:
    def version(absaetze: tuple[Normabsatz, ...]) -> Gesetzesfassung:
        return Gesetzesfassung(
            Grenze("anfang", None, None, date(2020, 1, 1)), date(2020, 1, 1), "geltend", "T", absaetze
        )

    aenderungen = compare_fassungen(version(alt), version(neu))
    vorher, nachher = ({a.nummer: a.hash for a in x} for x in (alt, neu))
    assert (not aenderungen) == (vorher == nachher)
    for a in aenderungen:
        assert a.absatz in (nachher if a.art == "neu" else vorher)
        if a.art == "verschoben":
            assert nachher[a.nach] == vorher[a.absatz]


@given(ABSAETZE)
def test_every_unit_in_the_index_is_found(absaetze: tuple[Normabsatz, ...]) -> None:
    fassung = Gesetzesfassung(
        Grenze("anfang", None, None, date(2020, 1, 1)), date(2020, 1, 1), "geltend", "T", absaetze
    )
    for absatz in absaetze:
        if absatz.nummer:
            assert find_einheit(fassung, (("absatz", absatz.nummer),)).hash == absatz.hash
            for i, satz in enumerate(absatz.saetze, 1):
                assert find_einheit(fassung, (("absatz", absatz.nummer), ("satz", str(i)))).hash == satz.hash
            zuviel = (("absatz", absatz.nummer), ("satz", str(len(absatz.saetze) + 1)))
            assert find_einheit(fassung, zuviel).fehlt == f"Satz {len(absatz.saetze) + 1}"


def belege(*ankuendigungen: Ankuendigung, wirksam: tuple[Wirksamkeit, ...] = ()) -> Belege:
    tage = tuple(date(2023, 12, 1) + timedelta(days=7 * i) for i in range(12))
    return Belege(tage, ((tage[0], tage[-1]),), wirksam, ankuendigungen)


GRENZFAELLE = [
    # Ankündigungen, zuletzt anders, zuerst gesehen, Art, Tag, Fenster ab
    ((), "2023-12-29", "2024-01-05", "fenster", None, "2023-12-29"),
    ((Ankuendigung((date(2024, 1, 1),), None),), "2023-12-29", "2024-01-05", "erschlossen", "2024-01-01", None),
    (
        (Ankuendigung((date(2024, 1, 1), date(2024, 1, 3)), None),),
        "2023-12-29", "2024-01-05", "fenster", None, "2023-12-29",
    ),
    # a change that was late in the text: effective before the old text was last seen
    ((Ankuendigung((date(2023, 12, 20),), date(2024, 1, 1)),), "2023-12-29", "2024-01-05", "erschlossen", "2023-12-20", None),
    ((), "2023-12-31", "2024-01-01", "beobachtet", "2024-01-01", None),
    ((), "2024-01-09", "2024-01-10", "beobachtet", "2024-01-10", None),
    ((), None, "2023-12-01", "anfang", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("ansagen", "zuletzt", "gesehen", "art", "tag", "nach"), GRENZFAELLE)
def test_what_is_known_of_a_border(
    ansagen: tuple[Ankuendigung, ...], zuletzt: str | None, gesehen: str, art: str, tag: str | None, nach: str | None
) -> None:
    grenze = find_grenze(
        belege(*ansagen), "§ 1", date.fromisoformat(gesehen), date.fromisoformat(zuletzt) if zuletzt else None
    )
    assert (grenze.art, str(grenze.datum or "") or None, str(grenze.nach or "") or None) == (art, tag, nach)


def test_published_day_of_effect_wins() -> None:
    wirksam = Wirksamkeit(date(2024, 1, 5), date(2024, 1, 1), ist_belegt=True)
    grenze = find_grenze(belege(wirksam=(wirksam,)), "§ 1", date(2024, 1, 5), date(2023, 12, 29))
    assert (grenze.art, grenze.datum) == ("belegt", date(2024, 1, 1))


@given(st.lists(st.tuples(TAGE, st.integers(0, 300)), min_size=1, max_size=8))
def test_merged_spans_hold_every_sighting(paare: list[tuple[date, int]]) -> None:
    spannen = [(a, a + timedelta(days=n)) for a, n in paare]
    verbunden = merge_spans(spannen)
    assert all(any(x <= a and b <= y for x, y in verbunden) for a, b in spannen)
    assert all((b[0] - a[1]).days > 90 for a, b in pairwise(verbunden))


def test_days_in_a_remark() -> None:
    text = "Änderung durch Art. 5 G v. 2.6.2021 I 1387 (Nr. 29) mWv 10.6.2021 bzw. 1.7.2021"
    assert dates_in(text) == (date(2021, 6, 10), date(2021, 7, 1))
    assert dates_in("mWv 31.2.2021 bzw. 1.3.0000 und 1.3.2021") == (date(2021, 3, 1),)
    assert dates_in("zuletzt geändert durch Art. 1 G v. 20.7.2017") == ()


def test_impossible_day_of_a_version_is_no_crash() -> None:
    urteil = load_mitgeliefert().urteile(Norm("SGB IX", "29", fassung="2019-02-31"), date(2024, 1, 1))
    assert urteil.status == "unbekannt"
    assert "gibt es nicht" in urteil.begruendung


@pytest.mark.parametrize(
    "inhalt", ["", "{", "[1]", '[{"gesetz": 1}]', '[{"text": "A", "gesetz": "A", "gilt_ab": "x"}]']
)
def test_damaged_list_of_laws_is_refused_in_german(inhalt: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ordner = tmp_path_factory.mktemp("liste")
    (ordner / "gesetze.json").write_text(inhalt, encoding="utf-8")
    with pytest.raises(IndexFehler, match="beschädigt"):
        load_eigene(ordner)
    with pytest.raises(IndexFehler, match="beschädigt"):
        load_recht(ordner)


def test_a_run_of_combining_marks_is_cut_before_it_is_ordered() -> None:
    assert len(normalise_wortlaut("a" + "\u0300\u0316" * 50_000 + "b")) < 40
    assert normalise_wortlaut("Ma\u0308rz") == "März"
