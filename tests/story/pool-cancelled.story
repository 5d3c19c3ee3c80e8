# A line that is cancelled back-dated leaves nothing to the others, nor do its
# units roll over.
today      2026-01-01
metric     gb GB
plan       main EUR -
charge     main data usage 1 metric=gb included=10 pool=account rollover=1
account    acme EUR
subscribe  S1 acme main
subscribe  S2 acme main
today      2026-02-01
usage      1 S1 gb 15 2026-01-20T10:00:00Z
usage      2 S2 gb 1 2026-01-01T10:00:00Z
# S2 leaves five of nine, and four roll over.
run                                        -> INV-2026-000001 0.00
today      2026-03-01
usage      3 S1 gb 22 2026-02-20T10:00:00Z
usage      4 S2 gb 1 2026-02-02T10:00:00Z
run                                        -> INV-2026-000002 0.00
# It was never there in February: S1 has only its own ten then, and the four
# that S2 had left in January are nobody's.
cancel     S2 start=2026-02-01
run                                        -> INV-2026-000003 12.00
line       3 main 2026-02-01 2026-03-01 12.00 kind=usage quantity=0 corrects=INV-2026-000002/1
