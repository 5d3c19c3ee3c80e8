# Days before bill_from were billed by another biller; anchors run from the
# start all the same, and so is what was charged once.
today      2026-09-01
plan       basic  EUR  31.00
charge     basic  setup  one_time  99.00
plan       phone  EUR  31.00  anchor=start
account    acme   EUR
account    blink  EUR
account    crane  EUR
subscribe  A1  acme   basic  start=2024-05-07  bill_from=2026-09-01
# From 11 September: 20 of 30 days, 31.00 * 20 / 30 = 20.666...
subscribe  B1  blink  basic  start=2024-05-07  bill_from=2026-09-11
# 6 of the 31 days from 7 August.
subscribe  C1  crane  phone  start=2024-05-07  bill_from=2026-09-01
run                     -> INV-2026-000001 31.00, INV-2026-000002 6.00
line       1  basic  2026-09-01  2026-10-01  31.00
line       2  phone  2026-09-01  2026-09-07  6.00
today      2026-09-11
run                     -> INV-2026-000003 20.67, INV-2026-000004 31.00
line       3  basic  2026-09-11  2026-10-01  20.67
line       4  phone  2026-09-07  2026-10-07  31.00
# A new customer pays for the setup, once.
account    delta  EUR
subscribe  D1  delta  basic  start=2026-09-11
run                                       -> INV-2026-000005 119.67
line       5  basic  2026-09-11  2026-10-01  20.67  charge=fee
line       5  basic  2026-09-11  2026-09-11  99.00  charge=setup
check
