/*
 * A scope has some twenty names, so a linked list is searched as fast as
 * anything else would be, and keeps the order in which it was built.
 */
#include "render/view.h"

#include <assert.h>
#include <string.h>

/* A new node, or the spare one, which nobody ever looks at. */
static struct view *
make(struct views *views)
{
	struct view *made = arena_alloc(views->arena, sizeof(*made));

	if (made != NULL)
		return made;
	views->failed = true;
	views->spare = (struct view){ .name = "" };
	return &views->spare;
}

static struct view *
append(struct views *views, struct view *parent)
{
	struct view *made = make(views);

	/* A spare node must not become its own child. */
	if (views->failed)
		return made;
	if (parent->last == NULL)
		parent->first = made;
	else
		parent->last->next = made;
	parent->last = made;
	return made;
}

void
view_text(
    struct views *views, struct view *scope, const char *name, const char *text)
{
	struct view *made;

	assert(text != NULL);
	assert(views->failed || view_find(scope, name) == NULL);
	made = append(views, scope);
	made->name = name;
	made->text = text;
}

void
view_copy(struct views *views, struct view *scope, const char *name,
    const char *text, size_t length)
{
	const char *copy = arena_copy(views->arena, text, length);

	if (copy == NULL)
		views->failed = true;
	view_text(views, scope, name, copy == NULL ? "" : copy);
}

struct view *
view_list(struct views *views, struct view *scope, const char *name)
{
	struct view *made;

	assert(views->failed || view_find(scope, name) == NULL);
	made = append(views, scope);
	made->name = name;
	return made;
}

struct view *
view_item(struct views *views, struct view *list)
{
	return append(views, list);
}

struct view *
view_shape(struct views *views, struct view *list)
{
	list->shape = make(views);
	return list->shape;
}

const struct view *
view_find(const struct view *scope, const char *name)
{
	const struct view *found = scope->first;

	while (found != NULL && strcmp(found->name, name) != 0)
		found = found->next;
	return found;
}
