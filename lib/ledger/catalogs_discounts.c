/*
 * The discounts of a catalog out of the ledger.
 */
#include "ledger/catalogs_parts.h"
#include "order/discount.h"

enum status
catalogs_discounts(const struct loading *loading)
{
	struct catalog *catalog = loading->catalog;
	enum discount_key key;
	const char **rows;
	enum status status;
	size_t i;

	status = catalogs_rows(loading, STATEMENT_DISCOUNT_SELECT,
	    DISCOUNT_KEY_COUNT, &rows, &catalog->discount_count);
	if (status != STATUS_OK)
		return status;
	catalog->discounts = arena_array(loading->arena,
	    catalog->discount_count + 1, sizeof(*catalog->discounts));
	if (catalog->discounts == NULL)
		return error_memory(loading->error);
	for (i = 0; i < catalog->discount_count && status == STATUS_OK;
	     i++, rows += DISCOUNT_KEY_COUNT)
		status = discount_parse(
		    rows, &catalog->discounts[i], &key, loading->error);
	return status;
}
