# shellcheck shell=sh disable=SC2034
# What is swept, see fault.sh: each case makes a small ledger and ends with
# "survive COMMAND...": the commands that record, then those that only write.

cases_imports='init catalog sold_catalog customers change accounts orders
	life_orders fulfilments adjustments approvals waiting
	imports_approved rejects payments tax_rates rules erase close
	migration'
cases_billing='changes usage recycle merge alerts posting corrections
	sold_posting render export propose stream standard_input'

fault_init() {
	acme_files
	survive bill-init -q --config company.yaml
}

fault_catalog() {
	acme
	sed 's/"2026-01"/"2026-02"/' catalog.yaml >next.yaml
	survive bill-import -q catalog next.yaml
}

# What the plans of Acme may be sold with.
sold_catalog() {
	sed -e 's/"2026-01"/"2026-02"/' -e '/every: 1 month/s/}$/,\
         ramp: [{after: 2 months, price: "60.00"}]}/' -e '/id: setup/a\
      - {id: visit, kind: one_time, price: "45.00", "on": order}' \
		catalog.yaml
	cat <<'YAML'
  - id: duo
    product: fiber
    currency: USD
    term_months: 12
    uplift: 3
    termination: remaining
    notice: 30 days
    charges:
      - {id: fee, kind: recurring, price: "60.00", every: 1 month,
         components: [{product: fiber, price: "50.00"},
                      {product: voice, price: "20.00"}]}
discounts:
  - {id: loyal, name: Loyalty, percent: "10", periods: 6}
  - {id: hello, name: Welcome, "on": document, amount: "10.00",
     currency: USD, code: HELLO, limit: "3", periods: 9}
YAML
}

# A ledger with what is sold by orders.
sold() {
	acme
	sold_catalog >sold.yaml
	bill-import -q catalog sold.yaml
}

fault_sold_catalog() {
	acme
	sold_catalog >sold.yaml
	survive bill-import -q catalog sold.yaml
}

fault_customers() {
	acme
	sed '2,$s/^C/D/' customers.csv >more.csv
	survive bill-import -q customers more.csv
}

# With a version of a customer: the second time it is no change.
fault_change() {
	acme
	sed 's/Adams/Ames/' customers.csv >more.csv
	survive bill-import -q --as-of 2026-02-01 customers more.csv
}

fault_accounts() {
	acme
	sed '2,$s/^A/B/' accounts.csv >more.csv
	survive bill-import -q accounts more.csv
}

fault_orders() {
	acme
	for order in 1 2 3 4 5 6 7 8 9; do
		echo "P$order,1,add,A2,T$order,voice-monthly,,,2026-01-01"
	done | cat orders.csv - >more.csv
	survive bill-import -q orders more.csv
}

# Every action once; of Q3 one line is bad, so all of it is.
life_orders() {
	printf '%s' order,line,action,account,subscription,plan,charge,
	echo quantity,price,start,discount,promotion,voids,term_months
	cat <<'CSV'
Q1,1,add,A2,T1,duo,,2,,2026-01-01,loyal,,,
Q1,2,change,A2,T1,,,3,,2026-01-05,,,,
Q1,3,add,A2,T1,voice-monthly,,,,2026-01-06,,,,
Q1,4,rerate,A2,T1,,,,55.00,2026-01-07,,,,
Q1,5,suspend,A2,T1,,,,,2026-01-08,,,,
Q1,6,resume,A2,T1,,,,,2026-01-10,,,,
Q1,7,reterm,A2,T1,,,,,2026-01-11,,,,24
Q1,8,renew,A2,T1,,,,,2026-01-12,,,,12
Q1,9,replace,A2,T1,fiber-monthly,,,,2026-01-20,,,,
Q1,a,add,A2,T1,fiber-monthly,visit,,,2026-01-21,,,,
Q1,b,void,A2,T1,,,,,2026-01-21,,,Q1/2,
Q1,c,cancel,A2,T1,,,,,2026-02-10,,,,
Q2,1,add,A1,T2,duo,,5,,2026-01-01,,HELLO,,
Q3,1,add,A1,T3,duo,,,,2026-01-01,,,,
Q3,2,cancel,A1,S9,,,,,2026-01-01,,,,
CSV
}

fault_life_orders() {
	sold
	life_orders >more.csv
	wanted=1
	survive bill-import -q --reject rejects.csv orders more.csv
}

fault_fulfilments() {
	sold
	life_orders | sed -n '1s/term_months/fulfilled/;2s/,2,/,5,/;2s/$/1/
		1,2p' | bill-import -q orders -
	printf '%s\n' fulfilment,order,line,date,quantity \
		F1,Q1,1,2026-01-10,2 F2,Q1,1,2026-01-20,1 >fulfilments.csv
	survive bill-import -q fulfilments fulfilments.csv
}

# Adjustments that wait for a second person, of a period, and a credit.
adjusted() {
	takes_root
	acme_files
	echo 'approval: {adjustments: "100.00"}' >>company.yaml
	bill-init -q --config company.yaml
	acme_import
	SUDO_USER=anna
	export SUDO_USER
	{
		printf '%s' adjustment,account,kind,amount,percent,currency,
		echo reason,effective_on,subscription,charge,period_start
		cat <<'CSV'
K1,A1,credit,-30.00,,USD,Outage,2026-01-01,,,
K2,A1,adjustment,,-10,USD,Slow,2026-01-01,S1,access,2026-02-01
K3,A2,adjustment,-100.00,,USD,Goodwill,2026-01-01,,,
K4,A2,adjustment,-3.00,,USD,Late,2026-01-01,S3,access,2026-01-01
CSV
	} >more.csv
	printf '%s\n' adjustment,decision K2,approved K3,refused >decisions.csv
}

fault_adjustments() {
	adjusted
	survive bill-import -q adjustments more.csv
}

fault_approvals() {
	adjusted
	bill-import -q adjustments more.csv
	SUDO_USER=bert
	survive bill-approve -q decisions.csv
}

# Imports that are recorded, and in force once somebody else agrees.
waiting() {
	takes_root
	acme_files
	echo 'approval: {catalogs: yes, tax_rates: yes}' >>company.yaml
	SUDO_USER=anna
	export SUDO_USER
	bill-init -q --config company.yaml
	bill-import -q catalog catalog.yaml
}

fault_waiting() {
	waiting
	survive bill-import -q tax-rates tax-rates.csv
}

fault_imports_approved() {
	waiting
	bill-import -q tax-rates tax-rates.csv
	printf '%s\n' audit,decision 2,approved 3,refused >decisions.csv
	SUDO_USER=bert
	survive bill-approve -q --reason 'seen' decisions.csv
}

# Two versions of a customer, with an account, who never ordered.
fault_erase() {
	acme
	cat >more.csv <<'CSV'
customer,name,email,country,effective_on
C8,Maria Kowalska,maria@example.org,PL,
C8,Maria Nowak,nowak@example.org,PL,2026-02-01
C9,Jan Nowak,,PL,
CSV
	bill-import -q customers more.csv
	printf 'account,customer,name\nA8,C8,Kowalska\n' |
		bill-import -q accounts -
	printf 'customer\nC8\nC9\n' >who.csv
	# Before any clock that is tried: no day to come is taken.
	survive bill-erase -q --as-of 1969-12-01 --retention '1 day' who.csv
}

fault_close() {
	acme
	bill 2026-01-01
	bill-close -q --through 2026-01-31 >closed.csv
	survive bill-close -q --through 2026-02-28 --reason 'books agree'
}

fault_changes() {
	fault_metered
	cat >seats.csv <<'CSV'
change,subscription,metric,item,action,at,quantity
1,S1,gb,ada,provision,2026-01-05T12:00:00Z,
2,S1,gb,ada,deprovision,2026-01-06T12:00:00Z,
3,S9,gb,bob,provision,2026-01-06T12:00:00Z,4
CSV
	survive bill-import -q changes seats.csv
}

fault_rejects() {
	acme
	{
		cat adjustments.csv
		echo J2,A9,1.00,USD,nobody,2026-01-01
	} >more.csv
	wanted=1
	survive bill-import -q --reject rejects.csv adjustments more.csv
}

# One in part, one of too much, one that is taken back.
fault_payments() {
	acme
	bill 2026-01-01
	cat >payments.csv <<'CSV'
payment,account,amount,currency,received_on,invoice,reverses
P1,A1,100.00,USD,2026-01-10,,
P2,A2,70.00,USD,2026-01-11,INV-2026-000002,
P3,A3,20.00,USD,2026-01-12,,
R3,A3,-20.00,USD,2026-01-13,,P3
CSV
	survive bill-import -q payments payments.csv
}

fault_tax_rates() {
	acme
	sed 's/US-IL/US-WI/' tax-rates.csv >more.csv
	survive bill-import -q tax-rates more.csv
}

# Acme counts gigabytes of S1 and S4 in January; E4 is nobody's.
fault_metered() {
	acme_files
	sed -e '/^products:/i\
metrics:\
  - {id: gb, unit: GB, aggregation: sum}' -e '/id: setup/a\
      - {id: data, kind: usage, metric: gb, price: 0.10}' \
		catalog.yaml >metered.yaml
	mv metered.yaml catalog.yaml
	bill-init -q --config company.yaml
	acme_import
	cat >usage.csv <<'CSV'
event,subscription,metric,quantity,occurred_at,action,class
E1,S1,gb,1.5,2026-01-05T12:00:00Z,,test
E2,S4,gb,2,2026-01-06T12:00:00Z,,
E3,S4,gb,2,2026-01-07T12:00:00Z,,test
E4,S9,gb,4,2026-01-08T12:00:00Z,,test
E2,,gb,,2026-01-06T12:00:00Z,retract,
E9,,gb,,2026-01-06T12:00:00Z,retract,
CSV
}

# New, known and retracted events, some of a month that was billed, one bad.
fault_usage() {
	fault_metered
	bill-import -q usage usage.csv
	bill 2026-02-01
	cat >more.csv <<'CSV'
event,subscription,metric,quantity,occurred_at,action
E1,S1,gb,1.5,2026-01-05T12:00:00Z,retract
E5,S1,gb,7,2026-01-09T12:00:00Z,
E6,S9,gb,1,2026-02-09T12:00:00Z,
E9,S4,gb,3,2026-01-06T12:00:00Z,
E7,S4,gb,many,2026-01-06T12:00:00Z,
CSV
	wanted=1
	survive bill-import -q --reject rejects.csv usage more.csv
}

fault_rules() {
	fault_metered
	printf '%s\n' rule,billable,class paid,yes, | bill-import -q rules -
	printf '%s\n' rule,billable,class tests,no,test paid,yes, >rules.csv
	survive bill-import -q rules rules.csv
}

# Into suspense, out of it, and from a month that was billed.
fault_recycle() {
	fault_metered
	bill-import -q usage usage.csv
	bill 2026-02-01
	printf '%s\n' rule,billable,class,subscription tests,no,test,S1 |
		bill-import -q rules -
	echo O9,1,add,A2,S9,fiber-monthly,,,2026-01-01 | cat orders.csv - |
		bill-import -q orders -
	survive bill-import -q usage --recycle
}

fault_alerts() {
	fault_metered
	printf '%s\n' alert,sent_on A-1,2026-01-05 A-2,2026-01-05 >alerts.csv
	survive bill-import -q alerts alerts.csv
}

fault_posting() {
	acme
	bill-import -q adjustments adjustments.csv
	propose 2026-02-01
	survive bill-invoice -q --reject rejects.csv proposal.csv
}

fault_corrections() {
	acme
	bill 2026-02-01
	printf '%s\n' order,line,action,account,subscription,start \
		O9,1,cancel,A3,S4,2026-01-15 O9,2,cancel,A1,S2,2026-02-10 \
		>cancel.csv
	bill-import -q orders cancel.csv
	printf '%s\n' payment,account,amount,currency,received_on \
		P1,A2,500.00,USD,2026-02-10 >payments.csv
	bill-import -q payments payments.csv
	propose 2026-03-01
	survive bill-invoice -q proposal.csv
}

# Split documents with sections, a coupon, a credit, and what an order that is
# void has cost.
fault_sold_posting() {
	sold
	cat >grouped.csv <<'CSV'
account,customer,currency,tax_region,tax_exempt,group_by,split_by,x_owner
A1,C1,USD,US-IL,,order,product_line,Kim
CSV
	bill-import -q --as-of 2026-01-01 accounts grouped.csv
	life_orders | grep -v '^Q3' | bill-import -q orders -
	sed 's/account,amount,/&kind,/;s/-5.00,/-5000.00,credit,/' \
		adjustments.csv | bill-import -q adjustments -
	bill 2026-02-01
	printf '%s\n' order,line,action,account,subscription,start,voids \
		Q4,1,void,A2,S3,2026-02-02,O2/1 \
		Q4,2,cancel,A1,T2,2026-02-10, | bill-import -q orders -
	propose 2026-03-01
	survive bill-invoice -q proposal.csv
}

# Usage comes for the eighth time, so that seven runs are merged into one.
fault_merge() {
	fault_metered
	for time in 1 2 3 4 5 6 7; do
		sed "2,\$s/^E/E$time/" usage.csv | bill-import -q usage -
	done
	survive bill-import -q usage usage.csv
}

# The ledger of an older version is brought up to date, and then recorded in.
fault_migration() {
	middle=-x
	umask 077
	cat "$ROOT"/share/sql/sqlite/000[123]-*.sql \
		"$ROOT/tests/command/ledger-3.sql" | sqlite3 acme.db ||
		fail 'there is no old ledger'
	printf 'customer,name\nC9,Kim\n' >customers.csv
	survive bill-import -q customers customers.csv
}

# Documents of five invoices, beside one of another run.
fault_render() {
	acme
	bill 2026-01-01
	bill 2026-02-01
	mkdir papers
	echo old >papers/INV-2026-000001.txt
	survive bill-render -q -d papers
}

fault_export() {
	acme
	bill 2026-01-01
	survive bill-export -q journal
}

fault_propose() {
	fault_metered
	bill-import -q usage usage.csv
	survive bill-run -q --as-of 2026-02-01
}

# Without a ledger, and not from CSV.
fault_stream() {
	fault_metered
	cat >usage.jsonl <<'JSON'
{"metric":"gb","quantity":1.5,"occurred_at":"2026-01-05T12:00:00Z","k":"\u00e9"}
{"event":"E2","metric":"gb","quantity":"2","occurred_at":"2026-01-06T12:00:00Z"}
{"metric":"gb","occurred_at":"2026-01-06T12:00:00Z"}
JSON
	survive bill-rate -q --stream --plan fiber-monthly \
		--catalog catalog.yaml usage.jsonl
}

fault_standard_input() {
	acme
	sed '2,$s/^A/B/' accounts.csv >more.csv
	sweep '-i more.csv' bill-import -q accounts -
}
