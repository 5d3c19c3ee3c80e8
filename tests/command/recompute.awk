# Recompute every line of a document from what bill-explain says of it: multiply
# its fractions, round, sum, tax.  Say what does not add up, and at the end one
# row "LINE AMOUNT TAX" a line.

function fail(why) {
	print "not ok " NR ": " why ": " $0
	failed = 1
}

# "17/30", "85/3" or a decimal
function number(text, part) {
	if (split(text, part, "/") == 2)
		return part[1] / part[2]
	if (text !~ /^-?[0-9]+(\.[0-9]+)?$/)
		fail("\"" text "\" is no number")
	return text + 0
}

function near(a, b) {
	return a - b < 0.000000001 && b - a < 0.000000001
}

# To cents, by the rule that the text names.
function cents(value, rule, size, whole) {
	size = (value < 0 ? -value : value) * 100
	whole = int(size + 0.000000001)
	if (rule == "half_even" && near(size - whole, 0.5))
		whole += whole % 2
	else if (size - whole > 0.499999999)
		whole++
	return (value < 0 ? -whole : whole) / 100
}

# "A x B x C = E -> R, RULE": the product, its value, its amount
function product(text, side, factor, count, i, value, end) {
	split(text, side, " = ")
	count = split(side[1], factor, " x ")
	value = 1
	for (i = 1; i <= count; i++) {
		if (sub(/%$/, "", factor[i]))
			value /= 100
		value *= number(factor[i])
	}
	split(side[2], end, / -> |, /)
	if (!near(value, number(end[1])))
		fail(value " is computed")
	exact = number(end[1])
	amount = number(end[2])
	rule = end[3]
}

# "A - B = C": C
function difference(text, side, term) {
	split(text, side, " = ")
	split(side[1], term, " - ")
	sub(/,.*/, "", side[2])
	if (!near(number(term[1]) - number(term[2]), number(side[2])) &&
	    number(side[2]) != 0)
		fail("no difference")
	return number(side[2])
}

function end_line() {
	if (line == "")
		return
	if (corrects && !near(owed, sum))
		fail(line ": owed is " owed ", computed " sum)
	if (!near(net, corrects ? changed : sum))
		fail(line ": it is " net ", computed " sum " " changed)
	if (!totalled)
		fail(line ": no total")
	printf "%d %.2f %.2f\n", line, net, taxes
	line = ""
}

/^[^ ].*\/[0-9]+$/ {
	end_line()
	line = $0
	sub(/.*\//, "", line)
	sum = owed = posted = changed = taxes = usage = rates = rest = 0
	corrects = totalled = 0
	next
}

# The step that a row belongs to, and what it says.
/^  [a-z]/ {
	step = $1
	said = substr($0, 17)
}
/^    / { said = substr($0, 17) }

line == "" { next }

step == "line" && /^  line/ {
	net = said
	sub(/ [A-Z]+$/, "", net)
	sub(/.*, /, "", net)
	net = number(net)
}
step == "corrects" { corrects = 1 }
step == "posted" { posted += number($3) }
step == "before" && !near(posted, number($2)) { fail("posted is " posted) }

# What a product of a bundle has is the last row of a segment.
step == "segment" && / = .* -> / {
	product(said)
	if (rule == "by largest remainder") {
		if (!near(number(substr(said, 1, index(said, " x ") - 1)),
		    segment))
			fail("the segment is " segment)
		if (amount - exact >= 0.01 || exact - amount >= 0.01)
			fail("the share is not " amount)
		sum += amount - segment
	} else {
		if (!near(cents(exact, rule), amount))
			fail("rounded is " cents(exact, rule))
		segment = amount
		sum += amount
	}
}

# A discount: what is left of a segment, and what is taken off it.
/^  off/ { left = "" }
step == "off" && /by discounts before/ {
	part = said
	sub(/.*: /, "", part)
	sub(/ by discounts before/, "", part)
	left = difference(part)
}
step == "off" && / = .* -> / {
	part = said
	sub(/, at most .*/, "", part)
	product(part)
	if (!near(cents(exact, rule), amount))
		fail("taken is " cents(exact, rule))
	if (left != "" && part ~ /%/ &&
	    !near(number(substr(part, 1, index(part, " x ") - 1)), left))
		fail("left is " left)
	if (said ~ /, at most /) {
		sub(/.*, at most /, "", said)
		if (number(said) >= amount)
			fail("it is less than at most")
		amount = number(said)
	}
	sum -= amount
}
step == "off" && said ~ /^taken of this product: / {
	split(said, side, /: | of |, /)
	if (!near(number(side[4]),
	    amount))
		fail("taken is " amount)
	sum += amount - number(side[3])
}

# A coupon: so much of the document, so much of that of the line.
step == "coupon" && / has / {
	part = said
	if (match(part, /[0-9.]+ x [0-9.]+% -> [0-9.]+/)) {
		split(substr(part, RSTART, RLENGTH), side, / x |% -> /)
		if (!near(cents(side[1] * side[2] / 100, "half_up"), side[3]))
			fail("the coupon is " side[1] * side[2] / 100)
	}
}
step == "coupon" && / x .* -> .*by largest remainder/ {
	split(said, side, / x | -> |, /)
	if (number(side[1]) * number(side[2]) + number(side[3]) >= 0.01 ||
	    number(side[1]) * number(side[2]) + number(side[3]) <= -0.01)
		fail("the share is not " side[3])
	sum = number(side[3])
}
step == "part" && / = .* -> / {
	product(said)
	if (!near(cents(exact, rule), amount))
		fail("rounded is " cents(exact, rule))
	sum = amount
}

# Fees: what a contract would have brought in yet, or is short of.
step == "rest" {
	part = said
	sub(/.*: /, "", part)
	rest += number(part)
}
step == "termination" && /: the rest comes to / {
	part = said
	sub(/.*: the rest comes to /, "", part)
	if (!near(number(part), rest))
		fail("the rest is " rest)
}
step == "termination" && / = .* -> / {
	part = said
	if (part ~ /^[0-9.]+% x /)
		sub(/% x /, " x ", part)
	percent = part != said
	split(part, side, / x | = | -> |, /)
	if (!near(number(side[1]) * number(side[2]) / (percent ? 100 : 1),
	    number(side[3])))
		fail("another product")
	if (!near(cents(number(side[3]), side[5]), number(side[4])))
		fail("rounded is " cents(number(side[3]), side[5]))
	sum = number(side[4])
}
step == "minimum" && / - .* - .* = / {
	split(said, side, / - | = /)
	if (!near(side[1] - side[2] - side[3], side[4]))
		fail("no difference")
	sum = number(side[4])
}
step == "raise" {
	split(said, side, / x |% = | -> |, /)
	if (!near(side[1] * side[2] / 100, number(side[3])))
		fail("another product")
	if (side[3] - side[4] > 0.0051 || side[4] - side[3] > 0.0051)
		fail("another price")
}
step == "credit" && / - .* = / { difference(said) }
step == "credit" && / of it, / { sum = number($1) }
step == "adjustment" && / = .* -> / {
	product(said)
	if (!near(cents(exact, rule), amount))
		fail("rounded is " cents(exact, rule))
	sum = amount
}

# What has no numbers is only said.
step == "rate" && said ~ /: / {
	part = said
	sub(/.*: /, "", part)
	if (split(part, side, " of ") == 2) {
		if (!near(number(side[2]), rates))
			fail("before were " rates)
		if (match(said, /^discount [0-9.]+%/) &&
		    !near(number(side[1]),
		    -rates * substr(said, 10, RLENGTH - 10) / 100))
			fail("another discount")
		rates += number(side[1])
		next
	}
	split(part, side, " = ")
	split(side[1], term, / x | \+ /)
	if (!near(number(term[1]) * number(term[2]) + number(term[3]),
	    number(side[2])))
		fail("another product")
	rates += number(side[2])
}
step == "sum" {
	split(said, side, / -> |, /)
	if (!near(number(side[1]), rates))
		fail("the steps sum to " rates)
	if (!near(cents(number(side[1]), side[3]), number(side[2])))
		fail("rounded is " cents(number(side[1]), side[3]))
	sum = usage = number(side[2])
}
step == "minimum" && / -> / {
	product(said)
	least = amount
}
step == "minimum" && / - / && !/ - .* - / {
	sub(/, at least 0: /, " = ", said)
	if (index(said, sprintf("%.2f - %.2f = ", least, usage)) != 1)
		fail("not " least " - " usage)
	sum = difference(said)
	if (!near(sum, least > usage ? least - usage : 0))
		fail("what is missing is not " sum)
}
step == "adjustment" && /as recorded/ { sum = number($1) }

step == "owed" {
	owed = $2
	sub(/,$/, "", owed)
	owed = number(owed)
}
step == "difference" {
	if (index(said, sprintf("%.2f - %.2f = ", owed, posted)) != 1)
		fail("not " owed " - " posted)
	changed = difference(said)
}
step == "share" {
	if ((changed < 0 && number($2) < changed) ||
	    (changed > 0 && number($2) > changed))
		fail("more than its share")
	changed = number($2)
}

/^  tax/ {
	name = said
	shared = 0
}
step == "tax" && /group of/ {
	part = said
	sub(/.*: /, "", part)
	product(part)
	if (!near(cents(exact, "half_up"), amount))
		fail("the group is " cents(exact, "half_up"))
	group[name] = amount
	shared = 1
}
step == "tax" && !/group of/ && / x / {
	part = said
	sub(/.*: /, "", part)
	product(part)
	base = number(substr(part, 1, index(part, " x ") - 1))
	if (corrects)
		left = amount
	else if (!near(base, net) && !near(base, net + taxes))
		fail("the base is not " base)
	if (!shared && !near(cents(exact, rule), amount))
		fail("the tax is not " amount)
	if (amount - exact >= 0.01 || exact - amount >= 0.01)
		fail("the share is not " amount)
	if (!corrects) {
		taxes += amount
		if (shared)
			share[name] += amount
	}
}
step == "tax" && / - / && !/ x / {
	if (!near(number($1), left))
		fail("the tax owed is " left)
	taxes += difference(said)
}

step == "total" {
	totalled = 1
	split(said, side, " = ")
	split(side[1], term, " [+] ")
	if (!near(number(term[1]), net) || !near(number(term[2]), taxes) ||
	    !near(net + taxes, number(side[2])))
		fail("net " net ", taxes " taxes)
}
step == "unexplained" { fail("not explained") }

END {
	end_line()
	for (name in group) {
		if (!near(group[name], share[name]))
			fail(name ": shares sum to " share[name])
	}
	exit failed
}
