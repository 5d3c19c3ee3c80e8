# An adjustment names a day of its period: where a part of it begins, as good as
# the first; where periods began anew, a day is in the one that is owed for it.
today      2026-04-01
plan       basic  EUR  100.00
account    acme   EUR
subscribe  S1  acme  basic
run                     -> INV-2026-000001 100.00
adjust     P1  acme  -5.00  EUR  slow  subscription=S1  charge=fee  period_start=2026-04-11
run                     -> CN-2026-000001 -5.00
line       2  basic  2026-04-01  2026-05-01  -5.00  kind=adjustment  charge=fee
today      2026-05-01
run                     -> INV-2026-000002 100.00
# Never again, and not where no period has the day.
adjust     P2  acme  -5.00  EUR  slow  subscription=S1  charge=fee  period_start=2026-03-31
adjust     P3  acme  -  EUR  slow  percent=-50  subscription=S1  charge=fee  period_start=2026-06-20
today      2026-06-01
run                     -> INV-2026-000003 50.00
cancel     S1  start=2026-06-01
run                     -> CN-2026-000002 -50.00
run                     -> nothing
check
