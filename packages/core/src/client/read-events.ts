import type { Clock } from "../clock.ts";
import { ChronosError, hasCode } from "../errors.ts";
import type { CallOptions } from "./client.ts";
import type { Courier } from "./courier.ts";
import { explainLocalFailure, localQuestion } from "./local-question.ts";
import type { LocalEvent } from "./local-reader.ts";
import { parseEventStream, type ServerSentEvent } from "./parse-event-stream.ts";
import { isSuccess } from "./question.ts";
import { isRecord, notChronos, readJson } from "./read-json.ts";
import { readFacts, timeOf } from "./read-local.ts";

export interface EventSource {
	readonly courier: Courier;
	readonly clock: Clock;
	/** The last event that is known; what is to come when absent. */
	readonly after: number | undefined;
}

/** What happens on a server of ours, from where somebody stopped listening; a stream that breaks is taken up again. */
export async function* readEvents(source: EventSource, options: CallOptions): AsyncGenerator<LocalEvent, void> {
	const { clock } = source;
	let last = source.after ?? (await latestEventId(source, options));
	let fruitless = 0;
	for (;;) {
		const startedAt = clock.now();
		const before = last;
		for await (const event of readOnce({ ...source, after: last }, options)) {
			last = event.id ?? last;
			yield event;
		}
		fruitless = last === before && clock.now() - startedAt < shortMs ? fruitless + 1 : 0;
		if (fruitless > maxFruitless) throw tooShort();
		await clock.sleep(fruitless * pauseMs, options.signal);
		options.signal?.throwIfAborted();
	}
}

const shortMs = 5000;
const maxFruitless = 5;
const pauseMs = 200;
// The server says every 5 s that it is still there; three times may be lost on the way.
const longestSilenceMs = 16_000;

async function latestEventId({ courier }: EventSource, options: CallOptions): Promise<number> {
	const answer = await courier(localQuestion("", {}, options));
	const facts = isSuccess(answer) ? readFacts(readJson(answer.text)) : undefined;
	if (facts === undefined) throw notChronos(answer, "it does not say which event was the last");
	return facts.lastEventId;
}

/** Until the stream ends or breaks. */
async function* readOnce(
	{ courier, clock, after }: EventSource,
	options: CallOptions,
): AsyncGenerator<LocalEvent, void> {
	const answer = await courier({ ...localQuestion("/events", { after }, options), pieceMs: longestSilenceMs });
	if (answer.pieces === undefined) throw explainLocalFailure(answer);
	try {
		for await (const sent of parseEventStream(answer.pieces)) yield eventOf(sent, clock.now());
	} catch (error) {
		options.signal?.throwIfAborted();
		if (!(error instanceof ChronosError)) throw notChronos(answer, `its events cannot be read: ${String(error)}`);
		if (!isPassing(error)) throw error;
	}
}

function isPassing(error: unknown): boolean {
	return hasCode(error, "target.not-chronos") || hasCode(error, "target.timeout");
}

function tooShort(): ChronosError {
	return new ChronosError("target.not-chronos", "the server ends its stream of events again and again", {
		hint: "Look at `chronos-job local logs`.",
	});
}

function eventOf({ id, type, data }: ServerSentEvent, now: number): LocalEvent {
	const value = readJson(data);
	const fields = isRecord(value) ? value : {};
	const number = id === undefined || !/^\d+$/.test(id) ? undefined : Number(id);
	return { id: number, type, at: timeOf(fields["at"]) ?? now, fields };
}
