# Each user counts once, however often; and again in the next month.
today      2026-09-01
metric     user user aggregation=unique field=login
plan       crm EUR -
charge     crm users usage - metric=user model=graduated tiers=2/5/-,-/3/-
account    acme EUR
subscribe  S1 acme crm
today      2026-09-30
usage      1 S1 user 1 2026-09-03T10:00:00Z login=ann
usage      2 S1 user 1 2026-09-04T10:00:00Z login=bob
usage      3 S1 user 1 2026-09-05T10:00:00Z login=ann
usage      4 S1 user 1 2026-09-06T10:00:00Z login=eve
usage      5 S1 user 1 2026-09-07T10:00:00Z   # nobody: suspense
today      2026-10-01
run                                  -> INV-2026-000001 13.00
line       1 crm 2026-09-01 2026-10-01 13.00 quantity=3 unit=user
# One of two is no loss, the other is.
retract    1 user 2026-09-03T10:00:00Z
run                                  -> nothing
retract    3 user 2026-09-05T10:00:00Z
run                                  -> CN-2026-000001 -3.00
today      2026-10-31
usage      6 S1 user 1 2026-10-03T10:00:00Z login=bob
today      2026-11-01
run                                  -> INV-2026-000002 5.00
