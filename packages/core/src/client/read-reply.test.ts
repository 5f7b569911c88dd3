import { describe, expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import { readRefusal, readReply } from "./read-reply.ts";
import type { WireReply } from "./transport.ts";

const still: Clock = { now: () => 0, sleep: () => new Promise(() => undefined) };
const limits = { maxBytes: 10, patienceMs: 100, clock: still };

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<Uint8Array, void> {
	for (const text of texts) {
		if (text instanceof Error) throw text;
		yield Buffer.from(text, "latin1");
	}
}

function reply(body: AsyncIterable<Uint8Array>, headers: WireReply["headers"] = {}, status = 200): WireReply {
	return { status, headers, body };
}

describe("a body", () => {
	test.each([
		["comes in pieces that halve a letter", reply(pieces("a\u00C3", "\u00A4b")), "aäb"],
		["begins with a mark", reply(pieces("\u00EF\u00BB\u00BF[]")), "[]"],
		["is Latin-1 and says so", reply(pieces("\u00E4"), { "content-type": "text/html;charset=ISO-8859-1" }), "ä"],
		["is as long as allowed", reply(pieces("0123456789"), { "content-length": "10" }), "0123456789"],
		["has a length that is none", reply(pieces("[]"), { "content-length": "two" }), "[]"],
		[
			"is packed, whose length is another",
			reply(pieces("[]"), { "content-length": "99", "content-encoding": "x" }),
			"[]",
		],
		["belongs to nothing", reply(pieces(), { "content-length": "9" }, 204), ""],
	])("that %s is read", async (_, given, text) => {
		expect(
			await readReply(given, { ...limits, maxBytes: given.headers["content-encoding"] === undefined ? 10 : 99 }),
		).toBe(text);
	});

	test.each([
		["is too long", reply(pieces("01234", "567890")), "BODY_TOO_LONG"],
		["says that it is too long", reply(pieces("[]"), { "content-length": "11" }), "BODY_TOO_LONG"],
		["is shorter than it says", reply(pieces("[]"), { "content-length": "3" }), "ERR_STREAM_PREMATURE_CLOSE"],
		["breaks", reply(pieces("[", Object.assign(new Error("gone"), { code: "ECONNRESET" }))), "ECONNRESET"],
	])("that %s is refused", async (_, given, code) => {
		await expect(readReply(given, limits)).rejects.toMatchObject({ code });
	});

	test("that drips is left when its time is over", async () => {
		let now = 0;
		const clock: Clock = { ...still, now: () => (now += 60) };
		await expect(
			readReply(reply(pieces("e", "n", "d", "l", "e", "s", "s")), { ...limits, clock }),
		).rejects.toMatchObject({
			code: "BODY_TIMEOUT",
		});
	});
});

describe("the body of a refusal", () => {
	test.each([
		["all of it", pieces("no", "!"), { text: "no!", isWhole: true }],
		["what came before it broke", pieces("no", new Error("gone")), { text: "no", isWhole: false }],
		["a megabyte of it", pieces("x".repeat(1024 * 1024), "y"), { text: "x".repeat(1024 * 1024), isWhole: false }],
	])("is %s", async (_, body, what) => {
		expect(await readRefusal(reply(body, {}, 400), { clock: still })).toEqual(what);
	});

	test("is what came until nobody waits any more", async () => {
		const hung: AsyncIterable<Uint8Array> = {
			[Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
		};
		const clock: Clock = { now: () => 0, sleep: async () => undefined };
		expect(await readRefusal(reply(hung, { "content-length": "117" }, 400), { clock })).toEqual({
			text: "",
			isWhole: false,
		});
	});
});
