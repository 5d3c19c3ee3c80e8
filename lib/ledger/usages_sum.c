/*
 * The index of event ids as a whole, for who proves it.
 */
#include "ledger/usages_parts.h"

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
		for (; length >= USAGES_ENTRY; length -= USAGES_ENTRY) {
			*sum += usages_get(bytes);
			(*count)++;
			bytes += USAGES_ENTRY;
		}
	}
	query_end(&query);
	return status;
}
