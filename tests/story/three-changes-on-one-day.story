# Of one day the last change counts; changed and changed back is nothing.
today      2026-01-01
plan       basic  EUR  31.00
plan       plus   EUR  62.00
account    acme   EUR
order      S1 add account=acme plan=basic quantity=5
run        -> INV-2026-000001 155.00
today      2026-01-11
order      S1 change plan=plus
order      S1 change quantity=7
order      S1 change plan=basic
run        -> INV-2026-000002 42.00
order      S1 change quantity=5
run        -> CN-2026-000001 -42.00
order      S1 change plan=plus
order      S1 change plan=basic
run        -> nothing
order      S1 replace plan=plus
order      S1 replace plan=basic
run        -> nothing
balance    acme  EUR  155.00
check
