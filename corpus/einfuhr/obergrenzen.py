"""How much an importer reads before it refuses: the largest German statute needs a tenth of this."""

MAX_DATEI = 64 * 2**20
MAX_TEXT = 96 * 2**20
MAX_ZEILE = 8 * 2**20
MAX_VERHAELTNIS = 200
MAX_TIEFE = 40
MAX_EINTRAEGE = 5_000
