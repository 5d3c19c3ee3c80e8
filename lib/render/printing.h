#ifndef RENDER_PRINTING_H
#define RENDER_PRINTING_H

#include <stdint.h>

#include "base/arena.h"
#include "record/format.h"
#include "record/spool.h"
#include "render/account_paper.h"
#include "render/paper.h"
#include "render/template.h"

/*
 * Printing makes papers of documents and statements, and files of papers.
 *
 * Nothing is written before all papers are made, so that a document that cannot
 * be rendered leaves no files behind, and no lock of the ledger is held while
 * files are written.  A template is the operator's (one file for all, or by its
 * name from a directory), else the one that is built in.
 *
 * printing_ending(printing): ".txt" or ".html".
 *
 * printing_template(printing, name, own):
 * The name of the template to use: ${own}, of the account, where it is one of
 * the format that is printed (".html", or anything else for text); else ${name}
 * with the format's ending.  NULL if there is no memory.
 *
 * printing_add(printing, paper, template_name, scratch, error):
 * printing_add_account(printing, paper, template_name, scratch, error):
 * Make one paper of a document, or of a statement of account; a run has one
 * sort.  STATUS_CONFIG if there is no such template or it is wrong.
 *
 * printing_finish(printing, output, format, error):
 * Without a directory, append all papers to ${output}, a form feed between
 * them; several in HTML would not be HTML: STATUS_USAGE.  Else write each into
 * the file NUMBER.txt or NUMBER.html there, and a record for each file
 * (invoice, file, bytes, sha256) into ${output}.  Statements are called
 * statement-ACCOUNT-YYYY-MM-CUR; an account is written in letters, digits, "."
 * and "-", other bytes as "_" and two hexadecimal digits; a long one is cut,
 * and ends with "__" and a hash of it.
 *
 * printing_close(printing):
 * Release; all of it may be zero.
 */

#define TEMPLATES_MAX 64

enum printing_format { PRINTING_TEXT, PRINTING_HTML };

/* The sums of a statement, as text. */
enum {
	PRINTED_CURRENCY,
	PRINTED_PREVIOUS,
	PRINTED_NEW,
	PRINTED_CREDITS,
	PRINTED_PAYMENTS,
	PRINTED_BALANCE,
	PRINTED_SUMS,
};

/* A paper in the spool. */
struct printed {
	const char *key; /* number of a document, or account */
	const char *name; /* of its file, without directory and ending */
	const char *sums[PRINTED_SUMS]; /* of a statement */
	uint64_t length;
};

struct printing {
	enum printing_format format;
	bool statements; /* the papers are statements of account */
	const char *directory; /* NULL: one after the other */
	const char *template_file; /* NULL: by name */
	const char *templates_directory; /* NULL: what is built in */
	struct spool *papers;
	struct printed *list;
	size_t count;
	struct template templates[TEMPLATES_MAX];
	size_t template_count;
	struct arena arena;
};

const char *printing_ending(const struct printing *);
const char *printing_template(struct printing *, const char *, const char *);
enum status printing_add(struct printing *, const struct paper *, const char *,
    struct arena *, struct error *) MUST_CHECK;
enum status printing_add_account(struct printing *,
    const struct account_paper *, const char *, struct arena *,
    struct error *) MUST_CHECK;
enum status printing_finish(
    struct printing *, struct spool *, enum format, struct error *) MUST_CHECK;
void printing_close(struct printing *);

#endif
