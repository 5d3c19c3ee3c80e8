# Prices in credits of a cent: 1,000 free tokens, then tiers, and a flat.
today      2026-09-01
metric     token token
plan       ai EUR -
charge     ai tokens usage - metric=token model=graduated included=1000 pricing_unit=credit conversion=0.01 maximum=100 tiers=1000/2/-,-/1/500
account    acme EUR
subscribe  S1 acme ai
today      2026-09-30
usage      1 S1 token 1500 2026-09-03T10:00:00Z
today      2026-10-01
run                                  -> INV-2026-000001 10.00
line       1 ai 2026-09-01 2026-10-01 10.00 quantity=1500
# 1000 x 2 + 1000 x 1 + 500 credits.
usage      2 S1 token 1500 2026-09-04T10:00:00Z
run                                  -> INV-2026-000002 25.00
# The maximum is in the currency.
usage      3 S1 token 100000 2026-09-05T10:00:00Z
run                                  -> INV-2026-000003 65.00
