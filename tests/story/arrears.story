# A charge in arrears is owed when its period has ended.
today      2026-03-11
plan       power  EUR  31.00  when=arrears
account    acme   EUR
subscribe  S1  acme  power
run                                       -> nothing
today      2026-03-31
run                                       -> nothing
today      2026-04-01
run                                       -> INV-2026-000001 21.00
line       1  power  2026-03-11  2026-04-01  21.00
# 15 of April's 30 days.
cancel     S1  start=2026-04-16
today      2026-05-01
run                                       -> INV-2026-000002 15.50
line       2  power  2026-04-01  2026-04-16  15.50
# Cancelled as of a day that was billed already.
subscribe  S2  acme  power  start=2026-05-01
today      2026-06-01
run                                       -> INV-2026-000003 31.00
cancel     S2  start=2026-05-11
run                                       -> CN-2026-000001 -21.00
line       4  power  2026-05-11  2026-06-01  -21.00  corrects=INV-2026-000003/1
today      2026-09-01
run                                       -> nothing
check
