import type { Transport, WireReply } from "@chronos-job/core";
import { expect, it } from "vitest";
import { heedingTransport } from "./heeding-transport.ts";

const request = { method: "GET", base: "http://a", path: "/", headers: {}, patienceMs: 1 } as const;
const reply: WireReply = { status: 200, headers: {}, body: (async function* () {})() };
const target = { name: "lab", urls: ["http://lab:4400"], dialect: undefined };

/** What is said of a server whose answers are given one after the other; those that come late are waited for in vain. */
async function saidOf(...answers: readonly ("fast" | "late" | "none" | "never")[]): Promise<readonly string[]> {
	const said: string[] = [];
	const left = [...answers];
	let now: (typeof answers)[number] | undefined;
	const plain: Transport = {
		async send({ path }) {
			if (path === "/ping") throw new Error("nobody");
			now = left.shift();
			// Time passes at once, as far as it passes.
			await new Promise(setImmediate);
			if (now === "never") return new Promise<never>(() => undefined);
			if (now === "none") throw new Error("nobody");
			return reply;
		},
		[Symbol.asyncDispose]: async () => undefined,
	};
	const isLong = (ms: number) => (ms > 10_000 ? now === "never" : left[0] !== "fast");
	const sleep = (ms: number, signal?: AbortSignal) =>
		new Promise<void>((resolve) => {
			signal?.addEventListener("abort", () => resolve());
			if (isLong(ms)) resolve();
		});
	const host = { now: () => Date.UTC(2026, 10, 21, 12), zone: "UTC" };
	await using heeding = heedingTransport(plain, {
		host,
		note: (text) => void said.push(text),
		target,
		clock: { sleep },
	});
	for (const _ of answers) await heeding.send(request).catch((error: unknown) => said.push(codeOf(error)));
	said.push(heeding.silentSince() === undefined ? "heard" : "silent");
	return said;
}

function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error ? String(error.code) : "failed";
}

const since = "lab (http://lab:4400) does not answer since Sat 2026-11-21 12:00:00 UTC; it is asked again and again";

it.each([
	["answers at once", ["fast", "fast"], ["heard"]],
	[
		"never answers",
		["never"],
		["waiting for lab (http://lab:4400), which has not answered yet", "HEAD_TIMEOUT", "silent"],
	],
	["goes away", ["fast", "none", "none"], [since, "failed", "failed", "silent"]],
	["comes back", ["fast", "none", "late"], [since, "failed", "lab (http://lab:4400) answers again", "heard"]],
] as const)("of a server that %s", async (...[, answers, said]) => {
	expect(await saidOf(...answers)).toEqual(said);
});

it("a stream that falls silent is told with when it was heard last, until something is heard again", async () => {
	const said: string[] = [];
	const silent = Object.assign(new Error("nothing more"), { code: "BODY_TIMEOUT" });
	const at = (seconds: number) => Date.UTC(2026, 10, 21, 12, 0, seconds);
	let now = at(0);
	async function* stream() {
		now = at(7);
		yield new Uint8Array([1]);
		now = at(23);
		throw silent;
	}
	const plain: Transport = {
		send: async () => ({ ...reply, body: stream() }),
		[Symbol.asyncDispose]: async () => undefined,
	};
	const host = { now: () => now, zone: "UTC" };
	await using heeding = heedingTransport(plain, { host, note: (text) => void said.push(text), target });
	const heard = async () => {
		for await (const piece of (await heeding.send(request)).body) expect(piece).toEqual(new Uint8Array([1]));
	};
	await expect(heard()).rejects.toBe(silent);
	const lost = "lab (http://lab:4400) does not answer since Sat 2026-11-21 12:00:07 UTC; it is asked again and again";
	expect([said, heeding.silentSince()]).toEqual([[lost], at(7)]);
	await heeding.send(request);
	expect([said, heeding.silentSince()]).toEqual([[lost, "lab (http://lab:4400) answers again"], undefined]);
});

it("whether anything has come back is told, whatever it was", async () => {
	const host = { now: () => 0, zone: "UTC" };
	const failing = [true, false];
	const plain: Transport = {
		send: async () => (failing.shift() === true ? Promise.reject(new Error("nobody")) : { ...reply, status: 500 }),
		[Symbol.asyncDispose]: async () => undefined,
	};
	await using heeding = heedingTransport(plain, { host, note: () => undefined, target });
	await heeding.send(request).catch(() => undefined);
	expect(heeding.hasAnswered()).toBe(false);
	await heeding.send(request);
	expect(heeding.hasAnswered()).toBe(true);
});
