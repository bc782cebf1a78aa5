#!/bin/bash
# Run the command at once and then every night at two, and go on after a night that failed: the
# container's health tells that there is no fresh backup.
set -uo pipefail
trap 'exit 0' TERM INT
while true; do
    "$@" || echo "$1 failed; there is no backup of tonight" >&2
    sleep $(( $(date --utc --date 'tomorrow 02:00' +%s) - $(date +%s) )) & wait $!
done
