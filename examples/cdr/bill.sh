#!/bin/sh
# From the files of two switches to invoices.
#
#   bill.sh [DIRECTORY]
#
# Everything is put into DIRECTORY (cdr-demo); it may be run again.  Needs the
# bill commands in PATH.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=${1:-cdr-demo}
mkdir -p "$directory"
BILL_LEDGER=$directory/cdr.db
export BILL_LEDGER

bill-init --config "$here/company.yaml"
bill-import catalog "$here/catalog.yaml"
for kind in rates customers accounts services orders; do
	bill-import --as-of 2026-10-01 "$kind" "$here/$kind.csv"
done
bill-import usage --layout "$here/asterisk.yaml" "$here/Master.csv"
bill-import usage --layout "$here/switch.yaml" "$here/switch.cdr"
bill-export suspense

bill-rate --as-of 2026-11-01 |
	bill-run --as-of 2026-11-01 - |
	bill-invoice - >"$directory/invoices.csv"
bill-check
bill-render --format text --dir "$directory" >"$directory/files.csv"
cat "$directory"/INV-*.txt
