# The accounts that one pays for share their units, which roll over.
today      2026-01-01
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb included=10 pool=payer rollover=1
account    mother EUR
account    child EUR payer=mother
account    other EUR
subscribe  S1 child data
subscribe  S2 mother data
subscribe  S3 other data
today      2026-02-01
usage      1 S1 gb 14 2026-01-20T10:00:00Z
usage      2 S2 gb 3 2026-01-20T10:00:00Z
usage      3 S3 gb 14 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 0.00, INV-2026-000002 4.00
# The four that S1 had of S2 do not roll over: three do.
today      2026-03-01
usage      4 S1 gb 14 2026-02-20T10:00:00Z
usage      5 S2 gb 10 2026-02-20T10:00:00Z
run                                        -> INV-2026-000003 1.00, INV-2026-000004 0.00
# One of January was late: so two rolled over.
usage      6 S2 gb 1 2026-01-20T11:00:00Z
run                                        -> INV-2026-000005 1.00
