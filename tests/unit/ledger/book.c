/*
 * Rows are put in by the shelves' own functions, so that they are like those of
 * a real ledger; only book_sql() goes past them, to look and to spoil.
 */
#include "book.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/facts.h"
#include "ledger/sqlite.h"
#include "rule/charge.h"
#include "tests/unit/rule/shop.h"

#define OR(text, usual) ((text) == NULL ? (usual) : (text))

struct error book_error;
struct arena book_arena;
struct ledger *book_ledger;
bool book_starving;
int book_starves_at;

static char directory[512];
static enum ledger_mode opened;
static sqlite3_mem_methods memory;

static const struct product product = { "fiber", "F-1", "Fiber", "Internet",
	"telecom", "4010" };

void
book_must(enum status status)
{
	if (status != STATUS_OK)
		ck_abort_msg("%d: %s", (int)status, book_error.text);
}

const char *
book_path(const char *name)
{
	char *path = arena_format(&book_arena, "%s/%s", directory, name);

	ck_assert_ptr_nonnull(path);
	return path;
}

const char *
book_file(const char *name, const char *text)
{
	const char *path = book_path(name);
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

const char *
book_content(const char *name)
{
	char *text = arena_alloc(&book_arena, 65536);
	FILE *file = fopen(book_path(name), "r");
	size_t length;

	ck_assert_ptr_nonnull(text);
	if (file == NULL)
		return "absent";
	length = fread(text, 1, 65535, file);
	ck_assert_uint_lt(length, 65535);
	ck_assert_int_eq(fclose(file), 0);
	return text;
}

const char *
book_names(void)
{
	const char *names = "";
	struct dirent **entries;
	int count = scandir(directory, &entries, NULL, alphasort);

	ck_assert_int_ge(count, 0);
	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.')
			names = arena_format(&book_arena, "%s%s%s", names,
			    names[0] == '\0' ? "" : " ", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return names;
}

static enum status
found(struct ledger *ledger, void *context, struct error *error)
{
	static const char *const settings[][2] = { { "seller.id", "acme" },
		{ "seller.name", "Acme Inc." }, { "seller.country", "US" },
		{ "seller.currency", "USD" }, { "seller.timezone", "UTC" } };
	enum status status = STATUS_OK;

	(void)context;
	for (size_t i = 0; i < 5 && status == STATUS_OK; i++)
		status =
		    company_put(ledger, settings[i][0], settings[i][1], error);
	return status;
}

void
book_setup(void)
{
	const char *place = getenv("TMPDIR");

	(void)snprintf(directory, sizeof(directory), "%s/bookXXXXXX",
	    place == NULL || place[0] == '\0' ? "/tmp" : place);
	ck_assert_ptr_nonnull(mkdtemp(directory));
	book_must(
	    ledger_create(book_path("book.bill"), found, NULL, &book_error));
}

void
book_teardown(void)
{
	DIR *names;
	struct dirent *entry;

	ledger_close(book_ledger);
	book_ledger = NULL;
	names = opendir(directory);
	ck_assert_ptr_nonnull(names);
	while ((entry = readdir(names)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    unlinkat(dirfd(names), entry->d_name, 0) != 0)
			ck_assert_int_eq(
			    unlinkat(dirfd(names), entry->d_name, AT_REMOVEDIR),
			    0);
	}
	ck_assert_int_eq(closedir(names), 0);
	ck_assert_int_eq(rmdir(directory), 0);
	arena_close(&book_arena);
}

static void *
starve(int size)
{
	if (book_starving || (book_starves_at > 0 && --book_starves_at == 0))
		return NULL;
	return memory.xMalloc(size);
}

/* SQLite keeps no memory of its own then. */
void
book_ration(void)
{
	sqlite3_mem_methods methods;

	(void)sqlite3_shutdown();
	(void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
	methods = memory;
	methods.xMalloc = starve;
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	(void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

void
book_ration_end(void)
{
	(void)sqlite3_shutdown();
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
}

void
book_open(enum ledger_mode mode)
{
	opened = mode;
	book_must(ledger_open(
	    book_path("book.bill"), mode, 0, &book_ledger, &book_error));
	book_must(ledger_begin(book_ledger, &book_error));
}

void
book_close(void)
{
	if (opened == LEDGER_RECORD)
		book_must(ledger_commit(book_ledger, &book_error));
	ledger_close(book_ledger);
	book_ledger = NULL;
}

/* Add one row to the text that sqlite3_exec() gathers. */
static int
add_row(void *context, int count, char **values, char **names)
{
	const char **text = context;

	(void)names;
	for (int i = 0; i < count; i++) {
		const char *gap = i > 0 ? "|" : ";";

		*text = arena_format(&book_arena, "%s%s%s", *text,
		    (*text)[0] == '\0' && i == 0 ? "" : gap,
		    values[i] == NULL ? "-" : values[i]);
		ck_assert_ptr_nonnull(*text);
	}
	return 0;
}

const char *
book_sql(const char *sql)
{
	sqlite3 *handle = NULL;
	const char *text = "";

	if (book_ledger != NULL) {
		handle = book_ledger->handle;
		book_ledger->changing = true;
	} else
		ck_assert_int_eq(
		    sqlite3_open(book_path("book.bill"), &handle), SQLITE_OK);
	if (sqlite3_exec(handle, sql, add_row, &text, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, sqlite3_errmsg(handle));
	if (book_ledger != NULL)
		book_ledger->changing = false;
	else
		ck_assert_int_eq(sqlite3_close(handle), SQLITE_OK);
	return text;
}

void
book_tamper(const char *sql)
{
	const char *triggers =
	    book_sql("SELECT coalesce(group_concat(sql, ';'), '') "
		     "FROM sqlite_schema WHERE type = 'trigger'");

	book_sql(book_sql("SELECT coalesce(group_concat('DROP TRIGGER ' || "
			  "name, ';'), '') FROM sqlite_schema "
			  "WHERE type = 'trigger'"));
	book_sql(sql);
	book_sql(triggers);
}

bool
book_refuses(const char *sql)
{
	int code =
	    sqlite3_exec(book_ledger->handle, sql, NULL, NULL, NULL) & 0xff;

	ck_assert_msg(code == SQLITE_OK || code == SQLITE_CONSTRAINT, "%s: %s",
	    sql, sqlite3_errmsg(book_ledger->handle));
	return code == SQLITE_CONSTRAINT;
}

void
book_sell(void)
{
	static const unsigned char content[HASH_SIZE] = { 1 };
	const char *texts[CHARGE_KEY_COUNT];
	struct charge charge = { .product = &product };
	struct plan plan = { "basic", "Basic", &product, shop_dollars(),
		&charge, 1, { 0 } };
	struct product products[] = { product };
	struct catalog catalog = {
		.version = "2026",
		.effective = shop_day("2026-01-01"),
		.products = products,
		.product_count = 1,
		.plans = &plan,
		.plan_count = 1,
	};
	enum charge_key key;

	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++)
		texts[i] = "";
	texts[KEY_ID] = "access";
	texts[KEY_KIND] = "recurring";
	texts[KEY_NAME] = "Access";
	texts[KEY_PRODUCT] = "fiber";
	texts[KEY_TAX_CODE] = "telecom";
	texts[KEY_CURRENCY] = "USD";
	texts[KEY_PRICE] = "30.00";
	book_must(charge_parse(texts, &charge, &key, &book_error));
	book_must(
	    catalog_put(book_ledger, &catalog, content, false, &book_error));
}

static void
put(enum statement insert, const char *const *values, size_t count)
{
	static unsigned char content[HASH_SIZE];
	struct fact fact = { content, values, count };

	content[0]++;
	book_must(fact_put(book_ledger, insert, &fact, &book_error));
}

void
book_customer(const char *customer)
{
	const char *values[] = { "1", "", customer, "Jane Doe", "", "",
		"1 Main St", "", "Springfield", "IL", "62701", "US", "", "", "",
		"{}" };

	put(STATEMENT_CUSTOMER_PERSONAL_INSERT, values, 16);
	put(STATEMENT_CUSTOMER_INSERT, values, 16);
}

void
book_account(struct book_account given)
{
	char version[16], day[16];
	const char *values[] = { version, OR(given.effective_on, ""),
		given.account, OR(given.customer, "C1"), "", "USD", day,
		OR(given.bill_every, ""), "", OR(given.payer, given.account),
		"30", "UTC", "", "", "", "", "", "", OR(given.tax_region, ""),
		OR(given.tax_exempt, "no"), "", "", "", "{}" };

	(void)snprintf(version, sizeof(version), "%d",
	    given.version == 0 ? 1 : given.version);
	(void)snprintf(
	    day, sizeof(day), "%d", given.bill_day == 0 ? 1 : given.bill_day);
	if (given.version <= 1)
		book_must(
		    fact_account(book_ledger, given.account, &book_error));
	put(STATEMENT_ACCOUNT_PERSONAL_INSERT, values, 24);
	put(STATEMENT_ACCOUNT_VERSION_INSERT, values, 24);
}

void
book_order(struct book_order given)
{
	static int orders;
	char order[16];
	const char *account = OR(given.account, "A1");
	const char *action = OR(given.action, "add");
	bool add = strcmp(action, "add") == 0;
	const char *values[] = { order, "1", action, account,
		given.subscription, "", add ? "2026" : "",
		add ? OR(given.plan, "basic") : "", "", add ? "1" : "", "",
		OR(given.start, "2026-01-01"), OR(given.end, ""), "", "", "",
		"", "", "", "", "", "", "{}", OR(given.start, "2026-01-01"), "",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
		"", "" };

	(void)snprintf(order, sizeof(order), "O%d", ++orders);
	if (add)
		book_must(fact_subscription(
		    book_ledger, given.subscription, account, &book_error));
	put(STATEMENT_ORDER_INSERT, values, 43);
	book_must(fact_touch(book_ledger, account, &book_error));
}

void
book_adjust(struct book_adjustment given)
{
	const char *values[] = { given.adjustment, OR(given.account, "A1"),
		"adjustment", "-500", "", "USD", "goodwill",
		OR(given.effective_on, "2026-01-01"),
		OR(given.subscription, ""), OR(given.charge, ""), "", "",
		"{}" };

	put(STATEMENT_ADJUSTMENT_INSERT, values, 13);
}

void
book_rate(struct book_rate given)
{
	const char *values[] = { OR(given.jurisdiction, "NY"),
		OR(given.tax_code, ""), OR(given.name, "sales"),
		OR(given.from, "2020-01-01"), OR(given.rate, "10"),
		OR(given.to, ""), OR(given.sequence, "1"),
		OR(given.taxable, "no"), "tax", "{}",
		given.waits ? "needed" : "" };

	put(STATEMENT_TAX_RATE_INSERT, values, 11);
}

struct line
book_month(int month)
{
	struct line line = *shop_line(&book_arena, "30.00");

	line.period_start = line.cycle_start = date_in_month(2026, month, 1);
	line.period_end = line.cycle_end = date_in_month(2026, month + 1, 1);
	return line;
}

struct document
book_document(const char *id, struct line *lines, size_t count)
{
	struct document document = {
		.account = "A1",
		.currency = shop_dollars(),
		.issue_date = shop_day("2026-01-01"),
		.due_date = shop_day("2026-01-31"),
		.split = "",
		.lines = lines,
		.line_count = count,
	};

	(void)snprintf(document.id, sizeof(document.id), "%s", id);
	book_must(document_total(&document, &book_error));
	return document;
}

enum status
book_post(struct documents_next *next, const struct document *document,
    char number[NUMBER_MAX])
{
	struct company company;
	struct catalogs catalogs;
	struct entries entries;
	struct posting posting = {
		.document = document,
		.entries = &entries,
		.customer = "C1",
		.seal = "1-seal",
	};
	enum status status;

	book_must(
	    company_load(book_ledger, &book_arena, &company, &book_error));
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_must(journal_of(
	    document, &company, &catalogs, &entries, &book_arena, &book_error));
	posting.pattern = document->type == DOCUMENT_INVOICE
			      ? company.invoice_number
			      : company.credit_note_number;
	status = document_post(book_ledger, next, &posting, &book_error);
	(void)snprintf(number, NUMBER_MAX, "%s", posting.number);
	return status;
}
