#ifndef DESK_H
#define DESK_H

#include "tests/unit/ledger/book.h"
#include "work/request.h"

/*
 * A desk is where a use-case is asked for: a request about a book, and what
 * came of it.
 *
 * desk_setup(), desk_teardown():
 * Around the book's.
 *
 * desk_request:
 * The request; a test changes what it needs.
 *
 * desk_clear():
 * A new output and summary, before a use-case is asked for directly.
 *
 * desk_import(kind, text), desk_propose(as_of), desk_post(text):
 * Clear, and import ${text}, run as of a date, or post a proposal.
 *
 * desk_answer(), desk_counts():
 * What was put out; "IN ACCEPTED CHANGED DUPLICATE REJECTED".
 *
 * desk_stock():
 * Record the usual: catalog and customer, account A1 in New York, with a rate
 * of 10 percent, that also pays for A2; S1 of A1 and S2 of A2 from 2026-01-01.
 *
 * desk_proposal(as_of):
 * The proposal as text.
 *
 * desk_told(text):
 * Whether the error says ${text}; what it says is printed where it does not.
 */

extern struct request desk_request;
extern struct summary desk_summary;

void desk_setup(void);
void desk_teardown(void);
void desk_clear(void);
enum status desk_import(const char *, const char *) MUST_CHECK;
enum status desk_propose(const char *) MUST_CHECK;
enum status desk_post(const char *) MUST_CHECK;
const char *desk_answer(void);
const char *desk_counts(void);
void desk_stock(void);
const char *desk_proposal(const char *);
void desk_told(const char *);

#endif
