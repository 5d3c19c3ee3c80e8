# shellcheck shell=sh disable=SC2154 # sourced by tests/story/run
# What is used in a story, whether it is billable, and what becomes of it then.

tell_usage() {
	event=$1 subscription=$2 metric=$3 quantity=$4 at=$5
	shift 5
	fact usage event,subscription,metric,quantity,occurred_at \
		"$event" "$subscription" "$metric" "$quantity" "$at" -- "$@"
}

tell_retract() {
	fact usage event,metric,occurred_at,action "$@" retract
}

tell_rules() {
	ready
	echo rule,billable >fact.csv
	[ $# -eq 0 ] || : >fact.csv
	for word; do
		echo "$word" | sed 's|^\([^/]*\)/|rule=\1,billable=|
			s/=/":"/g; s/,/","/g; s/.*/{"&"}/' >>fact.csv
	done
	must bill-import rules fact.csv
}

tell_recycle() {
	for found in "${expected#nothing}" ''; do
		rm -f summary.json
		must bill-import --summary summary.json usage --recycle
		grep -q "\"changed\":${found:-0}," summary.json ||
			story_fail "another number moves
$(cat summary.json)"
	done
}
