# A year paid in advance and left: 204 of 365 days go back; a leap day belongs to
# the year that contains it; half a cent is rounded away from zero.
today      2026-01-01
plan       year   EUR  1200.00  every=year
plan       half   EUR  74.985
account    a      EUR
account    b      EUR
account    c      EUR
order      A add account=a plan=year
order      B add account=b plan=half
run        -> INV-2026-000001 1200.00, INV-2026-000002 74.99
today      2026-06-11
quote      A cancel                       -> -670.68 0.00 0.00
order      A cancel
order      B cancel start=2026-02-01
run        -> CN-2026-000001 -670.68
line       3  year  2026-06-11  2027-01-01  -670.68
today      2028-01-01
order      C add account=c plan=year
run        -> INV-2028-000001 1200.00
today      2028-03-01
order      C cancel
# 306 of 366 days.
run        -> CN-2028-000001 -1003.28
check
