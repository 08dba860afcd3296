"""Names of persons in running text, recognised by the words before them; never repeated in a finding."""

from __future__ import annotations

from corpus.regex import compile_later

_GRAD = r"(?:(?:Prof|Dr|PD|Dipl|Mag)\.(?:[ -]?(?:med|phil|jur|iur|rer|pol|nat|Ing|h|c|habil|Soz|Psych|Päd)\.)* )"
_NAME = r"[A-ZÄÖÜ][\w'’-]+(?: (?:von|van|de|der|den|zu|zur|vom|[A-ZÄÖÜ][\w'’-]+))*"
_ANREDE = compile_later(rf"\b(?:Frau|Herrn?) {_GRAD}*(?P<mit>{_NAME})|(?<!\w){_GRAD}+(?P<ohne>{_NAME})")


def has_anrede(text: str) -> bool:
    """Tell whether a text names a person with a form of address or an academic degree."""
    return _ANREDE.search(text) is not None


def list_namen(text: str) -> list[str]:
    """Return the names of the persons that a text names with a form of address or an academic degree."""
    return [(t["mit"] or t["ohne"]) for t in _ANREDE.finditer(text)]


def surnames(name: str) -> list[str]:
    """Return the words of a name without degrees, the surname last."""
    return [wort for wort in name.split() if not wort.endswith(".")]
