"""Moving parts of a contract in LibreOffice: every reference follows, or shows an error."""

from __future__ import annotations

from pathlib import Path

import pytest

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
from tests.generator.baumstuecke import absatz, punkt
from tests.generator.beispielbaum import Schema
from tests.generator.writers.office import Schritt, edit_office

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


@pytest.mark.parametrize(("endung", "schema", "name"), FAELLE)
def test_every_reference_follows_or_shows_an_error(endung: str, schema: Schema, name: str, tmp_path: Path) -> None:
    datei = tmp_path / f"vertrag.{endung}"
    datei.write_bytes(SCHREIBER[endung](_baum(schema)))
    folge = EINGRIFFE[name][1 + SCHEMATA.index(schema)]
    soll = [folge.get(n, text) for n, text in enumerate(VERWEISE[schema])]
    texte = [text for _, text in edit_office(datei, EINGRIFFE[name][0])]
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
