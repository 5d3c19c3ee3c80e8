# Parts of a month: whole unless the charge says "proration: day".
today      2026-09-01
metric     gb GB
plan       whole EUR -
charge     whole use usage - metric=gb model=graduated included=6 minimum=30 tiers=9/1/3,-/2/-
plan       part  EUR -
charge     part  use usage - metric=gb model=graduated included=6 minimum=30 tiers=9/1/3,-/2/- proration=day
account    acme EUR
today      2026-09-11
subscribe  W acme whole
subscribe  P acme part
subscribe  C acme part start=2026-09-01
cancel     C start=2026-09-11
subscribe  B acme part start=2026-09-01 bill_from=2026-09-11
today      2026-09-30
usage      1 W gb 15 2026-09-13T10:00:00Z
usage      2 P gb 15 2026-09-13T10:00:00Z
usage      3 C gb 15 2026-09-03T10:00:00Z
usage      4 B gb 15 2026-09-13T10:00:00Z
usage      5 B gb 99 2026-09-03T10:00:00Z   # billed elsewhere: suspense
today      2026-10-01
run                                          -> INV-2026-000001 94.00
# 6 are included, 9 at 1, flat 3.
line       1 whole 2026-09-11 2026-10-01 12.00 kind=usage quantity=15
line       1 whole 2026-09-11 2026-10-01 18.00 kind=minimum quantity=1
# 20 of 30 days: 4 are included, 6 at 1, 5 at 2, flat 2; the minimum is 20.
line       1 part  2026-09-11 2026-10-01 18.00 kind=usage quantity=15
line       1 part  2026-09-11 2026-10-01  2.00 kind=minimum quantity=1
line       1 part  2026-09-11 2026-10-01 18.00 kind=usage quantity=15
line       1 part  2026-09-11 2026-10-01  2.00 kind=minimum quantity=1
# 10 of 30 days: 2 are included, 3 at 1, 10 at 2, flat 1; the minimum is 10.
line       1 part  2026-09-01 2026-09-11 24.00 kind=usage quantity=15
