# Find includes that the layers do not allow.
#
# layers: "room: rooms" lines; doors: "header file" lines; private: "header
# files" lines; libc: headers.
BEGIN {
	rooms = split(layers, row, "\n")
	for (i = 1; i <= rooms; i++) {
		room = row[i]
		sub(/:.*/, "", room)
		sub(/^[^:]*: */, "", row[i])
		may[room] = " " room " " row[i] " "
	}
	count = split(doors, row, "\n")
	for (i = 1; i <= count; i++) {
		split(row[i], part, " ")
		door[part[1]] = part[2]
	}
	count = split(libc, row)
	for (i = 1; i <= count; i++)
		known[row[i]] = 1
	count = split(private, row, "\n")
	for (i = 1; i <= count; i++) {
		header = row[i]
		sub(/ .*/, "", header)
		sub(/^[^ ]* /, "", row[i])
		only[header] = " " row[i] " "
	}
}
function find(text) { print FILENAME ":" FNR ": " text }
function own(header,   to) {
	split(header, part, "/")
	to = part[1]
	if (header !~ "/")
		find("\"" header "\" without its room")
	else if (!(to in may))
		find("room " to " is not in the list of layers")
	else if (index(may[room], " " to " ") == 0)
		find(room " may not include " header)
	else if (header in only &&
	    index(only[header], " " FILENAME " ") == 0)
		find(header " is for" only[header] "alone")
}
function foreign(header) {
	if (header in known)
		return
	if (!(header in door))
		find("<" header "> has no door: name one in tests/tidy")
	else if (door[header] != FILENAME)
		find("<" header "> enters through " door[header])
}
FNR == 1 {
	split(FILENAME, part, "/")
	room = part[1] == "lib" ? part[2] : part[1]
	if (!(room in may))
		find("room " room " is not in the list of layers")
}
/^[ \t]*#[ \t]*include[ \t]*"/ { split($0, quoted, "\""); own(quoted[2]) }
/^[ \t]*#[ \t]*include[ \t]*</ {
	header = $0
	sub(/^[^<]*</, "", header)
	sub(/>.*/, "", header)
	foreign(header)
}
