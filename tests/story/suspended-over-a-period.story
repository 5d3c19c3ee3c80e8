# Suspended from the end of one month into the next: free of charge, at a price
# meanwhile, or charged all the same.
today      2026-01-01
plan       phone  EUR  31.00
plan       line   EUR  31.00  suspension=charged
plan       post   EUR  31.00  when=arrears
account    free   EUR
account    kept   EUR
account    paid   EUR
account    post   EUR
order      S1 add account=free plan=phone
order      S2 add account=paid plan=phone
order      S3 add account=kept plan=line
order      S4 add account=post plan=post
run        -> INV-2026-000001 31.00, INV-2026-000002 31.00, INV-2026-000003 31.00
today      2026-01-25
order      S1 suspend
order      S2 suspend price=6.20 end=2026-02-08
order      S3 suspend
order      S4 suspend
run        -> CN-2026-000001 -7.00, CN-2026-000002 -7.00, INV-2026-000004 1.40
line       4  phone  2026-01-25  2026-02-01  -7.00  order_price=-
line       5  phone  2026-01-25  2026-02-01  -7.00  order_price=-
line       6  phone  2026-01-25  2026-02-01  1.40   order_price=6.2
today      2026-02-01
run        -> INV-2026-000005 31.00, INV-2026-000006 1.55, INV-2026-000007 24.00
line       8  phone  2026-02-01  2026-02-08  1.55   order_price=6.2
today      2026-02-15
order      S1 resume
order      S4 resume
run        -> INV-2026-000008 15.50, INV-2026-000009 23.25
line       10  phone  2026-02-15  2026-03-01  15.50
line       11  phone  2026-02-08  2026-03-01  23.25
today      2026-03-01
run        -> INV-2026-000010 31.00, INV-2026-000011 31.00, INV-2026-000012 31.00, INV-2026-000013 15.50
check
