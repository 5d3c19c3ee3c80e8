# shellcheck shell=sh
# What the scripts about faults share: a command is run again and again, each
# time with a fault at the next system call that changes a file.
. "$(dirname "$0")/../command/acme.sh"

calls='write pwrite64 ftruncate fsync fdatasync rename renameat renameat2
	link linkat unlink unlinkat'
# The sanitizer for leaks cannot work beside strace.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS
exec 3>&1
points=$work/points
: >"$points"
wanted=0 # the exit code of the command when all is well

restore() {
	rm -f acme.db* rejects.csv
	[ ! -e before.db ] || cp -p before.db acme.db
}

# survive COMMAND...: a fault at every moment there is.  The function that
# ${fault} names, with CALL N COMMAND..., tells whether there was one.
fault=
survive() {
	[ ! -e acme.db ] || mv acme.db before.db
	restore
	run "$@"
	expect_status "$wanted"
	cp "$work/stdout" golden.out
	[ ! -e rejects.csv ] || cp rejects.csv golden.rejects
	exports golden
	for call in $calls; do
		number=1
		restore
		while $fault "$call" "$number" "$@"; do
			recover "$call $number" "$@"
			number=$((number + 1))
			restore
		done
	done
}

# recover WHERE COMMAND...: the ledger is whole, the command line succeeds, and
# all is as if nothing had happened.
recover() {
	where=$1
	shift
	echo "$where" >>"$points"
	if [ -e acme.db ]; then
		run bill-check
		[ "$status" -eq 0 ] || fail "$* failed at $where:
$(said)"
	fi
	run "$@"
	[ "$status" -eq "$wanted" ] || fail "$* failed at $where, run again:
$(said)"
	cmp -s golden.out "$work/stdout" ||
		fail "$* failed at $where, prints something else:
$(said)"
	if [ -e golden.rejects ]; then
		cmp -s golden.rejects rejects.csv ||
			fail "$* failed at $where, rejects something else"
	fi
	exports again
	for file in golden/*; do
		cmp -s "$file" "again/${file##*/}" ||
			fail "$* failed at $where: another ${file##*/}"
	done
}

# expect_points N: so many faults there were at least; say how many.
expect_points() {
	count=$(wc -l <"$points")
	echo "$count fault points" >&3
	[ "$count" -ge "$1" ] || fail "only $count fault points"
}

# The commands that record, each on a small ledger

fault_init() {
	acme_files
	survive bill-init -q --config company.yaml
}

fault_catalog() {
	acme
	sed 's/"2026-01"/"2026-02"/' catalog.yaml >next.yaml
	survive bill-import -q catalog next.yaml
}

fault_customers() {
	acme
	sed '2,$s/^C/D/' customers.csv >more.csv
	survive bill-import -q customers more.csv
}

# With a version of a customer: the second time it is no change.
fault_change() {
	acme
	sed 's/Adams/Ames/' customers.csv >more.csv
	survive bill-import -q --as-of 2026-02-01 customers more.csv
}

fault_accounts() {
	acme
	sed '2,$s/^A/B/' accounts.csv >more.csv
	survive bill-import -q accounts more.csv
}

fault_orders() {
	acme
	for order in 1 2 3 4 5 6 7 8 9; do
		echo "P$order,1,add,A2,T$order,voice-monthly,,,2026-01-01"
	done | cat orders.csv - >more.csv
	survive bill-import -q orders more.csv
}

fault_rejects() {
	acme
	{
		cat adjustments.csv
		echo J2,A9,1.00,USD,nobody,2026-01-01
	} >more.csv
	wanted=1
	survive bill-import -q --reject rejects.csv adjustments more.csv
}

# One in part, one of too much, one that is taken back.
fault_payments() {
	acme
	bill 2026-01-01
	cat >payments.csv <<'CSV'
payment,account,amount,currency,received_on,invoice,reverses
P1,A1,100.00,USD,2026-01-10,,
P2,A2,70.00,USD,2026-01-11,INV-2026-000002,
P3,A3,20.00,USD,2026-01-12,,
R3,A3,-20.00,USD,2026-01-13,,P3
CSV
	survive bill-import -q payments payments.csv
}

fault_tax_rates() {
	acme
	sed 's/US-IL/US-WI/' tax-rates.csv >more.csv
	survive bill-import -q tax-rates more.csv
}

# Acme counts gigabytes of S1 and S4 in January; E4 is nobody's.
fault_metered() {
	acme_files
	sed -e '/^products:/i\
metrics:\
  - {id: gb, unit: GB, aggregation: sum}' -e '/id: setup/a\
      - {id: data, kind: usage, metric: gb, price: 0.10}' \
		catalog.yaml >metered.yaml
	mv metered.yaml catalog.yaml
	bill-init -q --config company.yaml
	acme_import
	cat >usage.csv <<'CSV'
event,subscription,metric,quantity,occurred_at,action,class
E1,S1,gb,1.5,2026-01-05T12:00:00Z,,test
E2,S4,gb,2,2026-01-06T12:00:00Z,,
E3,S4,gb,2,2026-01-07T12:00:00Z,,test
E4,S9,gb,4,2026-01-08T12:00:00Z,,test
E2,,gb,,2026-01-06T12:00:00Z,retract,
E9,,gb,,2026-01-06T12:00:00Z,retract,
CSV
}

# New, known and retracted events, some of a month that was billed, one bad.
fault_usage() {
	fault_metered
	bill-import -q usage usage.csv
	bill 2026-02-01
	cat >more.csv <<'CSV'
event,subscription,metric,quantity,occurred_at,action
E1,S1,gb,1.5,2026-01-05T12:00:00Z,retract
E5,S1,gb,7,2026-01-09T12:00:00Z,
E6,S9,gb,1,2026-02-09T12:00:00Z,
E9,S4,gb,3,2026-01-06T12:00:00Z,
E7,S4,gb,many,2026-01-06T12:00:00Z,
CSV
	wanted=1
	survive bill-import -q --reject rejects.csv usage more.csv
}

fault_rules() {
	fault_metered
	printf '%s\n' rule,billable,class paid,yes, | bill-import -q rules -
	printf '%s\n' rule,billable,class tests,no,test paid,yes, >rules.csv
	survive bill-import -q rules rules.csv
}

# Into suspense, out of it, and from a month that was billed.
fault_recycle() {
	fault_metered
	bill-import -q usage usage.csv
	bill 2026-02-01
	printf '%s\n' rule,billable,class,subscription tests,no,test,S1 |
		bill-import -q rules -
	echo O9,1,add,A2,S9,fiber-monthly,,,2026-01-01 | cat orders.csv - |
		bill-import -q orders -
	survive bill-import -q usage --recycle
}

fault_alerts() {
	fault_metered
	printf '%s\n' alert,sent_on A-1,2026-01-05 A-2,2026-01-05 >alerts.csv
	survive bill-import -q alerts alerts.csv
}

fault_posting() {
	acme
	bill-import -q adjustments adjustments.csv
	propose 2026-02-01
	survive bill-invoice -q --reject rejects.csv proposal.csv
}

fault_corrections() {
	acme
	bill 2026-02-01
	printf '%s\n' order,line,action,account,subscription,start \
		O9,1,cancel,A3,S4,2026-01-15 O9,2,cancel,A1,S2,2026-02-10 \
		>cancel.csv
	bill-import -q orders cancel.csv
	printf '%s\n' payment,account,amount,currency,received_on \
		P1,A2,500.00,USD,2026-02-10 >payments.csv
	bill-import -q payments payments.csv
	propose 2026-03-01
	survive bill-invoice -q proposal.csv
}
