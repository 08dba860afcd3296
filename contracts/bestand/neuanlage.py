"""A new contract from the template of its kind: what has to be asked, and the files that follow from the answers. Pure.

The questions, the list of files and their texts are data of the kind (`vorlagen/<art>/`); nothing in them is code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from ..arten import Vertragsart
from ..modell.meldungen import describe
from ..modell.typen import Absatztext, Basis, Zeile
from ..paketdaten import explain_broken, list_names, read
from ..pfad import read_pfad, value_at, write_pfad
from ..yamltext.yamldatei import load_yaml
from .erfundenes import iter_erfundene, list_abschnitte, write_wert
from .namen import is_objektname

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FRAGEN: Final = "fragen.yaml"
GEMEINSAM: Final = "gemeinsam"
"""Folder of the templates that kinds share."""
VORLAGENWERTE: Final = """
# ------------------------------------------------------------------------------------------------ Werte der Vorlage
# Diese Zahlen, Tage, Auswahlen und Ja-Nein-Angaben hat die Vorlage erfunden. Jeder Wert gilt als offen, bis ihn ein Mensch ändert
# oder bestätigt. Eine Reinfassung entsteht erst, wenn keiner mehr offen ist.
#   · Ändern: oben, an seiner Stelle.
#   · Einen Wert bestätigen: seine Zeile hier löschen.
#   · Einen ganzen Abschnitt bestätigen, nachdem Sie ihn gelesen haben: das Rautezeichen vor „vorlagenbestaetigungen“ und vor der Zeile des
#     Abschnitts entfernen und eintragen, wer ihn an welchem Tag bestätigt. Das steht in keinem Dokument, nur im Vermerk.
# vorlagenbestaetigungen:
"""
BESTAETIGUNG: Final = '#   - {{abschnitt: {}, von: "[offen: Name oder Stelle]", am: JJJJ-MM-TT}}  # {}\n'
JAHR: Final = re.compile(r"[0-9]{1,4}").fullmatch
DATEIPFAD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*\.[a-z]{1,4}").fullmatch
"""What may come of the `ziel` of a file, so that no answer leads out of the repository."""
MAX_GENANNT: Final = 200
"""So much of a wrong answer is said again."""


class Vorlagenfrage(Basis):
    """Something that `neu` has to know."""

    name: Name
    """Name der Angabe; zugleich Platzhalter der Vorlage und Option der Befehlszeile."""
    frage: Zeile
    """Wonach gefragt wird."""
    form: Literal["jahr", "objekt", "text"] = "text"
    """Form der Antwort: ein Jahr, der Kurzname eines gemeinsamen Gegenstands oder eine Zeile Text."""
    von: int | None = None
    """Frühestes Jahr."""
    bis: int | None = None
    """Spätestes Jahr."""
    vorgabe: Zeile | None = None
    """Antwort, wenn niemand antwortet; „naechstes_jahr“ ist das Jahr nach dem heutigen, „dieses_jahr“ das heutige."""
    fehler: Absatztext
    """Was zu sagen ist, wenn die Antwort nicht passt; „{wert}“ steht für sie."""
    anders_als: Name | None = None
    """Angabe, von der sich diese unterscheiden muss."""
    fehler_gleich: Absatztext | None = None
    """Was zu sagen ist, wenn beide gleich sind."""

    def check(self, wert: str, davor: Mapping[str, str]) -> str:
        """Return what is wrong with an answer as a German sentence, empty if nothing is; `davor` are the answers before it."""
        match self.form:
            case "jahr":
                passt = bool(JAHR(wert)) and (self.von or 0) <= int(wert) <= (self.bis or 9999)
            case "objekt":
                passt = is_objektname(wert)
            case _:
                # It goes into a quoted YAML scalar that holds one line.
                passt = (
                    0 < len(wert) <= 200 and wert.isprintable() and not set(wert) & set('"\\') and wert == wert.strip()
                )
        if passt and self.anders_als and davor.get(self.anders_als) == wert:
            return (self.fehler_gleich or self.fehler).replace("{wert}", wert)
        return "" if passt else self.fehler.replace("{wert}", wert[:MAX_GENANNT])


class Zieldatei(Basis):
    """A file that is made from a template."""

    vorlage: Zeile
    """Datei der Vorlage: im Ordner der Vertragsart, sonst unter den gemeinsamen."""
    ziel: Zeile
    """Wohin sie im Bestand kommt; ist sie schon da, bleibt sie."""
    partei: Name | None = None
    """Angabe, die in dieser Datei „${partei}“ heißt."""
    kennung_heisst: Name | None = None
    """Platzhalter dieser Datei, der die Kennung des neuen Vertrags bedeutet."""


class Fragebogen(Basis):
    """What `neu` asks for a kind, and which joint files it makes besides the contract."""

    fragen: tuple[Vorlagenfrage, ...] = ()
    """Fragen in ihrer Reihenfolge."""
    dateien: tuple[Zieldatei, ...] = ()
    """Gemeinsame Dateien, die fehlen können."""
    feststehend: tuple[Zeile, ...] = ()
    """Angaben der Vorlage, die nicht erfunden sind: Stellen mit Punkt, sonst Namen von Feldern an jeder Stelle."""
    erfunden: tuple[Zeile, ...] = ()
    """Texte, die die Vorlage erfunden hat; sie sind zu bestätigen wie Zahlen, Tage, Auswahlen und Ja-Nein-Angaben."""
    erfindet_werte: bool = True
    """Ob Zahlen, Tage, Auswahlen und Ja-Nein-Angaben der Vorlage erfunden sind und bestätigt werden müssen."""


class AngabenFehler(ValueError):
    """The answers do not do; the text is a German sentence for the user."""


@dataclass(frozen=True, slots=True)
class Neuanlage:
    """A new contract as files: the contract's own, and the joint ones by name, which stay as they are if they exist."""

    vertrag: bytes
    gemeinsames: Mapping[str, bytes]


@cache
def load_fragebogen(art: Vertragsart) -> Fragebogen:
    """Return the questions of a kind. Raises PaketFehler if there are none or they are broken."""
    name = f"vorlagen/{art.name}/{FRAGEN}"
    quelle, maengel = load_yaml(read(art.paket, name), name)
    if quelle is None or maengel:
        raise explain_broken(name, " ".join(m.meldung for m in maengel))
    try:
        return Fragebogen.model_validate(dict(quelle.daten))
    except ValidationError as fehler:
        raise explain_broken(name, " ".join(m.meldung for m in describe(fehler, quelle, Fragebogen))) from fehler


def complete_antworten(bogen: Fragebogen, antworten: Mapping[str, str], naechstes_jahr: int) -> dict[str, str]:
    """Return the answers with defaults for what nobody answered. Raises AngabenFehler for a missing, unknown or wrong one."""
    namen = [f.name for f in bogen.fragen]
    fremd = sorted(set(antworten) - set(namen))
    if fremd:
        raise AngabenFehler(
            f"Die Angabe „{fremd[0]}“ gibt es bei dieser Vertragsart nicht. Vorhanden sind: {', '.join(namen) or 'keine'}."
        )
    voll: dict[str, str] = {}
    for frage in bogen.fragen:
        wert = antworten.get(frage.name) or default_of(frage, naechstes_jahr)
        if wert is None:
            raise AngabenFehler(f"Die Angabe „{frage.name}“ fehlt ({frage.frage}). Nennen Sie sie mit --{frage.name} …")
        fehler = frage.check(wert, voll)
        if fehler:
            raise AngabenFehler(fehler)
        voll[frage.name] = wert
    return voll


def default_of(frage: Vorlagenfrage, naechstes_jahr: int) -> str | None:
    """Return the answer that stands if nobody gives one."""
    jahre = {"naechstes_jahr": naechstes_jahr, "dieses_jahr": naechstes_jahr - 1}
    return str(jahre[frage.vorgabe]) if frage.vorgabe in jahre else frage.vorgabe


def make_files(art: Vertragsart, kennung: str, antworten: Mapping[str, str]) -> Neuanlage:
    """Return the files of a new contract for complete answers."""
    berechne = art.load_werte()
    werte = {**antworten, **(berechne(antworten) if berechne else {}), "kennung": kennung}
    gemeinsames = {}
    for datei in load_fragebogen(art).dateien:
        eigene = {"partei": antworten[datei.partei]} if datei.partei else {}
        eigene |= {datei.kennung_heisst: kennung} if datei.kennung_heisst else {}
        ziel = Template(datei.ziel).substitute(werte)
        if not DATEIPFAD(ziel):
            raise AngabenFehler(
                f"„{ziel}“ kann keine Datei im Bestand sein. Geben Sie Namen aus Buchstaben A bis Z und Ziffern an."
            )
        gemeinsames[ziel] = _fill(art, datei.vorlage, {**werte, **eigene})
    vertrag = _fill(art, "vertrag.yaml", werte)
    return Neuanlage(vertrag + _list_invented(art, vertrag, gemeinsames).encode(), gemeinsames)


def _list_invented(art: Vertragsart, vertrag: bytes, gemeinsames: Mapping[str, bytes]) -> str:
    """Return the list of what the template invented, as the end of the contract file, with a line to confirm each section."""
    bogen = load_fragebogen(art)
    quelle, _ = load_yaml(vertrag, "vertrag.yaml")
    if not bogen.erfindet_werte or quelle is None:
        return ""
    modell, daten = art.load_modell(), _with_objects(art, quelle.daten, gemeinsames)
    genannt = [ort for stelle in bogen.erfunden if (ort := read_pfad(stelle, daten, modell))]
    werte = {**dict(iter_erfundene(daten, modell)), **{o: write_wert(value_at(daten, o)) for o in genannt}}
    erfundene = {
        name: wert
        for pfad, wert in werte.items()
        if (name := write_pfad(pfad, daten, modell)) not in bogen.feststehend and pfad[-1] not in bogen.feststehend
    }
    if not erfundene:
        return ""
    abschnitte = [
        BESTAETIGUNG.format(name, "1 Wert" if zahl == 1 else f"{zahl} Werte")
        for name, zahl in list_abschnitte(erfundene).items()
    ]
    zeilen = [f'  - {{pfad: "{name}", wert: "{wert}"}}\n' for name, wert in erfundene.items()]
    return "".join((VORLAGENWERTE, *abschnitte, "vorlagenwerte:\n", *zeilen))


def _with_objects(art: Vertragsart, daten: Mapping[str, Any], dateien: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the data with the new joint objects that the contract names as a whole; what they say is invented as well."""
    voll = dict(daten)
    for gemeinsam in art.gemeinsames:
        datei = "" if gemeinsam.ist_liste else gemeinsam.datei(str(daten.get(gemeinsam.feld)))
        quelle = load_yaml(dateien[datei], datei)[0] if datei in dateien else None
        if quelle is not None:
            voll[gemeinsam.feld] = dict(quelle.daten)
    return voll


def _fill(art: Vertragsart, name: str, werte: Mapping[str, str]) -> bytes:
    paket, ordner = ("contracts", GEMEINSAM) if _is_shared(art, name) else (art.paket, art.name)
    vorlage = f"vorlagen/{ordner}/{name}"
    try:
        return Template(read(paket, vorlage).decode("utf-8")).substitute(werte).encode()
    except KeyError as fehler:
        raise explain_broken(vorlage, f"Sie nennt „${{{fehler.args[0]}}}“; danach fragt niemand.") from fehler


def _is_shared(art: Vertragsart, name: str) -> bool:
    """Tell whether the template that kinds share is meant; one that is nowhere is missing from the kind's own folder."""
    eigene = list_names(art.paket, f"vorlagen/{art.name}", "")
    return name not in eigene and name in list_names("contracts", f"vorlagen/{GEMEINSAM}", "")
