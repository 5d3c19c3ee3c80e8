# shellcheck shell=sh
# Ledgers that were changed behind billkit; a script sources it instead of
# acme.sh, and has a function "history" that puts acme.db in place.
. "$(dirname "$0")/histories.sh"

# tamper SQL: no trigger, key or constraint stands in the way; afterwards they
# are back, so that only the rows are others.
tamper() {
	sqlite3 acme.db "SELECT 'DROP TRIGGER ' || name || ';'
		FROM sqlite_schema WHERE type = 'trigger'" >drop.sql
	sqlite3 acme.db "SELECT sql || ';'
		FROM sqlite_schema WHERE type = 'trigger'" >triggers.sql
	{
		echo 'PRAGMA foreign_keys = OFF;'
		echo 'PRAGMA ignore_check_constraints = ON;'
		cat drop.sql
		echo "$1;"
		cat triggers.sql
	} | sqlite3 acme.db || fail 'the ledger cannot be changed'
}

# finds CHECK SQL [OBJECT]: after the change the check finds the object.
finds() {
	history
	tamper "$2"
	run bill-check
	[ "$status" -eq 1 ] || fail "$2: not found"
	expect_stdout_line "$1,*${3-}*"
	expect_stderr_line '*; [1-9]* finding*'
}
