/*
 * A run is groups of digits with single blanks and dashes between them.  A card
 * number often has company: a count before it, an expiry date or a security
 * code behind it.  So not only a whole run is looked at, but within it every
 * stretch of whole groups that is written as cards are: in one group, in groups
 * of four, or four, six and the rest.
 */
#include "base/card.h"

#include <stddef.h>
#include <string.h>

#define CARD_DIGITS_MIN 14
#define CARD_DIGITS_MAX 19
#define ACCOUNT_MIN 15 /* characters of an IBAN */
#define ACCOUNT_MAX 34

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

static bool
is_capital(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

/* Whether it may stand in a bank account number. */
static bool
is_own(char byte)
{
	return is_digit(byte) || is_capital(byte);
}

/* Whether ${text} stands between two groups of one run. */
static bool
joins(const char *text)
{
	return (*text == ' ' || *text == '-') && is_digit(text[1]);
}

/* Whether groups of these lengths are how a card number is written. */
static bool
is_usual(const size_t *lengths, size_t count)
{
	size_t i;

	if (count == 3 && lengths[0] == 4 && lengths[1] == 6)
		return true;
	for (i = 0; i + 1 < count; i++) {
		if (lengths[i] != 4)
			return false;
	}
	return count == 1 || lengths[count - 1] <= 4;
}

/*
 * The number of digits of the longest card number that begins with the group at
 * ${text}, or 0; the first byte behind it goes into *${end}.
 */
static size_t
card_at(const char *text, bool first, char digits[CARD_DIGITS_MAX],
    const char **end)
{
	size_t lengths[CARD_DIGITS_MAX];
	size_t groups = 0, count = 0, found = 0;

	for (;; text++) {
		size_t length = strspn(text, "0123456789");
		bool last = !joins(text + length);

		if (length > CARD_DIGITS_MAX - count)
			return found;
		memcpy(digits + count, text, length);
		count += length;
		lengths[groups++] = length;
		text += length;
		if (is_card(digits, count) &&
		    ((first && last) || is_usual(lengths, groups))) {
			found = count;
			*end = text;
		}
		if (last)
			return found;
	}
}

/* The weight of an IBAN's character (ISO 13616): letters are 10 to 35. */
static int
weight_of(char byte)
{
	return is_digit(byte) ? byte - '0' : byte - 'A' + 10;
}

/* Whether the check digits of ${account} fit ${rest}, of what follows them. */
static bool
is_checked(const char *account, int rest)
{
	rest = (rest * 100 + weight_of(account[0])) % 97;
	rest = (rest * 100 + weight_of(account[1])) % 97;
	rest = (rest * 10 + weight_of(account[2])) % 97;
	return (rest * 10 + weight_of(account[3])) % 97 == 1;
}

/*
 * The first byte behind the bank account number (IBAN) that begins at ${text},
 * or ${text}: two letters, and its check digits are right.
 */
static const char *
skip_account(const char *text)
{
	const char *next = text + 4;
	size_t count = 4;
	int rest = 0;

	if (!is_capital(text[0]) || !is_capital(text[1]) ||
	    !is_digit(text[2]) || !is_digit(text[3]))
		return text;
	while (count < ACCOUNT_MAX) {
		if (*next == ' ')
			next++;
		for (; is_own(*next) && count < ACCOUNT_MAX; next++, count++)
			rest = (rest * (is_digit(*next) ? 10 : 100) +
				   weight_of(*next)) %
			       97;
		if (count >= ACCOUNT_MIN && !is_own(*next) &&
		    is_checked(text, rest))
			return next;
		if (*next != ' ' || !is_own(next[1]))
			break;
	}
	return text;
}

/* The next card number in *${text}, which ends at *${end}; 0: there is none. */
static size_t
card_next(const char **text, char digits[CARD_DIGITS_MAX], const char **end)
{
	const char *start = *text, *next = *text, *behind;
	bool first = true;
	size_t count;

	while (*next != '\0') {
		if (is_capital(*next) && (next == start || !is_own(next[-1])) &&
		    (behind = skip_account(next)) != next) {
			next = behind;
			first = true;
			continue;
		}
		if (!is_digit(*next)) {
			next++;
			continue;
		}
		*text = next;
		count = card_at(next, first, digits, end);
		if (count > 0)
			return count;
		next += strspn(next, "0123456789");
		first = !joins(next);
	}
	return 0;
}

bool
card_found(const char *text, char masked[CARD_MASKED_MAX])
{
	char digits[CARD_DIGITS_MAX];
	const char *end;
	size_t count = card_next(&text, digits, &end);

	if (count == 0)
		return false;
	memcpy(masked, digits, 6);
	memset(masked + 6, '*', count - 10);
	memcpy(masked + count - 4, digits + count - 4, 4);
	masked[count] = '\0';
	return true;
}

char *
card_mask(char *text)
{
	char digits[CARD_DIGITS_MAX];
	const char *from = text, *end;
	size_t count, i;
	char *at;

	while ((count = card_next(&from, digits, &end)) > 0) {
		at = text + (from - text);
		for (i = 0; at < end; at++) {
			if (!is_digit(*at))
				continue;
			if (i >= 6 && i < count - 4)
				*at = '*';
			i++;
		}
		from = end;
	}
	return text;
}
