# Find statements whose values are not bound as $1, $2, ... first appear in
# ascending order, and numbers without a statement.
#
# Reads statements.h, then statements.c.
function find(line, text) { print source ":" line ": " text }

# The values of a statement in the order in which they first appear.
function check(   rest, value, seen, last) {
	if (name == "")
		return
	rest = text
	# What stands in quotes is no value.
	gsub(/'[^']*'/, "''", rest)
	if (rest ~ /\?/)
		find(start, name ": a value is \"?\", number it")
	while (match(rest, /\$[0-9A-Za-z_]+/)) {
		value = substr(rest, RSTART + 1, RLENGTH - 1)
		rest = substr(rest, RSTART + RLENGTH)
		if (value !~ /^[0-9]+$/)
			find(start, name ": a value is $" value ", number it")
		else if (value + 0 > last + 1)
			find(start, name ": $" value " stands before $" \
				last + 1)
		else if (value + 0 == last + 1)
			last++
	}
	name = ""
}
FNR == 1 { source = FILENAME }
source ~ /\.h$/ && /^\tSTATEMENT_[A-Z0-9_]*,/ {
	match($0, /STATEMENT_[A-Z0-9_]*/)
	line[substr($0, RSTART, RLENGTH)] = FNR
	next
}
source ~ /\.c$/ && /^\t\[STATEMENT_[A-Z0-9_]*\] =/ {
	check()
	match($0, /STATEMENT_[A-Z0-9_]*/)
	name = substr($0, RSTART, RLENGTH)
	start = FNR
	text = ""
	given[name]++
	if (given[name] > 1)
		find(start, name " stands twice")
}
source ~ /\.c$/ && /^};/ { check() }
name != "" {
	# The texts of this line, of the quotes within them only those of SQL.
	rest = $0
	gsub(/\\"/, "", rest)
	count = split(rest, part, "\"")
	for (i = 2; i <= count; i += 2)
		text = text part[i]
}
END {
	check()
	for (entry in line)
		if (!(entry in given)) {
			source = "lib/ledger/statements.h"
			find(line[entry], entry " has no statement")
		}
}
