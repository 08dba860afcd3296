"""A norm with its § or Art. in running text: places, law, version, and what stands behind them."""

from __future__ import annotations

from typing import Literal

from ..norm import Norm
from ..norm.gesetzesnamen import ROEMISCH, art_of
from ..regex import compile_fast
from .folge import Pfad, Rohstelle, read_folge
from .gesetzesteil import Gesetzesteil, read_gesetz
from .rauschen import list_hinweise
from .schritt import ANLAGEN, LEER
from .ueberschrift import is_ueberschrift
from .woerter import list_woerter
from .zitat import Normstelle, Zitat

# Behind these a norm is the place in a commentary, not the law itself.
_KOMMENTAR = compile_fast(
    rf"(?:{LEER}[an]F)?{LEER},?{LEER}(?:(?:§{{1,2}}|Art\.){LEER}[\d\w ,]{{1,12}}?)?(?:RdNrn?|Rdnrn?|Rdnr|Rn|Rz|Rdn|Anm)\.?{LEER}[\dA-Z]"
    rf"|,?{LEER}\d{{1,3}}\.{LEER}(?:Aufl|Ed)"
    rf"|,{LEER}(?:Stand\b|Kommentar\b|Bd\.|Band{LEER}\d|a\.{LEER}?a\.{LEER}?O|(?:19|20)\d\d, (?:§|Art|Bd))"
)
# `Artikel 51 in Verbindung mit Anhang VIII der Verordnung (EU) 2017/745`: the law stands behind the annex.
_ANHANG = compile_fast(
    rf"[,;]?{LEER}(?:in{LEER}Verbindung{LEER}mit|i\.{LEER}V\.{LEER}m\.|und|sowie|oder){LEER}(?:de[sm]{LEER})?"
    rf"(?:Anhangs?|Titels?|Kapitels?|Abschnitte?s?|Protokolle?s?){LEER}(?:[IVXLC]{{1,6}}|\d{{1,3}}|[A-Z])(?!\w)"
)
_ANHANG_AB = frozenset("iuso")
_KOMMENTAR_AB = frozenset(",§RAan0123456789")
_NUR_ARTIKEL = list_woerter("nur_artikel")
_NUR_PARAGRAFEN = frozenset(f"SGB {buch}" for buch in ROEMISCH) | {"BGB", "HGB", "SGG", "AO", "StGB", "ZPO"}
_EU_AKTE = ("Verordnung (E", "Richtlinie (E")
_ARTIKELGESETZE = list_woerter("artikelgesetze")


def read_norm(
    text: str, start: int, kontext: str, *, gesetz_voran: bool = False, eigene: frozenset[str] = frozenset()
) -> Zitat | None:
    """Read § or Art. with all places, the law and the version.

    `kontext` is the law the text itself belongs to, `eigene` are the numbers of its own §§. `gesetz_voran` tells that a law
    stands right before the §: then one at the end does not govern the first place.
    """
    if start and text[start - 1].isalnum():
        return None
    folge = read_folge(text, start, im_gesetz=bool(kontext or eigene))
    if folge is None:
        return None
    teil = read_gesetz(text, folge.end, kontext)
    if teil is not None and teil.gesetz and is_ueberschrift(text, start, folge.end, teil.name_ab):
        teil = None
    if folge.ist_artikel:
        kontext = kontext if is_artikelgesetz(kontext) else ""
    if teil is None and text[folge.end : folge.end + 3].lstrip(" ,;")[:1] in _ANHANG_AB:
        teil = _read_hinter_anhang(text, folge.end)
    if teil is None:
        teil = Gesetzesteil(folge.end, folge.end, folge.end, "", "intern")
    if text[start] == "$" and not teil.gesetz:
        return None
    roh = folge.stellen
    bruch = folge.glied if gesetz_voran else folge.bruch
    if bruch is not None and teil.gesetz and teil.art != "intern":
        # What stands before the break has no law of its own; the scan goes on behind it.
        anzahl, ende = bruch
        roh, teil = roh[:anzahl], Gesetzesteil(ende, ende, ende, "", "intern")
    art: Literal["§", "Art."] = "Art." if folge.ist_artikel else "§"
    ziel = teil.gesetz or kontext
    fassung = teil.fassung
    stellen = tuple([make_stelle(stelle, ziel, art, fassung) for stelle in roh])
    zitatart = "literatur" if is_kommentar(text, teil.end) else teil.art or "intern"
    wortlaut = text[start : teil.end]
    hinweise = list_hinweise(wortlaut, teil.hinweis)
    if teil.gesetz and (zaehlung := note_zaehlung(teil.gesetz, ist_artikel=folge.ist_artikel)):
        hinweise = (*hinweise, zaehlung)
    if eigene and teil.gesetz and folge.glied and stellen[0].von.paragraf in eigene:
        hinweise = (*hinweise, _note_eigene(stellen[0].von.paragraf, teil.gesetz))
    return tuple.__new__(Zitat, (start, teil.end, wortlaut, zitatart, teil.gesetz, stellen, "", hinweise, None))


def _read_hinter_anhang(text: str, pos: int) -> Gesetzesteil | None:
    """Read the law behind an annex or a part cited along with the places."""
    anhang = _ANHANG.match(text, pos)
    teil = read_gesetz(text, anhang.end()) if anhang else None
    return teil if teil is not None and teil.gesetz else None


def is_artikelgesetz(gesetz: str) -> bool:
    """Tell whether a law counts in articles; in any other an article without a law belongs elsewhere."""
    return art_of(gesetz) == "eu" or gesetz in _ARTIKELGESETZE


def note_zaehlung(gesetz: str, *, ist_artikel: bool) -> str:
    """Return a German note where a law is cited by § but counts in articles only, or the other way round; else empty."""
    if not ist_artikel and (gesetz in _NUR_ARTIKEL or gesetz.startswith(_EU_AKTE)):
        return f"„{gesetz}“ zählt nach Artikeln, nicht nach Paragrafen; bitte die Vorlage prüfen."
    if ist_artikel and gesetz in _NUR_PARAGRAFEN:
        return f"„{gesetz}“ zählt nach Paragrafen, nicht nach Artikeln; bitte die Vorlage prüfen."
    return ""


def _note_eigene(paragraf: str, gesetz: str) -> str:
    return f"§ {paragraf} ist als „{gesetz}“ gelesen; der Text hat selbst einen § {paragraf}. Bitte prüfen, welcher gemeint ist."


def is_kommentar(text: str, ende: int) -> bool:
    """Tell whether margin number, edition or date of a book follow."""
    return text[ende : ende + 3].lstrip()[:1] in _KOMMENTAR_AB and _KOMMENTAR.match(text, ende) is not None


def make_stelle(roh: Rohstelle, gesetz: str, art: Literal["§", "Art."], fassung: str) -> Normstelle:
    """Give a raw place its law."""
    pfad, bis, folgende, verbindung = roh
    von = make_norm(gesetz, pfad, art, fassung)
    return tuple.__new__(Normstelle, (von, make_norm(gesetz, bis, art, fassung) if bis else None, folgende, verbindung))


def make_norm(gesetz: str, pfad: Pfad, art: Literal["§", "Art."], fassung: str, paragraf: str = "") -> Norm:
    """Build the norm of a path; a path that begins below the § belongs to `paragraf`."""
    if pfad[0][0] == "§":
        return Norm(gesetz, pfad[0][1], art, pfad[1:], fassung)
    if pfad[0][0] in ANLAGEN:
        # An annex belongs to the law, not to the § that names it.
        paragraf = ""
    return Norm(gesetz, paragraf, art if paragraf else "§", pfad, fassung)
