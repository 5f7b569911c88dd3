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
