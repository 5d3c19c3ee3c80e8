# shellcheck shell=sh
# A company that is metered, for test scripts; a script sources it instead of
# shell.sh.
#
#   company                      its ledger, without usage
#   meter                        with the usage of September
#   columns NAME...              these columns of a stream
#   run_as_of DATE [OPTION...]   the proposal
#   post DATE                    post everything that is due
#   net                          the net of all that was posted
#   expect_empty_file FILE
. "$(dirname "$0")/../shell.sh"
BILL_LEDGER=meter.db
export BILL_LEDGER

# A1 pays for A2; A3 has cancelled; A4 gets documents every three months.  GB
# abroad are for "roaming", which costs 5.00 at least, the others for "traffic".
write_files() {
	cat >company.yaml <<'YAML'
seller: {id: acme, name: Acme Inc., country: US, currency: USD,
         timezone: America/Chicago,
         address: [1 Main St, "Springfield, IL 62701"]}
YAML
	cat >catalog.yaml <<'YAML'
version: "2026"
effective: 2026-01-01
metrics:
  - {id: gb, unit: GB, aggregation: sum}
  - {id: calls, unit: call, aggregation: count}
products:
  - {id: net, name: Internet}
plans:
  - id: data
    product: net
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "10.00", when: arrears}
      - {id: roaming, kind: usage, metric: gb, where: {zone: abroad},
         price: "2.00", minimum: "5.00"}
      - id: traffic
        kind: usage
        metric: gb
        model: graduated
        tiers:
          - {up_to: 100, price: "0"}
          - {price: "0.105", flat: "1.00"}
      - {id: calls, kind: usage, metric: calls, price: "0.015"}
YAML
	printf '%s\n' customer,name C1,Ada >customers.csv
	cat >accounts.csv <<'CSV'
account,customer,currency,payer,bill_every
A1,C1,USD,,
A2,C1,USD,A1,
A3,C1,USD,,
A4,C1,USD,,3 months
CSV
	cat >orders.csv <<'CSV'
order,line,action,account,subscription,plan,start
O1,1,add,A1,S1,data,2026-09-01
O2,1,add,A2,S2,data,2026-09-14
O3,1,add,A3,S3,data,2026-09-01
O4,1,add,A4,S4,data,2026-09-01
O5,1,cancel,A3,S3,,2026-09-21
CSV
	cat >usage.csv <<'CSV'
event,subscription,metric,quantity,occurred_at,zone
E1,S1,gb,90.25,2026-09-03T10:00:00Z,
E2,S1,gb,60,2026-09-04T10:00:00Z,home
E3,S1,gb,4.5,2026-09-05T10:00:00Z,abroad
E4,S1,calls,1,2026-10-01T04:59:59Z,
E5,S1,calls,1,2026-10-01T05:00:00Z,
E6,S2,gb,1,2026-09-20T10:00:00Z,abroad
E7,S3,calls,1,2026-09-20T10:00:00Z,
E8,S4,gb,500,2026-09-20T10:00:00Z,
CSV
}

company() {
	rm -f meter.db
	write_files
	bill-init -q --config company.yaml
	bill-import -q catalog catalog.yaml
	for kind in customers accounts orders; do
		bill-import -q "$kind" "$kind.csv"
	done
}

meter() {
	company
	bill-import -q usage usage.csv
}

columns() {
	awk -v wanted="$*" '
	function cells(   count, i, quoted, part) {
		count = split($0, part, ",")
		last = 0
		for (i = 1; i <= count; i++) {
			if (!quoted)
				cell[++last] = part[i]
			else
				cell[last] = cell[last] "," part[i]
			if (gsub(/"/, "&", part[i]) % 2)
				quoted = !quoted
		}
	}
	{ cells() }
	NR == 1 {
		for (i = 1; i <= last; i++)
			place[cell[i]] = i
		count = split(wanted, name, " ")
	}
	{
		line = cell[place[name[1]]]
		for (i = 2; i <= count; i++)
			line = line "," cell[place[name[i]]]
		print line
	}'
}

run_as_of() {
	bill-run -q --as-of "$@"
}

post() {
	run_as_of "$1" | bill-invoice -q - >posted.csv
}

net() {
	bill-export -q lines | columns tax_seq amount |
		awk -F, '$1 == "0" { sum += $2 } END { printf "%.2f\n", sum }'
}

expect_empty_file() {
	[ ! -s "$1" ] || fail "$1: $(cat "$1")"
}
