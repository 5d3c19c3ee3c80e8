# shellcheck shell=sh disable=SC2154 # sourced by tests/story/run
# Adjustments, and who agrees to them.

tell_adjust() {
	id=$1 account=$2 amount=$3 currency=$4
	shift 4
	[ "$amount" != - ] || amount=
	reason=
	for word; do
		case $word in
		*=*) set -- "$@" "$word" ;;
		*) reason="$reason${reason:+ }$word" ;;
		esac
		shift
	done
	fact adjustments adjustment,account,amount,currency,reason \
		"$id" "$account" "$amount" "$currency" "\"$reason\"" -- "$@"
}

# Another person decides on an adjustment.
tell_approve() {
	takes_root
	printf 'adjustment,decision\n%s,%s\n' "$1" "${3-}" >fact.csv
	user=$2
	[ "$user" != - ] || user=
	SUDO_USER=$user
	export SUDO_USER
	run bill-approve fact.csv
	unset SUDO_USER
	if [ "$status" -eq 0 ]; then
		[ "$expected" = ok ] || story_fail "ok, expected $expected"
	else
		grep -qF -e "$expected" "$work/stderr" || story_fail \
			"refused, expected $expected
$(said)"
	fi
}
