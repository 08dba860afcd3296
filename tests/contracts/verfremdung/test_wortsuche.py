"""Kept text: names in every form, addresses, numbers and days are replaced."""

from __future__ import annotations

import pytest

from contracts.verfremdung.ersatz import Wertort, replace_value
from contracts.verfremdung.kopierschluessel import Schluessel, is_strong
from contracts.verfremdung.maske import Maske
from contracts.verfremdung.wortsuche import search_wortlaut

SCHLUESSEL = Schluessel(bytes(range(40)))
ORT = Wertort("Budgetperson", "name")


@pytest.fixture
def maske() -> Maske:
    maske = Maske(SCHLUESSEL, 31)
    maske.personen[frozenset(("mara", "beispiel"))] = "Kim Musterbach"
    maske.personen[frozenset(("tom", "müller", "lüdenscheid"))] = "Toni Probenau"
    maske.personen[frozenset(("hans",))] = "Eike Mustertal"
    for name in ("Mara Beispiel", "Tom Müller-Lüdenscheid", "Hans"):
        maske.person(name)
    maske.note("Am Siel 3", "Musterweg 9")
    maske.note("TH 4711/26", "MUSTER-1")
    maske.note("Musterbremen", "Probeburg")
    return maske


@pytest.mark.parametrize(
    ("text", "soll"),
    [
        ("Mara Beispiel kommt.", "Kim Musterbach kommt."),
        ("Beispiel, Mara", "Musterbach, Kim"),
        ("MARA BEISPIEL", "Kim Musterbach"),
        ("Maras Wunsch", "Kims Wunsch"),
        ("der Bedarf Mara Beispiels", "der Bedarf Kim Musterbachs"),
        ("Frau Beispiels Antrag", "Frau Musterbachs Antrag"),
        ("mara's Wohnung", "Kims Wohnung"),
        ("die Beispielsche Wohnung", "die Musterbachsche Wohnung"),
        ("mit den Beispiels", "mit den Musterbachs"),
        ("Herrn Müllers Brief", "Herrn Probenaus Brief"),
        ("Herr Mueller-Luedenscheid", "Herr Probenau"),
        ("Tom Müller-Lüdenscheids Vollmacht", "Toni Probenaus Vollmacht"),
        ("Hans' Rat, Hansens Rat", "Eike Mustertals Rat, Eike Mustertals Rat"),
        ("Mara\u00a0Beispiel", "Kim Musterbach"),
        ("wohnt Am  Siel 3", "wohnt Musterweg 9"),
        ("Az. TH 4711/26", "Az. MUSTER-1"),
        ("das Musterbremener Rathaus", "das Probeburger Rathaus"),
        ("geboren am 4. Mai 1987", "geboren am 4. Juni 1987"),
        ("vom 04.05.1987 bis 1987-05-04", "vom 04.06.1987 bis 1987-06-04"),
        ("am 4. Mai kommt", "am 4. Juni kommt"),
        ("am 31.2.2026", "am an einem Tag"),
        ("§ 4 Abs. 2 SGB IX", "§ 4 Abs. 2 SGB IX"),
        ("99,50 Euro für 14 Stunden", "99,50 Euro für 14 Stunden"),
        ("Tel. 0421 123-4567", "Tel. 000000"),
        ("mara@beispiel.de", "auskunft@stelle.example"),
        ("KV-Nr. A123456780", "KV-Nr. 000000"),
        ("RV 12 040587 B 003", "RV 000000"),
        ("DE89 3704 0044 0532 0130 00", "DE36 0000 0000 0000 0000 00"),
        ("Diagnose F20.0", "Diagnose Diagnose ersetzt"),
    ],
)
def test_what_is_known_or_has_a_shape_is_replaced(text: str, soll: str, maske: Maske) -> None:
    assert search_wortlaut(text, maske, 2026) == soll


def test_a_person_is_one_however_it_is_written_and_two_are_two() -> None:
    maske = Maske(SCHLUESSEL)
    gleiche = {maske.person(n) for n in ("Mara Beispiel", "Beispiel, Mara", "MARA  BEISPIEL")}
    andere = [maske.person(f"Person {n}") for n in range(60)]
    assert len(gleiche) == 1 and len({*andere, *gleiche}) == 61


def test_no_pseudonym_has_a_word_of_the_original() -> None:
    for nummer in range(300):
        maske = Maske(Schluessel(nummer.to_bytes(40, "big")), verboten=frozenset(("kim", "musterbach", "musterau")))
        name = maske.person("Kim Musterbach")
        assert "Kim" not in name and "Musterbach" not in name
        assert replace_value("ort", "Musterau", ORT, maske) != "Musterau"


@pytest.mark.parametrize("richtig", [True, False])
def test_an_account_is_of_no_bank_and_as_right_as_it_was(richtig: bool) -> None:
    alt = "DE89 3704 0044 0532 0130 00" if richtig else "DE88 3704 0044 0532 0130 00"
    neu = replace_value("iban", alt, ORT, Maske(SCHLUESSEL))
    nummer = neu.replace(" ", "")
    rest = int("".join(str(int(z, 36)) for z in nummer[4:] + nummer[:4])) % 97
    assert nummer.startswith("DE") and nummer[4:12] == "00000000" and len(nummer) == 22 and (rest == 1) == richtig
    kurz = replace_value("iban", "DE89 3704 0044 0532", ORT, Maske(SCHLUESSEL)).replace(" ", "")
    assert len(kurz) == 16


def test_what_is_open_stays_open_without_its_note() -> None:
    assert replace_value("name", "[offen: Mara anrufen]", ORT, Maske(SCHLUESSEL)) == "[offen: Angabe]"


def test_another_key_gives_other_pseudonyms_and_a_weak_one_is_none() -> None:
    einer, anderer = (Maske(Schluessel(bytes([n]) * 33)) for n in (1, 2))
    assert [einer.person(f"P {n}") for n in range(9)] != [anderer.person(f"P {n}") for n in range(9)]
    assert is_strong(bytes(range(32))) and not is_strong(bytes(range(31))) and not is_strong(b"a" * 64)
    assert "inhalt" not in repr(SCHLUESSEL)
