import type { StoredEvent } from "../../stores/store.ts";
import type { Reply } from "../handler.ts";
import type { Server } from "../server.ts";
import { type LocalAsked, parseCount } from "./local-endpoint.ts";
import { safely } from "./local-reply.ts";
import { eventOnWire } from "./on-wire.ts";

/** All that happens as server-sent events, from where a client stopped listening. */
export function streamEvents(server: Server, { request, query }: LocalAsked): Reply {
	const asked = parseCount(request.headers["last-event-id"]) ?? parseCount(query.get("after"));
	const start = startOf(server, asked);
	return {
		status: 200,
		headers: { ...safely, "content-type": "text/event-stream" },
		body: textOf(server, { ...start, signal: request.signal }),
	};
}

interface Start {
	readonly after: number;
	/** The first event that is still there, when some that were asked for are not. */
	readonly gapUntil: number | undefined;
}

function startOf({ engine }: Server, asked: number | undefined): Start {
	const { history, lastEventId } = engine;
	if (asked === undefined) return { after: lastEventId, gapUntil: undefined };
	// An id from before a reset, or none at all.
	if (Number.isNaN(asked) || asked > lastEventId) return { after: lastEventId, gapUntil: lastEventId + 1 };
	const first = history.firstEventId() ?? lastEventId + 1;
	return asked + 1 < first ? { after: first - 1, gapUntil: first } : { after: asked, gapUntil: undefined };
}

async function* textOf(server: Server, start: Start & { readonly signal: AbortSignal }): AsyncGenerator<string, void> {
	// Something has to go out for a client to know that it is connected.
	yield ": connected\n\n";
	if (start.gapUntil !== undefined) yield `event: gap\ndata: ${JSON.stringify({ from: start.gapUntil })}\n\n`;
	const end = new AbortController();
	const signal = AbortSignal.any([start.signal, end.signal]);
	const events = server.engine.events({ after: start.after, signal })[Symbol.asyncIterator]();
	let next = events.next();
	try {
		while (!signal.aborted) {
			const found = await nextOrSilence(server, next, signal);
			if (found === "silence") {
				yield ": still here\n\n";
				continue;
			}
			if (found.done === true) return;
			next = events.next();
			yield eventText(found.value);
		}
	} finally {
		end.abort();
		// Nobody waits for what comes now.
		void next.catch(() => undefined);
	}
}

/** A client that hears nothing for three of these takes the server for lost. */
const heartbeatMs = 5000;

async function nextOrSilence(
	{ facts }: Server,
	next: Promise<IteratorResult<StoredEvent>>,
	signal: AbortSignal,
): Promise<IteratorResult<StoredEvent> | "silence"> {
	const heard = new AbortController();
	const silence = facts.clock
		.sleep(heartbeatMs, AbortSignal.any([signal, heard.signal]))
		.then(() => "silence" as const);
	try {
		return await Promise.race([next, silence]);
	} finally {
		heard.abort();
	}
}

function eventText(stored: StoredEvent): string {
	return `id: ${stored.id}\nevent: ${stored.event.type}\ndata: ${JSON.stringify(eventOnWire(stored))}\n\n`;
}
