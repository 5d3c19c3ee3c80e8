# Weeks and days follow the start of the service, whatever the bill day; two
# weeks from a Wednesday.  A year follows the bill day.
today      2026-02-25
plan       paper  EUR  14.00  every=2week
plan       hotel  EUR  80.00  every=day
plan       yearly  EUR  365.00  every=year
account    acme   EUR  bill_day=15
subscribe  P1  acme  paper
subscribe  H1  acme  hotel  end=2026-02-27
subscribe  Y1  acme  yearly
# 18 of the 365 days from 15 March 2025.
run                                       -> INV-2026-000001 112.00
line       1  hotel   2026-02-25  2026-02-26  80.00
line       1  paper   2026-02-25  2026-03-11  14.00
line       1  yearly  2026-02-25  2026-03-15  18.00
today      2026-03-11
run                                       -> INV-2026-000002 94.00
line       2  hotel   2026-02-26  2026-02-27  80.00
line       2  paper   2026-03-11  2026-03-25  14.00
cancel     P1  start=2026-03-18
run                                       -> CN-2026-000001 -7.00
today      2026-03-15
run                                       -> INV-2026-000003 365.00
line       4  yearly  2026-03-15  2027-03-15  365.00
check
