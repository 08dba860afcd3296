"""Write docs/gesetze/quellen.md: every citation of the two source papers, judged in the law of their time and today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.recht.beurteilung import Beurteilung, judge, judge_today
from corpus.recht.rechtsbestand import load_mitgeliefert
from corpus.zitate import find, resolve_ueberschriften

PROJEKT = Path(__file__).resolve().parent.parent
QUELLEN = PROJEKT.parent / "shared" / "seeds"
ZIEL = PROJEKT / "docs" / "gesetze" / "quellen.md"
PAPIERE = (
    ("000_df67b8c1ae36881c.txt", "Foliensatz zu Träger- und Regionalbudgets", date(2024, 9, 3)),
    (
        "003_7b69f3785a8a40d7.txt",
        "Empfehlungen zum trägerübergreifenden Persönlichen Budget vom 28. Juni 2004",
        date(2012, 8, 3),
    ),
)
STICHTAG = date(2026, 8, 19)


def main() -> None:
    """Write the page; the days are fixed, so that the same sources give the same page."""
    teile = [
        "# Die Zitate der beiden Quellen",
        "",
        f"Erzeugt mit `python -m benchmarks.quellen`. Stichtag {STICHTAG:%d.%m.%Y}, der letzte Tag der Gesetzesquellen. Der Bestand beginnt am",
        "02.08.2012; das Papier von 2004 ist deshalb im Recht vom 03.08.2012 beurteilt, die Budgetverordnung in ihrem Text von 2004.",
    ]
    for name, titel, rechtsstand in PAPIERE:
        teile += _paper((QUELLEN / name).read_text(encoding="utf-8"), titel, rechtsstand)
    ZIEL.parent.mkdir(parents=True, exist_ok=True)
    ZIEL.write_text("\n".join(teile) + "\n", encoding="utf-8", newline="\n")


def _paper(text: str, titel: str, rechtsstand: date) -> list[str]:
    bestand = load_mitgeliefert()
    zeilen = []
    offen = []
    for zitat in resolve_ueberschriften(text, find(text)):
        damals = judge(zitat, text, rechtsstand, bestand)
        heute = judge_today(damals, rechtsstand, STICHTAG, bestand)
        zeile = text.count("\n", 0, zitat.start) + 1
        zeilen.append(
            f"| {zeile} | {_cell(zitat.text)} | {_cell(zitat.kanonisch)} | {_word(damals)} | {_today(heute)} |"
        )
        if damals.urteil not in ("geltend", "vermutlich_geltend"):
            offen.append(f"- Zeile {zeile}, „{_cell(zitat.text)}“: {_cell(damals.begruendung)}")
    kopf = [
        "",
        f"## {titel}",
        "",
        f"{len(zeilen)} Zitate, davon {len(offen)} im Recht vom {rechtsstand:%d.%m.%Y} nicht aufgelöst.",
        "",
    ]
    tabelle = ["| Zeile | Zitat | kanonisch | damals | heute |", "|---:|---|---|---|---|", *zeilen]
    return [*kopf, *tabelle, "", "### Nicht aufgelöst", "", *(offen or ["Keines."])]


def _word(urteil: Beurteilung) -> str:
    return "nicht geprüft" if urteil.urteil == "nicht_geprueft" else urteil.urteil.replace("_", " ")


def _today(heute: Beurteilung | None) -> str:
    if heute is None:
        return "–"
    return _word(heute) + (f": {'; '.join(heute.nachfolger)}" if heute.nachfolger else "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    main()
