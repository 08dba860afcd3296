"""Nothing of a user is lost, nothing leads out, nothing waits for ever: signed files, runs at once, links, pipes, devices."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.corpus.einfuhr.test_einlesen import GUT
from tests.hilfen import PROJEKT
from tests.vertraege import ERSTER
from tests.vertragswerk.conftest import Rufe, command, environment, replace_once, start
from vertragswerk.dateisystem import sonderziel, zielsperre
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic, write_in_turn
from vertragswerk.dateisystem.ordnergriff import open_griff
from vertragswerk.dateisystem.ordnertausch import Vorwissen
from vertragswerk.dateisystem.zielsperre import hold_ziel
from vertragswerk.einzelbau import list_built
from vertragswerk.gesetze.uebernahme import import_file
from vertragswerk.gesetze.zwischenspeicher import hold_cache, replace_file

ZIEL = Path("ausgabe") / ERSTER / "1.1"
SCHNELL = ("--format", "plain,markdown", "--ohne-gegenprobe")
NUR_TEXT = ("--format", "plain", "--ohne-gegenprobe")
NUR_POSIX = pytest.mark.skipif(
    os.name == "nt", reason="Windows kennt weder benannte Leitungen noch Geräte im Dateisystem"
)


def tree(ordner: Path) -> dict[str, bytes]:
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


def change(bestand: Path) -> None:
    replace_once(bestand / "vertraege" / ERSTER / "vertrag.yaml", "vorsitz: Referatsleitung Psychiatrie und Sucht", "vorsitz: Geschäftsführung")  # fmt: skip


# --- what is not as built


@pytest.fixture
def gebaut(rufe: Rufe, bestand: Path) -> Path:
    """Return a repository whose contract is built, its Markdown signed in place."""
    assert rufe("bauen", bestand, *SCHNELL).code == 0
    with (bestand / ZIEL / f"{ERSTER}.md").open("ab") as datei:
        datei.write(b"gez. Muster")
    return bestand


def test_a_signed_document_is_not_built_over(rufe: Rufe, gebaut: Path) -> None:
    vorher = tree(gebaut)
    lauf = rufe("bauen", gebaut, *SCHNELL)
    satz = " ".join(lauf.aus.split())
    assert lauf.code == 1
    assert f"„{ERSTER}.md“" in satz.replace("- ", "-")
    assert f"„{ERSTER}.txt“" not in satz.replace("- ", "-")
    assert "etwa unterschrieben" in satz and "--ersetzen" in satz
    assert tree(gebaut) == vorher


def test_a_signed_document_is_not_outdated(rufe: Rufe, gebaut: Path) -> None:
    unterschrieben = (gebaut / ZIEL / f"{ERSTER}.md").read_bytes()
    lauf = rufe("bauen", gebaut, *NUR_TEXT)
    assert lauf.code == 0
    assert f"„{ERSTER}.md“ ist seit dem Bau geändert" in lauf.aus
    assert (gebaut / ZIEL / f"{ERSTER}.md").read_bytes() == unterschrieben
    lauf = rufe("bauen", gebaut, *SCHNELL)
    assert lauf.code == 1, "auch jetzt noch, da kein Verzeichnis sie mehr nennt"
    assert (gebaut / ZIEL / f"{ERSTER}.md").read_bytes() == unterschrieben


def test_replacing_moves_a_signed_document_aside_and_never_over_an_older_one(rufe: Rufe, gebaut: Path) -> None:
    (gebaut / ZIEL / "fremd.pdf").write_bytes(b"%PDF")
    for nummer in (1, 2):
        datei = gebaut / ZIEL / f"{ERSTER}.md"
        datei.write_bytes(f"gez. {nummer}".encode())
        lauf = rufe("bauen", gebaut, *SCHNELL, "--ersetzen")
        assert lauf.code == 0
        assert f"{ERSTER}-beiseite-{nummer}.md" in lauf.aus
    dateien = tree(gebaut / ZIEL)
    assert [dateien[f"{ERSTER}-beiseite-{n}.md"] for n in (1, 2)] == [b"gez. 1", b"gez. 2"]
    assert dateien["fremd.pdf"] == b"%PDF"
    assert b"gez." not in dateien[f"{ERSTER}.md"]


@pytest.mark.parametrize("zusatz", [(), ("--entwurf",)], ids=["reinfassung", "entwurf"])
def test_a_foreign_file_under_the_name_of_a_document_stays(zusatz: tuple[str, ...], rufe: Rufe, bestand: Path) -> None:
    fremd = bestand / (f"{ZIEL}-entwurf" if zusatz else ZIEL) / f"{ERSTER}.txt"
    fremd.parent.mkdir(parents=True)
    fremd.write_bytes(b"von anderswo")
    assert rufe("bauen", bestand, *NUR_TEXT, *zusatz).code == 1
    assert tree(fremd.parent) == {fremd.name: b"von anderswo"}
    assert rufe("bauen", bestand, *NUR_TEXT, *zusatz, "--ersetzen").code == 0
    assert (fremd.parent / f"{ERSTER}-beiseite-1.txt").read_bytes() == b"von anderswo"


def test_a_draft_that_was_edited_stays(rufe: Rufe, bestand: Path) -> None:
    assert rufe("bauen", bestand, *NUR_TEXT, "--entwurf").code == 0
    datei = bestand / f"{ZIEL}-entwurf" / f"{ERSTER}.txt"
    datei.write_bytes(b"mit Anmerkungen")
    change(bestand)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--entwurf")
    assert (lauf.code, datei.read_bytes()) == (1, b"mit Anmerkungen")
    assert "--ersetzen" in lauf.aus


def test_without_its_manifest_a_release_is_not_built_over(rufe: Rufe, gebaut: Path) -> None:
    (gebaut / ZIEL / "manifest.json").unlink()
    change(gebaut)
    vorher = tree(gebaut)
    assert rufe("bauen", gebaut, *SCHNELL).code == 1
    assert tree(gebaut) == vorher


@pytest.mark.parametrize(
    "eintrag",
    [{"name": 1}, {"name": "a", "bytes": "3", "sha256": "x"}, {"name": ["a"], "bytes": 1, "sha256": "x"}, {"name": "a", "bytes": 1, "sha256": None}, "a", None],
)  # fmt: skip
def test_entries_of_a_manifest_that_say_nothing(eintrag: object) -> None:
    roh = json.dumps({"inhaltshash": "x", "dateien": [eintrag]}).encode()
    assert list(list_built(roh)) == ["manifest.json"]


# --- several runs at once


def hold_elsewhere(ordner: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a process that holds a lock until it is killed."""
    skript = (
        "import sys, time; from pathlib import Path; from vertragswerk.dateisystem.ordnergriff import open_griff\n"
        "from vertragswerk.dateisystem.zielsperre import hold_ziel\n"
        "with open_griff(Path(sys.argv[1])) as o, hold_ziel(o, sys.argv[2]):\n"
        "    print('da', flush=True); time.sleep(60)"
    )
    prozess = subprocess.Popen([sys.executable, "-c", skript, str(ordner), name], stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
    assert prozess.stdout is not None
    assert prozess.stdout.readline().strip() == b"da"
    return prozess


def end(prozess: subprocess.Popen[bytes]) -> None:
    prozess.kill()
    prozess.communicate()


def test_a_run_that_waits_says_for_whom_and_goes_on(bestand: Path) -> None:
    (bestand / ZIEL).parent.mkdir(parents=True)
    halter = hold_elsewhere((bestand / ZIEL).parent, "1.1")
    try:
        lauf = subprocess.Popen(command("bauen", bestand, *NUR_TEXT), stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
        assert lauf.stderr is not None
        zeile = lauf.stderr.readline().decode()
        assert zeile.startswith(f"Warte: Prozess {halter.pid} auf „") and str(bestand / ZIEL) in zeile
        assert not (bestand / ZIEL).exists()
    finally:
        end(halter)
    lauf.communicate(timeout=60)
    assert lauf.returncode == 0
    assert [p.name for p in (bestand / ZIEL).parent.iterdir()] == ["1.1"]


def test_an_import_that_waits_says_so_too(tmp_path: Path) -> None:
    (tmp_path / "g.xml").write_bytes(GUT)
    (tmp_path / "cache").mkdir()
    halter = hold_elsewhere(tmp_path / "cache", "")
    gesagt: list[str] = []

    def let_go(meldung: str) -> None:
        gesagt.append(meldung)
        end(halter)

    assert import_file(tmp_path / "g.xml", tmp_path / "cache", melde=let_go).neu
    assert len(gesagt) == 1 and gesagt[0].startswith(f"Warte: Prozess {halter.pid} auf „")


def test_a_lock_does_not_outlive_its_process(tmp_path: Path) -> None:
    end(hold_elsewhere(tmp_path, "x"))
    assert [p.name for p in tmp_path.iterdir()] == [".x.sperre"]
    gesagt: list[str] = []
    with open_griff(tmp_path) as ordner, hold_ziel(ordner, "x", gesagt.append):
        pass
    assert (gesagt, list(tmp_path.iterdir())) == ([], [])


def test_waiting_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zielsperre, "WARTEZEIT", 0)
    halter = hold_elsewhere(tmp_path, "x")
    try:
        with pytest.raises(AblageFehler, match=f"Prozess {halter.pid} auf „.*“ schreibt seit"):
            write_in_turn(tmp_path / "x", {"a": b"1"})
    finally:
        end(halter)


@pytest.mark.parametrize("inhalt", [b"", b"12", b"12 \x1b[2J\n", b"\xff" * 300, "99 wärme\n".encode()])
def test_what_a_lock_file_says_is_not_believed(inhalt: bytes, tmp_path: Path) -> None:
    halter = hold_elsewhere(tmp_path, "x")
    try:
        (tmp_path / ".x.sperre").write_bytes(inhalt)
        gesagt: list[str] = []
        with pytest.MonkeyPatch.context() as mp, open_griff(tmp_path) as ordner:
            mp.setattr(zielsperre, "WARTEZEIT", 0.2)
            with contextlib.suppress(OSError), hold_ziel(ordner, "x", gesagt.append):
                pass
        assert len(gesagt) == 1 and gesagt[0].startswith("Warte: Ein anderer Lauf schreibt gerade nach ")
    finally:
        end(halter)


@NUR_POSIX
@pytest.mark.parametrize("art", ["verknuepfung", "rohr"])
def test_a_lock_is_a_file_of_its_own(art: str, tmp_path: Path) -> None:
    fremd = tmp_path / "fremd"
    fremd.write_bytes(b"fremd")
    (tmp_path / ".x.sperre").symlink_to(fremd) if art == "verknuepfung" else os.mkfifo(tmp_path / ".x.sperre")
    with pytest.raises(AblageFehler, match=r"Verknüpfung|gewöhnliche"):
        write_in_turn(tmp_path / "x", {"a": b"1"})
    assert fremd.read_bytes() == b"fremd"


@pytest.mark.parametrize("anzahl", [2, 6])
def test_many_write_one_folder_at_once(anzahl: int, tmp_path: Path) -> None:
    """Each run replaces what it knows; a signed copy stays in every round, and nothing is left beside."""
    ordner = tmp_path / "1.1"
    ordner.mkdir()
    (ordner / "scan.pdf").write_bytes(b"Scan")
    fehler: list[BaseException] = []

    def know(griff: object) -> dict[str, tuple[int, str]]:
        import hashlib

        return {f"f{i}": (1, hashlib.sha256(bytes([48 + n])).hexdigest()) for i in range(5) for n in range(anzahl) if (ordner / f"f{i}").read_bytes() == bytes([48 + n])} if (ordner / "f0").exists() else {}  # fmt: skip

    def write_often(nummer: int) -> None:
        try:
            for _ in range(10):
                write_in_turn(ordner, {f"f{i}": bytes([48 + nummer]) for i in range(5)}, vorwissen=Vorwissen(know))
        except BaseException as f:  # noqa: BLE001 - shown by the test
            fehler.append(f)

    faeden = [threading.Thread(target=write_often, args=(n,)) for n in range(anzahl)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join(60)
    assert fehler == []
    dateien = tree(tmp_path)
    assert dateien.pop("1.1/scan.pdf") == b"Scan"
    assert set(dateien) == {f"1.1/f{i}" for i in range(5)} and len(set(dateien.values())) == 1


def test_many_write_one_file_at_once(tmp_path: Path) -> None:
    skript = (
        "import sys; from pathlib import Path; from vertragswerk.dateisystem.ablage import write_atomic\n"
        "for _ in range(60): write_atomic(Path(sys.argv[1]), sys.argv[2].encode() * 1000)"
    )
    laeufe = [
        subprocess.Popen([sys.executable, "-c", skript, str(tmp_path / "b.json"), str(n)], stderr=subprocess.PIPE, env=environment(PYTHONPATH=str(PROJEKT)))
        for n in range(6)
    ]  # fmt: skip
    enden = [(lauf.communicate(timeout=120)[1].decode()[-300:], lauf.returncode) for lauf in laeufe]
    assert enden == [("", 0)] * 6
    (datei,) = tmp_path.iterdir()
    assert len(set(datei.read_bytes())) == 1


# --- links


@pytest.fixture
def aussen(tmp_path: Path) -> Path:
    """Return a folder outside of the repository; skips where there are no links."""
    ordner = tmp_path / "aussen"
    ordner.mkdir()
    (ordner / "geheim.txt").write_bytes(b"geheim")
    try:
        (tmp_path / "probe").symlink_to(ordner)
    except OSError:
        pytest.skip("Verknüpfungen sind hier nicht erlaubt")
    return ordner


@pytest.mark.parametrize("stelle", ["ausgabe", f"ausgabe/{ERSTER}", f"{ZIEL}", f"{ZIEL}-entwurf"])
@pytest.mark.parametrize("art", [("--entwurf",), ("--ersetzen",)], ids=["entwurf", "ersetzen"])
def test_a_link_in_the_output_is_said_and_not_followed(
    stelle: str, art: tuple[str, ...], rufe: Rufe, bestand: Path, aussen: Path
) -> None:
    (bestand / stelle).parent.mkdir(parents=True, exist_ok=True)
    (bestand / stelle).symlink_to(aussen, target_is_directory=True)
    lauf = rufe("bauen", bestand, *NUR_TEXT, *art)
    assert lauf.code in (1, 2)
    assert "BST-03" in lauf.aus or "Verknüpfung" in lauf.aus
    assert tree(aussen) == {"geheim.txt": b"geheim"}
    assert (bestand / stelle).is_symlink()
    assert all(p.resolve().is_relative_to(aussen) for p in bestand.rglob("geheim.txt")), "nichts ist kopiert"


@pytest.mark.parametrize("teil", [ERSTER, f"{ERSTER}/1.1"])
def test_a_target_of_ones_own_is_followed_and_nothing_below(teil: str, rufe: Rufe, bestand: Path, tmp_path: Path, aussen: Path) -> None:  # fmt: skip
    (tmp_path / "echt").mkdir()
    (tmp_path / "ziel").symlink_to(tmp_path / "echt", target_is_directory=True)
    assert rufe("bauen", bestand, *NUR_TEXT, "--ziel", tmp_path / "ziel").code == 0
    assert (tmp_path / "echt" / ERSTER / "1.1" / f"{ERSTER}.txt").is_file()
    (tmp_path / "anders" / teil).parent.mkdir(parents=True)
    (tmp_path / "anders" / teil).symlink_to(aussen, target_is_directory=True)
    lauf = rufe("bauen", bestand, *NUR_TEXT, "--ziel", tmp_path / "anders")
    assert lauf.code == 2 and "Verknüpfung" in lauf.aus
    assert tree(aussen) == {"geheim.txt": b"geheim"}


@pytest.mark.parametrize("teil", ["parteien", "schema"])
def test_a_new_contract_writes_through_no_link(teil: str, rufe: Rufe, bestand: Path, aussen: Path) -> None:
    import shutil

    shutil.rmtree(bestand / teil, ignore_errors=True)
    (bestand / teil).symlink_to(aussen, target_is_directory=True)
    assert rufe("neu", "--kennung", "NEU-1", bestand).code == 2
    assert tree(aussen) == {"geheim.txt": b"geheim"}


def test_a_report_behind_a_link_leaves_the_link(rufe: Rufe, bestand: Path, tmp_path: Path, aussen: Path) -> None:
    (tmp_path / "b.json").symlink_to(aussen / "bericht.json")
    for _ in range(2):
        assert rufe("pruefen", bestand, "--ausgabe", f"json:{tmp_path / 'b.json'}").code == 0
        assert (tmp_path / "b.json").is_symlink()
        assert json.loads((aussen / "bericht.json").read_bytes())["exitcode"] == 0


@pytest.mark.skipif(os.name == "nt", reason="das System kennt keine Griffe auf Ordner")
def test_a_file_exchanged_for_a_link_between_look_and_use(
    bestand: Path, aussen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vertragswerk.dateisystem.dateien import read_bytes
    from vertragswerk.dateisystem.ordnergriff import Ordnergriff

    partei = bestand / "parteien" / "land.yaml"
    read = Ordnergriff.read

    def exchange_then_read(griff: Ordnergriff, name: str, hoechstens: int) -> bytes:
        partei.unlink()
        partei.symlink_to(aussen / "geheim.txt")
        return read(griff, name, hoechstens)

    monkeypatch.setattr(Ordnergriff, "read", exchange_then_read)
    inhalt, (mangel,) = read_bytes(partei, bestand)
    assert (inhalt, mangel.code) == (None, "BST-03")


# --- pipes and devices


@pytest.fixture
def rohr(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows kennt keine benannten Leitungen")
    os.mkfifo(tmp_path / "rohr.json")
    return tmp_path / "rohr.json"


def test_a_report_into_a_pipe_that_nobody_reads_is_refused(rufe: Rufe, bestand: Path, rohr: Path) -> None:
    lauf = rufe("pruefen", bestand, "--ausgabe", f"json:{rohr}")
    assert lauf.code == 2 and "liest niemand" in lauf.fehler
    assert rohr.is_fifo()


def test_a_report_into_a_pipe_arrives(rufe: Rufe, bestand: Path, rohr: Path) -> None:
    gelesen: list[bytes] = []

    def read() -> None:
        with rohr.open("rb") as strom:
            while teil := strom.read(1000):
                gelesen.append(teil)
                time.sleep(0.001)

    leser = threading.Thread(target=read, daemon=True)
    leser.start()
    ende = time.monotonic() + 20
    while rufe("pruefen", bestand, "--ausgabe", f"json:{rohr}").code == 2 and time.monotonic() < ende:
        time.sleep(0.05)
    leser.join(20)
    assert json.loads(b"".join(gelesen))["exitcode"] == 0
    assert rohr.is_fifo()


def test_a_pipe_whose_reader_sleeps_is_given_up(rohr: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sonderziel, "GEDULD", 0.1)
    leser = os.open(rohr, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(AblageFehler, match="liest niemand"):
            write_atomic(rohr, b"x" * 10_000_000)
    finally:
        os.close(leser)
    assert rohr.is_fifo()


@NUR_POSIX
@pytest.mark.parametrize(
    ("geraet", "code", "sagt"), [("/dev/null", 0, ""), ("/dev/full", 2, "der Datenträger ist voll")]
)
def test_a_device_is_written_to_and_stays(geraet: str, code: int, sagt: str, rufe: Rufe, bestand: Path, tmp_path: Path) -> None:  # fmt: skip
    if not Path(geraet).exists():
        pytest.skip(f"{geraet} fehlt")
    (tmp_path / "zeiger").symlink_to(geraet)
    for ziel in (geraet, tmp_path / "zeiger"):
        lauf = rufe("pruefen", bestand, "--ausgabe", f"json:{ziel}")
        assert lauf.code == code and sagt in lauf.fehler
    assert Path(geraet).is_char_device() and (tmp_path / "zeiger").is_symlink()


@NUR_POSIX
def test_standard_output_by_its_name(bestand: Path, tmp_path: Path) -> None:
    """A file behind it is written to, not replaced: the shell holds it open."""
    assert json.loads(start("pruefen", bestand, "--ausgabe", "json:/dev/stdout").aus)["exitcode"] == 0
    with (tmp_path / "aus").open("wb") as strom:
        subprocess.run(command("pruefen", bestand, "--ausgabe", "json:/dev/stdout"), stdout=strom, check=True, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
        assert os.fstat(strom.fileno()).st_ino == (tmp_path / "aus").stat().st_ino
    assert json.loads((tmp_path / "aus").read_bytes())["exitcode"] == 0


@pytest.fixture(params=["rohr", "null", "verknuepfung"])
def endlos(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return something that is read for ever: a pipe, a device, a link to it."""
    if os.name == "nt":
        pytest.skip("Windows kennt weder benannte Leitungen noch Geräte im Dateisystem")
    pfad = tmp_path / "endlos.txt"
    if request.param == "rohr":
        os.mkfifo(pfad)
    elif request.param == "null":
        return Path("/dev/zero")
    else:
        pfad.symlink_to("/dev/zero")
    return pfad


@pytest.mark.parametrize(
    "befehl", [("zitate",), ("gesetze", "importieren"), ("neu", "--kennung", "NEU-1", "--antworten")]
)
def test_nothing_is_read_without_end(befehl: tuple[str, ...], endlos: Path, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "cache"))
    lauf = rufe(*befehl, endlos)
    assert lauf.code == 2
    assert "keine gewöhnliche Datei" in lauf.fehler


@pytest.mark.parametrize(
    "stelle", ["vertragswerk.toml", "parteien/land.yaml", f"vertraege/{ERSTER}/vertrag.yaml", f"vertraege/{ERSTER}/klauseln/a.md",
               f"vertraege/{ERSTER}/beilagen/a.pdf", f"{ZIEL}/manifest.json"],
)  # fmt: skip
@pytest.mark.parametrize("art", ["rohr", "geraet"])
def test_nothing_in_a_repository_is_waited_for(stelle: str, art: str, rufe: Rufe, bestand: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows kennt keine benannten Leitungen")
    pfad = bestand / stelle
    pfad.parent.mkdir(parents=True, exist_ok=True)
    pfad.unlink(missing_ok=True)
    os.mkfifo(pfad) if art == "rohr" else pfad.symlink_to("/dev/zero")
    lauf = rufe("bauen", bestand, *NUR_TEXT)
    assert lauf.code in (1, 2, 3)
    assert pfad.is_fifo() or pfad.is_symlink()


@pytest.mark.parametrize("name", ["gesetze.json", "volltext.sqlite", "testg.jsonl.gz"])
def test_nothing_in_the_cache_is_waited_for(name: str, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows kennt keine benannten Leitungen")
    monkeypatch.setenv("VERTRAGSWERK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "g.xml").write_bytes(GUT)
    assert rufe("gesetze", "importieren", tmp_path / "g.xml").code == 0
    (tmp_path / "cache" / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / "cache" / name)
    lauf = rufe("gesetze", "importieren", tmp_path / "g.xml")
    assert lauf.code == 2 and name in lauf.fehler


# --- the cache


def test_what_killed_imports_have_left_goes_and_a_living_one_stays(tmp_path: Path) -> None:
    for rest in (".testg.jsonl.gz.4711.neu", f".gesetze.json.{'a' * 32}.teil", f".fort.jsonl.gz.{'0' * 32}.teil"):
        (tmp_path / rest).write_bytes(b"halb")
    for fremd in (".testg.jsonl.gz.neu", ".gesetze.json.kurz.teil", "notiz.teil"):
        (tmp_path / fremd).write_bytes(b"fremd")
    with hold_cache(tmp_path):
        assert sorted(tree(tmp_path)) == [".gesetze.json.kurz.teil", ".sperre", ".testg.jsonl.gz.neu", "notiz.teil"]


@NUR_POSIX
def test_a_killed_import_leaves_nothing_for_good(tmp_path: Path) -> None:
    skript = (
        "import os, sys; from pathlib import Path; from vertragswerk.gesetze import uebernahme, textspeicher\n"
        "textspeicher.open_volltext = lambda *a, **k: os.kill(os.getpid(), 9)\n"
        "uebernahme.import_file(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    (tmp_path / "g.xml").write_bytes(GUT)
    cache = tmp_path / "cache"
    lauf = subprocess.run([sys.executable, "-c", skript, str(tmp_path / "g.xml"), str(cache)], check=False, env=environment(PYTHONPATH=str(PROJEKT)))  # fmt: skip
    assert lauf.returncode == -9
    assert sorted(p.suffix or p.name for p in cache.iterdir()) == [".sperre", ".teil"]
    assert start("gesetze", "importieren", tmp_path / "g.xml", VERTRAGSWERK_CACHE=str(cache)).code == 0
    assert sorted(p.name for p in cache.iterdir()) == ["gesetze.json", "testg.jsonl.gz", "volltext.sqlite"]


def test_a_living_run_keeps_its_unfinished_file(tmp_path: Path) -> None:
    from vertragswerk.dateisystem.zwischendatei import clear_staged, stage

    with open_griff(tmp_path) as ordner, stage(ordner, "a.json", b"neu") as name:
        clear_staged(ordner)
        replace_file(tmp_path / "a.json", b"von anderen")
        assert (tmp_path / name).read_bytes() == b"neu"
    assert tree(tmp_path) == {"a.json": b"von anderen"}
