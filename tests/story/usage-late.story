# Late usage is a correction, and so is usage that is taken back.
today      2026-09-01
metric     gb GB
plan       data EUR -
charge     data use usage - metric=gb model=graduated tiers=10/1/-,-/2/-
tax        DE * VAT 20
account    acme EUR tax_region=DE
subscribe  S1 acme data
today      2026-09-30
usage      1 S1 gb 8 2026-09-03T10:00:00Z
today      2026-10-01
run                                        -> INV-2026-000001 9.60
# It crosses a tier: two units at 1 and three at 2.
today      2026-10-15
usage      2 S1 gb 1 2026-10-03T10:00:00Z
usage      3 S1 gb 5 2026-09-29T10:00:00Z
run                                        -> INV-2026-000002 9.60
line       2 data 2026-09-01 2026-10-01 8.00 kind=usage quantity=5 corrects=INV-2026-000001/1
retract    1 gb 2026-09-03T10:00:00Z
run                                        -> CN-2026-000001 -13.20
line       3 data 2026-09-01 2026-10-01 -11.00 kind=usage quantity=-8 corrects=INV-2026-000001/1
# A retraction that is there before its event: nothing comes of both.
retract    4 gb 2026-09-29T11:00:00Z
usage      4 S1 gb 50 2026-09-29T11:00:00Z
run                                        -> nothing
today      2026-11-01
run                                        -> INV-2026-000003 1.20
line       4 data 2026-10-01 2026-11-01 1.00 kind=usage quantity=1 corrects=-
