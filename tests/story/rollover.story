# What is left of included units is used in the next two months, the oldest
# first, and then lapses.
today      2026-01-01
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb included=10 rollover=2
account    acme EUR
subscribe  S1 acme data
today      2026-02-01
usage      1 S1 gb 4 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 0.00
# Six came over: three of February's ten are left.
today      2026-03-01
usage      2 S1 gb 13 2026-02-20T10:00:00Z
run                                        -> INV-2026-000002 0.00
# Three of February and ten of March: two are too many.
today      2026-04-01
usage      3 S1 gb 15 2026-03-20T10:00:00Z
run                                        -> INV-2026-000003 2.00
line       3 data 2026-03-01 2026-04-01 2.00 kind=usage quantity=15 unit_price=-
# What nobody used in April and May, and the ten of June.
today      2026-07-01
usage      4 S1 gb 31 2026-06-20T10:00:00Z
run                                        -> INV-2026-000004 1.00
line       4 data 2026-04-01 2026-05-01 0.00 kind=usage quantity=0 unit_price=-
line       4 data 2026-05-01 2026-06-01 0.00 kind=usage quantity=0 unit_price=-
line       4 data 2026-06-01 2026-07-01 1.00 kind=usage quantity=31 unit_price=-
# July's ten have lapsed in October, August's and September's are there.
today      2026-11-01
usage      5 S1 gb 31 2026-10-20T10:00:00Z
run                                        -> INV-2026-000005 1.00
