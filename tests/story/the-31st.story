# A bill day that a month does not have is its last day, and the next month has
# the day again.
today      2026-03-31
plan       basic  EUR  30.00
account    acme   EUR  bill_day=31
account    blink  EUR  bill_day=31
subscribe  A1  acme   basic  start=2026-01-31
# 18 of the 28 days from 31 January: 30.00 * 18 / 28 = 19.2857...
subscribe  B1  blink  basic  start=2026-02-10
run                     -> INV-2026-000001 90.00, INV-2026-000002 79.29
line       1  basic  2026-01-31  2026-02-28  30.00
line       1  basic  2026-02-28  2026-03-31  30.00
line       1  basic  2026-03-31  2026-04-30  30.00
line       2  basic  2026-02-10  2026-02-28  19.29
line       2  basic  2026-02-28  2026-03-31  30.00
line       2  basic  2026-03-31  2026-04-30  30.00
today      2026-04-29
run                                       -> nothing
today      2026-04-30
run                     -> INV-2026-000003 30.00, INV-2026-000004 30.00
line       3  basic  2026-04-30  2026-05-31  30.00
check
