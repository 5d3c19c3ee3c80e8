# A part of a period by days, by months of 30 days, or not at all: 12 January,
# 20 of 31 days and 19 of 30.
today      2026-01-12
plan       days   EUR  49.99
plan       even   EUR  49.99  proration=month30
plan       whole  EUR  49.99  proration=none
account    acme   EUR
subscribe  A1  acme  days
subscribe  A2  acme  even
subscribe  A3  acme  whole
run                                       -> INV-2026-000001 113.90
line       1  days   2026-01-12  2026-02-01  32.25
line       1  even   2026-01-12  2026-02-01  31.66
line       1  whole  2026-01-12  2026-02-01  49.99
today      2026-02-01
run                                       -> INV-2026-000002 149.97
# 14 of February's 28 days; 14 of 30; the month is owed whole.
cancel     A1  start=2026-02-15
cancel     A2  start=2026-02-15
cancel     A3  start=2026-02-15
today      2026-02-15
run                                       -> CN-2026-000001 -51.65
line       3  days   2026-02-15  2026-03-01  -24.99
line       3  even   2026-02-15  2026-03-01  -26.66
check
