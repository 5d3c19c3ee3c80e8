#!/bin/sh
# All faults at all points, for make fault: it takes some hours.
#
# Prints what each test says, then a table of points by case and kind.  Exit
# code 1 if anything did not hold, or if a kind of fault had no point.
# FAULT_SEED repeats what chance has chosen; FAULT_SAMPLE=N takes so many points
# of each kind, JOBS how many scripts run at once (2).
set -eu
cd "$(dirname "$0")"
FAULT_SAMPLE=${FAULT_SAMPLE:-0}
FAULT_SEED=${FAULT_SEED:-$(date +%s)}
FAULT_TALLY=$(mktemp "${TMPDIR:-/tmp}/billkit-fault.XXXXXX")
export FAULT_SAMPLE FAULT_SEED FAULT_TALLY
trap 'rm -f "$FAULT_TALLY"' EXIT
trap 'exit 130' HUP INT TERM
echo "seed $FAULT_SEED"
start=$(date +%s)

status=0
for script in *; do
	[ ! -f "$script" ] || [ ! -x "$script" ] || echo "$script"
done | xargs -P "${JOBS:-2}" -I script sh -c './script </dev/null || exit 1' ||
	status=1

awk -v seconds=$(($(date +%s) - start)) '
	{ points[$2] += $3; failures[$2] += $4; cases[$2]++ }
	END {
		printf "%-12s %6s %9s %9s\n", "fault", "cases", "points",
			"failures"
		for (kind in points) {
			printf "%-12s %6d %9d %9d\n", kind, cases[kind],
				points[kind], failures[kind] | "sort"
			all += points[kind]
			bad += failures[kind]
		}
		close("sort")
		printf "%-12s %6s %9d %9d in %d s\n", "all", "", all, bad,
			seconds
		exit !all || bad
	}' "$FAULT_TALLY" || status=1
exit "$status"
