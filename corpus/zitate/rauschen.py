"""Noise that scanning and hyphenation leave in citations: read over, but named to the user."""

from __future__ import annotations

from ..regex import compile_fast

_ZEICHEN = compile_fast(
    r"(?P<zeichen>&(?:#167|#xA7|sect);|\$)|(?P<einheit>Ahs|Abs(?=,)|Nr(?=,)|\bS(?=,))"
    r"|(?P<trennung>[a-z]-[ \r]{0,9}\n\s{0,40}[a-z])|(?P<ziffer>§ ?[lI](?=\d))"
    r"|(?P<einzel>\b(?:Abs(?:atz)?|Satz|S|Nr|Nummer)\.? (?:l(?!\w)|[lI](?=\d)))"
    r"|(?P<gesperrt>(?:S GB|SG B|S G B)(?!\w))"
)


_ZIFFERNLETTER = ("l", "I")


def list_hinweise(wortlaut: str, hinweis: str = "") -> tuple[str, ...]:
    """Return one German sentence for each kind of noise in the words of a citation."""
    if not hinweis and not _is_verdaechtig(wortlaut):
        return ()
    hinweise = [hinweis] if hinweis else []
    for fund in _ZEICHEN.finditer(wortlaut):
        satz = _describe(str(fund.lastgroup), fund[0])
        if satz not in hinweise:
            hinweise.append(satz)
    return tuple(hinweise)


def _is_verdaechtig(wort: str) -> bool:
    """Tell whether noise is possible at all; most citations have none of these."""
    return (
        wort[2:3] in _ZIFFERNLETTER
        or ("," in wort and ("bs," in wort or "Nr," in wort or "S," in wort))
        or " l" in wort
        or " I" in wort
        or "S G" in wort
        or "SG B" in wort
        or "\n" in wort
        or "Ahs" in wort
        or "$" in wort
        or "&" in wort
    )


def _describe(art: str, stelle: str) -> str:
    if art == "zeichen":
        return f"Zeichen „{stelle}“ als „§“ gelesen."
    if art == "einheit":
        return f"„{stelle}“ als Abkürzung mit Punkt gelesen; bitte die Vorlage prüfen."
    if art == "trennung":
        return "Silbentrennung am Zeilenende zusammengezogen."
    if art == "einzel":
        return f"Buchstabe „{stelle[-1]}“ in „{stelle}“ als „1“ gelesen; bitte die Vorlage prüfen."
    if art == "ziffer":
        return "Buchstabe am Anfang der Paragrafennummer als „1“ gelesen."
    return f"„{stelle}“ als „SGB“ gelesen."
