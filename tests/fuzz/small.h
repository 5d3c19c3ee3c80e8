/*
 * Limits for fuzzing, included before anything else: so small that a short
 * input reaches what is behind them.
 */
#ifndef SMALL_H
#define SMALL_H

#define READER_FIELD_MAX 80 /* the seal of a proposal has 64 */
#define REJECTS_TOLD_MAX 2
#define SPOOL_MEMORY_MAX (64 << 10)
#define METERING_SORT_MAX ((size_t)64 << 10)

#endif
