/*
 * One table of kinds: what a kind selects is hashed alike when it is sealed and
 * when it is proven.
 */
#include "ledger/seals.h"

#include <assert.h>
#include <string.h>

#include "ledger/usages.h"

#define SEAL_TAG "billkit seal 1"
#define CONTENT_TAG "billkit seals 1"
#define TABLES_MAX 14
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* In the order of their names, as seals are read. */
static const struct kind {
	const char *name;
	enum statement
	    tables[TABLES_MAX]; /* its own, then what belongs to it */
	size_t count;
} kinds[] = {
	{ "account_fact", { STATEMENT_SEAL_OF_ACCOUNT_FACT }, 1 },
	{ "adjustment", { STATEMENT_SEAL_OF_ADJUSTMENT }, 1 },
	{ "alert", { STATEMENT_SEAL_OF_ALERT }, 1 },
	{ "application", { STATEMENT_SEAL_OF_APPLICATION }, 1 },
	{ "approval", { STATEMENT_SEAL_OF_APPROVAL }, 1 },
	{ "catalog",
	    { STATEMENT_SEAL_OF_CATALOG, STATEMENT_SEAL_OF_METRIC,
		STATEMENT_SEAL_OF_PRODUCT, STATEMENT_SEAL_OF_PLAN,
		STATEMENT_SEAL_OF_CHARGE, STATEMENT_SEAL_OF_TIER,
		STATEMENT_SEAL_OF_CHARGE_FILTER, STATEMENT_SEAL_OF_MATRIX_PRICE,
		STATEMENT_SEAL_OF_CHARGE_ALERT, STATEMENT_SEAL_OF_CHARGE_RAMP,
		STATEMENT_SEAL_OF_CHARGE_COMPONENT, STATEMENT_SEAL_OF_HOLIDAY,
		STATEMENT_SEAL_OF_TIME_CLASS, STATEMENT_SEAL_OF_DISCOUNT },
	    14 },
	{ "company", { STATEMENT_SEAL_OF_COMPANY }, 1 },
	{ "customer_fact", { STATEMENT_SEAL_OF_CUSTOMER_FACT }, 1 },
	{ "deck_rate", { STATEMENT_SEAL_OF_DECK_RATE }, 1 },
	{ "document",
	    { STATEMENT_SEAL_OF_DOCUMENT, STATEMENT_SEAL_OF_LINE,
		STATEMENT_SEAL_OF_LINE_TAX },
	    3 },
	{ "erasure", { STATEMENT_SEAL_OF_ERASURE }, 1 },
	{ "exchange_rate", { STATEMENT_SEAL_OF_EXCHANGE_RATE }, 1 },
	{ "exemption", { STATEMENT_SEAL_OF_EXEMPTION }, 1 },
	{ "fulfilment", { STATEMENT_SEAL_OF_FULFILMENT }, 1 },
	{ "journal_transaction",
	    { STATEMENT_SEAL_OF_JOURNAL_TRANSACTION,
		STATEMENT_SEAL_OF_JOURNAL },
	    2 },
	{ "lock", { STATEMENT_SEAL_OF_LOCK }, 1 },
	{ "order_line", { STATEMENT_SEAL_OF_ORDER_LINE }, 1 },
	{ "payment", { STATEMENT_SEAL_OF_PAYMENT }, 1 },
	{ "service", { STATEMENT_SEAL_OF_SERVICE }, 1 },
	{ "tax_rate", { STATEMENT_SEAL_OF_TAX_RATE }, 1 },
	{ "usage_batch", { STATEMENT_SEAL_OF_USAGE_BATCH }, 1 },
	{ "usage_retraction", { STATEMENT_SEAL_OF_USAGE_RETRACTION }, 1 },
	{ "usage_rule_list",
	    { STATEMENT_SEAL_OF_USAGE_RULE_LIST, STATEMENT_SEAL_OF_USAGE_RULE },
	    2 },
};

/* The numbers of a kind: what there is, and what is sealed. */
struct mark {
	int64_t least; /* 1 if there is none */
	int64_t last;
	int64_t sealed;
};

/* Rows of a kind, from the first to the last. */
struct range {
	const struct kind *kind;
	int64_t first;
	int64_t last;
};

static enum status
load_marks(struct ledger *ledger, struct mark marks[KINDS], struct error *error)
{
	struct query query;
	enum status status;
	bool found;
	size_t i;

	status = query_begin(ledger, STATEMENT_SEAL_MARKS, &query, error);
	for (i = 0; i < KINDS && status == STATUS_OK; i++) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK)
			break;
		assert(
		    found && strcmp(query_text(&query, 0), kinds[i].name) == 0);
		marks[i] = (struct mark){
			.least = query_null(&query, 1)
				     ? 1
				     : query_integer(&query, 1),
			.last = query_integer(&query, 2),
			.sealed = query_integer(&query, 3),
		};
	}
	query_end(&query);
	return status;
}

/* The rows of one table, and how many they are. */
static enum status
hash_table(struct ledger *ledger, enum statement table,
    const struct range *range, struct hash *hash, struct error *error)
{
	struct query query;
	enum status status;
	int64_t count = 0;
	bool found = true;

	status = query_begin(ledger, table, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, range->first - 1);
		query_bind_integer(&query, range->last);
	}
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		query_hash(&query, hash);
		count++;
	}
	query_end(&query);
	hash_number(hash, count);
	return status;
}

static enum status
hash_range(struct ledger *ledger, const struct range *range,
    unsigned char digest[HASH_SIZE], struct error *error)
{
	const struct kind *kind = range->kind;
	enum status status = STATUS_OK;
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, SEAL_TAG);
	hash_field(&hash, kind->name);
	hash_number(&hash, range->first);
	hash_number(&hash, range->last);
	for (i = 0; i < kind->count && status == STATUS_OK; i++)
		status =
		    hash_table(ledger, kind->tables[i], range, &hash, error);
	hash_end(&hash, digest);
	return status;
}

/* One seal among those of an audit row. */
static void
bind_seal(struct hash *content, const char *kind, int64_t first, int64_t last,
    const unsigned char digest[HASH_SIZE])
{
	hash_field(content, kind);
	hash_number(content, first);
	hash_number(content, last);
	hash_bytes(content, digest, HASH_SIZE);
}

static enum status
put_seal(struct ledger *ledger, int64_t audit, const struct range *range,
    struct hash *content, struct error *error)
{
	unsigned char digest[HASH_SIZE];
	struct query query;
	enum status status = STATUS_OK;

	if (range->kind->tables[0] == STATEMENT_SEAL_OF_USAGE_BATCH)
		status = usages_digest_older(ledger, error);
	if (status == STATUS_OK)
		status = hash_range(ledger, range, digest, error);
	if (status != STATUS_OK)
		return status;
	bind_seal(
	    content, range->kind->name, range->first, range->last, digest);
	status = query_begin(ledger, STATEMENT_SEAL_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, audit);
	query_bind_text(&query, range->kind->name);
	query_bind_integer(&query, range->first);
	query_bind_integer(&query, range->last);
	query_bind_blob(&query, digest, HASH_SIZE);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
seals_put(struct ledger *ledger, int64_t audit,
    unsigned char content[HASH_SIZE], struct error *error)
{
	struct mark marks[KINDS];
	enum status status = load_marks(ledger, marks, error);
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, CONTENT_TAG);
	for (i = 0; i < KINDS && status == STATUS_OK; i++) {
		const struct range range = { &kinds[i], marks[i].sealed + 1,
			marks[i].last };

		if (range.last >= range.first)
			status = put_seal(ledger, audit, &range, &hash, error);
	}
	hash_end(&hash, content);
	return status;
}

enum status
seals_open(
    struct ledger *ledger, struct seals_reading *reading, struct error *error)
{
	enum status status =
	    query_begin(ledger, STATEMENT_SEAL_SELECT, &reading->query, error);

	if (status == STATUS_OK)
		status = query_next(&reading->query, &reading->more, error);
	return status;
}

enum status
seals_content(struct seals_reading *reading, int64_t audit,
    unsigned char content[HASH_SIZE], struct error *error)
{
	struct query *query = &reading->query;
	unsigned char digest[HASH_SIZE];
	enum status status = STATUS_OK;
	struct hash hash;
	const void *bytes;
	size_t length;

	hash_begin(&hash);
	hash_field(&hash, CONTENT_TAG);
	while (status == STATUS_OK && reading->more &&
	       query_integer(query, 0) <= audit) {
		bytes = query_blob(query, 4, &length);
		memset(digest, 0, HASH_SIZE);
		if (length == HASH_SIZE)
			memcpy(digest, bytes, HASH_SIZE);
		/* One of an audit row that is gone is nobody's. */
		if (query_integer(query, 0) == audit)
			bind_seal(&hash, query_text(query, 1),
			    query_integer(query, 2), query_integer(query, 3),
			    digest);
		status = query_next(query, &reading->more, error);
	}
	hash_end(&hash, content);
	return status;
}

void
seals_close(struct seals_reading *reading)
{
	query_end(&reading->query);
}

/* Who is told, and what was proven of the kind. */
struct proving {
	struct ledger *ledger;
	seal_found *found;
	void *context;
	const struct kind *kind;
	int64_t last; /* sealed */
};

static enum status
tell(struct proving *proving, int64_t first, int64_t last, struct error *error)
{
	const struct seal_finding finding = { proving->kind->name, first, last,
		0, "a seal", "none" };

	return proving->found(proving->context, &finding, error);
}

/* Hash the range of the seal that ${query} stands on again. */
static enum status
prove_seal(struct proving *proving, struct query *query, struct error *error)
{
	char want[HASH_HEX_MAX] = "", have[HASH_HEX_MAX];
	unsigned char digest[HASH_SIZE];
	const struct range range = { proving->kind, query_integer(query, 1),
		query_integer(query, 2) };
	struct seal_finding finding = { range.kind->name, range.first,
		range.last, query_integer(query, 0), want, have };
	enum status status = STATUS_OK;
	const void *hash;
	size_t length;

	if (range.first != proving->last + 1)
		status =
		    tell(proving, proving->last + 1, range.first - 1, error);
	proving->last = range.last;
	if (status == STATUS_OK)
		status = hash_range(proving->ledger, &range, digest, error);
	if (status != STATUS_OK)
		return status;
	hash = query_blob(query, 3, &length);
	if (length == HASH_SIZE && memcmp(hash, digest, HASH_SIZE) == 0)
		return STATUS_OK;
	if (length == HASH_SIZE)
		hash_hex(hash, HASH_SIZE, want);
	hash_hex(digest, HASH_SIZE, have);
	return proving->found(proving->context, &finding, error);
}

/* The seals of a kind tile its numbers; ${all}: what they do not reach is an
 * addition, and not older than they are. */
static enum status
prove_kind(struct proving *proving, const struct mark *mark, bool all,
    struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	proving->last = 0;
	status =
	    query_begin(proving->ledger, STATEMENT_SEAL_OF_KIND, &query, error);
	if (status == STATUS_OK)
		query_bind_text(&query, proving->kind->name);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = prove_seal(proving, &query, error);
	}
	query_end(&query);
	if (status == STATUS_OK && mark->least < 1)
		status = tell(proving, mark->least, 0, error);
	if (status == STATUS_OK && all && mark->last > proving->last)
		status = tell(proving, proving->last + 1, mark->last, error);
	return status;
}

/* Whether the last audit row has sealed all that there was. */
static enum status
is_sealed(struct ledger *ledger, bool *sealed, struct error *error)
{
	struct query query;
	enum status status;
	size_t length = 0;
	bool found;

	status = query_begin(ledger, STATEMENT_AUDIT_LAST, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		(void)query_blob(&query, 3, &length);
	*sealed = length > 0;
	query_end(&query);
	return status;
}

enum status
seals_check(struct ledger *ledger, seal_found *found, void *context,
    struct error *error)
{
	struct proving proving = { ledger, found, context, NULL, 0 };
	struct mark marks[KINDS];
	enum status status = load_marks(ledger, marks, error);
	bool sealed = false;
	size_t i;

	if (status == STATUS_OK)
		status = is_sealed(ledger, &sealed, error);
	for (i = 0; i < KINDS && status == STATUS_OK; i++) {
		proving.kind = &kinds[i];
		status = prove_kind(&proving, &marks[i], sealed, error);
	}
	return status;
}
