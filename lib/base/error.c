#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/*
 * A text is always built beside the error and then copied, so that the old text
 * may be an argument of the new one.  Whatever is cut, is cut between two
 * UTF-8 characters.
 */

#define EXCERPT_BYTES (ERROR_EXCERPT_MAX - sizeof "...")

/* The greatest length up to ${length} that ends no character of ${text} early.
 */
static size_t
whole_characters(const char *text, size_t length)
{
	while (length > 0 && (text[length] & 0xC0) == 0x80)
		length--;
	return length;
}

/* Format into ${text}; what does not fit loses its end. */
__attribute__((format(printf, 2, 0))) static void
format_cut(char text[ERROR_TEXT_MAX], const char *format, va_list arguments)
{
	char longer[ERROR_TEXT_MAX + 1];
	int length = vsnprintf(longer, sizeof longer, format, arguments);
	size_t kept;

	if (length < 0) {
		text[0] = '\0';
		return;
	}
	kept = (size_t)length;
	if (kept >= ERROR_TEXT_MAX)
		kept = whole_characters(longer, ERROR_TEXT_MAX - 1);
	memcpy(text, longer, kept);
	text[kept] = '\0';
}

__attribute__((format(printf, 2, 3))) static void
format_text(char text[ERROR_TEXT_MAX], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	format_cut(text, format, arguments);
	va_end(arguments);
}

enum status
error_set(struct error *error, enum status status, const char *format, ...)
{
	va_list arguments;

	assert(error != NULL);
	assert(status != STATUS_OK);
	error->status = status;
	va_start(arguments, format);
	format_cut(error->text, format, arguments);
	va_end(arguments);
	return status;
}

enum status
error_system(struct error *error, enum status status, const char *format, ...)
{
	char text[ERROR_TEXT_MAX];
	char room[128];
	/* Formatting may change errno, so it is read first. */
	const char *reason = strerror_r(errno, room, sizeof room);
	va_list arguments;

	assert(error != NULL);
	assert(status != STATUS_OK);
	error->status = status;
	va_start(arguments, format);
	format_cut(text, format, arguments);
	va_end(arguments);
	format_text(error->text, "%s: %s", text, reason);
	return status;
}

enum status
error_prefix(struct error *error, const char *format, ...)
{
	char prefix[ERROR_TEXT_MAX];
	va_list arguments;

	assert(error != NULL);
	assert(error->status != STATUS_OK);
	va_start(arguments, format);
	format_cut(prefix, format, arguments);
	va_end(arguments);
	format_text(error->text, "%s%s", prefix, error->text);
	return error->status;
}

enum status
error_memory(struct error *error)
{
	return error_set(error, STATUS_MEMORY, "out of memory");
}

const char *
error_excerpt(const char *text, char excerpt[ERROR_EXCERPT_MAX])
{
	size_t length = strnlen(text, EXCERPT_BYTES + 1);
	const char *mark = "";

	if (length > EXCERPT_BYTES) {
		length = whole_characters(text, EXCERPT_BYTES);
		mark = "...";
	}
	memcpy(excerpt, text, length);
	memcpy(excerpt + length, mark, strlen(mark) + 1);
	return excerpt;
}
