#ifndef STOCK_H
#define STOCK_H

#include "quick.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "intake/cataloging.h"
#include "intake/founding.h"
#include "intake/importing.h"
#include "usage/metering.h"
#include "work/invoicing.h"
#include "work/running.h"

/*
 * A ledger in memory (/dev/shm), made once with customers, orders, usage and a
 * month that was billed, and put back as it was whenever that is asked for.
 * Reading its schema costs more than an import; so when fuzzing, the connection
 * is kept and given out again.
 *
 * stock_open(), stock_restore():
 * Make it; put it back.
 *
 * stock_request(user):
 * A request as a command makes one; its output is to be closed.
 *
 * stock_kind(request, kind, path, error):
 * Import a file of ${kind}.
 *
 * stock_mark(), stock_is_marked(), stock_is_made():
 * Remember the ledger's bytes; whether they are these, or as they were made.
 *
 * stock_dump():
 * All that is in the ledger but times, salts and what depends on them; to be
 * freed.
 */

#define STOCK_LEDGER_MAX (8 << 20)

static const struct stock_text {
	const char *kind;
	const char *text;
} stock_texts[] = {
	{ "company",
	    "seller: {id: acme, name: Acme Inc., country: US, currency: USD,\n"
	    "         timezone: America/Chicago}\n"
	    "approval: {adjustments: \"10.00\"}\n"
	    "retention: 1 year\n" },
	{ "catalog",
	    "version: \"2026-01\"\n"
	    "effective: 2026-01-01\n"
	    "metrics:\n"
	    "  - {id: minutes, unit: minute, aggregation: sum}\n"
	    "  - {id: voice, unit: second, aggregation: sum}\n"
	    "products:\n"
	    "  - {id: fiber, name: Fiber, line: Internet, tax_code: net}\n"
	    "  - {id: phone, name: Telephone}\n"
	    "plans:\n"
	    "  - id: fiber\n"
	    "    product: fiber\n"
	    "    currency: USD\n"
	    "    charges:\n"
	    "      - {id: access, kind: recurring, price: \"50.00\",\n"
	    "         every: 1 month}\n"
	    "      - {id: setup, kind: one_time, price: \"99.00\"}\n"
	    "  - id: phone\n"
	    "    product: phone\n"
	    "    currency: USD\n"
	    "    charges:\n"
	    "      - {id: line, kind: recurring, price: \"20.00\",\n"
	    "         every: 1 month}\n"
	    "      - {id: talk, kind: usage, metric: minutes,\n"
	    "         model: unit, price: \"0.05\"}\n"
	    "      - {id: calls, kind: usage, metric: voice, model: deck,\n"
	    "         deck: retail}\n" },
	{ "customers",
	    "customer,name,country\nC1,Ada,US\nC2,Bell,US\nC3,Zoe,US\n" },
	{ "accounts", "account,customer,currency,tax_region\nA1,C1,USD,US-IL\n"
		      "A2,C2,USD,\nA3,C3,USD,\n" },
	{ "services", "service,account,identifier_type,identifier\n"
		      "V1,A1,telephone,+13125550100\n" },
	{ "tax-rates",
	    "jurisdiction,tax_code,name,rate,from,to,sequence,taxable\n"
	    "US-IL,net,Access tax,6.25,2026-01-01,,1,no\n" },
	{ "rates", "deck,prefix,from,price,per,increment_first,increment_next\n"
		   "retail,1,2026-01-01,0.02,minute,1,1\n" },
	{ "orders",
	    "order,line,action,account,subscription,service,plan,quantity,"
	    "price,start\n"
	    "O1,1,add,A1,S1,,fiber,,,2026-01-01\n"
	    "O1,2,add,A1,S2,V1,phone,,,2026-01-01\n"
	    "O2,1,add,A2,S3,,phone,3,,2026-01-01\n" },
	{ "usage",
	    "event,subscription,metric,occurred_at,quantity,destination\n"
	    "E1,S2,minutes,2026-01-05T10:00:00Z,2,\n"
	    "E2,S2,voice,2026-01-05T10:00:00Z,30,+13125550199\n"
	    "E3,S9,minutes,2026-01-06T10:00:00Z,1,\n" },
	{ "adjustments",
	    "adjustment,account,amount,currency,reason,effective_on\n"
	    "J1,A1,-5.00,USD,goodwill,2026-01-01\n"
	    "J2,A1,-50.00,USD,goodwill,2026-01-01\n" },
	{ "payments", "payment,account,amount,currency,received_on\n"
		      "P1,A1,100.00,USD,2026-01-09\n" },
};

struct stock_bytes {
	unsigned char *bytes;
	size_t length;
};

static struct {
	char directory[64];
	char ledger[96];
	char rejects[96];
	int descriptor;
	unsigned char *mapped; /* the ledger's file */
	struct stock_bytes made;
	struct stock_bytes marked;
	uint32_t changes; /* how often the file was changed */
} stock;

static struct summary stock_summary;
static struct error stock_error;

/* A request as a command makes one. */
static inline struct request
stock_request(const char *user)
{
	struct request request = {
		.program = "bill-fuzz",
		.command_line = "bill-fuzz",
		.user = user,
		.ledger = stock.ledger,
		.as_of = { 20500 }, /* 2026-02-16 */
		.format = FORMAT_CSV,
		.summary = &stock_summary,
	};

	memset(&stock_summary, 0, sizeof(stock_summary));
	memset(&stock_error, 0, sizeof(stock_error));
	assert(spool_open(&request.output, &stock_error) == STATUS_OK);
	return request;
}

static inline enum status
stock_kind(const struct request *request, const char *kind, const char *path,
    struct error *error)
{
	const struct metering_options usage = { .path = path };
	const struct metering_options changes = { .path = path,
		.changes = true };
	struct import_options options = { .path = path };

	if (strcmp(kind, "company") == 0)
		return founding_run(request, path, error);
	if (strcmp(kind, "catalog") == 0)
		return cataloging_run(request, path, error);
	if (strcmp(kind, "usage") == 0)
		return metering_run(request, &usage, error);
	if (strcmp(kind, "changes") == 0)
		return metering_run(request, &changes, error);
	return importing_run(request, importing_kind(kind), &options, error);
}

static inline size_t
stock_length(void)
{
	struct stat state;

	assert(fstat(stock.descriptor, &state) == 0);
	assert(state.st_size < STOCK_LEDGER_MAX);
	return (size_t)state.st_size;
}

static inline void
stock_copy(struct stock_bytes *copy)
{
	if (copy->bytes == NULL)
		copy->bytes = malloc(STOCK_LEDGER_MAX);
	assert(copy->bytes != NULL);
	copy->length = stock_length();
	memcpy(copy->bytes, stock.mapped, copy->length);
}

static inline bool
stock_is(const struct stock_bytes *wanted)
{
	return stock_length() == wanted->length &&
	       memcmp(stock.mapped, wanted->bytes, wanted->length) == 0;
}

static inline void
stock_mark(void)
{
	stock_copy(&stock.marked);
}

static inline bool
stock_is_marked(void)
{
	return stock_is(&stock.marked);
}

static inline bool
stock_is_made(void)
{
	return stock_is(&stock.made);
}

/*
 * What SQLite has read before is good while the number of changes, in the file
 * twice, is the same: so it never becomes one that it has been.
 */
static inline void
stock_count(void)
{
	unsigned char *bytes = stock.made.bytes;
	size_t i;

	stock.changes += 1 << 8;
	for (i = 0; i < 4; i++)
		bytes[24 + i] = bytes[92 + i] =
		    (unsigned char)(stock.changes >> 8 * (3 - i));
}

/* Let the ledger be as it was made. */
static inline void
stock_restore(void)
{
	const size_t page = 4096, length = stock.made.length;
	char journal[128];
	size_t at;

	(void)snprintf(journal, sizeof(journal), "%s-journal", stock.ledger);
	(void)unlink(journal);
	stock_count();
	assert(length % page == 0);
	assert(ftruncate(stock.descriptor, (off_t)length) == 0);
	for (at = 0; at < length; at += page)
		if (memcmp(stock.mapped + at, stock.made.bytes + at, page) != 0)
			memcpy(stock.mapped + at, stock.made.bytes + at, page);
}

/* What was proposed for a day goes into a file, and that is posted. */
static inline void
stock_bill(int32_t day)
{
	struct running_options options = { .issue_date = DATE_NONE };
	struct request request = stock_request("ann");
	char path[FEED_PATH_MAX];
	int file = feed_file("", 0, path);
	enum status status;

	request.as_of.days = day;
	status = running_run(&request, &options, &stock_error);
	assert(status == STATUS_OK);
	assert(spool_copy(request.output, file, &stock_error) == STATUS_OK);
	spool_close(request.output);
	request = stock_request("ann");
	status = invoicing_run(&request, path, &stock_error);
	assert(status == STATUS_OK);
	spool_close(request.output);
	close(file);
}

static inline void
stock_leave(void)
{
	char journal[128];

	(void)snprintf(journal, sizeof(journal), "%s-journal", stock.ledger);
	(void)unlink(journal);
	(void)unlink(stock.ledger);
	(void)unlink(stock.rejects);
	(void)rmdir(stock.directory);
}

static inline void
stock_open(void)
{
	size_t i;

	quick_begin();
	(void)umask(077);
	(void)snprintf(stock.directory, sizeof(stock.directory),
	    "/dev/shm/billkit-fuzz-XXXXXX");
	assert(mkdtemp(stock.directory) != NULL);
	(void)snprintf(stock.ledger, sizeof(stock.ledger), "%s/ledger.db",
	    stock.directory);
	(void)snprintf(stock.rejects, sizeof(stock.rejects), "%s/rejects",
	    stock.directory);
	(void)atexit(stock_leave);
	for (i = 0; i < sizeof(stock_texts) / sizeof(stock_texts[0]); i++) {
		const struct stock_text *text = &stock_texts[i];
		struct request request = stock_request("ann");
		char path[FEED_PATH_MAX];
		int file = feed_file(text->text, strlen(text->text), path);
		enum status status;

		status = stock_kind(&request, text->kind, path, &stock_error);
		if (status != STATUS_OK) {
			printf("%s: %s\n", text->kind, stock_error.text);
			abort();
		}
		spool_close(request.output);
		close(file);
	}
	stock_bill(20500); /* 2026-02-16 */
	stock.descriptor = open(stock.ledger, O_RDWR | O_CLOEXEC);
	assert(stock.descriptor != -1);
	stock.mapped = mmap(NULL, STOCK_LEDGER_MAX, PROT_READ | PROT_WRITE,
	    MAP_SHARED, stock.descriptor, 0);
	assert(stock.mapped != MAP_FAILED);
	quick.ledger = stock.ledger;
	stock_copy(&stock.made);
}

/* All that is in the ledger but times, salts and what depends on them. */
static inline char *
stock_dump(void)
{
	static const char tables[] =
	    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
	    "AND name NOT IN ('audit', 'seal', 'personal', 'personal_root', "
	    "'customer_fact', 'account_fact') AND name NOT LIKE 'sqlite%' "
	    "ORDER BY name";
	sqlite3_stmt *names, *rows;
	sqlite3 *handle;
	char *dump = NULL, *sql;
	size_t length;
	FILE *to = open_memstream(&dump, &length);
	int i;

	assert(to != NULL);
	assert(sqlite3_open(stock.ledger, &handle) == SQLITE_OK);
	assert(
	    sqlite3_prepare_v2(handle, tables, -1, &names, NULL) == SQLITE_OK);
	while (sqlite3_step(names) == SQLITE_ROW) {
		sql = sqlite3_mprintf(
		    "SELECT * FROM \"%w\"", sqlite3_column_text(names, 0));
		if (sqlite3_prepare_v2(handle, sql, -1, &rows, NULL) !=
		    SQLITE_OK) {
			/* A view may need a function of the ledger's own. */
			sqlite3_free(sql);
			continue;
		}
		fprintf(to, "\n%s\n", sqlite3_column_text(names, 0));
		while (sqlite3_step(rows) == SQLITE_ROW) {
			for (i = 0; i < sqlite3_column_count(rows); i++) {
				const void *blob = sqlite3_column_blob(rows, i);
				int size = sqlite3_column_bytes(rows, i);

				fprintf(to, "%d:", size);
				if (size > 0)
					fwrite(blob, 1, (size_t)size, to);
				fputc(',', to);
			}
			fputc('\n', to);
		}
		sqlite3_finalize(rows);
		sqlite3_free(sql);
	}
	sqlite3_finalize(names);
	assert(sqlite3_close(handle) == SQLITE_OK);
	assert(fclose(to) == 0);
	return dump;
}

#endif
