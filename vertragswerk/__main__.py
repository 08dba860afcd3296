"""Entry of the command; answers `--version` without loading anything."""

from __future__ import annotations

import sys

from vertragswerk import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"vertragswerk {__version__}\n")
        return
    from vertragswerk.speicher import collect_seldom, keep_to_the_end

    collect_seldom()
    from vertragswerk.cli import run

    try:
        run()
    finally:
        keep_to_the_end()


if __name__ == "__main__":
    main()
