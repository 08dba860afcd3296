"""Two checked versions of a contract → the files of the Änderungsvereinbarung between them, proved before they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import yaml

from contracts.modell.befehl import Befehl
from contracts.modell.vertrag import Vertrag
from contracts.modell.vertragsaenderung import Grundtext, HatAenderung, hash_wortlaut
from contracts.yamltext.yamldatei import load_yaml
from generator.aenderung.anwendung import apply_befehle
from generator.aenderung.baumweg import BefehlFehler
from generator.aenderung.befehlsfindung import find_befehle
from generator.aenderung.befehlstext import list_places
from generator.aenderung.einschub import read_grundtext
from generator.aenderung.lesebild import is_same, make_lesebild
from generator.aenderung.nummernhalt import keep_labels
from generator.aenderung.wortlaut import write_wortlaut
from generator.tree import Dokument
from vertragswerk.werk import Ergebnis

LESEFASSUNG: Final = "lesefassung"
ANLAGEN: Final = ((LESEFASSUNG, "Lesefassung"), ("synopse", "Synopse"))
"""The Anlagen of every amendment: documents that are made of its data."""
GRUNDTEXTE: Final = "grundtexte"
KOPF: Final = """\
# Änderungsvereinbarung. Die Befehle sind aus zwei Fassungen errechnet; angewandt auf den Grundtext ergeben sie die Lesefassung.
# „grundtext“ und „lesefassung“ nennen Dateien im Ordner „grundtexte“; sie werden nicht von Hand geändert.
"""
KOPF_GRUNDTEXT: Final = (
    "# Wortlaut eines Vertrags zu einem Zeitpunkt; von „vertragswerk aendern“ geschrieben, nicht von Hand zu ändern.\n"
)


@dataclass(frozen=True, slots=True)
class Vereinbarungsangaben:
    """What two versions do not say: Kennung, day of signing, first day, style."""

    kennung: str
    vom: date
    in_kraft: date
    stil: str


@dataclass(frozen=True, slots=True)
class Vereinbarungsentwurf:
    """The files of an Änderungsvereinbarung by name relative to the repository, and its commands."""

    dateien: Mapping[str, bytes]
    befehle: tuple[Befehl, ...]


class Literaltext(str):
    """A text that YAML shows line by line."""


class Wortlautdumper(yaml.SafeDumper):
    """Writes wording as literal blocks."""


Wortlautdumper.add_representer(
    Literaltext, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def draft_vereinbarung(
    alt: Ergebnis, neu: Ergebnis, bisher: HatAenderung | None, angaben: Vereinbarungsangaben
) -> Vereinbarungsentwurf:
    """Return the amendment from one version to another; `bisher` is the last one, whose wording is then the base.

    Raises BefehlFehler where the versions say the same, or where no commands can be proved.
    """
    _refuse_dead(neu)
    grundtext = bisher.lesefassung if bisher is not None else make_grundtext(alt)
    basis = read_grundtext(grundtext)
    if basis.kopf.schema != _main(neu).kopf.schema:
        raise BefehlFehler(
            "Die beiden Fassungen sind verschieden gegliedert (nach Paragrafen und dezimal). Eine Änderungsvereinbarung zählt nichts um; "
            "setzen Sie „gliederung“ auf denselben Wert, oder schließen Sie einen neuen Vertrag."
        )
    ziel = make_lesebild(keep_labels(basis if bisher is not None else _main(alt), _main(neu)))
    befehle = find_befehle(basis, ziel)
    if not befehle:
        raise BefehlFehler("Beide Fassungen haben denselben Wortlaut; es gibt nichts zu ändern.")
    ergebnis = apply_befehle(basis, befehle)
    if not is_same(ergebnis, ziel):
        raise BefehlFehler("Die Befehle ergeben nicht die neue Fassung; es ist keine Vereinbarung geschrieben.")
    nummer = (bisher.nummer if bisher is not None else 0) + 1
    eintrag = {
        "vereinbarung": angaben.kennung,
        "nummer": nummer,
        "vom": angaben.vom,
        "in_kraft": angaben.in_kraft,
        "stellen": tuple(list_places(befehle)),
    }
    lesefassung = _follow(grundtext, ergebnis, eintrag)
    vertrag = _contract_data(alt, neu, angaben, nummer, grundtext, lesefassung, befehle)
    return Vereinbarungsentwurf(
        {
            **{f"{GRUNDTEXTE}/{g.grundtext}.yaml": _dump_grundtext(g) for g in (grundtext, lesefassung)},
            f"vertraege/{angaben.kennung}/vertrag.yaml": KOPF.encode() + _dump(vertrag),
        },
        befehle,
    )


def _main(ergebnis: Ergebnis) -> Dokument:
    return next(iter(ergebnis.dokumente.values()))


def _refuse_dead(neu: Ergebnis) -> None:
    """Refuse a version in whose text references lead nowhere: an amendment would agree on them."""
    tote = [ziel for s in neu.pruefling.schriftstuecke[:1] for _, ziel in s.tote_verweise]
    if tote:
        raise BefehlFehler(
            f"In der neuen Fassung führen {len(tote)} Verweise ins Leere (zuerst auf „{tote[0]}“). Berichtigen Sie sie zuerst; "
            "„vertragswerk pruefen“ nennt sie (VZ-01)."
        )


def contract_of(ergebnis: Ergebnis) -> Vertrag:
    """Return the contract; raises BefehlFehler where what was loaded is none that parties agree on."""
    vertrag = ergebnis.geladen.vertrag
    if not isinstance(vertrag, Vertrag):
        raise BefehlFehler(
            f"„{ergebnis.geladen.kennung}“ ist kein Vertrag, den eine Änderungsvereinbarung ändern könnte."
        )
    return vertrag


def make_grundtext(ergebnis: Ergebnis) -> Grundtext:
    """Return the wording of a version, with what names the version."""
    dokument = _main(ergebnis)
    vertrag = contract_of(ergebnis)
    wortlaut = write_wortlaut(make_lesebild(dokument).abschnitte)
    summe = hash_wortlaut(wortlaut)
    return Grundtext(
        grundtext=f"g{summe[:12]}",
        vertrag=vertrag.kennung,
        titel=vertrag.titel,
        fassung=vertrag.fassung.nummer,
        vom=vertrag.unterzeichnung.am,
        inhaltshash=dokument.kopf.inhaltshash,
        gliederung=vertrag.gliederung,
        pruefsumme=summe,
        wortlaut=wortlaut,
    )


def _follow(grundtext: Grundtext, ergebnis: Dokument, eintrag: Mapping[str, Any]) -> Grundtext:
    wortlaut = write_wortlaut(ergebnis.abschnitte)
    summe = hash_wortlaut(wortlaut)
    roh = grundtext.model_dump()
    geschichte = (*roh["geschichte"], dict(eintrag))
    # Two amendments may come to one wording; their history makes the difference.
    name = f"g{hash_wortlaut(f'{summe} {geschichte}')[:12]}"
    neu = {"grundtext": name, "wortlaut": wortlaut, "pruefsumme": summe, "geschichte": geschichte}
    return Grundtext.model_validate({**roh, **neu})


def _contract_data(
    alt: Ergebnis,
    neu: Ergebnis,
    angaben: Vereinbarungsangaben,
    nummer: int,
    grundtext: Grundtext,
    lesefassung: Grundtext,
    befehle: tuple[Befehl, ...],
) -> dict[str, Any]:
    """Return the data of the amendment: its own, and what the contract states of parties, term and signing."""
    roh = _own_data(neu)
    vertragstitel = contract_of(alt).titel
    laufzeit = {k: w for k, w in _merged(neu, "laufzeit").items() if k != "monate"}
    am = angaben.vom.isoformat()
    return {
        "kennung": angaben.kennung,
        "art": "aenderungsvereinbarung",
        "titel": f"Änderungsvereinbarung Nummer {nummer}",
        "untertitel": f"zum Vertrag „{vertragstitel}“",
        "fassung": {"nummer": "1.0", "stand": am},
        "gliederung": "paragraf",
        "bundesland": roh["bundesland"],
        "rechtsstand": am,
        "rechtsgrundlagen": ["§ 56 SGB X"],
        "nummer": nummer,
        "stil": angaben.stil,
        "grundtext": grundtext.grundtext,
        "lesefassung": lesefassung.grundtext,
        "parteien": roh["parteien"],
        "laufzeit": {**laufzeit, "beginn": angaben.in_kraft.isoformat()},
        "unterzeichnung": {**roh["unterzeichnung"], "am": am},
        "anlagen": [{"id": f"anl{name}", "titel": titel, "stand": am, "dokument": name} for name, titel in ANLAGEN],
        "befehle": [_befehl_data(b) for b in befehle],
    }


def _own_data(ergebnis: Ergebnis) -> dict[str, Any]:
    """Return the data of the contract's own file, in which joint objects are only named."""
    datei = ergebnis.geladen.datei
    quelle, _ = load_yaml(ergebnis.eingaben.dateien.read(datei) or b"", datei)
    if quelle is None:
        raise BefehlFehler("Die neue Fassung lässt sich nicht lesen.")
    return dict(quelle.daten)


def _merged(ergebnis: Ergebnis, name: str) -> dict[str, Any]:
    quelle = ergebnis.geladen.quelle
    return dict(quelle.daten[name]) if quelle is not None else {}


def _befehl_data(befehl: Befehl) -> dict[str, Any]:
    daten = befehl.model_dump(exclude_defaults=True)
    daten["ort"] = list(befehl.ort)
    if befehl.wortlaut is not None:
        daten["wortlaut"] = Literaltext(befehl.wortlaut)
    return daten


def _dump_grundtext(grundtext: Grundtext) -> bytes:
    daten = grundtext.model_dump(mode="json", exclude={"grundtext"})
    return KOPF_GRUNDTEXT.encode() + _dump({**daten, "wortlaut": Literaltext(grundtext.wortlaut)})


def _dump(daten: Mapping[str, Any]) -> bytes:
    return yaml.dump(daten, Dumper=Wortlautdumper, allow_unicode=True, sort_keys=False, width=130).encode()
