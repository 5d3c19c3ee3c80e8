# Another pays: what was shared in a period that ends later is shared anew, in
# the pool that the account left and in the one that it came to.
today      2026-01-01
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb included=10 pool=payer
account    mother EUR
account    aunt EUR
account    child EUR payer=mother
subscribe  S1 mother data
subscribe  S2 aunt data
subscribe  S3 child data
today      2026-02-01
usage      1 S1 gb 14 2026-01-20T10:00:00Z
usage      2 S2 gb 14 2026-01-20T10:00:00Z
usage      3 S3 gb 5 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 4.00, INV-2026-000002 0.00
today      2026-03-01
usage      4 S1 gb 14 2026-02-20T10:00:00Z
usage      5 S2 gb 14 2026-02-20T10:00:00Z
usage      6 S3 gb 5 2026-02-20T10:00:00Z
run                                        -> INV-2026-000003 4.00, INV-2026-000004 0.00
# Since the middle of February, as is heard now: January stays as it was.
today      2026-02-15
account    child EUR payer=aunt                       -> changed
today      2026-03-01
run                                        -> CN-2026-000001 -4.00, INV-2026-000005 4.00
run                                        -> nothing
# What is known in time changes nothing that was posted.
account    child EUR payer=mother           -> changed
run                                        -> nothing
check
