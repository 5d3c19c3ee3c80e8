# A service that begins in the middle of a month: a stub to the bill day, then
# full months.  21 of March's 31 days are owed.
today      2026-03-11
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic                -> ok
again                                     -> duplicate
subscribe  S1  acme  basic                -> is in this subscription already
subscribe  S2  acme  basik                -> basic?
subscribe  S2  nobody  basic              -> nobody is not known
run                                       -> INV-2026-000001 21.00
line       1  basic  2026-03-11  2026-04-01  21.00  quantity=1
run                                       -> nothing
today      2026-03-31
run                                       -> nothing
today      2026-04-01
run                                       -> INV-2026-000002 31.00
line       2  basic  2026-04-01  2026-05-01  31.00  quantity=1
document   1  document_type=invoice  account=acme  net=21.00  tax=0.00
document   2  issue_date=2026-04-01  due_date=2026-05-01  lines=1
balance    acme  EUR  52.00
# What was forgotten is billed with what is due, the older period first.
today      2026-06-01
run                                       -> INV-2026-000003 62.00
line       3  basic  2026-05-01  2026-06-01  31.00
line       3  basic  2026-06-01  2026-07-01  31.00
check
