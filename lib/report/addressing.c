/*
 * The address as a letter has it: street, then place, then country.
 */
#include "report/addressing.h"

enum {
	NAME,
	TAX_ID,
	ADDRESS1,
	ADDRESS2,
	CITY,
	REGION,
	POSTAL_CODE,
	COUNTRY,
	LANGUAGE
};

static const char *
make_place(struct query *query, int column, struct arena *arena)
{
	const char *city = query_text(query, column + CITY);
	const char *region = query_text(query, column + REGION);
	const char *code = query_text(query, column + POSTAL_CODE);
	bool place = city[0] != '\0' || region[0] != '\0';

	return arena_format(arena, "%s%s%s%s%s", city,
	    city[0] != '\0' && region[0] != '\0' ? ", " : "", region,
	    code[0] != '\0' && place ? " " : "", code);
}

enum status
addressing_read(struct query *query, int column, struct arena *arena,
    struct party *party, struct error *error)
{
	const char *place = make_place(query, column, arena);

	if (place == NULL)
		return error_memory(error);
	party->customer_name = arena_text(arena, query_text(query, column));
	party->customer_tax_id =
	    arena_text(arena, query_text(query, column + TAX_ID));
	party->language =
	    arena_text(arena, query_text(query, column + LANGUAGE));
	party->address = arena_format(arena, "%s\n%s\n%s\n%s",
	    query_text(query, column + ADDRESS1),
	    query_text(query, column + ADDRESS2), place,
	    query_text(query, column + COUNTRY));
	if (party->customer_name == NULL || party->customer_tax_id == NULL ||
	    party->language == NULL || party->address == NULL)
		return error_memory(error);
	return STATUS_OK;
}
