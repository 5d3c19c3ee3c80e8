# Another plan in the middle of a month: what is left of the old one goes back,
# and each part is rounded by itself.
today      2026-01-01
plan       basic  EUR  49.99
plan       plus   EUR  79.99
plan       basic30  EUR  49.99  proration=month30
plan       plus30   EUR  79.99  proration=month30
plan       basic0   EUR  49.99  proration=none
plan       plus0    EUR  79.99  proration=none
account    day    EUR
account    month  EUR
account    whole  EUR
order      S1 add account=day plan=basic
order      S2 add account=month plan=basic30
order      S3 add account=whole plan=basic0
run        -> INV-2026-000001 49.99, INV-2026-000002 49.99, INV-2026-000003 49.99
today      2026-01-12
quote      S1 change plan=plus            -> 19.36 79.99 0.00
order      S1 change plan=plus
order      S2 change plan=plus30
# Owed whole by the plan of its first day, the month stays as it is.
order      S3 change plan=plus0
run        -> INV-2026-000004 19.36, INV-2026-000005 19.00
line       4  basic  2026-01-12  2026-02-01  -32.25  corrects=INV-2026-000001/1
line       4  plus   2026-01-12  2026-02-01  51.61   corrects=-
line       5  basic30  2026-01-12  2026-02-01  -31.66  corrects=INV-2026-000002/1
line       5  plus30   2026-01-12  2026-02-01  50.66   corrects=-
today      2026-02-01
run        -> INV-2026-000006 79.99, INV-2026-000007 79.99, INV-2026-000008 79.99
check
