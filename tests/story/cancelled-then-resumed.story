# Resumed after it was cancelled, a subscription goes on as it was: what its
# start cost is not owed again, and what its end cost goes back.
today      2026-01-01
plan       basic  EUR  31.00
charge     basic  setup  one_time  10.00
charge     basic  off    one_time  5.00  on=termination
account    acme   EUR
order      S1 add account=acme plan=basic
run        -> INV-2026-000001 41.00
today      2026-01-11
order      S1 cancel
run        -> CN-2026-000001 -21.00, INV-2026-000002 5.00
order      S1 change quantity=2           -> ended already on 2026-01-11
today      2026-01-21
quote      S1 resume                      -> 6.00 31.00 0.00
order      S1 resume
run        -> INV-2026-000003 6.00
today      2026-02-01
order      S1 cancel start=2026-02-05
order      S1 resume start=2026-02-05
run        -> INV-2026-000004 31.00
# Resumed on the day of its end it was never away.
line       5  basic  2026-02-01  2026-03-01  31.00
order      S1 resume                      -> neither suspended nor cancelled
check
