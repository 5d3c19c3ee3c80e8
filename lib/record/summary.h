#ifndef RECORD_SUMMARY_H
#define RECORD_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/money.h"

/*
 * A summary is what a command says of itself at its end.
 *
 * in = accepted + changed + duplicate + rejected + passed_over, always.  What
 * was passed over (by a layout) is said where there is any.  Documents and
 * amounts are counted by the commands that make any; amounts are by currency,
 * in the order in which the currencies were first seen.
 *
 * summary_amount(summary, amount, error):
 * Add ${amount} to the total of its currency.  STATUS_INVALID on overflow or
 * when there are more than SUMMARY_CURRENCIES_MAX currencies.
 *
 * summary_line(summary, text, room):
 * The summary as one line without a newline ("in 12, accepted 11, ...,
 * EUR 1,234.50" has no grouping: "EUR 1234.50").  Return ${text}.
 *
 * summary_write(summary, command, path, error):
 * The summary as one JSON object in the file ${path} (see outfile.h): command,
 * in, accepted, changed, duplicate, rejected, passed_over, documents, amounts.
 */

#define SUMMARY_CURRENCIES_MAX 192

struct summary {
	uint64_t in;
	uint64_t accepted;
	uint64_t changed;
	uint64_t duplicate;
	uint64_t rejected;
	uint64_t passed_over;
	uint64_t documents;
	const char *documents_name; /* "documents", or NULL: not counted */
	const char *amounts_name; /* "net", or NULL */
	const char *note; /* said in front, or NULL */
	char note_text[512]; /* room for a note that is made */
	size_t currency_count;
	struct money amounts[SUMMARY_CURRENCIES_MAX];
};

enum status summary_amount(
    struct summary *, struct money, struct error *) MUST_CHECK;
const char *summary_line(const struct summary *, char *, size_t);
enum status summary_write(const struct summary *, const char *, const char *,
    struct error *) MUST_CHECK;

#endif
