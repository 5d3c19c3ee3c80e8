# shellcheck shell=sh
# A ledger of orders over the whole life of subscriptions; a script sources it
# instead of recompute.sh.
#
#   life   the ledger, with all facts and nothing billed; cancel.csv ends some
. "$(dirname "$0")/recompute.sh"
as_root "$@"

# A subscription for each way in which an order makes an amount.
life_files() {
	cat >company.yaml <<'YAML'
seller: {id: acme, name: Acme Inc., country: US, currency: USD,
         timezone: America/Chicago,
         address: [1 Main St, "Springfield, IL 62701"]}
approval: {adjustments: "100.00"}
YAML
	cat >catalog.yaml <<'YAML'
version: "2026-01"
effective: 2026-01-01
metrics:
  - {id: calls, unit: call}
products:
  - {id: voice, name: Telephone, line: Telephone, tax_code: telecom,
     revenue: "4020"}
  - {id: fiber, name: Fiber internet, line: Internet, tax_code: internet,
     revenue: "4010"}
  - {id: extra, name: Extra, line: Telephone, tax_code: telecom,
     revenue: "4030"}
plans:
  - id: list
    product: voice
    currency: USD
    trial: 10 days
    charges:
      - {id: access, kind: recurring, price: "30.00", every: 1 month}
      - {id: calls, kind: usage, metric: calls, price: "0.10"}
      - {id: visit, kind: one_time, price: "45.00", "on": order}
      - {id: setup, kind: one_time, price: "10.00"}
      - {id: removal, kind: one_time, price: "25.00", on: termination}
  - id: ramped
    product: fiber
    currency: USD
    charges:
      - {id: access, kind: recurring, price: "30.00", every: 1 month,
         ramp: [{after: 1 month, price: "40.00"},
                {after: 1 year, price: "50.00"}]}
  - id: raised
    product: fiber
    currency: USD
    term_months: 1
    uplift: 3
    charges:
      - {id: access, kind: recurring, price: "50.00", every: 1 month}
  - id: duo
    product: fiber
    currency: USD
    charges:
      - {id: fee, kind: recurring, price: "40.00",
         components: [{product: fiber, price: "30.00"},
                      {product: voice, price: "20.01"}]}
  - id: more
    product: extra
    currency: USD
    charges:
      - {id: more, kind: recurring, price: "5.00", every: 1 month}
  - id: remaining
    product: fiber
    currency: USD
    term_months: 12
    termination: remaining
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
  - id: percent
    product: fiber
    currency: USD
    term_months: 12
    termination: percent
    termination_value: 50
    minimum_value: "900.00"
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
  - id: fixed
    product: fiber
    currency: USD
    term_months: 12
    termination: fixed
    termination_value: 33
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
  - id: declining
    product: fiber
    currency: USD
    term_months: 12
    termination: declining
    termination_value: 100
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
  - id: noticed
    product: fiber
    currency: USD
    term_months: 12
    termination: notice
    termination_value: 2
    charges:
      - {id: access, kind: recurring, price: "60.00", every: 1 month}
discounts:
  - {id: loyal, name: Loyalty, percent: "10"}
  - {id: five, name: Five off, amount: "5.00", currency: USD, periods: 1}
  - {id: early, name: Early, percent: "20", to: 2026-02-01}
  - {id: talk, name: Talk, percent: "15", kind: usage}
  - {id: sun, name: Summer coupon, "on": document, percent: "10",
     code: SUN, periods: 1}
YAML
	cat >customers.csv <<'CSV'
customer,name,country
C1,Ada Adams,US
CSV
	cat >accounts.csv <<'CSV'
account,customer,currency,tax_region
A1,C1,USD,US-IL
A2,C1,USD,US-IL
A3,C1,USD,US-IL
A4,C1,USD,US-IL
A5,C1,USD,US-IL
CSV
	cat >tax-rates.csv <<'CSV'
jurisdiction,tax_code,name,rate,from,to,sequence,taxable
US-IL,internet,Access tax,6.25,2026-01-01,,1,no
US-IL,telecom,Excise tax,7,2026-01-01,,1,yes
US-IL,telecom,Sales tax,9,2026-01-01,,2,no
CSV
	{
		printf '%s' order,line,action,account,subscription,plan,
		printf '%s' quantity,price,start,discount,promotion,charge,
		echo fulfilled,source,source_id,agreement
		cat <<'CSV'
O1,1,add,A1,list,list,2,,2026-01-05,loyal,,,,crm,7001,AG-7
O1,2,change,A1,list,,,,2026-01-15,five,,,,,,
O1,3,add,A1,list,more,3,,2026-02-10,,,,,,,
O1,4,add,A1,list,list,2,,2026-02-12,,,visit,,,,
O1,5,suspend,A1,list,,,,2026-02-20,,,,,,,
O1,6,resume,A1,list,,,,2026-02-25,,,,,,,
O2,1,add,A1,ramped,ramped,,,2026-01-10,,,,,,,
O2,2,change,A1,ramped,,4,,2026-02-15,,,,,,,
O3,1,add,A2,raised,raised,,,2026-01-01,,,,,,,
O3,2,add,A2,duo,duo,2,,2026-01-16,early,,,,,,
O3,3,add,A2,part,ramped,5,19.90,2026-01-01,,,,2,,,
O4,1,add,A3,e1,remaining,,,2026-01-01,,,,,,,
O4,2,add,A3,e2,percent,,,2026-01-01,,,,,,,
O4,3,add,A3,e3,fixed,,,2026-01-01,,,,,,,
O4,4,add,A3,e4,declining,,,2026-01-01,,,,,,,
O4,5,add,A3,e5,noticed,,,2026-01-01,,,,,,,
O5,1,add,A4,sunny,duo,,,2026-01-01,,SUN,,,,,
O5,2,add,A4,plain,more,3,,2026-01-01,,,,,,,
O6,1,add,A5,talks,list,,,2026-01-01,talk,,,,,,
CSV
	} >orders.csv
	cat >cancel.csv <<'CSV'
order,line,action,account,subscription,start
O7,1,cancel,A3,e1,2026-02-10
O7,2,cancel,A3,e2,2026-02-10
O7,3,cancel,A3,e3,2026-02-10
O7,4,cancel,A3,e4,2026-02-10
O7,5,cancel,A3,e5,2026-02-10
O7,6,cancel,A1,list,2026-02-28
CSV
	cat >fulfilments.csv <<'CSV'
fulfilment,order,line,date,quantity
F1,O3,3,2026-01-20,2
F2,O3,3,2026-02-05,1
CSV
	cat >usage.csv <<'CSV'
event,subscription,metric,quantity,occurred_at
U1,list,calls,7,2026-01-20T12:00:00Z
U2,talks,calls,33,2026-01-20T12:00:00Z
CSV
	{
		printf '%s' adjustment,account,kind,amount,percent,currency,
		echo reason,effective_on,subscription,charge,period_start
		cat <<'CSV'
J1,A4,credit,-50.00,,USD,Outage,2026-01-01,,,
J2,A2,adjustment,-3.00,,USD,Goodwill,2026-01-01,raised,access,2026-01-01
J3,A2,adjustment,,-10,USD,Slow line,2026-01-01,raised,access,2026-02-01
CSV
	} >adjustments.csv
}

life() {
	takes_root
	life_files
	SUDO_USER=anna
	export SUDO_USER
	bill-init -q --config company.yaml
	bill-import -q catalog catalog.yaml
	for kind in tax-rates customers accounts orders fulfilments usage \
		adjustments; do
		bill-import -q "$kind" "$kind.csv"
	done
	printf '%s\n' adjustment,decision J3,approved |
		SUDO_USER=bert bill-approve -q - || fail 'J3 is not approved'
}
