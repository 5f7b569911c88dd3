import { ChronosError } from "@chronos-job/core";
import { expect, it } from "vitest";
import type { LogQuery, LogSource } from "./log-source.ts";
import { streamOutput } from "./stream-output.ts";

const text = new TextEncoder().encode("line 1\nline 2 größer\nline 3\n");
const away = new ChronosError("target.unreachable", "the connection broke");

/** A log that breaks off at some bytes, and cannot be opened the next time. */
function breakingSource(taskIds: readonly string[]) {
	const queries: LogQuery[] = [];
	const breaks = [10, 19];
	const source: LogSource = {
		async open(query) {
			queries.push(query);
			if (queries.length % 2 === 0) throw away;
			return {
				taskId: taskIds[queries.length - 1] ?? "ct:1:0:long:",
				offset: query.since ?? 0,
				body: bodyFrom(query.since ?? 0, breaks.shift()),
			};
		},
		hasAttempt: async () => true,
		[Symbol.asyncDispose]: async () => undefined,
	};
	return { source, queries };
}

async function* bodyFrom(since: number, end: number | undefined) {
	yield text.slice(since, end);
	if (end !== undefined) throw away;
}

async function print(follow: boolean, { source }: Pick<ReturnType<typeof breakingSource>, "source">): Promise<string> {
	const printed: string[] = [];
	const signal = new AbortController().signal;
	const sleep = () => new Promise<void>((resolve) => void setImmediate(resolve));
	await streamOutput(
		{ query: { job: "long", follow }, streams: ["stdout"], isLabelled: false },
		{ source, signal, sleep, print: (output) => void printed.push(output.text) },
	);
	return printed.join("");
}

it("goes on from the byte that was reached when the server is back", async () => {
	const breaking = breakingSource([]);
	expect(await print(true, breaking)).toBe("line 1\nline 2 größer\nline 3\n");
	expect(breaking.queries.map(({ since }) => since)).toEqual([undefined, 10, 10, 19, 19]);
});

it("does not go on with what another attempt writes", async () => {
	const breaking = breakingSource(["ct:1:0:long:", "", "ct:1:1:long:"]);
	expect(await print(true, breaking)).toBe("line 1\nlin");
});

it("is not patient when nothing is followed", async () => {
	await expect(print(false, breakingSource([]))).rejects.toThrow("the connection broke");
});

/** A log that falls silent after a line; the server answers pings as it is told. */
function frozenSource(ping: () => Promise<void>) {
	const queries: LogQuery[] = [];
	const source: LogSource = {
		async open(query, { signal }) {
			queries.push(query);
			const since = query.since ?? 0;
			return { taskId: "ct:1:0:long:", offset: since, body: silentFrom(since, signal) };
		},
		hasAttempt: async () => true,
		ping,
		[Symbol.asyncDispose]: async () => undefined,
	};
	return { source, queries };
}

async function* silentFrom(since: number, signal: AbortSignal | undefined) {
	yield text.slice(since, since === 0 ? 7 : undefined);
	if (since > 0) return;
	await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

it("asks a silent server whether it is there, and goes on elsewhere when it is not", async () => {
	const answers = [undefined, new ChronosError("target.refused", "not you"), away];
	const frozen = frozenSource(async () => {
		const answer = answers.shift();
		if (answer !== undefined) throw answer;
	});
	expect(await print(true, frozen)).toBe("line 1\nline 2 größer\nline 3\n");
	expect(frozen.queries.map(({ since }) => since)).toEqual([undefined, 7]);
	expect(answers).toEqual([]);
});
