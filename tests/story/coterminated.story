# A second line ends with the year of the first.
today      2026-01-15
plan       line   EUR  31.00  anchor=start  term_months=12  renew=none
account    acme   EUR
order      S1 add account=acme plan=line
today      2026-11-20
order      S2 add account=acme plan=line coterm=S1
order      S3 add account=acme plan=line coterm=S4    -> S4 is not booked
today      2027-06-01
run        -> INV-2027-000001 429.00
line       1  line  2026-01-15  2026-02-15  31.00  subscription=S1
line       1  line  2026-02-15  2026-03-15  31.00  subscription=S1
line       1  line  2026-03-15  2026-04-15  31.00  subscription=S1
line       1  line  2026-04-15  2026-05-15  31.00  subscription=S1
line       1  line  2026-05-15  2026-06-15  31.00  subscription=S1
line       1  line  2026-06-15  2026-07-15  31.00  subscription=S1
line       1  line  2026-07-15  2026-08-15  31.00  subscription=S1
line       1  line  2026-08-15  2026-09-15  31.00  subscription=S1
line       1  line  2026-09-15  2026-10-15  31.00  subscription=S1
line       1  line  2026-10-15  2026-11-15  31.00  subscription=S1
line       1  line  2026-11-15  2026-12-15  31.00  subscription=S1
line       1  line  2026-12-15  2027-01-15  31.00  subscription=S1
line       1  line  2026-11-20  2026-12-20  31.00  subscription=S2
line       1  line  2026-12-20  2027-01-15  26.00  subscription=S2
check
