# Seats that come and go: each number of seats at its tier, for its time.
today      2026-09-01
metric     seat seat aggregation=weighted per=period values=change recurring=yes
plan       crm EUR -
charge     crm seats usage - metric=seat model=volume levels=each proration=day tiers=4/10/-,-/8/-
account    acme EUR
subscribe  S1 acme crm
today      2026-09-30
usage      1 S1 seat 4 2026-09-01T00:00:00+02:00
usage      2 S1 seat 2 2026-09-16T00:00:00+02:00
today      2026-10-01
# Half a month of 4 x 10, half a month of 6 x 8.
run                                  -> INV-2026-000001 44.00
line       1 crm 2026-09-01 2026-10-01 44.00 quantity=5 unit_price=-
today      2026-11-01
run                                  -> INV-2026-000002 48.00
# It ends on 10 November: a third of the full month.
today      2026-11-11
cancel     S1
today      2026-12-01
run                                  -> INV-2026-000003 16.00
line       3 crm 2026-11-01 2026-11-11 16.00 quantity=2
