"""A kind of contract from outside the house, for the test that nothing else has to change: two documents, a joint object, a rule."""

from contracts.arten import HAUPTDOKUMENT, PARTEIEN, Dokumentart, Gemeinsam, Vertragsart

QUARTIERE = Gemeinsam(
    name="quartier",
    feld="quartier",
    verweis="quartier",
    ort="quartiere/{}/quartier.yaml",
    modell="spiel.modell:Quartier",
    bezeichnung=("das Quartier", "des Quartiers"),
    beispiel="west",
    ist_liste=False,
    klauseln="quartiere/{}/klauseln",
)

ART = Vertragsart(
    name="spiel",
    titel="Spielvereinbarung",
    modell="spiel.modell:Spielvertrag",
    dokumente=(Dokumentart(HAUPTDOKUMENT), Dokumentart("merkblatt", "Merkblatt zur Spielvereinbarung")),
    gemeinsames=(PARTEIEN, QUARTIERE),
    paket="spiel",
    regeln=("spiel.platzregel",),
)
