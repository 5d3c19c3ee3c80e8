/*
 * What every use-case does first and last.
 */
#include "work/request.h"

enum status
request_open(const struct request *request, enum ledger_mode mode,
    struct ledger **ledger, struct error *error)
{
	enum status status =
	    ledger_open(request->ledger, mode, request->wait, ledger, error);

	return status == STATUS_OK ? ledger_begin(*ledger, error) : status;
}

enum status
request_writer(const struct request *request, const struct schema *schema,
    struct writer **writer, struct error *error)
{
	return writer_open(request->output, schema, request->format,
	    request->spreadsheet, writer, error);
}
