/*
 * What the environment says is held against the user database and the kernel.
 */
#include "cli/invoker.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/card.h"
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

/* Who logged in, as the kernel remembers. */
static uid_t
login_uid(void)
{
	FILE *file = fopen("/proc/self/loginuid", "re");
	char line[32] = "";

	if (file == NULL)
		return NOBODY;
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = '\0';
	(void)fclose(file);
	return parse_uid(line);
}

/* Whether a user's shell is one of those to log in to: shells(5). */
static bool
logs_in(uid_t uid)
{
	const struct passwd *entry = getpwuid(uid);
	char shell[256];
	const char *allowed;
	bool found = false;

	if (entry == NULL)
		return true;
	snprintf(shell, sizeof(shell), "%s",
	    entry->pw_shell[0] == '\0' ? "/bin/sh" : entry->pw_shell);
	setusershell();
	while (!found && (allowed = getusershell()) != NULL)
		found = strcmp(allowed, shell) == 0;
	endusershell();
	return found;
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

const char *
invoker_user(void)
{
	const char *user = getenv("SUDO_USER");
	struct invoker invoker = { .uid = getuid() };
	const struct passwd *entry;

	if (user == NULL || user[0] == '\0')
		return NULL;
	if (invoker.uid != 0) {
		invoker.sudo_uid = parse_uid(getenv("SUDO_UID"));
		entry = invoker.sudo_uid == NOBODY ? NULL
						   : getpwuid(invoker.sudo_uid);
		invoker.named =
		    entry != NULL && strcmp(entry->pw_name, user) == 0;
		invoker.login_uid = login_uid();
		invoker.login_known = invoker.login_uid != NOBODY;
		invoker.logs_in = logs_in(invoker.uid);
	}
	return invoker_believed(&invoker) ? user : NULL;
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
