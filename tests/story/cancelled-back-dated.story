# A cancellation as of a month before gives each invoice back that billed days
# after it, by a credit note of its own.
today      2026-03-01
plan       basic  EUR  31.00
charge     basic  setup  one_time  99.00
account    acme   EUR
subscribe  S1  acme  basic
run                                       -> INV-2026-000001 130.00
today      2026-04-01
run                                       -> INV-2026-000002 31.00
today      2026-04-20
cancel     S1  start=2026-03-16
run   -> CN-2026-000001 -31.00, CN-2026-000002 -16.00
line       3  basic  2026-04-01  2026-05-01  -31.00  corrects=INV-2026-000002/1
line       4  basic  2026-03-16  2026-04-01  -16.00  corrects=INV-2026-000001/1
# What was charged once is kept.
balance    acme  EUR  114.00
# Cancelled to before that, the rest follows.
cancel     S1  start=2026-03-11
run                                       -> CN-2026-000003 -5.00
line       5  basic  2026-03-11  2026-03-16  -5.00  corrects=INV-2026-000001/1
today      2026-06-01
run                                       -> nothing
check
