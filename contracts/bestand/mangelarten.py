"""The kinds of defect that keep a file or a repository from being read: one code per kind, never reused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..position import Mangel


@dataclass(frozen=True, slots=True)
class Mangelart:
    """A kind of defect: German title and what to do about it, for `erklaere` and reports."""

    titel: str
    hilfe: str


MANGELARTEN: dict[str, Mangelart] = {
    "YML-01": Mangelart(
        "Syntaxfehler", "Die Datei ist kein gültiges YAML. Berichtigen Sie die genannte Stelle und prüfen Sie erneut."
    ),
    "YML-02": Mangelart(
        "Doppelter Schlüssel",
        "Jeder Schlüssel darf in einer Ebene nur einmal vorkommen. Löschen Sie eine der beiden Angaben oder benennen Sie sie um.",
    ),
    "YML-03": Mangelart(
        "Mehrdeutiger Wert",
        "Programme lesen diese Schreibweise verschieden. Setzen Sie den Wert in Anführungszeichen, oder schreiben Sie ihn eindeutig.",
    ),
    "YML-04": Mangelart("Anker", "Anker („&name“) sind nicht erlaubt. Schreiben Sie den Wert an jeder Stelle aus."),
    "YML-05": Mangelart(
        "Verweis auf einen Anker", "Verweise („*name“) sind nicht erlaubt. Schreiben Sie den Wert aus."
    ),
    "YML-06": Mangelart("Typangabe", "Typangaben („!…“) sind nicht erlaubt. Löschen Sie die Typangabe."),
    "YML-07": Mangelart("Zusammenführung", "Der Schlüssel „<<“ ist nicht erlaubt. Schreiben Sie die Angaben aus."),
    "YML-08": Mangelart(
        "Mehrere Dokumente", "Eine Datei enthält genau ein Dokument. Verteilen Sie die Dokumente auf mehrere Dateien."
    ),
    "YML-09": Mangelart(
        "Schlüssel ist kein Text", "Schlüssel sind Text. Setzen Sie den Schlüssel in Anführungszeichen."
    ),
    "YML-10": Mangelart("Zu tief verschachtelt", "Verringern Sie die Zahl der ineinanderliegenden Ebenen."),
    "YML-11": Mangelart("Datei zu groß", "Verkleinern Sie die Datei, oder teilen Sie sie auf."),
    "YML-12": Mangelart("Falsche Zeichenkodierung", "Speichern Sie die Datei mit der Kodierung UTF-8."),
    "YML-13": Mangelart(
        "Unzulässiges Zeichen",
        "Das Zeichen ist unsichtbar oder wird von Programmen verschieden behandelt. Löschen Sie es, oder tippen Sie die Stelle neu.",
    ),
    "YML-14": Mangelart("Datei ist leer", "Tragen Sie die Angaben ein, oder löschen Sie die Datei."),
    "YML-15": Mangelart(
        "Keine Zuordnung auf oberster Ebene", "Die Datei muss aus Zeilen der Form „schluessel: Wert“ bestehen."
    ),
    "YML-16": Mangelart(
        "Kopf fehlt", "Eine Klauseldatei beginnt mit einem Kopf zwischen zwei Zeilen, die nur aus „---“ bestehen."
    ),
    "YML-17": Mangelart("Kopf nicht geschlossen", "Schließen Sie den Kopf mit einer Zeile, die nur aus „---“ besteht."),
    "YML-18": Mangelart(
        "Kommazahl ohne Anführungszeichen",
        'Setzen Sie Beträge und Anteile in Anführungszeichen: "92.40". Ohne sie lesen Programme eine gerundete Zahl.',
    ),
    "BST-01": Mangelart(
        "Kein Vertragsbestand",
        "Ein Vertragsbestand ist ein Ordner mit der Datei „vertragswerk.toml“. Wechseln Sie dorthin.",
    ),
    "BST-02": Mangelart(
        "Keine Verträge",
        "Legen Sie einen Vertrag an: „vertragswerk neu --art … --kennung …“ schreibt einen ausgefüllten Anfang.",
    ),
    "BST-03": Mangelart(
        "Pfad verlässt den Bestand",
        "Dateien eines Bestandes liegen in ihm. Ersetzen Sie die Verknüpfung durch die Datei selbst.",
    ),
    "BST-04": Mangelart(
        "Unzulässiger Name",
        "Namen bestehen aus Buchstaben A bis Z, Ziffern und Bindestrich, beginnen mit Buchstabe oder Ziffer "
        "und sind auf jedem Betriebssystem erlaubt.",
    ),
    "BST-05": Mangelart(
        "Verwechselbare Namen", "Benennen Sie eine der beiden Dateien um; Windows und macOS unterscheiden sie nicht."
    ),
    "BST-06": Mangelart("Datei nicht lesbar", "Prüfen Sie, ob die Datei vorhanden ist und Sie sie lesen dürfen."),
    "BST-07": Mangelart(
        "Zu viele Dateien", "Teilen Sie den Bestand auf mehrere Ordner mit eigener „vertragswerk.toml“ auf."
    ),
    "BST-08": Mangelart(
        "Vertragsdatei fehlt",
        "Jeder Ordner unter „vertraege“ enthält eine Datei „vertrag.yaml“, jeder unter „faelle“ eine Datei „fall.yaml“.",
    ),
    "BST-09": Mangelart(
        "Gemeinsame Angaben fehlen",
        "Der Vertrag nennt eine Partei oder einen anderen gemeinsamen Gegenstand, dessen Datei fehlt oder nicht lesbar ist. Legen Sie "
        "sie an, oder berichtigen Sie die Angabe.",
    ),
    "BST-10": Mangelart(
        "Gemeinsamer Gegenstand nicht benannt",
        "Nennen Sie den Namen einer Datei ohne Endung, bei einer Partei unter „partei“ den einer Datei in „parteien“.",
    ),
    "BST-11": Mangelart(
        "Konfiguration ist kein gültiges TOML", "Berichtigen Sie die genannte Stelle der „vertragswerk.toml“."
    ),
    "BST-12": Mangelart(
        "Unbekannte Einstellung", "Löschen oder berichtigen Sie den Schlüssel in der „vertragswerk.toml“."
    ),
    "BST-13": Mangelart("Unzulässige Einstellung", "Berichtigen Sie den Wert in der „vertragswerk.toml“."),
    "BST-14": Mangelart(
        "Datei am falschen Ort", "Verschieben Sie die Datei, oder benennen Sie sie um; sonst wird sie nicht geprüft."
    ),
    "BST-15": Mangelart(
        "Kennung und Ordner verschieden",
        "Der Ordner eines Vertrags heißt wie seine Kennung. Benennen Sie ihn um, oder berichtigen Sie die Kennung.",
    ),
    "BST-16": Mangelart("Beilage fehlt", "Legen Sie die Datei in den Ordner „beilagen“ des Vertrags."),
    "BST-17": Mangelart(
        "Beilage weicht von ihrer Prüfsumme ab",
        "Die beigefügte Datei ist nicht die, deren Prüfsumme im Vertrag steht. Legen Sie die vereinbarte Datei ab, oder berichtigen "
        "Sie die Prüfsumme.",
    ),
    "BST-18": Mangelart(
        "Beilage unbenutzt",
        "Nennen Sie die Datei unter „anlagen“ mit ihrer Prüfsumme, oder legen Sie sie außerhalb des Ordners „beilagen“ ab.",
    ),
    "BST-19": Mangelart(
        "Gemeinsame Angabe wiederholt",
        "Was in einer gemeinsamen Datei steht, steht nur dort. Streichen Sie die Angabe im Vertrag.",
    ),
    "BST-20": Mangelart(
        "Gemeinsame Angabe für diesen Vertrag fehlt",
        "Der Vertrag übernimmt eine Angabe aus einer gemeinsamen Datei, die ihn nicht nennt. Tragen Sie ihn dort mit seiner Kennung ein.",
    ),
    "SCH-01": Mangelart(
        "Pflichtangabe fehlt", "Ergänzen Sie die Angabe. „vertragswerk schema ART“ nennt alle Angaben mit Beschreibung."
    ),
    "SCH-02": Mangelart(
        "Unbekannte Angabe",
        "Prüfen Sie Schreibweise und Einrückung. Angaben, die das Schema nicht kennt, gingen sonst verloren.",
    ),
    "SCH-03": Mangelart(
        "Falsche Art von Wert",
        "Ganze Zahlen und true/false stehen ohne, Texte und Beträge in Anführungszeichen; Listen beginnen mit „- “.",
    ),
    "SCH-04": Mangelart("Falsche Form", 'Beträge: "385531.07". Anteile: "0.0320" für 3,20 Prozent. Tage: 2025-01-31.'),
    "SCH-05": Mangelart(
        "Wert außerhalb der Grenzen", "Vergleichen Sie Zahl oder Länge mit dem Schema der Vertragsart."
    ),
    "SCH-06": Mangelart("Wert nicht vorgesehen", "Wählen Sie einen der genannten Werte."),
    "SCH-07": Mangelart(
        "Unbekannte Vertragsart",
        "Geben Sie unter „art“ eine vorhandene Vertragsart an; „vertragswerk schema“ nennt sie.",
    ),
    "SCH-08": Mangelart(
        "Kennung doppelt",
        "Jeder Eintrag einer Liste hat eine eigene Kennung, an der ihn Verweise und Fundstellen erkennen. Ändern oder löschen Sie einen der beiden.",
    ),
    "SCH-09": Mangelart(
        "Verweis führt ins Leere",
        "Die Angabe nennt die Kennung eines anderen Eintrags des Vertrags. Berichtigen Sie sie, oder ergänzen Sie den Eintrag.",
    ),
    "SCH-10": Mangelart(
        "Keine Partei in geschweiften Klammern",
        "In Angaben stehen geschweifte Klammern nur um eine Partei des Vertrags, etwa „{leistungserbringer}“. Schreiben Sie sie mit "
        "ihrer Rolle oder ihrer Kennung, oder verwenden Sie runde Klammern.",
    ),
    "SCH-11": Mangelart(
        "Wert des Rechts unbekannt",
        "Für diesen Tag ist kein Betrag und keine Frist belegt. Tragen Sie den Wert mit seiner Fundstelle unter „eigene_werte“ ein, oder "
        "prüfen Sie den Tag.",
    ),
    "KLA-01": Mangelart(
        "Kennung eines Textbausteins doppelt",
        "Jeder Textbaustein hat eine eigene Kennung; ein eigener ersetzt einen der Bibliothek nur über „klauseln.ersetzt“.",
    ),
    "KLA-02": Mangelart(
        "Unbekannter Textbaustein", "Berichtigen Sie die Kennung, oder legen Sie den Textbaustein unter „klauseln“ an."
    ),
    "BST-21": Mangelart(
        "Besiegelte Fassung verändert",
        "„vertragswerk nachweisen“ nennt, was anders ist. Stellen Sie die Fassung aus einer Sicherung wieder her.",
    ),
    "KLA-03": Mangelart(
        "Reihenfolge unvollständig", "Die Reihenfolge nennt jeden Textbaustein der Vertragsart genau einmal."
    ),
    "KLA-04": Mangelart(
        "Textbaustein unbenutzt", "Tragen Sie den Textbaustein unter „klauseln“ ein, oder löschen Sie die Datei."
    ),
    "KLA-05": Mangelart("Klauseltext fehlerhaft", "Berichtigen Sie die genannte Stelle des Textbausteins."),
    "KLA-07": Mangelart("Gliederung nicht zählbar", "Vergeben Sie zulässige und eindeutige Kennungen im Textbaustein."),
    "KLA-08": Mangelart(
        "Textbaustein doppelt", "Jeder Textbaustein steht einmal im Vertrag. Streichen Sie eine der beiden Angaben."
    ),
    "KLA-09": Mangelart(
        "Angaben zu Textbausteinen führen im Kreis",
        "Nennen Sie unter „nach“ einen Textbaustein, der im Vertrag steht, und unter „durch“ einen, der nicht selbst ersetzt wird.",
    ),
    "KLA-10": Mangelart(
        "Textbaustein an falscher Stelle",
        "Paragrafen haben die Art „paragraf“, Anlagen die Art „anlage“. Berichtigen Sie „art“ im Kopf des Textbausteins.",
    ),
}


def hide_consequences(folgen: Iterable[Mangel], gruende: Iterable[Mangel]) -> list[Mangel]:
    """Return the findings of a later step without those at or below a place that an earlier step has already found wrong.

    One mistake is one finding: an ambiguous `yes` is not reported a second time as “no Boolean”, nor a missing party once
    more for each of its fields. Reasons without a path hide nothing.
    """
    wunde = {mangel.pfad for mangel in gruende if mangel.pfad}
    return [folge for folge in folgen if not any(folge.pfad[:n] in wunde for n in range(1, len(folge.pfad) + 1))]
