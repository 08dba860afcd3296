"""Checks on a cluster: the same bytes, also when a worker is killed; cases stay here; what fails is a sentence in bounded time."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from contracts.arten import ARTEN
from contracts.bestand.eingaben import Vertragsdateien
from tests.vertraege import BEISPIELE, ERSTER
from tests.vertragswerk.conftest import Rufe, copy_beispiel
from vertragswerk.cli import pakete, verbund
from vertragswerk.cli.ende import Abbruch
from vertragswerk.cli.pruefen import Berichtswunsch, check_repository
from vertragswerk.cli.verbund import Adresse, open_verbund, parse_adresse, work_there
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner, open_bestand
from vertragswerk.haus import Haus
from vertragswerk.vertraulichkeit import may_leave

STICHTAG = "2026-03-01"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes on this machine; one that is killed is started again."""
    distributed = pytest.importorskip("distributed", reason="distributed ist nicht installiert (Zusatz „verteilt“)")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as laeuft:
        yield laeuft


@pytest.fixture
def adresse(cluster: Any) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def make_folders(tmp_path: Path, anzahl: int, art: str = "traegerbudget_singulaer") -> list[Vertragsordner]:
    """Write so many contract files that say of themselves no more than their kind."""
    orte = [Vertragsordner(f"V{i:03}", tmp_path / "vertraege" / f"V{i:03}") for i in range(anzahl)]
    for ort in orte:
        ort.pfad.mkdir(parents=True)
        ort.datei.write_text(f"art: {art}\n", encoding="utf-8")
    return orte


@dataclass(frozen=True)
class Hier:
    """Any executor as who carries out packets."""

    executor: Executor
    plaetze: int = 2
    ist_fern: bool = False

    def look(self) -> None: ...

    def explain(self, fehler: BaseException) -> BaseException:
        return fehler


def note_begin(dateien: Vertragsdateien, ordner: Path) -> str:
    """Note who begins with a contract, take a moment, and say its name with what came along."""
    (ordner / f"{dateien.kennung}-{os.getpid()}").touch()
    time.sleep(0.15)
    return f"{dateien.kennung} {len(dateien.dateien)} {sorted(dateien.gemeinsames)}"


def test_any_executor_carries_packets_out_in_order(tmp_path: Path) -> None:
    bestand = Bestand(tmp_path, gemeinsames={"parteien/a.yaml": b"x"})
    orte = make_folders(tmp_path, 20)
    (tmp_path / "spur").mkdir()
    arbeit = partial(note_begin, ordner=tmp_path / "spur")
    with ThreadPoolExecutor(2) as becken:
        fertige = list(pakete.run_packets(arbeit, bestand, orte, Hier(becken)))
    assert fertige == [f"{o.kennung} 1 ['parteien/a.yaml']" for o in orte]


@pytest.mark.langsam
def test_cluster_reports_the_same_bytes_and_cases_stay_here(
    adresse: str, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fort: list[str] = []

    def watch(arbeit: Any, bestand: Bestand, ordner: list[Vertragsordner], weg: Any) -> Generator[Any, None, None]:
        fort.extend(o.kennung for o in ordner)
        return pakete.run_packets(arbeit, bestand, ordner, weg)

    monkeypatch.setattr(verbund, "run_packets", watch)
    angaben = ("pruefen", BEISPIELE, "--stichtag", STICHTAG)
    dort = rufe(*angaben, "--ausgabe", f"json:{tmp_path / 'dort.json'}", "--ausfuehrung", adresse)
    hier = rufe(*angaben, "--ausgabe", f"json:{tmp_path / 'hier.json'}")
    assert (dort.code, dort.alles) == (hier.code, hier.alles)
    assert (tmp_path / "dort.json").read_bytes() == (tmp_path / "hier.json").read_bytes()
    vertraege = {p.name for p in (BEISPIELE / "vertraege").iterdir()}
    assert set(fort) == vertraege and {p.name for p in (BEISPIELE / "faelle").iterdir()}


@pytest.mark.langsam
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    cluster: Any, adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pakete, "JE_PAKET", 1)
    orte = make_folders(tmp_path, 40)
    (tmp_path / "spur").mkdir()
    arbeit = partial(note_begin, ordner=tmp_path / "spur")
    prozesse = {w.pid for w in cluster.workers.values()}
    fertige: list[str] = []
    with closing(work_there(arbeit, Bestand(tmp_path), orte, parse_adresse(adresse), ARTEN)) as dort:
        for ergebnis in dort:
            fertige.append(ergebnis)
            if len(fertige) == 5:
                # While both are at work, and results that nobody has fetched lie with them.
                os.kill(min(prozesse), getattr(signal, "SIGKILL", signal.SIGTERM))
    assert fertige == [f"{o.kennung} 1 []" for o in orte]
    begonnen = [p.name.partition("-")[0] for p in (tmp_path / "spur").iterdir()]
    assert set(begonnen) == {o.kennung for o in orte} and len(begonnen) > len(orte), "nothing was begun twice"


@pytest.mark.langsam
def test_a_check_during_which_a_worker_dies_reports_the_same_bytes(
    cluster: Any, adresse: str, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill_one(arbeit: Any, bestand: Bestand, ordner: list[Vertragsordner], weg: Any) -> Generator[Any, None, None]:
        fertige = pakete.run_packets(arbeit, bestand, ordner, weg)
        yield next(fertige)
        os.kill(next(w.pid for w in cluster.workers.values() if w.pid), getattr(signal, "SIGKILL", signal.SIGTERM))
        yield from fertige

    monkeypatch.setattr(pakete, "JE_PAKET", 1)
    monkeypatch.setattr(verbund, "run_packets", kill_one)
    bestand = copy_beispiel(tmp_path / "bestand", *(p.name for p in (BEISPIELE / "vertraege").iterdir()))
    angaben = ("pruefen", bestand, "--stichtag", STICHTAG)
    dort = rufe(*angaben, "--ausgabe", f"json:{tmp_path / 'dort.json'}", "--ausfuehrung", adresse)
    hier = rufe(*angaben, "--ausgabe", f"json:{tmp_path / 'hier.json'}")
    assert dort.code == hier.code
    assert (tmp_path / "dort.json").read_bytes() == (tmp_path / "hier.json").read_bytes()


@pytest.mark.langsam
def test_a_rule_that_breaks_there_is_a_finding_and_exit_2(adresse: str, tmp_path: Path) -> None:
    haus = Haus((replace(ARTEN[0], regeln=("tests.vertragswerk.kaputte_regel",)), *ARTEN[1:]))
    bestand = copy_beispiel(tmp_path / "bestand", ERSTER)
    berichte = []
    for ausfuehrung in ("", adresse):
        bericht = tmp_path / "bericht.json"
        wunsch = Berichtswunsch((f"json:{bericht}",), "fehler", False, ausfuehrung=ausfuehrung)
        with pytest.raises(SystemExit) as ende:
            check_repository(bestand, wunsch, STICHTAG, frozenset(), haus)
        assert ende.value.code == 2
        berichte.append(bericht.read_bytes())
    assert b"ENG-01" in berichte[0] and b"geheim" not in berichte[0] and berichte[0] == berichte[1]


def _raise(dateien: Vertragsdateien) -> str:
    raise KeyError("geheim")


@pytest.mark.langsam
def test_another_state_of_the_program_and_an_exception_are_told(
    adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orte = make_folders(tmp_path, 2)
    with pytest.raises(KeyError) as fehler:
        list(work_there(_raise, Bestand(tmp_path), orte, parse_adresse(adresse), ARTEN))
    assert fehler.value.__notes__ == ["V000"]
    monkeypatch.setattr(pakete, "describe_inhalt", lambda: "anders")
    with pytest.raises(Abbruch, match="anderer Stand"):
        list(work_there(_raise, Bestand(tmp_path), orte, parse_adresse(adresse), ARTEN))


@pytest.mark.langsam
def test_a_cluster_without_workers_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="distributed ist nicht installiert (Zusatz „verteilt“)")
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1", silence_logs=50) as leer:
        adresse = parse_adresse(leer.scheduler_address.replace("tcp", "dask"))
        monkeypatch.setattr(verbund, "WARTEN", 1.5)
        with pytest.raises(Abbruch, match="arbeitet kein Rechner"), open_verbund(adresse):
            pass


class Verlassen:
    """A client whose workers have gone, or the cluster as a whole."""

    def __init__(self, status: str = "running") -> None:
        self.status = status

    def nthreads(self) -> dict[str, int]:
        return {}


def test_a_cluster_that_loses_its_workers_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbund, "WARTEN", 0.05)
    weg = verbund.Rechnerverbund(Verlassen(), None, 2)  # type: ignore[arg-type]
    weg.look()
    time.sleep(0.1)
    with pytest.raises(Abbruch, match="keinen Rechner mehr"):
        weg.look()
    with pytest.raises(Abbruch, match="abgebrochen"):
        verbund.Rechnerverbund(Verlassen("closed"), None, 2).look()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "angabe",
    ["dask", "dask://", "dask://rechner", "http://rechner:8786", "dask://rechner:0", "dask://rechner:99999", "dask://a@rechner:1",
     "dask://rechner:8786/pfad", "dask://rechner:8786?x=1", "dask://[::1:8786", "dask://rechnür:8786"],
)  # fmt: skip
def test_what_is_no_address_is_a_sentence(angabe: str, rufe: Rufe, bestand: Path) -> None:
    lauf = rufe("pruefen", bestand, "--ausfuehrung", angabe)
    assert lauf.code == 2 and lauf.fehler.startswith("--ausfuehrung nennt keinen Cluster.")


def test_address_is_read_and_written_as_dask_takes_it() -> None:
    assert str(parse_adresse("dask://[::1]:8786")) == "tcp://[::1]:8786"
    assert str(parse_adresse("dask+tls://rechner:8786/")) == "tls://rechner:8786"
    for angabe in ("dask://[::1]:8786", "dask+tls://rechner:8786"):
        assert parse_adresse(angabe).angabe == angabe
    offen = ("dask://rechner:1", "dask://10.0.0.1:1")
    zu = ("dask://localhost:1", "dask://127.0.0.1:1", "dask://[::1]:1", "dask+tls://rechner:1")
    assert [parse_adresse(a).ist_offen for a in (*offen, *zu)] == [True] * 2 + [False] * 4


def _answer(antwort: bytes) -> tuple[Adresse, Callable[[], None]]:
    """Listen, and answer everybody with the same bytes."""
    ohr = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        offen = []
        while True:
            try:
                leitung, _ = ohr.accept()
                offen.append(leitung)
                leitung.sendall(antwort)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return Adresse("tcp", "127.0.0.1", ohr.getsockname()[1]), ohr.close


@pytest.mark.langsam
@pytest.mark.parametrize("antwort", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 9, b"\x01" + b"\0" * 7])
def test_what_is_no_cluster_is_a_sentence_in_bounded_time(antwort: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="distributed ist nicht installiert (Zusatz „verteilt“)")
    monkeypatch.setattr(verbund, "WARTEN", 1.0)
    adresse, schliesse = _answer(antwort)
    beginn = time.monotonic()
    with pytest.raises(Abbruch, match="antwortet kein Cluster"), open_verbund(adresse):
        pass
    assert time.monotonic() - beginn < 30
    schliesse()
    with pytest.raises(Abbruch, match=r"^Unter „dask://127"), open_verbund(adresse):
        pass


def test_without_the_extra_it_says_what_to_install(rufe: Rufe, bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    lauf = rufe("pruefen", bestand, "--ausfuehrung", "dask://127.0.0.1:8786")
    assert lauf.code == 2 and 'pip install "vertragswerk[verteilt]"' in lauf.fehler


@pytest.mark.parametrize(
    ("datei", "text", "darf"),
    [
        ("vertraege/A/vertrag.yaml", "# Kopf\nart: traegerbudget_singulaer  # Art\nkennung: A\n", True),
        ("vertraege/A/vertrag.yaml", 'art: "regionalbudget"\r\n', True),
        ("vertraege/A/vertrag.yaml", "art: persoenliches_budget\n", False),
        ("vertraege/A/vertrag.yaml", "{art: persoenliches_budget}\n", False),
        ("vertraege/A/vertrag.yaml", "art: regionalbudget\nart: persoenliches_budget\n", False),
        ("vertraege/A/vertrag.yaml", 'art: "persoenliches\\x5fbudget"\n', False),
        ("vertraege/A/vertrag.yaml", "art: gibtsnicht\n", False),
        ("vertraege/A/vertrag.yaml", "kennung: A\n", False),
        ("faelle/A/fall.yaml", "art: regionalbudget\n", False),
    ],
)
def test_only_what_says_that_it_is_about_no_person_leaves(datei: str, text: str, darf: bool) -> None:
    assert may_leave(Vertragsdateien("A", datei, {datei: text.encode()}), ARTEN) is darf
    assert not may_leave(Vertragsdateien("A", datei, {}), ARTEN)


def test_a_repository_of_cases_asks_no_cluster(tmp_path: Path) -> None:
    """Nothing may leave, so nothing is looked for at an address where nothing is."""
    orte = make_folders(tmp_path, 2, "persoenliches_budget")
    (tmp_path / "spur").mkdir()
    arbeit = partial(note_begin, ordner=tmp_path / "spur")
    fertige = list(work_there(arbeit, Bestand(tmp_path), orte, Adresse("tcp", "127.0.0.1", 1), ARTEN))
    assert [f.partition(" ")[0] for f in fertige] == ["V000", "V001"]


def test_the_example_repository_has_both(tmp_path: Path) -> None:
    bestand, _ = open_bestand(BEISPIELE)
    duerfen = {o.kennung: may_leave(bestand.read_dateien(o), ARTEN) for o in bestand.vertraege()}
    assert set(duerfen.values()) == {True, False}
    assert {k for k, darf in duerfen.items() if not darf} == {p.name for p in (BEISPIELE / "faelle").iterdir()}
