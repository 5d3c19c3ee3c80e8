# Who pays says what stands on a document of its own (split_by), and what stands
# together on one (group_by).  A child of the payer counts with all below it.
today      2026-03-01
plan       basic  EUR  10.00
account    group  EUR  split_by=child  group_by=account
account    north  EUR  parent=group  payer=group
account    oslo   EUR  parent=north  payer=group
account    south  EUR  parent=group  payer=group
account    group  EUR  split_by=child  group_by=season   -> group_by
account    group  EUR  split_by=child  group_by=account  parent=oslo -> its own parent
subscribe  G1  group  basic
subscribe  N1  north  basic
subscribe  O1  oslo   basic
subscribe  S1  south  basic
run                     -> INV-2026-000001 10.00, INV-2026-000002 20.00, INV-2026-000003 10.00
document   1  split=-
document   2  split=north
document   3  split=south
line       1  basic  2026-03-01  2026-04-01  10.00  owner=group  section=group
line       2  basic  2026-03-01  2026-04-01  10.00  owner=north  section=north
line       2  basic  2026-03-01  2026-04-01  10.00  owner=oslo   section=oslo
line       3  basic  2026-03-01  2026-04-01  10.00  owner=south  section=south
# What is corrected stays where it was, though all stands on one document now.
today      2026-03-02
account    group  EUR  split_by=  group_by=             -> changed
cancel     O1  start=2026-03-01
today      2026-04-01
run                     -> INV-2026-000004 30.00, CN-2026-000001 -10.00
document   5  split=north
line       5  basic  2026-03-01  2026-04-01  -10.00  owner=oslo  section=oslo
document   4  split=-
check
