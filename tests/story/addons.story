# An add-on has periods of its own, and comes and goes by itself.
today      2026-01-01
plan       phone  EUR  31.00  anchor=start
plan       roam   EUR  7.00   anchor=start  every=week
plan       film   EUR  31.00  anchor=start
plan       usd    USD  31.00
account    acme   -
order      S1 add account=acme plan=phone
run        -> INV-2026-000001 31.00
today      2026-01-12
order      S1 add plan=roam quantity=2
order      S1 add plan=roam               -> roam is in this subscription already
order      S1 add plan=usd                -> sold in USD
order      S1 replace plan=usd            -> sold in USD
order      S1 replace plan=roam           -> roam is in this subscription already
run        -> INV-2026-000002 14.00
line       2  roam  2026-01-12  2026-01-19  14.00
order      S1 change plan=roam quantity=1
run        -> CN-2026-000001 -7.00
today      2026-01-21
order      S1 add plan=film end=2026-02-05
order      S1 cancel plan=roam
run        -> INV-2026-000003 17.00
line       4  roam  2026-01-19  2026-01-21  2.00
line       4  film  2026-01-21  2026-02-05  15.00
today      2026-02-01
order      S1 cancel
run        -> CN-2026-000002 -4.00
order      S1 resume
today      2026-02-10
run        -> INV-2026-000004 35.00
check
