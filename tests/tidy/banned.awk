# Find words that are banned in code; what stands in comments and texts is not
# code, unless the rule is for texts.
#
# rules: a file with a rule a line: "WORDS <tab> WHERE <tab> BUT <tab> USE
# INSTEAD".  WORDS is an expression for whole words, for calls of them if it
# ends with "()"; one that begins with a quote looks into texts alone.  WHERE
# and BUT are expressions for how file names begin, and for whole ones.
function find(text) { print FILENAME ":" FNR ": " text }
BEGIN {
	while ((getline line < rules) > 0) {
		if (line ~ /^(#|$)/)
			continue
		i = ++count
		split(line, part, "\t+")
		where[i] = "^(" part[2] ")"
		but[i] = "^(" part[3] ")$"
		instead[i] = part[4]
		texts[i] = sub(/^"/, "", part[1])
		if (sub(/\(\)$/, "", part[1]))
			words[i] = "(^|[^A-Za-z0-9_.>])(" part[1] ") *\\("
		else if (!texts[i])
			words[i] = "(^|[^A-Za-z0-9_])(" part[1] \
				")([^A-Za-z0-9_]|$)"
		else
			words[i] = part[1]
	}
}
# Split a line into its code and its texts.
function divide(line,   at, mark) {
	code = ""
	text = ""
	while (line != "") {
		if (commented) {
			at = index(line, "*/")
			if (at == 0)
				return
			line = substr(line, at + 2)
			commented = 0
		} else if (match(line, /\/\*|\/\/|"|'/) == 0) {
			code = code line
			return
		} else {
			code = code substr(line, 1, RSTART - 1) " "
			mark = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			if (mark == "//")
				return
			else if (mark == "/*")
				commented = 1
			else
				line = skip_text(line, mark)
		}
	}
}
# Take a text off the head of a line, up to its closing mark.
function skip_text(line, mark,   i, byte) {
	for (i = 1; i <= length(line); i++) {
		byte = substr(line, i, 1)
		if (byte == "\\")
			i++
		else if (byte == mark)
			break
	}
	text = text substr(line, 1, i - 1) "\n"
	return substr(line, i + 1)
}
FNR == 1 {
	commented = 0
	active = 0
	for (i = 1; i <= count; i++)
		if (FILENAME ~ where[i] && FILENAME !~ but[i])
			rule[++active] = i
}
{
	divide($0)
	# A file of SQL is one text.
	if (FILENAME ~ /\.sql$/)
		text = $0
	for (j = 1; j <= active; j++) {
		i = rule[j]
		if ((texts[i] ? text : code) ~ words[i])
			find(said((texts[i] ? text : code), words[i]) \
				": use " instead[i])
	}
}
# The banned word itself.
function said(line, expression) {
	match(line, expression)
	line = substr(line, RSTART, RLENGTH)
	gsub(/^[^A-Za-z0-9_]| *[^A-Za-z0-9_]$/, "", line)
	return line
}
