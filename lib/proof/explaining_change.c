/*
 * What a correction adds to what had been posted, and what later facts add to
 * that.
 */
#include "proof/explaining.h"

void
explaining_posted(struct explaining *explaining, const struct explained *line)
{
	struct saying *saying = &explaining->saying;
	int64_t revision = line->self->line.revision;
	size_t i, item = 0;

	if (line->self->line.corrects[0] == '\0')
		return;
	saying_step(saying, "corrects", 0);
	saying_text(saying, "", "line", line->self->line.corrects);
	for (i = 0; i < line->posted.count; i++) {
		const struct posted *posted = &line->posted.items[i];

		if (posted->line.revision >= revision)
			continue;
		saying_step(saying, "posted", ++item);
		saying_money(saying, "", "amount", posted->line.amount);
		saying_text(saying, " on ", "line", posted->reference);
	}
	saying_step(saying, "before", 0);
	saying_money(saying, "", "amount", line->posted_before);
	saying_text(saying, " was posted", NULL, "");
}

/* The orders that were not known when the line before was posted. */
static void
say_orders(struct explaining *explaining, const struct explained *line)
{
	const struct billing_subscription *from = &line->subscription->from;
	struct saying *saying = &explaining->saying;
	size_t i, item = 0;

	for (i = 0; i < from->order_count && line->earlier.found; i++) {
		const struct order *order = &from->orders[i];

		if (order->sequence <= line->earlier.known ||
		    order->sequence > line->then.known)
			continue;
		saying_step(saying, "why", ++item);
		explaining_order(
		    explaining, "order ", "order", order->sequence);
		saying_text(saying, ": ", "action", action_name(order->action));
		saying_date(saying, " as of ", "start", order->start);
	}
	if (item > 0 || explaining_is_usage(line))
		return;
	saying_step(saying, "why", 1);
	saying_text(saying, "", "facts", "the account or its bill day changed");
}

void
explaining_difference(
    struct explaining *explaining, const struct explained *line)
{
	struct saying *saying = &explaining->saying;
	struct money difference = line->owed;

	if (line->self->line.corrects[0] == '\0')
		return;
	difference.minor -= line->posted_before.minor;
	saying_step(saying, "owed", 0);
	saying_money(saying, "", "amount", line->owed);
	if (!line->then.found)
		saying_text(saying, ", ", "facts",
		    "which today's facts do not lead to");
	else if (line->then.due == NULL)
		saying_text(saying, ", ", "facts", "nothing is due any more");
	saying_step(saying, "difference", 0);
	saying_money(saying, "", "owed", line->owed);
	saying_money(saying, " - ", "before", line->posted_before);
	saying_money(saying, " = ", "amount", difference);
	if (line->with > 1) {
		saying_step(saying, "share", 0);
		saying_money(saying, "", "amount", line->self->line.amount);
		saying_text(saying, " of it: ", "rule",
		    "newest line first, credited down to zero at most");
	}
	if (line->then.found)
		say_orders(explaining, line);
}

/* Lines of the key that were posted after this one. */
static void
say_later(struct explaining *explaining, const struct explained *line)
{
	struct saying *saying = &explaining->saying;
	size_t i, item = 0;

	for (i = 0; i < line->posted.count; i++) {
		const struct posted *posted = &line->posted.items[i];

		if (posted->line.revision <= line->self->line.revision)
			continue;
		saying_step(saying, "later", ++item);
		saying_money(saying, "", "amount", posted->line.amount);
		saying_text(saying, " on ", "line", posted->reference);
	}
}

void
explaining_today(struct explaining *explaining, const struct explained *line,
    struct money amount)
{
	struct saying *saying = &explaining->saying;

	say_later(explaining, line);
	if (amount.minor == line->owed.minor)
		return;
	saying_step(saying, "today", 0);
	saying_money(saying, "it would be ", "amount", amount);
	saying_money(saying, " by today's facts, not ", "then", line->owed);
	if (amount.minor != line->left.minor)
		saying_money(saying, "; posted is ", "posted", line->left);
}

void
explaining_check(struct explaining *explaining, const struct money *computed,
    struct money posted)
{
	struct saying *saying = &explaining->saying;

	if (computed != NULL && computed->minor == posted.minor)
		return;
	if (explaining->differs != NULL) {
		explaining_differ(explaining, computed, posted);
		return;
	}
	saying_step(saying, "unexplained", 0);
	saying_money(saying, "posted was ", "posted", posted);
	if (computed != NULL)
		saying_money(
		    saying, ", today's facts make ", "computed", *computed);
	else
		saying_text(
		    saying, ", ", "facts", "today's facts make no such period");
	if (explaining->since[0] != '\0')
		saying_text(saying, "; since it was posted came in ", "since",
		    explaining->since);
}
