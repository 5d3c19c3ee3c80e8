# Find files over 400 lines and lines over 80 columns, with tabs to 8, blanks at
# their ends, or a missing end.
#
# long: the files that may have more lines.
function find(line, text) { print name ":" line ": " text }
function over() {
	if (name != "" && last > 400 && index(" " long " ", " " name " ") == 0)
		find(last, last " lines, 400 are the most: two ideas?")
}
function columns(line,   width, part, count, i) {
	count = split(line, part, "\t")
	for (i = 1; i <= count; i++) {
		gsub(/[\200-\277]/, "", part[i])
		width += length(part[i])
		if (i < count)
			width += 8 - width % 8
	}
	return width
}
FNR == 1 { over(); name = FILENAME }
{ last = FNR }
length($0) > 10 && columns($0) > 80 { find(FNR, columns($0) " columns") }
/[ \t]$/ { find(FNR, "blanks at the end") }
END { over() }
