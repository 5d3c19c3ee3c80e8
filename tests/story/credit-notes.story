# A credit note settles the invoice that it corrects, then the oldest due; what
# is left waits for the next one.
today      2026-03-01
plan       basic  EUR  31.00
plan       extra  EUR  62.00
account    acme   EUR
subscribe  S1  acme  basic
run                                       -> INV-2026-000001 31.00
today      2026-03-10
subscribe  S2  acme  extra  start=2026-03-01
run                                       -> INV-2026-000002 62.00

# Of the newer invoice, though the older one is open too.
today      2026-03-16
cancel     S2
run                                       -> CN-2026-000001 -32.00
document   3  balance=0.00
document   2  balance=30.00
document   1  balance=31.00
balance    acme  EUR  61.00

# All is paid; then the first one is corrected, and nothing takes the credit.
pay        P1  acme  61.00  EUR
today      2026-03-21
cancel     S1
run                                       -> CN-2026-000002 -11.00
document   4  balance=-11.00
aging      acme  EUR  credit=-11.00  total=-11.00
balance    acme  EUR  -11.00
check

# Until there is another invoice.
today      2026-04-01
subscribe  S3  acme  basic
run                                       -> INV-2026-000003 31.00
document   4  balance=0.00
document   5  balance=20.00
aging      acme  EUR  current=20.00  credit=0.00  total=20.00
