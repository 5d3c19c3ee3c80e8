# A price for each region and class; what has none is in suspense.
today      2026-09-01
metric     cpu hour
plan       run EUR -
charge     run cpu usage - metric=cpu model=matrix included=10 prices=region:eu-*,class:large/0.20;region:eu-*/0.10;region:*,class:small/0.30
account    acme EUR
subscribe  S1 acme run
today      2026-09-30
usage      1 S1 cpu 20 2026-09-03T10:00:00Z region=eu-west class=large
usage      2 S1 cpu 10 2026-09-04T10:00:00Z region=eu-west class=small
usage      3 S1 cpu 10 2026-09-05T10:00:00Z region=us class=small
usage      4 S1 cpu 10 2026-09-06T10:00:00Z region=us class=large   # no row
today      2026-10-01
# The first ten hours are included.
run                                  -> INV-2026-000001 6.00
line       1 run 2026-09-01 2026-10-01 6.00 quantity=40 unit_price=-
usage      5 S1 cpu 1 2026-09-07T10:00:00Z region=eu-east
run                                  -> INV-2026-000002 0.10
# What was included is another hour now.
usage      6 S1 cpu 5 2026-09-01T10:00:00Z region=us class=small
run                                  -> INV-2026-000003 1.00
