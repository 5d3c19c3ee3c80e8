/*
 * The index of event ids as a whole, for who proves it.  Its blocks are those
 * of usages_index.c: entries of two numbers, the most significant byte first.
 */
#include "ledger/query.h"
#include "ledger/usages.h"

#define ENTRY_BYTES 16

static uint64_t
id_of(const unsigned char *entry)
{
	uint64_t number = 0;

	for (size_t i = 0; i < sizeof(number); i++)
		number = number << 8 | entry[i];
	return number;
}

enum status
usages_sum(
    struct ledger *ledger, uint64_t *count, uint64_t *sum, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	*count = *sum = 0;
	status =
	    query_begin(ledger, STATEMENT_USAGE_RUN_ENTRIES, &query, error);
	while (status == STATUS_OK) {
		const unsigned char *bytes;
		size_t length;

		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		bytes = query_blob(&query, 0, &length);
		for (; length >= ENTRY_BYTES; length -= ENTRY_BYTES) {
			*sum += id_of(bytes);
			(*count)++;
			bytes += ENTRY_BYTES;
		}
	}
	query_end(&query);
	return status;
}
