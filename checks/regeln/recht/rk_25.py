"""Ein Rahmenvertrag nennt einen Vertrag, den es so im Bestand nicht gibt, oder einen, der nicht in den Rahmen passt.

Prüft: Jeder genannte Vertrag liegt im Bestand; er beruht auf der angegebenen Vorschrift, hat die angegebene Fassung und endet am
angegebenen Tag; seine Laufzeit und die des Rahmens überschneiden sich, und der Rahmen endet nicht später; seine Parteien sind Parteien
des Rahmens. Der Rahmen verbindet mindestens einen Vertrag nach § 64b SGB V mit einem nach § 132 SGB IX.

Warum: Ein Rahmen aus beiden Leistungsgesetzen hat keine eigene Rechtsgrundlage. Er trägt nur, was in den Verträgen steht, die er
verbindet; nennt er einen falschen oder einen, der nicht mehr gilt, verbindet er nichts.

Beispiel: Der Rahmen nennt die Fassung 1.0 eines Vertrags; im Bestand liegt die Fassung 1.2.

Stattdessen: Den Rahmen an die Fassung anpassen, die im Bestand liegt, oder den Vertrag in den Bestand aufnehmen.

Grenzen: Verglichen wird mit dem Bestand; ob ein Vertrag gekündigt oder geändert ist, ohne dass es dort steht, weiß die Regel nicht.
Ob die Parteien einen solchen Rahmen schließen dürfen, muss juristisch geprüft werden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from contracts.position import Pfad

from ...bedarf import HatLaufzeit, HatParteien, HatTeilvertraege
from ...kontext import Kontext
from ...regel import Regel
from ...vertragsauszug import Quertreffer, Vertragsauszug
from ...wert import show_datum

REGEL = Regel(
    code="RK-25",
    name="teilvertrag-passt-nicht",
    titel="Verträge eines Rahmens",
    schwere="fehler",
    meldung="Einen Vertrag „{ist}“ gibt es in diesem Bestand nicht.",
    varianten={
        "norm": "Der Vertrag „{anderer}“ beruht auf {soll}, nicht auf {ist}.",
        "fassung": "Der Vertrag „{anderer}“ liegt in der Fassung {soll} im Bestand; der Rahmen nennt die Fassung {ist}.",
        "ende": "Der Vertrag „{anderer}“ endet am {soll}; der Rahmen nennt den {ist}.",
        "getrennt": "Die Laufzeiten des Rahmens und des Vertrags „{anderer}“ überschneiden sich nicht: {ist} und {soll}.",
        "laenger": "Der Rahmen soll bis zum {ist} laufen; der Vertrag „{anderer}“ endet schon am {soll}.",
        "partei": "Der Vertrag „{anderer}“ hat eine Partei „{ist}“, die keine Partei des Rahmens ist.",
        "seite": "Der Rahmen nennt keinen Vertrag nach {soll}; er verbindet nichts.",
        "doppelt": "Der Vertrag „{ist}“ ist zweimal genannt.",
    },
    ebene="quer",
    normen=("§ 64b SGB V", "§ 132 SGB IX", "§ 53 Abs. 1 SGB X"),
    quellen=("A-ALL-19",),
    braucht=(HatLaufzeit, HatParteien),
)

SEITEN: Final = ("§ 64b SGB V", "§ 132 SGB IX")
"""The laws of which the frame joins one contract each."""


def extrahiere(kontext: Kontext) -> Vertragsauszug | None:
    """Take along what a frame may say of this contract, and what this contract says of others if it is one."""
    laufzeit, parteien = kontext.als(HatLaufzeit).laufzeit, kontext.als(HatParteien).parteien
    werte = {
        "norm": kontext.angaben.norm if kontext.angaben is not None else "",
        "fassung": kontext.vertrag.fassung.nummer,
        "beginn": laufzeit.beginn.isoformat(),
        "ende": laufzeit.ende.isoformat(),
        "parteien": " ".join(p.partei for p in parteien),
    }
    orte: dict[str, Pfad] = {"fassung": ("fassung", "nummer"), "ende": ("laufzeit", "ende"), "parteien": ("parteien",)}
    if kontext.hat(HatTeilvertraege):
        orte["teile"] = ("teilvertraege",)
        for nummer, teil in enumerate(kontext.als(HatTeilvertraege).teilvertraege):
            angaben = {
                "vertrag": teil.vertrag,
                "norm": teil.norm,
                "fassung": teil.fassung,
                "ende": teil.ende.isoformat(),
            }
            werte |= {f"teil{nummer} {name}": wert for name, wert in angaben.items()}
            orte |= {f"teil{nummer} {name}": ("teilvertraege", nummer, name) for name in angaben}
    return kontext.auszug(werte, orte)


def vergleiche(auszuege: Sequence[Vertragsauszug]) -> Iterable[Quertreffer]:
    """Yield what a frame says wrongly of the contracts it names."""
    nach_kennung = {a.kennung: a for a in auszuege}
    for rahmen in (a for a in auszuege if "teile" in a.orte):
        teile = [n.removesuffix(" vertrag") for n in rahmen.orte if n.endswith(" vertrag")]
        genannt = [rahmen.werte[f"{t} vertrag"] for t in teile]
        normen = {rahmen.werte[f"{t} norm"] for t in teile}
        for norm in (s for s in SEITEN if s not in normen):
            yield Quertreffer(rahmen, "teile", "fehlt", norm, variante="seite")
        for nummer, teil in enumerate(teile):
            if genannt[nummer] in genannt[:nummer]:
                yield Quertreffer(rahmen, f"{teil} vertrag", genannt[nummer], variante="doppelt")
                continue
            anderer = nach_kennung.get(genannt[nummer])
            if anderer is None or anderer is rahmen:
                yield Quertreffer(rahmen, f"{teil} vertrag", genannt[nummer], "im Bestand")
            else:
                yield from _teil(rahmen, teil, anderer)


def _teil(rahmen: Vertragsauszug, teil: str, anderer: Vertragsauszug) -> Iterator[Quertreffer]:
    hier, dort = rahmen.werte, anderer.werte
    for name, show in (("norm", str), ("fassung", str), ("ende", _tag)):
        ist, soll = hier[f"{teil} {name}"], dort[name]
        if ist != soll:
            yield _treffer(rahmen, f"{teil} {name}", anderer, {"ist": show(ist), "soll": show(soll)}, name)
    if dort["ende"] < hier["beginn"] or hier["ende"] < dort["beginn"]:
        spannen = [f"{_tag(w['beginn'])} bis {_tag(w['ende'])}" for w in (hier, dort)]
        yield _treffer(rahmen, f"{teil} vertrag", anderer, dict(zip(("ist", "soll"), spannen, strict=True)), "getrennt")
    elif dort["ende"] < hier["ende"]:
        yield _treffer(rahmen, "ende", anderer, {"ist": _tag(hier["ende"]), "soll": _tag(dort["ende"])}, "laenger")
    eigene = set(hier["parteien"].split())
    for partei in (p for p in dort["parteien"].split() if p not in eigene):
        yield _treffer(rahmen, "parteien", anderer, {"ist": partei, "soll": "Partei des Rahmens"}, "partei")


def _treffer(
    rahmen: Vertragsauszug, ort: str, anderer: Vertragsauszug, angaben: Mapping[str, str], variante: str
) -> Quertreffer:
    gegenort = "parteien" if variante == "partei" else "fassung" if variante in ("norm", "fassung") else "ende"
    return Quertreffer(
        rahmen,
        ort,
        angaben["ist"],
        angaben["soll"],
        {"anderer": anderer.kennung},
        variante,
        bezug=((anderer, gegenort, f"Vertrag „{anderer.kennung}“"),),
    )


def _tag(text: str) -> str:
    return show_datum(date.fromisoformat(text))
