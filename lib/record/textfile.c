/*
 * For templates: files of an operator's own, of a size that fits into memory.
 */
#include "record/textfile.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "record/unicode.h"

enum status
textfile_read(const char *path, size_t bytes_max, struct arena *arena,
    const char **text, struct error *error)
{
	char *bytes = arena_alloc(arena, bytes_max + 2);
	size_t length = 0;
	enum status status = STATUS_OK;
	ssize_t got = 1;
	int descriptor;

	if (bytes == NULL)
		return error_memory(error);
	descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return error_system(error, STATUS_NO_INPUT, "%s", path);
	while (got > 0 && length <= bytes_max) {
		got = read(descriptor, bytes + length, bytes_max + 1 - length);
		if (got > 0)
			length += (size_t)got;
	}
	if (got < 0)
		status = error_system(error, STATUS_IO, "%s", path);
	else if (length > bytes_max)
		status = error_set(error, STATUS_CONFIG, "%s: over %zu bytes",
		    path, bytes_max);
	else if (unicode_invalid(bytes, length) != length ||
		 memchr(bytes, '\0', length) != NULL)
		status =
		    error_set(error, STATUS_CONFIG, "%s: not UTF-8 text", path);
	(void)close(descriptor);
	*text = bytes;
	return status;
}
