# A group pays for branches that are kept in euros and in dollars, and has
# subscriptions in both itself: a document, a balance and an age for each
# currency, and no payment settles what is owed in another.
today      2026-01-01
plan       local  EUR  30.00
plan       other  EUR  10.00
plan       far    USD  50.00
account    group   -
account    europe  EUR  payer=group
account    states  USD  payer=group
subscribe  E1  europe  local
subscribe  S1  states  far
subscribe  G1  group   local
subscribe  G2  group   far
subscribe  E2  europe  far                -> far is sold in USD
run                                       -> INV-2026-000001 100.00, INV-2026-000002 60.00
document   1  account=group  currency=USD
document   2  account=group  currency=EUR
line       1  far    2026-01-01  2026-02-01  50.00  owner=group
line       1  far    2026-01-01  2026-02-01  50.00  owner=states
line       2  local  2026-01-01  2026-02-01  30.00  owner=group
line       2  local  2026-01-01  2026-02-01  30.00  owner=europe
balance    group  EUR  60.00
balance    group  USD  100.00

# A subscription stays in its currency, whatever is done to it.
order      G1  replace  plan=far          -> far is sold in USD
order      G1  change   plan=far          -> far is sold in USD
order      G1  add      plan=far          -> far is sold in USD
order      G1  add      plan=other
order      E1  replace  plan=other

# Dollars settle dollars; what is too much of them waits.
today      2026-01-20
pay        P1  group  120.00  USD
document   1  balance=0.00
document   2  balance=60.00
pay        P2  group  5.00    USD  invoice=2   -> invoice
balance    group  USD  -20.00
balance    group  EUR  60.00
adjust     J1  group  -4.00  EUR  goodwill
adjust     J2  states  -4.00  EUR  goodwill    -> kept in USD

today      2026-02-01
run                                       -> INV-2026-000003 100.00, INV-2026-000004 36.00
document   3  currency=USD  balance=80.00
aging      group  EUR  current=36.00  days_30=60.00  total=96.00
aging      group  USD  current=80.00  days_30=0.00   total=80.00
check
