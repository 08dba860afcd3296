"""The command line: one module per command; the list below is the whole of it."""

from __future__ import annotations

import os
import sys
from importlib.resources import files


def run() -> None:
    """Parse the arguments and run a command; no user ever sees a traceback."""
    _speak_german()
    from .app import app
    from .ende import Abbruch, report_crash

    try:
        app(prog_name="vertragswerk")
    except Abbruch as abbruch:
        abbruch.show()
        sys.exit(abbruch.code)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("\nAbgebrochen. Es ist nichts geschrieben, was nicht vollständig ist.\n")
        sys.exit(130)
    except Exception as fehler:  # noqa: BLE001 - last line of defence: a sentence instead of a traceback
        sys.exit(report_crash(fehler))


def _speak_german() -> None:
    """Point the texts of the command-line library to our catalogue; they are looked up through the standard gettext."""
    import gettext

    os.environ["LANGUAGE"] = "de"
    gettext.bindtextdomain("messages", str(files("vertragswerk") / "locale"))
    for strom in (sys.stdout, sys.stderr):
        # A pipe or console of Windows may not be able to print every character; none may end the program.
        if hasattr(strom, "reconfigure"):
            strom.reconfigure(errors="replace")
