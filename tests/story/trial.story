# Two weeks are free; then it goes on by itself, or only if it was converted.
today      2026-01-01
plan       soft   EUR  31.00  trial=14day
charge     soft   setup  one_time  9.00
plan       hard   EUR  31.00  trial=14day  trial_end=lapse
charge     hard   off    one_time  5.00  on=termination
account    a      EUR
account    b      EUR
account    c      EUR
account    d      EUR
order      S1 add account=a plan=soft
order      S2 add account=b plan=hard
order      S3 add account=c plan=hard
order      S4 add account=d plan=soft
order      S5 add account=d plan=soft trial=none
run        -> INV-2026-000001 40.00
today      2026-01-10
order      S3 renew
order      S4 cancel
quote      S1 change quantity=2           -> 26.00 62.00 0.00
run        -> nothing
today      2026-01-15
run        -> INV-2026-000002 26.00, INV-2026-000003 17.00
line       2  soft  2026-01-15  2026-01-15  9.00   charge=setup
line       2  soft  2026-01-15  2026-02-01  17.00  charge=fee
line       3  hard  2026-01-15  2026-02-01  17.00  charge=fee
today      2026-02-01
run        -> INV-2026-000004 31.00, INV-2026-000005 31.00, INV-2026-000006 31.00
order      S2 change quantity=2           -> ended already on 2026-01-15
check
