# Ten percent for two periods from the middle of the first, five a month until
# it is ended, and what is taken off never exceeds the price.
today      2026-01-01
plan       phone  EUR  31.00
plan       small  EUR  3.00
discount   ten    percent=10  periods=2
discount   five   amount=5.00  currency=EUR
discount   all    percent=100  until=2026-02-15
account    a      EUR
account    b      EUR
account    c      EUR
order      A add account=a plan=phone
order      B add account=b plan=phone discount=five
order      C add account=c plan=small discount=five
run        -> INV-2026-000001 31.00, INV-2026-000002 26.00, INV-2026-000003 0.00
today      2026-01-12
# 20 of 31 days: of 20.00.
quote      A change discount=ten          -> -2.00 31.00 0.00
order      A change discount=ten
run        -> CN-2026-000001 -2.00
line       4  phone  2026-01-01  2026-02-01  -2.00  kind=discount
today      2026-02-01
run        -> INV-2026-000004 27.90, INV-2026-000005 26.00, INV-2026-000006 0.00
today      2026-02-08
# Percent before amounts: of 28 days 7 are all free, and five are still taken off
# the rest.
order      B change discount=all
run        -> CN-2026-000002 -7.75
today      2026-03-01
order      B change discount=none
run        -> INV-2026-000007 31.00, INV-2026-000008 31.00, INV-2026-000009 0.00
check
