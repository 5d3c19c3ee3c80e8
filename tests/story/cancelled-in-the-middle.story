# A month that was billed in advance and is not used up is given back by a credit
# note: 16 of March's 31 days.
today      2026-03-01
plan       basic  EUR  31.00
account    acme   EUR
subscribe  S1  acme  basic
run                                       -> INV-2026-000001 31.00
today      2026-03-16
cancel     S1                             -> ok
again                                     -> duplicate
cancel     S1                             -> the subscription ended already on 2026-03-16
cancel     S9                             -> nobody is not known
run                                       -> CN-2026-000001 -16.00
document   2  document_type=credit_note  net=-16.00  issue_date=2026-03-16
line       2  basic  2026-03-16  2026-04-01  -16.00  corrects=INV-2026-000001/1
balance    acme  EUR  15.00
today      2026-04-01
run                                       -> nothing
check

# Beside another service that goes on the credit is a line of the next invoice.
today      2026-05-01
subscribe  S2  acme  basic
subscribe  S3  acme  basic
run                                       -> INV-2026-000002 62.00
cancel     S3  start=2026-05-21
today      2026-06-01
run                                       -> INV-2026-000003 20.00
line       3  basic  2026-05-01  2026-06-01  31.00  subscription=S2
line       3  basic  2026-05-01  2026-06-01  31.00  subscription=S3
line       4  basic  2026-06-01  2026-07-01  31.00  subscription=S2
line       4  basic  2026-05-21  2026-06-01  -11.00  subscription=S3
balance    acme  EUR  97.00
