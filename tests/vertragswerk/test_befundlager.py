"""Findings of many contracts: kept packed, reported in the same order and the same bytes as if all had been in memory."""

from __future__ import annotations

import errno
import json
import time
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.befund import Befund
from checks.bericht import Absturz, Pruefbericht, Pruefung, Uebersprungen
from checks.report import render, render_pieces
from contracts.bestand.eingaben import Vertragsdateien
from contracts.position import Position
from vertragswerk.cli import befundlager, pakete
from vertragswerk.cli.befundlager import Befundlager, pack_pruefung
from vertragswerk.cli.ende import Abbruch
from vertragswerk.cli.werkbaenke import open_kerne
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner

TAG = date(2025, 1, 31)


def finding(datei: str, zeile: int, code: str = "ZB-01", **weiteres: Any) -> Befund:
    return Befund(code, "fehler", Position(datei, zeile), satz=f"Satz „{zeile}“.\n", vertrag="V", **weiteres)


def check_of(kennung: str, *zeilen: int, geteilt: int = 0) -> Pruefung:
    """Return a check with findings in the contract, in a clause of its own and in a shared file."""
    ordner = f"vertraege/{kennung}"
    befunde = [finding(f"{ordner}/vertrag.yaml", z, anker=f"a{z}") for z in zeilen]
    befunde += [replace(finding(f"{ordner}/klauseln/a.md", z), schwere="warnung") for z in zeilen[:1]]
    befunde += [finding("parteien/land.yaml", geteilt, "SCH-01")] if geteilt else []
    return Pruefung(
        kennung, f"{ordner}/vertrag.yaml", tuple(befunde), ("ZB-01", "ZB-02"), (Uebersprungen("TD-04", "Später."),),
        abstuerze=(Absturz("ZB-03", "KeyError"),) if geteilt == 9 else (),
    )  # fmt: skip


# In the order of the names `A` comes before `A-1`, in the order of the files behind it.
PRUEFUNGEN = (
    check_of("A", 7, 3, geteilt=4), check_of("A-1", 2, geteilt=4), check_of("A-2"), check_of("B", 5, 5, geteilt=9),
    check_of("B-1", 1, geteilt=4),
)  # fmt: skip
ALLGEMEIN = (finding("vertragswerk.toml", 1, "BST-11"), finding("parteien/land.yaml", 4, "SCH-01"))
QUER = (finding("vertraege/B/vertrag.yaml", 5), finding("vertraege/A/vertrag.yaml", 1))


def sorted_at_once(pruefungen: tuple[Pruefung, ...]) -> list[Befund]:
    """Return the findings of a report as they were collected when all were held: what the order must be."""
    alle: list[Befund] = []
    gemeinsame: set[object] = set()
    for pruefung in pruefungen:
        for befund in pruefung.befunde:
            if not befund.position.datei.startswith(pruefung.datei.rpartition("/")[0] + "/"):
                if befund.spot in gemeinsame:
                    continue
                gemeinsame.add(befund.spot)
            alle.append(befund)
    alle += [befund for befund in (*ALLGEMEIN, *QUER) if befund.spot not in gemeinsame]
    return sorted(alle, key=lambda b: b.order)


@pytest.mark.parametrize("im_speicher", [0, 10**6])
@pytest.mark.parametrize("anzahl", [0, 1, 5])
def test_kept_findings_are_reported_as_if_all_were_held(
    im_speicher: int, anzahl: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(befundlager, "IM_SPEICHER", im_speicher)
    gehalten = Pruefbericht("1", TAG, PRUEFUNGEN[:anzahl], ALLGEMEIN, QUER, "Recht")
    with Befundlager() as lager:
        gelagert = replace(gehalten, pruefungen=[lager.take(pack_pruefung(p)) for p in PRUEFUNGEN[:anzahl]])
        for _ in range(2):  # a report may be gone through for several outputs
            assert list(gelagert.befunde) == sorted_at_once(PRUEFUNGEN[:anzahl]) == list(gehalten.befunde)
        for name in ("text", "json"):
            assert render(gelagert, name) == render(gehalten, name)
        assert (gelagert.anzahl, gelagert.exitcode) == (gehalten.anzahl, gehalten.exitcode)


@pytest.mark.parametrize("pruefungen", [(), PRUEFUNGEN[2:3], PRUEFUNGEN])
def test_the_pieces_are_the_bytes_of_one_json_object(pruefungen: tuple[Pruefung, ...]) -> None:
    text = "".join(render_pieces(Pruefbericht("1", TAG, pruefungen), "json"))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_memory_does_not_grow_with_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """0.13 MB for each contract was 729 MB for 5000: now a contract that is done takes less than two kilobytes."""
    monkeypatch.setattr(befundlager, "IM_SPEICHER", 1)
    gepackt = pack_pruefung(check_of("A", *range(1, 400)))
    with Befundlager() as lager:
        lager.take(gepackt)
        tracemalloc.start()
        try:
            pruefungen = [lager.take(gepackt) for _ in range(500)]
            gehalten = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            assert sum(1 for _ in Pruefbericht("1", TAG, pruefungen[:3]).befunde) == 3 * 400
            spitze = tracemalloc.get_traced_memory()[1] - gehalten
        finally:
            tracemalloc.stop()
    assert gehalten < 500 * 2_000
    assert spitze < 4_000_000


def test_a_full_disk_is_a_german_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with Befundlager() as lager:

        def voll(_: bytes) -> int:
            raise OSError(errno.ENOSPC, "voll")

        monkeypatch.setattr(lager._datei, "write", voll)
        with pytest.raises(Abbruch, match="nicht zwischenlagern: der Datenträger ist voll"):
            lager.take(pack_pruefung(PRUEFUNGEN[0]))


def test_the_file_goes_with_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(befundlager, "IM_SPEICHER", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RuntimeError), Befundlager() as lager:
        lager.take(pack_pruefung(PRUEFUNGEN[0]))
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_a_file_written_in_pieces_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    ziel = tmp_path / "bericht.json"
    write_atomic(ziel, lambda: (b"alt", b"!"))

    def broken() -> Any:
        yield b"neu"
        raise OSError(errno.ENOSPC, "voll")

    with pytest.raises(AblageFehler, match="voll"):
        write_atomic(ziel, broken)
    assert ziel.read_bytes() == b"alt!"
    assert list(tmp_path.iterdir()) == [ziel]


def _slow_first(dateien: Vertragsdateien) -> str:
    """Take long for the first contract, none for the others."""
    if dateien.kennung == "0":
        time.sleep(1)
    return dateien.kennung


@pytest.mark.langsam
def test_results_do_not_pile_up_behind_a_slow_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gelesen: list[str] = []
    lies = pakete._read
    monkeypatch.setattr(pakete, "JE_PAKET", 1)
    monkeypatch.setattr(pakete, "_read", lambda bestand, ort: (gelesen.append(ort.kennung), lies(bestand, ort))[1])
    ordner = [Vertragsordner(str(i), tmp_path) for i in range(60)]
    with open_kerne(2) as weg, closing(pakete.run_packets(_slow_first, Bestand(tmp_path), ordner, weg)) as fertige:
        assert next(fertige) == "0"
        assert len(gelesen) <= 2 * pakete._VORLAUF
        assert list(fertige) == [str(i) for i in range(1, 60)]
    assert gelesen == [str(i) for i in range(60)]
