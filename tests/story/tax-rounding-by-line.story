# The company file may ask for tax line by line: 3 * 0.005, each rounded.
company    tax.rounding=line
today      2026-03-01
plan       drop  EUR  0.10
tax        ACITY  *  sales  5
account    acme   EUR  tax_region=ACITY
subscribe  A1  acme  drop
subscribe  A2  acme  drop
subscribe  A3  acme  drop
run                                       -> INV-2026-000001 0.33
document   1  net=0.30  tax=0.03
check
