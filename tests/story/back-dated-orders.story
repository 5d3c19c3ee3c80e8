# Orders of the past come in one after the other, the last one first; nothing
# that was posted changes, and what is billed in the end is the same as if all
# had been known.
today      2026-01-01
plan       basic  EUR  31.00
plan       plus   EUR  62.00
account    acme   EUR
account    beta   EUR
order      S1 add account=acme plan=basic
run        -> INV-2026-000001 31.00
today      2026-02-01
run        -> INV-2026-000002 31.00
today      2026-03-01
order      S1 change quantity=3 start=2026-02-15
run        -> INV-2026-000003 124.00
line       3  basic  2026-02-01  2026-03-01  31.00
line       3  basic  2026-03-01  2026-04-01  93.00
order      S1 suspend start=2026-01-21 end=2026-02-08
run        -> CN-2026-000001 -11.00, CN-2026-000002 -7.75
order      S1 change plan=plus start=2026-01-11
run        -> INV-2026-000004 157.25
order      S1 change start=2025-12-01 quantity=2     -> begins only on 2026-01-01
balance    acme  EUR  324.50
# The same, and all at once.
order      S2 add account=beta plan=basic start=2026-01-01
order      S2 change quantity=3 start=2026-02-15
order      S2 suspend start=2026-01-21 end=2026-02-08
order      S2 change plan=plus start=2026-01-11
run        -> INV-2026-000005 324.50
check
