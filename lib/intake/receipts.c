/*
 * Records are decided in whatever order suits the ledger; a sort brings their
 * receipts into the order of the keys.
 */
#include "intake/receipts.h"

#include <stdlib.h>
#include <string.h>

#include "intake/importing.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"

#define KEY_ROOM 4096
#define RECEIPT_COLUMNS_MAX 6

struct receipts {
	size_t key_count;
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

	*opened = NULL;
	if (receipts == NULL)
		return error_memory(error);
	receipts->key_count = kind->key_count;
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
		status = writer_open(request->output, &receipts->schema,
		    request->format, request->spreadsheet, &receipts->writer,
		    error);
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
	unsigned char key[KEY_ROOM];
	const void *bytes;
	size_t length, used = 0, i;
	enum status status;

	for (i = 0; i < receipts->key_count; i++) {
		fields[i] = values[i];
		used +=
		    sort_key_text(values[i], key + used, sizeof(key) - used);
	}
	fields[i] = result;
	fields[i + 1] = reason;
	arena_reset(&receipts->scratch);
	status = pack_join(
	    &receipts->scratch, fields, i + 2, &bytes, &length, error);
	if (status == STATUS_OK)
		status =
		    sort_add(receipts->sort, key, used, bytes, length, error);
	return status;
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
