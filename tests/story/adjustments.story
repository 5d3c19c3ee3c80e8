# An adjustment is a line of the account's next document.
today      2026-03-01
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic
adjust     A1  acme  -5.00  EUR  goodwill for the outage
again                                     -> duplicate
adjust     A1  acme  -6.00  EUR  goodwill for the outage -> something else
adjust     A2  acme  0.00   EUR  nothing  -> amount
adjust     A2  acme  1.005  EUR  too fine -> amount
run                                       -> INV-2026-000001 26.00
line       1  basic       2026-03-01  2026-04-01  31.00
line       1  adjustment  2026-03-01  2026-03-01  -5.00
# Nothing else is owed: alone it is a credit note of no invoice, or an invoice.
adjust     A3  acme  -7.00  EUR  goodwill
run                                       -> CN-2026-000001 -7.00
document   2  document_type=credit_note
line       2  adjustment  2026-03-01  2026-03-01  -7.00  corrects=-
adjust     A4  acme  12.50  EUR  a visit
run                                       -> INV-2026-000002 12.50
balance    acme  EUR  31.50
run                                       -> nothing
check
