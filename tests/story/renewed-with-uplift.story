# A quarter is agreed, and again by itself, at three percent more each time.
today      2026-01-31
plan       room   EUR  29.90  anchor=start  term_months=3  uplift=3  notice=1month
account    acme   EUR
order      S1 add account=acme plan=room
today      2026-04-30
run        -> INV-2026-000001 120.50
line       1  room  2026-01-31  2026-02-28  29.90  order_price=-
line       1  room  2026-02-28  2026-03-31  29.90  order_price=-
line       1  room  2026-03-31  2026-04-30  29.90  order_price=-
line       1  room  2026-04-30  2026-05-31  30.80  order_price=30.80
today      2026-07-31
run        -> INV-2026-000002 93.32
line       2  room  2026-05-31  2026-06-30  30.80  order_price=30.80
line       2  room  2026-06-30  2026-07-31  30.80  order_price=30.80
line       2  room  2026-07-31  2026-08-31  31.72  order_price=31.72
# Too late for the end of October: it is the end of January.
today      2026-10-15
order      S1 cancel effective=term_end
today      2027-03-01
run        -> INV-2027-000001 161.45
line       3  room  2026-08-31  2026-09-30  31.72  order_price=31.72
line       3  room  2026-09-30  2026-10-31  31.72  order_price=31.72
line       3  room  2026-10-31  2026-11-30  32.67  order_price=32.67
line       3  room  2026-11-30  2026-12-31  32.67  order_price=32.67
line       3  room  2026-12-31  2027-01-31  32.67  order_price=32.67
check
