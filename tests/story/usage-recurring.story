# Members come and go; those who are there are there in the next month.
today      2026-09-01
metric     member member recurring=yes
metric     size GB aggregation=latest recurring=yes
plan       club EUR -
charge     club members usage 10 metric=member
charge     club shelf usage 1 metric=size
account    acme EUR
subscribe  S1 acme club
today      2026-09-30
usage      1 S1 member 3  2026-09-03T10:00:00Z
usage      2 S1 size   40 2026-09-03T10:00:00Z
usage      3 S1 size   25 2026-09-20T10:00:00Z
today      2026-10-01
run                                  -> INV-2026-000001 55.00
line       1 club 2026-09-01 2026-10-01 30.00 quantity=3 charge=members
line       1 club 2026-09-01 2026-10-01 25.00 quantity=25 charge=shelf
today      2026-10-31
usage      4 S1 member -1 2026-10-03T10:00:00Z
today      2026-11-01
run                                  -> INV-2026-000002 45.00
line       2 club 2026-10-01 2026-11-01 20.00 quantity=2 charge=members
line       2 club 2026-10-01 2026-11-01 25.00 quantity=25 charge=shelf
# One who was there in September already was there in October, too.
usage      5 S1 member 1 2026-09-30T10:00:00Z
run                                  -> INV-2026-000003 20.00
line       3 club 2026-09-01 2026-10-01 10.00 quantity=1 corrects=INV-2026-000001/1
line       3 club 2026-10-01 2026-11-01 10.00 quantity=1 corrects=INV-2026-000002/1
