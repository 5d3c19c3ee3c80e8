/*
 * In the stock a record is its head and then texts, each with its NUL: event,
 * quantity, amount and currency if there are any, what is written otherwise
 * than it is compared, and the set of dimensions if that is no word.
 */
#include "usage/metered.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/usages.h"

enum flag {
	RETRACTS = 1,
	PRICED = 2, /* an amount and a currency */
	OWN_SET = 4, /* its dimensions are no word */
	/* Written otherwise: */
	OTHER_INSTANT = 8,
	OTHER_QUANTITY = 16,
	OTHER_AMOUNT = 32,
	OTHER_ACTION = 64,
};

struct head {
	int64_t occurred_at;
	uint32_t line;
	uint32_t metric;
	uint32_t set; /* of its own: its length */
	uint16_t line_high;
	unsigned char flags;
	unsigned char form;
};

/* The bytes of a number are in one order on every machine: they are hashed. */
static void
put_number(uint64_t number, unsigned char *bytes)
{
	number = htole64(number);
	memcpy(bytes, &number, sizeof(number));
}

enum status
metered_words(
    struct metered *metered, struct vocabulary *vocabulary, struct error *error)
{
	const char *metric = metered->values[METERED_METRIC];
	enum status status;

	status = vocabulary_word(&vocabulary->metrics, metric, strlen(metric),
	    &metered->metric_word, error);
	if (status == STATUS_OK)
		status = vocabulary_set(vocabulary, &metered->dimensions,
		    &metered->set_word, error);
	return status;
}

static uint64_t
tag_of(const struct word *word)
{
	return word == NULL ? 0 : word->tag;
}

static uint32_t
number_of(const struct word *word)
{
	return word == NULL ? VOCABULARY_NONE : word->number;
}

/*
 * Bound are the hashes of the words and what is left as it is; a set is bound
 * by its bytes, also where it is no word.
 */
static uint64_t
content_of(const struct metered *metered, uint64_t set)
{
	const uint64_t numbers[] = {
		tag_of(metered->metric_word),
		set,
		(uint64_t)metered->occurred_at,
	};
	const char *const texts[] = {
		metered->values[METERED_EVENT],
		metered->values[METERED_SUBSCRIPTION],
		metered->values[METERED_SERVICE],
		metered->values[METERED_IDENTIFIER],
		metered->values[METERED_QUANTITY],
		metered->values[METERED_AMOUNT],
		metered->values[METERED_CURRENCY],
		metered->values[METERED_ACTION],
	};
	/* Four names of 128 bytes, two numbers of 33 and two short words. */
	unsigned char bytes[sizeof(numbers) + 640];
	size_t used = sizeof(numbers), size, i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		put_number(numbers[i], bytes + 8 * i);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		/* Most are empty. */
		size = texts[i][0] == '\0' ? 0 : strlen(texts[i]);
		assert(size < sizeof(bytes) - used);
		if (size > 0)
			memcpy(bytes + used, texts[i], size);
		bytes[used + size] = '\0';
		used += size + 1;
	}
	return hash_short(bytes, used);
}

/* The hash of a set that may be no word. */
static enum status
set_hash(const struct metered *metered, struct arena *scratch, uint64_t *hash,
    struct error *error)
{
	const char *bytes;
	enum status status;
	size_t length;

	*hash = tag_of(metered->set_word);
	if (metered->set_word != NULL || metered->dimensions.count == 0)
		return STATUS_OK;
	status = vocabulary_pack(
	    &metered->dimensions, scratch, &bytes, &length, error);
	if (status == STATUS_OK)
		*hash = hash_short(bytes, length);
	return status;
}

enum status
metered_hash(const struct metered *metered, struct arena *scratch,
    struct usage_entry *entry, struct error *error)
{
	enum status status;
	uint64_t set;

	status = set_hash(metered, scratch, &set, error);
	if (status != STATUS_OK)
		return status;
	entry->id = usages_id(metered->values[METERED_EVENT]);
	entry->content = content_of(metered, set);
	return STATUS_OK;
}

/* The usual forms of an instant in UTC are told by their length; else 0. */
static unsigned char
form_of(const char *text)
{
	size_t length = strlen(text);

	return text[10] == 'T' && text[length - 1] == 'Z' && length != 21
		   ? (unsigned char)length
		   : 0;
}

/* Where the texts of a record go, one behind the other. */
struct packing {
	const char *texts[9];
	size_t sizes[9];
	size_t count;
	size_t size;
};

static void
pack(struct packing *packing, const char *text)
{
	size_t size = strlen(text) + 1;

	packing->texts[packing->count] = text;
	packing->sizes[packing->count++] = size;
	packing->size += size;
}

/* A text that is kept only if it is not what is compared. */
static void
pack_other(struct packing *packing, struct head *head, enum flag flag,
    const char *written, const char *compared)
{
	if (written == compared || strcmp(written, compared) == 0)
		return;
	head->flags |= (unsigned char)flag;
	pack(packing, written);
}

static void
pack_texts(
    struct packing *packing, struct head *head, const struct metered *metered)
{
	const char *const *values = metered->values;

	pack(packing, values[METERED_EVENT]);
	pack(packing, values[METERED_QUANTITY]);
	if (values[METERED_CURRENCY][0] != '\0') {
		head->flags |= PRICED;
		pack(packing, values[METERED_AMOUNT]);
		pack(packing, values[METERED_CURRENCY]);
	}
	head->form = form_of(values[METERED_OCCURRED_AT]);
	if (head->form == 0) {
		head->flags |= OTHER_INSTANT;
		pack(packing, values[METERED_OCCURRED_AT]);
	}
	pack_other(packing, head, OTHER_QUANTITY, metered->quantity,
	    values[METERED_QUANTITY]);
	pack_other(packing, head, OTHER_AMOUNT, metered->amount,
	    values[METERED_AMOUNT]);
	pack_other(packing, head, OTHER_ACTION, metered->action,
	    values[METERED_ACTION]);
	if (values[METERED_ACTION][0] != '\0')
		head->flags |= RETRACTS;
}

/* The head and the texts behind it; NULL without memory. */
static const void *
join(
    const struct packing *packing, const struct head *head, struct arena *arena)
{
	unsigned char *bytes = arena_alloc(arena, packing->size), *next;
	size_t i;

	if (bytes == NULL)
		return NULL;
	memcpy(bytes, head, sizeof(*head));
	next = bytes + sizeof(*head);
	for (i = 0; i < packing->count; i++) {
		memcpy(next, packing->texts[i], packing->sizes[i]);
		next += packing->sizes[i];
	}
	return bytes;
}

enum status
metered_pack(const struct metered *metered, struct arena *arena,
    const void **bytes, size_t *length, struct error *error)
{
	struct packing packing = { .size = sizeof(struct head) };
	struct head head = {
		.occurred_at = metered->occurred_at,
		.line = (uint32_t)metered->line,
		.line_high = (uint16_t)(metered->line >> 32),
		.metric = number_of(metered->metric_word),
		.set = number_of(metered->set_word),
	};
	const char *set;
	enum status status;
	size_t size;

	assert(metered->line >> 48 == 0);
	pack_texts(&packing, &head, metered);
	if (metered->set_word == NULL && metered->dimensions.count > 0) {
		status = vocabulary_pack(
		    &metered->dimensions, arena, &set, &size, error);
		if (status != STATUS_OK)
			return status;
		/* A row of 1,024 cells of 64 KiB is far below 4 GiB. */
		assert(size < VOCABULARY_NONE);
		head.flags |= OWN_SET;
		head.set = (uint32_t)size;
		packing.texts[packing.count] = set;
		packing.sizes[packing.count++] = size;
		packing.size += size;
	}
	*length = packing.size;
	*bytes = join(&packing, &head, arena);
	return *bytes == NULL ? error_memory(error) : STATUS_OK;
}

/* The text at *${next}, which moves behind it. */
static const char *
unpack(const char **next)
{
	const char *text = *next;

	*next = text + strlen(text) + 1;
	return text;
}

static const char *
unpack_other(const char **next, const struct head *head, enum flag flag,
    const char *compared)
{
	return (head->flags & flag) != 0 ? unpack(next) : compared;
}

static const char *
unpack_texts(const char *next, const struct head *head, struct metered *metered)
{
	const char **values = metered->values;

	values[METERED_EVENT] = unpack(&next);
	values[METERED_QUANTITY] = unpack(&next);
	if ((head->flags & PRICED) != 0) {
		values[METERED_AMOUNT] = unpack(&next);
		values[METERED_CURRENCY] = unpack(&next);
	}
	if ((head->flags & RETRACTS) != 0)
		values[METERED_ACTION] = METERED_RETRACT;
	values[METERED_OCCURRED_AT] =
	    unpack_other(&next, head, OTHER_INSTANT, NULL);
	metered->quantity =
	    unpack_other(&next, head, OTHER_QUANTITY, values[METERED_QUANTITY]);
	metered->amount =
	    unpack_other(&next, head, OTHER_AMOUNT, values[METERED_AMOUNT]);
	metered->action =
	    unpack_other(&next, head, OTHER_ACTION, values[METERED_ACTION]);
	return next;
}

static void
unpack_words(const struct vocabulary *vocabulary, const struct head *head,
    struct metered *metered)
{
	const struct meaning *set;

	metered->metric_word = vocabulary->metrics.words.items[head->metric];
	metered->values[METERED_METRIC] = metered->metric_word->bytes;
	if ((head->flags & OWN_SET) != 0 || head->set == VOCABULARY_NONE)
		return;
	set = &vocabulary->sets.meanings[head->set];
	metered->set_word = vocabulary->sets.words.items[head->set];
	metered->dimensions = set->dimensions;
	metered->dimensions_text = set->text;
}

struct place
metered_place(const struct stock *stock, uint64_t position)
{
	return (struct place){
		.position = position,
		.begin = stock_begin(stock, position),
		.name = stock_tag(stock, position),
	};
}

enum status
metered_get(struct stock *stock, struct place place,
    const struct vocabulary *vocabulary, struct arena *scratch,
    struct metered *metered, struct error *error)
{
	const unsigned char *bytes;
	struct head head;
	enum status status;
	const char *next;
	size_t i;

	status = stock_get(
	    stock, place.position, place.begin, scratch, &bytes, error);
	if (status != STATUS_OK)
		return status;
	memcpy(&head, bytes, sizeof(head));
	*metered = (struct metered){
		.line = (uint64_t)head.line_high << 32 | head.line,
		.occurred_at = head.occurred_at,
		.dimensions_text = "",
		.name = "",
		.form = head.form,
	};
	for (i = 0; i < METERED_COLUMNS; i++)
		metered->values[i] = "";
	next = unpack_texts((const char *)bytes + sizeof(head), &head, metered);
	unpack_words(vocabulary, &head, metered);
	if (place.name != VOCABULARY_NONE)
		metered_rename(
		    metered, vocabulary->names.items[place.name]->bytes);
	if ((head.flags & OWN_SET) == 0)
		return STATUS_OK;
	return vocabulary_unpack(next, head.set, scratch, &metered->dimensions,
	    &metered->dimensions_text, error);
}

enum status
metered_glance(struct stock *stock, struct place place, struct arena *scratch,
    struct glance *glance, struct error *error)
{
	const unsigned char *bytes;
	struct head head;
	enum status status;

	status = stock_get(
	    stock, place.position, place.begin, scratch, &bytes, error);
	if (status != STATUS_OK)
		return status;
	memcpy(&head, bytes, sizeof(head));
	glance->occurred_at = head.occurred_at;
	glance->event = (const char *)bytes + sizeof(head);
	return STATUS_OK;
}
