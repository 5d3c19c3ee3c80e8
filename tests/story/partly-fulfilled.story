# Of ten ordered six are there; the others bill from the day on which they come,
# two of them in two deliveries of one day.
today      2026-01-01
plan       seat   EUR  31.00
charge     seat   setup  one_time  33.333
account    acme   EUR
order      S1 add account=acme plan=seat quantity=10 fulfilled=6 id=ten
run        -> INV-2026-000001 386.00
line       1  seat  2026-01-01  2026-02-01  186.00  charge=fee    quantity=6
line       1  seat  2026-01-01  2026-01-01  200.00  charge=setup  quantity=6
today      2026-01-21
fulfil     ten 1
fulfil     ten 1
fulfil     ten 3                          -> 11 delivered in all, 10 ordered
run        -> INV-2026-000002 88.67
line       2  seat  2026-01-01  2026-02-01  22.00  charge=fee    quantity=6
line       2  seat  2026-01-21  2026-01-21  66.67  charge=setup  quantity=2
today      2026-02-01
fulfil     ten 2 date=2026-01-31
run        -> INV-2026-000003 378.67
# On the day of the order itself: one part with the first.
order      S2 add account=acme plan=seat quantity=4 fulfilled=1 id=four
fulfil     four 2 date=2026-01-20
run        -> INV-2026-000004 193.00
line       4  seat  2026-02-01  2026-03-01  93.00   charge=fee    quantity=3
line       4  seat  2026-02-01  2026-02-01  100.00  charge=setup  quantity=3
check
