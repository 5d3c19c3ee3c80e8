/*
 * The company file becomes settings, each under its dotted name ("seller.id");
 * the rules of company_set() say which there are and what they may be.
 */
#include "intake/founding.h"

#include <string.h>
#include <unistd.h>

#include "intake/keys.h"
#include "ledger/companies.h"
#include "record/yaml.h"
#include "rule/company.h"
#include "work/auditing.h"

#define SETTINGS_MAX 128
#define APPROVERS "approval.approvers"

struct founding {
	struct keys keys;
	const struct request *request;
	struct arena *arena;
	struct company company;
	const char *names[SETTINGS_MAX];
	const char *values[SETTINGS_MAX];
	size_t count;
	unsigned char digest[HASH_SIZE];
};

/* A list of lines (an address) as one text. */
static enum status
join_lines(
    const struct founding *founding, const struct yaml *list, const char **text)
{
	const struct yaml *item;
	const char *line;
	enum status status;

	*text = "";
	for (item = list->first; item != NULL; item = item->next) {
		status = keys_text(founding->keys, item, &line);
		if (status != STATUS_OK)
			return status;
		*text = arena_format(founding->arena, "%s%s%s", *text,
		    item == list->first ? "" : "\n", line);
		if (*text == NULL)
			return error_memory(founding->keys.error);
	}
	return STATUS_OK;
}

/* Keep one setting, checked; its name must be among those there are. */
static enum status
keep(struct founding *founding, const struct yaml *node, const char *name)
{
	struct unknown unknown = { "setting", name, NULL, 0 };
	struct error *error = founding->keys.error;
	bool known = company_approver(name) != NULL;
	const char *value = "";
	enum status status;
	size_t i;

	unknown.names = company_names(&unknown.count);
	for (i = 0; i < unknown.count && !known; i++)
		known = strcmp(unknown.names[i], name) == 0;
	if (!known || founding->count == SETTINGS_MAX)
		return keys_unknown(founding->keys, node, &unknown);
	status = node->kind == YAML_SEQUENCE
		     ? join_lines(founding, node, &value)
		     : keys_text(founding->keys, node, &value);
	if (status != STATUS_OK)
		return status;
	status = company_set(&founding->company, name, value, error);
	if (status == STATUS_MEMORY)
		return status;
	if (status != STATUS_OK) {
		error_prefix(error, "%s: ", name);
		return keys_fail(founding->keys, node);
	}
	founding->names[founding->count] = name;
	founding->values[founding->count++] = value;
	return STATUS_OK;
}

/* Keep the limit of each approver: "approval.approvers.user". */
static enum status
keep_approvers(struct founding *founding, const struct yaml *list)
{
	struct error *error = founding->keys.error;
	enum status status = STATUS_OK;
	const struct yaml *node;
	const char *name;

	if (list->kind != YAML_MAPPING || list->first == NULL) {
		(void)error_set(error, STATUS_CONFIG,
		    APPROVERS ": users and their limits are expected (such as "
			      "{bert: \"500.00\", carla: any})");
		return keys_fail(founding->keys, list);
	}
	for (node = list->first; node != NULL && status == STATUS_OK;
	     node = node->next) {
		name =
		    arena_format(founding->arena, APPROVERS ".%s", node->key);
		status = name == NULL ? error_memory(error)
				      : keep(founding, node, name);
	}
	return status;
}

/* Keep the settings of a section, "section.key". */
static enum status
keep_section(struct founding *founding, const struct yaml *section)
{
	enum status status = STATUS_OK;
	const struct yaml *node;
	const char *name;

	for (node = section->first; node != NULL && status == STATUS_OK;
	     node = node->next) {
		name = arena_format(
		    founding->arena, "%s.%s", section->key, node->key);
		if (name == NULL)
			status = error_memory(founding->keys.error);
		else if (strcmp(name, APPROVERS) == 0)
			status = keep_approvers(founding, node);
		else
			status = keep(founding, node, name);
	}
	return status;
}

/* Keep every setting of the file: "key", or "section.key". */
static enum status
keep_all(struct founding *founding, const struct yaml *root)
{
	const struct yaml *section;
	enum status status = STATUS_OK;

	if (root->kind != YAML_MAPPING) {
		(void)error_set(founding->keys.error, STATUS_CONFIG,
		    "a mapping is expected (such as \"seller: ...\")");
		return keys_fail(founding->keys, root);
	}
	for (section = root->first; section != NULL && status == STATUS_OK;
	     section = section->next) {
		status = section->kind == YAML_MAPPING
			     ? keep_section(founding, section)
			     : keep(founding, section, section->key);
	}
	return status;
}

static enum status
read_file(struct founding *founding, const char *path)
{
	static const char *const required[] = { "seller.id", "seller.name",
		"seller.country", "seller.currency" };
	struct error *error = founding->keys.error;
	const struct yaml *root;
	enum status status;
	size_t i, k;

	company_default(&founding->company);
	status =
	    yaml_load(path, founding->arena, &root, founding->digest, error);
	if (status == STATUS_OK)
		status = keep_all(founding, root);
	for (i = 0;
	     i < sizeof(required) / sizeof(required[0]) && status == STATUS_OK;
	     i++) {
		for (k = 0; k < founding->count; k++) {
			if (strcmp(founding->names[k], required[i]) == 0)
				break;
		}
		if (k == founding->count) {
			(void)error_set(error, STATUS_CONFIG,
			    "%s is missing, a value is required", required[i]);
			status = keys_fail(founding->keys, root);
		}
	}
	if (status == STATUS_OK &&
	    approval_check(&founding->company.approval, error) != STATUS_OK) {
		error->status = STATUS_CONFIG;
		status = error_prefix(error, "%s: approval: ", path);
	}
	if (status == STATUS_OK &&
	    strcmp(founding->company.invoice_number,
		founding->company.credit_note_number) == 0)
		status = error_set(error, STATUS_CONFIG,
		    "%s: numbering: invoices and credit notes need patterns "
		    "of their own",
		    path);
	return status;
}

/* Fill a ledger that is being created. */
static enum status
fill(struct ledger *ledger, void *context, struct error *error)
{
	struct founding *founding = context;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < founding->count && status == STATUS_OK; i++)
		status = company_put(
		    ledger, founding->names[i], founding->values[i], error);
	if (status == STATUS_OK)
		status = auditing_put(ledger, founding->request, "company",
		    founding->digest, error);
	return status;
}

/* Compare a ledger that is there with the file: every rule must be the same. */
static enum status
compare(const struct founding *founding, struct error *error)
{
	const struct request *request = founding->request;
	struct ledger *ledger = NULL;
	enum status status;
	bool same = false;

	status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = company_same(ledger, founding->names, founding->values,
		    founding->count, &same, error);
	ledger_close(ledger);
	if (status != STATUS_OK)
		return status;
	if (!same)
		return error_set(error, STATUS_INVALID,
		    "%s: the ledger exists, and was created from another "
		    "company file",
		    request->ledger);
	request->summary->duplicate = 1;
	request->summary->accepted = 0;
	request->summary->note = "the ledger was created before";
	return STATUS_OK;
}

enum status
founding_run(
    const struct request *request, const char *path, struct error *error)
{
	struct arena arena = { NULL, NULL };
	struct founding founding = {
		.keys = { path, error },
		.request = request,
		.arena = &arena,
	};
	enum status status = read_file(&founding, path);

	request->summary->in = 1;
	request->summary->accepted = 1;
	if (status == STATUS_OK && access(request->ledger, F_OK) == 0) {
		status = compare(&founding, error);
	} else if (status == STATUS_OK && !request->dry_run) {
		status = ledger_create(request->ledger, fill, &founding, error);
		/* Another bill-init may have been faster. */
		if (status == STATUS_INVALID &&
		    access(request->ledger, F_OK) == 0)
			status = compare(&founding, error);
	}
	arena_close(&arena);
	return status;
}
