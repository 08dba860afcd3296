"""The Prüfprotokoll: what was checked of one Fassung, against which law, with what result, which confirmations and departures. Pure.

A document like any other, so that every writer can put it out; its parts are those of the Vermerk, without what is advice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from checks.handbuch import SCHWERE
from checks.regel import Querregelmodul, Regelmodul
from generator.gegenprobe import LESER
from generator.kanon import german_date
from generator.numbering import Dokumentstelle, number
from generator.tree import Abschnitt, Dokument, Kopf, Tabelle
from generator.writers.native import write_native
from vertragswerk import __version__
from vertragswerk.fertigung import Datei
from vertragswerk.schriftteile import make_section, make_table
from vertragswerk.vermerk.befundteil import open_points
from vertragswerk.vermerk.bestaetigungen import confirmations
from vertragswerk.vermerk.klauselteil import departures
from vertragswerk.werk import Ergebnis, with_only

NAME: Final = "pruefprotokoll"


def make_pruefprotokoll(ergebnis: Ergebnis, dateien: Sequence[Datei] = ()) -> Dokument:
    """Return the numbered protocol of a checked contract; `dateien` are its built files, none where only the check was run.

    Raises LookupError for a contract that cannot be put together.
    """
    return _make(ergebnis, dateien)[0]


def with_pruefprotokoll(ergebnis: Ergebnis) -> Ergebnis:
    """Return a result whose only document is the protocol of the check; without documents, the result as it is."""
    if not ergebnis.dokumente or ergebnis.geladen.vertrag is None:
        return ergebnis
    return with_only(ergebnis, NAME, _make(ergebnis, ()), {})


def _make(ergebnis: Ergebnis, dateien: Sequence[Datei]) -> tuple[Dokument, Mapping[str, Dokumentstelle]]:
    haupt = next(iter(ergebnis.dokumente.values())).kopf
    kopf = Kopf(
        kennung=haupt.kennung,
        titel="Prüfprotokoll",
        untertitel=haupt.titel,
        fassung=haupt.fassung,
        stand=haupt.stand,
        inhaltshash="",
        schema="dezimal",
        dokument=NAME,
        hat_verzeichnis=False,
    )
    dokument = Dokument(kopf, (), tuple(_sections(ergebnis, dateien)))
    summe = hashlib.sha256(write_native(dokument)).hexdigest()
    return number(replace(dokument, kopf=replace(kopf, inhaltshash=summe)))


def hash_rules(regeln: Iterable[Regelmodul | Querregelmodul]) -> str:
    """Return a hash of what rules declare: code, severity, wording, law, and the day at which the law was read."""
    erklaert = sorted(repr((r.REGEL, r.__doc__)) for r in regeln)
    return hashlib.sha256("\0".join(erklaert).encode()).hexdigest()


def _sections(ergebnis: Ergebnis, dateien: Sequence[Datei]) -> Iterator[Abschnitt]:
    yield _subject(ergebnis)
    yield _measure(ergebnis)
    yield open_points(ergebnis)
    yield confirmations(ergebnis)
    yield departures(ergebnis)
    if dateien:
        yield _outputs(dateien)


def _subject(ergebnis: Ergebnis) -> Abschnitt:
    vertrag, art = ergebnis.geladen.vertrag, ergebnis.geladen.art
    if vertrag is None or art is None:
        raise LookupError("no contract")
    zeilen = [
        (art.wort.wort, f"{vertrag.titel}, {vertrag.untertitel}"),
        ("Art", art.titel),
        ("Kennung", vertrag.kennung),
        ("Fassung", f"{vertrag.fassung.nummer}, Stand {german_date(vertrag.fassung.stand.isoformat())}"),
        ("Prüfsumme des Inhalts (SHA-256)", ergebnis.content_hash()),
    ]
    gelesen = [(name, summe) for name, summe in ergebnis.hashes().items()]
    return make_section(
        "gegenstand",
        "Gegenstand",
        "Geprüft ist die hier genannte Fassung.",
        make_table("gegenstand_angaben", f"Geprüfter {art.wort.wort}", (("Angabe", 34), ("Wert", 66)), zeilen),
        "Sie ist aus diesen Dateien gemacht; die Prüfsumme (SHA-256) sagt, welchen Inhalt sie hatten.",
        make_table("gegenstand_dateien", "Gelesene Dateien", (("Datei", 42), ("Prüfsumme", 58)), gelesen),
    )


def _measure(ergebnis: Ergebnis) -> Abschnitt:
    """Return what the contract was held against: law, day, program, rules."""
    eingaben, vertrag = ergebnis.eingaben, ergebnis.geladen.vertrag
    regeln = {m.REGEL.code: m.REGEL for m in eingaben.haus.alle_regeln()}
    zeilen = [
        (
            f"Rechtsstand des {ergebnis.wort.genitiv}",
            german_date(vertrag.rechtsstand.isoformat()) if vertrag is not None else "",
        ),
        ("Stichtag der Prüfung", german_date(eingaben.stichtag.isoformat())),
        ("Rechtsbestand der Prüfung", eingaben.recht.kennzeichen),
        ("Programm", f"vertragswerk {__version__}"),
        ("Kennzeichen der Regeln (SHA-256)", hash_rules(eingaben.haus.alle_regeln())),
    ]
    inhalt: list[str | Tabelle] = [
        "Geprüft ist mit diesem Programm gegen diesen Stand des Rechts.",
        make_table("massstab_angaben", "Maßstab", (("Angabe", 34), ("Wert", 66)), zeilen),
    ]
    gelaufen = [(c, regeln[c].titel, SCHWERE[regeln[c].schwere]) for c in ergebnis.pruefung.gelaufen if c in regeln]
    if gelaufen:
        inhalt += [
            f"Gelaufen sind {len(gelaufen)} Regeln. Was sie prüfen und was sie nicht wissen, sagt ihre Seite im Handbuch.",
            make_table(
                "massstab_regeln",
                "Gelaufene Regeln",
                (("Regel", 14), ("Was sie prüft", 66), ("Schwere", 20)),
                gelaufen,
            ),
        ]
    return make_section("massstab", "Maßstab", *inhalt)


def _outputs(dateien: Sequence[Datei]) -> Abschnitt:
    zeilen = [
        (d.name, "ja" if d.format in LESER else "nein", hashlib.sha256(d.inhalt).hexdigest())
        for d in dateien
        if d.format != "manifest"
    ]
    return make_section(
        "ausgaben",
        "Ausgaben",
        "Was zurückgelesen ist, sagt Wort für Wort dasselbe wie das Dokument (Regel TD-04). Word und ODT hat außerdem pandoc "
        "gegengelesen; PDF ist auf PDF/A und PDF/UA geprüft, soweit sein Aufbau es zeigt.",
        make_table(
            "ausgaben_dateien",
            "Gebaute Dateien",
            (("Datei", 34), ("Zurückgelesen", 16), ("Prüfsumme (SHA-256)", 50)),
            zeilen,
        ),
    )
