# Lines of one account share their gigabytes: each covers its own usage first,
# what is left goes to the others in their order.
today      2026-01-01
metric     gb GB
plan       main EUR -
charge     main data usage 1 metric=gb included=10 pool=account
plan       more EUR -
charge     more data usage 2 metric=gb included=2 pool=account
account    acme EUR
account    other EUR
subscribe  S1 acme more
subscribe  S2 acme main
subscribe  S3 acme more
subscribe  S4 other more
today      2026-02-01
usage      1 S1 gb 5 2026-01-20T10:00:00Z
usage      2 S2 gb 4 2026-01-20T10:00:00Z
usage      3 S3 gb 8 2026-01-20T10:00:00Z
usage      4 S4 gb 3 2026-01-20T10:00:00Z
# S2 has six over: three for S1, three for S3, which lacks three more.
run                                        -> INV-2026-000001 6.00, INV-2026-000002 2.00
line       1 more 2026-01-01 2026-02-01 0.00 kind=usage quantity=5 unit_price=-
line       1 main 2026-01-01 2026-02-01 0.00 kind=usage quantity=4 unit_price=-
line       1 more 2026-01-01 2026-02-01 6.00 kind=usage quantity=8 unit_price=-
line       2 more 2026-01-01 2026-02-01 2.00 kind=usage quantity=3 unit_price=-
# S2 used them itself: the others pay for them.
usage      5 S2 gb 4 2026-01-21T10:00:00Z
run                                        -> INV-2026-000003 8.00
line       3 more 2026-01-01 2026-02-01 2.00 kind=usage quantity=0 unit_price=-
line       3 more 2026-01-01 2026-02-01 6.00 kind=usage quantity=0 unit_price=-
