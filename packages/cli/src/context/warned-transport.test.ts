import type { Transport, WireRequest } from "@chronos-job/core";
import { expect, it } from "vitest";
import { warnedTransport } from "./warned-transport.ts";

async function notesOf(warning: string | undefined, request: Partial<WireRequest>): Promise<readonly string[]> {
	const notes: string[] = [];
	const transport: Transport = {
		send: async () => ({ status: 204, headers: { warning }, body: (async function* () {})() }),
		[Symbol.asyncDispose]: async () => undefined,
	};
	const whole = { base: "http://x", path: "/", headers: {}, patienceMs: 1, method: "POST" as const, ...request };
	await warnedTransport(transport, { note: (text) => notes.push(text) }).send(whole);
	return notes;
}

const never = '299 chronos-job "It needs 3 GPUs, and this machine has 2: it stays queued."';
const body = JSON.stringify({ name: "train" });

it.each([
	["of the job that was sent", never, { body }, ["train: it needs 3 GPUs, and this machine has 2: it stays queued"]],
	["also where no job was sent", never, {}, ["it needs 3 GPUs, and this machine has 2: it stays queued"]],
	["of nothing that is only read", never, { method: "GET" }, []],
	["of nothing without a warning", undefined, { body }, []],
	["of nothing that a proxy says", '110 proxy "Response is stale"', { body }, []],
] as const)("a warning is told %s", async (...[, warning, request, notes]) => {
	expect(await notesOf(warning, request)).toEqual(notes);
});
