# Cancelled for the end of the period or of the term, in time for the notice or
# not; terms that began on the 31st do not drift.
today      2025-08-31
plan       half   EUR  31.00  anchor=start  term_months=6  notice=1month  termination=fixed  termination_value=99
plan       loose  EUR  31.00
account    a      EUR
account    b      EUR
account    c      EUR
order      A add account=a plan=half
order      B add account=b plan=loose notice=2month
order      C add account=c plan=loose
order      C cancel effective=term_end     -> no fixed term of C runs
# What is said later of something else leaves the notice as it is.
order      B change suspension=charged start=2025-09-10
today      2026-02-10
order      A cancel effective=term_end
order      B cancel effective=period_end
order      C cancel effective=period_end
today      2026-10-01
run        -> INV-2026-000001 372.00, INV-2026-000002 249.00, INV-2026-000003 187.00
order      A resume start=2026-08-31
run        -> INV-2026-000004 62.00
check
