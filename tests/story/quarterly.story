# Three months follow the bill day of the account, or the start of the service.
# The stub is measured over the full period that ends with it: 26 of 92 days,
# 90.00 * 26 / 92 = 25.4347...
today      2026-01-20
plan       office  EUR  90.00  every=3month
plan       garden  EUR  90.00  every=3month  anchor=start
account    acme    EUR  bill_day=15
subscribe  S1  acme  office
run                                       -> INV-2026-000001 25.43
line       1  office  2026-01-20  2026-02-15  25.43
today      2026-02-14
run                                       -> nothing
today      2026-02-15
run                                       -> INV-2026-000002 90.00
line       2  office  2026-02-15  2026-05-15  90.00
subscribe  S2  acme  garden  start=2026-02-20
today      2026-05-15
run                                       -> INV-2026-000003 180.00
line       3  garden  2026-02-20  2026-05-20  90.00
line       3  office  2026-05-15  2026-08-15  90.00
today      2026-05-20
run                                       -> INV-2026-000004 90.00
line       4  garden  2026-05-20  2026-08-20  90.00
check
