/*
 * Records are decided in whatever order suits the ledger; a sort brings their
 * receipts into the order of the keys.
 */
#include "intake/receipts.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "intake/importing.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"

#define RECEIPT_COLUMNS_MAX 6

struct receipts {
	size_t key_count;
	size_t keys[RECEIPT_COLUMNS_MAX]; /* the first ones */
	struct column columns[RECEIPT_COLUMNS_MAX];
	struct schema schema;
	struct sort *sort;
	struct writer *writer;
	struct arena scratch;
};

enum status
receipts_open(const struct request *request, const struct import_kind *kind,
    struct receipts **opened, struct error *error)
{
	struct receipts *receipts = calloc(1, sizeof(*receipts));
	enum status status;
	size_t i;

	assert(kind->key_count + 2 <= RECEIPT_COLUMNS_MAX);
	*opened = NULL;
	if (receipts == NULL)
		return error_memory(error);
	receipts->key_count = kind->key_count;
	for (i = 0; i < kind->key_count; i++)
		receipts->keys[i] = i;
	receipts->keys[i] = SIZE_MAX;
	memcpy(receipts->columns, kind->schema->columns,
	    kind->key_count * sizeof(struct column));
	receipts->columns[kind->key_count].name = "result";
	receipts->columns[kind->key_count + 1].name = "reason";
	receipts->schema = (struct schema){
		.name = "receipts",
		.columns = receipts->columns,
		.count = kind->key_count + 2,
	};
	status = sort_open(0, &receipts->sort, error);
	if (status == STATUS_OK)
		status = request_writer(
		    request, &receipts->schema, &receipts->writer, error);
	if (status == STATUS_OK)
		*opened = receipts;
	else
		receipts_close(receipts);
	return status;
}

enum status
receipts_add(struct receipts *receipts, const char *const *values,
    const char *result, const char *reason, struct error *error)
{
	const char *fields[RECEIPT_COLUMNS_MAX];
	size_t count = receipts->key_count;

	memcpy(fields, values, count * sizeof(*fields));
	fields[count++] = result;
	fields[count++] = reason;
	arena_reset(&receipts->scratch);
	return pack_wait(receipts->sort, &receipts->scratch, fields, count,
	    receipts->keys, error);
}

enum status
receipts_finish(struct receipts *receipts, struct error *error)
{
	uint64_t count;
	enum status status;

	status = writer_sorted(receipts->writer, receipts->sort,
	    &receipts->scratch, &count, error);
	if (status == STATUS_OK)
		status = writer_finish(receipts->writer, error);
	return status;
}

void
receipts_close(struct receipts *receipts)
{
	if (receipts == NULL)
		return;
	writer_close(receipts->writer);
	sort_close(receipts->sort);
	arena_close(&receipts->scratch);
	free(receipts);
}
