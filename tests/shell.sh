# shellcheck shell=sh
# What test scripts share; a script sources it first.
#
#   . "$(dirname "$0")/../shell.sh"
#   test_an_unknown_option_is_named() {
#           run bill-run --no-such-option
#           expect_status 64
#           expect_empty stdout
#           expect_stderr_line 'bill-run: *--no-such-option*'
#   }
#   run_tests
#
# Every function whose name begins with "test_" is a test; the rest of its name
# reads like a bug report.  A test runs in a subshell under set -e, in an empty
# directory of its own, without standard input.  It says one line:
#
#   ok NAME
#   not ok NAME: what was expected, and what was found
#   skip NAME: why
#
# ROOT is the tree, BUILD the build directory, both absolute; the commands of
# BUILD come first in PATH.

ROOT=$(cd "$(dirname "$0")/../.." && pwd -P) || exit 1
BUILD=${BUILD:-build}
case $BUILD in
/*) ;;
*) BUILD=$ROOT/$BUILD ;;
esac
PATH=$BUILD/bin:$PATH
LC_ALL=C
TZ=UTC
export ROOT BUILD PATH LC_ALL TZ
unset BILL_LEDGER

work=$(mktemp -d "${TMPDIR:-/tmp}/billkit-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# End this test.
fail() {
	printf '%s\n' "$*" >"$work/detail"
	exit 1
}

skip() {
	printf '%s\n' "$*" >"$work/detail"
	exit 77
}

# as_root "$@": start this script again as root of a user namespace, where that
# is possible and it is not root's.  Root alone is believed who it asks for
# (SUDO_USER), so that one user can be several in a test.
as_root() {
	[ "$(id -u)" -ne 0 ] && unshare -r true 2>/dev/null || return 0
	rm -rf "$work"
	exec unshare -r "$0" "$@"
}

# Skip this test without it.
takes_root() {
	[ "$(id -u)" -eq 0 ] || skip 'takes root, or a user namespace'
}

# Run a command: its output goes to $work/stdout and $work/stderr, its exit
# code to $status, and both to the messages of the helpers below.
run() {
	ran=$*
	status=0
	"$@" >"$work/stdout" 2>"$work/stderr" || status=$?
}

# What the command above has said, for a message.
said() {
	for stream in stdout stderr; do
		[ -s "$work/$stream" ] || continue
		echo "$stream:"
		head -n 20 "$work/$stream" | cut -c 1-240
	done
}

# expect_status STATUS...: one of these
expect_status() {
	for wanted; do
		[ "$status" -ne "$wanted" ] || return 0
	done
	fail "$ran: exit status $status, expected $*
$(said)"
}

# expect_empty stdout|stderr
expect_empty() {
	[ ! -s "$work/$1" ] || fail "$ran: $1 is not empty
$(said)"
}

# expect_stdout: the whole of it, from standard input
expect_stdout() {
	cat >"$work/expected"
	cmp -s "$work/expected" "$work/stdout" || fail "$ran: another output
$(diff -u "$work/expected" "$work/stdout" | sed 1,2d)"
}

# expect_stdout_line PATTERN, expect_stderr_line PATTERN: some line of it as a
# whole, in the notation of case
expect_stdout_line() { expect_line stdout "$1"; }
expect_stderr_line() { expect_line stderr "$1"; }

expect_line() {
	while IFS= read -r line || [ -n "$line" ]; do
		# shellcheck disable=SC2254 # a pattern on purpose
		case $line in
		$2) return 0 ;;
		esac
	done <"$work/$1"
	fail "$ran: no line of $1 is \"$2\"
$(said)"
}

# expect_same_file EXPECTED FOUND
expect_same_file() {
	cmp -s "$1" "$2" || fail "$2 is not what $1 is
$(diff -u "$1" "$2" | sed 1,2d | head -n 40)"
}

# expect_equal EXPECTED FOUND WHAT
expect_equal() {
	[ "$1" = "$2" ] || fail "$3: found \"$2\", expected \"$1\""
}

# run_test NAME FUNCTION ARGUMENT...: sets $failed if it fails
failed=0
run_test() {
	test_name=$1
	shift
	rm -rf "$work/here" "$work/detail"
	mkdir "$work/here" || exit 1
	(
		trap - EXIT
		set -eu
		cd "$work/here"
		"$@"
	) </dev/null >"$work/log" 2>&1
	case $? in
	0) echo "ok $test_name" ;;
	77) echo "skip $test_name: $(cat "$work/detail")" ;;
	*) report "$test_name" && failed=1 ;;
	esac
}

# Say why a test failed: what it has said itself comes below.
report() {
	[ -s "$work/detail" ] || echo "stopped" >"$work/detail"
	printf 'not ok %s: ' "$1"
	{
		cut -c 1-400 "$work/detail"
		tail -n 40 "$work/log" | cut -c 1-400
	} | awk 'NR <= 80 { print (NR > 1 ? "    " : "") $0 }
		END { if (NR > 80) print "    ..." }'
}

# run_tests [SUBJECT...]: every test of this script, with each subject as its
# argument if there are any.  This ends the script.
run_tests() {
	# shellcheck disable=SC2013 # names without blanks
	for test in $(sed -n 's/^\(test_[a-z0-9_]*\)() *{.*/\1/p' "$0"); do
		if [ $# -eq 0 ]; then
			run_test "${test#test_}" "$test"
		fi
		for subject; do
			run_test "${test#test_} ${subject##*/}" "$test" \
				"$subject"
		done
	done
	exit $failed
}
