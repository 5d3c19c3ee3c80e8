/*
 * Families are found by naming each account after the first one that it is
 * linked to, again and again until no name changes: links are few, and chains
 * of them short.
 */
#include "work/sharding.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* A whole number from 1 to SHARDING_MAX, ended by ${end}; 0 if it is none. */
static uint64_t
read_number(const char **text, char end)
{
	uint64_t number = 0;
	size_t digits = strspn(*text, "0123456789");

	if (digits == 0 || digits > 5 || (*text)[0] == '0' ||
	    (*text)[digits] != end)
		return 0;
	for (size_t i = 0; i < digits; i++)
		number = 10 * number + (uint64_t)((*text)[i] - '0');
	*text += digits + (end != '\0');
	return number <= SHARDING_MAX ? number : 0;
}

enum status
sharding_parse(const char *text, struct sharding *sharding, struct error *error)
{
	const char *next = text == NULL ? "1/1" : text;
	uint64_t part;

	*sharding = (struct sharding){ .count = 1 };
	part = read_number(&next, '/');
	if (part > 0)
		sharding->count = read_number(&next, '\0');
	if (part == 0 || sharding->count == 0 || part > sharding->count)
		return error_set(error, STATUS_USAGE,
		    "--shard %.64s: not K/N, part K of N from 1 to %d", text,
		    SHARDING_MAX);
	sharding->part = part - 1;
	return STATUS_OK;
}

static int
link_compare(const void *left, const void *right)
{
	const struct payer_link *a = left;
	const struct payer_link *b = right;

	return strcmp(a->account, b->account);
}

static struct payer_link *
find(const struct sharding *sharding, const char *account)
{
	const struct payer_link key = { account, NULL };

	if (sharding->family_count == 0)
		return NULL;
	return bsearch(&key, sharding->families, sharding->family_count,
	    sizeof(key), link_compare);
}

/* Both accounts of a link get the smaller of their names. */
static bool
join(const struct sharding *sharding, const struct payer_link *link)
{
	struct payer_link *a = find(sharding, link->account);
	struct payer_link *b = find(sharding, link->payer);
	int order = strcmp(a->payer, b->payer);

	if (order < 0)
		b->payer = a->payer;
	if (order > 0)
		a->payer = b->payer;
	return order != 0;
}

enum status
sharding_load(struct sharding *sharding, struct ledger *ledger,
    struct arena *arena, struct error *error)
{
	struct payer_link *links, *families;
	size_t count, kept = 0, i;
	enum status status;
	bool changed = true;

	if (sharding->count == 1)
		return STATUS_OK;
	status = payers_links(ledger, arena, &links, &count, error);
	if (status != STATUS_OK)
		return status;
	families = arena_array(arena, 2 * count + 1, sizeof(*families));
	if (families == NULL)
		return error_memory(error);

	/* At first each account is a family. */
	for (i = 0; i < count; i++) {
		families[2 * i] =
		    (struct payer_link){ links[i].account, links[i].account };
		families[2 * i + 1] =
		    (struct payer_link){ links[i].payer, links[i].payer };
	}
	qsort(families, 2 * count, sizeof(*families), link_compare);
	for (i = 0; i < 2 * count; i++) {
		if (kept == 0 ||
		    link_compare(&families[kept - 1], &families[i]) != 0)
			families[kept++] = families[i];
	}
	sharding->families = families;
	sharding->family_count = kept;
	while (changed) {
		changed = false;
		for (i = 0; i < count; i++)
			changed |= join(sharding, &links[i]);
	}
	return STATUS_OK;
}

bool
sharding_has(const struct sharding *sharding, const char *account)
{
	const struct payer_link *family;

	if (sharding->count == 1)
		return true;
	family = find(sharding, account);
	if (family != NULL)
		account = family->payer;
	return hash_short(account, strlen(account)) % sharding->count ==
	       sharding->part;
}
