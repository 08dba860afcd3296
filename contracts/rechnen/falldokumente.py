"""Names of the documents of a case that rules look at; they load nothing of the case itself."""

from __future__ import annotations

from typing import Final

BESCHEID: Final = "bescheid"
ZIELVEREINBARUNG: Final = "zielvereinbarung"
ERLAEUTERUNG: Final = "erlaeuterung"
