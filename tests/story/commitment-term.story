# A commitment over three months: what is missing is owed with the last one.
today      2026-01-10
metric     gb GB
plan       data EUR -
charge     data use usage 1 metric=gb commitment=100 commitment_term=3month overage=2
account    acme EUR
subscribe  S1 acme data
today      2026-02-01
usage      1 S1 gb 30 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 30.00
today      2026-03-01
usage      2 S1 gb 30 2026-02-20T10:00:00Z
run                                        -> INV-2026-000002 30.00
# April begins before the term is over on the tenth.
today      2026-04-01
usage      3 S1 gb 20 2026-03-20T10:00:00Z
run                                        -> INV-2026-000003 20.00
today      2026-05-01
usage      4 S1 gb 5 2026-04-20T10:00:00Z
run                                        -> INV-2026-000004 20.00
line       4 data 2026-04-01 2026-05-01 5.00 kind=usage quantity=5 unit_price=-
line       4 data 2026-04-01 2026-05-01 15.00 kind=minimum quantity=1 unit_price=-
# Late usage of February: less is missing.
usage      5 S1 gb 10 2026-02-21T10:00:00Z
run                                        -> INV-2026-000005 0.00
line       5 data 2026-02-01 2026-03-01 10.00 kind=usage quantity=10 corrects=INV-2026-000002/1
line       5 data 2026-04-01 2026-05-01 -10.00 kind=minimum quantity=0 corrects=INV-2026-000004/2
# More of it is above the commitment: April costs more.
usage      6 S1 gb 10 2026-02-21T11:00:00Z
run                                        -> INV-2026-000006 10.00
# The next term ends with the subscription.
today      2026-06-01
usage      7 S1 gb 40 2026-05-20T10:00:00Z
cancel     S1
run                                        -> INV-2026-000007 100.00
