"""The §§ a text has itself: a contract, a statute or a Satzung whose headings read `§ 3 Vergütung`."""

from __future__ import annotations

from ..regex import compile_fast

_STELLE = r"Abs|Satz|Nr|Nummer|SGB|Halbs"
_KOPF = compile_fast(
    r"[\n\v][ \t#*_]{0,9}§ ?(?P<nummer>\d{1,4}[a-z]?)[.:]?[*_]{0,3}"
    rf"(?:[ \t]{{1,9}}[-–]?[ ]?[*_]{{0,3}}(?!{_STELLE})[A-ZÄÖÜ][a-zäöüß]{{2}}|[ \t*_]{{0,9}}[\n\v])"
)
# A single line that looks like a heading may be a quotation.
WENIGSTENS = 2


def list_eigene(text: str) -> frozenset[str]:
    """Return the numbers of the §§ that are headings of the text; none if there is but one."""
    nummern = frozenset(fund["nummer"] for fund in _KOPF.finditer(f"\n{text}"))
    return nummern if len(nummern) >= WENIGSTENS else frozenset()
