#ifndef RULE_PARTY_H
#define RULE_PARTY_H

/*
 * A party is whom a document is for: the account that pays and its customer,
 * with name and address in force on the document's date.
 *
 * Texts are never NULL; "" is "not given".
 */

struct party {
	const char *account;
	const char *account_name;
	const char *customer;
	const char *customer_name;
	const char *customer_tax_id;
	const char *address; /* lines separated by LF; some may be empty */
	const char *language; /* of the account, else of the customer */
};

#endif
