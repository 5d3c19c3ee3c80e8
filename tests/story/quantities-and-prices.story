# An order says how many and may say its own price; a new version of the catalog
# changes nothing for who was sold the old one.
company    numbering.invoice=R{year}-{seq:3}  numbering.credit_note=G{year}-{seq}
today      2026-11-01
plan       seat  EUR  10.00
charge     seat  base  recurring  5.00  per=flat
account    acme  EUR
account    blink  EUR
subscribe  A1  acme  seat  quantity=3
subscribe  A2  acme  seat  quantity=2.5  price=8.40  charge=fee
subscribe  A3  acme  seat  price=8.40     -> which charge is it for?
run                                       -> R2026-001 61.00
line       1  seat  2026-11-01  2026-12-01  30.00  charge=fee   quantity=3
line       1  seat  2026-11-01  2026-12-01  5.00   charge=base  quantity=1
line       1  seat  2026-11-01  2026-12-01  21.00  charge=fee   quantity=2.5
line       1  seat  2026-11-01  2026-12-01  5.00   charge=base  quantity=1
today      2026-12-01
plan       seat  EUR  12.00
subscribe  B1  blink  seat
run                                       -> R2026-002 61.00, R2026-003 12.00
# Numbers begin anew with the year of issue.
today      2027-01-01
run                                       -> R2027-001 61.00, R2027-002 12.00
cancel     B1  start=2027-01-01
run                                       -> G2027-1 -12.00
check
