"""Entry of the command; answers `--version` without loading anything."""

from __future__ import annotations

import os
import sys

from vertragswerk import __version__

OHNE_TEXTE = (
    "Python läuft mit der Einstellung -OO (PYTHONOPTIMIZE=2) und lässt die Texte weg, aus denen Handbuchseiten und Schema entstehen. "
    "Rufen Sie vertragswerk ohne diese Einstellung auf.\n"
)


def main() -> None:
    """Run the command line; refuses a Python that strips the texts the program is made of."""
    if sys.flags.optimize > 1:
        sys.stderr.write(OHNE_TEXTE)
        sys.exit(2)
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"vertragswerk {__version__}\n")
        return
    from vertragswerk.speicher import collect_seldom, keep_to_the_end

    collect_seldom()
    # No plugin of another package sees a contract, and nobody looks for one among everything that is installed.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from vertragswerk.cli import run

    try:
        run()
    finally:
        keep_to_the_end()


if __name__ == "__main__":
    main()
