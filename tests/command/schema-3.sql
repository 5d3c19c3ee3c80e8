PRAGMA application_id = 1112099916;
PRAGMA user_version = 3;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE company (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO company VALUES('seller.address',replace('1 Main St\nSpringfield, IL 62701','\n',char(10)));
INSERT INTO company VALUES('seller.country','US');
INSERT INTO company VALUES('seller.currency','USD');
INSERT INTO company VALUES('seller.id','acme');
INSERT INTO company VALUES('seller.name','Acme Inc.');
INSERT INTO company VALUES('seller.timezone','America/Chicago');
CREATE TABLE catalog (
	version TEXT NOT NULL PRIMARY KEY,
	effective TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO catalog VALUES('2026-01','2026-01-01',X'1a2a80c31022b1e28c4b8bb52b693ea2e7c990ab432f3d686f8a551e1171e75e');
CREATE TABLE metric (
	catalog TEXT NOT NULL REFERENCES catalog,
	metric TEXT NOT NULL,
	unit TEXT NOT NULL,
	aggregation TEXT NOT NULL,
	field TEXT NOT NULL,
	round_to TEXT NOT NULL,
	round_mode TEXT NOT NULL, expression TEXT NOT NULL DEFAULT '', recurring TEXT NOT NULL DEFAULT '', "values" TEXT NOT NULL DEFAULT '', per TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (catalog, metric)
) STRICT, WITHOUT ROWID;
CREATE TABLE product (
	catalog TEXT NOT NULL REFERENCES catalog,
	product TEXT NOT NULL,
	sku TEXT NOT NULL,
	name TEXT NOT NULL,
	line TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	revenue TEXT NOT NULL,
	PRIMARY KEY (catalog, product)
) STRICT, WITHOUT ROWID;
INSERT INTO product VALUES('2026-01','voice','','Telephone','','','');
CREATE TABLE plan (
	catalog TEXT NOT NULL REFERENCES catalog,
	plan TEXT NOT NULL,
	product TEXT NOT NULL,
	name TEXT NOT NULL,
	currency TEXT NOT NULL,
	PRIMARY KEY (catalog, plan),
	FOREIGN KEY (catalog, product) REFERENCES product
) STRICT, WITHOUT ROWID;
INSERT INTO "plan" VALUES('2026-01','basic','voice','Telephone','USD');
CREATE TABLE charge (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	charge TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	revenue TEXT NOT NULL,
	product TEXT NOT NULL,
	currency TEXT NOT NULL,
	price TEXT NOT NULL,
	every TEXT NOT NULL,
	anchor TEXT NOT NULL,
	"when" TEXT NOT NULL,
	proration TEXT NOT NULL,
	per TEXT NOT NULL,
	"on" TEXT NOT NULL,
	metric TEXT NOT NULL,
	model TEXT NOT NULL,
	size TEXT NOT NULL,
	free TEXT NOT NULL,
	rate TEXT NOT NULL,
	fixed TEXT NOT NULL,
	free_events TEXT NOT NULL,
	free_amount TEXT NOT NULL,
	min TEXT NOT NULL,
	max TEXT NOT NULL,
	included TEXT NOT NULL,
	minimum TEXT NOT NULL,
	maximum TEXT NOT NULL,
	discount TEXT NOT NULL,
	zero TEXT NOT NULL, markup TEXT NOT NULL DEFAULT '', pricing_unit TEXT NOT NULL DEFAULT '', conversion TEXT NOT NULL DEFAULT '', levels TEXT NOT NULL DEFAULT '', rollover TEXT NOT NULL DEFAULT '', rollover_max TEXT NOT NULL DEFAULT '', pool TEXT NOT NULL DEFAULT '', commitment TEXT NOT NULL DEFAULT '', commitment_term TEXT NOT NULL DEFAULT '', overage TEXT NOT NULL DEFAULT '', "limit" TEXT NOT NULL DEFAULT '', deck TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '', time_classes TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (catalog, plan, position),
	FOREIGN KEY (catalog, plan) REFERENCES plan
) STRICT, WITHOUT ROWID;
INSERT INTO charge VALUES('2026-01','basic',1,'access','recurring','Telephone','','','voice','USD','30.00','1 month','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','');
INSERT INTO charge VALUES('2026-01','basic',2,'setup','one_time','Telephone','','','voice','USD','9.00','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','','');
CREATE TABLE tier (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	tier INTEGER NOT NULL,
	up_to TEXT NOT NULL,
	price TEXT NOT NULL,
	flat TEXT NOT NULL,
	rate TEXT NOT NULL, cap TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (catalog, plan, position, tier),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;
CREATE TABLE charge_filter (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	dimension TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, dimension),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;
CREATE TABLE customer (
	customer TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	address1 TEXT NOT NULL,
	address2 TEXT NOT NULL,
	city TEXT NOT NULL,
	region TEXT NOT NULL,
	postal_code TEXT NOT NULL,
	country TEXT NOT NULL,
	tax_id TEXT NOT NULL,
	language TEXT NOT NULL,
	segment TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (customer, effective_on, version)
) STRICT, WITHOUT ROWID;
INSERT INTO customer VALUES('C1','',1,'Ada Adams','','','','','','','','','','','','{}',X'1c26b53043ee952a0eea50c9a5ea2f3e02f89305d01dd84cbaeeb212092bb15b');
CREATE TABLE account (
	account TEXT NOT NULL PRIMARY KEY,
	revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES('A1',9);
CREATE TABLE account_version (
	account TEXT NOT NULL REFERENCES account,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	customer TEXT NOT NULL,
	name TEXT NOT NULL,
	currency TEXT NOT NULL,
	bill_day INTEGER NOT NULL CHECK (bill_day BETWEEN 1 AND 31),
	bill_every TEXT NOT NULL,
	parent TEXT NOT NULL,
	payer TEXT NOT NULL,
	terms_days INTEGER NOT NULL CHECK (terms_days >= 0),
	timezone TEXT NOT NULL,
	delivery TEXT NOT NULL,
	format TEXT NOT NULL,
	template TEXT NOT NULL,
	language TEXT NOT NULL,
	po_number TEXT NOT NULL,
	group_by TEXT NOT NULL,
	tax_region TEXT NOT NULL,
	tax_exempt TEXT NOT NULL CHECK (tax_exempt IN ('yes', 'no')),
	source TEXT NOT NULL,
	source_id TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (account, effective_on, version)
) STRICT, WITHOUT ROWID;
INSERT INTO account_version VALUES('A1','',1,'C1','','USD',1,'','','A1',30,'America/Chicago','','','','','','','','no','','','{}',X'a0a84bc2658c9c6f957d24eeab1e6690fd874935fd198bf03289fc4c0b6014fe');
CREATE TABLE subscription (
	subscription TEXT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL REFERENCES account
) STRICT, WITHOUT ROWID;
INSERT INTO subscription VALUES('S1','A1');
INSERT INTO subscription VALUES('S2','A1');
INSERT INTO subscription VALUES('S3','A1');
INSERT INTO subscription VALUES('S4','A1');
INSERT INTO subscription VALUES('S5','A1');
CREATE TABLE order_line (
	sequence INTEGER PRIMARY KEY,
	order_id TEXT NOT NULL,
	line TEXT NOT NULL,
	action TEXT NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	subscription TEXT NOT NULL REFERENCES subscription,
	service TEXT NOT NULL,
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	charge TEXT NOT NULL,
	quantity TEXT NOT NULL,
	price TEXT NOT NULL,
	start TEXT NOT NULL,
	"end" TEXT NOT NULL,
	term_months TEXT NOT NULL,
	renew TEXT NOT NULL,
	agreement TEXT NOT NULL,
	opportunity TEXT NOT NULL,
	po_number TEXT NOT NULL,
	bill_from TEXT NOT NULL,
	source TEXT NOT NULL,
	source_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (order_id, line)
) STRICT;
INSERT INTO order_line VALUES(1,'O1','1','add','A1','S1','','2026-01','basic','','1','','2026-01-01','','','','','','','','','','','{"x_lead":"Kim"}',X'f025558892c26448e72454a4ae8ff71f19dcce95cea6e48d97e58a9b8e5d270c');
INSERT INTO order_line VALUES(2,'O2','1','cancel','A1','S1','','','basic','','','','2026-03-01','','','','','','','','','','','{"x_lead":""}',X'1755621c8150a80ba298ffc66496e637c76dad4552626554f5f313254fe584a9');
INSERT INTO order_line VALUES(3,'O1','2','add','A1','S2','','2026-01','basic','','2','25','2026-01-01','','12','auto','','','','','','','','{"x_lead":""}',X'd25980ec7d4ece7f7556dc304e229c4a0ff98f610d21479c6f8f20e45fbadb7a');
INSERT INTO order_line VALUES(4,'O1','3','add','A1','S3','','2026-01','basic','','1','','2026-01-01','2026-04-01','3','none','','','','','','','','{"x_lead":""}',X'd3df5d72386e9e32370a08ae5526a2cd53e3361da1c3a8c5594ced4f5d817ae4');
INSERT INTO order_line VALUES(5,'O1','4','add','A1','S4','','2026-01','basic','access','1','20','2026-01-15','2026-03-15','','none','','','','','','','','{"x_lead":""}',X'b54c4ef426794378fd5c05b538ee3b42d89a18c818fdb95ea7baa0de01bbe7fb');
INSERT INTO order_line VALUES(6,'O1','5','add','A1','S5','','2026-01','basic','','1','','2026-01-01','','','','','','','','','','','{"x_lead":""}',X'e40b2df89dc64bdc3f5070b4da0de9ab37c026a36cbe992ed9b11d0811fe5364');
INSERT INTO order_line VALUES(7,'O2','2','cancel','A1','S5','','','other','access','7','1','2026-03-11','','6','none','','','','','','','','{"x_lead":""}',X'1f452c836d62aa7ccaec01f73dc092d966deb6c968679c0a8bd9f23fea6b7b22');
CREATE TABLE adjustment (
	sequence INTEGER PRIMARY KEY,
	adjustment TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	reason TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	subscription TEXT NOT NULL,
	charge TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;
INSERT INTO adjustment VALUES(1,'J1','A1',-500,'USD','goodwill','2026-02-01','','','{}',X'e32d18b953fcfe86940518419d75b44e61c1d65ac5208cd266e15c19b24efeab');
CREATE TABLE tax_rate (
	revision INTEGER PRIMARY KEY,
	jurisdiction TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	name TEXT NOT NULL,
	rate TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	taxable TEXT NOT NULL CHECK (taxable IN ('yes', 'no')),
	kind TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (jurisdiction, tax_code, name, "from")
) STRICT;
CREATE TABLE document (
	posting INTEGER PRIMARY KEY,
	invoice TEXT NOT NULL UNIQUE,
	document TEXT NOT NULL UNIQUE,
	document_type TEXT NOT NULL
		CHECK (document_type IN ('invoice', 'credit_note')),
	account TEXT NOT NULL REFERENCES account,
	customer TEXT NOT NULL,
	issue_date TEXT NOT NULL,
	due_date TEXT NOT NULL,
	currency TEXT NOT NULL,
	net INTEGER NOT NULL,
	tax INTEGER NOT NULL,
	total INTEGER NOT NULL CHECK (total = net + tax),
	lines INTEGER NOT NULL,
	series TEXT NOT NULL,
	year INTEGER NOT NULL,
	number INTEGER NOT NULL,
	seal TEXT NOT NULL,
	UNIQUE (series, year, number)
) STRICT;
INSERT INTO document VALUES(1,'INV-2026-000001','D75ea29ba64a352b6','invoice','A1','C1','2026-01-01','2026-01-31','USD',18500,0,18500,8,'INV-{year}-{seq:6}',2026,1,'9-0c84a478da739c0329529b5f69a83189');
INSERT INTO document VALUES(2,'INV-2026-000002','D09ff28f085417158','invoice','A1','C1','2026-02-01','2026-03-03','USD',17497,0,17497,8,'INV-{year}-{seq:6}',2026,2,'9-bdd98dd2bafd5faf4cf0631eafbc00df');
CREATE TABLE line (
	posting INTEGER NOT NULL REFERENCES document,
	line INTEGER NOT NULL,
	kind TEXT NOT NULL,
	owner TEXT NOT NULL REFERENCES account,
	subscription TEXT NOT NULL,
	service TEXT NOT NULL,
	charge TEXT NOT NULL,
	product TEXT NOT NULL,
	description TEXT NOT NULL,
	period_start TEXT NOT NULL,
	period_end TEXT NOT NULL,
	quantity TEXT NOT NULL,
	unit TEXT NOT NULL,
	unit_price TEXT NOT NULL,
	amount INTEGER NOT NULL
		CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
	tax_code TEXT NOT NULL,
	corrects_posting INTEGER,
	corrects_line INTEGER,
	upto TEXT NOT NULL,
	plan TEXT NOT NULL,
	catalog TEXT NOT NULL,
	order_price TEXT NOT NULL,
	cycle_start TEXT NOT NULL,
	cycle_end TEXT NOT NULL,
	revision INTEGER NOT NULL,
	part INTEGER NOT NULL,
	adjustment TEXT NOT NULL, dimensions TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (posting, line),
	FOREIGN KEY (corrects_posting, corrects_line) REFERENCES line,
	CHECK ((corrects_posting IS NULL) = (corrects_line IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO line VALUES(1,1,'recurring','A1','S1','','access','voice','Telephone','2026-01-01','2026-02-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-02-01',1,1,'','');
INSERT INTO line VALUES(1,2,'one_time','A1','S1','','setup','voice','Telephone','2026-01-01','2026-01-01','1','','9.00',900,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-01-01',1,1,'','');
INSERT INTO line VALUES(1,3,'recurring','A1','S2','','access','voice','Telephone','2026-01-01','2026-02-01','2','','25.00',5000,'',NULL,NULL,'','basic','2026-01','25','2026-01-01','2026-02-01',1,1,'','');
INSERT INTO line VALUES(1,4,'one_time','A1','S2','','setup','voice','Telephone','2026-01-01','2026-01-01','2','','9.00',1800,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-01-01',1,1,'','');
INSERT INTO line VALUES(1,5,'recurring','A1','S3','','access','voice','Telephone','2026-01-01','2026-02-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-02-01',1,1,'','');
INSERT INTO line VALUES(1,6,'one_time','A1','S3','','setup','voice','Telephone','2026-01-01','2026-01-01','1','','9.00',900,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-01-01',1,1,'','');
INSERT INTO line VALUES(1,7,'recurring','A1','S5','','access','voice','Telephone','2026-01-01','2026-02-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-02-01',1,1,'','');
INSERT INTO line VALUES(1,8,'one_time','A1','S5','','setup','voice','Telephone','2026-01-01','2026-01-01','1','','9.00',900,'',NULL,NULL,'','basic','2026-01','','2026-01-01','2026-01-01',1,1,'','');
INSERT INTO line VALUES(2,1,'adjustment','A1','','','','','goodwill','2026-02-01','2026-02-01','1','','',-500,'',NULL,NULL,'','','','','2026-02-01','2026-02-01',1,1,'J1','');
INSERT INTO line VALUES(2,2,'recurring','A1','S1','','access','voice','Telephone','2026-02-01','2026-03-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-02-01','2026-03-01',1,1,'','');
INSERT INTO line VALUES(2,3,'recurring','A1','S2','','access','voice','Telephone','2026-02-01','2026-03-01','2','','25.00',5000,'',NULL,NULL,'','basic','2026-01','25','2026-02-01','2026-03-01',1,1,'','');
INSERT INTO line VALUES(2,4,'recurring','A1','S3','','access','voice','Telephone','2026-02-01','2026-03-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-02-01','2026-03-01',1,1,'','');
INSERT INTO line VALUES(2,5,'recurring','A1','S4','','access','voice','Telephone','2026-01-15','2026-02-01','1','','20.00',1097,'',NULL,NULL,'','basic','2026-01','20','2026-01-01','2026-02-01',1,1,'','');
INSERT INTO line VALUES(2,6,'recurring','A1','S4','','access','voice','Telephone','2026-02-01','2026-03-01','1','','20.00',2000,'',NULL,NULL,'','basic','2026-01','20','2026-02-01','2026-03-01',1,1,'','');
INSERT INTO line VALUES(2,7,'one_time','A1','S4','','setup','voice','Telephone','2026-01-15','2026-01-15','1','','9.00',900,'',NULL,NULL,'','basic','2026-01','','2026-01-15','2026-01-15',1,1,'','');
INSERT INTO line VALUES(2,8,'recurring','A1','S5','','access','voice','Telephone','2026-02-01','2026-03-01','1','','30.00',3000,'',NULL,NULL,'','basic','2026-01','','2026-02-01','2026-03-01',1,1,'','');
CREATE TABLE line_tax (
	posting INTEGER NOT NULL,
	line INTEGER NOT NULL,
	tax_seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	jurisdiction TEXT NOT NULL,
	rate TEXT NOT NULL,
	amount INTEGER NOT NULL,
	taxable TEXT NOT NULL CHECK (taxable IN ('yes', 'no')),
	PRIMARY KEY (posting, line, tax_seq),
	FOREIGN KEY (posting, line) REFERENCES line
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_transaction (
	transaction_id INTEGER PRIMARY KEY,
	date TEXT NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	document TEXT NOT NULL,
	memo TEXT NOT NULL
, payment TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO journal_transaction VALUES(1,'2026-01-01','A1','INV-2026-000001','invoice','');
INSERT INTO journal_transaction VALUES(2,'2026-02-01','A1','INV-2026-000002','invoice','');
CREATE TABLE journal (
	transaction_id INTEGER NOT NULL REFERENCES journal_transaction,
	entry INTEGER NOT NULL,
	role TEXT NOT NULL,
	account_code TEXT NOT NULL,
	product TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	PRIMARY KEY (transaction_id, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO journal VALUES(1,1,'receivable','1200','',18500,'USD');
INSERT INTO journal VALUES(1,2,'deferred','2400','voice',-14000,'USD');
INSERT INTO journal VALUES(1,3,'revenue','4000','voice',-4500,'USD');
INSERT INTO journal VALUES(2,1,'receivable','1200','',17497,'USD');
INSERT INTO journal VALUES(2,2,'revenue','4000','',500,'USD');
INSERT INTO journal VALUES(2,3,'deferred','2400','voice',-16000,'USD');
INSERT INTO journal VALUES(2,4,'revenue','4000','voice',-1997,'USD');
CREATE TABLE audit (
	sequence INTEGER PRIMARY KEY,
	command TEXT NOT NULL,
	subject TEXT NOT NULL,
	input BLOB NOT NULL,
	"in" INTEGER NOT NULL,
	accepted INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	duplicate INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	amounts TEXT NOT NULL,
	previous BLOB NOT NULL,
	hash BLOB NOT NULL,
	recorded_at TEXT NOT NULL,
	user TEXT NOT NULL,
	command_line TEXT NOT NULL
) STRICT;
INSERT INTO audit VALUES(1,'bill-init','company',X'6b5dd7ada2b2f19992af7773132ef3ead611dbd3d7df217f694e0ff9a2305b00',1,1,0,0,0,0,'',X'0000000000000000000000000000000000000000000000000000000000000000',X'4362dbf370efb90cdf2418a9157b84bf7209ddc371256745606cbcf9d8406d28','2026-11-22T08:49:35Z','root','bill-init -q --config company.yaml');
INSERT INTO audit VALUES(2,'bill-import','catalog',X'1a2a80c31022b1e28c4b8bb52b693ea2e7c990ab432f3d686f8a551e1171e75e',1,1,0,0,0,0,'',X'4362dbf370efb90cdf2418a9157b84bf7209ddc371256745606cbcf9d8406d28',X'79a24266aab2642f6fee49842b7b09df2fd2b160fa85e23f8acb2eae153adfce','2026-11-22T08:49:35Z','root','bill-import -q catalog catalog.yaml');
INSERT INTO audit VALUES(3,'bill-import','customers',X'df726b8f4e4991dffc6518ba59b76e897d80ba2a9fb65d85c8dc50f764125ce5',1,1,0,0,0,0,'',X'79a24266aab2642f6fee49842b7b09df2fd2b160fa85e23f8acb2eae153adfce',X'690b2259025cb447385fd8e4ef6b86036b5dd1da9389843a2df7bdde0434d978','2026-11-22T08:49:35Z','root','bill-import -q customers customers.csv');
INSERT INTO audit VALUES(4,'bill-import','accounts',X'92459f2b1313f0717dfccaa0aa482925ed3da6e8622743b6f58ab0fbc8a37a8e',1,1,0,0,0,0,'',X'690b2259025cb447385fd8e4ef6b86036b5dd1da9389843a2df7bdde0434d978',X'81ffae19974d88744d7f5e8934423ce76e7f4d0d40fb1477ae07108686923ce2','2026-11-22T08:49:35Z','root','bill-import -q accounts accounts.csv');
INSERT INTO audit VALUES(5,'bill-import','orders',X'8ee6c88206804e2dfe32d86ddc331f2f7698f1c13beb771515ae6257f3ecceb2',7,7,0,0,0,0,'',X'81ffae19974d88744d7f5e8934423ce76e7f4d0d40fb1477ae07108686923ce2',X'13a5cc8571f89539167e1fa64bbdedf45139facdc733f25e24245fae541f8d53','2026-11-22T08:49:36Z','root','bill-import -q orders orders.csv');
INSERT INTO audit VALUES(6,'bill-import','adjustments',X'94ab5fc7a33a36391d83d8ce229a3379a0f4c4efc2dfbe165fea4a16e0fbcd87',1,1,0,0,0,0,'USD -5.00',X'13a5cc8571f89539167e1fa64bbdedf45139facdc733f25e24245fae541f8d53',X'1428f56cd54e05fa4baf07e844a81329bbe635bd954bb317c2cf6a5f6f3f2dab','2026-11-22T08:49:36Z','root','bill-import -q adjustments adjustments.csv');
INSERT INTO audit VALUES(7,'bill-invoice','documents',X'740d4f65830f93f107266f3adc361b1a2169b62487232ecdfbf48bd04dfd68fc',1,1,0,0,0,1,'USD 185.00',X'1428f56cd54e05fa4baf07e844a81329bbe635bd954bb317c2cf6a5f6f3f2dab',X'fab7250d2e1367ee6f0567fa434c421a6a25ad342353f4ce2e89db84c247a09f','2026-11-22T08:49:36Z','root','bill-invoice -q p.csv');
INSERT INTO audit VALUES(8,'bill-invoice','documents',X'9eefde86defb3cafa6c2e6b05bdf76dfe596981cb553e88680059e7113670f60',1,1,0,0,0,1,'USD 174.97',X'fab7250d2e1367ee6f0567fa434c421a6a25ad342353f4ce2e89db84c247a09f',X'a2b463409b33522ac0f2037eb4d80577c4803fb923ddcc1c60570cd4febde740','2026-11-22T08:49:36Z','root','bill-invoice -q p.csv');
CREATE TABLE service (
	service TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	name TEXT NOT NULL,
	identifier_type TEXT NOT NULL,
	identifier TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (service, effective_on, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage (
	subscription TEXT NOT NULL,
	occurred_at INTEGER NOT NULL,
	event TEXT NOT NULL,
	number INTEGER NOT NULL,
	counts INTEGER NOT NULL CHECK (counts IN (1, -1)),
	metric TEXT NOT NULL,
	quantity TEXT NOT NULL,
	amount TEXT NOT NULL,
	currency TEXT NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object, '' if there are none
	named TEXT NOT NULL, -- "service X", "identifier Y", "subscription Z";
		-- '' where it named its owner
	reason TEXT NOT NULL, -- why it is in suspense, or left
	PRIMARY KEY (subscription, occurred_at, event, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_batch (
	batch INTEGER PRIMARY KEY,
	first_number INTEGER NOT NULL,
	last_number INTEGER NOT NULL,
	first_at INTEGER NOT NULL
) STRICT;
CREATE TABLE usage_run (
	run INTEGER NOT NULL,
	block INTEGER NOT NULL,
	first INTEGER NOT NULL, -- the first id's hash, as a signed number
	entries BLOB NOT NULL,
	PRIMARY KEY (run, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_late (
	subscription TEXT NOT NULL,
	occurred_at INTEGER NOT NULL,
	event TEXT NOT NULL,
	number INTEGER NOT NULL,
	PRIMARY KEY (subscription, occurred_at, event, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_retraction (
	event TEXT NOT NULL PRIMARY KEY,
	occurred_at INTEGER NOT NULL,
	number INTEGER NOT NULL, -- of the row that undid it, 0 while awaited
	content INTEGER NOT NULL -- a hash of eight bytes, as a signed number
) STRICT, WITHOUT ROWID;
CREATE TABLE exemption (
	revision INTEGER PRIMARY KEY,
	certificate TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	jurisdiction TEXT NOT NULL, -- '': every one
	reason TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;
CREATE TABLE exchange_rate (
	revision INTEGER PRIMARY KEY,
	from_currency TEXT NOT NULL,
	to_currency TEXT NOT NULL,
	date TEXT NOT NULL,
	rate TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (from_currency, to_currency, date)
) STRICT;
CREATE TABLE payment (
	sequence INTEGER PRIMARY KEY,
	payment TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	received_on TEXT NOT NULL,
	method TEXT NOT NULL,
	reference TEXT NOT NULL,
	invoice TEXT NOT NULL, -- which it names, ''
	reverses TEXT NOT NULL, -- the payment that it undoes, ''
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;
CREATE TABLE application (
	sequence INTEGER PRIMARY KEY,
	date TEXT NOT NULL,
	payment INTEGER REFERENCES payment,
	credit INTEGER REFERENCES document, -- a credit note's posting
	posting INTEGER NOT NULL REFERENCES document,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	CHECK ((payment IS NULL) <> (credit IS NULL))
) STRICT;
CREATE TABLE open_item (
	account TEXT NOT NULL REFERENCES account,
	currency TEXT NOT NULL,
	kind TEXT NOT NULL
		CHECK (kind IN ('invoice', 'credit_note', 'payment')),
	due_date TEXT NOT NULL, -- of a payment: received_on
	item INTEGER NOT NULL, -- posting of a document, sequence of a payment
	open INTEGER NOT NULL, -- 0 only while something is settled
	PRIMARY KEY (account, currency, kind, due_date, item)
) STRICT, WITHOUT ROWID;
INSERT INTO open_item VALUES('A1','USD','invoice','2026-01-31',1,18500);
INSERT INTO open_item VALUES('A1','USD','invoice','2026-03-03',2,17497);
CREATE TABLE matrix_price (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	row INTEGER NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object, '' for the default
	price TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, row),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;
CREATE TABLE charge_alert (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	alert INTEGER NOT NULL,
	percent TEXT NOT NULL, -- of the included units
	amount TEXT NOT NULL,
	first_use TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, alert),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;
CREATE TABLE holiday (
	catalog TEXT NOT NULL REFERENCES catalog,
	holidays TEXT NOT NULL,
	date TEXT NOT NULL,
	PRIMARY KEY (catalog, holidays, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE time_class (
	catalog TEXT NOT NULL REFERENCES catalog,
	classes TEXT NOT NULL,
	position INTEGER NOT NULL,
	class TEXT NOT NULL,
	holidays TEXT NOT NULL,
	days TEXT NOT NULL, -- 'mon-fri', 'sat,sun'; '': all
	"from" TEXT NOT NULL, -- '08:00'; '': from midnight
	"to" TEXT NOT NULL,
	PRIMARY KEY (catalog, classes, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE deck_rate (
	deck TEXT NOT NULL,
	prefix TEXT NOT NULL,
	"from" TEXT NOT NULL,
	time_class TEXT NOT NULL,
	"to" TEXT NOT NULL,
	price TEXT NOT NULL,
	per TEXT NOT NULL,
	currency TEXT NOT NULL,
	increment_first TEXT NOT NULL,
	increment_next TEXT NOT NULL,
	connect_fee TEXT NOT NULL,
	minimum_seconds TEXT NOT NULL,
	maximum TEXT NOT NULL,
	posting INTEGER NOT NULL, -- the last that there was when it came
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (deck, prefix, time_class, "from")
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_rule_list (
	version INTEGER PRIMARY KEY,
	rules INTEGER NOT NULL -- how many it has
) STRICT;
CREATE TABLE usage_rule (
	version INTEGER NOT NULL REFERENCES usage_rule_list,
	position INTEGER NOT NULL,
	rule TEXT NOT NULL,
	billable TEXT NOT NULL CHECK (billable IN ('yes', 'no')),
	metric TEXT NOT NULL, -- '': every one
	subscription TEXT NOT NULL,
	service TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object
	PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert (
	alert TEXT NOT NULL PRIMARY KEY,
	sent_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_payer ON account_version (payer, account);
CREATE INDEX order_line_subscription
	ON order_line (account, subscription, start, sequence);
CREATE INDEX adjustment_account
	ON adjustment (account, subscription, adjustment);
CREATE INDEX document_account ON document (account, posting);
CREATE UNIQUE INDEX line_adjustment ON line (adjustment)
	WHERE adjustment <> '';
CREATE INDEX line_corrects ON line (corrects_posting, corrects_line)
	WHERE corrects_posting IS NOT NULL;
CREATE INDEX journal_transaction_account
	ON journal_transaction (account, transaction_id);
CREATE TRIGGER document_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;
CREATE TRIGGER document_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;
CREATE TRIGGER document_replace BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE posting = NEW.posting
	OR invoice = NEW.invoice OR document = NEW.document
	OR (series = NEW.series AND year = NEW.year AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;
CREATE TRIGGER line_update BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
CREATE TRIGGER line_delete BEFORE DELETE ON line
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
CREATE TRIGGER line_tax_update BEFORE UPDATE ON line_tax
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;
CREATE TRIGGER line_tax_delete BEFORE DELETE ON line_tax
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;
CREATE TRIGGER line_tax_replace BEFORE INSERT ON line_tax
WHEN EXISTS (SELECT 1 FROM line_tax WHERE posting = NEW.posting
	AND line = NEW.line AND tax_seq = NEW.tax_seq)
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;
CREATE TRIGGER journal_transaction_update BEFORE UPDATE ON journal_transaction
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;
CREATE TRIGGER journal_transaction_delete BEFORE DELETE ON journal_transaction
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;
CREATE TRIGGER journal_transaction_replace BEFORE INSERT ON journal_transaction
WHEN EXISTS (SELECT 1 FROM journal_transaction
	WHERE transaction_id = NEW.transaction_id)
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;
CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal
	WHERE transaction_id = NEW.transaction_id AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
CREATE TRIGGER audit_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
CREATE INDEX usage_retraction_awaiting ON usage_retraction (event)
	WHERE number = 0;
CREATE UNIQUE INDEX line_key ON line (owner, subscription, charge, kind, plan,
	catalog, order_price, dimensions, cycle_start, cycle_end, revision,
	part)
	WHERE adjustment = '';
CREATE INDEX line_usage ON line (cycle_end)
	WHERE kind IN ('usage', 'minimum');
CREATE TRIGGER line_replace BEFORE INSERT ON line
WHEN EXISTS (SELECT 1 FROM line
	WHERE posting = NEW.posting AND line = NEW.line)
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment <> ''
	AND adjustment = NEW.adjustment AND adjustment <> '')
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment = '' AND adjustment = ''
	AND owner = NEW.owner AND subscription = NEW.subscription
	AND charge = NEW.charge AND kind = NEW.kind AND plan = NEW.plan
	AND catalog = NEW.catalog AND order_price = NEW.order_price
	AND dimensions = NEW.dimensions
	AND cycle_start = NEW.cycle_start AND cycle_end = NEW.cycle_end
	AND revision = NEW.revision AND part = NEW.part)
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
CREATE INDEX exemption_account ON exemption (account, certificate);
CREATE INDEX payment_account ON payment (account, sequence);
CREATE UNIQUE INDEX payment_reverses ON payment (reverses)
	WHERE reverses <> '';
CREATE INDEX application_posting ON application (posting);
CREATE INDEX application_payment ON application (payment)
	WHERE payment IS NOT NULL;
CREATE INDEX application_credit ON application (credit)
	WHERE credit IS NOT NULL;
CREATE TRIGGER usage_update BEFORE UPDATE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;
CREATE TRIGGER usage_delete BEFORE DELETE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;
CREATE TRIGGER payment_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER payment_replace BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment
	WHERE sequence = NEW.sequence OR payment = NEW.payment)
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER application_update BEFORE UPDATE ON application
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
CREATE TRIGGER application_delete BEFORE DELETE ON application
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
CREATE TRIGGER application_replace BEFORE INSERT ON application
WHEN EXISTS (SELECT 1 FROM application WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
COMMIT;
