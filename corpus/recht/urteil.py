"""The judgement on one norm at one date: law, repealed, not there, not yet in force, or unknown, with the reason in German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..index.gesetzesleser import Gesetzesleser
from ..index.indexmodell import Gesetzesfassung, Gesetzeskopf, Grenze
from ..index.zeit import Zustand, states, states_at
from ..norm import Norm
from .aenderung import describe_grenze, describe_seit, format_tag
from .anlage import explain_unknown, find_nummer, root_of
from .einheit import Einheitsfund, find_einheit
from .nachfolge import Nachfolger

HOECHSTENS_SAETZE = 40
"""No Absatz of a law has more Sätze in which a Nummer could be looked for."""

Normstatus = Literal["geltend", "aufgehoben", "nicht_vorhanden", "noch_nicht_in_kraft", "unbekannt"]


@dataclass(frozen=True, slots=True)
class Urteil:
    """The judgement on one norm at one date.

    `wahrscheinlich` is set when `status` is `unbekannt` and the text known before (and, in a gap, also after) the date
    gives this answer; the wording may still have changed. `begruendung` is a German sentence.
    """

    norm: Norm
    stichtag: date
    status: Normstatus
    begruendung: str
    nachfolger: tuple[Nachfolger, ...] = ()
    wahrscheinlich: Normstatus | None = None
    ueberschrift: str = ""


@dataclass(frozen=True, slots=True)
class _Befund:
    """What one possible version says about a norm."""

    status: Normstatus
    grund: str


def judge_norm(norm: Norm, tag: date, leser: Gesetzesleser) -> Urteil:
    """Judge a norm on a day in one text of its law, without successors."""
    kopf = leser.kopf
    if kopf.gilt_bis and tag > kopf.gilt_bis:
        grund = f"„{kopf.titel}“ galt nur bis {format_tag(kopf.gilt_bis)}. {kopf.grund_ende}."
        return Urteil(norm, tag, "aufgehoben", grund)
    if kopf.gilt_ab and tag < kopf.gilt_ab:
        return Urteil(norm, tag, "noch_nicht_in_kraft", f"„{kopf.titel}“ gilt erst ab {format_tag(kopf.gilt_ab)}.")
    if unbekannt := explain_unknown(norm, leser, tag):
        return Urteil(norm, tag, "unbekannt", unbekannt)
    if norm.paragraf:
        return _judge_known(norm, tag, leser)
    return replace(_judge_known(root_of(norm), tag, leser), norm=norm)


def _judge_known(norm: Norm, tag: date, leser: Gesetzesleser) -> Urteil:
    """Judge a § or annex of a text that is the law on the day."""
    kopf = leser.kopf
    folge = states(leser.fassungen(find_nummer(norm, leser)))
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
    if befund.status == "geltend" and len({_wording(norm, z) for z in zustaende}) > 1:
        grenze = next(z[0] for z in reversed(zustaende) if z)
        satz = f"{norm.kanonisch} gilt; geändert {describe_grenze(grenze)}, welcher Wortlaut am {format_tag(tag)} galt, ist nicht bekannt."
        befund = _Befund("geltend", satz)
    vorbehalt = _outside(kopf, tag, folge)
    if vorbehalt is None:
        return Urteil(norm, tag, befund.status, befund.grund, ueberschrift=titel)
    grund, ist_wahrscheinlich = vorbehalt
    return Urteil(
        norm, tag, "unbekannt", f"{grund} {befund.grund}", (), befund.status if ist_wahrscheinlich else None, titel
    )


def _wording(norm: Norm, zustand: Zustand | None) -> str:
    """Return the identity of the cited text in one possible version."""
    fassung = zustand[1] if zustand else None
    return find_einheit(fassung, norm.einheiten).hash if fassung else ""


def _examine(norm: Norm, tag: date, zustand: Zustand | None, folge: Sequence[Zustand], kopf: Gesetzeskopf) -> _Befund:
    name = norm.kanonisch
    if not folge:
        return _Befund("nicht_vorhanden", f"{kopf.gesetz} hat {_none_of(norm)}.")
    fassung = zustand[1] if zustand else None
    if zustand is None or fassung is None or fassung.status in ("aufgehoben", "leer"):
        if zustand is None:
            return _Befund("noch_nicht_in_kraft", f"{name} gibt es erst {describe_seit(folge[0][0])}.")
        vermerk = fassung.ueberschrift if fassung else ""
        hinweis = f" Die Quelle vermerkt: {vermerk}." if vermerk.strip("()") not in ("", "weggefallen") else ""
        return _Befund("aufgehoben", f"{root_of(norm).kanonisch} ist aufgehoben {describe_seit(zustand[0])}.{hinweis}")
    if fassung.status == "kuenftig":
        return _Befund(
            "noch_nicht_in_kraft", f"{root_of(norm).kanonisch} ist noch nicht in Kraft{_from(folge, fassung)}."
        )
    fund = find_einheit(fassung, norm.einheiten)
    if not fund.ist_da:
        return _missing(norm, fund, fassung, folge)
    kommt = next((ab for n, ab in fassung.kuenftig if n == fund.absatz and ab > tag), None)
    if kommt:
        return _Befund("noch_nicht_in_kraft", f"{name} tritt erst am {format_tag(kommt)} in Kraft.")
    return _Befund("geltend", f"{name} gilt, in dieser Fassung {describe_seit(_since(norm, zustand, folge))}.")


def _since(norm: Norm, zustand: Zustand, folge: Sequence[Zustand]) -> Grenze:
    """Return since when the cited unit reads as it does; other parts of the § may have changed meanwhile."""
    wortlaut = _wording(norm, zustand)
    i = next(i for i, z in enumerate(folge) if z[1] is zustand[1])
    while (
        i
        and (davor := folge[i - 1][1]) is not None
        and davor.status == "geltend"
        and _wording(norm, folge[i - 1]) == wortlaut
    ):
        i -= 1
    return folge[i][0]


def _none_of(norm: Norm) -> str:
    return f"keinen {norm.art} {norm.paragraf}" if norm.paragraf else f"keine Anlage {norm.einheiten[0][1]}"


def _missing(norm: Norm, fund: Einheitsfund, fassung: Gesetzesfassung, folge: Sequence[Zustand]) -> _Befund:
    """A unit that is not there now may have been there before or come later."""
    wurzel = root_of(norm).kanonisch
    stelle = next((i for i, z in enumerate(folge) if z[1] is fassung), 0)
    for i, (_, frueher) in enumerate(folge[:stelle][::-1]):
        if frueher and frueher.status == "geltend" and find_einheit(frueher, norm.einheiten).ist_da:
            weg = folge[stelle - i][0]
            if fund.ist_mehrdeutig:
                return _Befund(
                    "aufgehoben", f"{wurzel} hat {describe_seit(weg)} mehrere Absätze; es fehlt {fund.fehlt}."
                )
            return _Befund(
                "aufgehoben", f"{fund.fehlt} fehlt in {_parent(norm, fund)}: weggefallen {describe_grenze(weg)}."
            )
    for grenze, spaeter in folge[stelle + 1 :]:
        if spaeter and spaeter.status == "geltend" and find_einheit(spaeter, norm.einheiten).ist_da:
            return _Befund(
                "noch_nicht_in_kraft", f"{fund.fehlt} steht in {_parent(norm, fund)} erst {describe_seit(grenze)}."
            )
    return _Befund("nicht_vorhanden", f"In {_parent(norm, fund)} fehlt {fund.fehlt}.{_elsewhere(norm, fund, fassung)}")


def _elsewhere(norm: Norm, fund: Einheitsfund, fassung: Gesetzesfassung) -> str:
    """Say in which other Satz of the Absatz a unit is that is missing in the cited one; empty if in none or in several."""
    if not fund.oberhalb or fund.oberhalb[-1][0] != "satz":
        return ""
    davor, rest = fund.oberhalb[:-1], norm.einheiten[len(fund.oberhalb) :]
    orte = [
        str(satz)
        for satz in range(1, HOECHSTENS_SAETZE)
        if find_einheit(fassung, (*davor, ("satz", str(satz)), *rest)).ist_da
    ]
    return f" Sie steht in Satz {orte[0]}." if len(orte) == 1 else ""


def _parent(norm: Norm, fund: Einheitsfund) -> str:
    """Return the place in which a unit is missing: down to the unit above it."""
    return Norm(norm.gesetz, norm.paragraf, norm.art, fund.oberhalb, norm.fassung).kanonisch


def _from(folge: Sequence[Zustand], fassung: Gesetzesfassung) -> str:
    stelle = next(i for i, z in enumerate(folge) if z[1] is fassung)
    return f"; in Kraft {describe_grenze(folge[stelle + 1][0])}" if stelle + 1 < len(folge) else ""


def _outside(kopf: Gesetzeskopf, tag: date, folge: Sequence[Zustand]) -> tuple[str, bool] | None:
    """Return why a day is not covered by the sources, and whether what they show is likely to hold on it."""
    luecke = kopf.luecke_at(tag)
    if luecke:
        ist_gleich = not any(z[0].moeglich_ab <= luecke[1] and z[0].sicher_ab > luecke[0] for z in folge)
        satz = f"Der {format_tag(tag)} liegt in einer Lücke der Quellen ({format_tag(luecke[0])} bis {format_tag(luecke[1])})."
        if states_at(folge, tag) == [None] or not folge:
            return f"{satz} Die Vorschrift gab es weder davor noch danach.", True
        return f"{satz} Text vor und nach der Lücke {'gleich' if ist_gleich else 'verschieden'}.", True
    anfang, ende = kopf.beobachtet[0][0], kopf.beobachtet[-1][1]
    if tag < anfang:
        return (
            f"Der {format_tag(tag)} liegt vor dem Bestand (ab {format_tag(anfang)}); was folgt, gilt für dessen ältesten Text.",
            False,
        )
    if tag > ende:
        return f"Der Bestand reicht nur bis {format_tag(ende)}; was folgt, ist der dortige Stand.", True
    return None
