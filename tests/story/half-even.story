# The company file may ask for half a cent to go to the even neighbour: 2 of 4
# weeks of 0.05 and of 0.15.
company    rounding=half_even
today      2026-03-02
plan       drop  EUR  0.05  every=4week
plan       drip  EUR  0.15  every=4week
account    acme  EUR
subscribe  A1  acme  drop  end=2026-03-16
subscribe  A2  acme  drip  end=2026-03-16
run                                       -> INV-2026-000001 0.10
line       1  drop  2026-03-02  2026-03-16  0.02
line       1  drip  2026-03-02  2026-03-16  0.08
check
