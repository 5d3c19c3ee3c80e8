/* Exemptions go into a ledger (see intake.h for the oracles). */
#include "intake.h"

INTAKE_FUZZ("exemptions")
