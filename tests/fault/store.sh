# shellcheck shell=sh
# What the scripts about the disk under SQLite share: a command is run again and
# again, each time with a fault at the next call of SQLite to the file system.
#
# After each fault: bill-check finds nothing, what was acknowledged is there
# whole, the exit code did not lie, the same command line succeeds, and the
# ledger is what it would have been.  Not all faults are tried but each
# ${FAULT_STEP}th; 1 is all of them.

# The disk is simulated, so the real one need not turn.
if [ -z "${TMPDIR-}" ] && [ -w /dev/shm ]; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
. "$(dirname "$0")/fault.sh"

vfs=$BUILD/tests/fault/vfs.so
[ -e "$vfs" ] || {
	echo "not ok: there is no $vfs"
	exit 1
}
# The sanitizers want to be the first library.
ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0
seed=${FAULT_SEED:-$(date +%s)}
every=${FAULT_STEP:-$sample}

# canonical FILE: what is in the ledger.  When that was is no matter.
canonical() {
	sqlite3 acme.db .dump >"$1.all" || fail 'the ledger cannot be read'
	sed "/^INSERT INTO audit /s/'20..-..-..T..:..:..Z'/'now'/" \
		"$1.all" >"$1"
}

# faulty NAME=VALUE... COMMAND...: with the disk of faults; whether there was one
faulty() {
	rm -f report
	status=0
	env LD_PRELOAD="$vfs" FAULT_REPORT=report "$@" >out 2>err || status=$?
	[ -e report ]
}

# expect_complete: all is recorded and said.
expect_complete() {
	cmp -s golden.out out || fail "$where: exit $status, other output"
	canonical found
	cmp -s golden.sql found || fail "$where: exit $status, and incomplete"
}

# survive COMMAND...: every fault there is
survive() {
	[ ! -e acme.db ] || mv acme.db before.db
	restore
	run "$@"
	expect_status "$wanted"
	cp "$work/stdout" golden.out
	canonical golden.sql
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

# recover COMMAND...: see above
recover() {
	expect_whole
	run "$@"
	[ "$status" -eq "$wanted" ] || fail "$where, run again: exit $status
$(said)"
	cmp -s golden.out "$work/stdout" || fail "$where, says something else
$(said)"
	canonical found
	cmp -s golden.sql found || fail "$where: another ledger
$(diff golden.sql found | cut -c 1-200 | head)"
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
