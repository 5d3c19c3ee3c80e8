# Seats: each is there or gone, however often the log says so; what is there
# lasts into the next month.
today      2026-09-01
metric     seats seat aggregation=weighted values=presence field=item recurring=yes per=period
plan       team EUR -
charge     team seat usage 30 metric=seats
account    acme EUR
subscribe  S1 acme team
today      2026-09-30
usage      1 S1 seats 1 2026-09-01T00:00:00+02:00 item=ann
usage      2 S1 seats 1 2026-09-11T00:00:00+02:00 item=bob
usage      3 S1 seats 1 2026-09-16T00:00:00+02:00 item=bob
usage      4 S1 seats 0 2026-09-21T00:00:00+02:00 item=ann
usage      5 S1 seats 0 2026-09-25T00:00:00+02:00 item=nobody
usage      6 S1 seats 1 2026-09-21T00:00:00+02:00 item=test-1
usage      7 S1 seats 1 2026-09-21T00:00:00+02:00   # no item: suspense
today      2026-10-01
# ann for 20 days, bob for 20, the test for 10, of 30.
run                                  -> INV-2026-000001 50.00
line       1 team 2026-09-01 2026-10-01 50.00 quantity=1.666666666667 unit=seat
# Tests are not billable: the month is reprocessed.
rules      tests/no,item=test-*
recycle                              -> 1
run                                  -> CN-2026-000001 -10.00
# bob is still there.
today      2026-11-01
run                                  -> INV-2026-000002 30.00
line       3 team 2026-10-01 2026-11-01 30.00 quantity=1 unit=seat
# He was never gone, but two from the middle of October on, a month with 25
# hours in one of its days.
usage      8 S1 seats 2 2026-10-17T00:00:00+02:00 item=bob
run                                  -> INV-2026-000003 14.54
# It was a mistake.
retract    8 seats 2026-10-17T00:00:00+02:00
run                                  -> CN-2026-000002 -14.54
rules
recycle                              -> 1
# The test is there since September, and all of October.
run                                  -> INV-2026-000004 40.00
check
