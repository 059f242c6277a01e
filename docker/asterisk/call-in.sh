#!/bin/sh
# call-in NUMBER [SECONDS] [NAME]: the simulated carrier calls one of our numbers, over the registration of the trunk,
# plays 1400 Hz to who answers and records what it hears. Hangs up after SECONDS (10).
set -eu
number=${1:?usage: call-in NUMBER [SECONDS] [NAME]}
case $number in *[!0-9+]*) echo "\"$number\" is no number: digits and + only" >&2; exit 2 ;; esac
exec bash "$(dirname "$(readlink -f "$0")")/originate.bash" \
  "PJSIP/$number@trunkline" call-in "${2:-10}" "\"${3:-}\" <+15550109999>" "in-$number"
