# Periods begin anew on another day: what is left of the old one goes back.
today      2026-01-31
plan       phone  EUR  31.00  anchor=start
plan       week   EUR  7.00   every=week
account    acme   EUR
order      S1 add account=acme plan=phone
run        -> INV-2026-000001 31.00
line       1  phone  2026-01-31  2026-02-28  31.00
today      2026-02-14
quote      S1 change anchor_on=2026-02-14 -> 15.50 31.00 0.00
order      S1 change anchor_on=2026-02-14
run        -> INV-2026-000002 15.50
line       2  phone  2026-02-14  2026-02-28  -15.50
line       2  phone  2026-02-14  2026-03-14  31.00
# From a day that is still to come.
order      S1 change anchor_on=2026-04-01
today      2026-05-01
run        -> INV-2026-000003 80.00
line       3  phone  2026-03-14  2026-04-01  18.00
line       3  phone  2026-04-01  2026-05-01  31.00
line       3  phone  2026-05-01  2026-06-01  31.00
check
