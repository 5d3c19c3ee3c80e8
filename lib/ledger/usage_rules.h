#ifndef LEDGER_USAGE_RULES_H
#define LEDGER_USAGE_RULES_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rate/usage_rule.h"

/*
 * The shelf of usage rules: lists, of which the last one is in force.
 *
 * usage_rules_load(ledger, arena, rules, error):
 * The list in force, none if nothing was ever recorded, into memory of
 * ${arena}.
 *
 * usage_rules_put(ledger, rules, error):
 * Record a list, which is in force from now on; also an empty one.
 */

enum status usage_rules_load(struct ledger *, struct arena *,
    struct usage_rules *, struct error *) MUST_CHECK;
enum status usage_rules_put(
    struct ledger *, const struct usage_rules *, struct error *) MUST_CHECK;

#endif
