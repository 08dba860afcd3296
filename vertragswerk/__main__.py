"""Entry of the command; answers `--version` without loading anything."""

from __future__ import annotations

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
    from vertragswerk.cli import run

    run()


if __name__ == "__main__":
    main()
