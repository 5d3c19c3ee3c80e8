# A service credit lasts until it is used up, and never makes a document of its
# own less than nothing.
today      2026-03-01
plan       basic  EUR  10.00
plan       big    EUR  40.00
account    acme   EUR
subscribe  S1  acme  basic
subscribe  S2  acme  big
adjust     C1  acme  -25.00  EUR  outage  kind=credit  subscription=S1
adjust     C2  acme  -5.00   EUR  sorry   kind=credit
adjust     C3  acme  5.00    EUR  wrong   kind=credit  -> less than nothing
run                     -> INV-2026-000001 35.00
line       1  basic  2026-03-01  2026-04-01   10.00  kind=recurring
line       1  big    2026-03-01  2026-04-01   40.00  kind=recurring
line       1  credit  2026-03-01  2026-03-01  -10.00  kind=credit
line       1  credit  2026-03-01  2026-03-01   -5.00  kind=credit
run                     -> nothing
today      2026-04-01
run                     -> INV-2026-000002 40.00
today      2026-05-01
run                     -> INV-2026-000003 45.00
today      2026-06-01
run                     -> INV-2026-000004 50.00
# What is adjusted of a period is not there for a credit.
adjust     A1  acme  -6.00   EUR  slow    subscription=S1  charge=fee  period_start=2026-07-01
adjust     C4  acme  -9.00   EUR  outage  kind=credit  subscription=S1
today      2026-07-01
run                     -> INV-2026-000005 40.00
line       5  basic  2026-07-01  2026-08-01   10.00  kind=recurring
line       5  basic  2026-07-01  2026-08-01   -6.00  kind=adjustment
line       5  big    2026-07-01  2026-08-01   40.00  kind=recurring
line       5  credit  2026-06-01  2026-06-01  -4.00  kind=credit
today      2026-08-01
run                     -> INV-2026-000006 45.00
check
