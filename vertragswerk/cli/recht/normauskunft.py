"""`norm`: one place in the law: is it law, since when, what happened to it, what does it say; and a comparison of two days."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

from corpus.norm import Norm, NormFehler
from corpus.recht.aenderung import describe_seit, format_tag
from corpus.recht.anlage import find_nummer
from corpus.recht.rechtsbestand import Geltungsabschnitt, Rechtsbestand
from vertragswerk.gesetze.textspeicher import KeinVolltext, Textfassung, VolltextFehler, open_volltext, text_at
from vertragswerk.gesetze.zwischenspeicher import cache_folder

from ..ende import FEHLER, Abbruch
from ..konsole import complain, write
from .gemeinsam import day, describe_recht, law, write_json


def show_norm(angabe: str, stichtag: str | None, ausgabe: str) -> None:
    """Print what is known of a norm; ends with 1 if it is not law on the day."""
    norm, tag, bestand = _parse(angabe), day(stichtag), law()
    urteil = bestand.urteile(norm, tag)
    verlauf = _history(bestand.geschichte(norm))
    text = _text(norm, bestand.day_of(norm, tag), bestand)
    if ausgabe == "json":
        write_json({
            "norm": norm.kanonisch, "stichtag": tag.isoformat(), "status": urteil.status, "wahrscheinlich": urteil.wahrscheinlich,
            "ueberschrift": urteil.ueberschrift, "begruendung": urteil.begruendung, "nachfolger": [n.norm for n in urteil.nachfolger],
            "geschichte": [{"seit": s, "was": w} for s, w in verlauf], "text": text.text if text else None,
            "recht": bestand.kennzeichen,
        })  # fmt: skip
    else:
        _print(norm, tag, bestand, verlauf, text)
    sys.exit(0 if "geltend" in (urteil.status, urteil.wahrscheinlich) else FEHLER)


def compare_norm(angabe: str, alt: str, neu: str, ausgabe: str) -> None:
    """Print what changed between two days, side by side where the texts are imported.

    Ends with 1 if something did, or if there is no such norm.
    """
    norm, von, bis, bestand = _parse(angabe), day(alt), day(neu), law()
    if von >= bis:
        raise Abbruch("Der Tag nach --alt muss vor dem Tag nach --neu liegen.")
    auskunft = bestand.geaendert(norm, von, bis)
    texte = _text(norm, von, bestand), _text(norm, bis, bestand)
    grund = bestand.urteile(norm, bis).begruendung if auskunft.status == "nicht_vorhanden" else ""
    if ausgabe == "json":
        write_json({
            "norm": norm.kanonisch, "alt": von.isoformat(), "neu": bis.isoformat(), "status": auskunft.status,
            "begruendung": grund, "aenderungen": [str(a) for a in auskunft.aenderungen], "vorbehalt": auskunft.vorbehalt,
            "bekannt_bis": auskunft.bekannt_bis.isoformat() if auskunft.bekannt_bis else None,
            "text_alt": texte[0].text if texte[0] else None, "text_neu": texte[1].text if texte[1] else None,
            "recht": bestand.kennzeichen,
        })  # fmt: skip
    else:
        zeilen = [f"{norm.kanonisch}: {format_tag(von)} gegen {format_tag(bis)}", f"Ergebnis: {WORT[auskunft.status]}."]
        zeilen += [f"  {grund}"] if grund else [f"  {a}" for a in auskunft.aenderungen]
        zeilen += [f"Vorbehalt: {auskunft.vorbehalt}"] if auskunft.vorbehalt else []
        zeilen += _synopsis(*texte, von, bis) if not grund else []
        zeilen += ["", describe_recht(bestand)]
        write("\n".join(zeilen) + "\n")
    sys.exit(FEHLER if auskunft.status in ("geaendert", "nicht_vorhanden") else 0)


STATUS = {
    "geltend": "geltend",
    "aufgehoben": "aufgehoben",
    "nicht_vorhanden": "nicht vorhanden",
    "noch_nicht_in_kraft": "noch nicht in Kraft",
    "unbekannt": "unbekannt",
}
WORT = {
    "geaendert": "geändert",
    "unveraendert": "unverändert",
    "nicht_vorhanden": "an keinem der beiden Tage und auch dazwischen kein geltendes Recht",
    "unbekannt": "unbekannt",
}


def _parse(angabe: str) -> Norm:
    try:
        norm = Norm.parse(angabe)
    except NormFehler as fehler:
        raise Abbruch(f'{fehler} Beispiel: vertragswerk norm "§ 29 Abs. 4 SGB IX".') from fehler
    if not norm.gesetz:
        raise Abbruch('Nennen Sie auch das Gesetz. Beispiel: vertragswerk norm "§ 29 Abs. 4 SGB IX".')
    return norm


def _history(abschnitte: list[Geltungsabschnitt]) -> list[tuple[str, str]]:
    """Return since when each version holds and what it changed, and since when there is none."""
    verlauf = []
    for abschnitt in abschnitte:
        was = "; ".join(t for t in (abschnitt.hinweis, ", ".join(str(a) for a in abschnitt.aenderungen)) if t)
        verlauf.append((describe_seit(abschnitt.ab), was or "neu"))
    if abschnitte and abschnitte[-1].bis is not None:
        verlauf.append((describe_seit(abschnitte[-1].bis), "außer Kraft"))
    return verlauf


def _text(norm: Norm, tag: date | None, bestand: Rechtsbestand) -> Textfassung | None:
    """Return the imported text of the provision on a day, None where there is none."""
    leser = bestand.text_at(norm.gesetz, tag) if tag else None
    if leser is None or tag is None:
        return None
    try:
        with open_volltext(cache_folder()) as db:
            text = text_at(db, norm.gesetz, find_nummer(norm, leser), tag)
    except KeinVolltext:
        return None
    except VolltextFehler as fehler:
        complain(str(fehler))  # what is known of the norm stands in the index and is told all the same
        return None
    return _cited(text, norm) if text else None


def _cited(text: Textfassung, norm: Norm) -> Textfassung:
    """Return the cited Absatz alone; the whole text where the norm names none or the text has none of that number."""
    absaetze = tuple(a for a in text.absaetze if norm.absatz and a[0] == norm.absatz)
    return replace(text, absaetze=absaetze) if absaetze else text


def _print(
    norm: Norm, tag: date, bestand: Rechtsbestand, verlauf: list[tuple[str, str]], text: Textfassung | None
) -> None:
    urteil = bestand.urteile(norm, tag)
    status = STATUS[urteil.status]
    if urteil.wahrscheinlich:
        status += f", vermutlich {STATUS[urteil.wahrscheinlich]}"
    zeilen = [
        f"{norm.format('mittel')}  {urteil.ueberschrift}".rstrip(),
        f"Am {format_tag(tag)}: {status}",
        f"  {urteil.begruendung}",
    ]
    zeilen += [
        f"  Heute: {n.norm} {n.ueberschrift} ({n.grundlage}; Sicherheit: {n.sicherheit})" for n in urteil.nachfolger
    ]
    zeilen += ["Geschichte:", *(f"  {s}: {w}" for s, w in verlauf)] if verlauf else []
    if text is not None:
        zeilen += ["", text.text]
    else:
        zeilen += ["Der Wortlaut ist nicht importiert (vertragswerk gesetze importieren DATEI)."]
    zeilen += ["", describe_recht(bestand)]
    write("\n".join(zeilen) + "\n")


def _synopsis(alt: Textfassung | None, neu: Textfassung | None, von: date, bis: date) -> list[str]:
    """Return the texts of both days in two columns, Absatz by Absatz."""
    if alt is None or neu is None:
        return ["Für die Synopse fehlt der Wortlaut eines der Tage (vertragswerk gesetze importieren DATEI)."]
    import textwrap

    breite = 56
    links, rechts = dict(alt.absaetze), dict(neu.absaetze)
    zeilen = ["", f"{format_tag(von):<{breite}} | {format_tag(bis)}", "-" * breite + "-+-" + "-" * breite]
    for nummer in dict.fromkeys([*links, *rechts]):
        a, b = (
            textwrap.wrap(f"({nummer}) {t}" if nummer else t, breite) if t else ["–"]
            for t in (links.get(nummer, ""), rechts.get(nummer, ""))
        )
        if a == b:
            zeilen.append(f"{f'({nummer}) unverändert':<{breite}} |")
            continue
        hoehe = max(len(a), len(b))
        zeilen += [
            f"{x:<{breite}} | {y}"
            for x, y in zip(a + [""] * (hoehe - len(a)), b + [""] * (hoehe - len(b)), strict=True)
        ]
    return zeilen
