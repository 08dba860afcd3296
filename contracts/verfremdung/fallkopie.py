"""The data of a case under pseudonyms: every value as the model declares it, every day moved, comments gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import yaml

from ..angaben import Angabe, list_angaben
from ..modell.vertrag import Vorgang
from ..yamltext.skalar import WORTE
from .ersatz import BLEIBEND, EIGEN, ENTFAELLT, VERWEIGERT, Wertort, replace_value
from .maske import Maske, list_namewords
from .wortsuche import list_namensworte, search_wortlaut

KOPF: Final = """\
# Verfremdete Kopie eines Falls für Schulung oder Fehlermeldung. Namen, Anschriften, Konten, Zeichen und Texte sind erfunden,
# alle Tage sind um denselben Abstand verschoben, die Beträge sind die des Falls.
"""
SCHLICHT: Final = re.compile(r"[a-z][a-z_]+")
FIKTIV: Final = "ist_fiktiv"
"""Field of who may be invented; in a copy everybody is."""
_LANG: Final = 5
"""So many letters of a name within another word give it away."""
_ANFANG: Final = Wertort("", "")
_KEINE: Final = object()
"""What the copy leaves out."""


class VerfremdungsFehler(Exception):
    """A case cannot be copied so; the text is a German sentence without any value."""


@dataclass(frozen=True, slots=True)
class Fallwert:
    """A value of a case: its place with and without numbers, what is declared of it, where it stands."""

    pfad: str
    muster: str
    wert: Any
    angabe: Angabe
    stelle: Wertort

    @property
    def ersatz(self) -> str:
        """The declared name of what stands in its place."""
        return self.angabe.bezug.ersatz if self.angabe.bezug is not None else ""


@dataclass(frozen=True, slots=True)
class Kopiermass:
    """What a copy is made with: the model, the pseudonyms, the places whose wording stays."""

    modell: type[Vorgang]
    maske: Maske
    wortlaut: Collection[str] = ()


def is_declared(angabe: Angabe) -> bool:
    """Tell whether it is settled if a value tells of a person: a text says so, an id that points is what it points to, others have a shape
    in which nothing personal can stand.
    """
    return angabe.grundtyp is not str or angabe.bezug is not None or angabe.verweis is not None


def iter_fallwerte(daten: Any, angabe: Angabe, pfad: str = "", stelle: Wertort = _ANFANG) -> Iterator[Fallwert]:
    """Yield every value of the data, in their order."""
    if angabe.modell is not None:
        felder = list_angaben(angabe.modell)
        for name, wert in daten.items():
            wo = replace(stelle, gruppe=angabe.modell.__name__, feld=name, daten=daten)
            yield from iter_fallwerte(wert, felder[name], f"{pfad}.{name}".lstrip("."), wo)
    elif angabe.glied is not None:
        for nummer, eintrag in enumerate(daten):
            yield from iter_fallwerte(eintrag, angabe.glied, f"{pfad}[{nummer}]", replace(stelle, nummer=nummer + 1))
    elif daten is not None:
        yield Fallwert(pfad, re.sub(r"\[\d+\]", "", pfad), daten, angabe, stelle)


def copy_case(daten: Mapping[str, Any], vorgang: Vorgang, mass: Kopiermass) -> dict[str, Any]:
    """Return the data of the copy.

    Raises VerfremdungsFehler; OverflowError or ValidationError for a day beyond the calendar, ParameterFehler for one beyond the law.
    """
    werte = list(iter_fallwerte(daten, Angabe(mass.modell)))
    _refuse(werte, mass)
    maske = mass.maske
    eigene = [str(b.wert) for b in werte if b.ersatz in EIGEN]
    maske.verboten = frozenset(w for wert in eigene for w in list_namewords(wert))
    # Who is who must be known before the first text is searched.
    for fallwert in werte:
        if fallwert.ersatz and fallwert.ersatz != ENTFAELLT:
            replace_value(fallwert.ersatz, str(fallwert.wert), fallwert.stelle, maske)
    neue = {b.pfad: _copy(b, mass, vorgang.rechtsstand.year) for b in werte}
    _refuse_told([b for b in werte if _is_kept(b, mass)], neue, maske)
    kopie = _build(daten, Angabe(mass.modell), "", neue)
    return _follow(kopie, vorgang, mass.modell)


def write_case(daten: Mapping[str, Any]) -> bytes:
    """Return the file of a copy."""
    return (
        KOPF.encode()
        + yaml.dump(dict(daten), Dumper=_Fallschrift, allow_unicode=True, sort_keys=False, width=130).encode()
    )


class _Fallschrift(yaml.SafeDumper):
    """Writes plain what every program reads alike, and all other text in quotes."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything where it stands."""
        return True


def _write_text(schrift: yaml.SafeDumper, text: str) -> yaml.Node:
    ist_schlicht = SCHLICHT.fullmatch(text) is not None and text not in WORTE
    return schrift.represent_scalar("tag:yaml.org,2002:str", text, style=None if ist_schlicht else '"')


_Fallschrift.add_representer(str, _write_text)


def _refuse(werte: list[Fallwert], mass: Kopiermass) -> None:
    fremde = sorted({b.muster.partition(".")[0] for b in werte if b.ersatz == VERWEIGERT})
    if fremde:
        raise VerfremdungsFehler(
            f"Der Fall verweist unter {' und '.join(f'„{f}“' for f in fremde)} auf eigene Textbausteine oder fremde Dateien; was darin steht, "
            "kann das Programm nicht verfremden. Nehmen Sie diese Angaben für die Kopie heraus."
        )
    texte = sorted({b.muster for b in werte if b.ersatz == "text"})
    falsch = sorted(set(mass.wortlaut) - set(texte))
    if falsch:
        raise VerfremdungsFehler(
            f"Unter „{falsch[0]}“ steht kein freier Text, dessen Wortlaut bleiben kann. Möglich sind: {', '.join(texte)}."
        )


def _refuse_told(werte: list[Fallwert], neue: Mapping[str, Any], maske: Maske) -> None:
    """Refuse a copy in which a name survived as part of another word or as an id."""
    worte = {w.casefold() for name in maske.namen for w in list_namensworte(name) if len(w) > 1}
    for fallwert in werte:
        klein = str(neue[fallwert.pfad]).casefold()
        if any(w == klein or (len(w) >= _LANG and w in klein) for w in worte):
            raise VerfremdungsFehler(
                f"Unter „{fallwert.pfad}“ steht auch in der Kopie noch ein Name, als Kennung oder als Teil eines anderen Wortes. Schreiben Sie "
                "die Wertort anders, oder lassen Sie ihren Wortlaut ersetzen."
            )


def _is_kept(fallwert: Fallwert, mass: Kopiermass) -> bool:
    """Tell whether a text of the original stays, in whole or in part."""
    if fallwert.angabe.grundtyp is not str or fallwert.angabe.verweis is not None:
        return False
    return fallwert.ersatz in BLEIBEND or (fallwert.ersatz == "text" and fallwert.muster in mass.wortlaut)


def _copy(fallwert: Fallwert, mass: Kopiermass, jahr: int) -> Any:
    maske, wert = mass.maske, fallwert.wert
    if fallwert.angabe.grundtyp is date:
        return maske.move(date.fromisoformat(wert))
    if fallwert.angabe.grundtyp is not str or fallwert.angabe.verweis is not None:
        return wert
    if fallwert.ersatz == ENTFAELLT:
        return _KEINE
    if fallwert.ersatz == "text" and fallwert.muster in mass.wortlaut:
        return search_wortlaut(wert, maske, jahr)
    neu = replace_value(fallwert.ersatz, wert, fallwert.stelle, maske)
    return search_wortlaut(neu, maske, jahr) if fallwert.ersatz in BLEIBEND and " " in neu else neu


def _build(daten: Any, angabe: Angabe, pfad: str, neue: Mapping[str, Any]) -> Any:
    """Return data of the same shape with the new values; a group or list of which nothing is left is left out."""
    if angabe.modell is not None:
        felder = list_angaben(angabe.modell)
        paare = {n: _build(w, felder[n], f"{pfad}.{n}".lstrip("."), neue) for n, w in daten.items()}
        gefuellt = {n: w for n, w in paare.items() if w is not _KEINE}
        if FIKTIV in felder:
            gefuellt[FIKTIV] = True
        return gefuellt if gefuellt or not daten else _KEINE
    if angabe.glied is not None:
        glieder = [_build(e, angabe.glied, f"{pfad}[{n}]", neue) for n, e in enumerate(daten)]
        gefuellt_liste = [g for g in glieder if g is not _KEINE]
        return gefuellt_liste if gefuellt_liste or not daten else _KEINE
    return None if daten is None else neue[pfad]


def _follow(kopie: dict[str, Any], vorgang: Vorgang, modell: type[Vorgang]) -> dict[str, Any]:
    """Return the copy in which a day that followed from others still does; moved like them it would be wrong by a month's length."""
    folgen = [
        (gruppe, name, feld.folgetag.wert)
        for gruppe, angabe in list_angaben(modell).items()
        if angabe.modell is not None and (teil := getattr(vorgang, gruppe)) is not None
        for name, feld in list_angaben(angabe.modell).items()
        if feld.folgetag is not None and getattr(teil, name) == getattr(vorgang, feld.folgetag.wert)
    ]
    if folgen:
        neuer = modell.model_validate(kopie)
        for gruppe, name, wert in folgen:
            kopie[gruppe][name] = getattr(neuer, wert)
    return kopie
