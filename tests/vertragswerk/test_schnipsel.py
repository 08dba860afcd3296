"""Every block of the documentation that claims to be input or a command is put to use."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from checks.ausnahmen import AUSNAHMEDATEI, read_register
from checks.registry import ALLE as ALLE_REGELN
from contracts.bausteine.klausel import read_klausel
from contracts.bestand.konfiguration import parse_konfiguration
from generator.klauseltext.inlineleser import canonical_citation
from tests.hilfen import PROJEKT
from tests.schnipsel import ERGAENZT, SEITEN, VERTRAG, Schnipsel, list_schnipsel, put_into
from tests.vertraege import ERSTER, beispielbestand, work_at
from tests.vertragswerk.conftest import Rufe, copy_beispiel, keep_only
from vertragswerk.cli.app import app

ALLE = list(list_schnipsel())
BEFEHLE = [s for s in ALLE if s.sprache in ("sh", "console")]
VERTRAGSTEILE = [s for s in ALLE if s.datei in (VERTRAG, ERGAENZT)]
SPANNE = re.compile(r"`(vertragswerk [a-z][^`\n]*)`")
BEILAGE = b"%PDF-1.4\n% Lageplan\n"
"""The foreign file whose hash the handbook shows."""
EINGABEN = {
    "gegenentwurf.docx": b"",
    "entwurf.docx": b"",
    "zurueck.docx": b"",
    "altes-muster.txt": "Es gilt § 17 Abs. 2 SGB IX.\n".encode(),
    "saetze.jsonl": '{"text": "Es gilt § 29 SGB IX."}\n'.encode(),
}
"""Files of a user that commands of the pages read; Word files are made from the example."""


def test_every_block_says_what_it_is() -> None:
    """A block with a language is a list of commands or bears a mark; the pages have some of each."""
    unklar = [str(s) for s in ALLE if s.sprache and s not in BEFEHLE and not (s.datei or s.marke == "kopf")]
    assert unklar == []
    assert len(BEFEHLE) >= 7 and len(VERTRAGSTEILE) >= 5


@pytest.mark.langsam
@pytest.mark.parametrize("schnipsel", BEFEHLE, ids=map(str, BEFEHLE))
def test_commands_run(schnipsel: Schnipsel, rufe: Rufe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in a folder with the files they name; findings are no failure, a usage error is."""
    monkeypatch.chdir(tmp_path)
    namen = _named(schnipsel)
    copy_beispiel(tmp_path / "bestand", *namen)
    for name, inhalt in EINGABEN.items():
        (tmp_path / name).write_bytes(inhalt)
    gelaufen = 0
    for zeile in schnipsel.befehle:
        if not zeile.startswith("vertragswerk "):
            # Setting up an environment is what runs these tests.
            assert zeile.startswith("python3 -m venv .venv"), zeile
            continue
        angaben = shlex.split(zeile, comments=True)[1:]
        if any(a.endswith(".docx") for a in angaben):
            _make_word(rufe, tmp_path, next(a for a in angaben if a.endswith(".docx")))
        lauf = rufe(*angaben)
        if angaben[0] == "beispiel":
            keep_only(tmp_path / angaben[1], *namen)
        if "--ausfuehrung" in angaben:
            # The address is an example where no cluster answers; all but that has to be right.
            assert lauf.code == 2 and ("antwortet kein Cluster" in lauf.fehler or "[verteilt]" in lauf.fehler), (
                lauf.alles
            )
        else:
            assert lauf.code in (0, 1), (zeile, lauf.alles)
        gelaufen += 1
    assert gelaufen or all(z.startswith("python3") for z in schnipsel.befehle)


def _named(schnipsel: Schnipsel) -> list[str]:
    """Return the examples that a block names, and those that begin like them; the first where it names none or reads its Word file.

    What holds for a whole repository is shown by a small one as well.
    """
    alle = [o.kennung for o in beispielbestand().vertraege()]
    genannte = [k for k in alle if re.search(rf"{k}(?![\w-])", schnipsel.inhalt)]
    if not genannte or ".docx" in schnipsel.inhalt:
        genannte.append(ERSTER)
    return [k for k in alle if k.startswith(tuple(genannte))]


def _make_word(rufe: Rufe, ordner: Path, name: str) -> None:
    lauf = rufe("bauen", "bestand", "--vertrag", ERSTER, "--format", "docx", "--ziel", "word", "--ersetzen")
    assert lauf.code == 0, lauf.alles
    shutil.copy(next((ordner / "word").rglob("*.docx")), ordner / name)


@pytest.mark.parametrize("schnipsel", VERTRAGSTEILE, ids=map(str, VERTRAGSTEILE))
def test_parts_of_a_contract_build_a_release(schnipsel: Schnipsel, rufe: Rufe, bestand: Path) -> None:
    """With the other files of the page, each in the example contract: a release without a finding."""
    ordner = bestand / "vertraege" / ERSTER
    for anderer in list_schnipsel(schnipsel.seite):
        if anderer.datei.startswith("klauseln/") and Path(anderer.datei).stem in schnipsel.inhalt:
            put_into(anderer, ordner)
    put_into(schnipsel, ordner)
    for name in re.findall(r"datei: ([a-z]+\.pdf)", schnipsel.inhalt):
        (ordner / "beilagen").mkdir()
        (ordner / "beilagen" / name).write_bytes(BEILAGE)
        assert hashlib.sha256(BEILAGE).hexdigest() in schnipsel.inhalt
    lauf = rufe("bauen", bestand, "--format", "plain", "--vertrag", ERSTER)
    assert lauf.code == 0, lauf.alles
    lauf = rufe("pruefen", bestand, "--vertrag", ERSTER, "--fehler-ab", "warnung", "--stichtag", "2024-12-18")
    assert lauf.code == 0, lauf.alles


WEITERE = [s for s in ALLE if s.datei and s not in VERTRAGSTEILE]


@pytest.mark.parametrize("schnipsel", WEITERE, ids=map(str, WEITERE))
def test_other_files_are_sound(schnipsel: Schnipsel, rufe: Rufe, bestand: Path) -> None:
    if schnipsel.datei.startswith("klauseln/"):
        klausel, maengel = read_klausel(schnipsel.inhalt, schnipsel.datei)
        assert klausel is not None and not maengel, maengel
    elif schnipsel.datei == AUSNAHMEDATEI:
        regeln = {m.REGEL.code: m.REGEL for m in ALLE_REGELN}
        register = read_register(schnipsel.inhalt.encode(), date(2024, 12, 18), regeln, [ERSTER])
        assert register.geltende and not register.befunde, register.befunde
    elif schnipsel.datei == "vertragswerk.toml":
        _, maengel = parse_konfiguration(schnipsel.inhalt.encode())
        assert maengel == []
        (bestand / schnipsel.datei).write_text(schnipsel.inhalt, encoding="utf-8")
        assert rufe("pruefen", bestand, "--stichtag", "2024-12-18").code == 0
    elif schnipsel.datei == "veroeffentlichung.yaml":
        put_into(schnipsel, bestand / "vertraege" / ERSTER)
        lauf = rufe("veroeffentlichen", bestand, "--vertrag", ERSTER)
        assert lauf.code == 0 and list(bestand.rglob("*-veroeffentlichung")), lauf.alles
    elif schnipsel.datei == "verhandlung.yaml":
        put_into(schnipsel, bestand / "vertraege" / ERSTER)
        lauf = rufe("pruefen", bestand, "--vertrag", ERSTER, "--fehler-ab", "warnung", "--stichtag", "2024-12-18")
        assert lauf.code == 0 and rufe("verhandlungsstand", ERSTER, bestand).code == 0, lauf.alles
    elif schnipsel.datei == ".gitattributes":
        assert all(len(z.split()) == 2 and z.split()[1].startswith("diff=") for z in schnipsel.inhalt.splitlines())
    else:
        ist_toml = schnipsel.datei.endswith(".toml")
        assert tomllib.loads(schnipsel.inhalt) if ist_toml else yaml.safe_load(schnipsel.inhalt)


@pytest.mark.parametrize("schnipsel", [s for s in ALLE if s.marke == "kopf"], ids=str)
def test_head_of_a_clause_is_read(schnipsel: Schnipsel) -> None:
    klausel, maengel = read_klausel(f"{schnipsel.inhalt}\nText.\n", "klauseln/budget.md")
    assert klausel is not None and not maengel, [m.meldung for m in maengel]


@pytest.mark.parametrize("seite", SEITEN, ids=lambda p: p.relative_to(PROJEKT).as_posix())
def test_commands_in_running_text_exist_with_their_options(seite: Path) -> None:
    for befehl in SPANNE.findall(seite.read_text(encoding="utf-8")):
        _, name, *angaben = shlex.split(re.sub(r"[\[\]…]", "", befehl))
        assert name in app.commands, befehl
        bekannt = {o for p in app.commands[name].params for o in p.opts}
        frei = name == "neu"  # a kind asks for more
        unbekannt = [a for a in angaben if a.startswith("--") and a.partition("=")[0] not in bekannt and not frei]
        assert unbekannt == [], befehl


SPRACHSEITEN = ("docs/handbuch/textbausteine.md", "docs/klauseltext.md")
SCHLEIFEN = {"z": "ziele", "lt": "leistungspaket", "p": "parteien"}
"""Names that the pages give the items of a loop, and the list they run over."""
NUR_IN_ANLAGEN = "anlage."


@pytest.mark.parametrize("name", SPRACHSEITEN)
def test_placeholders_of_the_page_print(name: str, bestand: Path) -> None:
    """Values, references, terms and citations that the page shows, each in a clause of the example."""
    seite = (PROJEKT / name).read_text(encoding="utf-8")
    stuecke = [s.replace("\\|", "|") for s in re.findall(r"`(\{[a-z#=§A][^`]*?\})`", seite)]
    werte = [s for s in dict.fromkeys(stuecke) if re.match(r"\{[a-z]", s) and NUR_IN_ANLAGEN not in s]
    verweise = [s for s in dict.fromkeys(stuecke) if s.startswith("{#") and not s.startswith("{#.")]
    assert len(werte) >= 3 and verweise
    for zitat in (s[1:-1] for s in stuecke if re.match(r"\{(§|Artikel)", s)):
        assert canonical_citation(zitat), zitat
    absaetze = []
    for nummer, stueck in enumerate([*werte, *verweise]):
        kopf = stueck[1:].partition(".")[0]
        absatz = f"{{: p{nummer}}}\nWert: {stueck}."
        if kopf in SCHLEIFEN:
            absatz = f"::: je {SCHLEIFEN[kopf]} als {kopf}\n{absatz}\n:::"
        absaetze.append(absatz)
    ordner = bestand / "vertraege" / ERSTER
    kopf = '---\nid: werteprobe\ntitel: Werte\nversion: "1.0"\nart: paragraf\n---\n\n'
    (ordner / "klauseln").mkdir()
    (ordner / "klauseln" / "werteprobe.md").write_text(kopf + "\n\n".join(absaetze) + "\n", encoding="utf-8")
    with (ordner / "vertrag.yaml").open("a", encoding="utf-8") as strom:
        strom.write("klauseln:\n  zusaetzlich: [{klausel: werteprobe, nach: schluss}]\n")
    ergebnis = work_at(bestand, ERSTER)
    meldungen = [m.meldung for m in ergebnis.pruefling.maengel]
    tote = [t for s in ergebnis.pruefling.schriftstuecke for t in s.tote_verweise]
    assert ergebnis.dokumente and not meldungen and not tote, (meldungen, tote)
