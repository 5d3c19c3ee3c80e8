#ifndef INTAKE_H
#define INTAKE_H

#include "stock.h"

#include "proof/checking.h"
#include "record/reader.h"

/*
 * A file that goes into a ledger, by one of the ways there are.
 *
 * The ledger is a file in memory (/dev/shm), made once with customers, orders,
 * usage and a month that was billed, and put back as it was before each input.
 * Oracles:
 *   - it is taken, taken in part, or refused as the file's fault, with a text;
 *   - what is refused leaves the ledger byte for byte as it was;
 *   - in = accepted + changed + duplicate + rejected;
 *   - the same file again records nothing, and leaves the ledger byte for byte
 *     as it was;
 *   - in pieces it comes to the same;
 *   - with a file of rejects what is bad goes there, all of it;
 *   - then the invariants of bill-check hold.
 * What is refused, and the numbers, are looked at each time, the others for a
 * share of the inputs.
 *
 * With INTAKE_TELL in the environment it is told how each way ended.
 *
 * intake_fuzz(bytes, length, run):
 * Try it; ${run} is given a request and the path of the input.
 */

typedef enum status intake_run(
    const struct request *, const char *, struct error *);

/* One of so many inputs is tried so; each when the corpus is replayed. */
#define INTAKE_AGAIN 4
#define INTAKE_ASIDE 4
#define INTAKE_PIECES 16
#define INTAKE_CHECKED 64

/* One way of one file into the ledger; its texts are the caller's. */
struct intake_end {
	enum status status;
	struct summary summary;
	char text[ERROR_TEXT_MAX];
};

static inline struct intake_end
intake_once(intake_run *run, const char *path, const char *rejects)
{
	struct request request = stock_request("bob");
	struct intake_end end;

	request.reject = rejects;
	end.status = run(&request, path, &stock_error);
	spool_close(request.output);
	end.summary = stock_summary;
	memcpy(end.text, stock_error.text, sizeof(end.text));
	if (getenv("INTAKE_TELL") != NULL)
		fprintf(stderr,
		    "%d in %d accepted %d changed %d duplicate %d "
		    "rejected %d: %s\n",
		    (int)end.status, (int)end.summary.in,
		    (int)end.summary.accepted, (int)end.summary.changed,
		    (int)end.summary.duplicate, (int)end.summary.rejected,
		    end.text);
	switch (end.status) {
	case STATUS_OK:
	case STATUS_ASIDE:
		assert(end.summary.in ==
		       end.summary.accepted + end.summary.changed +
			   end.summary.duplicate + end.summary.rejected +
			   end.summary.passed_over);
		break;
	case STATUS_STALE:
	case STATUS_INVALID:
	case STATUS_CONFIG:
		assert(end.text[0] != '\0');
		break;
	default:
		printf("%d: %s\n", (int)end.status, end.text);
		abort();
	}
	return end;
}

/* The invariants hold. */
static inline void
intake_check(void)
{
	const struct checking_options options = { .sample = 5, .seed = 1 };
	struct request request = stock_request("bob");
	enum status status = checking_run(&request, &options, &stock_error);

	if (status != STATUS_OK) {
		printf("bill-check: %d %s\n", (int)status, stock_error.text);
		(void)fflush(stdout);
		if (spool_copy(request.output, 1, &stock_error) != STATUS_OK)
			printf("%s\n", stock_error.text);
		abort();
	}
	spool_close(request.output);
}

/* Once taken, the same file has nothing to say. */
static inline void
intake_again(intake_run *run, const char *path)
{
	struct intake_end end;

	stock_mark();
	end = intake_once(run, path, NULL);
	if (end.status != STATUS_OK || end.summary.accepted > 0 ||
	    end.summary.changed > 0 || !stock_is_marked()) {
		printf("again: %d %s\n", (int)end.status, end.text);
		abort();
	}
}

/* How many records there are in the file of rejects. */
static inline uint64_t
intake_rejected(void)
{
	static const struct schema any = { "rejects", NULL, 0, EXTRAS_ANY };
	struct reader *reader = NULL;
	struct error error = { 0 };
	struct record record;
	uint64_t count = 0;
	enum status status;
	bool found = true;

	status = reader_open(stock.rejects, &any, &reader, &error);
	while (status == STATUS_OK && found) {
		status = reader_read(reader, &record, &found, &error);
		count += status == STATUS_OK && found;
	}
	reader_close(reader);
	/* When fuzzing, a reason may be longer than a field may be. */
	return status == STATUS_OK ? count : UINT64_MAX;
}

static inline void
intake_aside(intake_run *run, const char *path)
{
	struct intake_end end;
	uint64_t count;

	stock_restore();
	end = intake_once(run, path, stock.rejects);
	if (end.status != STATUS_OK && end.status != STATUS_ASIDE) {
		assert(stock_is_made());
		return;
	}
	assert((end.status == STATUS_ASIDE) == (end.summary.rejected > 0));
	if (end.summary.rejected == 0)
		return;
	count = intake_rejected();
	/* A document is set aside with all of its records. */
	if (count != UINT64_MAX && count != end.summary.rejected &&
	    (run != invoicing_run || count < end.summary.rejected)) {
		printf("%llu rejects, %llu in the file\n",
		    (unsigned long long)end.summary.rejected,
		    (unsigned long long)count);
		abort();
	}
}

/* In pieces it comes to the same as the ${whole}, which is in the ledger. */
static inline void
intake_pieces(intake_run *run, const uint8_t *bytes, size_t length,
    const struct intake_end *whole)
{
	char *dump = stock_dump(), *other, path[FEED_PATH_MAX];
	struct intake_end end;
	int pipe;

	stock_restore();
	pipe = feed_pieces(bytes, length, path);
	end = intake_once(run, path, NULL);
	close(pipe);
	assert(end.status == whole->status);
	assert(end.summary.accepted == whole->summary.accepted);
	other = stock_dump();
	assert(strcmp(dump, other) == 0);
	free(other);
	free(dump);
}

/* Without a file of rejects it is all or nothing, but for documents, which are
 * posted each by itself. */
static inline bool
intake_recorded(intake_run *run, const struct intake_end *end)
{
	return end->status == STATUS_OK ||
	       (run == invoicing_run && end->status == STATUS_ASIDE &&
		   end->summary.accepted > 0);
}

static inline int
intake_fuzz(const uint8_t *bytes, size_t length, intake_run *run)
{
	char path[FEED_PATH_MAX];
	int file = feed_file(bytes, length, path);
	struct intake_end whole;

	if (stock.mapped == NULL)
		stock_open();
	stock_restore();
	whole = intake_once(run, path, NULL);
	if (!intake_recorded(run, &whole))
		assert(stock_is_made());
	else if (whole.status == STATUS_OK &&
		 feed_share(bytes, length, INTAKE_AGAIN))
		intake_again(run, path);
	if (length <= FEED_PIECES_MAX && length > 0 &&
	    feed_share(bytes, length, INTAKE_PIECES))
		intake_pieces(run, bytes, length, &whole);
	if (whole.status != STATUS_OK &&
	    feed_share(bytes, length, INTAKE_ASIDE))
		intake_aside(run, path);
	if (feed_share(bytes, length, INTAKE_CHECKED))
		intake_check();
	close(file);
	return 0;
}

/* A target for one kind of bill-import. */
#define INTAKE_FUZZ(kind) \
	static enum status run(const struct request *request, \
	    const char *path, struct error *error) \
	{ \
		return stock_kind(request, kind, path, error); \
	} \
\
	int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) \
	{ \
		return intake_fuzz(bytes, length, run); \
	}

#endif
