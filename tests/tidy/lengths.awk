# Find functions over 70 lines, with over 5 parameters beside the error, nested
# over 3 deep, with a second label or with a goto backwards.
#
# A function is what clang-format makes of it: its type on a line of its own,
# braces in column 0, continuation lines indented by blanks.
function find(line, text) { print FILENAME ":" line ": " text }

# The parameters between the outer parentheses of a head; those of pointers to
# functions are taken out first.
function parameters(head) {
	sub(/^[^(]*\(/, "", head)
	sub(/\)[^)]*$/, "", head)
	sub(/, *struct error \*error$/, "", head)
	while (gsub(/\([^()]*\)/, "", head))
		;
	return gsub(/,/, "", head) + 1
}
FNR == 1 { head = ""; inside = 0 }
!inside {
	# Attributes are no parameters.
	sub(/PRINTF_LIKE\([^()]*\)/, "")
	sub(/__attribute__\(\([^()]*(\([^()]*\))?\)\)/, "")
}
/^(    )?[a-z_].*\(/ && !inside && head == "" {
	head = $0
	start = FNR
	name = $0
	next
}
/^    / && !inside && head != "" { head = head $0; next }
/^\t/ && !inside && head != "" { head = head $0; next }
/^\{$/ && head != "" {
	inside = 1
	labels = 0
	sub(/\(.*/, "", name)
	# What SQLite calls has the parameters that SQLite gives.
	if (parameters(head) > 5 &&
	    head !~ /sqlite3_vtab \*\*|^authorize\(void/)
		find(start, name "() has over 5 parameters, use a struct")
	next
}
/^\}/ {
	# The line of the type belongs to the function too.
	if (inside && FNR - start + 2 > 70)
		find(start, name "() has " FNR - start + 2 \
			" lines, 70 are the most")
	inside = 0
	head = ""
	next
}
!inside { head = ""; next }
/^\t\t\t\t\t*(if|for|while|switch|do)( |$)/ {
	find(FNR, "nested over 3 deep")
}
/^[a-z_]+:$/ && ++labels > 1 { find(FNR, "a second label: one way out") }
/^\t+goto / && labels > 0 { find(FNR, "goto backwards: use a loop") }
