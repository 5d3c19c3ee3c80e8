#ifndef LEDGER_COMPANIES_H
#define LEDGER_COMPANIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rule/company.h"

/*
 * The shelf of the company: the settings of its file, name by name.
 *
 * company_put(ledger, name, value, error):
 * Store one setting, such as "seller.id" or "accounts.cash".
 *
 * company_load(ledger, arena, company, error):
 * All settings over the defaults, through the same door as bill-init's (see
 * company_set() in rule/company.h).  STATUS_LEDGER if one is wrong.
 *
 * company_same(ledger, names, values, count, same, error):
 * Whether the ledger has exactly these ${count} settings.
 */

enum status company_put(
    struct ledger *, const char *, const char *, struct error *) MUST_CHECK;
enum status company_load(struct ledger *, struct arena *, struct company *,
    struct error *) MUST_CHECK;
enum status company_same(struct ledger *, const char *const *,
    const char *const *, size_t, bool *, struct error *) MUST_CHECK;

#endif
