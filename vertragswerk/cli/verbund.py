"""A cluster of Dask as who carries out packets: finding it within bounded time, and saying in German what became of it.

A cluster is trusted as an installed package is: whoever runs it sees what is sent, and what comes back is unpickled (ADR 0031).
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from vertragswerk.dateisystem.verzeichnis import Bestand, Vertragsordner
from vertragswerk.vertraulichkeit import may_leave

from .ende import Abbruch
from .kerne import work_here
from .konsole import complain
from .pakete import AndererStand, Arbeit, run_packets

if TYPE_CHECKING:
    from contracts.arten import Vertragsart

R = TypeVar("R")

WARTEN: Final = 10.0
"""Seconds for each step of finding a cluster, and for a cluster that has lost all of its workers to get another."""
_PROTOKOLLE: Final = ("distributed", "distributed.client", "tornado", "tornado.application")
"""What Dask writes there is English, and may quote what was sent."""
_ARTEN: Final = {"dask": "tcp", "dask+tls": "tls"}
_BEISPIEL: Final = "„dask://rechner.haus.example:8786“ oder, verschlüsselt, „dask+tls://rechner.haus.example:8786“"


@dataclass(frozen=True, slots=True)
class Adresse:
    """Where the scheduler of a cluster answers."""

    weg: str
    rechner: str
    tor: int

    def __str__(self) -> str:
        """Return the address as Dask takes it."""
        rechner = f"[{self.rechner}]" if ":" in self.rechner else self.rechner
        return f"{self.weg}://{rechner}:{self.tor}"

    @property
    def angabe(self) -> str:
        """Return the address as `--ausfuehrung` takes it: what a message names is what was typed."""
        return {weg: art for art, weg in _ARTEN.items()}[self.weg] + str(self).removeprefix(self.weg)

    @property
    def ist_offen(self) -> bool:
        """Whether contracts would go over a network as everybody on it can read them."""
        if self.weg == "tls" or self.rechner == "localhost":
            return False
        try:
            return not ip_address(self.rechner).is_loopback
        except ValueError:
            return True


def parse_adresse(angabe: str) -> Adresse:
    """Return the address that `--ausfuehrung` names; ends the command where it names none."""
    try:
        teile = urlsplit(angabe)
        rechner, tor = teile.hostname, teile.port
    except ValueError:
        teile, rechner, tor = urlsplit(""), None, None
    ist_mehr = teile.username is not None or teile.path not in ("", "/") or teile.query or teile.fragment
    if teile.scheme not in _ARTEN or not rechner or not tor or ist_mehr or not angabe.isascii():
        raise Abbruch(f"--ausfuehrung nennt keinen Cluster. Erwartet ist eine Adresse wie {_BEISPIEL}.")
    return Adresse(_ARTEN[teile.scheme], rechner, tor)


def work_there(
    arbeit: Arbeit[R],
    bestand: Bestand,
    ordner: Sequence[Vertragsordner],
    adresse: Adresse,
    arten: Sequence[Vertragsart],
) -> Generator[R, None, None]:
    """Yield what the work makes of each contract, on a cluster; what is confidential stays on this machine."""
    duerfen = [may_leave(bestand.read_dateien(o), arten) for o in ordner]
    hier = work_here(arbeit, bestand, [o for o, darf in zip(ordner, duerfen, strict=True) if not darf])
    fort = [o for o, darf in zip(ordner, duerfen, strict=True) if darf]
    if not fort:
        yield from hier
        return
    with closing(hier), open_verbund(adresse) as weg, closing(run_packets(arbeit, bestand, fort, weg)) as dort:
        for darf in duerfen:
            yield next(dort if darf else hier)


@dataclass(slots=True)
class Rechnerverbund:
    """An open cluster, as who carries out packets."""

    client: Any
    executor: Executor
    plaetze: int
    ist_fern: bool = True
    _allein_seit: float | None = field(default=None)

    def look(self) -> None:
        """End the command where the cluster is gone or has had no worker for a while."""
        if self.client.status != "running":
            raise _lost()
        if count_plaetze(self.client):
            self._allein_seit = None
            return
        jetzt = time.monotonic()
        self._allein_seit = self._allein_seit or jetzt
        if jetzt - self._allein_seit > WARTEN:
            raise Abbruch(
                "Der Cluster hat keinen Rechner mehr, der arbeitet. Starten Sie Worker, und wiederholen Sie den Befehl."
            )

    def explain(self, fehler: BaseException) -> BaseException:
        """Return the sentence for a failure of the cluster; what is none of the cluster's stays what it is."""
        art = type(fehler).__name__
        if isinstance(fehler, AndererStand):
            rat = "Installieren Sie überall denselben Stand und dieselbe Version von Python."
            return Abbruch(f"Auf dem Cluster ist ein anderer Stand von vertragswerk installiert. {rat}")
        if isinstance(fehler, ImportError) or isinstance(fehler.__cause__, ImportError):
            return Abbruch(
                "Auf dem Cluster fehlt das Programm. Installieren Sie vertragswerk bei Scheduler und Workern."
            )
        if art == "KilledWorker":
            rat = "Meist fehlt ihnen Arbeitsspeicher. Ohne --ausfuehrung prüft dieser Rechner."
            return Abbruch(f"An denselben Verträgen sind mehrere Rechner des Clusters gescheitert. {rat}")
        if art in ("CancelledError", "FutureCancelledError", "CommClosedError"):
            return _lost()
        return fehler


def _lost() -> Abbruch:
    return Abbruch(
        "Die Verbindung zum Cluster ist abgebrochen. Wiederholen Sie den Befehl; was geprüft ist, steht noch nirgends."
    )


def count_plaetze(client: Any) -> int:
    """Return how many packets the workers of a cluster work on at once."""
    return sum(client.nthreads().values())


@contextmanager
def open_verbund(adresse: Adresse) -> Iterator[Rechnerverbund]:
    """Open a cluster that has a worker; ends the command where there is none within bounded time."""
    try:
        from distributed import Client
    except ImportError as fehler:
        rat = 'Installieren Sie es mit dem Zusatz „verteilt“: pip install "vertragswerk[verteilt]".'
        raise Abbruch(f"Dem Programm fehlt, was es für einen Cluster braucht ({fehler.name}). {rat}") from fehler
    for name in _PROTOKOLLE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if adresse.ist_offen:
        complain("Hinweis: Die Verträge gehen unverschlüsselt über das Netz. „dask+tls://…“ verschlüsselt sie.")
    _knock(adresse)
    client = _within(lambda: Client(str(adresse), timeout=WARTEN, set_as_default=False), 2 * WARTEN, adresse)
    try:
        _wait_for_worker(client)
        yield Rechnerverbund(client, client.get_executor(pure=False), count_plaetze(client))
    finally:
        client.close(timeout=WARTEN)


def _wait_for_worker(client: Any) -> None:
    bis = time.monotonic() + WARTEN
    while not count_plaetze(client):
        if time.monotonic() > bis:
            raise Abbruch("Im Cluster arbeitet kein Rechner. Starten Sie Worker, und wiederholen Sie den Befehl.")
        time.sleep(0.1)


def _knock(adresse: Adresse) -> None:
    """Refuse what is no scheduler before Dask speaks to it: it waits without end for one that says nothing."""
    try:
        with socket.create_connection((adresse.rechner, adresse.tor), WARTEN) as leitung:
            # A scheduler greets; over TLS it waits for the other side, and Dask bounds that itself.
            if adresse.weg == "tcp" and not leitung.recv(1):
                raise _unreachable(adresse)
    except (OSError, UnicodeError) as fehler:
        raise _unreachable(adresse) from fehler


def _within(tue: Any, sekunden: float, adresse: Adresse) -> Any:
    """Return what comes of a call that may wait without end; ends the command if it takes too long or fails."""
    fertig: Future[Any] = Future()

    def run() -> None:
        try:
            fertig.set_result(tue())
        except BaseException as fehler:  # noqa: BLE001 - raised again below
            fertig.set_exception(fehler)

    threading.Thread(target=run, daemon=True).start()
    try:
        return fertig.result(sekunden)
    except TypeError as fehler:
        rat = "Nennen Sie Dask das Zertifikat (distributed.comm.tls in seiner Konfiguration)."
        raise Abbruch(f"Der Cluster „{adresse.angabe}“ lässt sich nicht verschlüsselt ansprechen. {rat}") from fehler
    except Exception as fehler:  # what a foreign program answers may make Dask raise anything
        raise _unreachable(adresse) from fehler


def _unreachable(adresse: Adresse) -> Abbruch:
    rat = "Prüfen Sie Adresse und Netz, und ob dort ein Scheduler von Dask läuft."
    return Abbruch(f"Unter „{adresse.angabe}“ antwortet kein Cluster. {rat}")
