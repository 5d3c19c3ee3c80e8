#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * A view is what a template can see: a tree of named texts and lists.
 *
 * The root is a scope, a set of names.  A name stands for a text ("" is "not
 * given") or for a list, whose items are scopes again.  A list may have a
 * shape, an item that is never shown: in it a template's names are looked up
 * while the list is empty, so that a misspelt name is found whatever the data.
 *
 * Views are built in one go, into an arena; so the builder remembers that
 * memory ran out, and is asked once, at the end.  Texts and names are not
 * copied.
 *
 * view_text(views, scope, name, text):
 * ${name} of ${scope} is ${text}.
 *
 * view_copy(views, scope, name, text, length):
 * The same with a copy of ${length} bytes of ${text}.
 *
 * view_list(views, scope, name):
 * ${name} of ${scope} is a list, empty as yet.  Return the list.
 *
 * view_item(views, list):
 * Append an item to ${list}.  Return its scope.
 *
 * view_shape(views, list):
 * Give ${list} its shape.  Return its scope.
 *
 * view_find(scope, name):
 * What ${name} stands for in ${scope} itself, or NULL.  Cost: O(names).
 */

struct view {
	const char *name;
	const char *text; /* NULL: a list or a scope */
	struct view *first; /* item of a list, name of a scope */
	struct view *last;
	struct view *next;
	struct view *shape; /* of a list; may be NULL */
};

struct views {
	struct arena *arena;
	bool failed; /* there was no memory left */
	struct view spare; /* handed out then, and written over */
};

void view_text(struct views *, struct view *, const char *, const char *);
void view_copy(
    struct views *, struct view *, const char *, const char *, size_t);
struct view *view_list(struct views *, struct view *, const char *);
struct view *view_item(struct views *, struct view *);
struct view *view_shape(struct views *, struct view *);
const struct view *view_find(const struct view *, const char *);

#endif
