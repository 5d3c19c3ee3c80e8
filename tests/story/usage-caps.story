# A tier comes to its cap at most; the next one begins all the same.
today      2026-09-01
metric     gb GB
metric     sold EUR
plan       cap EUR -
charge     cap data usage - metric=gb model=graduated tiers=100/1/-/-/50,-/0.10/-/-/20
charge     cap share usage - metric=sold model=graduated_percentage tiers=1000/-/2/5,-/-/-/3/40
account    acme EUR
subscribe  S1 acme cap
today      2026-09-30
usage      1 S1 gb   40  2026-09-03T10:00:00Z
usage      2 S1 sold 500 2026-09-03T10:00:00Z
today      2026-10-01
run                                  -> INV-2026-000001 67.00
line       1 cap 2026-09-01 2026-10-01 40.00 quantity=40  charge=data
line       1 cap 2026-09-01 2026-10-01 27.00 quantity=500 charge=share
usage      3 S1 gb   70   2026-09-04T10:00:00Z
usage      4 S1 sold 1500 2026-09-04T10:00:00Z
run                                  -> INV-2026-000002 66.00
line       2 cap 2026-09-01 2026-10-01 11.00 quantity=70   charge=data
line       2 cap 2026-09-01 2026-10-01 55.00 quantity=1500 charge=share
# Both caps.
usage      5 S1 gb   9000 2026-09-05T10:00:00Z
usage      6 S1 sold 9000 2026-09-05T10:00:00Z
run                                  -> INV-2026-000003 29.00
