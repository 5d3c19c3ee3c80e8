# An account that is kept in no currency gets a document in each; numbers and
# rounding follow the currency, the order of an account is that of document ids.
# 15 of 31 days of 3000 yen are 1451.6.
today      2026-03-17
plan       local  EUR  31.00
plan       tokyo  JPY  3000
account    acme   -
account    blink  EUR
subscribe  A1  acme   local
subscribe  A2  acme   tokyo
subscribe  B1  blink  tokyo               -> is sold in JPY
run                     -> INV-2026-000001 1452, INV-2026-000002 15.00
document   1  currency=JPY  total=1452
document   2  currency=EUR  total=15.00
line       1  tokyo  2026-03-17  2026-04-01  1452
balance    acme  EUR  15.00
balance    acme  JPY  1452
check
