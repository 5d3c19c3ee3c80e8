#ifndef INTAKE_H
#define INTAKE_H

#include "feed.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "intake/cataloging.h"
#include "intake/founding.h"
#include "intake/importing.h"
#include "record/reader.h"
#include "report/checking.h"
#include "usage/metering.h"
#include "work/invoicing.h"
#include "work/running.h"

/*
 * A file that goes into a ledger, by one of the ways there are.
 *
 * The ledger is a file in memory (/dev/shm), made once with customers, orders,
 * usage and a month that was billed, and put back as it was before each input.
 * Oracles:
 *   - it is taken, taken in part, or refused as the file's fault, with a text;
 *   - what is refused leaves the ledger byte for byte as it was;
 *   - in = accepted + changed + duplicate + rejected;
 *   - the same file again records nothing, and leaves the ledger byte for byte
 *     as it was;
 *   - in pieces it comes to the same;
 *   - with a file of rejects what is bad goes there, all of it;
 *   - then the invariants of bill-check hold (for some of the inputs).
 *
 * With INTAKE_TELL in the environment it is told how each way ended.
 *
 * intake_fuzz(bytes, length, run):
 * Try it; ${run} is given a request and the path of the input.
 */

typedef enum status intake_run(
    const struct request *, const char *, struct error *);

#define INTAKE_CHECKED 4 /* one of so many inputs is followed by bill-check */
#define INTAKE_LEDGER_MAX (8 << 20)

static const struct intake_text {
	const char *kind;
	const char *text;
} intake_texts[] = {
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
	{ "accounts",
	    "account,customer,currency,tax_region\nA1,C1,USD,US-IL\n"
	    "A2,C2,USD,\nA3,C3,USD,\n" },
	{ "services",
	    "service,account,identifier_type,identifier\n"
	    "V1,A1,telephone,+13125550100\n" },
	{ "tax-rates",
	    "jurisdiction,tax_code,name,rate,from,to,sequence,taxable\n"
	    "US-IL,net,Access tax,6.25,2026-01-01,,1,no\n" },
	{ "rates",
	    "deck,prefix,from,price,per,increment_first,increment_next\n"
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
	{ "payments",
	    "payment,account,amount,currency,received_on\n"
	    "P1,A1,100.00,USD,2026-01-09\n" },
};

static struct {
	char directory[64];
	char ledger[96];
	char rejects[96];
	unsigned char *template;
	size_t length;
} intake;

static struct summary intake_summary;
static struct error intake_error;

/* A request as a command makes one. */
static inline struct request
intake_request(const char *user)
{
	struct request request = {
		.program = "bill-fuzz",
		.command_line = "bill-fuzz",
		.user = user,
		.ledger = intake.ledger,
		.as_of = { 20500 }, /* 2026-02-16 */
		.format = FORMAT_CSV,
		.summary = &intake_summary,
	};

	memset(&intake_summary, 0, sizeof(intake_summary));
	memset(&intake_error, 0, sizeof(intake_error));
	assert(spool_open(&request.output, &intake_error) == STATUS_OK);
	return request;
}

static inline enum status
intake_kind(const struct request *request, const char *kind, const char *path,
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

static inline unsigned char *
intake_read(const char *path, size_t *length)
{
	unsigned char *bytes = malloc(INTAKE_LEDGER_MAX);
	FILE *file = fopen(path, "rb");

	assert(bytes != NULL && file != NULL);
	*length = fread(bytes, 1, INTAKE_LEDGER_MAX, file);
	assert(*length < INTAKE_LEDGER_MAX && fclose(file) == 0);
	return bytes;
}

/* Let the ledger be as it was made. */
static inline void
intake_restore(void)
{
	char journal[128];
	FILE *file;

	(void)snprintf(journal, sizeof(journal), "%s-journal", intake.ledger);
	(void)unlink(journal);
	file = fopen(intake.ledger, "r+b");
	assert(file != NULL);
	assert(fwrite(intake.template, 1, intake.length, file) ==
	       intake.length);
	assert(fflush(file) == 0);
	assert(ftruncate(fileno(file), (off_t)intake.length) == 0);
	assert(fclose(file) == 0);
}

static inline bool
intake_is(const unsigned char *wanted, size_t wanted_length)
{
	size_t length;
	unsigned char *bytes = intake_read(intake.ledger, &length);
	bool same = length == wanted_length &&
		    memcmp(bytes, wanted, length) == 0;

	free(bytes);
	return same;
}

/* What was proposed for a day goes into a file, and that is posted. */
static inline void
intake_bill(int32_t day)
{
	struct running_options options = { .issue_date = DATE_NONE };
	struct request request = intake_request("ann");
	char path[FEED_PATH_MAX];
	int file = feed_file("", 0, path);
	enum status status;

	request.as_of.days = day;
	status = running_run(&request, &options, &intake_error);
	assert(status == STATUS_OK);
	assert(spool_copy(request.output, file, &intake_error) == STATUS_OK);
	spool_close(request.output);
	request = intake_request("ann");
	status = invoicing_run(&request, path, &intake_error);
	assert(status == STATUS_OK);
	spool_close(request.output);
	close(file);
}

static inline void
intake_leave(void)
{
	char journal[128];

	(void)snprintf(journal, sizeof(journal), "%s-journal", intake.ledger);
	(void)unlink(journal);
	(void)unlink(intake.ledger);
	(void)unlink(intake.rejects);
	(void)rmdir(intake.directory);
}

static inline void
intake_open(void)
{
	size_t i;

	(void)umask(077);
	(void)snprintf(intake.directory, sizeof(intake.directory),
	    "/dev/shm/billkit-fuzz-XXXXXX");
	assert(mkdtemp(intake.directory) != NULL);
	(void)snprintf(intake.ledger, sizeof(intake.ledger), "%s/ledger.db",
	    intake.directory);
	(void)snprintf(intake.rejects, sizeof(intake.rejects), "%s/rejects",
	    intake.directory);
	(void)atexit(intake_leave);
	for (i = 0; i < sizeof(intake_texts) / sizeof(intake_texts[0]); i++) {
		const struct intake_text *text = &intake_texts[i];
		struct request request = intake_request("ann");
		char path[FEED_PATH_MAX];
		int file = feed_file(text->text, strlen(text->text), path);
		enum status status;

		status = intake_kind(
		    &request, text->kind, path, &intake_error);
		if (status != STATUS_OK) {
			printf("%s: %s\n", text->kind, intake_error.text);
			abort();
		}
		spool_close(request.output);
		close(file);
	}
	intake_bill(20500); /* 2026-02-16 */
	intake.template = intake_read(intake.ledger, &intake.length);
}

/* One way of one file into the ledger; its texts are the caller's. */
struct intake_end {
	enum status status;
	struct summary summary;
	char text[ERROR_TEXT_MAX];
};

static inline struct intake_end
intake_once(intake_run *run, const char *path, const char *rejects)
{
	struct request request = intake_request("bob");
	struct intake_end end;

	request.reject = rejects;
	end.status = run(&request, path, &intake_error);
	spool_close(request.output);
	end.summary = intake_summary;
	memcpy(end.text, intake_error.text, sizeof(end.text));
	if (getenv("INTAKE_TELL") != NULL)
		fprintf(stderr, "%d in %d accepted %d changed %d duplicate %d "
				"rejected %d: %s\n",
		    (int)end.status, (int)end.summary.in,
		    (int)end.summary.accepted, (int)end.summary.changed,
		    (int)end.summary.duplicate, (int)end.summary.rejected,
		    end.text);
	switch (end.status) {
	case STATUS_OK:
	case STATUS_ASIDE:
		assert(end.summary.in ==
		       end.summary.accepted + end.summary.changed +
			   end.summary.duplicate + end.summary.rejected +
			   end.summary.passed_over);
		break;
	case STATUS_STALE:
	case STATUS_INVALID:
	case STATUS_CONFIG:
		assert(end.text[0] != '\0');
		break;
	default:
		printf("%d: %s\n", (int)end.status, end.text);
		abort();
	}
	return end;
}

/* All that is in the ledger but times, salts and what depends on them. */
static inline char *
intake_dump(void)
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
	assert(sqlite3_open(intake.ledger, &handle) == SQLITE_OK);
	assert(sqlite3_prepare_v2(handle, tables, -1, &names, NULL) ==
	       SQLITE_OK);
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

/* The invariants hold. */
static inline void
intake_check(void)
{
	const struct checking_options options = { .sample = 5, .seed = 1 };
	struct request request = intake_request("bob");
	enum status status = checking_run(&request, &options, &intake_error);

	if (status != STATUS_OK) {
		printf("bill-check: %d %s\n", (int)status, intake_error.text);
		(void)fflush(stdout);
		if (spool_copy(request.output, 1, &intake_error) != STATUS_OK)
			printf("%s\n", intake_error.text);
		abort();
	}
	spool_close(request.output);
}

/* Once taken, the same file has nothing to say. */
static inline void
intake_again(intake_run *run, const char *path)
{
	size_t length;
	unsigned char *before = intake_read(intake.ledger, &length);
	struct intake_end end = intake_once(run, path, NULL);

	if (end.status != STATUS_OK || end.summary.accepted > 0 ||
	    end.summary.changed > 0 || !intake_is(before, length)) {
		printf("again: %d %s\n", (int)end.status, end.text);
		abort();
	}
	free(before);
}

/* How many records there are in the file of rejects. */
static inline uint64_t
intake_rejected(void)
{
	static const struct schema any = { "rejects", NULL, 0, EXTRAS_ANY };
	struct reader *reader = NULL;
	struct error error = { 0 };
	struct record record;
	uint64_t count = 0;
	bool found;

	if (reader_open(intake.rejects, &any, &reader, &error) != STATUS_OK)
		return UINT64_MAX;
	while (reader_read(reader, &record, &found, &error) == STATUS_OK &&
	       found)
		count++;
	reader_close(reader);
	return count;
}

static inline void
intake_aside(intake_run *run, const char *path)
{
	struct intake_end end;
	uint64_t count;

	intake_restore();
	end = intake_once(run, path, intake.rejects);
	if (end.status != STATUS_OK && end.status != STATUS_ASIDE) {
		assert(intake_is(intake.template, intake.length));
		return;
	}
	assert((end.status == STATUS_ASIDE) == (end.summary.rejected > 0));
	if (end.summary.rejected == 0)
		return;
	count = intake_rejected();
	if (count != UINT64_MAX && count != end.summary.rejected) {
		printf("%llu rejects, %llu in the file\n",
		    (unsigned long long)end.summary.rejected,
		    (unsigned long long)count);
		abort();
	}
}

static inline bool
intake_chosen(const uint8_t *bytes, size_t length)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < length; i++)
		sum = 31 * sum + bytes[i];
	return sum % INTAKE_CHECKED == 0;
}

static inline int
intake_fuzz(const uint8_t *bytes, size_t length, intake_run *run)
{
	char path[FEED_PATH_MAX], pieces[FEED_PATH_MAX];
	int file = feed_file(bytes, length, path), pipe;
	struct intake_end whole, parts;
	char *dump = NULL, *other;

	if (intake.template == NULL)
		intake_open();
	intake_restore();
	whole = intake_once(run, path, NULL);
	if (whole.status == STATUS_OK) {
		dump = intake_dump();
		intake_again(run, path);
		if (intake_chosen(bytes, length))
			intake_check();
	} else
		assert(intake_is(intake.template, intake.length));
	if (length <= FEED_PIECES_MAX && length > 0) {
		intake_restore();
		pipe = feed_pieces(bytes, length, pieces);
		parts = intake_once(run, pieces, NULL);
		close(pipe);
		assert(parts.status == whole.status);
		assert(parts.summary.accepted == whole.summary.accepted);
		if (whole.status == STATUS_OK) {
			other = intake_dump();
			assert(strcmp(dump, other) == 0);
			free(other);
		}
	}
	if (whole.status != STATUS_OK) {
		intake_aside(run, path);
		if (intake_chosen(bytes, length))
			intake_check();
	}
	free(dump);
	close(file);
	return 0;
}

/* A target for one kind of bill-import. */
#define INTAKE_FUZZ(kind) \
	static enum status run(const struct request *request, \
	    const char *path, struct error *error) \
	{ \
		return intake_kind(request, kind, path, error); \
	} \
\
	int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) \
	{ \
		return intake_fuzz(bytes, length, run); \
	}

#endif
