# 2.9 percent of each payment and 0.30, at most 5.00; the first is free.
today      2026-09-01
metric     paid EUR
plan       pay EUR -
charge     pay fee usage - metric=paid model=percentage rate=2.9 fixed=0.30 max=5 free_events=1
account    acme EUR
subscribe  S1 acme pay
today      2026-09-30
usage      1 S1 paid 500 2026-09-03T10:00:00Z   # free
usage      2 S1 paid 100 2026-09-04T10:00:00Z   # 3.20
usage      3 S1 paid 900 2026-09-05T10:00:00Z   # 26.40: 5.00
today      2026-10-01
run                                  -> INV-2026-000001 8.20
line       1 pay 2026-09-01 2026-10-01 8.20 quantity=1500 unit_price=-
# One that was earlier is the free one; the first one then has its fee.
usage      4 S1 paid 10 2026-09-02T10:00:00Z
run                                  -> INV-2026-000002 5.00
line       2 pay 2026-09-01 2026-10-01 5.00 quantity=10 corrects=INV-2026-000001/1
# A refund gives its percentage back, and not the fee.
usage      5 S1 paid -100 2026-09-20T10:00:00Z
run                                  -> CN-2026-000001 -2.90
