# Seats last until somebody changes them: usage of before the month counts.
today      2026-01-01
metric     seats seat aggregation=latest recurring=yes
metric     gb GB
plan       team EUR -
charge     team seats usage 5 metric=seats
charge     team data usage 1 metric=gb
account    acme EUR
subscribe  S1 acme team
today      2026-02-01
usage      1 S1 seats 3 2026-01-20T10:00:00Z
usage      2 S1 gb 2 2026-01-20T10:00:00Z
run                                        -> INV-2026-000001 17.00
# Nothing happened; there are three seats, and no gigabytes.
today      2026-03-01
run                                        -> INV-2026-000002 15.00
# In January there were more, which is late for all that follows.
usage      3 S1 seats 4 2026-01-21T10:00:00Z
run                                        -> INV-2026-000003 10.00
line       3 team 2026-01-01 2026-02-01 5.00 kind=usage quantity=1 corrects=INV-2026-000001/2
line       3 team 2026-02-01 2026-03-01 5.00 kind=usage quantity=1 corrects=INV-2026-000002/2
today      2026-04-01
usage      4 S1 seats 1 2026-03-21T10:00:00Z
run                                        -> INV-2026-000004 5.00
# The last change was none.
retract    4 seats 2026-03-21T10:00:00Z
run                                        -> INV-2026-000005 15.00
