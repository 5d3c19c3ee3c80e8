#ifndef LEDGER_TAX_RATES_H
#define LEDGER_TAX_RATES_H

#include <stdint.h>

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rule/tax.h"

/*
 * The shelf of tax rates in force: those that need the approval of a second
 * person and have it, and those that need none.
 *
 * tax_rates_load(ledger, arena, rates, error):
 * All of them, in the order of their recording.
 *
 * tax_rates_revision(ledger, revision, error):
 * A number that grows with every one: since none is ever lost, their count.
 *
 * tax_rates_waiting(ledger, audit, error):
 * The first audit row with rates on which nobody has decided; 0: there is none.
 */

enum status tax_rates_load(struct ledger *, struct arena *, struct tax_rates *,
    struct error *) MUST_CHECK;
enum status tax_rates_revision(
    struct ledger *, int64_t *, struct error *) MUST_CHECK;
enum status tax_rates_waiting(
    struct ledger *, int64_t *, struct error *) MUST_CHECK;

#endif
