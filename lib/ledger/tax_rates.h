#ifndef LEDGER_TAX_RATES_H
#define LEDGER_TAX_RATES_H

#include <stdint.h>

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rule/tax.h"

/*
 * The shelf of tax rates.
 *
 * tax_rates_load(ledger, arena, rates, error):
 * All rates, in the order of their recording.
 *
 * tax_rates_revision(ledger, revision, error):
 * A number that grows with every recorded rate.
 */

enum status tax_rates_load(struct ledger *, struct arena *, struct tax_rates *,
    struct error *) MUST_CHECK;
enum status tax_rates_revision(
    struct ledger *, int64_t *, struct error *) MUST_CHECK;

#endif
