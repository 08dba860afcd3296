"""`altbestand`: adopt what an old repository already has wrong, once; from then on entries only go."""

from __future__ import annotations

from pathlib import Path

from checks.altbestand import ALTBESTANDSDATEI, Altbestand, can_be_stock, collect_altbestand
from checks.ausnahmen import Aussonderung
from checks.bericht import AUSFALL as ABGESTUERZT
from vertragswerk.dateisystem.ablage import AblageFehler, write_atomic
from vertragswerk.haus import Haus

from .ausgenommenes import open_altbestand, open_register
from .befundlager import Befundlager
from .bestandswahl import house_of, open_repository, stichtag_of
from .ende import Abbruch
from .konsole import write
from .pruefen import Lauf, open_bericht
from .recht.gemeinsam import law


def change_altbestand(was: str, ordner: Path, stichtag: str | None, haus: Haus) -> None:
    """Write the stock anew (`anlegen`, only where there is none) or strike what is no longer found (`bereinigen`)."""
    bestand, maengel = open_repository(ordner, frozenset(), haus)
    haus = house_of(bestand, haus)
    datei = bestand.wurzel / ALTBESTANDSDATEI
    alt = open_altbestand(bestand)
    if was == "anlegen" and datei.exists():
        raise Abbruch(
            f"„{ALTBESTANDSDATEI}“ gibt es schon. Hinzu kommt nichts mehr; „vertragswerk altbestand bereinigen“ streicht, was behoben ist."
        )
    if was == "bereinigen" and not datei.exists():
        raise Abbruch(f"„{ALTBESTANDSDATEI}“ gibt es nicht; „vertragswerk altbestand anlegen“ legt ihn an.")
    tag = stichtag_of(stichtag, bestand)
    lauf = Lauf(bestand, frozenset(), tag, law(), haus, Aussonderung(open_register(bestand, tag, haus)))
    with Befundlager() as lager, open_bericht(lager, lauf, maengel) as bericht:
        if bericht.exitcode == ABGESTUERZT:
            raise Abbruch("Eine Regel ist abgebrochen; solange bleibt der Altbestand, wie er ist.")
        gefunden = collect_altbestand(bericht.befunde)
        andere = sum(not can_be_stock(b) for b in bericht.befunde)
    neu = gefunden if was == "anlegen" else alt.prune(frozenset(gefunden.eintraege))
    try:
        write_atomic(datei, lambda: iter([neu.write().encode("utf-8")]))
    except AblageFehler as fehler:
        raise Abbruch(str(fehler)) from fehler
    write(_tell(was, alt, gefunden, neu, andere))


def _tell(was: str, alt: Altbestand, gefunden: Altbestand, neu: Altbestand, andere: int) -> str:
    if was == "anlegen":
        rest = f" Nicht aufgenommen: {andere} (Lesen, Ausnahmen)." if andere else ""
        return f"Altbestand angelegt: {len(neu.eintraege)} Befunde zählen nicht, bis sie behoben sind.{rest}\n"
    frische = len(gefunden.eintraege.keys() - alt.eintraege.keys()) + andere
    weg = len(alt.eintraege) - len(neu.eintraege)
    return f"Altbestand bereinigt: {weg} gestrichen, {len(neu.eintraege)} bleiben. Neue Befunde: {frische}.\n"
