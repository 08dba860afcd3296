"""A case under pseudonyms: nothing of the person in it, the same amounts and findings, the same bytes for the same key, none without it."""

from __future__ import annotations

import stat
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.modell.typen import DATUM_MUSTER
from contracts.rechnen.budgetfall import HatBudgetfall
from contracts.verfremdung.fallkopie import VerfremdungsFehler
from contracts.verfremdung.kopierschluessel import Schluessel
from tests.vertraege import BEISPIELE, BUDGETFALL, ERSTER, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, replace_once
from vertragswerk.verfremdung import Fallkopie, Verfremdungswunsch, make_kopie
from vertragswerk.werk import Ergebnis

ALTFALL = "PB-BEISPIEL-2005"
TAGE = {BUDGETFALL: date(2026, 2, 27), ALTFALL: date(2005, 11, 30)}
SCHLUESSEL = bytes(range(64, 110))
GEHEIM = (
    "mara", "beispiel", "siel", "tom muster", "lena", "freundin", "de52", "1234 5678", "1987-05-04", "4711", "inkontinenz", "medikament",
    "bücherei", "arbeitsvertrag", "eigenen wohnung", "28000", "musterbremen", "am markt", "kassenweg", "rike", "amtlich", "0421",
    "gutachten", "angehörige",
)  # fmt: skip
"""What leads to the person or an office, in small letters."""


def write_copy(kopie: Fallkopie, ziel: Path) -> Path:
    for name, inhalt in kopie.dateien.items():
        (ziel / name).parent.mkdir(parents=True, exist_ok=True)
        (ziel / name).write_bytes(inhalt)
    return ziel


@cache
def kopie_of(kennung: str, schluessel: bytes = SCHLUESSEL, *wortlaut: str) -> Fallkopie:
    """Return the copy of an example."""
    eingaben = work_at(BEISPIELE, kennung, TAGE[kennung]).eingaben
    return make_kopie(eingaben, Verfremdungswunsch(Schluessel(schluessel), wortlaut))


def data_of(kopie: Fallkopie) -> dict[str, Any]:
    return dict(yaml.safe_load(text_of(kopie)))


def text_of(kopie: Fallkopie) -> str:
    return next(i for n, i in kopie.dateien.items() if n.endswith("fall.yaml")).decode()


def copy_at(wurzel: Path, kennung: str, stichtag: date, *wortlaut: str) -> Fallkopie:
    wunsch = Verfremdungswunsch(Schluessel(SCHLUESSEL), wortlaut)
    return make_kopie(work_at(wurzel, kennung, stichtag).eingaben, wunsch)


def leaks(text: str) -> list[str]:
    klein = " ".join(text.lower().split())
    return [g for g in GEHEIM if g in klein]


def codes(ergebnis: Ergebnis) -> Counter[str]:
    return Counter(b.code for b in ergebnis.pruefung.befunde)


def iter_tage(daten: Any, pfad: str = "") -> Iterator[tuple[str, date]]:
    if isinstance(daten, dict):
        for name, wert in daten.items():
            yield from iter_tage(wert, f"{pfad}.{name}")
    elif isinstance(daten, list):
        for nummer, wert in enumerate(daten):
            yield from iter_tage(wert, f"{pfad}[{nummer}]")
    elif isinstance(daten, date):
        yield pfad, daten


@pytest.mark.parametrize("kennung", TAGE)
def test_nothing_of_the_person_is_in_the_copy(kennung: str) -> None:
    kopie = kopie_of(kennung)
    original = (BEISPIELE / "faelle" / kennung / "fall.yaml").read_text(encoding="utf-8")
    assert len(leaks(original)) > 15
    for name, inhalt in kopie.dateien.items():
        assert not leaks(inhalt.decode()) and kennung not in inhalt.decode() and kennung not in name


@pytest.mark.parametrize("kennung", TAGE)
def test_the_copy_is_checked_like_the_case_with_the_same_amounts(kennung: str, tmp_path: Path) -> None:
    kopie = kopie_of(kennung)
    original = work_at(BEISPIELE, kennung, TAGE[kennung])
    ergebnis = work_at(write_copy(kopie, tmp_path), kopie.kennung, kopie.stichtag)
    assert codes(ergebnis) == codes(original) and not kopie.entfallen
    assert list(ergebnis.dokumente) == list(original.dokumente)
    alt, neu = original.geladen.vertrag, ergebnis.geladen.vertrag
    assert isinstance(alt, HatBudgetfall) and isinstance(neu, HatBudgetfall) and neu.person.ist_fiktiv
    for name in ("geld", "gutscheine", "gesamt"):
        assert getattr(neu.berechnet, name) == getattr(alt.berechnet, name)
    assert [t.summe for t in neu.berechnet.teilbudgets] == [t.summe for t in alt.berechnet.teilbudgets]


def test_all_days_are_moved_by_one_offset_and_what_follows_from_them_follows() -> None:
    alt = dict(iter_tage(yaml.safe_load((BEISPIELE / "faelle" / BUDGETFALL / "fall.yaml").read_text(encoding="utf-8"))))
    neu = dict(iter_tage(data_of(kopie_of(BUDGETFALL))))
    assert list(neu) == list(alt) and len(alt) > 30
    abstaende = {pfad: neu[pfad] - alt[pfad] for pfad in alt}
    folgend = abstaende.pop(".bescheid.widerspruchsfrist_bis")
    (abstand,) = set(abstaende.values())
    assert abs(abstand) >= timedelta(days=28) and abs(folgend - abstand) < timedelta(days=10)
    assert neu[".teilbudgets[0].beginn"].day == 1
    assert kopie_of(BUDGETFALL).stichtag == TAGE[BUDGETFALL] + abstand


def test_one_person_has_one_name_and_an_account_that_cannot_be() -> None:
    person = data_of(kopie_of(BUDGETFALL))["person"]
    namen = [person["name"], person["vertretung"]["name"], person["person_der_wahl"]]
    assert len(set(namen)) == 3 and person["konto"]["inhaber"] == person["name"]
    assert person["konto"]["iban"][5:14] == "0000 0000" and person["anschrift"]["plz"].startswith("00")


def test_the_same_key_gives_the_same_bytes_and_another_another_person_and_offset() -> None:
    andere = [kopie_of(BUDGETFALL, bytes([n]) + SCHLUESSEL) for n in range(6)]
    kopie_of.cache_clear()
    assert kopie_of(BUDGETFALL, b"\0" + SCHLUESSEL).dateien == andere[0].dateien
    assert len({data_of(k)["person"]["name"] for k in andere}) > 3 and len({k.stichtag for k in andere}) > 2
    assert len({k.kennung for k in andere}) == 6


def test_comments_and_settings_do_not_travel(tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
    datei = bestand / "faelle" / BUDGETFALL / "fall.yaml"
    datei.write_text(f"# Rückfrage bei Mara\n{datei.read_text(encoding='utf-8')}# Ende Mara\n", encoding="utf-8")
    (bestand / "vertragswerk.toml").write_text('[bestand]\nname = "Maras Ordner"\n', encoding="utf-8")
    kopie = copy_at(bestand, BUDGETFALL, TAGE[BUDGETFALL])
    assert kopie.dateien == kopie_of(BUDGETFALL).dateien


@pytest.mark.parametrize(
    ("alt", "neu", "code"),
    [
        ("iban: DE52 0000", "iban: DE53 0000", "TD-06"),
        ("    am: 2026-01-12\n    hat_budget_verbraucht_risiko: true", "    am: 2026-01-12\n    hat_budget_verbraucht_risiko: false", "VOL-16"),
        ('geld: "4084.31"', 'geld: "4084.30"', "ZB-13"),
        ("widerspruchsfrist_bis: 2026-04-07", "widerspruchsfrist_bis: 2026-04-09", "FL-11"),
        ("form: gutschein, ist_zugelassener_dienst: true", "form: geld", "RK-18"),
    ],
)  # fmt: skip
def test_a_mistake_of_the_case_is_one_of_the_copy(alt: str, neu: str, code: str, tmp_path: Path) -> None:
    bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
    replace_once(bestand / "faelle" / BUDGETFALL / "fall.yaml", alt, neu)
    vorher = codes(work_at(bestand, BUDGETFALL, TAGE[BUDGETFALL]))
    kopie = copy_at(bestand, BUDGETFALL, TAGE[BUDGETFALL])
    nachher = codes(work_at(write_copy(kopie, tmp_path / "k"), kopie.kennung, kopie.stichtag))
    assert nachher == vorher and nachher[code]


SATZ = "Mara Beispiels Bedarf ist abschließend vereinbart, sagt Toms Brief vom 3. Februar 2026 an Am Siel 3."


@pytest.fixture
def mit_satz(tmp_path: Path) -> Path:
    """Return a repository whose notice has a sentence that a rule finds, with names in it."""
    bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
    replace_once(bestand / "faelle" / BUDGETFALL / "fall.yaml", "  begruendung:\n", f'  begruendung:\n    - "{SATZ}"\n')
    return bestand


def test_a_finding_on_words_goes_with_them_and_is_named(mit_satz: Path) -> None:
    kopie = copy_at(mit_satz, BUDGETFALL, TAGE[BUDGETFALL])
    assert set(kopie.entfallen) == {"RK-19"} and "abschließend" not in text_of(kopie)


def test_wording_stays_where_it_is_asked_for_without_names_and_days(mit_satz: Path, tmp_path: Path) -> None:
    kopie = copy_at(mit_satz, BUDGETFALL, TAGE[BUDGETFALL], "bescheid.begruendung")
    satz = data_of(kopie)["bescheid"]["begruendung"][0]
    person = data_of(kopie)["person"]
    versatz = kopie.stichtag - TAGE[BUDGETFALL]
    tag = date(2026, 2, 3) + versatz
    assert satz.startswith(f"{person['name']}s Bedarf ist abschließend vereinbart, sagt ")
    assert person["anschrift"]["strasse"] in satz and f" {tag.day}. " in satz and f" {tag.year} " in satz
    assert not leaks(satz) and "Tom" not in satz.replace(person["vertretung"]["name"].split()[0], "")
    ergebnis = work_at(write_copy(kopie, tmp_path / "k"), kopie.kennung, kopie.stichtag)
    assert codes(ergebnis) == codes(work_at(mit_satz, BUDGETFALL, TAGE[BUDGETFALL]))


@pytest.mark.parametrize(
    ("alt", "neu", "wortlaut", "sagt"),
    [
        ("art: persoenliches_budget\n", "art: persoenliches_budget\nanlagen:\n  - {id: anl1, titel: Befund, stand: 2026-01-01}\n", (), "„anlagen“"),
        ("  begruendung:\n", "  begruendung:\n    - Maramobil und Beispielhaus.\n", ("bescheid.begruendung",), "bescheid.begruendung[0]"),
        ("id: Z4", "id: Mara", (), "ziele[0].id"),
        ("", "", ("person.name",), "„person.name“"),
        ("  form: niederschrift\n", "  form: mündlich\n", (), "nicht lesbar"),
    ],
)  # fmt: skip
def test_what_cannot_be_hidden_is_refused_without_a_name(
    alt: str, neu: str, wortlaut: tuple[str, ...], sagt: str, tmp_path: Path
) -> None:
    bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
    datei = bestand / "faelle" / BUDGETFALL / "fall.yaml"
    datei.write_text(datei.read_text(encoding="utf-8").replace(alt, neu, 1), encoding="utf-8")
    with pytest.raises(VerfremdungsFehler) as fehler:
        copy_at(bestand, BUDGETFALL, TAGE[BUDGETFALL], *wortlaut)
    assert sagt in str(fehler.value) and not leaks(str(fehler.value))


class TestBefehl:
    """The command."""

    def test_it_writes_a_repository_that_can_be_checked_and_built(self, rufe: Rufe, tmp_path: Path) -> None:
        bestand, ziel = copy_beispiel(tmp_path / "b", BUDGETFALL), tmp_path / "k"
        angaben = (BUDGETFALL, bestand, "--ziel", ziel, "--schluessel-datei", tmp_path / "s" / "k.key")
        lauf = rufe("schwaerzen", *angaben, "--schluessel-anlegen", "--stichtag", TAGE[BUDGETFALL])
        assert lauf.code == 0 and "mit denselben Beträgen" in lauf.aus and not leaks(lauf.alles), lauf.alles
        dateien = [p for p in (*ziel.rglob("*"), tmp_path / "s" / "k.key") if p.is_file()]
        assert len(dateien) == 3
        if sys.platform != "win32":
            assert {stat.S_IMODE(p.stat().st_mode) for p in dateien} == {0o600}
        lauf = rufe("bauen", ziel, "--format", "html")
        assert lauf.code == 0, lauf.alles
        seiten = list((ziel / "ausgabe").rglob("*.html"))
        assert len(seiten) > 10 and not [
            g for p in seiten if (g := leaks(p.read_text(encoding="utf-8"))) and g != ["beispiel"]
        ]
        lauf = rufe("schwaerzen", *angaben)
        assert lauf.code == 2 and "nicht leer" in lauf.alles

    @pytest.mark.parametrize(
        ("einstellung", "gesagt"),
        [
            ('[hausregeln]\npraefix = "HH"\n', "Einstellungen des Bestands: Hausregeln."),
            (
                '[pruefung.abgewaehlt]\nFL-10 = "Das Amt Musterbremen zahlt anders."\n',
                "Einstellungen des Bestands: abgewählte Regeln.",
            ),
            ('[pruefung.schwere]\nFL-10 = "hinweis"\n', "Einstellungen des Bestands: geänderte Schweregrade."),
            ("", ""),
        ],
    )
    def test_settings_that_stay_behind_are_named(
        self, einstellung: str, gesagt: str, rufe: Rufe, tmp_path: Path
    ) -> None:
        bestand = copy_beispiel(tmp_path / "bestand", BUDGETFALL)
        (bestand / "vertragswerk.toml").write_text(f'[bestand]\nname = "B"\n{einstellung}', encoding="utf-8")
        lauf = rufe(
            "schwaerzen", BUDGETFALL, bestand, "--ziel", tmp_path / "neu", "--schluessel-datei", tmp_path / "k.key", "--schluessel-anlegen",
            "--stichtag", "2026-02-27",
        )  # fmt: skip
        text = " ".join(lauf.alles.split())
        assert gesagt in text and ("Einstellungen" in text) == bool(gesagt)
        kopiert = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "neu").rglob("*") if p.is_file())
        assert "Amt Musterbremen" not in kopiert + text and "hausregeln" not in kopiert

    def test_the_day_of_the_copy_does_not_depend_on_today(self, rufe: Rufe, tmp_path: Path) -> None:
        bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
        (bestand / "vertragswerk.toml").write_text("", encoding="utf-8")
        (tmp_path / "k.key").write_bytes(SCHLUESSEL)
        lauf = rufe(
            "schwaerzen", BUDGETFALL, bestand, "--ziel", tmp_path / "k", "--schluessel-datei", tmp_path / "k.key"
        )
        assert lauf.code == 0, lauf.alles
        kopie = kopie_of(BUDGETFALL)
        assert {p: (tmp_path / "k" / p).read_bytes() for p in kopie.dateien} == kopie.dateien

    @pytest.mark.parametrize(
        ("inhalt", "name", "mehr", "sagt"),
        [
            (None, "k.key", (), "--schluessel-anlegen"),
            (b"geheim", "k.key", (), "zu leicht zu erraten"),
            (b"a" * 100, "k.key", (), "zu leicht zu erraten"),
            (b"x" * 5000, "k.key", (), "kann nicht gelesen werden"),
            (SCHLUESSEL, "k.key", ("--schluessel-anlegen",), "nie überschrieben"),
            (None, "k/k.key", ("--schluessel-anlegen",), "im Ordner der Kopie"),
        ],
    )
    def test_a_key_that_is_none(
        self, inhalt: bytes | None, name: str, mehr: tuple[str, ...], sagt: str, rufe: Rufe, tmp_path: Path
    ) -> None:
        bestand = copy_beispiel(tmp_path / "b", BUDGETFALL)
        if inhalt is not None:
            (tmp_path / name).write_bytes(inhalt)
        lauf = rufe(
            "schwaerzen", BUDGETFALL, bestand, "--ziel", tmp_path / "k", "--schluessel-datei", tmp_path / name, *mehr
        )
        assert lauf.code == 2 and sagt in " ".join(lauf.alles.split()), lauf.alles
        assert not (tmp_path / "k").exists()
        assert inhalt is None or (tmp_path / name).read_bytes() == inhalt

    def test_a_contract_is_referred_to_publication(self, rufe: Rufe, tmp_path: Path) -> None:
        bestand = copy_beispiel(tmp_path / "b", ERSTER)
        (tmp_path / "k.key").write_bytes(SCHLUESSEL)
        lauf = rufe("schwaerzen", ERSTER, bestand, "--ziel", tmp_path / "k", "--schluessel-datei", tmp_path / "k.key")
        assert lauf.code == 1 and "veroeffentlichen" in lauf.alles and not (tmp_path / "k").exists()


def test_days_are_what_the_model_reads_as_days() -> None:
    import re

    assert all(re.fullmatch(DATUM_MUSTER, tag.isoformat()) for _, tag in iter_tage(data_of(kopie_of(ALTFALL))))
