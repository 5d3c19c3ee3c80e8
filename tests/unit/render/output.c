/* Every test here compares text that went into a spool. */
#include "output.h"

#include <check.h>

const char *
output_text(struct spool *spool, struct arena *arena)
{
	size_t size = (size_t)spool_size(spool), got, at = 0;
	char *text = arena_alloc(arena, size + 1);
	struct error error;

	ck_assert_ptr_nonnull(text);
	ck_assert_int_eq(spool_rewind(spool, &error), STATUS_OK);
	do {
		ck_assert_int_eq(
		    spool_read(spool, text + at, size - at, &got, &error),
		    STATUS_OK);
		at += got;
	} while (got > 0);
	ck_assert_uint_eq(at, size);
	return text;
}
