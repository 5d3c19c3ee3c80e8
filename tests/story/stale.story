# A proposal that was overtaken by a fact of its own account is refused; one of
# another account, or the proposal posted already, is not.
today      2026-03-01
plan       basic  EUR  31.00
account    acme   EUR
account    blink  EUR
subscribe  A1  acme  basic
propose
adjust     X1  acme  -5.00  EUR  goodwill
post                                      -> stale
propose
subscribe  B1  blink  basic
post                                      -> INV-2026-000001 26.00
post                                      -> INV-2026-000001 26.00
run        account=acme                   -> nothing
run                                       -> INV-2026-000002 31.00
document   2  account=blink
propose
cancel     A1  start=2026-03-16
post                                      -> nothing
run                                       -> CN-2026-000001 -16.00
check
