# GB-hours: a level lasts until the next one, and into the next period.
today      2026-09-01
metric     disk GBh aggregation=weighted recurring=yes
plan       disk EUR -
charge     disk use usage 0.001 metric=disk
account    acme EUR
subscribe  S1 acme disk
today      2026-09-30
usage      1 S1 disk 100 2026-09-01T00:00:00+02:00
usage      2 S1 disk 50  2026-09-21T00:00:00+02:00
today      2026-10-01
# 20 days of 100 and 10 days of 50.
run                                  -> INV-2026-000001 60.00
line       1 disk 2026-09-01 2026-10-01 60.00 quantity=60000 unit_price=0.001
# Nothing was said in October: 31 days of 50, one of them with 25 hours.
today      2026-11-01
run                                  -> INV-2026-000002 37.25
line       2 disk 2026-10-01 2026-11-01 37.25 quantity=37250
# What comes late changes what follows it: 10 days of 50 more in September, and
# 50 more all through October.
usage      3 S1 disk 100 2026-09-21T00:00:00+02:00
run                                  -> INV-2026-000003 49.25
line       3 disk 2026-09-01 2026-10-01 12.00 quantity=12000 corrects=INV-2026-000001/1
line       3 disk 2026-10-01 2026-11-01 37.25 quantity=37250 corrects=INV-2026-000002/1
