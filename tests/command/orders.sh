# shellcheck shell=sh
# A ledger for scripts about orders; a script sources it instead of acme.sh.
#
#   store           the ledger, with plans and accounts and nothing ordered
#   lines ROW...    order.csv: the short columns and rows
#   orders          import it quietly
#
# A1 and A3 are of customer C1, A2 of C2; all are billed in USD on the first.
. "$(dirname "$0")/acme.sh"

store_files() {
	acme_files
	cat >catalog.yaml <<'YAML'
version: "2026-01"
effective: 2026-01-01
metrics:
  - {id: calls, unit: call}
products:
  - {id: voice, name: Telephone, line: Telephone}
  - {id: extra, name: Extra, line: Telephone}
plans:
  - id: basic
    product: voice
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "30.00", every: 1 month}
      - {id: calls, kind: usage, metric: calls, price: "0.10"}
      - {id: visit, kind: one_time, price: "45.00", "on": order}
  - id: pro
    product: voice
    currency: USD
    term_months: 12
    termination: remaining
    notice: 30 days
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
  - id: euro
    product: voice
    currency: EUR
    charges:
      - {id: access, kind: recurring, price: "30.00", every: 1 month}
  - id: more
    product: extra
    currency: USD
    charges:
      - {id: more, kind: recurring, price: "5.00", every: 1 month}
  - id: talk
    product: extra
    currency: USD
    charges:
      - {id: talk, kind: usage, metric: calls, price: "0.05"}
discounts:
  - {id: loyal, name: Loyalty, percent: "10"}
  - {id: early, name: Early, percent: "20", to: 2026-02-01}
  - {id: welcome, name: Welcome, percent: "50", code: WELCOME, limit: "3",
     customer_limit: "2"}
YAML
	cat >later.yaml <<'YAML'
version: "2026-06"
effective: 2026-06-01
products:
  - {id: voice, name: Telephone, line: Telephone}
plans:
  - id: basic
    product: voice
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "33.00", every: 1 month}
YAML
	cat >accounts.csv <<'CSV'
account,customer,currency
A1,C1,USD
A2,C2,USD
A3,C1,USD
CSV
}

store() {
	if [ ! -d "$work/store" ]; then
		mkdir "$work/store.new"
		(
			cd "$work/store.new"
			store_files
			bill-init -q --config company.yaml
			bill-import -q catalog catalog.yaml
			bill-import -q catalog later.yaml
			bill-import -q customers customers.csv
			bill-import -q accounts accounts.csv
			rm -f acme.db-journal
		) || fail 'the store cannot be set up'
		mv "$work/store.new" "$work/store"
	fi
	cp -p "$work/store"/* .
}

# lines ROW...: order,line,action,account,subscription,plan,start, and what
# $columns names.
columns=quantity
lines() {
	{
		printf 'order,line,action,account,subscription,plan,start,'
		printf '%s\n' "$columns"
		printf '%s\n' "$@"
	} >orders.csv
}

# S1 of A1 is basic since January, S2 of A2 pro.
booked() {
	store
	lines 'B1,1,add,A1,S1,basic,2026-01-01,' \
		'B2,1,add,A2,S2,pro,2026-01-01,'
	bill-import -q orders orders.csv || fail 'nothing is booked'
	cp -p acme.db booked.db
}

# expect_reasons REASON...: orders.csv is refused with exactly these lines, and
# books nothing.
expect_reasons() {
	cp -p acme.db before.db
	run bill-import orders orders.csv
	expect_status 65
	expect_empty stdout
	expected=$(($# + 1))
	if [ $# -eq 1 ]; then
		expected=1
		set -- "$1; nothing was recorded*"
	fi
	for reason; do
		expect_stderr_line "bill-import: orders.csv:$reason"
	done
	expect_equal "$expected" "$(wc -l <"$work/stderr")" 'lines on stderr'
	cmp -s before.db acme.db || fail "$ran: the ledger is not as it was"
}

# ask SQL: what the ledger holds
ask() {
	sqlite3 acme.db "$1"
}
