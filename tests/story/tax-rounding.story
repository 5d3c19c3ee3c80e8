# Tax is rounded once for all lines of one rate: 3 * 0.10 at 5 % is 0.015, so
# 0.02; line by line it would be 3 * 0.005, so 0.03.
today      2026-03-01
plan       drop  EUR  0.10
tax        ACITY  *  sales  5
account    acme   EUR  tax_region=ACITY
subscribe  A1  acme  drop
subscribe  A2  acme  drop
subscribe  A3  acme  drop
run                                       -> INV-2026-000001 0.32
document   1  net=0.30  tax=0.02
check
