/*
 * How the lines of a file are cut.
 */
#include <string.h>

#include "usage/arranging.h"

#define NUMBER_MAX 1000000

/* A count of 1 or more; ${node} may be NULL, which leaves it. */
static enum status
read_count(
    const struct arranging *arranging, const struct yaml *node, size_t *count)
{
	const char *text, *at;
	enum status status;

	if (node == NULL)
		return STATUS_OK;
	status = keys_text(arranging->keys, node, &text);
	if (status != STATUS_OK)
		return status;
	*count = 0;
	for (at = text; *at >= '0' && *at <= '9' && *count <= NUMBER_MAX; at++)
		*count = *count * 10 + (size_t)(*at - '0');
	if (at == text || *at != '\0' || *count == 0 || *count > NUMBER_MAX)
		return arranging_fail(
		    arranging, node, "a count is expected, 1 or more");
	return STATUS_OK;
}

/* Take a column that the layout names; a reject file must be able to. */
static enum status
add_column(const struct arranging *arranging, const struct yaml *node,
    const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_.-";
	struct layout *layout = arranging->layout;

	if (name[0] == '\0' || name[strspn(name, letters)] != '\0')
		return arranging_fail(arranging, node,
		    "the name of a column has letters, digits, \"_\", \".\" "
		    "and \"-\"");
	if (layout_column(layout, name) < layout->column_count)
		return arranging_fail(
		    arranging, node, "this column stands there twice");
	return layout_add(layout, name, arranging->error) == STATUS_OK
		   ? STATUS_OK
		   : arranging_place(arranging, node);
}

/* "csv: header", or the names. */
static enum status
read_csv(const struct arranging *arranging, const struct yaml *csv)
{
	struct layout *layout = arranging->layout;
	const struct yaml *item;
	enum status status;
	const char *name;
	size_t count;

	if (csv->kind == YAML_SCALAR && strcmp(csv->text, "header") == 0) {
		layout->kind = LAYOUT_HEADER;
		return STATUS_OK;
	}
	if (csv->kind != YAML_SEQUENCE || csv->count == 0)
		return arranging_fail(arranging, csv,
		    "the names of the columns are expected, or \"header\" "
		    "where the file has them");
	status = keys_list(arranging->keys, csv, &item, &count);
	for (; item != NULL && status == STATUS_OK; item = item->next) {
		status = keys_text(arranging->keys, item, &name);
		if (status == STATUS_OK)
			status = add_column(arranging, item, name);
	}
	return status;
}

/* "NAME: {at: 1, width: 15}" */
static enum status
read_fixed(const struct arranging *arranging, const struct yaml *fixed)
{
	static const char *const keys[] = { "at", "width", NULL };
	struct layout *layout = arranging->layout;
	const struct yaml *node, *values[2];
	struct layout_column *column;
	enum status status = STATUS_OK;
	const char *text;
	int i;

	layout->kind = LAYOUT_FIXED;
	if (fixed->kind != YAML_MAPPING || fixed->count == 0)
		return arranging_fail(arranging, fixed,
		    "columns are expected (such as \"caller: {at: 1, width: "
		    "15}\")");
	for (node = fixed->first; node != NULL && status == STATUS_OK;
	     node = node->next) {
		status = add_column(arranging, node, node->key);
		if (status == STATUS_OK)
			status = keys_read(arranging->keys, node, keys, values);
		for (i = 0; i < 2 && status == STATUS_OK; i++)
			status = keys_need(
			    arranging->keys, node, values[i], keys[i], &text);
		if (status != STATUS_OK)
			break;
		column = &layout->columns[layout->column_count - 1];
		status = read_count(arranging, values[0], &column->at);
		column->at--;
		if (status == STATUS_OK)
			status =
			    read_count(arranging, values[1], &column->width);
	}
	return status;
}

/* What stands between the cells: one byte that no cell needs. */
static enum status
read_separator(const struct arranging *arranging, const struct yaml *node)
{
	const char *text;
	enum status status;

	arranging->layout->separator = ',';
	if (node == NULL)
		return STATUS_OK;
	status = keys_text(arranging->keys, node, &text);
	if (status != STATUS_OK)
		return status;
	if (strcmp(text, "tab") == 0)
		text = "\t";
	if (text[0] == '\0' || text[1] != '\0' ||
	    strchr(",;|:\t", text[0]) == NULL)
		return arranging_fail(arranging, node,
		    "a separator is \",\", \";\", \"|\", \":\" or tab");
	arranging->layout->separator = text[0];
	return STATUS_OK;
}

/* How lines are cut. */
enum status
arranging_cut(const struct arranging *arranging)
{
	const struct yaml *csv = arranging->values[ARRANGING_CSV];
	const struct yaml *fixed = arranging->values[ARRANGING_FIXED];
	struct layout *layout = arranging->layout;
	enum status status;

	if ((csv == NULL) == (fixed == NULL))
		return arranging_fail(arranging,
		    fixed == NULL ? arranging->root : fixed,
		    "either csv or fixed says how lines are cut");
	if (fixed != NULL && arranging->values[ARRANGING_SEPARATOR] != NULL)
		return arranging_fail(arranging,
		    arranging->values[ARRANGING_SEPARATOR],
		    "separator is for csv");
	if (csv != NULL && arranging->values[ARRANGING_LENGTH] != NULL)
		return arranging_fail(arranging,
		    arranging->values[ARRANGING_LENGTH], "length is for fixed");
	status = csv != NULL ? read_csv(arranging, csv)
			     : read_fixed(arranging, fixed);
	if (status == STATUS_OK)
		status = read_separator(
		    arranging, arranging->values[ARRANGING_SEPARATOR]);
	if (status == STATUS_OK)
		status = read_count(arranging,
		    arranging->values[ARRANGING_SKIP], &layout->skip);
	if (status == STATUS_OK)
		status = read_count(arranging,
		    arranging->values[ARRANGING_LENGTH], &layout->length);
	return status;
}
