/* Logs of changes go into a ledger as usage (see intake.h for the oracles). */
#include "intake.h"

INTAKE_FUZZ("changes")
