#ifndef BASE_CARD_H
#define BASE_CARD_H

#include <stdbool.h>

/*
 * Card numbers (primary account numbers) are never stored.
 *
 * PCI DSS 4.0.1 requires what is stored to be unreadable; billkit stores none.
 * A run of digits, blanks and dashes between them ignored, looks like a card
 * number when issuer prefix and length fit (Visa 16; Mastercard 16; American
 * Express 15; Diners 14; JCB 16; Discover 16; UnionPay 16 to 19) and its Luhn
 * check digit (ISO/IEC 7812-1) is right.  Where more digits stand beside it in
 * groups of their own (an expiry date), it is still found if it is written as
 * cards are: in one group, in groups of four, or four, six and the rest.  A
 * bank account number (IBAN, ISO 13616) whose check digits are right is none.
 *
 * card_found(text, masked):
 * Whether ${text} holds one; its first six and last four digits with stars
 * between go into ${masked} of CARD_MASKED_MAX bytes.
 *
 * card_mask(text):
 * Put stars into each one in ${text}: its first six and last four digits are
 * all that may be shown.  Return ${text}.
 */

#define CARD_MASKED_MAX 24

bool card_found(const char *, char[CARD_MASKED_MAX]);
char *card_mask(char *);

#endif
