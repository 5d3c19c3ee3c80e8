# Rules change after usage was posted: what is not billable any more goes back.
today      2026-09-01
metric     gb GB
plan       data EUR -
charge     data use usage - metric=gb model=graduated tiers=10/1/-,-/2/-
tax        DE * VAT 20
account    acme EUR tax_region=DE
subscribe  S1 acme data
today      2026-09-30
usage      1 S1 gb 8 2026-09-03T10:00:00Z class=test
usage      2 S1 gb 4 2026-09-03T11:00:00Z
today      2026-10-01
run                                        -> INV-2026-000001 16.80
# A rule says nothing of what is there before it is recycled.
rules      tests/no,metric=gb,class=te*
run                                        -> nothing
recycle                                    -> 1
# Two units at 2 and six at 1.
run                                        -> CN-2026-000001 -12.00
line       2 data 2026-09-01 2026-10-01 -10.00 kind=usage quantity=-8 corrects=INV-2026-000001/1
# Late usage of the kind is not billed, and need not be recycled.
usage      3 S1 gb 5 2026-09-04T10:00:00Z class=test
run                                        -> nothing
# Midnight in Berlin is at 22:00 in UTC.
usage      4 S1 gb 1 2026-09-05T21:59:59Z class=test
usage      5 S1 gb 1 2026-09-05T22:00:00Z class=test
rules      paid/yes,class=*,from=2026-09-06 tests/no,class=*
recycle                                    -> 1
run                                        -> INV-2026-000002 1.20
line       3 data 2026-09-01 2026-10-01 1.00 kind=usage quantity=1 corrects=INV-2026-000001/1
# Without rules all of it is billed: 19 units, of which 5 were.
rules
recycle                                    -> 3
run                                        -> INV-2026-000003 27.60
line       4 data 2026-09-01 2026-10-01 23.00 kind=usage quantity=14 corrects=INV-2026-000001/1
# What is taken back is taken back in suspense, too.
rules      tests/no,class=test
recycle                                    -> 4
retract    3 gb 2026-09-04T10:00:00Z
rules
recycle                                    -> 3
run                                        -> CN-2026-000002 -12.00
line       5 data 2026-09-01 2026-10-01 -10.00 kind=usage quantity=-5 corrects=INV-2026-000001/1
