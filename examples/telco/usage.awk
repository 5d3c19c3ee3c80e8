# Make up the usage of September 2026 for the customers of the telephone
# company who have internet: the same events each time, since nothing in them
# depends on the clock, the machine or the awk.
#
#   awk -F, -f usage.awk -v directory=DIRECTORY Telco-Customer-Churn.csv
#
# Into DIRECTORY go, in the order of the customers, without headers:
#   services           a circuit for each internet customer
#   services.late      two circuits that the network reports late
#   usage              what was measured in September and delivered in time,
#                      some of it twice, some for circuits that nobody knows
#   usage.late         what was delivered in October, some of it again, some
#                      taken back
#
# An event is what a circuit carried in an hour or two, in GB.  Every hundredth
# is delivered twice, every sixtieth late.
BEGIN {
	OFS = ","
	seed = 20260901
}

# A whole number from 0 to below LIMIT (Park and Miller's generator).
function random(limit) {
	seed = (seed * 16807) % 2147483647
	return seed % limit
}

# The local time in San Diego, SECOND seconds into September, as UTC.
function instant(second,   day) {
	second += 7 * 3600
	day = int(second / 86400)
	return sprintf("2026-%s-%02dT%02d:%02d:%02dZ", \
		day < 30 ? "09" : "10", day % 30 + 1, \
		int(second / 3600) % 24, int(second / 60) % 60, second % 60)
}

# event,subscription,identifier,metric,quantity,occurred_at,action,access
function emit(file, subscription, circuit, access, action,   text) {
	text = event "," subscription "," circuit ",data," quantity "," \
		occurred_at "," action "," access
	print text >(directory "/" file)
	return text
}

{ sub(/\r$/, "") }
NR == 1 {
	for (i = 1; i <= NF; i++)
		column[$i] = i
	next
}
$column["InternetService"] == "No" { next }

{
	id = $column["customerID"]
	fiber = $column["InternetService"] == "Fiber optic"
	access = fiber ? "fiber" : "dsl"
	# Everybody has a habit: a few need ten times what others do.
	habit = 200 + random(1800)
	if (random(25) == 0)
		habit *= 4
	circuit = sprintf("CIR-%06d", NR)
	# Two circuits of fiber are known to the network alone, for now.
	unknown = fiber && (NR == 501 || NR == 5000)
	print "L-" id, id, "Access line", "circuit", circuit, "2020-01-01" \
		>(directory "/services" (unknown ? ".late" : ""))
	count = 36 + random(7)
	for (n = 1; n <= count; n++) {
		event = sprintf("D%06d-%04d", NR, n)
		quantity = sprintf("%.3f", (1 + random(habit * 12)) / 1000 \
			* (fiber ? 2 : 1))
		occurred_at = instant(random(30 * 86400))
		# DSL names the subscription, fiber the circuit.
		subscription = fiber ? "" : "S-" id
		named = fiber ? circuit : ""
		late = random(60) == 0
		text = emit("usage" (late ? ".late" : ""), subscription, \
			named, access, "")
		if (random(100) == 0)
			print text >(directory "/usage" \
				(random(4) == 0 ? ".late" : ""))
		if (!late && random(2000) == 0)
			emit("usage.late", subscription, named, access, \
				"retract")
	}
	# A circuit that nobody ever sold.
	if (NR % 700 == 0) {
		event = sprintf("X%06d", NR)
		quantity = "1.5"
		occurred_at = instant(random(30 * 86400))
		emit("usage", "", "CIR-9" sprintf("%05d", NR), access, "")
	}
}
