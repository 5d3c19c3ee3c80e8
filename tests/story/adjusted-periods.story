# An adjustment of a period is billed with it; a percent of what the period came
# to then, and never again.
today      2026-03-01
plan       basic  EUR  100.00
account    acme   EUR
subscribe  S1  acme  basic
adjust     P1  acme  -  EUR  slow  percent=-20  subscription=S1  charge=fee  period_start=2026-04-01
adjust     P2  acme  -  EUR  slow  percent=-20  subscription=S1  charge=fee -> column period_start
adjust     P3  acme  5.00  EUR  slow  percent=-20  subscription=S1  charge=fee  period_start=2026-04-01 -> column amount
adjust     P4  acme  -  EUR  slow  percent=-120  subscription=S1  charge=fee  period_start=2026-04-01 -> column percent
run                     -> INV-2026-000001 100.00
today      2026-04-01
run                     -> INV-2026-000002 80.00
line       2  basic       2026-04-01  2026-05-01  100.00  kind=recurring   charge=fee
line       2  basic       2026-04-01  2026-05-01  -20.00  kind=adjustment  charge=fee
# A later one, too; then only as much goes back as they left.
adjust     A1  acme  -60.00  EUR  slower  subscription=S1  charge=fee  period_start=2026-04-01
run                     -> CN-2026-000001 -60.00
cancel     S1  start=2026-04-01
run                     -> CN-2026-000002 -20.00
line       4  basic  2026-04-01  2026-05-01  -20.00  charge=fee
run                     -> nothing
balance    acme  EUR  100.00
check
