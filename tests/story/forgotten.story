# An order that comes late is billed for all its days, and in one document.
today      2026-05-20
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic  start=2026-03-11  end=2026-05-11
run                                       -> INV-2026-000001 62.00
line       1  basic  2026-03-11  2026-04-01  21.00
line       1  basic  2026-04-01  2026-05-01  31.00
line       1  basic  2026-05-01  2026-05-11  10.00
document   1  issue_date=2026-05-20  due_date=2026-06-19
# The account's terms, not the company's.
account    acme   EUR  terms_days=14      -> changed
subscribe  S2  acme  basic  start=2026-05-31  end=2026-06-01
today      2026-05-31
run                                       -> INV-2026-000002 1.00
document   2  issue_date=2026-05-31  due_date=2026-06-14
check
