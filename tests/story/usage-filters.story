# Charges with one id, for events of other dimensions: the first that fits.
today      2026-09-01
metric     call minute
metric     gb GB
plan       voice EUR -
charge     voice call usage 0.50 metric=call where=zone:world,kind:mobile
charge     voice call usage 0.30 metric=call where=zone:world
charge     voice call usage 0.10 metric=call
account    acme EUR
subscribe  S1 acme voice
today      2026-09-30
usage      1 S1 call 10 2026-09-03T10:00:00Z zone=world kind=mobile
usage      2 S1 call 10 2026-09-03T10:01:00Z zone=world kind=fixed
usage      3 S1 call 10 2026-09-03T10:02:00Z zone=home  kind=mobile
usage      4 S1 call 10 2026-09-03T10:03:00Z
usage      5 S1 gb   10 2026-09-03T10:04:00Z   # no charge: suspense
today      2026-10-01
run                                         -> INV-2026-000001 10.00
line       1 voice 2026-09-01 2026-10-01 5.00 quantity=10 dimensions={"kind":"mobile","zone":"world"}
line       1 voice 2026-09-01 2026-10-01 3.00 quantity=10 dimensions={"zone":"world"}
line       1 voice 2026-09-01 2026-10-01 2.00 quantity=20 dimensions=-
# Each is corrected by itself.
usage      6 S1 call 5 2026-09-03T11:00:00Z zone=world
run                                         -> INV-2026-000002 1.50
line       2 voice 2026-09-01 2026-10-01 1.50 quantity=5 dimensions={"zone":"world"}
