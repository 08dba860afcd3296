"""Questions about the law at a date: does a norm exist, what happened to it, has it changed in between?

Every answer is honest about what the sources show: outside their spans, and in a window in which a change lies, it is
`unbekannt`, with the likely answer beside it where the text is the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from .aenderung import Absatzaenderung, Aenderung, compare, describe_grenze, describe_heading, describe_seit, format_tag
from .einheit import Fundort, find_einheit, whole_hash
from .index.lesen import Gesetzesleser, load_texte, shipped_folder
from .index.modell import Fassung, Grenze, Kopf
from .index.zeit import Zustand, states, states_at
from .nachfolge import Nachfolger, find_nachfolger
from .norm import Norm

Normstatus = Literal["geltend", "aufgehoben", "nicht_vorhanden", "noch_nicht_in_kraft", "unbekannt"]


@dataclass(frozen=True, slots=True)
class Urteil:
    """The judgement on one norm at one date.

    `wahrscheinlich` is set when `status` is `unbekannt` and the text known before (and, in a gap, after) the date gives
    the same answer. `begruendung` is a German sentence.
    """

    norm: Norm
    stichtag: date
    status: Normstatus
    begruendung: str
    nachfolger: tuple[Nachfolger, ...] = ()
    wahrscheinlich: Normstatus | None = None
    ueberschrift: str = ""


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """One stretch of the history of a norm: `fassung` is None while the provision did not exist."""

    ab: Grenze
    fassung: Fassung | None
    aenderungen: tuple[Absatzaenderung, ...]
    hinweis: str


@dataclass(frozen=True, slots=True)
class Auskunft:
    """Has a norm changed? `bekannt_bis` is the last day the sources show; `vorbehalt` says what could not be seen."""

    status: Literal["geaendert", "unveraendert", "unbekannt"]
    aenderungen: tuple[Aenderung, ...] = ()
    vorbehalt: str = ""
    bekannt_bis: date | None = None


@dataclass(frozen=True, slots=True)
class _Befund:
    """What one possible version says about a norm."""

    status: Normstatus
    grund: str


class Bestand:
    """All laws of the index. Nothing is read before the first question, and only the law that is asked for."""

    def __init__(self, texte: dict[str, list[Gesetzesleser]]) -> None:
        """Take the texts by key of the law, oldest first."""
        self._texte = texte

    def gesetze(self) -> list[str]:
        """Return the keys of all laws."""
        return list(self._texte)

    def texte(self, gesetz: str) -> list[Gesetzesleser]:
        """Return the texts of a law, oldest first; empty if the index does not know it."""
        return self._texte.get(gesetz, [])

    def kopf(self, gesetz: str, stichtag: date) -> Kopf | None:
        """Return the head of the text that is or was the law on a day."""
        leser = self._text_at(gesetz, stichtag)
        return leser.kopf if leser else None

    def urteile(self, norm: Norm, stichtag: date) -> Urteil:
        """Judge whether a norm is law on a day; a citation „in der am … geltenden Fassung“ is judged on that day."""
        tag = date.fromisoformat(norm.fassung) if norm.fassung[:1].isdigit() else stichtag
        leser = self._text_at(norm.gesetz, tag)
        if leser is None:
            wort = f"Das Gesetz „{norm.gesetz}“ ist nicht im Bestand." if norm.gesetz else "Die Norm nennt kein Gesetz."
            return Urteil(norm, stichtag, "unbekannt", wort)
        if norm.fassung == "a. F.":
            return self._judge_alt(norm, stichtag)
        urteil = _judge(norm, tag, leser)
        if {urteil.status, urteil.wahrscheinlich} & {"aufgehoben", "nicht_vorhanden"} and self._is_old(norm, leser, tag):
            urteil = replace(urteil, nachfolger=find_nachfolger(norm, tag))
        return replace(urteil, stichtag=stichtag)

    def ueberschrift(self, norm: Norm, stichtag: date) -> str:
        """Return the official heading of the provision on a day, empty if none is certain."""
        leser = self._text_at(norm.gesetz, stichtag)
        zustaende = states_at(states(leser.fassungen(nummer_of(norm))), stichtag) if leser else []
        namen = {z[1].ueberschrift if z and z[1] else "" for z in zustaende}
        return namen.pop() if len(namen) == 1 else ""

    def geschichte(self, norm: Norm) -> list[Abschnitt]:
        """Return every known version of the provision through all texts of the law, oldest first."""
        abschnitte: list[Abschnitt] = []
        for leser in self.texte(norm.gesetz):
            vorher: Fassung | None = None
            for grenze, fassung in states(leser.fassungen(nummer_of(norm))):
                if vorher is None and grenze.sicher_ab <= leser.kopf.beobachtet[0][0]:
                    abschnitte.append(Abschnitt(grenze, fassung, (), "ältester Text im Bestand"))
                else:
                    abschnitte.append(Abschnitt(grenze, fassung, compare(vorher, fassung), describe_heading(vorher, fassung)))
                vorher = fassung
        return abschnitte

    def geaendert(self, norm: Norm, von: date, bis: date) -> Auskunft:
        """Tell whether the wording of a norm changed after `von` and not later than `bis`, and which Absatz."""
        leser, leser_bis = self._text_at(norm.gesetz, von), self._text_at(norm.gesetz, bis)
        if leser is None or leser_bis is None:
            return Auskunft("unbekannt", vorbehalt=f"Das Gesetz „{norm.gesetz}“ ist nicht im Bestand.")
        aenderungen = tuple(_changes(norm, leser, von, bis))
        if leser is not leser_bis:
            aenderungen += (_replaced(leser_bis),)
        elif leser.kopf.gilt_bis and von <= leser.kopf.gilt_bis < bis:
            aenderungen += (_repealed(leser.kopf),)
        vorbehalt, ist_offen = _reservation(leser, leser_bis, von, bis, aenderungen)
        bekannt = leser_bis.kopf.beobachtet[-1][1]
        if aenderungen:
            return Auskunft("geaendert", aenderungen, vorbehalt, bekannt)
        return Auskunft("unbekannt" if ist_offen else "unveraendert", (), vorbehalt, bekannt)

    def _text_at(self, gesetz: str, tag: date) -> Gesetzesleser | None:
        texte = self.texte(gesetz)
        for leser in texte:
            if leser.bis is None or tag <= leser.bis:
                return leser
        return texte[-1] if texte else None

    def _is_old(self, norm: Norm, leser: Gesetzesleser, tag: date) -> bool:
        """Tell whether the missing unit existed before, in this text or in the one it replaced; then it has successors."""
        if leser.bis is not None and tag > leser.bis:
            return True
        texte = self.texte(norm.gesetz)
        frueher = [f for t in texte[: texte.index(leser) + 1] for f in t.fassungen(nummer_of(norm))]
        return any(f.status == "geltend" and find_einheit(f, norm.einheiten()).ist_da for f in frueher)

    def _judge_alt(self, norm: Norm, stichtag: date) -> Urteil:
        """A citation of an old version is right if some earlier version holds the unit."""
        for leser in reversed(self.texte(norm.gesetz)):
            for fassung in reversed(leser.fassungen(nummer_of(norm))):
                frueher = fassung.gesehen_bis < leser.kopf.beobachtet[-1][1] or leser.kopf.gilt_bis is not None
                if frueher and fassung.status == "geltend" and find_einheit(fassung, norm.einheiten()).ist_da:
                    gesehen = format_tag(fassung.gesehen_bis)
                    grund = f"Als alte Fassung zitiert und in einer früheren Fassung vorhanden (gesehen bis {gesehen})."
                    return Urteil(norm, stichtag, "geltend", grund, ueberschrift=fassung.ueberschrift)
        return Urteil(norm, stichtag, "unbekannt", "Die zitierte alte Fassung liegt vor dem Bestand oder hat die Angabe nicht.")


def nummer_of(norm: Norm) -> str:
    """Return the key of the provision in the index: `29` for § 29, `Art 3` for an article."""
    return norm.paragraf if norm.art == "§" else f"Art {norm.paragraf}"


def _judge(norm: Norm, tag: date, leser: Gesetzesleser) -> Urteil:
    kopf = leser.kopf
    if kopf.gilt_bis and tag > kopf.gilt_bis:
        grund = f"„{kopf.titel}“ galt nur bis {format_tag(kopf.gilt_bis)}. {kopf.grund_ende}."
        return Urteil(norm, tag, "aufgehoben", grund)
    if kopf.gilt_ab and tag < kopf.gilt_ab:
        return Urteil(norm, tag, "noch_nicht_in_kraft", f"„{kopf.titel}“ gilt erst ab {format_tag(kopf.gilt_ab)}.")
    folge = states(leser.fassungen(nummer_of(norm)))
    zustaende = states_at(folge, tag)
    befunde = [_examine(norm, tag, z, folge, kopf) for z in zustaende]
    letzter = zustaende[-1]
    titel = letzter[1].ueberschrift if letzter and letzter[1] else ""
    stati = {b.status for b in befunde}
    if len(stati) > 1:
        grenze = next(z[0] for z in reversed(zustaende) if z)
        grund = f"Geändert {describe_grenze(grenze)}; welche Fassung am {format_tag(tag)} galt, ist nicht bekannt."
        return Urteil(norm, tag, "unbekannt", grund, ueberschrift=titel)
    befund = befunde[-1]
    vorbehalt = _outside(kopf, tag, folge)
    if vorbehalt is None:
        return Urteil(norm, tag, befund.status, befund.grund, ueberschrift=titel)
    grund, ist_gleich = vorbehalt
    return Urteil(norm, tag, "unbekannt", f"{grund} {befund.grund}", (), befund.status if ist_gleich else None, titel)


def _examine(norm: Norm, tag: date, zustand: Zustand | None, folge: Sequence[Zustand], kopf: Kopf) -> _Befund:
    name = norm.kanonisch
    if not folge:
        return _Befund("nicht_vorhanden", f"{kopf.gesetz} hat keinen {norm.art} {norm.paragraf}.")
    fassung = zustand[1] if zustand else None
    if zustand is None or fassung is None or fassung.status in ("aufgehoben", "leer"):
        if zustand is None:
            return _Befund("noch_nicht_in_kraft", f"{name} gibt es erst {describe_seit(folge[0][0])}.")
        vermerk = fassung.ueberschrift if fassung else ""
        hinweis = f" Die Quelle vermerkt: {vermerk}." if vermerk.strip("()") not in ("", "weggefallen") else ""
        return _Befund("aufgehoben", f"{norm.wurzel.kanonisch} ist aufgehoben {describe_seit(zustand[0])}.{hinweis}")
    if fassung.status == "kuenftig":
        return _Befund("noch_nicht_in_kraft", f"{norm.wurzel.kanonisch} ist noch nicht in Kraft{_from(folge, fassung)}.")
    fund = find_einheit(fassung, norm.einheiten())
    if not fund.ist_da:
        return _missing(norm, fund, fassung, folge)
    kommt = next((ab for n, ab in fassung.kuenftig if n == fund.absatz and ab > tag), None)
    if kommt:
        return _Befund("noch_nicht_in_kraft", f"{name} tritt erst am {format_tag(kommt)} in Kraft.")
    return _Befund("geltend", f"{name} gilt, in dieser Fassung {describe_seit(zustand[0])}.")


def _missing(norm: Norm, fund: Fundort, fassung: Fassung, folge: Sequence[Zustand]) -> _Befund:
    """A unit that is not there now may have been there before or come later."""
    wurzel = norm.wurzel.kanonisch
    stelle = next((i for i, z in enumerate(folge) if z[1] is fassung), 0)
    for i, (_, frueher) in enumerate(folge[:stelle][::-1]):
        if frueher and frueher.status == "geltend" and find_einheit(frueher, norm.einheiten()).ist_da:
            weg = folge[stelle - i][0]
            return _Befund("aufgehoben", f"{fund.fehlt} fehlt in {wurzel}: weggefallen {describe_grenze(weg)}.")
    for grenze, spaeter in folge[stelle + 1 :]:
        if spaeter and spaeter.status == "geltend" and find_einheit(spaeter, norm.einheiten()).ist_da:
            return _Befund("noch_nicht_in_kraft", f"{fund.fehlt} steht in {wurzel} erst {describe_seit(grenze)}.")
    return _Befund("nicht_vorhanden", f"In {wurzel} fehlt {fund.fehlt}.")


def _from(folge: Sequence[Zustand], fassung: Fassung) -> str:
    stelle = next(i for i, z in enumerate(folge) if z[1] is fassung)
    return f"; in Kraft {describe_grenze(folge[stelle + 1][0])}" if stelle + 1 < len(folge) else ""


def _outside(kopf: Kopf, tag: date, folge: Sequence[Zustand]) -> tuple[str, bool] | None:
    """Return why a day is not covered by the sources, and whether the text is known to be the same on both sides."""
    luecke = kopf.luecke_at(tag)
    if luecke:
        ist_gleich = not any(z[0].moeglich_ab <= luecke[1] and z[0].sicher_ab > luecke[0] for z in folge)
        satz = f"Der {format_tag(tag)} liegt in einer Lücke der Quellen ({format_tag(luecke[0])} bis {format_tag(luecke[1])})."
        return (satz + (" Text vor und nach der Lücke gleich." if ist_gleich else ""), ist_gleich)
    anfang, ende = kopf.beobachtet[0][0], kopf.beobachtet[-1][1]
    if tag < anfang:
        return f"Der {format_tag(tag)} liegt vor dem Bestand (ab {format_tag(anfang)}); was folgt, gilt für dessen ältesten Text.", False
    if tag > ende:
        return f"Der Bestand reicht nur bis {format_tag(ende)}; was folgt, ist der dortige Stand.", True
    return None


def _changes(norm: Norm, leser: Gesetzesleser, von: date, bis: date) -> Iterator[Aenderung]:
    vorher: Fassung | None = None
    einheiten = norm.einheiten()
    for grenze, fassung in states(leser.fassungen(nummer_of(norm))):
        alt, vorher = vorher, fassung
        if grenze.art == "anfang" or grenze.sicher_ab <= von or grenze.moeglich_ab > bis:
            continue
        if _identity(alt, einheiten) == _identity(fassung, einheiten):
            continue
        ist_sicher = grenze.moeglich_ab > von and grenze.sicher_ab <= bis
        yield Aenderung(grenze, compare(alt, fassung), describe_heading(alt, fassung), ist_sicher)


def _identity(fassung: Fassung | None, einheiten: tuple[tuple[str, str], ...]) -> str:
    """Return what must stay the same for a citation to read the same: the text of its unit."""
    if fassung is None or fassung.status == "aufgehoben":
        return "fehlt"
    if fassung.status == "kuenftig":
        return "kuenftig"
    if not einheiten:
        return fassung.ueberschrift + whole_hash(fassung)
    fund = find_einheit(fassung, einheiten)
    return fund.hash if fund.ist_da else "fehlt"


def _replaced(neu: Gesetzesleser) -> Aenderung:
    tag = neu.von or neu.kopf.beobachtet[0][0]
    return Aenderung(Grenze("belegt", tag, None, tag), (), f"Gesetz neu gefasst: {neu.kopf.titel}")


def _repealed(kopf: Kopf) -> Aenderung:
    tag = (kopf.gilt_bis or kopf.beobachtet[-1][1]) + timedelta(days=1)
    return Aenderung(Grenze("belegt", tag, None, tag), (), f"außer Kraft: {kopf.grund_ende}")


def _reservation(
    leser: Gesetzesleser, leser_bis: Gesetzesleser, von: date, bis: date, aenderungen: Sequence[Aenderung]
) -> tuple[str, bool]:
    """Return what the sources could not show between two days, and whether that leaves the answer open."""
    saetze: list[str] = []
    offen = False
    kopf, ende = leser.kopf, leser_bis.kopf
    if von < kopf.beobachtet[0][0]:
        saetze.append(f"Der Bestand beginnt erst am {format_tag(kopf.beobachtet[0][0])}.")
        offen = True
    for tag in (von, bis):
        if (leser if tag == von else leser_bis).kopf.luecke_at(tag):
            saetze.append(f"Der {format_tag(tag)} liegt in einer Lücke der Quellen.")
            offen = True
    for (_, a), (b, _) in pairwise(kopf.beobachtet):
        if von <= a and b <= bis:
            gleich = "" if any(c.ab.art == "luecke" and c.ab.nach == a for c in aenderungen) else "; Text vor und nach der Lücke gleich"
            saetze.append(f"Lücke der Quellen vom {format_tag(a)} bis {format_tag(b)}{gleich}.")
    if bis > ende.beobachtet[-1][1] and not (ende.gilt_bis and ende.gilt_bis < bis):
        saetze.append(f"Der Bestand reicht nur bis {format_tag(ende.beobachtet[-1][1])}.")
        offen = True
    return " ".join(saetze), offen


@cache
def load_index() -> Bestand:
    """Return the law as shipped with the program; reads only the list of laws."""
    return Bestand(load_texte(shipped_folder()))


def load_bestand(ordner: Path) -> Bestand:
    """Return the shipped law with what a user imported into a cache folder (`ablage.cache_folder()`) laid over it."""
    texte = load_texte(shipped_folder())
    if (ordner / "gesetze.json").is_file():
        for gesetz, eigene in load_texte(ordner).items():
            namen = {leser.datei.name for leser in eigene}
            bleibende = [leser for leser in texte.get(gesetz, []) if leser.datei.name not in namen]
            texte[gesetz] = sorted([*bleibende, *eigene], key=lambda leser: leser.von or date.min)
    return Bestand(texte)
