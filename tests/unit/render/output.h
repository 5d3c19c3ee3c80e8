#ifndef RENDER_OUTPUT_H
#define RENDER_OUTPUT_H

#include "base/arena.h"
#include "record/spool.h"

/*
 * output_text(spool, arena): all that was written into ${spool}.
 */
const char *output_text(struct spool *, struct arena *);

#endif
