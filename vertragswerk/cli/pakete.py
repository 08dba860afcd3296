"""Work on contracts in packets, which an executor of `concurrent.futures`' interface carries out: here, or on other machines.

A packet carries the bytes of its contracts, so that nobody who works on it needs the disk they came from.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from contracts.bestand.eingaben import Vertragsdateien
from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.programmstand import describe_inhalt

R = TypeVar("R")
Arbeit: TypeAlias = Callable[[Vertragsdateien], R]
"""What is done with one contract: a function of a module, or a part of one, so that it can be sent away."""

JE_PAKET: Final = 8
_VORLAUF: Final = 8
"""So many packets per place may be done or in work before the first of them is taken."""
_TAKT: Final = 0.5
"""Seconds after which a wait looks up: for Ctrl-C, which some systems tell nobody who waits, and for whether anybody still works."""


class AuftragFehlt(Exception):
    """Who was to work on a packet has not been given the order yet; it is sent again with it."""


class AndererStand(Exception):
    """Where a packet was to be worked on another state of this program is installed."""


class Ausfuehrung(Protocol):
    """Who carries out packets: an executor, how many packets it works on at once, and what its failures mean to a user."""

    @property
    def executor(self) -> Executor:
        """The executor, opened and closed by somebody else."""

    @property
    def plaetze(self) -> int:
        """How many packets it works on at once."""

    @property
    def ist_fern(self) -> bool:
        """Whether packets leave this machine; then the program there must be the same."""

    def look(self) -> None:
        """Raise Abbruch where nobody works any more; asked again and again while a packet is waited for."""

    def explain(self, fehler: BaseException) -> BaseException:
        """Return what is raised for a failure of the executor itself."""


@dataclass(frozen=True, slots=True)
class _Auftrag:
    """What all packets have in common; `programm` is empty where it can be no other."""

    arbeit: Callable[[Vertragsdateien], Any]
    gemeinsames: Mapping[str, bytes]
    programm: str


_AUFTRAG: Final[dict[str, _Auftrag]] = {}
"""The order that this process works on: what it learns meanwhile (judgements, read texts) stays until another one comes."""


def run_packets(
    arbeit: Arbeit[R], bestand: Bestand, ordner: Sequence[Vertragsordner], weg: Ausfuehrung, je_paket: int = 0
) -> Generator[R, None, None]:
    """Yield the results for the contracts in their order as they get ready; closing the iterator gives up the rest.

    A packet holds `je_paket` contracts, by default as many as are checked in a moment. Who carries it out, and how often it had
    to be begun, changes nothing: each result is taken once. An exception is raised here with the contract's Kennung as its
    first note.
    """
    auftrag = pickle.dumps(_Auftrag(arbeit, dict(bestand.gemeinsames), describe_inhalt() if weg.ist_fern else ""))
    nummer = sha256(auftrag).hexdigest()
    offen: deque[_Offen] = deque()
    verteilt, je_paket = 0, je_paket or JE_PAKET

    def submit(paket: Sequence[Vertragsdateien], ist_mit_auftrag: bool) -> Future[Any]:
        return weg.executor.submit(do_paket, nummer, auftrag if ist_mit_auftrag else None, paket)

    try:
        while verteilt < len(ordner) or offen:
            # Where one packet takes long, the results behind it would pile up without an end.
            while verteilt < len(ordner) and len(offen) < _VORLAUF * weg.plaetze:
                paket = [_read(bestand, o) for o in ordner[verteilt : verteilt + je_paket]]
                # The order holds every joint object, in a large repository megabytes: each worker needs it once.
                offen.append(_Offen(paket, submit(paket, verteilt < je_paket * weg.plaetze)))
                verteilt += len(paket)
            _wait(offen[0].future, weg)
            for stueck in (s for s in offen if _lacks_auftrag(s.future)):
                stueck.future = submit(stueck.paket, True)
            _wait(offen[0].future, weg)
            yield from _take(offen.popleft().future, weg)
    finally:
        for stueck in offen:
            stueck.future.cancel()


@dataclass(slots=True)
class _Offen:
    """A packet on its way."""

    paket: Sequence[Vertragsdateien]
    future: Future[Any]


def _wait(future: Future[Any], weg: Ausfuehrung) -> None:
    while not wait((future,), _TAKT).done:
        weg.look()


def _lacks_auftrag(future: Future[Any]) -> bool:
    ist_fertig = future.done() and not future.cancelled() and future.exception() is None
    return ist_fertig and isinstance(future.result(), AuftragFehlt)


def _read(bestand: Bestand, ort: Vertragsordner) -> Vertragsdateien:
    """Return the files of a contract without the joint ones, which the order brings once for all."""
    try:
        return replace(bestand.read_dateien(ort), gemeinsames={})
    except Exception as fehler:
        fehler.add_note(ort.kennung)
        raise


def _take(future: Future[Any], weg: Ausfuehrung) -> list[Any]:
    try:
        ergebnis = future.result()
    except Exception as fehler:
        ersatz = weg.explain(fehler)
        if ersatz is fehler:
            raise
        raise ersatz from fehler
    if isinstance(ergebnis, Exception):
        raise weg.explain(ergebnis)
    fertige: list[Any] = ergebnis
    return fertige


def do_paket(nummer: str, auftrag: bytes | None, paket: Sequence[Vertragsdateien]) -> list[Any] | Exception:
    """Return the results of one packet, or the exception that ended it.

    It is returned because some executors write into their log what a function that raises was called with: whole contracts.
    """
    was = _AUFTRAG.get(nummer)
    if was is None and auftrag is None:
        return AuftragFehlt()
    if was is None:
        was = pickle.loads(auftrag)  # type: ignore[arg-type]  # noqa: S301 - came the way of this function; contracts are bytes in it
        _AUFTRAG.clear()
        _AUFTRAG[nummer] = was
    if was.programm and was.programm != describe_inhalt():
        return AndererStand()
    ergebnisse = []
    for dateien in paket:
        try:
            ergebnisse.append(was.arbeit(replace(dateien, gemeinsames=was.gemeinsames)))
        except Exception as fehler:  # noqa: BLE001 - raised again by the process that sent the packet
            ersatz = make_portable(fehler)
            ersatz.add_note(dateien.kennung)
            return ersatz
    return ergebnisse


def make_portable(fehler: Exception) -> Exception:
    """Return an exception that survives the way to another process: some cannot be built again."""
    try:
        ist_gleich = isinstance(pickle.loads(pickle.dumps(fehler)), type(fehler))  # noqa: S301 - made in the same line
    except Exception:  # noqa: BLE001 - whatever stops it, it is not portable
        ist_gleich = False
    return fehler if ist_gleich else RuntimeError(type(fehler).__name__)
