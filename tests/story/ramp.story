# The price rises by itself, also after ten days, in the middle of
# a period; a price that was agreed stays.
today      2026-01-01
plan       slow   EUR  31.00  ramp=1month/62.00,3month/93.00
plan       weeks  EUR  31.00  ramp=10day/62.00
account    a      EUR
account    b      EUR
account    c      EUR
order      S1 add account=a plan=slow
order      S2 add account=b plan=weeks
order      S3 add account=c plan=slow price=40.00
today      2026-04-01
run        -> INV-2026-000001 248.00, INV-2026-000002 238.00, INV-2026-000003 160.00
line       1  slow  2026-01-01  2026-02-01  31.00  order_price=-
line       1  slow  2026-02-01  2026-03-01  62.00  order_price=62.00
line       1  slow  2026-03-01  2026-04-01  62.00  order_price=62.00
line       1  slow  2026-04-01  2026-05-01  93.00  order_price=93.00
# The plan of the catalog again, its ramp is in force again.
order      S3 rerate
run        -> INV-2026-000004 53.00
check
