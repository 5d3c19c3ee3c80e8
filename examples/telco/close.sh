#!/bin/sh
# Close September and October 2026 for the customers of a telephone company.
#
#   close.sh [DIRECTORY]
#
# Everything is put into DIRECTORY (telco-demo): what is imported, the
# proposals, the records of what was posted, the invoices as text, the journal.
# The ledger is BILL_LEDGER, DIRECTORY/telco.db if that is not set.
#
# It can be stopped at any moment, and run again: what was done is not done
# twice.  Needs the bill commands, awk and hledger in PATH.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-telco-demo}
mkdir -p "$directory/invoices"
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
	"$@" >"$output.tmp"
	mv "$output.tmp" "$output"
}

# count_and_net FILE: how many documents there are, and what they come to.
# Documents and proposals both have these columns, one net, the other amounts.
count_and_net() {
	awk -F, '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			column[$i] = i
		money = "net" in column ? column["net"] : column["amount"]
		next
	}
	{
		if (!seen[$column["document"]]++)
			count++
		cents += sprintf("%.0f", $money * 100)
	}
	END { printf "%d %.2f\n", count, cents / 100 }' "$1"
}

# open_invoices FILE: the sum of their balances.
open_invoices() {
	awk -F, '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			column[$i] = i
		next
	}
	{ cents += sprintf("%.0f", $column["balance"] * 100) }
	END { printf "%.2f\n", cents / 100 }' "$1"
}

# check_totals WHAT FILE EXPECTED: the control totals of the customers' file.
check_totals() {
	found=$(count_and_net "$2")
	[ "$found" = "$3" ] ||
		fail "$1: documents and net are $found, expected $3"
	echo "$1: ${found% *} documents, net USD ${found#* }, as expected"
}

for tool in bill-init awk hledger; do
	command -v "$tool" >/dev/null || fail "$tool is not in PATH"
done

# A row of the file is a customer with an account and a subscription.  The
# contract began TENURE months before September 2026 and was billed elsewhere
# until then; its price is what the customer pays.  Contracts of one or two
# years renew themselves.
map_customers() {
	awk -F, -v OFS=, -v directory="$directory" '
	function file(name) { return directory "/" name ".csv.tmp" }
	BEGIN {
		print "customer,name,country,language,segment" \
			>file("customers")
		print "account,customer,currency,delivery,tax_region," \
			"x_payment_method" >file("accounts")
		print "order,line,action,account,subscription,plan,price," \
			"start,bill_from,term_months,renew" >file("orders")
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
		print "O-" id, 1, "add", id, "S-" id, plan(), \
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

# close_month DATE EXPECTED: propose what is due on the date, and post it.
# Control totals are checked before anything is posted, and after.
close_month() {
	date=$1
	month=${date%-*}
	expected=$2
	proposal=proposal-$date.csv

	step "$month: the proposal, $directory/$proposal"
	keep "invoices-$month.csv" bill-export -q --period "$month" invoices
	posted=$(count_and_net "$directory/invoices-$month.csv")
	if [ ! -e "$directory/$proposal" ]; then
		keep "$proposal" bill-run --as-of "$date"
	else
		echo "it is there already; to make it again, remove it"
	fi
	[ "${posted% *}" -gt 0 ] ||
		check_totals proposed "$directory/$proposal" "$expected"

	step "$month: the documents, $directory/invoices-$month.csv"
	status=0
	bill-invoice --reject "$directory/rejects-$date.csv" \
		"$directory/$proposal" >/dev/null || status=$?
	case $status in
	0) ;;
	1 | 69)
		fail "some documents were not posted, see" \
			"$directory/rejects-$date.csv; those that are stale" \
			"come again: remove $directory/$proposal and run" \
			"this again"
		;;
	*) exit "$status" ;;
	esac
	keep "invoices-$month.csv" bill-export -q --period "$month" invoices
	check_totals posted "$directory/invoices-$month.csv" "$expected"
}

step "The company and its ledger, $BILL_LEDGER"
bill-init --config "$here/company.yaml"
bill-import catalog "$here/catalog.yaml"
bill-import tax-rates "$here/tax-rates.csv"

step "Customers, accounts and orders"
map_customers
bill-import customers "$directory/customers.csv"
bill-import accounts "$directory/accounts.csv"
bill-import orders "$directory/orders.csv"

close_month 2026-09-01 "7043 456116.60"

step "Customers who leave on 2026-10-01"
bill-import orders "$directory/cancellations.csv"

close_month 2026-10-01 "5174 316985.75"

step "Invoices as text, $directory/invoices/"
keep rendered.csv bill-render --dir "$directory/invoices"

step "The books, $directory/journal.hledger"
bill-check >"$directory/findings.csv" ||
	fail "the ledger has findings, see $directory/findings.csv"
keep journal.hledger bill-export --format hledger journal
hledger -f "$directory/journal.hledger" check --strict
receivables=$(hledger -f "$directory/journal.hledger" balance \
	--no-total --format '%(total)' '^assets:1200 ')
keep invoices.csv bill-export -q invoices
[ "$receivables" = "$(open_invoices "$directory/invoices.csv") USD" ] ||
	fail "hledger's receivables are $receivables, the open invoices are not"
echo "hledger finds no fault; receivables and open invoices are $receivables"
