# shellcheck shell=sh
# What the scripts about the disk under SQLite share: a command is run again and
# again, each time with a fault at the next call of SQLite to the file system.
#
# After each fault: bill-check finds nothing, what was acknowledged is there
# whole, the exit code did not lie, the same command line succeeds, and the
# ledger is what it would have been.  Not all faults are tried but each
# ${sample}th; with FAULT_SAMPLE=0 all of them.
. "$(dirname "$0")/fault.sh"

vfs=$BUILD/tests/fault/vfs.so
[ -e "$vfs" ] || {
	echo "not ok: there is no $vfs"
	exit 1
}
# The sanitizers want to be the first library.
ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0
every=${sample:-1}
[ "${FAULT_SAMPLE:-1}" -ne 0 ] || every=1

sweeps= # what is run over the calls
fault= # fault SWEEP N COMMAND...: whether there was one

restore() {
	rm -f acme.db* rejects.csv
	[ ! -e before.db ] || cp -p before.db acme.db
}

# canonical LEDGER: what is in it.  When a command was run is no matter, nor is
# what is salted where a ledger gets its salt.
salted=no
canonical() {
	# The last hash of an audit row is of when it was.
	sqlite3 "$1" .dump | sed "/^INSERT INTO audit /{
		s/'20..-..-..T..:..:..Z'/now/
		s/\(.*\)X'[0-9a-f]\{64\}'/\1witness/
	}" | case $salted in
	yes) sed "s/X'[0-9a-f]\{64\}'/salted/g" ;;
	*) cat ;;
	esac
}

# faulty NAME=VALUE... COMMAND...: on the disk of faults; whether there was one
faulty() {
	rm -f report
	status=0
	env LD_PRELOAD="$vfs" FAULT_REPORT=report "$@" >out 2>err || status=$?
	[ -e report ]
}

# expect_complete: all is recorded and said.
expect_complete() {
	cmp -s golden.out out || fail "$where: exit $status, other output"
	canonical acme.db >found
	cmp -s golden.sql found || fail "$where: exit $status, and incomplete"
}

# survive COMMAND...: every fault there is
survive() {
	[ ! -e acme.db ] || mv acme.db before.db
	restore
	run "$@"
	expect_status "$wanted"
	cp "$work/stdout" golden.out
	canonical acme.db >golden.sql
	for sweep in $sweeps; do
		number=${FAULT_AT:-1}
		restore
		while where="$* at $sweep $number, seed $seed" &&
			$fault "$sweep" "$number" "$@"; do
			echo "$sweep" >>"$points"
			recover "$@"
			[ -z "${FAULT_AT-}" ] || break
			[ "$number" -lt 3 ] || number=$((number + every - 1))
			number=$((number + 1))
			restore
		done
	done
}

# recover COMMAND...: see above.  Whoever comes first recovers the ledger.
recover() {
	[ $((number % 3)) -eq 0 ] || expect_whole
	run "$@"
	[ "$status" -eq "$wanted" ] || fail "$where, run again: exit $status
$(said)"
	cmp -s golden.out "$work/stdout" || fail "$where, says something else
$(said)"
	canonical acme.db >found
	cmp -s golden.sql found || fail "$where: another ledger
$(diff golden.sql found | cut -c 1-200 | head)"
	[ $((number % 3)) -ne 0 ] || expect_whole
}

# tally_points N NAME: there were so many at least; let make fault count them.
tally_points() {
	sed 's/[-=].*//; s/ .*//' "$points" | sort | uniq -c |
		awk -v name="$2" '{ print name, name "-" $2, $1, 0 }' >>"$tally"
	expect_points "$1"
}

# A ledger that is not migrated yet is whole, too.
expect_whole() {
	[ -e acme.db ] || return 0
	run bill-check
	case $status-$(cat "$work/stderr") in
	0-* | 70-*': the ledger is older than this program'*) ;;
	*) fail "$where: the ledger is broken
$(said)" ;;
	esac
}
