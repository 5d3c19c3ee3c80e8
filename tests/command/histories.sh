# shellcheck shell=sh
# Ledgers with a past, for scripts that change them behind billkit.
#
#   history_cash     two months of acme, an adjustment, a credit note for A3,
#                    and payments: one in part, one of too much, and one that
#                    was reversed
#   history_orders   subscriptions over their whole life, coupons, fulfilments,
#                    approvals
#   history_usage    usage that was guided, recycled and retracted, and came
#                    late
#   history_approved imports and adjustments that a second person agreed to, or
#                    did not yet
#
# Each is made once in a script, then copied to acme.db.
. "$(dirname "$0")/life.sh"

# A ledger with two months, an adjustment, a credit note for A3, and payments:
# one in part, one of too much, and one that was reversed.
history_cash() {
	if [ ! -e "$work/cash.db" ]; then
		(
			acme
			bill-import -q adjustments adjustments.csv
			bill 2026-01-01
			bill 2026-02-01
			printf '%s\n' \
				order,line,action,account,subscription,start \
				O9,1,cancel,A3,S4,2026-02-15 >cancel.csv
			bill-import -q orders cancel.csv
			bill 2026-02-16
			cat >payments.csv <<'CSV'
payment,account,amount,currency,received_on,invoice,reverses
P1,A1,100.00,USD,2026-02-20,INV-2026-000004,
P2,A2,150.00,USD,2026-02-21,,
P3,A3,10.00,USD,2026-02-22,,
P4,A3,-10.00,USD,2026-02-25,,P3
CSV
			bill-import -q payments payments.csv
		) || fail 'there is no history'
		mv acme.db "$work/cash.db"
	fi
	cp -p "$work/cash.db" acme.db
}

history_orders() {
	if [ ! -e "$work/orders.db" ]; then
		(
			life
			bill 2026-01-16
			bill 2026-02-01
			bill-import -q orders cancel.csv
			bill 2026-03-01
			cat >void.csv <<'CSV'
order,line,action,account,subscription,start,voids
O9,1,void,A1,list,2026-01-15,O1/2
CSV
			bill-import -q orders void.csv
			bill 2026-03-02
		) || fail 'there is no history'
		mv acme.db "$work/orders.db"
	fi
	cp -p "$work/orders.db" acme.db
}

# Acme counts gigabytes.  E1 to E3 are S1's, E2 by way of suspense; E4 is in
# suspense; E5 was retracted, and E6 before it came.  January is billed, E3
# came after that.
history_usage() {
	if [ ! -e "$work/usage.db" ]; then
		(
			acme_files
			sed -e '/^products:/i\
metrics:\
  - {id: gb, unit: GB, aggregation: sum}' -e '/id: setup/a\
      - {id: data, kind: usage, metric: gb, price: 0.10}' \
				catalog.yaml >metered.yaml
			mv metered.yaml catalog.yaml
			sed -e '1s/$/,service/' -e '2,$s/$/,/' \
				-e '/,S1,/s/$/line-1/' orders.csv >served.csv
			mv served.csv orders.csv
			bill-init -q --config company.yaml
			acme_import
			usage one.csv E1,S1,,05, E2,,555-1,06, E4,,555-4,07, \
				E5,S4,,08, E6,S4,,09,retract
			usage two.csv E5,S4,,08,retract E6,S4,,09,
			bill-import -q services - <<'CSV'
service,account,identifier,to,effective_on
line-1,A1,555-1,,
line-1,A1,555-1,2026-06-01,2026-03-01
line-4,A3,555-9,,
CSV
			bill-import -q --as-of 2026-01-01 exemptions - <<'CSV'
certificate,account
X1,A2
CSV
			bill-import -q exchange-rates - <<'CSV'
from_currency,to_currency,rate,date
EUR,USD,1.1,2026-01-01
CSV
			echo 'rule,billable
all,yes' | bill-import -q rules -
			echo 'alert,sent_on
A-1,2026-01-05' | bill-import -q alerts -
			bill-import -q usage --recycle
			bill 2026-02-01
			usage three.csv E3,S1,,10,
		) || fail 'there is no history'
		mv acme.db "$work/usage.db"
	fi
	cp -p "$work/usage.db" acme.db
}

# Anna recorded all; Carla agreed to catalog and rates (audit rows 2 and 3), and
# Bert, who may up to 20.00, to J1.  The next catalog and J2 wait.
history_approved() {
	takes_root
	if [ ! -e "$work/approved.db" ]; then
		(
			acme_files
			cat >>company.yaml <<'YAML'
approval:
  adjustments: "10.00"
  catalogs: yes
  tax_rates: yes
  approvers: {bert: "20.00", carla: any}
YAML
			SUDO_USER=anna
			export SUDO_USER
			bill-init -q --config company.yaml
			bill-import -q catalog catalog.yaml
			bill-import -q tax-rates tax-rates.csv
			printf '%s\n' audit 2 3 |
				SUDO_USER=carla bill-approve -q
			for kind in customers accounts orders; do
				bill-import -q "$kind" "$kind.csv"
			done
			sed 's/2026-01"/2026-07"/;s/2026-01-01/2026-07-01/' \
				catalog.yaml | bill-import -q catalog /dev/stdin
			bill-import -q adjustments - <<'CSV'
adjustment,account,amount,currency,reason,effective_on
J1,A1,-15.00,USD,goodwill,2026-01-01
J2,A1,-25.00,USD,goodwill,2026-01-01
CSV
			printf '%s\n' adjustment J1 |
				SUDO_USER=bert bill-approve -q
		) || fail 'there is no history'
		mv acme.db "$work/approved.db"
	fi
	cp -p "$work/approved.db" acme.db
}

# usage FILE LINE...: import lines of EVENT,SUBSCRIPTION,IDENTIFIER,DAY,ACTION
usage() {
	file=$1
	shift
	echo event,subscription,identifier,occurred_at,action,metric >"$file"
	for line; do
		echo "$line" | sed \
			's/,\([0-9]*\),\([a-z]*\)$/,2026-01-\1T12:00:00Z,\2,gb/'
	done >>"$file"
	bill-import -q usage "$file"
}
