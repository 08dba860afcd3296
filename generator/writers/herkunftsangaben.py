"""What an office file says of where it comes from, besides the fields that its format has; the reader of files finds it by name."""

from __future__ import annotations

from ..tree import Kopf


def origin_of(kopf: Kopf) -> dict[str, str]:
    """Return the statements by name, in the order in which a file has them."""
    return {
        "Kennung": kopf.kennung,
        "Fassung": kopf.fassung,
        "Stand": kopf.stand,
        "Inhaltshash": kopf.inhaltshash,
        "Nummerierung": kopf.schema,
        "Entwurf": "ja" if kopf.entwurf else "nein",
    }
