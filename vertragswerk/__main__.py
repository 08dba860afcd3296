"""Entry of the command; answers `--version` without loading anything."""

from __future__ import annotations

import sys

from vertragswerk import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"vertragswerk {__version__}\n")
        return
    from vertragswerk.cli import run

    run()


if __name__ == "__main__":
    main()
