/*
 * A batch is one block of memory: copies of the items grow from its bottom up,
 * their index from its top down, and it is full where they would meet.  Items
 * with one key keep their order because the lower address was added first.
 * What is full is sorted and written as a run; runs beyond MERGE_MAX are merged
 * into longer ones first, neighbours with neighbours, so that order by age
 * holds through every pass.
 */
#include "record/sort.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/merge.h"
#include "record/run.h"

struct sort {
	size_t memory_max;
	unsigned char *block;
	size_t room;
	size_t used; /* by copies, at the bottom */
	size_t count; /* of the index, at the top */
	size_t next; /* of the index, to be read */
	struct run_writer writer;
	struct run *runs;
	size_t run_count;
	size_t run_room;
	struct merge *merge; /* NULL while all is in the block */
	bool started;
};

enum status
sort_open(size_t memory_max, struct sort **sort, struct error *error)
{
	*sort = calloc(1, sizeof(**sort));
	if (*sort == NULL)
		return error_memory(error);
	(*sort)->memory_max =
	    memory_max == 0 ? SORT_MEMORY_DEFAULT : memory_max;
	return STATUS_OK;
}

/* The index, which ends where the block does. */
static struct run_item *
index_of(const struct sort *sort)
{
	return (struct run_item *)(void *)(sort->block + sort->room) -
	       sort->count;
}

static int
compare(const void *left, const void *right)
{
	const struct run_item *a = left, *b = right;
	int order;

	order = run_item_compare(a, b);
	if (order != 0)
		return order;
	return a->key < b->key ? -1 : a->key > b->key;
}

static void
order_batch(struct sort *sort)
{
	if (sort->count > 1)
		qsort(index_of(sort), sort->count, sizeof(struct run_item),
		    compare);
}

static enum status
add_run(struct sort *sort, struct run run, struct error *error)
{
	struct run *runs;
	size_t room;

	if (sort->run_count == sort->run_room) {
		room = sort->run_room == 0 ? MERGE_MAX : 2 * sort->run_room;
		runs = realloc(sort->runs, room * sizeof(*runs));
		if (runs == NULL)
			return error_memory(error);
		sort->runs = runs;
		sort->run_room = room;
	}
	sort->runs[sort->run_count++] = run;
	return STATUS_OK;
}

/* Write the batch as a run, and begin a new one. */
static enum status
spill(struct sort *sort, struct error *error)
{
	const struct run_item *items;
	enum status status;
	struct run run;
	size_t i;

	if (!sort->writer.opened) {
		status = run_writer_open(&sort->writer, error);
		if (status != STATUS_OK)
			return status;
	}
	order_batch(sort);
	items = index_of(sort);
	for (i = 0; i < sort->count; i++) {
		status = run_writer_add(&sort->writer, &items[i], error);
		if (status != STATUS_OK)
			return status;
	}
	status = run_writer_end(&sort->writer, &run, error);
	if (status != STATUS_OK)
		return status;
	sort->used = 0;
	sort->count = 0;
	return add_run(sort, run, error);
}

/* Let the empty block have at least ${need} bytes. */
static enum status
enlarge(struct sort *sort, size_t need, struct error *error)
{
	size_t room = sort->memory_max;

	assert(sort->count == 0);
	if (room < need)
		room = need;
	/* The index must end aligned. */
	room = (room + sizeof(struct run_item)) / sizeof(struct run_item) *
	       sizeof(struct run_item);
	if (room <= sort->room)
		return STATUS_OK;
	free(sort->block);
	sort->room = 0;
	sort->block = malloc(room);
	if (sort->block == NULL)
		return error_memory(error);
	sort->room = room;
	return STATUS_OK;
}

/*
 * Whether ${size} more bytes fit.  An index entry counts twice, since qsort(3)
 * merges through a copy of its own.
 */
static bool
fits(const struct sort *sort, size_t size)
{
	size_t taken;

	taken = sort->used + 2 * (sort->count + 1) * sizeof(struct run_item);
	return taken <= sort->room && size <= sort->room - taken;
}

static enum status
make_room(struct sort *sort, size_t size, struct error *error)
{
	enum status status;

	if (fits(sort, size))
		return STATUS_OK;
	if (sort->count > 0) {
		status = spill(sort, error);
		if (status != STATUS_OK)
			return status;
	}
	return enlarge(sort, size + 2 * sizeof(struct run_item), error);
}

enum status
sort_add(struct sort *sort, const void *key, size_t key_length,
    const void *item, size_t item_length, struct error *error)
{
	unsigned char *copy;
	enum status status;

	assert(!sort->started);
	if (key_length > UINT32_MAX || item_length > UINT32_MAX)
		return error_set(
		    error, STATUS_INVALID, "an item is too large to sort");
	/* One byte more gives every item, also an empty one, its address. */
	status = make_room(sort, key_length + item_length + 1, error);
	if (status != STATUS_OK)
		return status;
	copy = sort->block + sort->used;
	if (key_length > 0)
		memcpy(copy, key, key_length);
	if (item_length > 0)
		memcpy(copy + key_length, item, item_length);
	sort->used += key_length + item_length + 1;
	sort->count++;
	*index_of(sort) = (struct run_item){
		.prefix = run_prefix(copy, key_length),
		.key = copy,
		.bytes = copy + key_length,
		.key_length = (uint32_t)key_length,
		.length = (uint32_t)item_length,
	};
	return STATUS_OK;
}

/* Merge ${count} runs from ${first} on into one at the end of ${writer}. */
static enum status
merge_runs(struct sort *sort, size_t first, size_t count,
    struct run_writer *writer, struct error *error)
{
	struct merge *merge = NULL;
	const struct run_item *item;
	enum status status;

	status = merge_open(
	    sort->writer.descriptor, &sort->runs[first], count, &merge, error);
	if (status != STATUS_OK)
		return status;
	for (;;) {
		status = merge_next(merge, &item, error);
		if (status != STATUS_OK || item == NULL)
			break;
		status = run_writer_add(writer, item, error);
		if (status != STATUS_OK)
			break;
	}
	merge_close(merge);
	return status;
}

/* One pass: every MERGE_MAX neighbours become one run, in a new file. */
static enum status
merge_pass(struct sort *sort, struct error *error)
{
	struct run_writer writer;
	size_t first, count, made = 0;
	enum status status;

	status = run_writer_open(&writer, error);
	if (status != STATUS_OK)
		return status;
	for (first = 0; first < sort->run_count; first += count) {
		count = sort->run_count - first;
		count = count < MERGE_MAX ? count : MERGE_MAX;
		status = merge_runs(sort, first, count, &writer, error);
		if (status != STATUS_OK)
			goto done;
		/* The new run's place in the list was read already. */
		status = run_writer_end(&writer, &sort->runs[made], error);
		if (status != STATUS_OK)
			goto done;
		made++;
	}
	sort->run_count = made;
	run_writer_close(&sort->writer);
	sort->writer = writer;
	writer = (struct run_writer){ 0 };
done:
	run_writer_close(&writer);
	return status;
}

enum status
sort_start(struct sort *sort, struct error *error)
{
	enum status status = STATUS_OK;

	assert(!sort->started);
	sort->started = true;
	if (sort->run_count == 0) {
		order_batch(sort);
		return STATUS_OK;
	}
	if (sort->count > 0)
		status = spill(sort, error);
	free(sort->block);
	sort->block = NULL;
	sort->room = 0;
	while (status == STATUS_OK && sort->run_count > MERGE_MAX)
		status = merge_pass(sort, error);
	if (status != STATUS_OK)
		return status;
	return merge_open(sort->writer.descriptor, sort->runs, sort->run_count,
	    &sort->merge, error);
}

enum status
sort_next(struct sort *sort, const void **item, size_t *length, bool *found,
    struct error *error)
{
	const struct run_item *next = NULL;
	enum status status;

	assert(sort->started);
	if (sort->merge != NULL) {
		status = merge_next(sort->merge, &next, error);
		if (status != STATUS_OK)
			return status;
	} else if (sort->next < sort->count) {
		next = index_of(sort) + sort->next++;
	}
	*found = next != NULL;
	if (*found) {
		*item = next->bytes;
		*length = next->length;
	}
	return STATUS_OK;
}

size_t
sort_key_text(const char *text, unsigned char *key, size_t room)
{
	size_t size = strlen(text) + 1;

	if (size > room)
		return 0;
	memcpy(key, text, size);
	return size;
}

size_t
sort_key_number(int64_t number, unsigned char *key, size_t room)
{
	uint64_t bits = (uint64_t)number ^ (UINT64_C(1) << 63);
	size_t i;

	if (room < sizeof(bits))
		return 0;
	for (i = 0; i < sizeof(bits); i++)
		key[i] = (unsigned char)(bits >> (56 - 8 * i));
	return sizeof(bits);
}

void
sort_close(struct sort *sort)
{
	if (sort == NULL)
		return;
	merge_close(sort->merge);
	run_writer_close(&sort->writer);
	free(sort->runs);
	free(sort->block);
	free(sort);
}
