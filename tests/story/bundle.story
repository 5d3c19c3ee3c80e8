# One price for two products, split by what they cost alone.
today      2026-01-01
product    net
product    tv  tax_code=tv
plan       duo    EUR  40.00  components=net/30.00,tv/20.00
plan       odd    EUR  10.00  components=net/1,tv/2
discount   ten    percent=10
account    acme   EUR
order      S1 add account=acme plan=duo discount=ten
run        -> INV-2026-000001 36.00
line       1  duo  2026-01-01  2026-02-01  24.00  product=net  kind=recurring
line       1  duo  2026-01-01  2026-02-01  16.00  product=tv   kind=recurring
line       1  duo  2026-01-01  2026-02-01  -2.40  product=net  kind=discount
line       1  duo  2026-01-01  2026-02-01  -1.60  product=tv   kind=discount
today      2026-01-11
order      S1 cancel
run        -> CN-2026-000001 -24.39
line       2  duo  2026-01-11  2026-02-01  -16.26  product=net  kind=recurring
line       2  duo  2026-01-11  2026-02-01  -10.84  product=tv   kind=recurring
line       2  duo  2026-01-11  2026-02-01  1.63    product=net  kind=discount
line       2  duo  2026-01-11  2026-02-01  1.08    product=tv   kind=discount
order      S2 add account=acme plan=odd
run        -> INV-2026-000002 6.77
line       3  odd  2026-01-11  2026-02-01  2.26  product=net
line       3  odd  2026-01-11  2026-02-01  4.51  product=tv
check
