# Several taxes on a line, one of them taxed by the next; nothing for the exempt
# and where no tax is known.
today      2026-03-01
plan       basic  EUR  100.00  tax_code=telecom
plan       paper  EUR  10.00   tax_code=print
tax        ACITY  telecom  excise  10  sequence=1  taxable=yes
tax        ACITY  *        sales   5   sequence=2
again                                     -> duplicate
account    acme   EUR  tax_region=ACITY
account    blink  EUR  tax_region=ACITY  tax_exempt=yes
account    crane  EUR
subscribe  A1  acme   basic
subscribe  A2  acme   paper
subscribe  B1  blink  basic
subscribe  C1  crane  basic
# 100.00 + 10.00 excise + 5.50 sales; 10.00 + 0.50 sales
run   -> INV-2026-000001 126.00, INV-2026-000002 100.00, INV-2026-000003 100.00
document   1  net=110.00  tax=16.00  total=126.00
document   2  net=100.00  tax=0.00   total=100.00
# A correction keeps the taxes of what it corrects, whatever the rate is now:
# half of April: 50.00 + 5.00 + 2.75.
today      2026-04-01
run   -> INV-2026-000004 126.00, INV-2026-000005 100.00, INV-2026-000006 100.00
tax        ACITY  telecom  excise  20  from=2026-04-10  sequence=1  taxable=yes
cancel     A1  start=2026-04-16
cancel     A2  start=2026-05-01
cancel     B1  start=2026-04-16
cancel     C1  start=2026-04-16
today      2026-04-16
run   -> CN-2026-000001 -57.75, CN-2026-000002 -50.00, CN-2026-000003 -50.00
document   7  net=-50.00  tax=-7.75  account=acme
balance    acme  EUR  194.25
check
