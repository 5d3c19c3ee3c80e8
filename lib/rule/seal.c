/*
 * Values are hashed as they are parsed, so that quoting, column order or a
 * trailing zero lost in a spreadsheet break no seal.
 */
#include "rule/seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static void
hash_decimal(struct hash *hash, struct decimal decimal)
{
	char text[DECIMAL_TEXT_MAX];

	hash_field(hash, decimal_format(decimal_strip(decimal), text));
}

/* A price is a decimal, or not given. */
static void
hash_price(struct hash *hash, const char *price)
{
	struct decimal decimal;
	struct error error;

	if (decimal_parse(price, DECIMAL_PLACES_MAX, &decimal, &error) ==
	    STATUS_OK)
		hash_decimal(hash, decimal);
	else
		hash_field(hash, price);
}

static void
hash_line(struct hash *hash, const struct line *line)
{
	size_t i;

	hash_field(hash, line_kind_name(line->kind));
	hash_field(hash, line->owner);
	hash_field(hash, line->subscription);
	hash_field(hash, line->service);
	hash_field(hash, line->charge);
	hash_field(hash, line->product);
	hash_field(hash, line->description);
	hash_number(hash, line->period_start.days);
	hash_number(hash, line->period_end.days);
	hash_decimal(hash, line->quantity);
	hash_field(hash, line->unit);
	hash_price(hash, line->unit_price);
	hash_number(hash, line->amount.minor);
	hash_field(hash, line->tax_code);
	hash_field(hash, line->corrects);
	hash_field(hash, line->upto);
	hash_field(hash, line->plan);
	hash_field(hash, line->catalog);
	hash_field(hash, line->order_price);
	hash_field(hash, line->dimensions);
	hash_number(hash, line->cycle_start.days);
	hash_number(hash, line->cycle_end.days);
	hash_number(hash, line->revision);
	hash_field(hash, line->adjustment);
	hash_field(hash, line->instance);
	hash_field(hash, line->order);
	hash_field(hash, line->order_line);
	hash_field(hash, line->section);
	hash_number(hash, (int64_t)line->tax_count);
	for (i = 0; i < line->tax_count; i++) {
		hash_field(hash, line->taxes[i].name);
		hash_field(hash, line->taxes[i].jurisdiction);
		hash_decimal(hash, line->taxes[i].rate);
		hash_number(hash, line->taxes[i].amount.minor);
		hash_number(hash, line->taxes[i].taxable);
	}
}

void
seal_make(const struct document *document, int64_t basis, char seal[SEAL_MAX])
{
	unsigned char digest[HASH_SIZE];
	char hex[HASH_HEX_MAX];
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_number(&hash, basis);
	hash_field(&hash, document->account);
	hash_field(&hash, document->id);
	hash_field(&hash, document_type_name(document->type));
	hash_field(&hash, document->currency.code);
	hash_number(&hash, document->issue_date.days);
	hash_number(&hash, document->due_date.days);
	hash_field(&hash, document->split);
	hash_number(&hash, (int64_t)document->line_count);
	for (i = 0; i < document->line_count; i++)
		hash_line(&hash, &document->lines[i]);
	hash_end(&hash, digest);
	snprintf(
	    seal, SEAL_MAX, "%" PRId64 "-%s", basis, hash_hex(digest, 16, hex));
}

bool
seal_check(const struct document *document, const char *seal, int64_t *basis)
{
	char expected[SEAL_MAX];

	*basis = strtoll(seal, NULL, 10);
	seal_make(document, *basis, expected);
	return strcmp(seal, expected) == 0;
}
