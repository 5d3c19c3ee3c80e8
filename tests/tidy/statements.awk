# Find statements whose values are not bound as $1, $2, ... first appear in
# ascending order, and numbers without a statement.
#
# Reads statements.h, then statements.c.  What statements share is written as a
# macro, and read where the macro is named.
function find(line, text) { print source ":" line ": " text }

# The texts of a line, of the quotes within them only those of SQL, and those of
# the macros that stand between them.
function texts(code,   count, part, i, words, word, k, found) {
	gsub(/\\"/, "", code)
	count = split(code, part, "\"")
	for (i = 1; i <= count; i++) {
		if (i % 2 == 0) {
			found = found part[i]
			continue
		}
		words = split(part[i], word, /[^A-Z_]+/)
		for (k = 1; k <= words; k++)
			if (word[k] in shared)
				found = found shared[word[k]]
	}
	return found
}

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
source ~ /\.c$/ && /^#define [A-Z_]+ \\$/ {
	macro = $2
	next
}
macro != "" {
	shared[macro] = shared[macro] texts($0)
	if (!/\\$/)
		macro = ""
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
	text = text texts($0)
}
END {
	check()
	for (entry in line)
		if (!(entry in given)) {
			source = "lib/ledger/statements.h"
			find(line[entry], entry " has no statement")
		}
}
