# A year is agreed; what it costs to leave two months before.
today      2026-01-01
plan       all    EUR  31.00  term_months=12  termination=remaining
plan       half   EUR  31.00  term_months=12  termination=percent  termination_value=50
plan       flat   EUR  31.00  term_months=12  termination=fixed  termination_value=99.50
plan       less   EUR  31.00  term_months=12  termination=declining  termination_value=120
plan       warn   EUR  31.00  term_months=12  termination=notice  termination_value=3
plan       least  EUR  31.00  term_months=12  minimum_value=350.00
plan       none   EUR  31.00  term_months=12
account    a      EUR
account    b      EUR
account    c      EUR
account    d      EUR
account    e      EUR
account    f      EUR
account    g      EUR
order      A add account=a plan=all
order      B add account=b plan=half
order      C add account=c plan=flat
order      D add account=d plan=less
order      E add account=e plan=warn
order      F add account=f plan=least
order      G add account=g plan=none
today      2026-10-01
run        -> INV-2026-000001 310.00, INV-2026-000002 310.00, INV-2026-000003 310.00, INV-2026-000004 310.00, INV-2026-000005 310.00, INV-2026-000006 310.00, INV-2026-000007 310.00
# The month that is not owed is set against it.
quote      A cancel start=2026-11-01      -> 31.00 0.00 62.00
quote      C cancel start=2026-11-01      -> 68.50 0.00 99.50
today      2026-11-01
order      A cancel id=leave
order      B cancel
order      C cancel
order      D cancel
order      E cancel
order      F cancel
order      G cancel
run        -> INV-2026-000008 62.00, INV-2026-000009 31.00, INV-2026-000010 99.50, INV-2026-000011 20.00, INV-2026-000012 93.00, INV-2026-000013 40.00
line       8   all    2026-11-01  2026-11-01  62.00  kind=fee  charge=early-termination
line       13  least  2026-11-01  2026-11-01  40.00  kind=fee  charge=minimum-value
# Resumed as if nothing had been, the fee goes back.
order      C resume
run        -> CN-2026-000001 -99.50, INV-2026-000014 31.00
# Moved by a month, half as much is left, and is owed then.
today      2026-11-02
order      A void voids=leave/1
order      A cancel start=2026-12-01
run        -> INV-2026-000015 31.00, CN-2026-000002 -62.00
today      2026-12-01
run        -> INV-2026-000016 31.00, INV-2026-000017 31.00
line       19  flat  2026-12-01  2027-01-01  31.00  kind=recurring
check
