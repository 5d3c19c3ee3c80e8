# shellcheck shell=sh
# What the scripts about payments share.
. "$(dirname "$0")/acme.sh"

# What was billed on 2026-01-01 and 2026-02-01, due after thirty days:
#
#   A1  INV-2026-000001  181.64, INV-2026-000004  76.46
#   A2  INV-2026-000002   60.00, INV-2026-000005  60.00
#   A3  INV-2026-000003  144.50, INV-2026-000006  45.50
billed() {
	if [ ! -e "$work/billed.db" ]; then
		(
			acme
			bill 2026-01-01
			bill 2026-02-01
		) || fail 'nothing was billed'
		mv acme.db "$work/billed.db"
	fi
	cp -p "$work/billed.db" acme.db
}

# payments ROW...: the file payments.csv
payments() {
	echo payment,account,amount,currency,received_on,invoice,reverses \
		>payments.csv
	[ $# -eq 0 ] || printf '%s\n' "$@" >>payments.csv
}

# pay ROW...: import them, and see that the ledger is in order
pay() {
	payments "$@"
	run bill-import -q payments payments.csv
	expect_status 0
	expect_clean_ledger
}
