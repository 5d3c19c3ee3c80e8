#ifndef REPORT_ADDRESSING_H
#define REPORT_ADDRESSING_H

#include "base/arena.h"
#include "ledger/query.h"
#include "rule/party.h"

/*
 * Addressing reads whom a document is for.
 *
 * addressing_read(query, column, arena, party, error):
 * Take from the row of ${query}, from ${column} on: name, tax_id, address1,
 * address2, city, region, postal_code, country and language; put them into
 * ${party}, copied, the address as a letter has it.
 */

enum status addressing_read(struct query *, int, struct arena *, struct party *,
    struct error *) MUST_CHECK;

#endif
