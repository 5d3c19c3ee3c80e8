# A coupon is spread over the new lines of the first document, and follows them
# when they are corrected; how often it may be used is said in the catalog.
today      2026-01-01
plan       phone  EUR  31.00
charge     phone  setup  one_time  10.00
plan       film   EUR  62.00
discount   sun    on=document  amount=10.30  currency=EUR  code=SUN  limit=2  customer_limit=1  periods=1
account    acme   EUR
account    beta   EUR
account    gamma  EUR
order      S1 add account=acme plan=phone promotion=SUN
order      S2 add account=acme plan=film
order      S3 add account=acme plan=film promotion=SUN  -> may be used once by one customer
order      S4 add account=beta plan=film promotion=MOON -> MOON is no coupon
order      S4 add account=beta plan=film promotion=SUN
order      S5 add account=gamma plan=film promotion=SUN -> may be used 2 times in all
run        -> INV-2026-000001 92.70, INV-2026-000002 51.70
line       1  phone  2026-01-01  2026-02-01  31.00  kind=recurring
line       1  phone  2026-01-01  2026-02-01  -3.10  kind=discount
line       1  film   2026-01-01  2026-02-01  62.00  kind=recurring
line       1  film   2026-01-01  2026-02-01  -6.20  kind=discount
line       1  phone  2026-01-01  2026-01-01  10.00  kind=one_time
line       1  phone  2026-01-01  2026-01-01  -1.00  kind=discount
today      2026-01-21
order      S2 cancel
run        -> CN-2026-000001 -19.80
line       3  film   2026-01-21  2026-02-01  -22.00  kind=recurring
line       3  film   2026-01-21  2026-02-01  2.20    kind=discount
today      2026-02-01
run        -> INV-2026-000003 31.00, INV-2026-000004 62.00
check
