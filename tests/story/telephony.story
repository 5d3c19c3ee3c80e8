# Calls cost what the deck says of the longest prefix: 61 seconds at 0.10 a
# minute are 0.20 at 60/60, 0.11 at 60/6 and 30/6, 0.101666... at 1/1.
today      2026-09-01
metric     voice second
plan       phone EUR -
charge     phone calls usage - metric=voice model=deck deck=retail
account    acme EUR
subscribe  s1 acme phone
subscribe  s2 acme phone
rate       retail 49   2026-01-01 0.10 increment_first=60 increment_next=60
rate       retail 4930 2026-01-01 0.10 increment_first=60 increment_next=6
rate       retail 4940 2026-01-01 0.10 increment_first=30 increment_next=6
rate       retail 4989 2026-01-01 0.10
today      2026-09-30
usage      1 s1 voice 61 2026-09-03T10:00:00Z called=4922112233
usage      2 s1 voice 61 2026-09-03T10:10:00Z called=4930112233
usage      3 s1 voice 61 2026-09-03T10:20:00Z called=4940112233
usage      4 s1 voice 61 2026-09-03T10:30:00Z called=4989112233
usage      5 s2 voice 61 2026-09-03T10:40:00Z called=+4989112233
today      2026-10-01
run                                  -> INV-2026-000001 0.62
line       1 phone 2026-09-01 2026-10-01  0.52 subscription=s1 quantity=313
line       1 phone 2026-09-01 2026-10-01  0.10 subscription=s2 quantity=61
# A rate that says the same is there already; another one may not replace it.
rate       retail 4930 2026-01-01 0.10 increment_first=60 increment_next=6 -> duplicate
rate       retail 4930 2026-01-01 0.20 increment_first=60 increment_next=6 -> was recorded before and says something else
# A rate of days that were billed: they are priced again.
today      2026-10-05
rate       retail 4930 2026-09-01 0.20 increment_first=60 increment_next=6
run                                  -> INV-2026-000002 0.11
line       2 phone 2026-09-01 2026-10-01  0.11 subscription=s1 corrects=INV-2026-000001/1
# One of the next month, and one for a number that nobody called, change nothing.
rate       retail 4940 2026-10-01 0.01
rate       retail 4941 2026-09-01 0.01
run                                  -> nothing
# A prefix that ends leaves its numbers to the next shorter one.
rate       retail 4989 2026-10-02 0.01 to=2026-10-03
today      2026-10-31
usage      6 s1 voice 61 2026-10-01T10:00:00Z called=4989112233
usage      7 s1 voice 61 2026-10-02T10:00:00Z called=4989112233
usage      8 s1 voice 61 2026-10-03T10:00:00Z called=4989112233
today      2026-11-01
run                                  -> INV-2026-000003 0.31
line       3 phone 2026-10-01 2026-11-01  0.31 subscription=s1 quantity=242
line       3 phone 2026-10-01 2026-11-01  0.00 subscription=s2 quantity=0
check
