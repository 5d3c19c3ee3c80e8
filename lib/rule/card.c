/*
 * The text is cut into runs of digits; single blanks and dashes do not end a
 * run.
 */
#include "rule/card.h"

#include <stddef.h>
#include <string.h>

#define CARD_DIGITS_MIN 14
#define CARD_DIGITS_MAX 19

/* Issuer ranges by their first six digits, and the lengths they have. */
static const struct {
	int first;
	int last;
	size_t length_min;
	size_t length_max;
} issuers[] = {
	{ 222100, 272099, 16, 16 }, /* Mastercard */
	{ 300000, 305999, 14, 14 }, /* Diners */
	{ 340000, 349999, 15, 15 }, /* American Express */
	{ 352800, 358999, 16, 16 }, /* JCB */
	{ 360000, 369999, 14, 14 }, /* Diners */
	{ 370000, 379999, 15, 15 }, /* American Express */
	{ 380000, 399999, 14, 14 }, /* Diners */
	{ 400000, 499999, 16, 16 }, /* Visa */
	{ 510000, 559999, 16, 16 }, /* Mastercard */
	{ 601100, 601199, 16, 16 }, /* Discover */
	{ 620000, 629999, 16, 19 }, /* UnionPay */
	{ 644000, 659999, 16, 16 }, /* Discover */
};

static bool
luhn(const char *digits, size_t count)
{
	int sum = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
		sum += digit;
	}
	return sum % 10 == 0;
}

static bool
is_card(const char *digits, size_t count)
{
	int prefix = 0;
	size_t i;

	if (count < CARD_DIGITS_MIN || count > CARD_DIGITS_MAX)
		return false;
	for (i = 0; i < 6; i++)
		prefix = 10 * prefix + digits[i] - '0';
	for (i = 0; i < sizeof(issuers) / sizeof(issuers[0]); i++) {
		if (prefix >= issuers[i].first && prefix <= issuers[i].last &&
		    count >= issuers[i].length_min &&
		    count <= issuers[i].length_max)
			return luhn(digits, count);
	}
	return false;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The digits of the run at ${text} (one more than counts); return its end. */
static const char *
run_read(const char *text, char digits[CARD_DIGITS_MAX + 1], size_t *count)
{
	*count = 0;
	while (is_digit(*text) ||
	       ((*text == ' ' || *text == '-') && is_digit(text[1]))) {
		if (is_digit(*text) && *count <= CARD_DIGITS_MAX)
			digits[(*count)++] = *text;
		text++;
	}
	return text;
}

bool
card_found(const char *text, char masked[CARD_MASKED_MAX])
{
	char digits[CARD_DIGITS_MAX + 1];
	size_t count;

	while (*text != '\0') {
		if (!is_digit(*text)) {
			text++;
			continue;
		}
		text = run_read(text, digits, &count);
		if (!is_card(digits, count))
			continue;
		memcpy(masked, digits, 6);
		memset(masked + 6, '*', count - 10);
		memcpy(masked + count - 4, digits + count - 4, 4);
		masked[count] = '\0';
		return true;
	}
	return false;
}
