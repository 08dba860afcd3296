"""Moving parts of a contract in LibreOffice: every reference follows, or shows an error; the contents name the right pages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from generator.kanon import normalise
from generator.numbering import resolve
from generator.tree import (
    Abschnitt,
    Aufzaehlung,
    Dokument,
    Kopf,
    Punkt,
    Spalte,
    Tabelle,
    Text,
    Verweis,
    Zeile,
    Zelle,
)
from generator.writers.docx import write_docx
from generator.writers.odt import write_odt
from generator.writers.pdf import write_pdf
from tests.generator.baumstuecke import absatz, punkt
from tests.generator.beispielbaum import Schema
from tests.generator.writers.test_office_beispiele import KENNUNGEN, contract_document
from tests.hilfen import need_program

pytestmark = pytest.mark.langsam
SCHREIBER = {"docx": write_docx, "odt": write_odt}
SCHEMATA: tuple[Schema, ...] = ("paragraf", "dezimal")
FEHLT = "Error: Reference source not found"

# ------------------------------------------------------------------------------------------------------- the document


def _p(kennung: str, *dann: Aufzaehlung) -> Punkt:
    return punkt(kennung, f"Punkt {kennung}", dann=dann)


def _baum(schema: Schema) -> Dokument:
    """§ 1 is edited; § 2 refers to it from outside (`aussen`), § 1 (4) from inside (`innen`)."""
    tief = Aufzaehlung((_p("b1"), _p("b2", Aufzaehlung((_p("d1"), _p("d2"))))))
    liste = Aufzaehlung((_p("n1"), _p("n2", tief), _p("n3")))
    tabellen = [
        Tabelle(k, (Text("Werte"),), (Spalte(100),), (), (Zeile(f"{k}_z", (Zelle((Text("7"),)),)),))
        for k in ("t1", "t2")
    ]
    ziele = (
        Verweis("a2"), "; ", Verweis("a3", satz=2), "; ", Verweis("n2"), "; ", Verweis("b2"), "; ", Verweis("d2"), "; ",
        Verweis("n3", satz=1), "; ", Verweis("t2"), "; ", Verweis("p1"), "; ", Verweis("p2"), ".",
    )  # fmt: skip
    saetze = "Der erste Satz gilt hier. Der zweite Satz gilt auch. Der dritte Satz bleibt."
    eins = (
        absatz("a1", "Anfang."),
        absatz("a2", "Es gilt:", dann=(liste,)),
        absatz("a3", saetze, dann=tuple(tabellen)),
        absatz("innen", "Innen: ", *ziele),
    )
    zwei = (absatz("c1", "Weiter."), absatz("aussen", "Außen: ", *ziele))
    abschnitte = (
        Abschnitt("p1", "paragraf", (Text("Eins"),), eins),
        Abschnitt("p2", "paragraf", (Text("Zwei"),), zwei),
    )
    return resolve(Dokument(Kopf("K", "Titel", "", "1", "2025-01-01", "0" * 64, schema=schema), (), abschnitte))


# --------------------------------------------------------------------------------------------------------- the references

VERWEISE: dict[Schema, tuple[str, ...]] = {
    "paragraf": (
        "§ 1 (2)", "§ 1 (3) Satz 2", "§ 1 (2) 2", "§ 1 (2) 2. b)", "§ 1 (2) 2. b) bb)", "§ 1 (2) Satz 1 Nummer 3",
        "Tabelle 2", "§ 1", "§ 2",
    ),
    "dezimal": (
        "Nummer 1.2", "Nummer 1.3 Satz 2", "Nummer 1.2.2", "Nummer 1.2.2 b)", "Nummer 1.2.2 b) bb)", "Nummer 1.2.3",
        "Tabelle 2", "Nummer 1", "Nummer 2",
    ),
}  # fmt: skip
"""What LibreOffice computes for the references from § 2, in the order of `_baum`."""
A2, A3_S2, N2, B2, D2, N3_S1, T2, P1, P2 = range(9)
Schritt = tuple[str, ...]
Folge = dict[int, str]
NEU: Folge = {
    A2: "§ 1 (3)", A3_S2: "§ 1 (4) Satz 2", N2: "§ 1 (3) 2", B2: "§ 1 (3) 2. b)", D2: "§ 1 (3) 2. b) bb)",
    N3_S1: "§ 1 (3) Satz 1 Nummer 3",
}  # fmt: skip
NEU_DEZIMAL: Folge = {
    A2: "Nummer 1.3", A3_S2: "Nummer 1.4 Satz 2", N2: "Nummer 1.3.2", B2: "Nummer 1.3.2 b)", D2: "Nummer 1.3.2 b) bb)",
    N3_S1: "Nummer 1.3.3",
}  # fmt: skip
EINGRIFFE: dict[str, tuple[tuple[Schritt, ...], Folge, Folge]] = {
    "nichts": ((), {}, {}),
    "neuer Absatz davor": ((("neuer_absatz", "_k_a2", "Neu."),), NEU, NEU_DEZIMAL),
    "neuer Absatz darüber": ((("eingabe_am_anfang", "_k_a2", "Neu."),), NEU, NEU_DEZIMAL),
    "Absatz gelöscht": (
        (("loesche_absatz", "_k_a2"),),
        {
            A2: FEHLT, A3_S2: "§ 1 (2) Satz 2", N2: "§ 1 (1) 2", B2: "§ 1 (1) 2. b)", D2: "§ 1 (1) 2. b) bb)",
            N3_S1: f"{FEHLT} Satz {FEHLT} Nummer 3",
        },
        {
            A2: f"Nummer {FEHLT}", A3_S2: "Nummer 1.2 Satz 2", N2: "Nummer 1.1.2", B2: "Nummer 1.1.2 b)",
            D2: "Nummer 1.1.2 b) bb)", N3_S1: "Nummer 1.1.3",
        },
    ),
    "Absatz verschoben": (
        (("verschiebe_absatz", "_k_a3", "_k_a1"),),
        {**NEU, A3_S2: "§ 1 (1) Satz 2"},
        {**NEU_DEZIMAL, A3_S2: "Nummer 1.1 Satz 2"},
    ),
    "Absatz in den nächsten Paragrafen": (
        (("verschiebe_absatz", "_k_a3", "_k_c1"),),
        {A3_S2: "§ 2 (1) Satz 2"},
        {A3_S2: "Nummer 2.1 Satz 2"},
    ),
    "neue Nummer": (
        (("neuer_absatz", "_k_n2", "Neu,"),),
        {N2: "§ 1 (2) 3", B2: "§ 1 (2) 3. b)", D2: "§ 1 (2) 3. b) bb)", N3_S1: "§ 1 (2) Satz 1 Nummer 4"},
        {N2: "Nummer 1.2.3", B2: "Nummer 1.2.3 b)", D2: "Nummer 1.2.3 b) bb)", N3_S1: "Nummer 1.2.4"},
    ),
    "Nummer gelöscht": (
        (("loesche_absatz", "_k_n3"),),
        {N3_S1: f"§ 1 (2) Satz 1 Nummer {FEHLT}"},
        {N3_S1: f"Nummer {FEHLT}"},
    ),
    "Nummer verschoben": (
        (("verschiebe_absatz", "_k_n3", "_k_n1"),),
        {N2: "§ 1 (2) 3", B2: "§ 1 (2) 3. b)", D2: "§ 1 (2) 3. b) bb)", N3_S1: "§ 1 (2) Satz 1 Nummer 1"},
        {N2: "Nummer 1.2.3", B2: "Nummer 1.2.3 b)", D2: "Nummer 1.2.3 b) bb)", N3_S1: "Nummer 1.2.1"},
    ),
    "neuer Buchstabe": (
        (("neuer_absatz", "_k_b2", "Neu,"),),
        {B2: "§ 1 (2) 2. c)", D2: "§ 1 (2) 2. c) bb)"},
        {B2: "Nummer 1.2.2 c)", D2: "Nummer 1.2.2 c) bb)"},
    ),
    "neuer Satz": ((("neuer_satz", "_n_a3_t_2", "Ein Satz dazu. "),), {}, {}),
    "Satz davor gelöscht": (
        (("loesche_bis", "_n_a3_t_1", "_n_a3_t_2"),),
        {A3_S2: "§ 1 (3) Satz 1"},
        {A3_S2: "Nummer 1.3 Satz 1"},
    ),
    "Satz gelöscht": (
        (("loesche_bis", "_n_a3_t_2", "_n_a3_t_3"),),
        {A3_S2: f"§ 1 (3) Satz {FEHLT}"},
        {A3_S2: f"Nummer 1.3 Satz {FEHLT}"},
    ),
    "Satz verschoben": (
        (("verschiebe_satz", "_n_a3_t_2", "_n_a3_t_3", "_n_a3_t_1"),),
        {A3_S2: "§ 1 (3) Satz 1"},
        {A3_S2: "Nummer 1.3 Satz 1"},
    ),
    "neuer Paragraf": ((("eingabe_am_anfang", "_k_p2", "Neu"),), {P2: "§ 3"}, {P2: "Nummer 3"}),
}  # fmt: skip
SAETZE = {
    "neuer Satz": "1Der erste Satz gilt hier. Ein Satz dazu. 2Der zweite Satz gilt auch. 3Der dritte Satz bleibt.",
    "Satz davor gelöscht": "1Der zweite Satz gilt auch. 2Der dritte Satz bleibt.",
    "Satz verschoben": "1Der zweite Satz gilt auch. 2Der erste Satz gilt hier. 3Der dritte Satz bleibt.",
}
FAELLE = [(endung, schema, name) for endung in SCHREIBER for schema in SCHEMATA for name in EINGRIFFE]
Zeilen = list[tuple[str, str]]


@pytest.fixture(scope="module")
def gelesen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Zeilen]:
    """All documents, edited in one process of LibreOffice: label and text of each paragraph."""
    ordner = tmp_path_factory.mktemp("umzug")
    auftraege = []
    for nummer, (endung, schema, name) in enumerate(FAELLE):
        datei = ordner / f"{nummer}.{endung}"
        datei.write_bytes(SCHREIBER[endung](_baum(schema)))
        auftraege.append(_order(datei, EINGRIFFE[name][0]))
    return dict(zip(FAELLE, _run(ordner, auftraege), strict=True))


def _order(datei: Path, schritte: tuple[Schritt, ...] = (), pdf: str = "", verzeichnis: str = "") -> dict[str, object]:
    return {"datei": str(datei), "schritte": schritte, "pdf": pdf, "verzeichnis": verzeichnis}


@pytest.mark.parametrize(("endung", "schema", "name"), FAELLE)
def test_every_reference_follows_or_shows_an_error(
    gelesen: dict[tuple[str, str, str], Zeilen], endung: str, schema: Schema, name: str
) -> None:
    folge = EINGRIFFE[name][1 + SCHEMATA.index(schema)]
    soll = [folge.get(n, text) for n, text in enumerate(VERWEISE[schema])]
    texte = [text for _, text in gelesen[endung, schema, name]]
    assert _references(texte, "Außen: ") == soll
    innen = [_from_inside(text) if schema == "paragraf" else text for text in soll]
    assert _references(texte, "Innen: ") == innen
    if name in SAETZE:
        assert SAETZE[name] in texte


def _references(texte: list[str], anfang: str) -> list[str]:
    zeile = next(t for t in texte if t.startswith(anfang))
    return zeile.removeprefix(anfang).removesuffix(".").split("; ")


def _from_inside(text: str) -> str:
    """Inside § 1 the § is left out; it appears as soon as the target has left § 1."""
    if text.startswith(("§ 1 (", FEHLT)):
        return f"Absatz {text.removeprefix('§ 1 ')}"
    return f"Absatz {text}" if text.startswith("§ 2 (") else text


# --------------------------------------------------------------------------------------------------------- the contents


@pytest.fixture(scope="module")
def gedruckt(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """The examples printed as they come, and with contents made anew: the text of each page."""
    need_program("pdftotext")
    ordner = tmp_path_factory.mktemp("inhalt")
    faelle = [(endung, kennung) for endung in SCHREIBER for kennung in KENNUNGEN]
    auftraege, pdfs = [], []
    for nummer, (endung, kennung) in enumerate(faelle):
        datei = ordner / f"{nummer}.{endung}"
        datei.write_bytes(SCHREIBER[endung](contract_document(kennung)))
        pdfs.append((ordner / f"{nummer}_vor.pdf", ordner / f"{nummer}_nach.pdf"))
        auftraege.append(_order(datei, (), str(pdfs[-1][0]), str(pdfs[-1][1])))
    _run(ordner, auftraege)

    return {fall: (_pages(vor), _pages(nach)) for fall, (vor, nach) in zip(faelle, pdfs, strict=True)}


def _pages(pdf: Path) -> list[str]:
    pdftotext = need_program("pdftotext")
    lauf = subprocess.run([pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return lauf.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("kennung", KENNUNGEN)
@pytest.mark.parametrize("endung", SCHREIBER)
def test_contents_name_the_pages_and_keep_their_look_when_made_anew(
    gedruckt: dict[tuple[str, str], tuple[list[str], list[str]]], endung: str, kennung: str
) -> None:
    vor, nach = gedruckt[endung, kennung]
    verzeichnis = contract_document(kennung).verzeichnis
    eintraege = [normalise(f"{e.nummer} {e.text}") for e in verzeichnis]
    assert len(vor) == len(nach)
    if not eintraege:
        assert not contract_document(kennung).kopf.hat_verzeichnis
        return
    alt, neu = (_entries(seiten, eintraege) for seiten in (vor, nach))
    for eintrag, seite in neu.items():
        assert _stands_on(nach[seite - 1], eintrag), (eintrag, seite)
    if endung == "odt":
        # OpenDocument counts as soon as it is open. LibreOffice may set a heading at the foot of a page otherwise when it sets the
        # text again, so each print is held against its own pages.
        for eintrag, seite in alt.items():
            assert _stands_on(vor[seite - 1], eintrag), (eintrag, seite)
    else:
        # Word files show an estimate until the contents are made anew.
        abstand = [abs(alt[eintrag] - seite) for eintrag, seite in neu.items()]
        assert max(abstand) <= 1
        assert abstand.count(0) >= len(neu) * 3 / 4
    assert _look(vor[1]) == _look(nach[1])


@pytest.mark.parametrize("kennung", KENNUNGEN)
def test_contents_of_the_pdf_name_the_pages(kennung: str, tmp_path: Path) -> None:
    pdf = tmp_path / "vertrag.pdf"
    pdf.write_bytes(write_pdf(contract_document(kennung), b"{}"))
    seiten = _pages(pdf)
    eintraege = [normalise(f"{e.nummer} {e.text}") for e in contract_document(kennung).verzeichnis]
    mit_punkten = [re.sub(r"(?m) {2,}(\d+)$", r"...\1", s) for s in seiten]
    for eintrag, seite in _entries(mit_punkten, eintraege).items():
        assert _stands_on(seiten[seite - 1], eintrag), (eintrag, seite)


def _look(seite: str) -> list[str]:
    """What the page of contents looks like: text and order of its lines, how far they are indented, but not their pages."""
    return [re.sub(r"\.{2,}\d*.*", "…", z).rstrip() for z in seite.splitlines() if z.strip() and "Seite" not in z]


def _entries(seiten: list[str], eintraege: list[str]) -> dict[str, int]:
    """Return what the contents say: each entry on a line of its own, dots, and its page at the end."""
    inhalt = "\n".join(_dense(z) for s in seiten[1:4] for z in s.splitlines())
    gefunden = {}
    ort = 0
    for eintrag in eintraege:
        treffer = re.compile(rf"^{re.escape(_dense(eintrag))}\.{{2,}}(\d+)$", re.MULTILINE).search(inhalt, ort)
        assert treffer, eintrag
        ort = treffer.end()
        gefunden[eintrag] = int(treffer[1])
    return gefunden


def _stands_on(seite: str, eintrag: str) -> bool:
    """Tell whether a page holds the heading; a long one takes two lines."""
    zeilen = [_dense(z) for z in seite.splitlines() if z.strip()]
    return _dense(eintrag) in {*zeilen, *(a + b for a, b in pairwise(zeilen))}


def _dense(zeile: str) -> str:
    """Without blanks: pdftotext loses narrow ones."""
    return "".join(zeile.split())


# ------------------------------------------------------------------------------------------------------------- the run


def _run(ordner: Path, auftraege: list[dict[str, object]]) -> list[Zeilen]:
    soffice = need_program("soffice", "libreoffice")
    ein, aus = ordner / "auftraege.json", ordner / "ergebnis.json"
    ein.write_text(json.dumps(auftraege), encoding="utf-8")
    subprocess.run(
        [_python_with_uno(soffice), str(Path(__file__).with_name("umzug.py")), str(ein), str(aus), str(ordner / "profil"),
         soffice],
        check=True, timeout=600,
    )  # fmt: skip
    return [[(normalise(n), normalise(t)) for n, t in d] for d in json.loads(aus.read_text(encoding="utf-8"))]


def _python_with_uno(soffice: str) -> str:
    neben = Path(soffice).resolve().parent
    for kandidat in (neben / "python", neben / "python.exe", Path("/usr/bin/python3")):
        if shutil.which(str(kandidat)):
            probe = subprocess.run([str(kandidat), "-c", "import uno"], capture_output=True, timeout=60, check=False)
            if probe.returncode == 0:
                return str(kandidat)
    pytest.skip("Programm nicht installiert: Python mit LibreOffice-Anbindung (uno)")
