# Each month has a commitment: what is missing to it is owed, what is above it
# costs more.
today      2026-01-16
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb commitment=31 overage=1.5 proration=day minimum=15.50
account    acme EUR
subscribe  S1 acme data
# 16 of 31 days: the commitment is 16.00, and the minimum 8.00.
today      2026-02-01
usage      1 S1 gb 10 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 16.00
line       1 data 2026-01-16 2026-02-01 10.00 kind=usage quantity=10 unit_price=-
line       1 data 2026-01-16 2026-02-01 6.00 kind=minimum quantity=1 unit_price=-
# Ten above the commitment are fifteen.
today      2026-03-01
usage      2 S1 gb 41 2026-02-20T10:00:00Z
run                                        -> INV-2026-000002 46.00
# Late usage is first taken from what was owed without it.
usage      3 S1 gb 10 2026-01-20T10:00:00Z
run                                        -> INV-2026-000003 6.00
line       3 data 2026-01-16 2026-02-01 12.00 kind=usage quantity=10 corrects=INV-2026-000001/1
line       3 data 2026-01-16 2026-02-01 -6.00 kind=minimum quantity=0 corrects=INV-2026-000001/2
