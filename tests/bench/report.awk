# Print the table of tests/bench/run from its sorted measures.
#
# A measure is "STEP NANOSECONDS KIB"; those of a step stand together, the
# quickest first.  With accounts=N.

{
	if (!($1 in count))
		least[$1] = $2 / 1e9
	times[$1, ++count[$1]] = $2 / 1e9
	most[$1] = $2 / 1e9
	if ($3 / 1024 > memory[$1])
		memory[$1] = $3 / 1024
}

function median(step,  middle) {
	middle = int((count[step] + 1) / 2)
	if (count[step] % 2 == 1)
		return times[step, middle]
	return (times[step, middle] + times[step, middle + 1]) / 2
}

# Digits in threes.
function grouped(number,  text) {
	text = sprintf("%d", number)
	while (text ~ /[0-9][0-9][0-9][0-9]/)
		sub(/[0-9][0-9][0-9]($|,)/, ",&", text)
	return text
}

# row(TITLE, STEP, WHAT, HOW MANY, PEER): WHAT and PEER may be empty
function row(title, step, what, many, peer) {
	printf "%-26s %7.2f %6.2f %6.2f %5d", title, median(step),
		least[step], most[step], memory[step]
	if (what != "")
		printf " %9s %s", grouped(many / median(step)), what
	if (peer != "")
		printf "%*.2f", 14 - length(what), median(step) / median(peer)
	printf "\n"
}

END {
	printf "%-26s %7s %6s %6s %5s %9s %14s\n", "", "seconds", "least",
		"most", "MiB", "a second", "times"
	row("bill-import accounts", "import-accounts", "accounts", accounts,
		"import-accounts-peer")
	row("  sqlite3 .import", "import-accounts-peer", "accounts", accounts)
	row("bill-import orders", "import-orders", "orders", accounts,
		"import-orders-peer")
	row("  sqlite3 .import", "import-orders-peer", "orders", accounts)
	row("bill-run", "run-first", "invoices", accounts, "invoice-first-peer")
	row("bill-invoice", "invoice-first", "invoices", accounts,
		"invoice-first-peer")
	row("  the same, lines", "invoice-first", "lines", 5 * accounts)
	row("  sqlite3 .import", "invoice-first-peer", "invoices", accounts)
	row("bill-run, next month", "run-second", "invoices", accounts)
	row("bill-invoice, next month", "invoice-second", "invoices", accounts)
	row("bill-run, one account", "run-one")
	row("bill-export lines, one", "lines-one")
	row("bill-check", "check", "invoices", 2 * accounts, "check-peer")
	row("  PRAGMA integrity_check", "check-peer", "invoices", 2 * accounts)
	row("bill-export journal", "journal", "invoices", 2 * accounts)
}
