/*
 * The settings of a company, a line "name value" each.  Oracles: a name is
 * known just if it is listed, a value that was taken is taken again, and the
 * company can be relied on after that.
 */
#include "feed.h"

#include <stdbool.h>

#include "rule/company.h"
#include "rule/number.h"

static bool
is_listed(const char *name)
{
	size_t i, count;
	const char *const *names = company_names(&count);

	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
check_company(const struct company *company)
{
	char number[NUMBER_MAX];
	size_t i;

	assert(company->bill_day >= 1 && company->bill_day <= 31);
	assert(company->terms_days >= 0);
	number_format(company->invoice_number, 2026, 1, number);
	number_format(company->credit_note_number, 9999, INT64_MAX, number);
	for (i = 0; i < ROLE_COUNT; i++)
		assert(company->codes[i][0] != '\0');
}

/* A company that was refused a value is not used any more, so each has one. */
static void
set(const char *name, const char *value)
{
	struct company company, before;
	struct error error = { 0 };
	enum status status;

	company_default(&company);
	status = company_set(&company, name, value, &error);
	if (status != STATUS_OK) {
		assert(status == STATUS_INVALID && error.text[0] != '\0');
		return;
	}
	check_company(&company);
	/* Approvers are a list: each setting is one more. */
	if (company_approver(name) != NULL)
		return;
	assert(is_listed(name));
	before = company;
	assert(company_set(&company, name, value, &error) == STATUS_OK);
	assert(memcmp(&before, &company, sizeof(company)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = feed_text(bytes, length), *line, *rest, *value;

	for (line = text; line != NULL; line = rest) {
		rest = strchr(line, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		value = strchr(line, ' ');
		if (value == NULL)
			continue;
		*value++ = '\0';
		set(line, value);
	}
	free(text);
	return 0;
}
