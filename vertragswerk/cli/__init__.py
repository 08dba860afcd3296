"""The command line: one module per command; `app` lists them."""

from __future__ import annotations

import os
import signal
import sys
from importlib.resources import files
from io import StringIO
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from vertragswerk.haus import Haus


class Beendet(BaseException):
    """The system asked the program to end; raised so that unfinished files are cleared away."""

    def __init__(self, signal_nummer: int) -> None:
        super().__init__(signal_nummer)
        self.code = 128 + signal_nummer


def run() -> None:
    """Parse the arguments, run a command and end with its exit code; no user ever sees a traceback."""
    from .konsole import prepare_streams

    prepare_streams()
    speak_german()
    _end_in_order()
    sys.exit(run_command())


def run_command(haus: Haus | None = None) -> int:
    """Run the command that `sys.argv` names, for the kinds of a house (ours without one).

    Every failure is a German sentence on standard error and an exit code.
    """
    import click

    from contracts.paketdaten import PaketFehler

    from .ende import AUSFALL, Abbruch, report_crash
    from .konsole import Ausgabefehler, complain

    try:
        return _call(haus)
    except Abbruch as abbruch:
        complain(abbruch.meldung)
        return abbruch.code
    except click.ClickException as fehler:
        complain(_as_shown(fehler))
        return fehler.exit_code
    except PaketFehler as fehler:
        complain(str(fehler))
        return AUSFALL
    except Ausgabefehler as fehler:
        complain(f"Die Ausgabe kann nicht geschrieben werden: {fehler}.")
        return AUSFALL
    except (click.Abort, KeyboardInterrupt, Beendet) as grund:
        complain("\nAbgebrochen. Es ist nichts geschrieben, was nicht vollständig ist.")
        return grund.code if isinstance(grund, Beendet) else 128 + signal.SIGINT
    except Exception as fehler:  # noqa: BLE001 - last line of defence: a sentence instead of a traceback
        return report_crash(fehler)


def _as_shown(fehler: click.ClickException) -> str:
    """Return what the command-line library would print; it repeats what the user typed."""
    puffer = StringIO()
    fehler.show(puffer)
    return puffer.getvalue().rstrip("\n")


def _call(haus: Haus | None) -> int:
    """Run the command and print what it left in the buffer; returns the exit code."""
    from vertragswerk.haus import HAUS

    from .app import app

    haus = haus or HAUS

    try:
        # Without click's own ending: its exit code for an interrupted run or a closed pipe is that of findings.
        ende = app(prog_name="vertragswerk", standalone_mode=False, obj=haus)
    except SystemExit as fertig:
        ende = fertig.code
    sys.stdout.flush()
    return ende if isinstance(ende, int) else 0


def speak_german() -> None:
    """Point the texts of the command-line library to our catalogue; they are looked up through the standard gettext."""
    import gettext

    os.environ["LANGUAGE"] = "de"
    gettext.bindtextdomain("messages", str(files("vertragswerk") / "locale"))


def _end_in_order() -> None:
    """Let signals that end the program unwind it; one that was set to be ignored (`nohup`) stays ignored."""

    def end(nummer: int, rahmen: FrameType | None) -> None:
        raise Beendet(nummer)

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        nummer = getattr(signal, name, None)
        if nummer is not None and signal.getsignal(nummer) == signal.SIG_DFL:
            signal.signal(nummer, end)
