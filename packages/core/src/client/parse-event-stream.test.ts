import { expect, test } from "vitest";
import { parseEventStream, type ServerSentEvent } from "./parse-event-stream.ts";

async function eventsIn(text: string, size: number): Promise<readonly ServerSentEvent[]> {
	const bytes = Buffer.from(text);
	const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
		bytes.subarray(index * size, (index + 1) * size),
	);
	const events: ServerSentEvent[] = [];
	for await (const event of parseEventStream(toStream(pieces))) events.push(event);
	return events;
}

async function* toStream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
	yield* pieces;
}

const text =
	': connected\n\nid: 7\nevent: job.created\ndata: {"name":\n\n: still here\n\nid:8\ndata:zw\u00F6lf\ndata: \u{1F600}\n\ndata';
const events = [
	{ id: "7", type: "job.created", data: '{"name":' },
	{ id: "8", type: "message", data: "zw\u00F6lf\n\u{1F600}" },
];

test.each([1, 2, 3, 5, 1000])("events are the same in pieces of %d bytes, and a broken one is none", async (size) => {
	expect(await eventsIn(text, size)).toEqual(events);
});

test.each(["\r\n", "\r"])("lines may end in %j", async (end) => {
	for (const size of [1, 2, 7, 1000]) expect(await eventsIn(text.replaceAll("\n", end), size)).toEqual(events);
});

test("an event without end is not collected for ever", async () => {
	const endless = toStream(Array.from({ length: 20 }, () => Buffer.alloc(64 * 1024, "x")));
	await expect(parseEventStream(endless).next()).rejects.toThrow(/longer than/);
});
