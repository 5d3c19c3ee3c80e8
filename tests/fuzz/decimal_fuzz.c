/*
 * Decimals, from a first and a second line.  Oracles: just what the notation
 * allows is read, what is written reads as the same, and sums and products keep
 * the laws of numbers wherever they fit.
 */
#include "feed.h"

#include <stdbool.h>

#include "base/decimal.h"

/* The notation once more, in other words. */
static bool
is_plain(const char *text, int places_max)
{
	size_t whole, places = 0;

	text += *text == '-';
	whole = strspn(text, "0123456789");
	text += whole;
	if (*text == '.') {
		places = strspn(text + 1, "0123456789");
		if (places == 0)
			return false;
		text += 1 + places;
	}
	return *text == '\0' && whole > 0 && whole + places <= 30 &&
	       places <= (size_t)places_max;
}

static void
check_text(const char *text, int places_max)
{
	char formatted[DECIMAL_TEXT_MAX];
	struct decimal decimal, again, stripped;
	struct error error = { 0 };
	enum status status;

	status = decimal_parse(text, places_max, &decimal, &error);
	assert((status == STATUS_OK) == is_plain(text, places_max));
	if (status != STATUS_OK) {
		assert(status == STATUS_INVALID && error.text[0] != '\0');
		return;
	}
	decimal_format(decimal, formatted);
	assert(decimal_parse(formatted, DECIMAL_SCALE_MAX, &again, &error) ==
	       STATUS_OK);
	assert(again.coefficient == decimal.coefficient);
	assert(again.scale == decimal.scale);
	stripped = decimal_strip(decimal);
	assert(decimal_compare(stripped, decimal) == 0);
	assert(stripped.scale == 0 || stripped.coefficient % 10 != 0);
	assert(decimal_sign(decimal) == decimal_sign(stripped));
}

static bool
equal(struct decimal a, struct decimal b)
{
	struct decimal x = decimal_strip(a), y = decimal_strip(b);

	assert((decimal_compare(a, b) == 0) ==
	       (x.coefficient == y.coefficient && x.scale == y.scale));
	return decimal_compare(a, b) == 0;
}

static void
check_laws(struct decimal a, struct decimal b)
{
	struct decimal sum, other, back;
	struct error error;
	int order = decimal_compare(a, b), opposite = decimal_compare(b, a);

	assert((order > 0) == (opposite < 0) && (order < 0) == (opposite > 0));
	assert(order == decimal_compare_wide(a, b));
	if (decimal_add(a, b, &sum, &error) == STATUS_OK) {
		assert(decimal_add_wide(b, a, &other, &error) == STATUS_OK);
		assert(equal(sum, other));
		if (decimal_subtract(sum, b, &back, &error) == STATUS_OK)
			assert(equal(back, a));
	}
	if (decimal_subtract(a, b, &sum, &error) == STATUS_OK)
		assert(decimal_sign(sum) == (order > 0) - (order < 0));
	if (decimal_multiply(a, b, &sum, &error) == STATUS_OK) {
		assert(decimal_multiply(b, a, &other, &error) == STATUS_OK);
		assert(equal(sum, other));
		assert(decimal_sign(sum) == decimal_sign(a) * decimal_sign(b));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = feed_text(bytes, length), *second = strchr(text, '\n');
	struct decimal a, b;
	struct error error;

	if (second != NULL) {
		*second++ = '\0';
		second[strcspn(second, "\n")] = '\0';
		check_text(second, DECIMAL_SCALE_MAX);
	}
	check_text(text, 0);
	check_text(text, 2);
	check_text(text, DECIMAL_PLACES_MAX);
	if (second != NULL &&
	    decimal_parse(text, DECIMAL_SCALE_MAX, &a, &error) == STATUS_OK &&
	    decimal_parse(second, DECIMAL_SCALE_MAX, &b, &error) == STATUS_OK)
		check_laws(a, b);
	free(text);
	return 0;
}
