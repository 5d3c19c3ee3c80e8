# What an order asks for by itself is owed once, at its quantity and price.
today      2026-01-01
plan       phone  EUR  31.00
charge     phone  visit  one_time  25.50  on=order
charge     phone  way    one_time  10.00  on=order  per=flat
account    acme   EUR
order      S1 add account=acme plan=phone
run        -> INV-2026-000001 31.00
today      2026-01-12
order      S1 add charge=visit quantity=2 id=twice
order      S1 add charge=visit price=19.995 id=dear
order      S1 add charge=way quantity=3 id=way
order      S1 add charge=fee              -> fee is not one that is owed once
run        -> INV-2026-000002 81.00
line       2  phone  2026-01-12  2026-01-12  51.00  instance=twice/1
line       2  phone  2026-01-12  2026-01-12  20.00  instance=dear/1
line       2  phone  2026-01-12  2026-01-12  10.00  instance=way/1
today      2026-01-20
order      S1 void voids=twice/1
order      S1 void voids=twice/1          -> twice/1 is void already
order      S1 cancel
run        -> CN-2026-000001 -51.00, CN-2026-000002 -12.00
check
