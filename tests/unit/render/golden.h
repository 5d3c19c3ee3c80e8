#ifndef RENDER_GOLDEN_H
#define RENDER_GOLDEN_H

/*
 * Papers to compare with, in the shape of the templates that are compiled in.
 */

extern const char golden_invoice[];
extern const char golden_credit_note[];

#endif
