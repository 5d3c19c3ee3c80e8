# What was cancelled before it was billed is billed for its days alone, and
# nothing is billed for a service that ends on the day on which it begins.
today      2026-03-01
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic
cancel     S1  start=2026-02-28           -> the subscription begins only on
cancel     S1  start=2026-03-16
subscribe  S2  acme  basic
cancel     S2
subscribe  S3  acme  basic  end=2026-03-02
subscribe  S4  acme  basic  end=2026-03-01    -> is not after the start
run                                       -> INV-2026-000001 16.00
line       1  basic  2026-03-01  2026-03-16  15.00  subscription=S1
line       1  basic  2026-03-01  2026-03-02  1.00  subscription=S3
today      2026-05-01
run                                       -> nothing
check
