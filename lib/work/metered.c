/*
 * In the spool a record is its head, then what is compared, then what is not:
 *
 *	head	the lengths of both, the line
 *	core	which columns are given, the instant, their texts, the
 *		dimensions as pairs of texts
 *	rest	the instant, quantity, amount and action as written
 *
 * Texts end with NUL, which no cell can hold.  So the core of one record is the
 * core of another only if all that is compared is the same, and its bytes can be
 * hashed where they lie.
 */
#include "work/metered.h"

#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/usages.h"

#define NUMBER 8
#define CORE_TEXTS METERED_OCCURRED_AT
#define REST_TEXTS 4

struct head {
	uint32_t core;
	uint32_t rest;
	uint64_t line;
};

const struct column metered_columns[METERED_COLUMNS] = {
	[METERED_EVENT] = { "event",
	    COLUMN_REQUIRED | COLUMN_TOKEN | COLUMN_IDENTIFIER },
	[METERED_SUBSCRIPTION] = { "subscription",
	    COLUMN_TOKEN | COLUMN_IDENTIFIER },
	[METERED_SERVICE] = { "service", COLUMN_TOKEN | COLUMN_IDENTIFIER },
	[METERED_IDENTIFIER] = { "identifier",
	    COLUMN_TOKEN | COLUMN_IDENTIFIER },
	[METERED_METRIC] = { "metric", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[METERED_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[METERED_AMOUNT] = { "amount", COLUMN_NUMBER },
	[METERED_CURRENCY] = { "currency", 0 },
	[METERED_ACTION] = { "action", 0 },
	[METERED_OCCURRED_AT] = { "occurred_at", COLUMN_REQUIRED },
};

/* The bytes of a number are in one order on every machine: they are hashed. */
static void
put_number(uint64_t number, unsigned char *bytes)
{
	for (size_t i = 0; i < NUMBER; i++)
		bytes[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t
get_number(const unsigned char *bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < NUMBER; i++)
		number |= (uint64_t)bytes[i] << 8 * i;
	return number;
}

static uint64_t
short_hash(const void *bytes, size_t length)
{
	unsigned char digest[HASH_SIZE];
	struct hash hash;

	hash_begin(&hash);
	hash_bytes(&hash, bytes, length);
	hash_end(&hash, digest);
	return get_number(digest);
}

uint64_t
metered_id(const char *event)
{
	return short_hash(event, strlen(event));
}

uint64_t
metered_content(const struct metered *metered)
{
	return short_hash(metered->core, metered->core_length);
}

/* A text in the making: it knows its lengths, or where it goes. */
struct packing {
	unsigned char *next; /* NULL: only count */
	size_t size;
};

static void
pack(struct packing *packing, const char *text)
{
	size_t size = strlen(text) + 1;

	if (packing->next != NULL) {
		memcpy(packing->next, text, size);
		packing->next += size;
	}
	packing->size += size;
}

static void
pack_core(struct packing *packing, const struct metered *metered)
{
	const struct dimensions *dimensions = &metered->dimensions;
	uint64_t given = 0;
	size_t i;

	for (i = 0; i < CORE_TEXTS; i++)
		given |= (uint64_t)(metered->values[i][0] != '\0') << i;
	if (packing->next != NULL) {
		put_number(given, packing->next);
		put_number(
		    (uint64_t)metered->occurred_at, packing->next + NUMBER);
		packing->next += 2 * NUMBER;
	}
	packing->size += 2 * NUMBER;
	for (i = 0; i < CORE_TEXTS; i++) {
		if (metered->values[i][0] != '\0')
			pack(packing, metered->values[i]);
	}
	for (i = 0; i < dimensions->count; i++) {
		pack(packing, dimensions->items[i].name);
		pack(packing, dimensions->items[i].value);
	}
}

static void
pack_rest(struct packing *packing, const struct metered *metered)
{
	pack(packing, metered->values[METERED_OCCURRED_AT]);
	pack(packing, metered->quantity);
	pack(packing, metered->amount);
	pack(packing, metered->action);
}

enum status
metered_put(const struct metered *metered, struct spool *spool,
    struct arena *scratch, struct usage_entry *entry, struct error *error)
{
	struct packing core = { .next = NULL }, rest = { .next = NULL };
	struct packing all;
	struct head head;
	unsigned char *bytes;
	size_t size;

	pack_core(&core, metered);
	pack_rest(&rest, metered);
	/* A row of 1,024 cells of 64 KiB is far below four gigabytes. */
	assert(core.size <= UINT32_MAX && rest.size <= UINT32_MAX);
	head = (struct head){
		.core = (uint32_t)core.size,
		.rest = (uint32_t)rest.size,
		.line = metered->line,
	};
	size = sizeof(head) + core.size + rest.size;
	bytes = arena_alloc(scratch, size);
	if (bytes == NULL)
		return error_memory(error);
	memcpy(bytes, &head, sizeof(head));
	all = (struct packing){ .next = bytes + sizeof(head) };
	pack_core(&all, metered);
	pack_rest(&all, metered);
	assert(all.size == core.size + rest.size);
	entry->id = metered_id(metered->values[METERED_EVENT]);
	entry->content = short_hash(bytes + sizeof(head), core.size);
	return spool_write(spool, bytes, size, error);
}

/* The text at *${next}, which moves behind it. */
static const char *
unpack(const char **next)
{
	const char *text = *next;

	*next = text + strlen(text) + 1;
	return text;
}

static enum status
unpack_dimensions(struct metered *metered, const char *next, const char *end,
    struct arena *scratch, struct error *error)
{
	struct dimension *items = NULL;
	size_t count = 0;

	while (next < end) {
		items = arena_grow(scratch, items, count, sizeof(*items));
		if (items == NULL)
			return error_memory(error);
		items[count].name = unpack(&next);
		items[count++].value = unpack(&next);
	}
	metered->dimensions = (struct dimensions){ items, count };
	return STATUS_OK;
}

static enum status
unpack_all(struct metered *metered, const unsigned char *bytes,
    const struct head *head, struct arena *scratch, struct error *error)
{
	uint64_t given = get_number(bytes);
	const char *next = (const char *)bytes + 2 * NUMBER;
	const char *end = (const char *)bytes + head->core;
	enum status status;
	size_t i;

	metered->line = head->line;
	metered->occurred_at = (int64_t)get_number(bytes + NUMBER);
	for (i = 0; i < CORE_TEXTS; i++)
		metered->values[i] = (given >> i & 1) != 0 ? unpack(&next) : "";
	status = unpack_dimensions(metered, next, end, scratch, error);
	metered->values[METERED_OCCURRED_AT] = unpack(&end);
	metered->quantity = unpack(&end);
	metered->amount = unpack(&end);
	metered->action = unpack(&end);
	assert(end == (const char *)bytes + head->core + head->rest);
	return status;
}

/* The bytes of the next record; NULL behind the last one. */
static enum status
read_bytes(struct spool *spool, struct arena *scratch, struct head *head,
    unsigned char **bytes, struct error *error)
{
	enum status status;
	size_t got, size;

	*bytes = NULL;
	status = spool_read(spool, head, sizeof(*head), &got, error);
	if (status != STATUS_OK || got < sizeof(*head))
		return status;
	size = (size_t)head->core + head->rest;
	*bytes = arena_alloc(scratch, size);
	if (*bytes == NULL)
		return error_memory(error);
	status = spool_read(spool, *bytes, size, &got, error);
	assert(status != STATUS_OK || got == size);
	return status;
}

enum status
metered_get(struct spool *spool, struct arena *scratch, struct metered *metered,
    bool *found, struct error *error)
{
	unsigned char *bytes;
	enum status status;
	struct head head;

	status = read_bytes(spool, scratch, &head, &bytes, error);
	*found = status == STATUS_OK && bytes != NULL;
	if (!*found)
		return status;
	metered->core = bytes;
	metered->core_length = head.core;
	return unpack_all(metered, bytes, &head, scratch, error);
}

enum status
metered_pass(struct spool *spool, struct arena *scratch, bool *found,
    struct error *error)
{
	unsigned char *bytes;
	enum status status;
	struct head head;

	status = read_bytes(spool, scratch, &head, &bytes, error);
	*found = status == STATUS_OK && bytes != NULL;
	return status;
}

/* What stood in the column ${name}. */
static const char *
cell_of(const struct metered *metered, const char *name)
{
	const struct dimensions *dimensions = &metered->dimensions;
	size_t i;

	for (i = 0; i < METERED_COLUMNS; i++) {
		if (strcmp(metered_columns[i].name, name) != 0)
			continue;
		switch (i) {
		case METERED_QUANTITY:
			return metered->quantity;
		case METERED_AMOUNT:
			return metered->amount;
		case METERED_ACTION:
			return metered->action;
		default:
			return metered->values[i];
		}
	}
	for (i = 0; i < dimensions->count; i++) {
		if (strcmp(dimensions->items[i].name, name) == 0)
			return dimensions->items[i].value;
	}
	return "";
}

static bool
is_among(const char *const *names, size_t count, const char *name)
{
	while (count-- > 0) {
		if (strcmp(names[count], name) == 0)
			return true;
	}
	return false;
}

enum status
metered_cells(const struct metered *metered, const char *const *names,
    size_t count, struct arena *scratch, const char *const **cells,
    size_t *cell_count, struct error *error)
{
	const struct dimensions *dimensions = &metered->dimensions;
	const char **made =
	    arena_array(scratch, count + dimensions->count + 1, sizeof(*made));
	size_t i;

	if (made == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++)
		made[i] = cell_of(metered, names[i]);
	*cell_count = count;
	for (i = 0; i < dimensions->count; i++) {
		if (!is_among(names, count, dimensions->items[i].name))
			made[(*cell_count)++] = dimensions->items[i].value;
	}
	*cells = made;
	return STATUS_OK;
}
