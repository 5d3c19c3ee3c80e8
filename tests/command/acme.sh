# shellcheck shell=sh
# A small company for test scripts; a script sources it instead of shell.sh.
#
#   acme            the files and the ledger, not billed yet
#   acme_files      the files alone
#
# Acme sells in USD and bills on the first.  A1 has two subscriptions and A2 and
# A3 one each, all from 2026-01-01; A3 is not taxed, A2 is in a region without
# rates.  As of 2026-01-01 they owe:
#
#   A1  fiber 50.00 and setup 99.00, voice 20.00     net 169.00, tax 12.64
#   A2  voice, three of them                         net  60.00
#   A3  fiber at 45.50 and setup 99.00               net 144.50
. "$(dirname "$0")/../shell.sh"
BILL_LEDGER=acme.db
export BILL_LEDGER

acme_files() {
	cat >company.yaml <<'YAML'
seller: {id: acme, name: Acme Inc., country: US, currency: USD,
         timezone: America/Chicago,
         address: [1 Main St, "Springfield, IL 62701"]}
YAML
	cat >catalog.yaml <<'YAML'
version: "2026-01"
effective: 2026-01-01
products:
  - {id: fiber, name: Fiber internet, line: Internet, tax_code: internet,
     revenue: "4010"}
  - {id: voice, name: Telephone, line: Telephone, tax_code: telecom}
plans:
  - id: fiber-monthly
    product: fiber
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "50.00", every: 1 month}
      - {id: setup, kind: one_time, price: "99.00"}
  - id: voice-euro
    product: voice
    currency: EUR
    charges:
      - {id: access, kind: recurring, price: "18.00", every: 1 month}
  - id: voice-monthly
    product: voice
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "20.00", every: 1 month}
YAML
	cat >customers.csv <<'CSV'
customer,name,country,segment
C1,Ada Adams,US,consumer
C2,"Bell, Boole & Co.",US,business
C3,Zoë Ångström,US,consumer
CSV
	cat >accounts.csv <<'CSV'
account,customer,currency,tax_region,tax_exempt,x_owner
A1,C1,USD,US-IL,,Kim
A2,C2,USD,US-OR,,
A3,C3,USD,US-IL,yes,
CSV
	cat >tax-rates.csv <<'CSV'
jurisdiction,tax_code,name,rate,from,to,sequence,taxable
US-IL,internet,Access tax,6.25,2026-01-01,,1,no
US-IL,telecom,Excise tax,7,2026-01-01,,1,yes
US-IL,telecom,Sales tax,9,2026-01-01,,2,no
CSV
	cat >orders.csv <<'CSV'
order,line,action,account,subscription,plan,quantity,price,start
O1,1,add,A1,S1,fiber-monthly,,,2026-01-01
O1,2,add,A1,S2,voice-monthly,,,2026-01-01
O2,1,add,A2,S3,voice-monthly,3,,2026-01-01
O3,1,add,A3,S4,fiber-monthly,,45.50,2026-01-01
CSV
	cat >adjustments.csv <<'CSV'
adjustment,account,amount,currency,reason,effective_on
J1,A1,-5.00,USD,goodwill,2026-01-01
CSV
}

acme_import() {
	bill-import -q catalog catalog.yaml
	for kind in tax-rates customers accounts orders; do
		bill-import -q "$kind" "$kind.csv"
	done
}

# The ledger is made once in a script, then copied.
acme() {
	if [ ! -d "$work/acme" ]; then
		mkdir "$work/acme.new"
		(
			cd "$work/acme.new"
			acme_files
			bill-init -q --config company.yaml
			acme_import
			rm -f acme.db-journal
		) || fail 'acme cannot be set up'
		mv "$work/acme.new" "$work/acme"
	fi
	cp -p "$work/acme"/* .
}

# propose DATE [ARGUMENT...]: the proposal as proposal.csv
propose() {
	date=$1
	shift
	bill-run -q --as-of "$date" "$@" >proposal.csv || fail 'bill-run fails'
}

# Propose and post what is due on a date.
bill() {
	propose "$1"
	bill-invoice -q proposal.csv >"posted-$1.csv" ||
		fail 'bill-invoice fails'
}

# show COLUMN...: these cells of the lines of proposal.csv, taxes left out
show() {
	awk -F, -v wanted="$*" '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			column[$i] = i
		count = split(wanted, name, " ")
		next
	}
	$column["kind"] != "tax" {
		for (i = 1; i <= count; i++)
			printf "%s%s", (i > 1 ? " " : ""), $column[name[i]]
		print ""
	}' proposal.csv >"$work/stdout"
	ran="the proposal of $date"
}

# exports DIRECTORY: all that can be exported, a file each
exports() {
	mkdir -p "$1"
	for what in customers accounts services subscriptions invoices lines \
		journal usage suspense rules alerts-sent payments applications \
		balances adjustments headers work-orders audit; do
		bill-export -q "$what" >"$1/$what.csv" ||
			fail "bill-export $what fails"
	done
	bill-export -q --format hledger journal >"$1/journal.hledger" ||
		fail 'bill-export for hledger fails'
}

# expect_same_exports BEFORE AFTER
expect_same_exports() {
	for file in "$1"/*; do
		expect_same_file "$file" "$2/${file##*/}"
	done
}

# The audit trails of two ledgers, one made after the other: their hashes rest
# on a secret that each ledger has for itself.
without_hashes() {
	sed -i 's/,[0-9a-f]\{64\}$//; 1s/,hash$//' "$@"
}

# A bill-render that does nothing comes first: the texts of twelve thousand
# invoices take most of a close's time and change no ledger.
without_rendering() {
	mkdir -p bin
	printf '#!/bin/sh\n' >bin/bill-render
	chmod +x bin/bill-render
	PATH=$PWD/bin:$PATH
}

# cell FILE ROW COLUMN: of a CSV file without quotes, the header not counted
cell() {
	awk -F, -v row="$2" -v name="$3" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i }
	NR == row + 1 && column { print $column; exit }' "$1"
}

# with_cell FILE ROW COLUMN VALUE: the same file, with this cell
with_cell() {
	awk -F, -v OFS=, -v row="$2" -v name="$3" -v value="$4" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i }
	NR == row + 1 { $column = value }
	{ print }' "$1"
}

expect_clean_ledger() {
	run bill-check
	expect_status 0
	expect_stderr_line '*; 0 findings'
}
