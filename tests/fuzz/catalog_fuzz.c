/*
 * A catalog file.  Oracles: what is refused has a place and is the file's
 * fault; what was taken can be listed, differs in nothing from itself read
 * again, and can be linted.
 */
#include "feed.h"

#include "intake/cataloging.h"
#include "rate/lint.h"
#include "rate/listing.h"

/* Whether it was taken; then its rows. */
static bool
take(const char *path, struct arena *arena, struct catalog *catalog,
    struct listing *listing)
{
	unsigned char digest[HASH_SIZE];
	struct error error = { 0 };
	enum status status =
	    cataloging_read(path, arena, catalog, digest, &error);

	if (status != STATUS_OK) {
		assert(status == STATUS_CONFIG || status == STATUS_INVALID);
		assert(strstr(error.text, path) != NULL);
		return false;
	}
	assert(catalog->version[0] != '\0');
	assert(listing_make(catalog, arena, listing, &error) == STATUS_OK);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const struct lint_last nothing = { NULL, NULL, 0 };
	struct arena arena = { NULL, NULL };
	struct listing first, second;
	struct listing_changes changes;
	struct catalog catalog, again;
	struct findings findings;
	char path[FEED_PATH_MAX];
	struct error error;
	int descriptor = feed_file(bytes, length, path);

	if (take(path, &arena, &catalog, &first)) {
		const struct lint_last last = { &catalog, NULL, 0 };

		assert(take(path, &arena, &again, &second));
		assert(listing_diff(&first, &second, &arena, &changes,
			   &error) == STATUS_OK);
		assert(changes.count == 0);
		assert(lint_catalog(&catalog, &nothing, &arena, &findings,
			   &error) == STATUS_OK);
		assert(lint_catalog(&again, &last, &arena, &findings,
			   &error) == STATUS_OK);
	}
	arena_close(&arena);
	close(descriptor);
	return 0;
}
