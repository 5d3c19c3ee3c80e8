# The events bring their amounts; 20 percent come on top.
today      2026-09-01
metric     part piece
plan       shop EUR -
charge     shop resold usage - metric=part model=dynamic markup=20
account    acme EUR
subscribe  S1 acme shop
today      2026-09-30
usage      1 S1 part 2 2026-09-03T10:00:00Z amount=12.345 currency=EUR
usage      2 S1 part 1 2026-09-04T10:00:00Z amount=7.50 currency=EUR
usage      3 S1 part 1 2026-09-05T10:00:00Z amount=9.99 currency=USD  # not sold in it
today      2026-10-01
run                                  -> INV-2026-000001 23.81
line       1 shop 2026-09-01 2026-10-01 23.81 quantity=3 unit_price=-
# A credit from there is a credit here, of no more than was billed.
usage      4 S1 part 1 2026-09-06T10:00:00Z amount=-7.50 currency=EUR
run                                  -> CN-2026-000001 -9.00
usage      5 S1 part 1 2026-09-06T11:00:00Z amount=-20 currency=EUR
run                                  -> CN-2026-000002 -14.81
