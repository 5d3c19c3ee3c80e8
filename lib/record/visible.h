#ifndef RECORD_VISIBLE_H
#define RECORD_VISIBLE_H

/*
 * What is shown to a person must not drive the terminal.
 *
 * visible_text(text):
 * Replace in ${text} each control character (C0, DEL, C1), each line or
 * paragraph separator and each byte that is not valid UTF-8 by "?".  The text
 * never becomes longer.  Return ${text}.
 */

char *visible_text(char *);

#endif
