# Late usage of a month takes from what rolled over: the months behind it are
# rated again, and pay for what they had for nothing.
today      2026-01-01
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb included=10 rollover=2 rollover_max=8
account    acme EUR
subscribe  S1 acme data
today      2026-03-01
usage      1 S1 gb 1 2026-01-20T10:00:00Z
usage      2 S1 gb 20 2026-02-20T10:00:00Z
# Nine were left, eight of them roll over.
run                                        -> INV-2026-000001 2.00
# Five of January's were used after all: so they were not there in February.
usage      3 S1 gb 5 2026-01-21T10:00:00Z
run                                        -> INV-2026-000002 4.00
line       2 data 2026-02-01 2026-03-01 4.00 kind=usage quantity=0 corrects=INV-2026-000001/2
today      2026-04-01
usage      4 S1 gb 12 2026-03-20T10:00:00Z
retract    2 gb 2026-02-20T10:00:00Z
# February's usage is taken back: four of January and ten of February were
# left, and eight of them roll over.
run                                        -> INV-2026-000003 0.00, CN-2026-000001 -6.00
line       3 data 2026-03-01 2026-04-01 0.00 kind=usage quantity=12 corrects=-
line       4 data 2026-02-01 2026-03-01 -6.00 kind=usage quantity=-20 corrects=INV-2026-000001/2
