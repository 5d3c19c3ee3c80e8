# shellcheck shell=sh
# What bill-explain says, computed anew; a script sources it instead of acme.sh.
#
#   expect_recomputed   every document makes its lines from what is said of them
. "$(dirname "$0")/acme.sh"

expect_recomputed() {
	bill-export -q lines >lines.csv
	bill-export -q invoices | sed 1d | cut -d , -f 1 >numbers
	while IFS= read -r number; do
		awk -F, -v number="$number" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$1 != number { next }
		$at["tax_seq"] == 0 { net[$at["line"]] = $at["amount"]; next }
		{ tax[$at["line"]] += $at["tax"] }
		END { for (i = 1; i in net; i++)
			printf "%d %.2f %.2f\n", i, net[i], tax[i] }' \
			lines.csv >expected
		[ -s expected ] || fail "$number has no lines"
		bill-explain -q "$number" >said || fail "$number: no reason"
		awk -f "$ROOT/tests/command/recompute.awk" said >found ||
			fail "$number: $(grep 'not ok' found)"
		expect_same_file expected found
	done <numbers
}
