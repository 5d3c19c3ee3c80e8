/*
 * Run one fuzz target over files, without a fuzzing engine: so that make check
 * replays the corpus with any compiler.
 */
#include "feed.h"

void
feed_replaying(void)
{
}

static void
replay(const char *path)
{
	static uint8_t bytes[1 << 20];
	FILE *file = fopen(path, "rb");
	uint8_t *copy;
	size_t length;

	if (file == NULL) {
		printf("not ok %s: cannot be opened\n", path);
		exit(1);
	}
	length = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	/* Just as long as it is, for the sanitizers. */
	copy = malloc(length + 1);
	assert(copy != NULL);
	memcpy(copy, bytes, length);
	(void)LLVMFuzzerTestOneInput(copy, length);
	free(copy);
	printf("ok %s\n", path);
}

int
main(int argc, char *argv[])
{
	int i;

	/* What was well is known even if the next one crashes. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 1; i < argc; i++)
		replay(argv[i]);
	return 0;
}
