import type { Transport, WireReply, WireRequest } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { parseFields, textOf } from "../local/json-fields.ts";

/** A transport that tells what a server of ours takes, and has something to say about. */
export function warnedTransport(transport: Transport, { note }: Pick<Session, "note">): Transport {
	return {
		async send(request) {
			const reply = await transport.send(request);
			const warning = warningOf(request, reply);
			if (warning !== undefined) note(warning);
			return reply;
		},
		[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
	};
}

/** `train: it needs 3 GPUs, and this machine has 2: it stays queued` */
function warningOf({ method, body }: WireRequest, { headers }: WireReply): string | undefined {
	const [, text] = /^299 chronos-job "([^"]+)"/.exec(headers["warning"] ?? "") ?? [];
	if (method === "GET" || text === undefined) return undefined;
	const job = textOf(parseFields(body ?? "")["name"]);
	return `${job === "" ? "" : `${job}: `}${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, "")}`;
}
