"""One rule over one document that a comparison has made, before it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.befund import Befund
from checks.kontext import Schriftstueck
from checks.regel import Regelmodul
from checks.run import check
from vertragswerk.werk import Ergebnis


def first_finding(ergebnis: Ergebnis, stueck: Schriftstueck, regel: Regelmodul) -> Befund | None:
    """Return the first thing that a rule finds, None for nothing; the day of the check plays no part in such a rule."""
    pruefung = check(replace(ergebnis.pruefling, schriftstuecke=(stueck,), maengel=()), date.min, (regel,), ())
    return next(iter(pruefung.befunde), None)
