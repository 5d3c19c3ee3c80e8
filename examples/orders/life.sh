#!/bin/sh
# A quarter of a company whose customers change their minds.
#
#   life.sh [DIRECTORY]
#
# Everything is put into DIRECTORY (life-demo); it may be run again.  Needs the
# bill commands in PATH.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-life-demo}
mkdir -p "$directory"
BILL_LEDGER=$directory/life.db
export BILL_LEDGER

bill-init --config "$here/company.yaml"
bill-import catalog "$here/catalog.yaml"
bill-import --as-of 2026-01-01 customers "$here/customers.csv"
bill-import --as-of 2026-01-01 accounts "$here/accounts.csv"

# close DATE: propose all that is due, keep the proposal, post it.
close() {
	bill-run --as-of "$1" >"$directory/$1.csv"
	bill-invoice "$directory/$1.csv" >>"$directory/invoices.csv"
}

bill-import orders "$here/january.csv"
close 2026-01-01

# Four seats more were delivered; and the customers change.  What would it
# cost?  The accepted quote is the same file, imported.
bill-import fulfilments "$here/delivered.csv"
bill-quote --as-of 2026-02-01 "$here/changes.csv"
bill-import orders "$here/changes.csv"
close 2026-02-01

# A credit of this size needs a second person: it is not billed until then.
bill-import --as-of 2026-02-15 adjustments "$here/adjustments.csv"
bill-export adjustments --pending
close 2026-03-01
close 2026-04-01

bill-check
bill-export headers --as-of 2026-04-01
bill-export schedule --through 2026-06 --subscription depot-voice
bill-export work-orders --pending
bill-render --format text --dir "$directory" >"$directory/files.csv"
cat "$directory"/*-2026-*.txt
