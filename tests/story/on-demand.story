# A gate holds what recurs until its day; what never was billed can go out alone,
# and all of it on demand.
today      2026-01-01
plan       basic  EUR  10.00
account    acme   EUR  bill_every=3month
subscribe  S1  acme  basic
run  inception          -> INV-2026-000001 10.00
today      2026-02-01
run                     -> nothing
subscribe  S2  acme  basic
run                     -> nothing
run  inception          -> INV-2026-000002 10.00
line       2  basic  2026-02-01  2026-03-01  10.00  subscription=S2
run  on_demand          -> INV-2026-000003 10.00
line       3  basic  2026-02-01  2026-03-01  10.00  subscription=S1
today      2026-03-01
run                     -> nothing
today      2026-04-01
run                     -> INV-2026-000004 40.00
check
