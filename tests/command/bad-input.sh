# shellcheck shell=sh
# What the scripts about bad input share.

. "$(dirname "$0")/acme.sh"

afresh() {
	rm -f rejects.csv
	acme
}

expect_one_line() {
	expect_empty stdout
	expect_equal 1 "$(wc -l <"$work/stderr")" 'lines on stderr'
	expect_stderr_line "$1"
}

expect_nothing_recorded() {
	cmp -s "$work/acme/acme.db" acme.db ||
		fail "$ran: the ledger is not as it was"
	[ ! -e rejects.csv ] || fail "$ran: there is a file of rejects"
}

# expect_refused KIND WHAT: input.csv is refused, whether --reject is given.
expect_refused() {
	for option in '' '--reject=rejects.csv'; do
		run bill-import ${option:+"$option"} "$1" input.csv
		expect_status 65
		expect_one_line "bill-import: input.csv:$2"
		expect_nothing_recorded
	done
}

# expect_set_aside KIND LINE REASON: of input.csv this line alone is bad.
expect_set_aside() {
	run bill-import "$1" input.csv
	expect_status 65
	expect_one_line "bill-import: input.csv:$2: $3; nothing was recorded \
(--reject sets bad records aside)"
	expect_nothing_recorded
	run bill-import --reject rejects.csv "$1" input.csv
	expect_status 1
	good=$(($(wc -l <input.csv) - 2))
	expect_one_line "bill-import: in $((good + 1)), accepted $good, \
changed 0, duplicate 0, rejected 1*"
	run sed 1d rejects.csv
	expect_equal 1 "$(wc -l <"$work/stdout")" 'rejects'
	expect_stdout_line "*,$2,*"
	sed 's/""/"/g' "$work/stdout" >unquoted
	mv unquoted "$work/stdout"
	expect_stdout_line "*$3*"
}

# Customers with a bad row between two good ones; the row is a format of printf.
customers_with() {
	afresh
	# shellcheck disable=SC2059 # the row is a format
	printf "customer,name,country\nC7,Kay,US\n$1\nC9,Jo,US\n" >input.csv
}
