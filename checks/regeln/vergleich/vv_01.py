"""Die Befehle einer Änderungsvereinbarung ergeben nicht ihre Lesefassung.

Prüft: Der Grundtext und die Lesefassung sind unverändert (ihre Prüfsummen stimmen). Die Befehle, auf den Grundtext angewandt, ergeben
genau die Lesefassung: Jede genannte Stelle gibt es, jede genannte Angabe steht dort so oft, wie der Befehl es voraussetzt, und am Ende
unterscheidet sich kein Wort. Die Lesefassung nennt in ihrer Geschichte den Grundtext und diese Vereinbarung mit Nummer und Tagen.

Warum: Unterschrieben werden die Befehle; gelesen wird später die Lesefassung. Weichen sie voneinander ab, gilt etwas anderes, als alle
lesen. Ein Befehl, dessen Stelle es nicht gibt, ändert nichts.

Beispiel: Die Befehle ersetzen in § 7 die Monatsraten, lassen aber in § 12 den alten Betrag stehen; die Lesefassung zeigt dort den neuen.

Stattdessen: Die Änderungsvereinbarung mit „vertragswerk aendern“ neu errechnen, statt Befehle von Hand zu ändern.

Grenzen: Verglichen werden Nummern, Überschriften, Texte, Aufzählungen und Tabellen, nicht Hervorhebungen, Abbildungen und das
Unterschriftenblatt. Ob der Grundtext der Vertrag ist, den die Parteien unterschrieben haben, sagt seine Prüfsumme nur dem, der sie
mit der unterschriebenen Ausfertigung vergleicht.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.modell.vertragsaenderung import Aenderungsstand, Grundtext, hash_wortlaut
from generator.aenderung.baumweg import BefehlFehler
from generator.tree import Dokument

from ...bedarf import HatAenderung, HatLaufzeit, HatUnterzeichnung
from ...befund import Fund
from ...kontext import Kontext
from ...regel import Regel
from ...wert import show_datum

REGEL = Regel(
    code="VV-01",
    name="befehle-ergeben-nicht-die-lesefassung",
    titel="Änderungsbefehle ergeben die Lesefassung",
    schwere="fehler",
    meldung="Nach den Befehlen lautet {stelle} anders als in der Lesefassung: {ist} statt {soll}.",
    varianten={
        "befehl": "{ist}",
        "summe": "Der Wortlaut „{ist}“ ist verändert; seine Prüfsumme stimmt nicht. Stellen Sie ihn wieder her.",
        "lesbar": "Der Wortlaut „{ist}“ lässt sich nicht lesen: {grund}",
        "vertrag": "Die Lesefassung gehört zu einem anderen Vertrag oder einer anderen Fassung ({ist}) als der Grundtext ({soll}).",
        "geschichte": "Die Geschichte der Lesefassung nennt diese Vereinbarung nicht mit Nummer {nummer}, Datum und Inkrafttreten ({soll}).",
    },
    quellen=("VV-01", "HdR 4 Teil D"),
    braucht=(HatAenderung, HatLaufzeit, HatUnterzeichnung),
)


def pruefe(kontext: Kontext) -> Iterator[Fund]:
    """Yield changed wordings, commands that do not fit, and the first place where the result is another."""
    from generator.aenderung.einschub import read_grundtext

    vertrag = kontext.als(HatAenderung)
    texte: dict[str, Dokument] = {}
    for name in ("grundtext", "lesefassung"):
        grundtext: Grundtext = getattr(vertrag, name)
        if hash_wortlaut(grundtext.wortlaut) != grundtext.pruefsumme:
            yield Fund((name,), grundtext.grundtext, variante="summe")
        try:
            texte[name] = read_grundtext(grundtext)
        except BefehlFehler as fehler:
            yield Fund((name,), grundtext.grundtext, variante="lesbar", werte={"grund": str(fehler)})
    yield from _geschichte(kontext)
    if len(texte) == 2:
        yield from _anwendung(vertrag, texte["grundtext"], texte["lesefassung"])


def _anwendung(vertrag: HatAenderung, basis: Dokument, ziel: Dokument) -> Iterator[Fund]:
    from generator.aenderung.anwendung import apply_befehle
    from generator.aenderung.lesebild import first_difference

    try:
        ergebnis = apply_befehle(basis, vertrag.befehle)
    except BefehlFehler as fehler:
        yield Fund(("befehle",), str(fehler), variante="befehl")
        return
    unterschied = first_difference(ergebnis, ziel)
    if unterschied is not None:
        stelle, ist, soll = unterschied
        yield Fund(("befehle",), ist, soll, werte={"stelle": stelle})


def _geschichte(kontext: Kontext) -> Iterator[Fund]:
    vertrag = kontext.als(HatAenderung)
    alt, neu = vertrag.grundtext, vertrag.lesefassung
    kennzeichen = [f"{t.vertrag} {t.fassung}" for t in (neu, alt)]
    if kennzeichen[0] != kennzeichen[1] or neu.inhaltshash != alt.inhaltshash:
        yield Fund(("lesefassung",), kennzeichen[0], kennzeichen[1], variante="vertrag")
    vom = kontext.als(HatUnterzeichnung).unterzeichnung.am
    in_kraft = kontext.als(HatLaufzeit).laufzeit.beginn
    eintrag = neu.geschichte[-1] if neu.geschichte else None
    passt = (
        neu.geschichte[:-1] == alt.geschichte
        and eintrag is not None
        and _head(eintrag) == (kontext.vertrag.kennung, vertrag.nummer, vom, in_kraft)
    )
    if not passt:
        soll = f"{show_datum(vom)}, {show_datum(in_kraft)}"
        yield Fund(("lesefassung",), "", soll, variante="geschichte", werte={"nummer": str(vertrag.nummer)})


def _head(eintrag: Aenderungsstand) -> tuple[object, ...]:
    return eintrag.vereinbarung, eintrag.nummer, eintrag.vom, eintrag.in_kraft
