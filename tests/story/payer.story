# One account pays for another: one document for both, each line saying whose it
# is; tax is that of the account that used the service.
today      2026-03-01
plan       basic  EUR  100.00
tax        ACITY  *  sales  5
account    acme    EUR
account    branch  EUR  payer=acme  tax_region=ACITY
subscribe  A1  acme    basic
subscribe  B1  branch  basic
run                                       -> INV-2026-000001 205.00
document   1  account=acme  net=200.00  tax=5.00
line       1  basic  2026-03-01  2026-04-01  100.00  owner=acme
line       1  basic  2026-03-01  2026-04-01  100.00  owner=branch
run        account=branch                 -> nothing
cancel     B1  start=2026-03-01
run                                       -> CN-2026-000001 -105.00
document   2  account=acme  net=-100.00  tax=-5.00
balance    acme    EUR  100.00
balance    branch  EUR  0.00
check
