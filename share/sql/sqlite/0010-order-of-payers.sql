-- That what an account pays for comes in the order of payers without a sort, an
-- index has to say that it tells each version of an account from the others.
DROP INDEX account_payer;
CREATE UNIQUE INDEX account_payer
	ON account_fact (payer, account, effective_on, version);
