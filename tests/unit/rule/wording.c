/*
 * The texts are of the last row that was parsed.
 */
#include "wording.h"

#include <check.h>
#include <string.h>

struct tier wording_tiers[2] = { { .texts = { "100", "0", "", "", "" } },
	{ .texts = { "", "0.10", "5.00", "", "" } } };

enum status
wording_parse(
    const struct wording_row *row, struct charge *charge, enum charge_key *key)
{
	static const char *texts[CHARGE_KEY_COUNT];
	struct error error = { 0 };

	for (size_t i = 0; i < CHARGE_KEY_COUNT; i++)
		texts[i] = "";
	texts[KEY_ID] = "access";
	texts[KEY_KIND] = row->kind;
	texts[KEY_CURRENCY] = "USD";
	texts[KEY_PRICE] = "50.00";
	if (strcmp(row->kind, "usage") == 0)
		texts[KEY_METRIC] = "gb";
	for (size_t i = 0; i < PAIRS_MAX && row->pairs[i].text != NULL; i++)
		texts[row->pairs[i].key] = row->pairs[i].text;
	return charge_parse(texts, charge, key, &error);
}

void
wording_check(const struct wording_row *rows, size_t count, bool tiered)
{
	for (size_t i = 0; i < count; i++) {
		struct charge charge = { .id = NULL };
		enum charge_key key = KEY_ID;
		enum status status;

		if (tiered) {
			charge.usage.tiers = wording_tiers;
			charge.usage.tier_count = 2;
		}
		status = wording_parse(&rows[i], &charge, &key);
		if (rows[i].fault == GOOD)
			ck_assert_msg(status == STATUS_OK, "%s: fault at %s",
			    rows[i].name, charge_keys[key]);
		else
			ck_assert_msg(status == STATUS_INVALID &&
					  (int)key == rows[i].fault,
			    "%s: %d at %s", rows[i].name, (int)status,
			    charge_keys[key]);
	}
}
