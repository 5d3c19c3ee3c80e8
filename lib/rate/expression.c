/*
 * Everything is a ratio until the end, so that "bytes / 3 * 3" is the bytes.
 */
#include "rate/expression.h"

#include <string.h>

#include "base/ratio.h"

#define BLANKS " \t"
#define NAME_MAX_BYTES 128

/* One name or constant, and what it does to what stands before it. */
struct factor {
	const char *name; /* NULL: a constant */
	struct ratio constant;
	bool divides;
};

struct expression {
	struct factor *factors;
	size_t count;
};

static bool
is_name(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' ||
	       byte == '.' || ((unsigned char)byte & 0x80) != 0;
}

static bool
is_number(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == '-';
}

/* What stands at the front of *${text}, which moves behind it. */
static enum status
take_factor(const char **text, struct arena *arena, struct factor *factor,
    struct error *error)
{
	struct decimal constant;
	size_t length = 0;
	enum status status;
	char *word;

	while (is_name((*text)[length]))
		length++;
	if (length == 0 || length > NAME_MAX_BYTES)
		return error_set(error, STATUS_INVALID,
		    "a dimension or a number is expected before \"%.40s\"",
		    *text);
	word = arena_copy(arena, *text, length);
	if (word == NULL)
		return error_memory(error);
	*text += length;
	factor->name = word;
	if (!is_number(word[0]))
		return STATUS_OK;
	factor->name = NULL;
	status = decimal_parse(word, DECIMAL_PLACES_MAX, &constant, error);
	if (status != STATUS_OK)
		return status;
	factor->constant = ratio_from_decimal(constant);
	if (factor->divides && decimal_sign(constant) == 0)
		return error_set(error, STATUS_INVALID, "it divides by zero");
	return STATUS_OK;
}

enum status
expression_parse(const char *text, struct arena *arena,
    struct expression **expression, struct error *error)
{
	struct expression *made = arena_alloc(arena, sizeof(*made));
	bool divides = false;
	enum status status;

	*expression = made;
	if (made == NULL)
		return error_memory(error);
	for (;;) {
		made->factors = arena_grow(
		    arena, made->factors, made->count, sizeof(*made->factors));
		if (made->factors == NULL)
			return error_memory(error);
		text += strspn(text, BLANKS);
		made->factors[made->count] =
		    (struct factor){ .divides = divides };
		status = take_factor(
		    &text, arena, &made->factors[made->count++], error);
		if (status != STATUS_OK)
			return status;
		text += strspn(text, BLANKS);
		if (*text == '\0')
			return STATUS_OK;
		if (*text != '*' && *text != '/')
			return error_set(error, STATUS_INVALID,
			    "\"*\" or \"/\" is expected before \"%.40s\"",
			    text);
		divides = *text++ == '/';
	}
}

/* The number that ${name} stands for. */
static enum status
factor_value(const char *name, const struct usage_event *event,
    struct ratio *value, struct error *error)
{
	struct decimal number;
	enum status status;

	if (strcmp(name, "quantity") == 0) {
		*value = ratio_from_decimal(event->quantity);
		return STATUS_OK;
	}
	status = expression_dimension(name, event, &number, error);
	if (status == STATUS_OK)
		*value = ratio_from_decimal(number);
	return status;
}

enum status
expression_dimension(const char *name, const struct usage_event *event,
    struct decimal *value, struct error *error)
{
	const struct dimension *dimension = event->dimensions.items;
	const struct dimension *end = dimension + event->dimensions.count;
	enum status status;

	while (dimension < end && strcmp(dimension->name, name) != 0)
		dimension++;
	if (dimension == end || dimension->value[0] == '\0')
		return error_set(
		    error, STATUS_INVALID, "dimension %.128s is missing", name);
	status =
	    decimal_parse(dimension->value, DECIMAL_PLACES_MAX, value, error);
	if (status != STATUS_OK)
		error_prefix(error, "dimension %.128s: ", name);
	return status;
}

enum status
expression_value(const struct expression *expression,
    const struct usage_event *event, struct decimal *value, struct error *error)
{
	struct ratio product = { 1, 1 };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < expression->count && status == STATUS_OK; i++) {
		const struct factor *factor = &expression->factors[i];
		struct ratio number = factor->constant;

		if (factor->name != NULL)
			status =
			    factor_value(factor->name, event, &number, error);
		if (status != STATUS_OK)
			return status;
		if (factor->divides && number.numerator == 0)
			return error_set(error, STATUS_INVALID,
			    "dimension %.128s is zero, and it divides",
			    factor->name);
		if (factor->divides)
			number = ratio_of(number.denominator, number.numerator);
		status = ratio_multiply(product, number, &product, error);
	}
	if (status == STATUS_OK)
		status =
		    ratio_to_decimal(product, DECIMAL_PLACES_MAX, value, error);
	return status;
}

const char *
expression_name(const struct expression *expression, size_t index)
{
	size_t i;

	for (i = 0; i < expression->count; i++) {
		if (expression->factors[i].name != NULL && index-- == 0)
			return expression->factors[i].name;
	}
	return NULL;
}
