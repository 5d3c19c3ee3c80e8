# Graduated, volume, stairstep and package, at their bounds.
today      2026-09-01
metric     gb GB
plan       graduated EUR -
charge     graduated use usage - metric=gb model=graduated tiers=10/10/2,20/5/3,-/5/3
plan       volume    EUR -
charge     volume    use usage - metric=gb model=volume tiers=99/2/-,199/1.5/5,-/1/-
plan       stairstep EUR -
charge     stairstep use usage - metric=gb model=stairstep tiers=10/-/7,20/-/12,-/-/15
plan       zero-free EUR -
charge     zero-free use usage - metric=gb model=stairstep zero=free tiers=10/-/7,-/-/15
plan       package   EUR -
charge     package   use usage 3 metric=gb model=package size=1000 free=100
account    acme EUR
subscribe  G0 acme graduated
subscribe  G1 acme graduated
subscribe  V1 acme volume
subscribe  T0 acme stairstep
subscribe  T1 acme stairstep
subscribe  Z0 acme zero-free
subscribe  P1 acme package
today      2026-09-30
usage      1 G1 gb 21     2026-09-03T10:00:00Z
usage      2 V1 gb 99.5   2026-09-03T10:00:00Z
usage      3 T1 gb 10.1   2026-09-03T10:00:00Z
usage      4 P1 gb 1100.5 2026-09-03T10:00:00Z
today      2026-10-01
run                                        -> INV-2026-000001 344.25
line       1 graduated 2026-09-01 2026-10-01   2.00 quantity=0
line       1 graduated 2026-09-01 2026-10-01 163.00 quantity=21
line       1 volume    2026-09-01 2026-10-01 154.25 quantity=99.5
line       1 stairstep 2026-09-01 2026-10-01   7.00 quantity=0
line       1 stairstep 2026-09-01 2026-10-01  12.00 quantity=10.1
line       1 zero-free 2026-09-01 2026-10-01   0.00 quantity=0
line       1 package   2026-09-01 2026-10-01   6.00 quantity=1100.5
