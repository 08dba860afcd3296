"""The report as SARIF 2.1.0, for code scanning: every rule is listed, whether it found something or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from contracts.position import Position
from corpus.druckbar import escape_json

from ..befund import Befund, Schwere
from ..bericht import AUSFALL, Ausgenommen, Pruefbericht
from .darstellung import Darstellung
from .fundorte import uri_of

if TYPE_CHECKING:
    from ..handbuch import Codeseite

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
STUFE: Final[dict[Schwere, str]] = {"fehler": "error", "warnung": "warning", "hinweis": "note"}
WURZEL: Final = "%SRCROOT%"
ABDRUCK: Final = "befund/v1"
_LEER: Final = '"results":[]}]}'


def render(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the log, with the findings that do not count as suppressed ones."""
    return _render(bericht, bericht.ausgenommene)


def render_active(bericht: Pruefbericht, darstellung: Darstellung) -> Iterator[str]:
    """Yield the log without what is suppressed: GitHub shows suppressed findings like any other."""
    return _render(bericht, ())


def _render(bericht: Pruefbericht, ausgenommene: Iterator[Ausgenommen] | tuple[()]) -> Iterator[str]:
    # Lazy: the pages of the rules load every rule, which no other format needs.
    from ..handbuch import describe_codes

    codes = describe_codes(tuple(bericht.regeln))
    nummern = {seite.code: nummer for nummer, seite in enumerate(codes)}
    yield _dump(_log(bericht, codes)).removesuffix(_LEER) + '"results":['
    trenner = "\n"
    offene = (_result(bericht, befund, nummern, None) for befund in bericht.befunde)
    andere = (_result(bericht, a.befund, nummern, a) for a in ausgenommene)
    for ergebnis in chain(offene, andere):
        yield trenner + _dump(ergebnis)
        trenner = ",\n"
    yield "\n]}]}\n"


def _dump(daten: dict[str, Any]) -> str:
    return escape_json(json.dumps(daten, ensure_ascii=False, separators=(",", ":")))


def _log(bericht: Pruefbericht, codes: tuple[Codeseite, ...]) -> dict[str, Any]:
    treiber = {
        "name": "vertragswerk",
        "version": bericht.version,
        "language": "de-DE",
        "rules": [_rule(seite) for seite in codes],
    }
    lauf = {
        "tool": {"driver": treiber},
        "language": "de-DE",
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"vertragswerk/{bericht.praefix}"},
        "originalUriBaseIds": {WURZEL: {"description": {"text": "Ordner der Versionsverwaltung"}}},
        "invocations": [_invocation(bericht)],
        "properties": {"stichtag": bericht.stichtag.isoformat(), "rechtsbestand": bericht.recht},
        "results": [],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [lauf]}


def _invocation(bericht: Pruefbericht) -> dict[str, Any]:
    return {
        "executionSuccessful": bericht.exitcode != AUSFALL,
        "exitCode": bericht.exitcode,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "descriptor": {"id": "ENG-01"},
                "associatedRule": {"id": absturz.code},
                "message": {"text": f"Die Regel {absturz.code} ist abgebrochen ({absturz.art})."},
            }
            for pruefung in bericht.pruefungen
            for absturz in pruefung.abstuerze
        ],
    }


def _rule(seite: Codeseite) -> dict[str, Any]:
    name = "".join(teil.capitalize() for teil in seite.name.split("-"))
    return {
        "id": seite.code,
        **({"name": name} if name else {}),
        "shortDescription": {"text": seite.titel},
        "fullDescription": {"text": seite.kurz},
        "help": {"text": seite.hilfe},
        "defaultConfiguration": {"level": STUFE[seite.schwere]},
        "properties": {"tags": list(seite.normen)},
    }


def _result(
    bericht: Pruefbericht, befund: Befund, nummern: dict[str, int], ausgenommen: Ausgenommen | None
) -> dict[str, Any]:
    ort: dict[str, Any] = {"physicalLocation": _place(bericht, befund.position)}
    logisch = [teil for teil in (befund.vertrag, befund.pfad or befund.anker) if teil]
    if logisch:
        ort["logicalLocations"] = [{"fullyQualifiedName": "/".join(logisch), "kind": "member"}]
    ergebnis: dict[str, Any] = {"ruleId": befund.code}
    if befund.code in nummern:
        ergebnis["ruleIndex"] = nummern[befund.code]
    ergebnis |= {
        "level": STUFE[befund.schwere],
        "message": {"text": befund.meldung},
        "locations": [ort],
        "relatedLocations": [
            {"id": n, "message": {"text": b.text}, "physicalLocation": _place(bericht, b.position)}
            for n, b in enumerate(befund.bezug, 1)
        ],
        "partialFingerprints": {ABDRUCK: befund.fingerprint} if befund.fingerprint else {},
        "baselineState": "unchanged" if ausgenommen and ausgenommen.art == "altbestand" else "new",
        "properties": {"fundstelle": befund.fundstelle, "ist": befund.ist, "soll": befund.soll},
    }
    if ausgenommen:
        ergebnis["suppressions"] = [{"kind": "external", "status": "accepted", "justification": ausgenommen.grund}]
    return ergebnis


def _place(bericht: Pruefbericht, ort: Position) -> dict[str, Any]:
    bereich = {"startLine": ort.zeile, "startColumn": ort.spalte}
    if (ort.bis_zeile, ort.bis_spalte) > (ort.zeile, ort.spalte):
        bereich |= {"endLine": ort.bis_zeile, "endColumn": ort.bis_spalte}
    return {"artifactLocation": {"uri": uri_of(bericht, ort), "uriBaseId": WURZEL}, "region": bereich}
