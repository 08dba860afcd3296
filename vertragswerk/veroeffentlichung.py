"""The version for publication: the documents of a contract without the values that must not be published. Pure.

Nothing of the contract's data travels with it, and its hash is that of the blacked-out text: from a hash over the whole contract a
price of five digits could be found by trying.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from checks.kontext import Schriftstueck
from contracts.arten import HAUPTDOKUMENT
from contracts.modell.meldungen import describe
from contracts.modell.schluessel import check_schluessel
from contracts.modell.schwaerzungsliste import Schwaerzung, Veroeffentlichung
from contracts.yamltext.yamldatei import load_yaml
from generator.numbering import number
from generator.schwaerzung import Geschwaerzt, black_out, printed_patterns
from generator.tree import Abschnitt, Aufzaehlung, Dokument, Punkt, Text, Textblock
from generator.writers.native import write_native
from vertragswerk.werk import Ergebnis

NAME: Final = "veroeffentlichung"
_TITEL: Final = "Schwärzungen"


@dataclass(frozen=True)
class SchwaerzungsFehler(Exception):
    """A contract cannot be published so: the reason and its details, German sentences without any value."""

    grund: str
    einzelheiten: tuple[str, ...] = ()


def read_schwaerzungen(inhalt: bytes, datei: str) -> Veroeffentlichung:
    """Read the file that names what is blacked out; raises SchwaerzungsFehler with every mistake and its place."""
    from pydantic import ValidationError

    quelle, maengel = load_yaml(inhalt, datei)
    angaben = None
    if quelle is not None and not maengel:
        try:
            angaben = Veroeffentlichung.model_validate(dict(quelle.daten))
        except ValidationError as fehler:
            maengel = describe(fehler, quelle, Veroeffentlichung)
        else:
            maengel = check_schluessel(Veroeffentlichung, quelle)
    if angaben is None or maengel:
        zeilen = tuple(f"{m.position.datei}:{m.position.zeile}:{m.position.spalte}: {m.meldung}" for m in maengel)
        raise SchwaerzungsFehler(f"„{datei}“ ist fehlerhaft.", zeilen)
    return angaben


def with_schwaerzungen(ergebnis: Ergebnis, angaben: Veroeffentlichung) -> Ergebnis:
    """Return a result with the blacked-out documents in place of the contract's.

    Raises SchwaerzungsFehler where a pattern hits nothing, or where a value could still be read from another place.
    """
    muster = [s.pfad for s in angaben.geschwaerzt]
    fertige = {name: black_out(d, muster) for name, d in ergebnis.dokumente.items()}
    _refuse_idle(muster, list(fertige.values()), ergebnis)
    _refuse_told(fertige, ergebnis)
    stuecke = []
    for name, fertig in fertige.items():
        dokument, places = number(_finish(fertig.dokument, angaben.geschwaerzt, name == HAUPTDOKUMENT))
        eigener = NAME if name == HAUPTDOKUMENT else f"{NAME}-{name}"
        stuecke.append(Schriftstueck(name=eigener, dokument=dokument, places=places))
    return replace(
        ergebnis,
        geladen=replace(ergebnis.geladen, quelle=None, benutzt=()),
        pruefling=replace(ergebnis.pruefling, schriftstuecke=tuple(stuecke)),
        dokumente={s.name: s.dokument for s in stuecke if s.dokument is not None},
    )


def _refuse_idle(muster: Sequence[str], fertige: Sequence[Geschwaerzt], ergebnis: Ergebnis) -> None:
    ohne = [m for n, m in enumerate(muster) if not any(f.treffer[n] for f in fertige)]
    if ohne:
        gedruckt = sorted({p for d in ergebnis.dokumente.values() for p in printed_patterns(d)})
        zeilen = tuple(f"„{m}“ trifft keinen Wert, den der Vertrag druckt.{_advise(m, gedruckt)}" for m in ohne)
        raise SchwaerzungsFehler("Nicht jede Schwärzung trifft etwas.", zeilen)


def _advise(muster: str, gedruckt: Sequence[str]) -> str:
    letztes = muster.rpartition(".")[2]
    nahe = [p for p in gedruckt if p.rpartition(".")[2] == letztes][:3] or get_close_matches(muster, gedruckt, 3)
    return f" Gemeint sein könnte {' oder '.join(f'„{p}“' for p in nahe)}." if nahe else ""


def _refuse_told(fertige: dict[str, Geschwaerzt], ergebnis: Ergebnis) -> None:
    """Refuse a document from which a value can still be read; the places are named, never the value."""
    orte = {k: p.bezeichnung for s in ergebnis.pruefling.schriftstuecke for k, p in s.places.items()}
    zeilen = []
    for fertig in fertige.values():
        for v in fertig.verraten:
            ort = orte.get(v.wo) or "Titel oder Rubrum"
            was = f"„{v.pfad}“ druckt ihn" if v.pfad else "der Text nennt ihn"
            zeilen.append(f"{ort}: {was}. Schwärzen Sie auch diese Angabe, oder fassen Sie den Text anders.")
    if zeilen:
        raise SchwaerzungsFehler(
            "Ein geschwärzter Wert ist an anderer Stelle noch lesbar.", tuple(dict.fromkeys(zeilen))
        )


def _finish(dokument: Dokument, schwaerzungen: Sequence[Schwaerzung], ist_haupt: bool) -> Dokument:
    """Say at the beginning what this is, at the end of the contract why something is missing, and take the hash of the result."""
    hinweis = Textblock(
        "veroeffentlichung_hinweis",
        (Text("Veröffentlichungsfassung mit Schwärzungen; maßgeblich ist der unterzeichnete Vertrag."),),
        "hinweis",
    )
    abschnitte = list(dokument.abschnitte)
    if ist_haupt:
        stelle = next((n for n, a in enumerate(abschnitte) if a.art == "anlage"), len(abschnitte))
        abschnitte.insert(stelle, _reasons(schwaerzungen))
    kopf = replace(dokument.kopf, inhaltshash="")
    neu = replace(dokument, kopf=kopf, rubrum=(hinweis, *dokument.rubrum), abschnitte=tuple(abschnitte), verzeichnis=())
    return replace(neu, kopf=replace(kopf, inhaltshash=hashlib.sha256(write_native(neu)).hexdigest()))


def _reasons(schwaerzungen: Sequence[Schwaerzung]) -> Abschnitt:
    punkte = tuple(
        Punkt(f"schwaerzung_{n}", (Textblock(f"schwaerzung_{n}_t", (Text(f"Grund {n}: {s.grund}"),)),))
        for n, s in enumerate(schwaerzungen, 1)
    )
    einleitung = Textblock("schwaerzungen_t", (Text("Angaben sind aus diesen Gründen nicht veröffentlicht:"),))
    return Abschnitt("schwaerzungen", "ohne_nummer", (Text(_TITEL),), (einleitung, Aufzaehlung(punkte, "strich")))
