#ifndef PROOF_SAYING_H
#define PROOF_SAYING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"
#include "base/ratio.h"
#include "record/writer.h"
#include "work/request.h"

/*
 * Saying puts facts out, as sentences for people or as records for programs.
 *
 * A fact has a name and a value, and belongs to a step of what is said about a
 * posted line (or about a document, as line 0).  As a record it is one:
 * invoice, line, step, item, name, value.  As text the values of a step follow
 * one another, each behind the words that lead to it, so that both say the same
 * and are made by the same calls.
 *
 * The first failure is kept, and nothing is put out after it; so what is said
 * needs no checks until saying_finish().
 *
 * saying_open(request, text, saying, error):
 * Say it in text, or as records in the format of ${request}.  Release with
 * saying_close().
 *
 * saying_nothing(saying):
 * Say nothing of what is said.
 *
 * saying_about(saying, invoice, line):
 * From here on about INVOICE/LINE.  ${invoice} is kept.
 *
 * saying_step(saying, step, item):
 * Begin a step; ${item} counts the steps of one name, 0 if there is but one.
 * ${step} is kept.
 *
 * saying_text(saying, lead, name, value), saying_date, saying_money,
 * saying_decimal, saying_ratio, saying_number:
 * A fact; in text ${lead} and the value.  A lead that begins with "\n" begins a
 * new line.  Without a ${name} (NULL) it is for the text alone, without a lead
 * (NULL) for the records alone.  A ratio is written as a decimal if it is one
 * of at most 18 places, else as "N/D".
 *
 * saying_finish(saying, error):
 * Everything was said; the failure that was kept, if any.
 *
 * saying_close(saying):
 * Release; one of all zeros may be closed.
 */

struct saying {
	struct spool *output;
	bool text;
	bool mute; /* nothing is put out; all else is as in text */
	struct writer *writer;
	bool begun; /* something was said before */
	const char *invoice;
	char line[24];
	const char *step;
	char item[24];
	enum status status;
	struct error error; /* of the first failure */
};

enum status saying_open(
    const struct request *, bool, struct saying *, struct error *) MUST_CHECK;
void saying_nothing(struct saying *);
void saying_about(struct saying *, const char *, int64_t);
void saying_step(struct saying *, const char *, size_t);
void saying_text(struct saying *, const char *, const char *, const char *);
void saying_date(struct saying *, const char *, const char *, struct date);
void saying_money(struct saying *, const char *, const char *, struct money);
void saying_decimal(
    struct saying *, const char *, const char *, struct decimal);
void saying_ratio(struct saying *, const char *, const char *, struct ratio);
void saying_number(struct saying *, const char *, const char *, int64_t);
enum status saying_finish(struct saying *, struct error *) MUST_CHECK;
void saying_close(struct saying *);

#endif
