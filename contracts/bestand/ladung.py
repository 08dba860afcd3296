"""The named bytes of a contract → data, model, chosen clauses; everything that is wrong as Mängel, nothing raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from ..arten import ARTEN, HAUPTDOKUMENT, Vertragsart, find_art
from ..bausteine.auswahl import choose, list_dokumente, unused
from ..bausteine.klausel import Gliederung, Klausel, read_klausel
from ..modell.meldungen import TYPOGRAFISCH, describe
from ..modell.schluessel import check_schluessel
from ..modell.vertrag import Beilage, Vorgang
from ..modell.verweise import check_verweise
from ..position import Mangel, Pfad, Position, Quelle
from ..yamltext.yamldatei import load_yaml
from .eingaben import BEILAGEN, Vertragsdateien, hash_bytes
from .gemeinsames import Aufloesung, resolve_objekte
from .mangelarten import hide_consequences
from .verhandlungsakte import Verhandlungsakte, read_verhandlung
from .wertuebernahme import take_over


@dataclass(frozen=True, slots=True)
class Geladen:
    """What the loader made of a contract's files.

    `vertrag` is None where the file does not allow it, `gliederungen` (the chosen clauses by document name) is empty then and
    where clauses are missing. `benutzt` names the files it was made from: its own and the joint ones it refers to; `objekte`
    are the joint data among them by file name. `verhandlung` is how far the negotiation has come; no document depends on it.
    """

    kennung: str
    datei: str
    quelle: Quelle | None = None
    art: Vertragsart | None = None
    vertrag: Vorgang | None = None
    gliederungen: Mapping[str, Gliederung] = field(default_factory=dict)
    maengel: tuple[Mangel, ...] = ()
    benutzt: tuple[str, ...] = ()
    objekte: Mapping[str, Quelle] = field(default_factory=dict)
    verhandlung: Verhandlungsakte | None = None

    @property
    def gliederung(self) -> Gliederung | None:
        """The chosen clauses of the contract itself."""
        return self.gliederungen.get(HAUPTDOKUMENT)

    @property
    def klauseln(self) -> Mapping[str, Klausel]:
        """Every clause of the documents by its id."""
        return {k.kopf.id: k for g in self.gliederungen.values() for k in g.alle}


def load_vertrag(dateien: Vertragsdateien, arten: Iterable[Vertragsart] = ARTEN) -> Geladen:
    """Load one contract with its joint objects and own clause texts; pure, nothing is read from a disk."""
    lader = _Lader(dateien, tuple(arten))
    inhalt = dateien.read(dateien.datei)
    if inhalt is None:
        return lader.result()
    quelle, maengel = load_yaml(inhalt, dateien.datei)
    lader.maengel += maengel
    if quelle is not None:
        lader.load(quelle)
    return lader.result()


@dataclass(slots=True)
class _Lader:
    """Collects what one contract is made of."""

    dateien: Vertragsdateien
    arten: tuple[Vertragsart, ...]
    quelle: Quelle | None = None
    art: Vertragsart | None = None
    vertrag: Vorgang | None = None
    gliederungen: Mapping[str, Gliederung] = field(default_factory=dict)
    maengel: list[Mangel] = field(default_factory=list)
    gemeinsam: dict[str, tuple[Mangel, ...]] = field(default_factory=dict)
    objekte: Mapping[str, Quelle] = field(default_factory=dict)
    klauseldateien: list[str] = field(default_factory=list)
    verhandlung: Verhandlungsakte | None = None

    def __post_init__(self) -> None:
        self.maengel += self.dateien.maengel
        self.verhandlung, maengel = read_verhandlung(self.dateien)
        self.maengel += maengel

    def result(self) -> Geladen:
        """Return what there is."""
        eigene = [self.dateien.datei] if self.dateien.datei in self.dateien.dateien else []
        fremde = [m for maengel in self.gemeinsam.values() for m in maengel]
        return Geladen(
            self.dateien.kennung,
            self.dateien.datei,
            self.quelle,
            self.art,
            self.vertrag,
            self.gliederungen,
            (*self.maengel, *fremde),
            tuple(dict.fromkeys((*eigene, *self.klauseldateien, *self.gemeinsam))),
            self.objekte,
            self.verhandlung,
        )

    def load(self, quelle: Quelle) -> None:
        """Go on from the text of the contract file."""
        self.quelle = quelle
        self._compare_kennung(quelle)
        name = quelle.daten.get("art")
        self.art = art = find_art(name, self.arten)
        gelesen = resolve_objekte(quelle, art.gemeinsames if art else (), self.dateien)
        self.quelle, self.gemeinsam, self.objekte = gelesen.quelle, gelesen.benutzt, gelesen.objekte
        self.maengel += gelesen.maengel
        self.quelle, fehlend = take_over(self.quelle, art.uebernahmen if art else ())
        gelesen.quelle = self.quelle
        self.maengel += fehlend
        if art is None:
            vorhanden = ", ".join(a.name for a in self.arten)
            satz = f"Die Vertragsart „art“ fehlt oder ist unbekannt. Vorhanden sind: {vorhanden}."
            self.maengel.append(Mangel("SCH-07", satz, quelle.position(("art",)), ("art",)))
            return
        self._compare_ort(art, quelle)
        modell = art.load_modell()
        try:
            vertrag = modell.model_validate(dict(self.quelle.daten))
        except ValidationError as fehler:
            # What a contract takes from a joint object is nothing that could be added to the contract.
            fremd = {tuple(u.ziel.split(".")) for u in art.uebernahmen}
            offen = [m for m in describe(fehler, self.quelle, modell) if m.pfad not in fremd]
            folgen = hide_consequences(offen, self.maengel)
            self.maengel += self._without_known(folgen)
            return
        unberechenbar = [
            Mangel("SCH-11", satz, self.quelle.position(pfad), pfad) for pfad, satz in vertrag.unberechenbares
        ]
        self.maengel += unberechenbar
        if unberechenbar:
            return
        doppelte = check_schluessel(modell, self.quelle)
        self.maengel += doppelte
        if doppelte:
            return
        self.maengel += check_verweise(vertrag, gelesen.quelle)
        self.vertrag = vertrag
        self._check_anlagen(art, vertrag, gelesen.quelle)
        self._choose(art, vertrag, gelesen)

    def _check_anlagen(self, art: Vertragsart, vertrag: Vorgang, quelle: Quelle) -> None:
        """Compare the foreign files with their hashes, and the documents with those of the contract."""
        namen = [d.name for d in list_dokumente(vertrag, art) if not d.ist_haupt]
        for nummer, anlage in enumerate(vertrag.anlagen):
            if anlage.dokument is not None and anlage.dokument not in namen:
                pfad: Pfad = ("anlagen", nummer, "dokument")
                satz = f"Ein Dokument „{anlage.dokument}“ hat dieser Vertrag nicht. Vorhanden sind: {', '.join(namen) or 'keine'}."
                self.maengel.append(Mangel("SCH-09", satz, quelle.position(pfad), pfad))
            if anlage.beilage is not None:
                self._check_beilage(anlage.beilage, ("anlagen", nummer, "beilage"), quelle)
        self._find_unused({a.beilage.datei for a in vertrag.anlagen if a.beilage is not None})

    def _find_unused(self, benannt: set[str]) -> None:
        """Report foreign files that no Anlage names: whoever laid them there takes them for part of the contract."""
        ordner = f"{self.dateien.ordner}{BEILAGEN}/"
        for name in sorted(n for n in self.dateien.dateien if n.startswith(ordner)):
            if name.removeprefix(ordner) not in benannt:
                satz = "Keine Anlage nennt diese Datei; sie wird nicht Teil des Vertrages."
                self.maengel.append(Mangel("BST-18", satz, Position(name)))

    def _check_beilage(self, beilage: Beilage, pfad: Pfad, quelle: Quelle) -> None:
        name = f"{self.dateien.ordner}{BEILAGEN}/{beilage.datei}"
        inhalt = self.dateien.read(name)
        if inhalt is None:
            satz = f"Die Datei „{BEILAGEN}/{beilage.datei}“ liegt nicht im Ordner des Vertrags. Legen Sie sie dort ab."
            self.maengel.append(Mangel("BST-16", satz, quelle.position((*pfad, "datei")), (*pfad, "datei")))
            return
        self.klauseldateien.append(name)
        summe = hash_bytes(inhalt)
        if summe != beilage.sha256:
            satz = (
                f"Die Datei „{BEILAGEN}/{beilage.datei}“ ist eine andere als die vereinbarte: Ihre Prüfsumme ist {summe}. "
                "Legen Sie die vereinbarte Datei ab, oder berichtigen Sie die Prüfsumme, wenn diese Datei gelten soll."
            )
            self.maengel.append(Mangel("BST-17", satz, quelle.position((*pfad, "sha256")), (*pfad, "sha256")))

    def _compare_kennung(self, quelle: Quelle) -> None:
        kennung, ordner = quelle.daten.get("kennung"), self.dateien.kennung
        if isinstance(kennung, str) and kennung != ordner:
            meldung = (
                f"Der Vertrag hat die Kennung „{kennung}“, sein Ordner heißt „{ordner}“. Beide müssen gleich sein."
            )
            if kennung[:1] in TYPOGRAFISCH:
                meldung += ' Die typografischen Anführungszeichen gehören für YAML zum Wert; schreiben Sie gerade (").'
            self.maengel.append(Mangel("BST-15", meldung, quelle.position(("kennung",)), ("kennung",)))

    def _compare_ort(self, art: Vertragsart, quelle: Quelle) -> None:
        ort = art.ort.path_of(self.dateien.kennung)
        if self.dateien.datei != ort:
            satz = f"Ein Vertrag der Art „{art.name}“ liegt unter „{ort}“. Verschieben Sie den Ordner dorthin."
            self.maengel.append(Mangel("BST-14", satz, quelle.position(("art",)), ("art",)))

    def _without_known(self, folgen: list[Mangel]) -> list[Mangel]:
        """Leave out what the model says of places in joint files whose text is found wrong already."""
        bekannt = {_start(m.position) for maengel in self.gemeinsam.values() for m in maengel}
        return [m for m in folgen if _start(m.position) not in bekannt]

    def _choose(self, art: Vertragsart, vertrag: Vorgang, gelesen: Aufloesung) -> None:
        eigene, fehlerhaft = self._read_klauseln(self.dateien.own_clauses())
        gemeinsame, weitere = self._read_klauseln(self._joint_clauses(art, gelesen))
        fehlerhaft += weitere
        vorher = list(self.maengel)
        gliederungen, unmoeglich = choose(vertrag, art, {**gemeinsame, **eigene}, gelesen.quelle)
        self.maengel += fehlerhaft
        if fehlerhaft:
            # A clause may be missing because its file is broken.
            self.maengel += [m for m in hide_consequences(unmoeglich, vorher) if m.code != "KLA-02"]
        else:
            # A clause may be unused because its name is mistyped where it is wanted.
            self.maengel += hide_consequences(unmoeglich, vorher) or unused(gliederungen.values(), eigene)
        # A document with clauses missing would break rules and references that are not at fault.
        self.gliederungen = {} if fehlerhaft or unmoeglich else gliederungen

    def _joint_clauses(self, art: Vertragsart, gelesen: Aufloesung) -> list[str]:
        """Return the names of the clause files of the joint objects that the contract names."""
        ordner = [
            g.klauseln.format(name) + "/"
            for g in art.gemeinsames
            if g.klauseln
            for name in gelesen.namen.get(g.name, ())
        ]
        return sorted(n for n in self.dateien.gemeinsames if n.endswith(".md") and n.startswith(tuple(ordner)))

    def _read_klauseln(self, namen: list[str]) -> tuple[dict[str, Klausel], list[Mangel]]:
        """Read clause texts by their id."""
        klauseln: dict[str, Klausel] = {}
        maengel: list[Mangel] = []
        for name in namen:
            self.klauseldateien.append(name)
            klausel, fehler = read_klausel(self.dateien.read(name) or b"", name)
            maengel += fehler
            if klausel is None:
                continue
            if klausel.kopf.id in klauseln:
                satz = f"Die Kennung „{klausel.kopf.id}“ hat schon ein anderer Textbaustein dieses Vertrags. Vergeben Sie eine andere."
                maengel.append(Mangel("KLA-01", satz, Position(name), ("id",)))
            else:
                klauseln[klausel.kopf.id] = klausel
        return klauseln, maengel


def _start(ort: Position) -> tuple[str, int, int]:
    return ort.datei, ort.zeile, ort.spalte
