#!/bin/sh
# Close September and October 2026 for the customers of a telephone company:
# subscriptions, usage that comes in time and late, payments, and the books.
#
#   close.sh [DIRECTORY]
#
# Everything is put into DIRECTORY (telco-demo): what is imported, the
# proposals, the records of what was posted, invoices, statements, the journal.
# The ledger is BILL_LEDGER, DIRECTORY/telco.db if that is not set.
#
# It can be stopped at any moment, and run again: what was done is not done
# twice.  Needs the bill commands, awk, hledger, ledger and bean-check in PATH.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-telco-demo}
mkdir -p "$directory/invoices" "$directory/statements"
BILL_LEDGER=${BILL_LEDGER:-$directory/telco.db}
export BILL_LEDGER

fail() {
	echo "close.sh: $*" >&2
	exit 1
}

step() {
	printf '\n%s\n' "$*"
}

# keep FILE COMMAND...: the command's output becomes the file, whole or not at
# all.
keep() {
	output=$directory/$1
	shift
	"$@" >"$output.tmp" || return
	mv "$output.tmp" "$output"
}

# sum_of FILE COLUMN [COLUMN=VALUE]: what a column comes to.
sum_of() {
	filter=${3-}
	awk -F, -v money="$2" -v name="${filter%%=*}" -v value="${filter#*=}" '
	NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
	name == "" || $column[name] == value {
		cents += sprintf("%.0f", $column[money] * 100)
	}
	END { printf "%.2f\n", cents / 100 }' "$1"
}

# records FILE: how many there are behind the header.
records() {
	echo $(($(wc -l <"$1") - 1))
}

# agree WHAT FOUND EXPECTED: a control total.
agree() {
	[ "$2" = "$3" ] || fail "$1: $2, expected $3"
	echo "$1: $2, as expected"
}

for tool in bill-init awk hledger ledger bean-check; do
	command -v "$tool" >/dev/null || fail "$tool is not in PATH"
done

# A row of the file is a customer with an account and a subscription.  The
# contract began TENURE months before September 2026 and was billed elsewhere
# until then; its price is what the customer pays.  Contracts of one or two
# years renew themselves.  Fiber is delivered over a circuit, by which its usage
# is known.
map_customers() {
	awk -F, -v OFS=, -v directory="$directory" '
	function file(name) { return directory "/" name ".csv.tmp" }
	BEGIN {
		print "customer,name,country,language,segment" \
			>file("customers")
		print "account,customer,currency,delivery,tax_region," \
			"x_payment_method" >file("accounts")
		print "order,line,action,account,subscription,service,plan," \
			"price,start,bill_from,term_months,renew" \
			>file("orders")
		print "order,line,action,account,subscription,start,reason" \
			>file("cancellations")
	}
	{ sub(/\r$/, "") }
	NR == 1 {
		for (i = 1; i <= NF; i++)
			column[$i] = i
		next
	}
	function value(name) { return $column[name] }
	function plan() {
		if (value("InternetService") == "No")
			return "phone-monthly"
		if (value("InternetService") == "Fiber optic")
			return "fiber-phone-monthly"
		return value("PhoneService") == "Yes" ? \
			"dsl-phone-monthly" : "dsl-monthly"
	}
	function months_before_september(tenure,   month) {
		month = 2026 * 12 + 8 - tenure
		return sprintf("%04d-%02d-01", int(month / 12), month % 12 + 1)
	}
	{
		id = value("customerID")
		print id, "Customer " id, "US", "en", \
			(value("SeniorCitizen") ? "senior" : "consumer") \
			>file("customers")
		print id, id, "USD", \
			(value("PaperlessBilling") == "Yes" ? "email" : \
			"post"), "US-CA", value("PaymentMethod") \
			>file("accounts")
		term = value("Contract") == "One year" ? 12 : \
			value("Contract") == "Two year" ? 24 : ""
		line = value("InternetService") == "No" ? "" : "L-" id
		print "O-" id, 1, "add", id, "S-" id, line, plan(), \
			value("MonthlyCharges"), \
			months_before_september(value("tenure")), \
			"2026-09-01", term, (term ? "auto" : "") \
			>file("orders")
		if (value("Churn") == "Yes")
			print "C-" id, 1, "cancel", id, "S-" id, \
				"2026-10-01", "customer leaves" \
				>file("cancellations")
	}' "$here/Telco-Customer-Churn.csv"
	for name in customers accounts orders cancellations; do
		mv "$directory/$name.csv.tmp" "$directory/$name.csv"
	done
}

# Usage and circuits are made up: see usage.awk.  A meter delivers in the order
# of time.
make_usage() {
	awk -F, -f "$here/usage.awk" -v directory="$directory" \
		"$here/Telco-Customer-Churn.csv"
	columns=service,account,name,identifier_type,identifier,from
	for name in services services.late; do
		{
			echo "$columns"
			cat "$directory/$name"
		} >"$directory/$name.csv.tmp"
		mv "$directory/$name.csv.tmp" "$directory/$name.csv"
	done
	columns=event,subscription,identifier,metric,quantity
	columns=$columns,occurred_at,action,access
	for name in usage usage.late; do
		{
			echo "$columns"
			LC_ALL=C sort -t , -k 6,6 -k 1,1 "$directory/$name"
		} >"$directory/$name.csv.tmp"
		mv "$directory/$name.csv.tmp" "$directory/$name.csv"
	done
	(cd "$directory" && rm -f services services.late usage usage.late)
}

# close_day DATE CHECK: rate the usage and propose what is due on the date, let
# CHECK look at the proposal, and post it.
close_day() {
	date=$1
	proposal=$directory/proposal-$date.csv

	step "$date: usage rated, and the proposal, $proposal"
	if [ ! -e "$proposal" ]; then
		keep "rated-$date.csv" bill-rate --as-of "$date"
		keep "proposal-$date.csv" bill-run --as-of "$date" \
			"$directory/rated-$date.csv"
	else
		echo "it is there already; to make it again, remove it"
	fi
	"$2" "$proposal"

	step "$date: the documents, $directory/posted-$date.csv"
	status=0
	keep "posted-$date.csv" bill-invoice \
		--reject "$directory/rejects-$date.csv" "$proposal" || status=$?
	case $status in
	0) ;;
	1 | 69)
		fail "some documents were not posted, see" \
			"$directory/rejects-$date.csv; those that are stale" \
			"come again: remove $proposal and run this again"
		;;
	*) exit "$status" ;;
	esac
	agree "net of the documents" \
		"$(sum_of "$directory/posted-$date.csv" net)" \
		"$(sum_of "$proposal" amount)"
}

# The control totals of the customers' file.
check_september() {
	agree "recurring charges of September" \
		"$(sum_of "$1" amount kind=recurring)" 456116.60
}

check_october() {
	agree "recurring charges of October" \
		"$(sum_of "$1" amount kind=recurring)" 316985.75
}

# The late file brings usage and corrections alone.
check_late() {
	agree "recurring charges between the months" \
		"$(sum_of "$1" amount kind=recurring)" 0.00
}

# pay NAME DAY POSTED: made up as well.  Most pay what they owe, every other
# one naming the invoice; some half of it, some ten dollars more, some nothing.
pay() {
	awk -F, -v OFS=, -v name="$1" -v first="$2" '
	BEGIN {
		print "payment,account,amount,currency,received_on,method," \
			"invoice,reverses"
	}
	NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
	$column["total"] + 0 <= 0 || NR % 33 == 0 { next }
	{
		total = $column["total"]
		if (NR % 20 == 0)
			total = sprintf("%.2f", int(total * 50) / 100)
		else if (NR % 50 == 0)
			total = sprintf("%.2f", total + 10)
		month = substr($column["issue_date"], 1, 8)
		print "P-" name "-" NR - 1, $column["account"], total, \
			$column["currency"], \
			month sprintf("%02d", first + NR % 12), "transfer", \
			(NR % 2 ? $column["invoice"] : ""), ""
		if (name == "09" && NR == 102)
			print "R-" name "-" NR - 1, $column["account"], \
				"-" total, $column["currency"], month "28", \
				"returned", "", "P-" name "-" NR - 1
	}' "$3"
}

step "The company and its ledger, $BILL_LEDGER"
bill-init --config "$here/company.yaml"
bill-import catalog "$here/catalog.yaml"
bill-import tax-rates "$here/tax-rates.csv"

step "Customers, accounts, circuits and orders"
map_customers
make_usage
bill-import customers "$directory/customers.csv"
bill-import accounts "$directory/accounts.csv"
bill-import services "$directory/services.csv"
bill-import orders "$directory/orders.csv"

close_day 2026-09-01 check_september

step "September: payments, usage, and customers who leave on 2026-10-01"
keep payments-09.csv pay 09 10 "$directory/posted-2026-09-01.csv"
bill-import payments "$directory/payments-09.csv"
bill-import usage "$directory/usage.csv"
bill-import orders "$directory/cancellations.csv"

close_day 2026-10-01 check_october

step "October: a circuit that was forgotten, late usage, payments"
bill-import services "$directory/services.late.csv"
bill-import usage --recycle
bill-import usage "$directory/usage.late.csv"
keep payments-10.csv pay 10 8 "$directory/posted-2026-10-01.csv"
bill-import payments "$directory/payments-10.csv"

close_day 2026-10-15 check_late

step "Invoices and statements, $directory/invoices/ and statements/"
keep rendered.csv bill-render --dir "$directory/invoices"
keep statements.csv bill-render --statement --period 2026-10 \
	--format html --dir "$directory/statements"

step "The books, $directory/journal.*"
keep closed.csv bill-close --through 2026-10-31
keep anchors.csv bill-export anchor
bill-check --anchor "$directory/anchors.csv" >"$directory/findings.csv" ||
	fail "the ledger has findings, see $directory/findings.csv"
for books in hledger ledger beancount; do
	keep "journal.$books" bill-export --format "$books" journal
done
hledger -f "$directory/journal.hledger" check --strict
ledger -f "$directory/journal.ledger" --pedantic balance >/dev/null
bean-check "$directory/journal.beancount"
receivables=$(hledger -f "$directory/journal.hledger" balance \
	--no-total --format '%(total)' '^assets:1200 ')
keep aging.csv bill-export -q --as-of 2026-11-15 aging
keep invoices.csv bill-export -q invoices
agree "receivables by hledger" "$receivables" \
	"$(sum_of "$directory/invoices.csv" balance) USD"
echo "hledger, ledger and beancount find no fault"
