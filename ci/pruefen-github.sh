#!/usr/bin/env bash
# Checks the repository in ORDNER: annotations on standard output, the summary beside the job, SARIF where it is asked for.
# Values come from the environment and are never read as commands.
set -euo pipefail
umgebung="${VERTRAGSWERK_UMGEBUNG:-${RUNNER_TEMP:-/tmp}/vertragswerk}"
ausgaben=(--ausgabe github)
# The runner's file is appended to; a report replaces its file whole, so it goes through one of its own.
zusammenfassung="$(mktemp)"
trap 'rm -f "$zusammenfassung"' EXIT
ausgaben+=(--ausgabe "zusammenfassung:$zusammenfassung")
if [ -n "${SARIF:-}" ]; then
  ausgaben+=(--ausgabe "sarif-github:$SARIF")
fi
weitere=()
if [ -n "${ANGABEN:-}" ]; then
  read -r -a weitere <<<"$ANGABEN"
fi
ende=0
"$umgebung/bin/vertragswerk" pruefen "$ORDNER" --fehler-ab "${FEHLER_AB:-fehler}" "${ausgaben[@]}" "${weitere[@]+"${weitere[@]}"}" || ende=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$zusammenfassung" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$ende"
