# shellcheck shell=sh
# What the scripts about faults share.
#
# A case is a function fault_NAME: it makes a small ledger and ends with
# "survive COMMAND...", where ${wanted} is the exit code if all is well.  Every
# recording command has one; a new one is added to cases.sh and named there.
#
# survive runs the command under tests/fault/sweep, which lets every call to
# the C library that touches a file, and every allocation, fail or be the last;
# see sweep.h for what must hold then.  A script with faults of its own defines
# survive anew.
#
#   FAULT_SAMPLE=N  so many points of each kind (4), 0 for all of them
#   FAULT_SEED=N    which ones they are (the time)
#   FAULT_ONLY=KIND[:N]  that kind, or point, alone: "memory", "kill:12"
#   FAULT_TALLY=FILE  where points are counted
#
# What is not the file system's fault does not need a real one.
if [ -z "${TMPDIR-}" ] && [ -w /dev/shm ]; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
. "$(dirname "$0")/../command/acme.sh"
as_root "$@"

exec 3>&1
# The sanitizer for leaks wants descriptors and memory of its own.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS
seed=${FAULT_SEED:-$(date +%s)}
points=$work/points
tally=${FAULT_TALLY:-$work/tally}
: >"$points"
wanted=0 # the exit code of the command when all is well

# survive COMMAND...: sweep it.  ${middle} is -x where it may stop in between.
middle=
survive() {
	sweep ${middle:+"$middle"} "$@"
}

# sweep [OPTION...] COMMAND...
sweep() {
	case $1 in
	-*) options=$1 && shift ;;
	*) options= ;;
	esac
	status=0
	# shellcheck disable=SC2086 # options, split on purpose
	"$BUILD/tests/fault/sweep" -n "${case:-$1}" -w "$wanted" -t "$tally" \
		-s "${FAULT_SAMPLE:-4}" -S "$seed" \
		${FAULT_ONLY:+-o "$FAULT_ONLY"} $options \
		"$BUILD/tests/fault/inject.so" "$@" >"$work/swept" 2>&1 ||
		status=$?
	tail -n 1 "$work/swept" >&3
	[ "$status" -eq 0 ] || fail "$(cat "$work/swept")"
}

# The sanitizers have a memory of their own, and want to be the first library.
sanitized() {
	grep -q __asan_init "$BUILD/bin/bill"
}

no_sanitizers() {
	! sanitized || {
		echo 'skip sweep: the sanitizers do not bear it'
		exit 0
	}
}

# expect_points N: so many faults there were at least; say how many.
expect_points() {
	count=$(wc -l <"$points")
	echo "$count fault points" >&3
	[ "$count" -ge "$1" ] || fail "only $count fault points"
}

# expect_kinds KIND...: of each kind there were points.
expect_kinds() {
	for kind; do
		awk -v kind="$kind" '$2 == kind { points += $3 }
			END { exit !points }' "$tally" ||
			fail "no fault point of kind $kind was reached"
	done
}

# sweep_cases CASE...: each is a test; in the end all kinds of fault had points,
# ${kinds_also} among them
kinds_also=
sweep_cases() {
	no_sanitizers
	for case; do
		run_test "$case bears no fault" "fault_$case"
	done
	# shellcheck disable=SC2086 # names, split on purpose
	[ -n "${FAULT_ONLY-}" ] ||
		run_test 'a kind of fault was not reached' expect_kinds kill \
			kill-after kill-torn ENOSPC EDQUOT EIO EMFILE EINTR \
			short memory closed outlet limits clock pair \
			$kinds_also
	exit "$failed"
}

. "$(dirname "$0")/cases.sh"
