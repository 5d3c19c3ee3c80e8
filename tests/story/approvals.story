# An adjustment of a hundred or more, or of a percent, waits for a second person.
company    approval.adjustments=100.00
today      2026-03-01
plan       basic  EUR  200.00
account    acme   EUR
subscribe  S1  acme  basic
adjust     A1  acme  -99.99   EUR  small
adjust     A2  acme  -100.00  EUR  large
adjust     A3  acme  -120.00  EUR  larger
adjust     A4  acme  -  EUR  a part  percent=-1  subscription=S1  charge=fee  period_start=2026-03-01
run                     -> INV-2026-000001 100.01
approve    A1  anna     -> needs nobody's approval
approve    A9  anna     -> is not known
approve    A2  -        -> takes another to decide
approve    A2  anna
approve    A2  anna
approve    A2  anna  refused -> was recorded before
approve    A3  anna  refused
approve    A4  anna
run                     -> CN-2026-000001 -102.00
run                     -> nothing
check
