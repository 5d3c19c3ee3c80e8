# Print some columns of a CSV file, parted by one blank; "-" for an empty cell.
#
# columns: their names; "plan,kind" is the first of the two that is not empty.
function split_row(line,   count, cell, at) {
	while (1) {
		if (substr(line, 1, 1) == "\"") {
			cell = ""
			line = substr(line, 2)
			while ((at = index(line, "\"")) > 0) {
				cell = cell substr(line, 1, at - 1)
				line = substr(line, at + 1)
				if (substr(line, 1, 1) != "\"")
					break
				cell = cell "\""
				line = substr(line, 2)
			}
			at = index(line, ",")
		} else {
			at = index(line, ",")
			cell = at > 0 ? substr(line, 1, at - 1) : line
		}
		cells[++count] = cell
		if (at == 0)
			return
		line = substr(line, at + 1)
	}
}
NR == 1 {
	split_row($0)
	for (i in cells)
		place[cells[i]] = i
	wanted = split(columns, want, " ")
	next
}
{
	split_row($0)
	row = ""
	for (i = 1; i <= wanted; i++) {
		choices = split(want[i], choice, ",")
		value = ""
		for (j = 1; j <= choices && value == ""; j++)
			if (choice[j] in place)
				value = cells[place[choice[j]]]
			else if (choices == 1)
				value = "no_such_column"
		gsub(/ /, "_", value)
		row = row (i > 1 ? " " : "") (value == "" ? "-" : value)
	}
	print row
}
