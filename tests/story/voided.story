# A mistaken line is undone as if it had never been, what it charged once too;
# a void undone brings it back.
today      2026-01-01
plan       basic  EUR  31.00
charge     basic  setup  one_time  10.00
plan       plus   EUR  62.00
account    acme   EUR
order      S1 add account=acme plan=basic id=new
today      2026-01-11
order      S1 change plan=plus id=up
run        -> INV-2026-000001 62.00
today      2026-01-21
quote      S1 void voids=up/1             -> -21.00 31.00 0.00
order      S1 void voids=up/1 id=back
run        -> CN-2026-000001 -42.00, INV-2026-000002 21.00
order      S1 void voids=back/1
run        -> INV-2026-000003 21.00
today      2026-02-01
order      S1 void voids=new/1
run        -> CN-2026-000002 -62.00
balance    acme  EUR  0.00
run        -> nothing
order      S1 change quantity=2           -> nothing was added
# The same subscription, this time rightly; what was to change it, too.
order      S1 void voids=up/1
order      S1 add plan=basic
run        -> INV-2026-000004 41.00
# What is left behind a void begins later, and is no part of what it changes now.
order      S2 add account=acme plan=basic id=early
order      S2 add plan=plus start=2026-04-01
quote      S2 void voids=early/1          -> -41.00 0.00 0.00
check
