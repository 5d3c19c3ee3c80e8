# Usage ends with its subscription, also where that is known only later.
today      2026-09-01
metric     gb GB
plan       data EUR -
charge     data use usage 1.00 metric=gb
account    acme EUR bill_day=15
subscribe  S1 acme data
subscribe  S2 acme data
today      2026-09-30
usage      1 S1 gb 10 2026-09-05T10:00:00Z
usage      2 S1 gb 5  2026-09-20T10:00:00Z
usage      3 S2 gb 7  2026-09-05T10:00:00Z
usage      4 S2 gb 8  2026-09-20T10:00:00Z
cancel     S1 start=2026-09-25
# A final bill comes when the full month is over.
today      2026-10-14
run                                        -> INV-2026-000001 17.00
today      2026-10-15
run                                        -> INV-2026-000002 13.00
line       1 data 2026-09-01 2026-09-15 10.00 subscription=S1 quantity=10
line       1 data 2026-09-01 2026-09-15  7.00 subscription=S2 quantity=7
line       2 data 2026-09-15 2026-09-25  5.00 subscription=S1 quantity=5
line       2 data 2026-09-15 2026-10-15  8.00 subscription=S2 quantity=8
# It had ended before one event, and then before both.
cancel     S2 start=2026-09-16
run                                        -> CN-2026-000001 -8.00
line       3 data 2026-09-15 2026-09-16 -8.00 quantity=-8 corrects=INV-2026-000002/2
cancel     S2 start=2026-09-01
run                                        -> CN-2026-000002 -7.00
line       4 data 2026-09-01 2026-09-15 -7.00 quantity=-7 corrects=INV-2026-000001/2
today      2026-12-01
run                                        -> nothing
