#!/usr/bin/env bash
# Puts the program into an environment of its own; PAKET is what pip installs.
set -euo pipefail
umgebung="${VERTRAGSWERK_UMGEBUNG:-${RUNNER_TEMP:-/tmp}/vertragswerk}"
python3 -m venv "$umgebung"
"$umgebung/bin/python" -m pip install --quiet --disable-pip-version-check "$PAKET"
"$umgebung/bin/vertragswerk" --version
