# Five, then seven, then four within a month of 31.00.
today      2026-01-01
plan       seat   EUR  31.00
account    acme   EUR
account    late   EUR
order      S1 add account=acme plan=seat quantity=5
order      S2 add account=late plan=seat quantity=5
run        -> INV-2026-000001 155.00, INV-2026-000002 155.00
today      2026-01-11
quote      S1 change quantity=7           -> 42.00 217.00 0.00
order      S1 change quantity=7
run        -> INV-2026-000003 42.00
line       3  seat  2026-01-01  2026-02-01  42.00  corrects=INV-2026-000001/1
today      2026-01-21
quote      S1 change quantity=4           -> -33.00 124.00 0.00
order      S1 change quantity=4
run        -> CN-2026-000001 -33.00
# The same, heard of in another order and all at once.
today      2026-02-01
order      S2 change quantity=4 start=2026-01-21
order      S2 change quantity=7 start=2026-01-11
run        -> INV-2026-000004 124.00, INV-2026-000005 133.00
balance    acme  EUR  288.00
balance    late  EUR  288.00
check
