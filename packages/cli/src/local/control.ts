import type { Handler, LocalRequest, Reply } from "@chronos-job/local";
import { serverPath } from "./find-server.ts";
import { fieldsOf, parseFields } from "./json-fields.ts";
import { type ServerStatus, statusOnWire } from "./server-status.ts";
import { stopPath } from "./stop-server.ts";

export interface Control {
	status(): ServerStatus;
	/** Ends the server soon. */
	stop(options: { readonly stopJobs: boolean }): void;
}

/** Adds the calls that only whoever may open the socket can make. */
export function withControl(handler: Handler, control: Control): Handler {
	return async (request) => {
		const answer = calls.get(`${request.method} ${request.target}`);
		return answer === undefined ? handler(request) : answer(control, request);
	};
}

const calls: ReadonlyMap<string, (control: Control, request: LocalRequest) => Reply> = new Map([
	[`GET ${serverPath}`, (control: Control) => json(200, statusOnWire(control.status()))],
	[`POST ${stopPath}`, stop],
]);

function stop(control: Control, { body }: LocalRequest): Reply {
	const { running } = control.status();
	control.stop({ stopJobs: fieldsOf(parseFields(Buffer.from(body).toString("utf8")))["stopJobs"] === true });
	return json(202, { running });
}

function json(status: number, value: object): Reply {
	return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
