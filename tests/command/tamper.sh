# shellcheck shell=sh
# Ledgers that are changed behind billkit; a script sources it instead of
# histories.sh.
. "$(dirname "$0")/histories.sh"

# tamper SQL: no trigger, key or constraint stands in the way; afterwards they
# are back, so that only the rows are others.
tamper() {
	sqlite3 acme.db '.output drop.sql' \
		"SELECT 'DROP TRIGGER ' || name || ';'
			FROM sqlite_schema WHERE type = 'trigger'" \
		'.output triggers.sql' "SELECT sql || ';'
			FROM sqlite_schema WHERE type = 'trigger'"
	{
		echo 'PRAGMA synchronous = OFF;'
		echo 'PRAGMA foreign_keys = OFF;'
		echo 'PRAGMA ignore_check_constraints = ON;'
		cat drop.sql
		echo "$1;"
		cat triggers.sql
	} | sqlite3 acme.db || fail 'the ledger cannot be changed'
}
