/*
 * What getpwuid(3) leaves in errno tells the failures from the absences.
 */
#include "base/user.h"

#include <errno.h>
#include <stddef.h>

bool
user_unread(int code, struct error *error)
{
	switch (code) {
	case ENOMEM:
	case EMFILE:
	case ENFILE:
	case EIO:
	case EINTR:
	case ERANGE:
		errno = code;
		(void)error_system(error,
		    code == ENOMEM ? STATUS_MEMORY : STATUS_IO,
		    "the name of the user");
		return true;
	default:
		return false;
	}
}

enum status
user_find(uid_t uid, const struct passwd **entry, struct error *error)
{
	errno = 0;
	*entry = getpwuid(uid);
	if (*entry == NULL && user_unread(errno, error))
		return error->status;
	return STATUS_OK;
}
