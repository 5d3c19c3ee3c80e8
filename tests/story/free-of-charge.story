# A service that costs nothing is billed all the same: the period is marked, and
# the document of 0.00 has a number.
today      2026-03-11
plan       free  EUR  0.00
account    acme  EUR
subscribe  S1  acme  free
run                                       -> INV-2026-000001 0.00
line       1  free  2026-03-11  2026-04-01  0.00
run                                       -> nothing
today      2026-04-01
run                                       -> INV-2026-000002 0.00
# A correction of 0.00 is none.
cancel     S1  start=2026-04-11
today      2026-05-01
run                                       -> nothing
balance    acme  EUR  0.00
check
