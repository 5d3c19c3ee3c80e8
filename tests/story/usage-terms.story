# Included units, then the price, the discount, the maximum; the minimum is a
# line of its own.
today      2026-09-01
metric     gb GB
plan       low  EUR -
charge     low  use usage 1 metric=gb included=5 discount=10 minimum=20 maximum=50
account    acme EUR
subscribe  none acme low
subscribe  some acme low
subscribe  much acme low
subscribe  most acme low
today      2026-09-30
usage      1 some gb 15   2026-09-03T10:00:00Z
usage      2 much gb 35   2026-09-03T10:00:00Z
usage      3 most gb 100  2026-09-03T10:00:00Z
today      2026-10-01
run                                  -> INV-2026-000001 117.00
line       1 low 2026-09-01 2026-10-01  0.00 kind=usage   subscription=none
line       1 low 2026-09-01 2026-10-01 20.00 kind=minimum subscription=none
line       1 low 2026-09-01 2026-10-01  9.00 kind=usage   subscription=some
line       1 low 2026-09-01 2026-10-01 11.00 kind=minimum subscription=some
line       1 low 2026-09-01 2026-10-01 27.00 kind=usage   subscription=much
line       1 low 2026-09-01 2026-10-01 50.00 kind=usage   subscription=most
# What comes late fills the minimum first: one line up, the other down.
today      2026-10-15
usage      4 some gb 5  2026-09-20T10:00:00Z
run                                  -> INV-2026-000002 0.00
line       2 low 2026-09-01 2026-10-01  4.50 kind=usage   quantity=5 corrects=INV-2026-000001/5
line       2 low 2026-09-01 2026-10-01 -4.50 kind=minimum quantity=0 corrects=INV-2026-000001/6
# More than the minimum: it is gone.
usage      5 some gb 80  2026-09-21T10:00:00Z
run                                  -> INV-2026-000003 30.00
line       3 low 2026-09-01 2026-10-01 36.50 kind=usage   quantity=80 corrects=INV-2026-000001/5
line       3 low 2026-09-01 2026-10-01 -6.50 kind=minimum quantity=0 corrects=INV-2026-000001/6
# And back.
retract    5 gb 2026-09-21T10:00:00Z
run                                  -> CN-2026-000001 -36.50, INV-2026-000004 6.50
