/*
 * A heap of run numbers, the run with the least item on top.  The item on top
 * was handed out; its run moves on only when the next one is asked for, since
 * moving on overwrites it.
 */
#include "record/merge.h"

#include <assert.h>
#include <stdlib.h>

struct merge {
	size_t heap[MERGE_MAX];
	size_t count; /* in the heap */
	bool started;
	size_t reader_count;
	struct run_reader readers[MERGE_MAX];
};

/* Whether the item of run ${a} comes before that of run ${b}. */
static bool
is_before(const struct merge *merge, size_t a, size_t b)
{
	int order;

	order =
	    run_item_compare(&merge->readers[a].item, &merge->readers[b].item);
	return order != 0 ? order < 0 : a < b;
}

/* Let the run at ${parent} sink until no child comes before it. */
static void
sink(struct merge *merge, size_t parent)
{
	size_t *heap = merge->heap, child, moved;

	for (child = 2 * parent + 1; child < merge->count;
	     child = 2 * parent + 1) {
		if (child + 1 < merge->count &&
		    is_before(merge, heap[child + 1], heap[child]))
			child++;
		if (!is_before(merge, heap[child], heap[parent]))
			break;
		moved = heap[parent];
		heap[parent] = heap[child];
		heap[child] = moved;
		parent = child;
	}
}

enum status
merge_open(int descriptor, const struct run *runs, size_t count,
    struct merge **merge, struct error *error)
{
	enum status status = STATUS_OK;
	struct merge *new;
	bool found;
	size_t i;

	assert(count > 0 && count <= MERGE_MAX);
	new = calloc(1, sizeof(*new));
	if (new == NULL)
		return error_memory(error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		new->reader_count = i + 1;
		status = run_reader_open(
		    &new->readers[i], descriptor, runs[i], error);
		if (status != STATUS_OK)
			break;
		status = run_reader_next(&new->readers[i], &found, error);
		if (status == STATUS_OK && found)
			new->heap[new->count++] = i;
	}
	if (status != STATUS_OK) {
		merge_close(new);
		return status;
	}
	for (i = new->count; i > 0; i--)
		sink(new, i - 1);
	*merge = new;
	return STATUS_OK;
}

/* The run on top moves on, and leaves the heap at its end. */
static enum status
advance(struct merge *merge, struct error *error)
{
	enum status status;
	bool found;

	status =
	    run_reader_next(&merge->readers[merge->heap[0]], &found, error);
	if (status != STATUS_OK)
		return status;
	if (!found)
		merge->heap[0] = merge->heap[--merge->count];
	sink(merge, 0);
	return STATUS_OK;
}

enum status
merge_next(
    struct merge *merge, const struct run_item **item, struct error *error)
{
	enum status status;

	*item = NULL;
	if (merge->count == 0)
		return STATUS_OK;
	if (merge->started) {
		status = advance(merge, error);
		if (status != STATUS_OK)
			return status;
	}
	merge->started = true;
	if (merge->count > 0)
		*item = &merge->readers[merge->heap[0]].item;
	return STATUS_OK;
}

void
merge_close(struct merge *merge)
{
	size_t i;

	if (merge == NULL)
		return;
	for (i = 0; i < merge->reader_count; i++)
		run_reader_close(&merge->readers[i]);
	free(merge);
}
