# shellcheck shell=sh disable=SC2154 # sourced by tests/story/run
# What is ordered in a story, and what an order would cost.

# One order line as a record: order_line SUBSCRIPTION ACTION KEY=VALUE...
order_line() {
	subscription=$1 action=$2 order=story-$line_number number=1
	shift 2
	account=$(awk -v id="$subscription" \
		'$1 == id { print $2; exit }' subscriptions)
	for word; do
		shift
		case $word in
		id=*) order=${word#*=} ;;
		line=*) number=${word#*=} ;;
		account=*)
			account=${word#*=}
			echo "$subscription $account" >>subscriptions
			;;
		trial=[0-9]* | notice=[0-9]*)
			# "14day" is one word.
			set -- "$@" "$(echo "$word" | sed 's/[a-z]*$/ &/')"
			;;
		*) set -- "$@" "$word" ;;
		esac
	done
	set -- "$order" "$number" "$action" "$subscription" \
		"${account:-nobody}" -- "$@"
	record orders order,line,action,subscription,account "$@"
}

tell_order() {
	order_line "$@"
	import orders
}

# What was ordered in part comes: ORDER is line 1 of it.
tell_fulfil() {
	order=$1 quantity=$2
	shift 2
	fact fulfilments fulfilment,order,line,quantity \
		"story-$line_number" "$order" 1 "$quantity" -- "$@"
}

tell_quote() {
	order_line "$@"
	must bill-quote --as-of "$today" fact.csv
	found=$(cells 'first_invoice recurring early_termination' \
		"$work/stdout")
	[ "$found" = "$expected" ] ||
		story_fail "$found, expected $expected"
}
