# A payment settles the oldest invoice that is due, what is too much waits for
# the next one, and ageing tells how late the rest is.
today      2026-01-01
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic
run                                       -> INV-2026-000001 31.00
today      2026-02-01
run                                       -> INV-2026-000002 31.00
balance    acme  EUR  62.00
aging      acme  EUR  current=31.00  days_30=31.00  total=62.00

# In part, without a word: the oldest.
today      2026-02-10
pay        P1  acme  20.00  EUR
again                                     -> duplicate
pay        P1  acme  21.00  EUR           -> says something else
document   1  balance=11.00
document   2  balance=31.00
aging      acme  EUR  current=31.00  days_30=11.00

# The newer one is named.
pay        P2  acme  31.00  EUR  invoice=2
document   1  balance=11.00
document   2  balance=0.00
balance    acme  EUR  11.00
today      2026-03-03
aging      acme  EUR  current=0.00  days_60=11.00  total=11.00

# Too much: the rest waits, and settles the next invoice on its day.
today      2026-03-05
pay        P3  acme  50.00  EUR
document   1  balance=0.00
aging      acme  EUR  unapplied=-39.00  total=-39.00
balance    acme  EUR  -39.00
run                                       -> INV-2026-000003 31.00
document   3  balance=0.00
aging      acme  EUR  unapplied=-8.00  current=0.00  total=-8.00
check

# The bank takes the second payment back: its invoice is open again, and takes
# what waits.
today      2026-04-04
pay        R2  acme  -31.00  EUR  reverses=P2
pay        R9  acme  -31.00  EUR  reverses=P2 -> is reversed by R2
document   2  balance=23.00
aging      acme  EUR  days_60=23.00  unapplied=0.00  total=23.00
balance    acme  EUR  23.00
