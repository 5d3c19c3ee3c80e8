# Usage is billed when the month is over, one model after the other.
today      2026-09-01
metric     gb  GB
metric     top GB  aggregation=max
metric     msg message  aggregation=count
metric     minute minute  round=1:up
plan       unit EUR -
charge     unit data usage 0.125  metric=gb
charge     unit peak usage 2      metric=top
charge     unit text usage 0.09   metric=msg
charge     unit call usage 0.10   metric=minute
account    acme EUR
subscribe  S1 acme unit
today      2026-09-30
usage      E1 S1 gb     7.5   2026-09-03T10:00:00Z
usage      E2 S1 gb     0.5   2026-09-30T21:59:59Z
usage      E4 S1 top    3     2026-09-04T10:00:00Z
usage      E5 S1 top    2     2026-09-05T10:00:00Z
usage      E6 S1 msg    7     2026-09-06T10:00:00Z
usage      E7 S1 msg    0     2026-09-07T10:00:00Z
usage      E8 S1 minute 0.4   2026-09-08T10:00:00Z
usage      E9 S1 minute 0.7   2026-09-09T10:00:00Z
again                                           -> duplicate
usage      E9 S1 minute 0.8   2026-09-09T10:00:00Z   -> says something else
run                                             -> nothing
today      2026-10-01
usage      E3 S1 gb     100   2026-09-30T22:00:00Z   # October, in Berlin
run                                             -> INV-2026-000001 7.38
line       1  unit 2026-09-01 2026-10-01 0.20 kind=usage charge=call quantity=2 unit=minute unit_price=0.10
line       1  unit 2026-09-01 2026-10-01 1.00 kind=usage charge=data quantity=8 unit=GB unit_price=0.125
line       1  unit 2026-09-01 2026-10-01 6.00 kind=usage charge=peak quantity=3 unit=GB unit_price=2.00
line       1  unit 2026-09-01 2026-10-01 0.18 kind=usage charge=text quantity=2 unit=message unit_price=0.09
# An order has its own price for one charge; tiers have none.
plan       tiers EUR -
charge     tiers use usage - metric=gb model=graduated tiers=-/1/-
account    emil EUR
subscribe  S2 emil unit charge=data price=0.1
usage      F1 S2 gb 5  2026-10-01T10:00:00Z
subscribe  S3 emil tiers charge=use price=0.1     -> priced by tiers
today      2026-11-01
run account=emil                                -> INV-2026-000002 0.50
