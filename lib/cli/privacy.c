/*
 * A limit of one byte, not of none: the kernel never writes a core file of that
 * size, and does not start the program that may be set to take core dumps
 * either, for which a limit of none does not count (core(5)).
 */
#include "cli/privacy.h"

#include <sys/auxv.h>
#include <sys/resource.h>

#define CORE_BYTES 1

enum status
privacy_keep(struct error *error)
{
	struct rlimit limit;

	if (getauxval(AT_SECURE) != 0)
		return error_set(error, STATUS_CONFIG,
		    "this file is set-user-ID, set-group-ID or has "
		    "capabilities, and may not be: use sudo");
	if (getrlimit(RLIMIT_CORE, &limit) != 0)
		return error_system(error, STATUS_IO, "core files");
	if (limit.rlim_max > CORE_BYTES)
		limit.rlim_max = CORE_BYTES;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_CORE, &limit) != 0)
		return error_system(error, STATUS_IO, "core files");
	return STATUS_OK;
}
