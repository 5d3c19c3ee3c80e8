/*
 * What the environment says is held against the user database and the kernel.
 */
#include "cli/invoker.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/card.h"
#include "base/user.h"
#include "record/unicode.h"

#define NOBODY ((uid_t)-1) /* also the kernel's word for it */

/* A whole number from ${text}; NOBODY if it is none. */
static uid_t
parse_uid(const char *text)
{
	unsigned long number;
	char *end;

	if (text == NULL || text[0] < '0' || text[0] > '9')
		return NOBODY;
	errno = 0;
	number = strtoul(text, &end, 10);
	if (errno != 0 || (*end != '\0' && *end != '\n') || number > NOBODY)
		return NOBODY;
	return (uid_t)number;
}

/* Who logged in, as the kernel remembers; NOBODY: it does not. */
static enum status
login_uid(uid_t *uid, struct error *error)
{
	FILE *file;
	char line[32] = "";
	int code = 0;

	errno = 0;
	file = fopen("/proc/self/loginuid", "re");
	if (file == NULL) {
		code = errno;
	} else {
		if (fgets(line, sizeof(line), file) == NULL) {
			code = errno;
			line[0] = '\0';
		}
		(void)fclose(file);
	}
	*uid = parse_uid(line);
	return user_unread(code, error) ? error->status : STATUS_OK;
}

/* Whether a user's shell is one of those to log in to: shells(5). */
static enum status
logs_in(uid_t uid, bool *found, struct error *error)
{
	const struct passwd *entry;
	enum status status = user_find(uid, &entry, error);
	char shell[256];
	const char *allowed;
	int code;

	*found = true;
	if (status != STATUS_OK || entry == NULL)
		return status;
	snprintf(shell, sizeof(shell), "%s",
	    entry->pw_shell[0] == '\0' ? "/bin/sh" : entry->pw_shell);
	*found = false;
	/* A list that cannot be read becomes a shorter one. */
	errno = 0;
	setusershell();
	code = errno;
	while (!*found && (allowed = getusershell()) != NULL)
		*found = strcmp(allowed, shell) == 0;
	endusershell();
	return user_unread(code, error) ? error->status : STATUS_OK;
}

bool
invoker_believed(const struct invoker *invoker)
{
	if (invoker->uid == 0)
		return true;
	if (!invoker->named || invoker->sudo_uid == invoker->uid)
		return false;
	return invoker->login_known ? invoker->login_uid == invoker->sudo_uid
				    : !invoker->logs_in;
}

/* Whether the user of a number has this name. */
static enum status
is_named(uid_t uid, const char *user, bool *named, struct error *error)
{
	const struct passwd *entry = NULL;
	enum status status = STATUS_OK;

	if (uid != NOBODY)
		status = user_find(uid, &entry, error);
	*named = entry != NULL && strcmp(entry->pw_name, user) == 0;
	return status;
}

enum status
invoker_user(const char **user, struct error *error)
{
	const char *asked = getenv("SUDO_USER");
	struct invoker invoker = { .uid = getuid() };
	enum status status = STATUS_OK;

	*user = NULL;
	if (asked == NULL || asked[0] == '\0')
		return STATUS_OK;
	if (invoker.uid != 0) {
		invoker.sudo_uid = parse_uid(getenv("SUDO_UID"));
		status =
		    is_named(invoker.sudo_uid, asked, &invoker.named, error);
		if (status == STATUS_OK)
			status = login_uid(&invoker.login_uid, error);
		invoker.login_known = invoker.login_uid != NOBODY;
		if (status == STATUS_OK)
			status = logs_in(invoker.uid, &invoker.logs_in, error);
	}
	if (status == STATUS_OK && invoker_believed(&invoker))
		*user = asked;
	return status;
}

enum status
invoker_reason(const char *reason, struct error *error)
{
	char masked[CARD_MASKED_MAX];
	size_t length = strlen(reason);

	if (length > INVOKER_REASON_MAX)
		return error_set(error, STATUS_USAGE, "--reason: over %d bytes",
		    INVOKER_REASON_MAX);
	if (unicode_invalid(reason, length) < length)
		return error_set(error, STATUS_USAGE, "--reason: not UTF-8");
	if (unicode_controls(reason))
		return error_set(error, STATUS_USAGE,
		    "--reason: one line of text is expected");
	if (card_found(reason, masked))
		return error_set(error, STATUS_USAGE,
		    "--reason: a card number (%s) is never stored", masked);
	return STATUS_OK;
}
