#ifndef INPUT_H
#define INPUT_H

#include <stddef.h>

/*
 * An input is bytes of a test under a path, without a file that stays behind.
 *
 * input_path(bytes, length):
 * A path that opens as a file of these bytes; valid until the next call.
 *
 * input_pipe(bytes, length, seed):
 * A path that opens as a pipe through which these bytes come in pieces of a
 * length that ${seed} decides, or if it is 0 all at once, so that no read sees
 * a part of them (if they fit); valid until the next call.  input_wait() must
 * follow once the pipe has been read or closed.
 *
 * input_random(seed):
 * The next number of a xorshift generator; *${seed} must not be zero.
 */

const char *input_path(const void *, size_t);
const char *input_pipe(const void *, size_t, unsigned);
void input_wait(void);
unsigned input_random(unsigned *);

#endif
