# shellcheck shell=sh
# Acme with usage, for test scripts that source it instead of acme.sh.
#
#   usage_stock             the ledger; gigabytes have a price, calls have none
#   events FILE LINE...     a file of usage; "@" is 2026-01-05T10:00:00Z
#   first                   first.csv: two events, and two for suspense
#   sql STATEMENT           what the ledger holds
#   net                     what counts in the end
. "$(dirname "$0")/acme.sh"

usage_stock() {
	acme_files
	awk '
	/^products:/ {
		print "metrics:"
		print "  - {id: gb, unit: GB, aggregation: sum}"
		print "  - {id: calls, unit: call, aggregation: sum}"
	}
	{ print }
	/id: setup/ {
		print "      - {id: data, kind: usage, metric: gb, price: 0.10}"
	}' catalog.yaml >metered.yaml
	mv metered.yaml catalog.yaml
	bill-init -q --config company.yaml
	acme_import
}

header=event,subscription,metric,quantity,occurred_at,action,region
at=2026-01-05T10:00:00Z

events() {
	file=$1
	shift
	printf '%s\n' "$header" "$@" | sed "s/@/$at/" >"$file"
}

first() {
	events first.csv \
		E1,S1,gb,1.50,@,,eu \
		E2,S4,gb,2,2026-01-06T10:00:00+01:00,add, \
		E3,S1,calls,3,2026-01-07T00:00:00.5Z,,us \
		E4,S9,gb,4,2026-01-07T00:00:00Z,,us
}

sql() {
	sqlite3 -readonly acme.db "$1"
}

net() {
	sql 'SELECT subscription, occurred_at, event, quantity FROM usage
		GROUP BY subscription, occurred_at, event
		HAVING sum(counts) <> 0
		ORDER BY subscription, occurred_at, event'
}

# All rows but for the numbers, which tell the order; and the retractions.
rows() {
	sql 'SELECT subscription, occurred_at, event, counts, metric, quantity,
		dimensions, named, reason FROM usage
		ORDER BY subscription, occurred_at, event, number'
	echo retractions
	sql 'SELECT event, occurred_at, number <> 0 FROM usage_retraction
		ORDER BY event'
}

# The rows are these, in short: subscription, event, counts, reason.
expect_rows() {
	sql "SELECT subscription || '|' || event || '|' || counts || '|' ||
		reason FROM usage
		ORDER BY subscription, occurred_at, event, number" >found
	cat >expected
	expect_same_file expected found
}
