#ifndef RENDER_PRINTING_H
#define RENDER_PRINTING_H

#include <stdint.h>

#include "base/arena.h"
#include "record/format.h"
#include "record/spool.h"
#include "render/paper.h"
#include "render/template.h"

/*
 * Printing makes papers of documents, and files of papers.
 *
 * Nothing is written before all papers are made, so that a document that cannot
 * be rendered leaves no files behind, and no lock of the ledger is held while
 * files are written.  A template is the operator's (one file for all, or by its
 * name from a directory), else the one that is built in.
 *
 * printing_add(printing, paper, template_name, scratch, error):
 * Make one paper.  STATUS_CONFIG if there is no such template or it is wrong.
 *
 * printing_finish(printing, output, format, error):
 * Without a directory, append all papers to ${output}, a form feed between
 * them. Else write each into the file NUMBER.txt there, and a record for each
 * file (invoice, file, bytes, sha256) into ${output}.
 *
 * printing_close(printing):
 * Release; all of it may be zero.
 */

#define TEMPLATES_MAX 64

/* A paper in the spool. */
struct printed {
	const char *number;
	uint64_t length;
};

struct printing {
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

enum status printing_add(struct printing *, const struct paper *, const char *,
    struct arena *, struct error *) MUST_CHECK;
enum status printing_finish(
    struct printing *, struct spool *, enum format, struct error *) MUST_CHECK;
void printing_close(struct printing *);

#endif
